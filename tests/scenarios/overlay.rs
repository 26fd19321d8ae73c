//! `overlay:`: what another repository adds to a plan, and who sees of it.

use crate::sandbox::Sandbox;

const SETTINGS: &str = "format: 1
overlay: ../PRIVATE
audiences:
  customers:
    public: true
    kinds: [idea, customer, feedback]
    visibility: [public]
    fields: {idea: [title, status, owner, related], customer: [title], feedback: [title]}
    sections: {idea: [Problem, What they say]}
  sales: {visibility: [public, internal]}
  board: {fields: {idea: [title, status, revenue]}}
";

/// A product and the repository beside it.
struct Pair {
    product: Sandbox,
    private: Sandbox,
}

impl Pair {
    /// The overlay knows a customer, a kind of its own, and what an idea is worth.
    fn new() -> Self {
        let pair = Self { product: Sandbox::new(), private: Sandbox::new() };
        pair.settings(SETTINGS);
        pair.product.write(
            "ideas/IDEA-1-export.md",
            "---\nid: IDEA-1\ntitle: Export\nstatus: new\nvisibility: public\n---\n\n## Problem\n\nSlow.\n",
        );
        pair.product.write(
            "feedback/FB-1-export.md",
            "---\nid: FB-1\ntitle: They want export\nstatus: new\ncustomer: CUST-7\nrelated: [IDEA-1, \
             DEAL-1]\nchannel: sales\ndate: 2026-10-01\nvisibility: public\n---\n",
        );
        let private = &pair.private;
        private.write(
            "pm.yaml",
            "format: 1\nkinds:\n  idea: {fields: {revenue: {type: money}}}\n  deal: {prefix: DEAL, folder: deals, \
             status: {open: [new], done: [won]}}\n",
        );
        private.write(
            "ideas/IDEA-1.md",
            "---\nid: IDEA-1\nrevenue: EUR 48151\nowner: secretowner\n---\n\n## What they say \
             {public}\n\nSecretwords.\n",
        );
        private.write(
            "customers/CUST-7-secretfile.md",
            "---\nid: CUST-7\ntitle: Secretname\nstatus: active\n---\nSecretnotes.\n",
        );
        private.write(
            "deals/DEAL-1-secretfile.md",
            "---\nid: DEAL-1\ntitle: Secretdeal\nstatus: new\nrelated: [IDEA-1]\n---\n",
        );
        pair
    }

    /// The name of the folder of the overlay, which lies beside that of the product.
    fn name(&self) -> String {
        self.private.path().file_name().expect("a name").to_string_lossy().into_owned()
    }

    fn settings(&self, text: &str) {
        self.product.write("pm.yaml", &text.replace("PRIVATE", &self.name()));
    }

    /// What is shown, as if the overlay were called `PRIVATE`.
    fn pm(&self, arguments: &[&str]) -> String {
        self.product.pm(arguments).shown().replace(&self.name(), "PRIVATE")
    }
}

#[test]
fn what_lies_in_the_overlay_is_part_of_the_plan_where_it_is_there() {
    let pair = Pair::new();
    assert_eq!(pair.pm(&["check"]), "4 artifacts in 5 files: no findings\n");
    insta::assert_snapshot!(pair.pm(&["show", "IDEA-1"]), @r#"
    IDEA-1 Export
    ═════════════
    idea · new · ideas/IDEA-1-export.md

    revenue     48,151 EUR
    owner       secretowner
    visibility  public

    Where it stands
    ───────────────
    status  not looked at

    What leads here
    ───────────────
    related from  DEAL-1 Secretdeal (new); FB-1 They want export (new)

    Problem
    Slow.

    What they say {public}
    Secretwords.
    "#);
    insta::assert_snapshot!(pair.pm(&["list", "--format", "csv"]), @r#"
    id,kind,title,status,owner
    CUST-7,customer,Secretname,active,
    DEAL-1,deal,Secretdeal,new,
    FB-1,feedback,They want export,new,
    IDEA-1,idea,Export,new,secretowner
    "#);
    let page = pair.pm(&["links", "--format", "markdown"]);
    assert!(page.contains("(../PRIVATE/customers/CUST-7-secretfile.md)"), "{page}");
}

#[test]
fn without_it_nothing_is_missing() {
    let pair = Pair::new();
    std::fs::remove_dir_all(pair.private.path()).expect("it is gone");
    assert_eq!(pair.pm(&["check"]), "2 artifacts in 2 files: no findings\n");
    insta::assert_snapshot!(pair.pm(&["show", "FB-1"]), @r#"
    FB-1 They want export
    ═════════════════════
    feedback · new · feedback/FB-1-export.md

    customer    CUST-7
    channel     sales
    date        1 Oct 2026
    visibility  public
    related     IDEA-1 Export; DEAL-1

    Where it stands
    ───────────────
    status  not read by whoever decides
    "#);
    // What no overlay holds is as wrong as before.
    pair.product
        .write("ideas/IDEA-2-x.md", "---\nid: IDEA-2\ntitle: X\nstatus: new\nrelated: [IDEA-9]\n---\n");
    let found = pair.pm(&["check"]);
    assert!(found.contains("`related` leads to `IDEA-9`, which does not exist"), "{found}");
    pair.settings(&SETTINGS.replace("../PRIVATE", "{path: ../PRIVATE, kinds: deal}"));
    let found = pair.pm(&["check"]);
    assert!(found.contains("`customer` leads to `CUST-7`"), "{found}");
    assert!(!found.contains("DEAL-1"), "{found}");
}

#[test]
fn an_audience_sees_nothing_of_it_that_it_is_not_shown_by_name() {
    let pair = Pair::new();
    let commands: &[&[&str]] =
        &[&["list"], &["show", "IDEA-1"], &["links"], &["roadmap"], &["graph"], &["board", "idea", "--all"]];
    for command in commands {
        for format in ["terminal", "markdown", "html", "csv", "json", "svg"] {
            for audience in ["customers", "sales"] {
                let arguments = [*command, &["--format", format, "--audience", audience]].concat();
                let shown = pair.pm(&arguments);
                for secret in ["ecret", "48151", "48,151", "overlay", "CUST-7", "DEAL-1"] {
                    assert!(!shown.contains(secret), "{arguments:?} shows {secret}\n{shown}");
                }
            }
        }
    }
    let board = pair.pm(&["show", "IDEA-1", "--audience", "board"]);
    assert!(board.contains("48,151 EUR") && !board.contains("ecret"), "{board}");
}

#[test]
fn files_of_this_repository_get_nothing_of_it() {
    let pair = Pair::new();
    pair.settings(&format!(
        "{SETTINGS}views: {{all: {{view: list}}}}\noutputs: [{{view: all, path: ALL.md}}]\n"
    ));
    assert!(pair.pm(&["render"]).starts_with("ALL.md"));
    let written = pair.product.read("ALL.md");
    assert!(written.contains("IDEA-1") && !written.contains("CUST-7"), "{written}");
}

#[test]
fn it_is_changed_where_it_lies_and_its_ids_are_taken() {
    let pair = Pair::new();
    insta::assert_snapshot!(pair.pm(&["set", "CUST-7", "title=x"]), @r#"
    ------- stderr -------
    error: there is no `CUST-7`
    hint: run `pm list` to see what there is
    hint: what lies in the overlay is changed there: ../PRIVATE
    [exit code: 2]
    "#);
    let linked = pair.pm(&["link", "IDEA-1", "related", "CUST-7"]);
    assert!(!linked.contains("error"), "{linked}");
    let added = pair.pm(&["customer", "add", "Another"]);
    assert!(added.contains("CUST-8"), "{added}");
}

#[test]
fn what_is_wrong_in_it_is_shown_where_it_is() {
    let pair = Pair::new();
    pair.private.write("pm.yaml", "format: 1\nkinds: {idea: {felds: {}}}\n");
    let found = pair.pm(&["check"]);
    assert!(found.contains("--> overlay:/pm.yaml:2:16"), "{found}");
    assert!(found.contains("--> overlay:/ideas/IDEA-1.md:3:1"), "{found}");
}

#[test]
fn an_overlay_within_the_repository_is_refused() {
    let pair = Pair::new();
    pair.settings("format: 1\noverlay: private\n");
    insta::assert_snapshot!(pair.pm(&["check"]), @r#"
    error[invalid-config]: `private` lies in this repository, and whoever has one has the other
     --> pm.yaml:2:10
      |
    2 | overlay: private
      |          ^^^^^^^
      |
      = help: name another repository beside this one, such as `../product-private`

    1 error in 1 of 2 files
    [exit code: 1]
    "#);
}
