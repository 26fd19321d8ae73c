use pulldown_cmark::{Event, Options, Parser};

use super::{IN_BODY, Markup};

mod html;
mod jira;
mod properties;

fn markdown(markup: Markup, text: &str) -> String {
    markup.to_markdown(text, IN_BODY)
}

/// What a reader sees of Markdown, without white space.
fn seen(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let words: String = Parser::new_ext(markdown, options)
        .map(|event| match event {
            Event::Text(text) | Event::Code(text) => text.into_string(),
            _ => String::new(),
        })
        .collect();
    words.chars().filter(|each| !each.is_whitespace()).collect()
}

fn words(text: &str) -> String {
    text.chars().filter(|each| each.is_alphanumeric()).collect()
}

#[test]
fn markdown_stays_as_it_is() {
    assert_eq!(markdown(Markup::Markdown, "# A *title*\n1. x"), "# A *title*\n1. x");
}

#[test]
fn markups_are_known_by_name() {
    for (name, markup) in Markup::ALL {
        assert_eq!(Markup::named(name), Some(markup));
    }
    assert_eq!(Markup::named("textile"), None);
}

#[test]
fn the_highest_heading_is_below_the_title_or_below_the_section() {
    assert_eq!(Markup::Jira.to_markdown("h3. A\n\nh5. B\n\nh3. C", 2), "## A\n\n#### B\n\n## C");
    assert_eq!(Markup::Html.to_markdown("<h1>A</h1><h2>B</h2>", 3), "### A\n\n#### B");
    assert_eq!(Markup::Html.to_markdown("<h1>A</h1><h6>B</h6>", 2), "## A\n\n###### B");
    assert_eq!(Markup::Jira.to_markdown("h1. Ends with C#", 2), "## Ends with C\\#");
}

#[test]
fn html_is_told_by_most_of_its_texts() {
    assert_eq!(Markup::of(["<p>a</p>", "<div>b</div>", "", "c"]), Markup::Html);
    assert_eq!(Markup::of(["# a", "<p>b</p>", "c<br>"]), Markup::Markdown);
    assert_eq!(Markup::of(["<T>", "<https://x.example>"]), Markup::Markdown);
    assert_eq!(Markup::of([]), Markup::Markdown);
}
