//! A site in a browser: read, filtered and searched as its readers do.

use std::path::Path;
use std::process::Command;

use crate::sandbox::Sandbox;

/// Past the capture of the test runner, which shows nothing of a test that passes.
fn say(line: &str) {
    use std::io::Write;
    writeln!(std::io::stderr(), "{line}").expect("a line on the error stream");
}

fn has_browser(folder: &Path) -> bool {
    let programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let has_chromium =
        std::env::var_os("CHROMIUM").is_some() || programs.iter().any(|it| Path::new(it).exists());
    let has_node = Command::new("node").arg("--version").output().is_ok();
    has_chromium && has_node && folder.join("node_modules/puppeteer-core").is_dir()
}

fn reads_well(example: &str, arguments: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if !has_browser(&folder) {
        say("skipped: no Chromium, or no `npm ci` in tests/browser: the site is not read in a browser");
        return;
    }
    let sandbox = Sandbox::of_example(example);
    let out = tempfile::tempdir().expect("a folder");
    let site = out.path().join("site");
    let site = site.to_str().expect("a path that is text");
    let written = sandbox.pm(&[&["site", "--out", site], arguments].concat());
    assert_eq!(written.code, 0, "{}", written.shown());
    let read =
        Command::new("node").args(["site.mjs", site]).current_dir(&folder).output().expect("node runs");
    let told = String::from_utf8_lossy(&read.stdout).into_owned() + &String::from_utf8_lossy(&read.stderr);
    assert!(read.status.success(), "{told}");
    assert!(told.trim_end().ends_with(" pages"), "{told}");
}

#[test]
fn customers_read_the_site_in_a_browser() {
    reads_well("tideline", &["--audience", "customers"]);
}

#[test]
fn colleagues_read_the_site_of_several_products_in_a_browser() {
    reads_well("halden", &[]);
}
