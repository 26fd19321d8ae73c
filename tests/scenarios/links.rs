//! `pm links` as its callers see it.

use crate::sandbox::{Sandbox, in_example};

#[test]
fn a_dangling_link_is_counted_by_where_it_leads() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "ideas/IDEA-1-a.md",
        "---\nid: IDEA-1\ntitle: A\nstatus: new\nrelated: [IDEA-2, IDEA-9]\n---\n",
    );
    sandbox.write("ideas/IDEA-2-b.md", "---\nid: IDEA-2\ntitle: B\nstatus: new\n---\n");
    let output = sandbox.pm(&["links", "--count-by", "link.state", "--format", "csv"]);
    assert_eq!(output.stdout, "link.state,count\r\ndangling,1\r\nresolved,1\r\n", "{}", output.shown());
}

#[test]
fn links_of_an_artifact_are_shown_both_ways() {
    let output = in_example("tideline", &["links", "REQ-5"]);
    assert_eq!(output.code, 0, "{}", output.shown());
    assert!(output.stdout.contains("REL-") && output.stdout.contains("INIT-3"), "{}", output.shown());
}

#[test]
fn an_unknown_artifact_is_refused_with_the_nearest() {
    let output = in_example("tideline", &["links", "REQ-555"]);
    assert_eq!(output.code, 2, "{}", output.shown());
    assert!(output.stderr.contains("hint:"), "{}", output.shown());
}
