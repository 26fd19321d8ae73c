//! `pm codeowners`: the owners that follow from roles, in a file that others write too.

use crate::sandbox::Sandbox;

const PM_YAML: &str = "format: 1
people:
  ana: {roles: product, accounts: [\"@ana-l\", ana@example.com]}
  ben: {roles: engineering, accounts: [ben@example.com]}
  cleo: {roles: engineering}
kinds:
  requirement: {approvals: {approved: [product, engineering]}}
levels: {personal-data: off}
";

#[test]
fn owners_are_printed_and_put_between_marks() {
    let sandbox = Sandbox::new();
    sandbox.write("pm.yaml", PM_YAML);
    insta::assert_snapshot!(sandbox.pm(&["codeowners"]).shown(), @r#"
    # Begin of what `pm codeowners` writes; change pm.yaml instead.
    /requirements/ @ana-l ben@example.com
    /pm.yaml @ana-l ben@example.com
    # End of what `pm codeowners` writes.
    ------- stderr -------
    note: nothing is known to call cleo by at the forge
    hint: add an account such as @ana, or an e-mail address, under `accounts` in pm.yaml
    "#);
    sandbox.write(".github/CODEOWNERS", "* @all\n");
    let out = ["codeowners", "--out", ".github/CODEOWNERS"];
    insta::assert_snapshot!(sandbox.pm(&[&out[..], &["--dry-run"]].concat()).shown(), @r#"
    --- a/.github/CODEOWNERS
    +++ b/.github/CODEOWNERS
    @@ -1 +1,6 @@
     * @all
    +
    +# Begin of what `pm codeowners` writes; change pm.yaml instead.
    +/requirements/ @ana-l ben@example.com
    +/pm.yaml @ana-l ben@example.com
    +# End of what `pm codeowners` writes.
    ------- stderr -------
    note: nothing is known to call cleo by at the forge
    hint: add an account such as @ana, or an e-mail address, under `accounts` in pm.yaml
    "#);
    insta::assert_snapshot!(sandbox.pm(&[&out[..], &["--check"]].concat()).shown(), @r#"
    ------- stderr -------
    note: nothing is known to call cleo by at the forge
    hint: add an account such as @ana, or an e-mail address, under `accounts` in pm.yaml
    .github/CODEOWNERS is not up to date
    hint: run `pm codeowners --out .github/CODEOWNERS`
    [exit code: 1]
    "#);
    assert_eq!(sandbox.read(".github/CODEOWNERS"), "* @all\n");
    assert_eq!(sandbox.pm(&out).code, 0);
    insta::assert_snapshot!(sandbox.pm(&[&out[..], &["--check"]].concat()).shown(), @r#"
    ------- stderr -------
    note: nothing is known to call cleo by at the forge
    hint: add an account such as @ana, or an e-mail address, under `accounts` in pm.yaml
    .github/CODEOWNERS is up to date
    "#);
    assert!(sandbox.read(".github/CODEOWNERS").starts_with("* @all\n\n# Begin"));
    sandbox.write("pm.yaml", &PM_YAML.replace("@ana-l", "@ana"));
    assert_eq!(sandbox.pm(&[&out[..], &["--check"]].concat()).code, 1);
}

#[test]
fn where_no_status_needs_an_approval_it_says_so() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!(sandbox.pm(&["codeowners"]).shown(), @r#"
    ------- stderr -------
    note: no status needs an approval
    hint: say in pm.yaml which do: kinds: {requirement: {approvals: {approved: [product, engineering]}}}
    "#);
    assert_eq!(sandbox.pm(&["codeowners", "--out", "CODEOWNERS"]).code, 0);
    assert_eq!(sandbox.files(), ["pm.yaml"]);
}
