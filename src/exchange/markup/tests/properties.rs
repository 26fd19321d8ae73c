//! What holds whatever is thrown at the markups.

use proptest::prelude::*;

use super::{Markup, markdown, seen, words};

/// Texts full of what Markdown, Jira or HTML could take for markup.
fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ab1 *_`~#!|\\\\&;$+=.:{}^@é-]{0,10}",
        "[a1 \\[\\]()<>/\"'!-]{0,10}",
        "(\n|1[.)] |#{1,3} |- |> |[*_]{1,3}|`{1,4}|~~|&amp;|\\[a\\]|\\(b\\)|<a>|x| ){0,8}",
    ]
}

fn hidden(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// HTML with what a reader sees of it.
fn inline_html() -> impl Strategy<Value = (String, String)> {
    let look = prop::sample::select(vec!["", "b", "i", "s", "code", "u", "b i", "s b", "b code", "a", "a b"]);
    prop::collection::vec((look, nasty()), 0..6).prop_map(|pieces| {
        let mut html = String::new();
        let mut shown = String::new();
        for (look, text) in pieces {
            let tags: Vec<&str> = look.split_whitespace().collect();
            for tag in &tags {
                html.push_str(&if *tag == "a" {
                    "<a href='https://x.example/'>".into()
                } else {
                    format!("<{tag}>")
                });
            }
            html.push_str(&hidden(&text));
            for tag in tags.iter().rev() {
                html.push_str(&format!("</{tag}>"));
            }
            shown.push_str(&text);
        }
        (html, shown)
    })
}

fn block_html() -> impl Strategy<Value = (String, String)> {
    let wrap = |before: &'static str, after: &'static str| {
        move |(html, shown): (String, String)| (format!("{before}{html}{after}"), shown)
    };
    let leaf = prop_oneof![
        inline_html().prop_map(wrap("<p>", "</p>")),
        inline_html()
            .prop_map(wrap("<p>x<br>", "</p>"))
            .prop_map(|(html, shown)| (html, format!("x{shown}"))),
        inline_html().prop_map(wrap("<h2>", "</h2>")),
        nasty().prop_map(|text| (format!("<pre>{}</pre>", hidden(&text)), text)),
        (inline_html(), inline_html()).prop_map(|(a, b)| {
            (format!("<table><tr><td>{}</td><td>{}</td></tr></table>", a.0, b.0), a.1 + &b.1)
        }),
        inline_html(),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let several = prop::collection::vec(inner, 1..4);
        (several, 0..4).prop_map(|(parts, how)| {
            let shown: String = parts.iter().map(|(_, shown)| shown.as_str()).collect();
            let items = || parts.iter().map(|(html, _)| format!("<li>{html}</li>")).collect::<String>();
            let all = || parts.iter().map(|(html, _)| html.as_str()).collect::<String>();
            let html = match how {
                0 => format!("<ul>{}</ul>", items()),
                1 => format!("<ol>{}</ol>", items()),
                2 => format!("<blockquote>{}</blockquote>", all()),
                _ => format!("<div>{}</div>", all()),
            };
            (html, shown)
        })
    })
}

/// Pieces of Jira's markup with the letters and digits that a reader sees of them.
fn jira_piece() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("ab1", "ab1"),
        ("ä", "ä"),
        (" ", ""),
        (" ", ""),
        ("\n", ""),
        ("\n\n", ""),
        ("*", ""),
        ("_", ""),
        ("-", ""),
        ("+", ""),
        ("^", ""),
        ("~", ""),
        ("??", ""),
        ("#", ""),
        ("|", ""),
        ("||", ""),
        ("{*}", ""),
        ("{_}", ""),
        ("{color:red}", ""),
        ("{color}", ""),
        ("----", ""),
        ("\nh2. ", ""),
        ("\nbq. ", ""),
        ("\n* ", ""),
        ("\n## ", ""),
        ("\n- ", ""),
        ("\n*# ", ""),
        ("\n|", ""),
        ("|\n", ""),
        ("{{a_1 b}}", "a1b"),
        ("[t2|https://x.example/y]", "t2"),
        (" https://x.example/a_b ", "httpsxexampleab"),
        ("{quote}q 3{quote}", "q3"),
        ("{code:rust|title=T4}\nlet *x* = 5;\n{code}", "T4letx5"),
        ("{noformat}# z{noformat}", "z"),
        ("[~ana]", "ana"),
        ("[^log.txt]", "logtxt"),
        ("!pic.png|w=1!", "picpng"),
        ("(", ""),
        (")", ""),
        ("\"", ""),
        (".", ""),
        (":", ""),
        ("1. ", "1"),
        ("<b>", "b"),
        ("&", ""),
    ])
}

const HTML_PIECES: [&str; 46] = [
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<s>",
    "</s>",
    "<code>",
    "</code>",
    "<p>",
    "</p>",
    "<br>",
    "<div>",
    "</div>",
    "<h1>",
    "</h1>",
    "<h4>",
    "</h3>",
    "<ul>",
    "</ul>",
    "<ol start=7>",
    "</ol>",
    "<li>",
    "</li>",
    "<blockquote>",
    "</blockquote>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<pre>",
    "</pre>",
    "<a href='https://x.example'>",
    "<a name=x>",
    "</a>",
    "<hr>",
    "<o:p>",
    "<x-y z=\"<q>\">",
    "<!-- c -->",
    "</xyz>",
    " ",
    "\n",
    "&nbsp;",
    "&",
];

proptest! {
    #[test]
    fn every_character_of_html_is_seen((html, shown) in block_html()) {
        let shown: String = shown.chars().filter(|each| !each.is_whitespace()).collect();
        let markdown = markdown(Markup::Html, &format!("<i></i>{html}"));
        prop_assert_eq!(seen(&markdown), shown, "{}", markdown);
    }

    #[test]
    fn every_word_of_broken_html_is_seen(
        pieces in prop::collection::vec(prop_oneof![
            2 => prop::sample::select(HTML_PIECES.to_vec()),
            1 => prop::sample::select(vec!["ab1", "x", "é2", "#", "*", "- ", "1. "]),
        ], 0..40)
    ) {
        let text = format!("<i></i>{}", pieces.concat());
        let visible: String = pieces.iter().filter(|piece| !HTML_PIECES.contains(piece)).map(|piece| words(piece)).collect();
        let markdown = markdown(Markup::Html, &text);
        prop_assert_eq!(words(&seen(&markdown)), visible, "{}\n{}", text, markdown);
    }

    #[test]
    fn every_word_of_jira_is_seen(pieces in prop::collection::vec(jira_piece(), 0..30)) {
        let text: String = pieces.iter().map(|(piece, _)| *piece).collect();
        let visible: String = pieces.iter().map(|(_, words)| *words).collect();
        let markdown = markdown(Markup::Jira, &text);
        prop_assert_eq!(words(&seen(&markdown)), visible, "{}\n{}", text, markdown);
    }

    #[test]
    fn every_character_of_plain_text_is_seen(text in nasty()) {
        prop_assume!(!["&amp;", "<a", "</a"].iter().any(|tag| text.contains(tag)));
        let shown: String = text.chars().filter(|each| !each.is_whitespace()).collect();
        prop_assert_eq!(seen(&markdown(Markup::Html, &text)), shown);
    }

    #[test]
    fn any_text_becomes_markdown_in_proportion(text in any::<String>(), odd in "[\\[\\]{}|!<>/&#;*_h1.\\\\\n a-]{0,200}") {
        for text in [text, odd] {
            for (_, markup) in Markup::ALL {
                let markdown = markdown(markup, &text);
                prop_assert!(markdown.len() <= 40 * text.len() + 100, "{}", markdown);
            }
        }
    }
}

/// No text, however deep or long, takes more than its length allows.
#[test]
fn deep_and_long_texts_become_markdown_in_proportion() {
    for unit in [
        "<ul><li>x",
        "<blockquote>x",
        "<b>x",
        "<div>",
        "<table><tr><td>x",
        "<li>x",
        "</ul>",
        "<ul></ol>x",
        "<a href=\"",
        "<a b='",
        "<pre>x",
        "<!--",
        "<",
        "<x",
        "&",
        "&#",
        "<script>",
        "<h1>x",
        "{quote}x\n",
        "{{",
        "[",
        "[a|",
        "!",
        "! a",
        "*a ",
        "*",
        "_a* ",
        "{*}",
        "{code}",
        "{code:",
        "{noformat}x",
        "|",
        "||a",
        "|a\n",
        "* a\n",
        "*",
        "#*#*#*#*#*#*#* a\n",
        "h1. a\n",
        "\\",
        "\\\\",
        "https://",
        "{color:x}",
        "bq. a\n",
        "~",
        "$",
        "`",
        "a\n",
        "{panel}",
    ] {
        let text = unit.repeat(20_000);
        for markup in [Markup::Jira, Markup::Html] {
            let markdown = markdown(markup, &text);
            assert!(markdown.len() <= 40 * text.len() + 100, "{unit}: {}", markdown.len());
        }
    }
}
