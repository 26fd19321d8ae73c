use serde_json::json;

use super::fill;

fn context() -> serde_json::Value {
    json!({
        "view": "notes",
        "product": "<Tide> & =line",
        "releases": [{ "version": "2.5.0", "date": "2026-09-29", "entries": ["a", "b"] }],
    })
}

/// Fills `text` as the template called `name`; others are `name.txt` and text by pairs.
#[track_caller]
fn filled(name: &str, text: &str, others: &'static [(&str, &str)]) -> String {
    let source =
        move |name: &str| others.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
    match fill(name, text, &context(), Box::new(source)) {
        Ok(text) => text,
        Err(fault) => {
            let hints: String = fault.hints.iter().map(|hint| format!("\nhint: {hint}")).collect();
            format!("{}{hints}", fault.message)
        }
    }
}

#[track_caller]
fn check(name: &str, text: &str, expect: &str) {
    assert_eq!(filled(name, text, &[]), expect, "{text}");
}

#[test]
fn what_is_escaped_follows_the_extension() {
    check("a.html", "{{ product }}", "&lt;Tide&gt; &amp; =line");
    check("a.html.j2", "{{ product }}", "&lt;Tide&gt; &amp; =line");
    check("a.txt", "{{ product }}", "<Tide> & =line");
    check("a.md", "{{ product | md }}", "\\<Tide\\> & =line");
    check("a.csv", "{{ '=1+1' | csv }};{{ 'a,\"b\"' | csv }}", "'=1+1;\"a,\"\"b\"\"\"");
}

#[test]
fn filters_say_dates_numbers_and_lines_as_people_read_them() {
    check("a", "{{ releases[0].date | date }}", "29 September 2026");
    check("a", "{{ releases[0].date | date('short') }}", "29 Sep 2026");
    check("a", "{{ releases[0].date | date('month') }}", "September 2026");
    check("a", "{{ releases[0].entries | plural('entry') }}, {{ 1 | plural('idea') }}", "2 entries, 1 idea");
    check("a", "{{ 'one two three four' | wrap(10, '  ') }}", "one two\n  three\n  four");
    check("a", "{{ releases[0].entries | json }}", "[\n  \"a\",\n  \"b\"\n]");
    check("a.html", "{{ '</script>' | json }}", "\"\\u003c/script\\u003e\"");
}

#[test]
fn a_line_with_a_tag_alone_leaves_no_line() {
    check("a", "{% for it in releases[0].entries %}\n- {{ it }}\n{% endfor %}\n", "- a\n- b\n");
}

#[test]
fn a_fault_has_a_place_a_reason_and_the_names_there_are() {
    insta::assert_snapshot!(filled("a.md", "x\n{{ relases }}", &[]), @r#"
    a.md:2:4: there is no `relases`
    hint: did you mean `releases`?
    hint: the view has view, product and releases
    hint: `--format json` shows everything that a template gets
    "#);
    insta::assert_snapshot!(filled("a.md", "{{ product.name }}", &[]), @r#"a.md:1:4: there is no `product.name`"#);
    insta::assert_snapshot!(filled("a.md", "{% for it in view %}{{ it", &[]), @r#"a.md:1:24: unexpected end of input, expected end of variable block"#);
    insta::assert_snapshot!(filled("a.md", "{{ product | shout }}", &[]), @r#"
    a.md:1:14: filter shout is unknown
    hint: besides those of Jinja: csv, date, json, md, plural, wrap
    "#);
    insta::assert_snapshot!(filled("a.md", "{{ product | date }}", &[]), @r#"a.md:1:14: `<Tide> & =line` is no day such as 2026-09-29"#);
    insta::assert_snapshot!(filled("a.md", "{% include '../pm.yaml' %}", &[]), @r#"
    a.md:1:4: tried to include non-existing template '../pm.yaml'
    hint: what is included has to lie in the folder of templates
    "#);
}

#[test]
fn a_fault_in_an_included_file_names_that_file() {
    let others = &[("part.md", "\n\n{{ nothing }}")];
    insta::assert_snapshot!(filled("a.md", "{% include 'part.md' %}", others), @r#"
    part.md:3:4: there is no `nothing`
    hint: the view has view, product and releases
    hint: `--format json` shows everything that a template gets
    "#);
}

#[test]
fn a_hostile_template_ends() {
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}";
    insta::assert_snapshot!(filled("a", endless, &[]), @r#"
    a:1:39: the template takes too long or too much memory
    hint: look for a loop or a text that grows without end
    "#);
    let output = "{% for a in range(99999) %}{{ 'x' * 99999 }}{% endfor %}";
    insta::assert_snapshot!(filled("a", output, &[]), @r#"
    a:1:31: the template takes too long or too much memory
    hint: look for a loop or a text that grows without end
    "#);
    let growing = format!("{{% set s = 'xxxxxxxx' %}}{}", "{% set s = s ~ s %}".repeat(40));
    insta::assert_snapshot!(filled("a", &growing, &[]), @r#"
    a:1:473: the template takes too long or too much memory
    hint: look for a loop or a text that grows without end
    "#);
    insta::assert_snapshot!(filled("a", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", &[]), @r#"
    a:1:19: the template goes too deep
    hint: look for a macro or a file that includes itself
    "#);
    insta::assert_snapshot!(filled("a", "{% include 'a' %}", &[("a", "{% include 'a' %}")]), @r#"
    a:1:4: the template goes too deep
    hint: look for a macro or a file that includes itself
    "#);
}
