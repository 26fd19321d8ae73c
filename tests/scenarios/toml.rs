//! Documents whose front matter is TOML, as Hugo and Zola have it.

use crate::sandbox::Sandbox;

/// A small site: posts in TOML, one in YAML, and pages without fields.
fn site() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("README.md", "# The harbour's site\n");
    let post = |name: &str, front: &str, words: &str| {
        sandbox.write(&format!("content/posts/{name}.md"), &format!("+++\n{front}+++\n\n{words}\n"));
    };
    post(
        "berths",
        "title = \"Berths by draught\"\ndate = 2026-03-02\nstatus = \"published\"\nweight = 10\n\
         tags = [\"berths\", \"app\"]\n\n[params]\n  author = 'ana'\n  featured = true\n",
        "Which berth is *deep* enough.",
    );
    post(
        "tides",
        "# comment\ntitle = 'Tides, \"live\"'\ndate = 2026-03-09T10:00:00Z\nstatus = \"draft\"\nweight = 20\n\
         tags = [\n  \"tides\",\n]\nparams.author = \"ben\"\n",
        "See [berths](berths.md).",
    );
    sandbox.write(
        "content/posts/sensors.md",
        "---\ntitle: Sensors\ndate: 2026-04-01\nstatus: published\nweight: 30\nparams: {author: ana}\n---\n\nWords.\n",
    );
    post(
        "gates",
        "title = \"Gates\"\ndate = 2026-05-04\nstatus = \"published\"\nweight = 1_000\n[[links]]\nname = \"a\"\n\
         url = \"https://a.example\"\n[[links]]\nname = \"b\"\nurl = \"https://b.example\"\n",
        "Words.",
    );
    sandbox
}

/// The site as `pm derive` describes it.
fn adopted() -> Sandbox {
    let sandbox = site();
    assert_eq!(sandbox.pm(&["derive", "--name", "Harbour", "--write"]).code, 0);
    sandbox
}

#[test]
fn front_matter_in_toml_is_read_where_it_lies() {
    let sandbox = site();
    insta::assert_snapshot!(sandbox.pm(&["derive", "--name", "Harbour", "--write"]).shown(), @r#"
    Proposal
    ════════
    5 files: 4 documents of 1 kind, 1 left out

    Posts: 4 documents
    ──────────────────
    Where   content/posts
    Id      none; documents are known by their paths
    Title   `title`
    Status  `status`

    STATUS     CATEGORY  DOCUMENTS  WHY
    draft      open              1  a usual word
    published  done              3  a usual word

    FIELD   TYPE            DOCUMENTS  EXAMPLE
    date    date                    4  2026-03-02
    weight  integer                 4  10
    links   list of record          1  name: a, url: https://a.example, name:…
    tags    list of text            2  berths, app
    params  map of text             3  author: ana, featured: true

    Left out
    ────────
    • 1 file, a README or an index page: README.md

    What pm check would find
    ────────────────────────
    nothing

    · pm.yaml is written; go on with `pm list`, `pm check` and `pm roadmap`

    To add to pm.yaml
    ─────────────────
        kinds:
          # 4 documents
          post:
            folder: content/posts
            id: none
            status:
              open: [draft]
              done: [published]
            fields:
              date: {type: date, rest: allow}
              weight: {type: integer}
              links: {type: list of record, fields: {name: {type: text}, url: {type: url}}}
              params: {type: map of text}
            other_fields: allow
    "#);
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @"4 artifacts in 4 files: no findings");
    insta::assert_snapshot!(sandbox.pm(&["list", "--columns", "title,status,date,weight,tags"]).shown(), @r#"
    Artifacts
    ═════════
    4

    TITLE              STATUS     DATE        WEIGHT  TAGS
    Berths by draught  published  2026-03-02      10  berths, app
    Gates              published  2026-05-04    1000
    Sensors            published  2026-04-01      30
    Tides, "live"      draft      2026-03-09      20  tides
    "#);
    insta::assert_snapshot!(sandbox.pm(&["show", "content/posts/tides.md"]).shown(), @r#"
    content/posts/tides.md Tides, "live"
    ════════════════════════════════════
    post · draft

    date    9 Mar 2026
    weight  20
    params  author: ben
    tags    tides

    See berths (berths.md).
    "#);
    insta::assert_snapshot!(sandbox.pm(&["export", "--format", "csv"]).shown(), @r#"
    id,kind,path,title,status,date,weight,links,links,params,tags,tags,body
    ,post,content/posts/berths.md,Berths by draught,published,2026-03-02,10,,,"{""author"":""ana"",""featured"":""true""}",berths,app,Which berth is *deep* enough.
    ,post,content/posts/gates.md,Gates,published,2026-05-04,1000,"{""name"":""a"",""url"":""https://a.example""}","{""name"":""b"",""url"":""https://b.example""}",,,,Words.
    ,post,content/posts/sensors.md,Sensors,published,2026-04-01,30,,,"{""author"":""ana""}",,,Words.
    ,post,content/posts/tides.md,"Tides, ""live""",draft,2026-03-09T10:00:00Z,20,,,"{""author"":""ben""}",tides,,See [berths](berths.md).
    "#);
}

#[test]
fn faults_in_toml_have_their_place() {
    let sandbox = adopted();
    let post = |name: &str, front: &str| {
        sandbox.write(&format!("content/posts/{name}.md"), &format!("+++\n{front}"));
    };
    post("a", "title = \"A\"\ndate = 2026-13-01\n+++\n");
    post("b", "title = \"B\"\nstatus = draft\n+++\n");
    post("c", "title = \"C\"\nstatus = \"draft\"\nweight = 1\nstatus = \"published\"\n+++\n");
    post("d", "title = \"D\"\nstatus = \"draft\"\nweight = \"many\"\n+++\n");
    post("e", "title = \"E\"\nstatus = \"drafty\"\n+++\n");
    post("f", "title = \"F\"\nstatus = \"draft\"\n\nWords.\n");
    post("g", "\n+++\n\nWords.\n");
    sandbox.write("content/posts/h.md", "\n+++\ntitle = \"H\"\nstatus = \"draft\"\n+++\n");
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r#"
    error[invalid-toml]: `2026-13-01` is no date
     --> content/posts/a.md:3:8
      |
    3 | date = 2026-13-01
      |        ^^^^^^^^^^
      |
      = help: write year-month-day, such as 2026-11-24, or put quotes around a text

    error[invalid-toml]: the text `draft` has no quotes around it
     --> content/posts/b.md:3:10
      |
    3 | status = draft
      |          ^^^^^
      |
      = help: put them there: "draft"

    error[invalid-toml]: the key `status` is written twice
     --> content/posts/c.md:5:1
      |
    3 | status = "draft"
      | ------ the first
    4 | weight = 1
    5 | status = "published"
      | ^^^^^^
      |
      = help: remove one of them

    error[wrong-type]: `weight`: `many` is not a whole number
     --> content/posts/d.md:4:10
      |
    4 | weight = "many"
      |          ^^^^^^
      |
      = help: write digits, with a point before the decimals, such as 12.5

    error[unknown-status]: `drafty` is no status of post
     --> content/posts/e.md:3:10
      |
    3 | status = "drafty"
      |          ^^^^^^^^
      |
      = help: did you mean `draft`?

    error[unclosed-front-matter]: the front matter that opens here is never closed
     --> content/posts/f.md:1:1
      |
    1 | +++
      | ^^^
      |
      = help: add a line `+++` after its last field

    error[missing-status]: this post has no `status`
     --> content/posts/g.md:2:1
      |
    2 |
      | ^
      |
      = help: add `status = "draft"`

    error[missing-title]: this post has no `title`
     --> content/posts/g.md:2:1
      |
    2 |
      | ^
      |
      = help: add `title = …`

    error[blank-before-front-matter]: blank lines stand before the front matter, so it is read as part of the body
     --> content/posts/h.md:1:1
      |
    1 |
      | ^
    2 | +++
      | --- the fence
      |
      = help: begin the file with `+++`
    help: repair the front matter (pm check --fix)
      |
    1 | +++
      |

    9 errors in 8 of 12 files; 1 can be fixed with pm check --fix
    [exit code: 1]
    "#);
}

#[test]
fn front_matter_in_toml_is_not_written() {
    let sandbox = adopted();
    sandbox.commit("2026-11-01", "Begin");
    let before = sandbox.read("content/posts/tides.md");
    insta::assert_snapshot!(sandbox.pm(&["set", "content/posts/tides.md", "weight=5"]).shown(), @r#"
    ------- stderr -------
    error: content/posts/tides.md, line 2: front matter in TOML is read, not written by pm
    hint: edit the file by hand, or write its fields as YAML between lines `---` first
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["status", "content/posts/tides.md", "published"]).shown(), @r#"
    ------- stderr -------
    error: content/posts/tides.md, line 2: front matter in TOML is read, not written by pm
    hint: edit the file by hand, or write its fields as YAML between lines `---` first
    [exit code: 2]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["rename", "content/posts/tides.md", "Tides"]).shown(), @r#"
    ------- stderr -------
    error: content/posts/tides.md, line 2: front matter in TOML is read, not written by pm
    hint: edit the file by hand, or write its fields as YAML between lines `---` first
    [exit code: 2]
    "#);
    assert_eq!(sandbox.read("content/posts/tides.md"), before);
    insta::assert_snapshot!(sandbox.pm(&["set", "content/posts/sensors.md", "weight=5"]).shown(), @r#"
    content/posts/sensors.md
      - weight: 30
      + weight: 5
    "#);
}

#[test]
fn the_past_of_a_document_in_toml_is_read() {
    let sandbox = adopted();
    sandbox.commit("2026-11-01", "Begin");
    let tides = sandbox.read("content/posts/tides.md");
    sandbox.write(
        "content/posts/tides.md",
        &tides.replace("\"draft\"", "\"published\"").replace("weight = 20", "weight = 25"),
    );
    // Another language is no other value.
    sandbox.write(
        "content/posts/gates.md",
        "---\ntitle: Gates\ndate: 2026-05-04\nstatus: published\nweight: 1000\nlinks:\n- {name: a, url: https://a.example}\n\
         - {name: b, url: https://b.example}\n---\n\nWords.\n",
    );
    insta::assert_snapshot!(sandbox.pm(&["diff", "HEAD"]).shown(), @r#"
    Changes of the plan
    ═══════════════════
    HEAD (2026-11-01) → the working tree: 1 changed

    Changed
    ───────
    • content/posts/tides.md Tides, "live"
      ◦ status draft → published
      ◦ weight 20 → 25

    · 1 document changed in nothing that is read: layout, comments, or keys that are no field.
    "#);
    sandbox.commit("2026-11-10", "Publish");
    insta::assert_snapshot!(sandbox.pm(&["history", "content/posts/tides.md"]).shown(), @r#"
    content/posts/tides.md Tides, "live"
    ════════════════════════════════════
    2 commits; first parents, renames followed at 50 % similarity

    • 2026-11-01 Ana: Begin (2e98ac5821)
      ◦ added draft
    • 2026-11-10 Ana: Publish (e321912f00)
      ◦ status draft → published
      ◦ weight 20 → 25
    "#);
}

#[test]
fn a_site_in_toml_becomes_documents_in_yaml() {
    let sandbox = site();
    insta::assert_snapshot!(sandbox.pm(&["import", "content/posts", "--as", "idea", "--yes"]).shown(), @r#"
    content/posts
    ═════════════
    4 records, read as proposed in imports/posts.yaml, which is yours to change

    • 4 ideas new

    New
    ───
    ID      TITLE              FROM
    IDEA-1  Berths by draught  berths.md
    IDEA-2  Gates              gates.md
    IDEA-3  Sensors            sensors.md
    IDEA-4  Tides, "live"      tides.md
    ------- stderr -------
    note: `pm check` has 6 findings in what was imported; name a `baseline` in pm.yaml before an import to accept them
    wrote 6 files
    "#);
    insta::assert_snapshot!(sandbox.read("ideas/IDEA-1-berths-by-draught.md"), @r#"
    ---
    id: IDEA-1
    title: Berths by draught
    status: shipped
    tags: [berths, app]
    ---

    Which berth is *deep* enough.
    "#);
    insta::assert_snapshot!(sandbox.pm(&["import", "content/posts", "--yes"]).shown(), @r#"
    content/posts
    ═════════════
    4 records, read as imports/posts.yaml says

    • 4 records unchanged
    "#);
}

#[test]
fn an_audience_sees_of_toml_what_it_may() {
    let sandbox = site();
    sandbox.write(
        "pm.yaml",
        "format: 1\nproduct: {name: Harbour}\nshipped_kinds: none\nkinds:\n  post:\n    folder: content/posts\n    id: none\n    \
         fields:\n      date: {type: date, rest: allow}\n      weight: {type: integer}\n    other_fields: allow\n\
         audiences:\n  public:\n    kinds: [post]\n    fields: {post: [title, weight]}\n",
    );
    let shown = sandbox.pm(&["list", "--audience", "public", "--columns", "title,weight"]).shown();
    insta::assert_snapshot!(shown, @r#"
    Posts
    ═════
    4

    TITLE              WEIGHT
    Berths by draught      10
    Gates                1000
    Sensors                30
    Tides, "live"          20
    "#);
    insta::assert_snapshot!(sandbox.pm(&["show", "content/posts/berths.md", "--audience", "public"]).shown(), @r#"
    content/posts/berths.md Berths by draught
    ═════════════════════════════════════════
    post

    weight  10

    Which berth is deep enough.
    "#);
    assert_eq!(sandbox.pm(&["site", "--audience", "public", "--out", "public"]).code, 0);
    for file in sandbox.files().iter().filter(|file| file.starts_with("public/")) {
        let text = sandbox.read(file);
        assert!(
            !text.contains("+++")
                && !text.contains("2026-03")
                && !text.contains("2 Mar")
                && !text.contains("ana"),
            "{file}: {text}"
        );
    }
}

#[test]
fn ids_in_toml_are_known_and_follow() {
    let sandbox = Sandbox::with_git();
    sandbox.write("pm.yaml", "format: 1\nproduct: {name: P}\n");
    let idea =
        |file: &str, front: &str| sandbox.write(&format!("ideas/{file}.md"), &format!("+++\n{front}+++\n"));
    idea("IDEA-1-a", "id = \"IDEA-1\"\ntitle = \"A\"\nstatus = \"new\"\n");
    idea(
        "IDEA-2-b",
        "id = 'IDEA-2' # b\ntitle = \"B\"\nstatus = \"new\"\nrelated = [\"IDEA-1\", 'IDEA-7']\n",
    );
    idea("c", "title = \"C\"\nrelated = \"IDEA-2\"\n");
    insta::assert_snapshot!(sandbox.pm(&["check"]).shown(), @r#"
    error[dangling-link]: `related` leads to `IDEA-7`, which does not exist
     --> ideas/IDEA-2-b.md:5:22
      |
    5 | related = ["IDEA-1", 'IDEA-7']
      |                      ^^^^^^^^
      |
      = help: did you mean IDEA-1?

    error[missing-id]: this idea has no `id`
     --> ideas/c.md:2:1
      |
    2 | title = "C"
      | ^
      |
      = help: add `id = "IDEA-…"`

    error[missing-status]: this idea has no `status`
     --> ideas/c.md:2:1
      |
    2 | title = "C"
      | ^
      |
      = help: add `status = "new"`

    3 errors in 2 of 3 files
    [exit code: 1]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["check", "--fix"]).shown(), @r#"
    error[dangling-link]: `related` leads to `IDEA-7`, which does not exist
     --> ideas/IDEA-2-b.md:5:22
      |
    5 | related = ["IDEA-1", 'IDEA-7']
      |                      ^^^^^^^^
      |
      = help: did you mean IDEA-1?

    error[missing-id]: this idea has no `id`
     --> ideas/c.md:2:1
      |
    2 | title = "C"
      | ^
      |
      = help: add `id = "IDEA-…"`

    error[missing-status]: this idea has no `status`
     --> ideas/c.md:2:1
      |
    2 | title = "C"
      | ^
      |
      = help: add `status = "new"`

    3 errors in 2 of 3 files
    ------- stderr -------
    not fixed: ideas/c.md: front matter in TOML is read, not written by pm
    there is nothing that can be fixed safely
    [exit code: 1]
    "#);
    insta::assert_snapshot!(sandbox.pm(&["link", "IDEA-1", "related", "IDEA-2"]).shown(), @r#"
    ------- stderr -------
    error: IDEA-1, line 2: front matter in TOML is read, not written by pm
    hint: edit the file by hand, or write its fields as YAML between lines `---` first
    [exit code: 2]
    "#);
    sandbox.commit("2026-11-01", "Begin");
    idea("IDEA-1-z", "id = \"IDEA-1\"\ntitle = \"Z\"\nstatus = \"new\"\nrelated = [\"IDEA-2\"]\n");
    idea("IDEA-2-z", "id = 'IDEA-2'\ntitle = \"Y\"\nstatus = \"new\"\n");
    insta::assert_snapshot!(sandbox.pm(&["renumber"]).shown(), @r#"
    IDEA-1 became IDEA-3: Z
      IDEA-1 stays A, which came first to this branch
      ideas/IDEA-3-z.md
      was ideas/IDEA-1-z.md
    IDEA-2 became IDEA-4: Y
      IDEA-2 stays B, which came first to this branch
      ideas/IDEA-4-z.md
      was ideas/IDEA-2-z.md
      ideas/IDEA-3-z.md:5:13: IDEA-2 → IDEA-4
    "#);
    insta::assert_snapshot!(sandbox.read("ideas/IDEA-3-z.md"), @r#"
    +++
    id = "IDEA-3"
    title = "Z"
    status = "new"
    related = ["IDEA-4"]
    +++
    "#);
}
