//! Lists and counts over plans in memory.

use super::{List, ListOptions};
use crate::config::Config;
use crate::model::values::Date;
use crate::page::formats::{Surface, named};
use crate::plan::query::{Environment, Filter, QueryFault, Request, Scope};
use crate::plan::{Plan, load};
use crate::source::RelPath;
use crate::source::memory::MemoryTree;
use crate::view::View;
use crate::view::count::Counts;

const FILES: [(&str, &str); 5] = [
    (
        "requirements/REQ-2-export.md",
        "---\nid: REQ-2\ntitle: Export\nstatus: approved\npriority: could\neffort: 2-5\nrelease: REL-1\ntags: [a, b]\n---\n",
    ),
    (
        "requirements/REQ-10-print.md",
        "---\nid: REQ-10\ntitle: Print\nstatus: drft\npriority: must\ntags: [b]\n---\n",
    ),
    (
        "requirements/REQ-3-read.md",
        "---\nid: REQ-3\ntitle: Read\nstatus: done\npriority: huge\neffort: 1\n---\n",
    ),
    ("requirements/REQ-4-broken.md", "---\nid: [\n---\n"),
    (
        "releases/REL-1-first.md",
        "---\nid: REL-1\ntitle: First\nversion: 2.1\nstatus: planned\ntarget: 2026-Q4\n---\n",
    ),
];

fn sample() -> Plan {
    let path = RelPath::new("pm.yaml").expect("a clean path");
    load(&MemoryTree::of(&FILES), Config::read(&path, "").0, String::new()).0
}

fn over<V>(
    kinds: &[&str],
    request: &Request,
    make: impl Fn(&Scope<'_>, &Filter<'_>) -> Result<V, QueryFault>,
) -> V {
    let plan = sample();
    let environment = Environment::new(&plan, Date::parse("2026-11-24").expect("a date"));
    let kinds: Vec<usize> = kinds.iter().filter_map(|kind| plan.config.kind_index(kind)).collect();
    let scope = Scope::artifacts(&environment, &kinds);
    let filter = Filter::of(&scope, request).expect("a filter");
    make(&scope, &filter).expect("a view")
}

fn shown<V: View>(view: &V) -> String {
    let surface = Surface { width: 80, color: false, hyperlinks: false };
    let format = named("terminal").expect("a format");
    let text = (format.render)(&view.page(), &surface).expect("a text");
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn list(kinds: &[&str], options: &ListOptions) -> List {
    over(kinds, &Request::default(), |scope, filter| List::of(scope, filter, options))
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_list_has_the_columns_that_say_something_and_the_natural_order_of_ids() {
    let list = list(&["requirement"], &ListOptions::default());
    insta::assert_snapshot!(shown(&list), @r"
    Requirements
    ════════════
    3

    ID      TITLE   STATUS    PRIORITY  RELEASE
    REQ-2   Export  approved  could     REL-1
    REQ-3   Read    done      huge
    REQ-10  Print   drft      must
    ");
    assert_eq!(list.unreadable(), 1);
}

#[test]
fn an_order_knows_types_and_puts_what_is_missing_last() {
    let order = |sort: &[(&str, bool)]| {
        let sort = sort.iter().map(|(name, turned)| ((*name).to_owned(), *turned)).collect();
        let options = ListOptions { sort, columns: names(&["id"]), ..ListOptions::default() };
        let json = list(&["requirement"], &options).json();
        let rows = json["groups"][0]["rows"].as_array().cloned().unwrap_or_default();
        rows.iter().filter_map(|row| row["id"].as_str().map(str::to_owned)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(order(&[]), "REQ-2 REQ-3 REQ-10");
    assert_eq!(order(&[("effort", false)]), "REQ-3 REQ-2 REQ-10");
    assert_eq!(order(&[("effort", true)]), "REQ-2 REQ-3 REQ-10");
    assert_eq!(order(&[("priority", false)]), "REQ-10 REQ-2 REQ-3");
    assert_eq!(order(&[("release", false), ("id", true)]), "REQ-2 REQ-10 REQ-3");
}

#[test]
fn groups_follow_their_values_and_several_values_belong_to_several_groups() {
    let options = ListOptions {
        group_by: Some("tags".into()),
        columns: names(&["id", "release.version", "category"]),
        ..ListOptions::default()
    };
    insta::assert_snapshot!(shown(&list(&["requirement"], &options)), @r"
    Requirements
    ════════════
    3

    a · 1
    ─────
    ID     RELEASE.VERSION  CATEGORY
    REQ-2  2.1              active

    b · 2
    ─────
    ID      RELEASE.VERSION  CATEGORY
    REQ-2   2.1              active
    REQ-10

    (none) · 1
    ──────────
    ID     RELEASE.VERSION  CATEGORY
    REQ-3                   done
    ");
}

#[test]
fn the_json_of_a_list_keeps_types() {
    let options = ListOptions {
        columns: names(&["id", "effort", "tags", "release", "priority", "title.size()"]),
        limit: Some(2),
        ..ListOptions::default()
    };
    let json = serde_json::to_string_pretty(&list(&["requirement"], &options).json()).expect("JSON");
    insta::assert_snapshot!(json, @r#"
    {
      "schema_version": 1,
      "view": "list",
      "kinds": [
        "requirement"
      ],
      "columns": [
        {
          "name": "id"
        },
        {
          "name": "effort"
        },
        {
          "name": "tags"
        },
        {
          "name": "release"
        },
        {
          "name": "priority"
        },
        {
          "name": "title.size()"
        }
      ],
      "total": 3,
      "unreadable": 1,
      "groups": [
        {
          "by": null,
          "total": 3,
          "rows": [
            {
              "id": "REQ-2",
              "effort": {
                "low": 2,
                "high": 5
              },
              "tags": [
                "a",
                "b"
              ],
              "release": "REL-1",
              "priority": "could",
              "title.size()": 6
            },
            {
              "id": "REQ-3",
              "effort": 1,
              "tags": null,
              "release": null,
              "priority": "huge",
              "title.size()": 4
            }
          ]
        }
      ]
    }
    "#);
}

#[test]
fn counting_takes_words_as_written_and_what_is_missing() {
    let counts = |by: &[&str]| {
        over(&["requirement"], &Request::default(), |scope, filter| Counts::of(scope, filter, &names(by)))
    };
    insta::assert_snapshot!(shown(&counts(&["tags"])), @r"
    Requirements
    ════════════
    3

    TAGS    COUNT
    b           2
    (none)      1
    a           1
    ");
    insta::assert_snapshot!(shown(&counts(&["status", "priority"])), @r"
    Requirements
    ════════════
    3

    STATUS    PRIORITY  COUNT
    approved  could         1
    done      huge          1
    drft      must          1
    ");
}

#[test]
fn nothing_to_show_says_what_to_type() {
    insta::assert_snapshot!(shown(&list(&["idea"], &ListOptions::default())), @r#"
    Ideas
    ═════

    · There are no ideas yet. Write the first one: `pm idea add "…"`.
    "#);
    let request = Request { words: names(&["nowhere"]), ..Request::default() };
    let none =
        over(&["requirement"], &request, |scope, filter| List::of(scope, filter, &ListOptions::default()));
    insta::assert_snapshot!(shown(&none), @r"
    Requirements
    ════════════

    · No requirements fit. Leave out a condition, or see all with `pm list`.
    ");
}
