//! The comments of a text that was read as YAML.
//!
//! Between the texts of a tree there is nothing but blanks, indicators and comments, so that a `#` there
//! begins a comment.

use crate::text::span::Span;
use crate::text::yaml::{Content, Node};

/// The comments in `region` of `text`, which holds `node` and besides it nothing that reads as a value.
pub(super) fn comments<'text>(text: &'text str, region: Span, node: &Node) -> Vec<&'text str> {
    let mut texts = Vec::new();
    collect(node, &mut texts);
    let mut found = Vec::new();
    let mut at = region.start();
    for span in texts.into_iter().chain([Span::at(region.end())]) {
        for line in text.get(at..span.start()).unwrap_or_default().lines() {
            found.extend(line.find('#').map(|start| line[start..].trim_end()));
        }
        at = span.end().max(at);
    }
    found
}

/// The spans of all keys and scalars, in the order of the text.
fn collect(node: &Node, texts: &mut Vec<Span>) {
    match &node.content {
        Content::Scalar(_) | Content::Alias(_) => texts.push(node.span),
        Content::List { items, .. } => items.iter().for_each(|item| collect(item, texts)),
        Content::Map { entries, .. } => {
            for entry in entries {
                texts.push(entry.key.span);
                collect(&entry.value, texts);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::yaml;

    #[test]
    fn a_sign_inside_a_value_begins_no_comment() {
        let text =
            "# above\na: \"x # y\" # at the end\n'k#': [a#b, # inside\n  c]\nb: |\n  # text\n# below\n";
        let root = yaml::parse(text, 0).expect("YAML").root;
        assert_eq!(
            comments(text, Span::new(0, text.len()), &root),
            ["# above", "# at the end", "# inside", "# below"]
        );
    }
}
