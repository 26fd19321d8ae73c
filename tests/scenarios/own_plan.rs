//! The project's own plan, kept in its own format.

use std::path::Path;

use crate::sandbox::Sandbox;

#[test]
fn our_own_plan_is_clean() {
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/plan");
    let output = Sandbox::bare().pm(&["-C", plan.to_str().expect("UTF-8"), "check", "--fail-on", "warning"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{}", output.shown());
}
