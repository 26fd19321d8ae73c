//! `--template` as its callers see it.

use crate::sandbox::Sandbox;

fn product() -> Sandbox {
    let sandbox = Sandbox::bare();
    sandbox.write("pm.yaml", "format: 1\ntemplates: forms\n");
    sandbox.write("requirements/REQ-1-x.md", "---\nid: REQ-1\ntitle: <b>A | b\nstatus: draft\n---\n");
    sandbox.write(
        "forms/lines.txt",
        "{% include 'head.txt' %}\n{% for row in groups[0].rows %}{{ row.title }}{% endfor %}\n",
    );
    sandbox.write("forms/head.txt", "{{ total | plural('thing') }}");
    sandbox.write("forms/page.html.j2", "<p>{{ columns[0].name }} & {{ '<' }}</p>\n");
    sandbox.write("forms/out.txt", "{% include '../pm.yaml' %}");
    sandbox.write("other.md", "{{ view }}\n");
    sandbox
}

#[test]
fn a_name_is_looked_for_in_the_folder_and_a_path_is_a_file() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["list", "--columns", "title", "--template", "page"]).shown(), @r#"<p>title & &lt;</p>"#);
    insta::assert_snapshot!(sandbox.pm(&["roadmap", "--template", "./other.md"]).shown(), @r#"roadmap"#);
}

#[test]
fn files_include_those_beside_them_and_nothing_else() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["list", "--template", "out"]).shown(), @r#"
    ------- stderr -------
    error: forms/out.txt:1:4: tried to include non-existing template '../pm.yaml'
    hint: what is included has to lie in the folder of templates
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["list", "--columns", "title", "--template", "lines"]).shown(), @r#"1 thing<b>A | b"#);
}

#[test]
fn a_template_that_is_not_there_is_told_with_those_that_are() {
    let sandbox = product();
    insta::assert_snapshot!(sandbox.pm(&["list", "--template", "page2"]).shown(), @r#"
    ------- stderr -------
    error: there is no template `page2` in forms/
    hint: did you mean `page`?
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["list", "--template", "page", "--format", "csv"]).shown(), @r#"
    ------- stderr -------
    error: the argument '--template <TEMPLATE>' cannot be used with '--format <FORMAT>'

    Usage: pm list --template <TEMPLATE> [KIND]...

    For more information, try '--help'.
    [exit code: 2]
    "#);
    insta::assert_snapshot!(Sandbox::new().pm(&["list", "--template", "mail"]).shown(), @r#"
    ------- stderr -------
    error: there is no template `mail` in templates/
    hint: put a file into templates/, or name one by its path, such as `./mail.md`
    [exit code: 2]
    "#);
}
