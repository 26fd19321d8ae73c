//! Folders of documents as records.

use super::*;

fn shown(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<FolderFile> = files
        .iter()
        .map(|(path, text)| FolderFile { path: (*path).to_owned(), text: Ok((*text).to_owned()) })
        .collect();
    let (batch, misfits) = read(&files, ("things", "plan"));
    let record = |record: &Record| {
        let cell = |cell: &crate::exchange::batch::Cell| {
            format!("{}={}", batch.columns[cell.column].name, cell.text.replace('\n', "/"))
        };
        record.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")
    };
    let misfit =
        |misfit: &Misfit| format!("{}:{}: {}", files[misfit.file].path, misfit.span.start(), misfit.message);
    batch.records.iter().map(record).chain(misfits.iter().map(misfit)).collect()
}

#[test]
fn documents_are_records_and_every_other_file_is_told() {
    let files = [
        ("README.md", "# About\n"),
        ("done/a.md", "---\nid: 7\nlabels: [x, y]\nmilestone: {alpha: v1}\nowner:\n---\n# A\n\nWords.\n"),
        ("b.md", "# B\n\nNo front matter.\n"),
        ("bad.md", "---\nowner: @ana\n---\n"),
        ("kep.yaml", "title: K\nstatus: provisional\n"),
        ("script.py", "no text"),
    ];
    assert_eq!(
        shown(&files),
        [
            "id=7 | labels=x | labels=y | milestone.alpha=v1 | (path)=done/a.md | (folder)=done | (heading)=A | (body)=# A//Words.",
            "(path)=b.md | (heading)=B | (body)=# B//No front matter.",
            "title=K | status=provisional | (path)=kep.yaml",
            "bad.md:11: the value `@ana` begins with `@`, which YAML keeps for itself",
            "script.py:0: the file is neither Markdown nor YAML",
        ]
    );
}

#[test]
fn changesets_say_what_they_bump() {
    let files = [
        (".changeset/config.json", "{}"),
        (".changeset/README.md", "Words."),
        (
            ".changeset/odd-jokes.md",
            "---\n'@x/kit': major\n\"@x/node\": patch\n---\n\nfeat: allow more\n\nDetails.\n",
        ),
        (".changeset/bad.md", "---\n'@x/kit': huge\n---\n\nfix: x\n"),
    ];
    assert_eq!(
        shown(&files),
        [
            "name=odd-jokes | path=.changeset/odd-jokes.md | packages=@x/kit: major | packages=@x/node: patch | bump=major | \
         sort=feat | summary=allow more | text=feat: allow more//Details.",
            ".changeset/bad.md:14: `huge` is no bump: major, minor, patch or none",
        ]
    );
}

#[test]
fn fragments_are_named_by_issue_and_sort() {
    let files = [
        ("12.bugfix.rst", "Fixed it.\n"),
        ("12.bugfix.2.rst", "Fixed more.\n"),
        ("+loose.feature.md", "New.\n"),
        ("13.doc.rst", " \n"),
        ("README.rst", "How to write one."),
        ("_template.rst", "{{ x }}"),
    ];
    assert_eq!(
        shown(&files),
        [
            "fragment=12.bugfix | issue=12 | sort=bugfix | text=Fixed it.",
            "fragment=12.bugfix.2 | issue=12 | sort=bugfix | text=Fixed more.",
            "fragment=+loose.feature | issue=loose | sort=feature | text=New.",
            "13.doc.rst:0: the fragment is empty",
        ]
    );
}

#[test]
fn items_of_doorstop_are_read_with_their_links() {
    let files = [
        ("reqs/.doorstop.yml", "settings: {prefix: REQ}\n"),
        (
            "reqs/REQ001.yml",
            "active: true\nlevel: 1.0\nheader: |\n  Start\nlinks: []\nreviewed: abc=\nref: ''\nreferences:\n- {path: src/a.py, \
             keyword: start}\ntext: |\n  It starts.\n",
        ),
        ("reqs/REQ002.yml", "level: 2.0\nnormative: false\nreviewed: null\ntext: Features\n"),
        ("reqs/REQUEST.yml", "level: 2.0\n"),
        ("tests/.doorstop.yml", "settings: {prefix: TST, sep: '-', itemformat: markdown}\n"),
        (
            "tests/more/TST-TWO.md",
            "---\nactive: false\nderived: true\nlinks:\n- REQ001: abc=\n- REQ2\n---\n\n# Check\n\nIt does.\n",
        ),
        ("tests/notes.md", "Words."),
    ];
    assert_eq!(
        shown(&files),
        [
            "uid=REQ001 | short uid=REQ1 | prefix=REQ | item=requirement | state=reviewed | title=Start | order=0011 | active=true | \
         level=1.0 | reviewed=abc= | text=It starts. | references=## References//- `src/a.py`: start",
            "uid=REQ002 | short uid=REQ2 | prefix=REQ | item=heading | state=unreviewed | title=Features | order=0021 | \
         flags=informative | level=2.0 | normative=false | text=Features",
            "uid=TST-TWO | short uid=TST-TWO | prefix=TST | item=requirement | state=inactive | title=Check | flags=derived | \
         active=false | derived=true | links=REQ001 | links=REQ2 | text=It does.",
        ]
    );
}
