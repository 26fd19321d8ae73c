//! `pm site` and `pm serve` as their callers see them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use crate::sandbox::Sandbox;

fn site(sandbox: &Sandbox, arguments: &[&str]) -> Vec<String> {
    let output = sandbox.pm(&[&["site", "--out", "out"], arguments].concat());
    assert_eq!(output.code, 0, "{}", output.shown());
    sandbox.files().into_iter().filter(|file| file.starts_with("out/")).collect()
}

#[test]
fn a_site_holds_a_page_for_everything_that_is_seen_and_nothing_else() {
    let sandbox = Sandbox::of_example("tideline");
    let files = site(&sandbox, &["--audience", "customers"]);
    for file in
        ["out/index.html", "out/season.html", "out/releases/2.5.0.html", "out/changelog.html", "out/feed.xml"]
    {
        assert!(files.iter().any(|it| it == file), "{file} in {files:?}");
    }
    assert!(files.iter().any(|file| file == "out/artifacts/REQ-5.html"));
    assert!(
        !files.iter().any(|file| file.contains("REQ-6") || file.contains("FB-") || file.contains("owners"))
    );
    // What is written again is the same, byte for byte.
    let again = sandbox.pm(&["site", "--out", "out", "--audience", "customers"]);
    assert!(again.stderr.starts_with("wrote 0 files, "), "{}", again.shown());
}

#[test]
fn a_folder_of_other_files_is_refused() {
    let sandbox = Sandbox::of_example("tideline");
    sandbox.write("mine/thesis.txt", "");
    insta::assert_snapshot!(sandbox.pm(&["site", "--out", "mine"]).stderr.replace(&*sandbox.path().to_string_lossy(), ""), @r#"
    error: /mine holds files that pm has not written
    hint: name a new folder, or one that `pm site` wrote before
    "#);
}

#[test]
fn colleagues_find_the_way_to_the_document_and_customers_do_not() {
    let sandbox = Sandbox::of_example("tideline");
    let settings = sandbox.read("pm.yaml")
        + "site:\n  edit: https://code.example/edit/{path}\n  feedback: https://code.example/new?title={id}%20{title}\n";
    sandbox.write("pm.yaml", &settings);
    site(&sandbox, &[]);
    let page = sandbox.read("out/artifacts/REQ-5.html");
    assert!(page.contains("https://code.example/edit/requirements/REQ-5-a-visitor-pays"), "{page}");
    site(&sandbox, &["--audience", "customers"]);
    let page = sandbox.read("out/artifacts/REQ-5.html");
    assert!(
        !page.contains("/edit/") && page.contains("https://code.example/new?title=REQ-5%20A%20visitor"),
        "{page}"
    );
}

#[test]
fn a_feed_tells_what_its_readers_could_see_change() {
    let sandbox = Sandbox::with_git();
    let settings = "format: 1\naudiences:\n  outside:\n    public: true\n    kinds: [requirement]\n    fields: [title, \
                    status, announced]\n    wording: {approved: Coming, building: Being built}\n";
    sandbox.write("pm.yaml", &format!("{settings}    past_dates: day\n"));
    let write = |status: &str, announced: &str, target: &str, visibility: &str| {
        sandbox.write(
            "requirements/REQ-1-x.md",
            &format!(
                "---\nid: REQ-1\ntitle: Export\nstatus: {status}\nvisibility: {visibility}\nannounced: {announced}\ntarget: \
                 {target}\n---\n"
            ),
        );
    };
    write("approved", "2026-Q4", "2026-10-03", "internal");
    sandbox.commit("2026-10-01", "Plan the secret acquisition");
    write("approved", "2026-Q4", "2026-10-03", "public");
    sandbox.commit("2026-10-02", "Tell it");
    write("approved", "2026-Q4", "2026-12-24", "public");
    sandbox.commit("2026-10-03", "Slip within");
    write("building", "2027-02-03", "2027-02-03", "public");
    sandbox.commit("2026-10-04", "Slip");
    site(&sandbox, &["--audience", "outside"]);
    let feed = sandbox.read("out/feed.xml");
    let titles: Vec<&str> =
        feed.split("<title>").skip(2).filter_map(|part| part.split("</title>").next()).collect();
    assert_eq!(titles, ["Export: Being built, moved from Q4 2026 to Q1 2027", "New: Export"]);
    assert!(!feed.contains("secret") && !feed.contains("2026-10-01") && !feed.contains("Ana"), "{feed}");
    // Whoever may know quarters alone is told of a quarter what it came to.
    sandbox.write("pm.yaml", settings);
    site(&sandbox, &["--audience", "outside"]);
    let feed = sandbox.read("out/feed.xml");
    assert!(feed.contains("<title>New: Export</title>") && !feed.contains("moved from"), "{feed}");
    assert!(feed.contains("2026-10-01T") && !feed.contains("2026-10-04"), "{feed}");
}

#[test]
fn a_feed_is_xml_whatever_a_title_holds() {
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", "format: 1\n");
    sandbox.write(
        "requirements/REQ-1-x.md",
        "---\nid: REQ-1\ntitle: \"A \\uFFFF mark, <b> & \\u0007\"\nstatus: draft\n---\n",
    );
    sandbox.commit("2026-10-01", "A mark");
    site(&sandbox, &[]);
    let feed = sandbox.read("out/feed.xml");
    let read = roxmltree::Document::parse(&feed).expect("well-formed XML");
    let titles: Vec<&str> =
        read.descendants().filter(|node| node.has_tag_name("title")).filter_map(|node| node.text()).collect();
    assert!(titles.contains(&"New: A \u{fffd} mark, <b> & ␇"), "{titles:?}");
}

/// Asks a server on this machine; the whole answer.
fn ask(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a server");
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn a_page_is_served_as_the_documents_are_and_to_this_machine_alone() {
    let sandbox = Sandbox::new();
    let write = |title: &str| {
        sandbox.write(
            "requirements/REQ-1-x.md",
            &format!("---\nid: REQ-1\ntitle: {title}\nstatus: draft\n---\n"),
        );
    };
    write("Export");
    let mut server = Command::new(env!("CARGO_BIN_EXE_pm"))
        .args(["--today", "2026-11-24", "serve", "--port", "0"])
        .current_dir(sandbox.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("pm runs");
    let mut line = String::new();
    BufReader::new(server.stdout.as_mut().expect("an output")).read_line(&mut line).expect("an address");
    let port: u16 =
        line.trim().trim_end_matches('/').rsplit(':').next().and_then(|it| it.parse().ok()).expect("a port");
    let get = |path: &str, host: &str| ask(port, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    let here = format!("127.0.0.1:{port}");
    let first = get("/artifacts/REQ-1.html", &here);
    let state = get("/-/changes", &here);
    write("Export as CSV");
    let second = get("/artifacts/REQ-1.html", &here);
    let told = get(&format!("/-/changes?since={}", state.lines().last().unwrap_or_default()), &here);
    let foreign = get("/", "evil.example");
    let post = ask(port, &format!("POST / HTTP/1.1\r\nHost: {here}\r\nContent-Length: 0\r\n\r\n"));
    server.kill().expect("it can be ended");
    server.wait().expect("it has ended");
    assert!(first.starts_with("HTTP/1.1 200 OK") && first.contains("Export"), "{first}");
    assert!(second.contains("Export as CSV"), "{second}");
    assert_ne!(state.lines().last(), told.lines().last());
    assert!(foreign.starts_with("HTTP/1.1 421 ") && post.starts_with("HTTP/1.1 405 "), "{foreign}{post}");
}
