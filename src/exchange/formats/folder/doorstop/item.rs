//! The file of one item: its keys, its header and its text, wherever they stand.

use super::refused;
use crate::exchange::batch::Misfit;
use crate::exchange::formats::folder::FolderFile;
use crate::text::front_matter;
use crate::text::markdown::Outline;
use crate::text::span::Span;
use crate::text::yaml::Node;

/// What the file of an item says.
pub(in crate::exchange) struct ItemFile {
    pub(in crate::exchange) root: Option<Node>,
    /// Where its YAML stands.
    pub(in crate::exchange) front: Option<Span>,
    pub(in crate::exchange) header: String,
    pub(in crate::exchange) text: String,
    /// Where header and text stand, unless they are keys.
    pub(in crate::exchange) body: Option<Span>,
}

/// A file that an item refers to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::exchange) struct Reference {
    pub(in crate::exchange) path: String,
    pub(in crate::exchange) keyword: Option<String>,
}

impl ItemFile {
    pub(in crate::exchange) fn of(file: &FolderFile, text: &str) -> Result<Self, Misfit> {
        let (front, body) = match file.extension().eq_ignore_ascii_case("md") {
            true => match front_matter::split(text.as_bytes()) {
                Ok(document) => (document.front_matter.map(|front| front.content), document.body),
                Err(fault) => return Err(Misfit::record(fault.span, fault.message)),
            },
            false => (Some(Span::new(0, text.len())), Span::at(text.len())),
        };
        let root = match front {
            Some(front) => Some(front_matter::fields(text, front).map_err(|fault| refused(&fault))?.root),
            None => None,
        };
        if root.as_ref().is_some_and(|root| root.entries().is_none()) {
            return Err(Misfit::record(Span::at(0), "the item is no map"));
        }
        let mut item = Self { root, front, header: String::new(), text: String::new(), body: None };
        (item.header, item.text) = (item.said("header").to_owned(), item.said("text").to_owned());
        if item.text.is_empty() && !body.is_empty() {
            (item.header, item.text) = in_markdown(body.slice(text), std::mem::take(&mut item.header));
            item.body = Some(body);
        }
        Ok(item)
    }

    /// What stands under a key, without blanks around it.
    pub(in crate::exchange) fn said(&self, key: &str) -> &str {
        let node = self.root.as_ref().and_then(|root| root.get(key)).filter(|node| !node.is_null());
        node.and_then(Node::as_str).map(str::trim).unwrap_or_default()
    }

    pub(in crate::exchange) fn is_active(&self) -> bool {
        !is_no(self.said("active"))
    }

    pub(in crate::exchange) fn is_normative(&self) -> bool {
        !is_no(self.said("normative"))
    }

    pub(in crate::exchange) fn is_derived(&self) -> bool {
        self.said("derived") == "true"
    }

    pub(in crate::exchange) fn is_reviewed(&self) -> bool {
        !self.said("reviewed").is_empty()
    }

    /// The files that it refers to, in the order of the file.
    pub(in crate::exchange) fn references(&self) -> Vec<Reference> {
        let mut all = Vec::new();
        let word = self.said("ref");
        if !word.is_empty() {
            all.push(Reference { path: word.to_owned(), keyword: None });
        }
        let items = self.root.as_ref().and_then(|root| root.get("references")?.items());
        for item in items.unwrap_or_default() {
            all.extend(Reference::of(item));
        }
        all
    }
}

impl Reference {
    pub(in crate::exchange) fn of(node: &Node) -> Option<Self> {
        let said = |key: &str| node.get(key).and_then(Node::as_str).filter(|text| !text.is_empty());
        Some(Self { path: said("path")?.to_owned(), keyword: said("keyword").map(str::to_owned) })
    }

    /// As a section of a text.
    pub(in crate::exchange) fn section(all: &[Self]) -> String {
        let line = |one: &Self| {
            let keyword = one.keyword.as_ref().map_or_else(String::new, |keyword| format!(": {keyword}"));
            format!("- `{}`{keyword}", one.path)
        };
        let lines: Vec<String> = all.iter().map(line).collect();
        if lines.is_empty() { String::new() } else { format!("{HEADING}\n\n{}", lines.join("\n")) }
    }

    /// A text parted from the section of references at its end, where it has one as [`Self::section`] writes it.
    pub(in crate::exchange) fn parted(text: &str) -> (&str, Vec<Self>) {
        let at = match text.rfind(&format!("\n{HEADING}\n")) {
            Some(at) => at,
            None if text.starts_with(&format!("{HEADING}\n")) => 0,
            None => return (text, Vec::new()),
        };
        let lines = text[at..].trim_start().lines().skip(1).filter(|line| !line.trim().is_empty());
        let all: Option<Vec<Self>> = lines
            .map(|line| {
                let (path, rest) = line.strip_prefix("- `")?.split_once('`')?;
                let keyword = match rest {
                    "" => None,
                    rest => Some(rest.strip_prefix(": ")?.to_owned()),
                };
                Some(Self { path: path.to_owned(), keyword })
            })
            .collect();
        match all {
            Some(all) if !all.is_empty() && Self::section(&all) == text[at..].trim() => {
                (text[..at].trim_end(), all)
            }
            _ => (text, Vec::new()),
        }
    }
}

const HEADING: &str = "## References";

fn is_no(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "false" | "no" | "off")
}

/// The header and the text of an item that is written in Markdown: its first heading, and the rest.
pub(in crate::exchange) fn in_markdown(body: &str, header: String) -> (String, String) {
    let outline = Outline::of(body, 0);
    let heading = outline.headings.first().filter(|heading| heading.level == 1);
    match heading.filter(|heading| header.is_empty() && body[..heading.span.start()].trim().is_empty()) {
        Some(heading) => (heading.text.to_string(), body[heading.span.end()..].trim().to_owned()),
        None => (header, body.trim().to_owned()),
    }
}

/// The header; of an item without one the first line of its text, without signs of emphasis.
pub(in crate::exchange) fn title(header: &str, text: &str) -> String {
    let line = |text: &str| text.lines().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned);
    let paragraph = || {
        let lines: Vec<&str> = text.lines().skip_while(|line| line.trim().is_empty()).collect();
        let end = lines.iter().position(|line| line.trim().is_empty()).unwrap_or(lines.len());
        lines[..end].join(" ").replace("**", "").replace("__", "").trim_start_matches(['#', ' ']).to_owned()
    };
    line(header).unwrap_or_else(paragraph)
}

/// An id without zeros before its number, as links may write it: `REQ3` for `REQ003`.
pub(in crate::exchange) fn short(uid: &str) -> String {
    let digits = uid.len() - uid.trim_end_matches(|last: char| last.is_ascii_digit()).len();
    let (before, number) = uid.split_at(uid.len() - digits);
    match number.trim_start_matches('0') {
        "" => uid.to_owned(),
        number => format!("{before}{number}"),
    }
}

/// Whom an item links to: ids, each alone or with a fingerprint behind it.
pub(in crate::exchange) fn links(node: &Node) -> Vec<(&str, Span)> {
    let mut links = Vec::new();
    for item in node.items().unwrap_or_default() {
        match (item.as_str(), item.entries()) {
            (Some(id), _) => links.push((id.trim(), item.span)),
            (None, Some(entries)) => {
                links.extend(entries.iter().map(|entry| (entry.key.text.trim(), entry.key.span)));
            }
            (None, None) => {}
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_without_a_header_is_called_by_its_first_words() {
        assert_eq!(title("Assets\n", "Text"), "Assets");
        assert_eq!(title("", "\nIt **shall**\nfly.\n\nMore.\n"), "It shall fly.");
        assert_eq!(title("", ""), "");
        assert_eq!(
            (short("REQ003"), short("TA-TESTS"), short("X000")),
            ("REQ3".into(), "TA-TESTS".into(), "X000".into())
        );
    }

    #[test]
    fn references_are_parted_from_the_text_as_they_were_put_there() {
        let all = [
            Reference { path: "src/a.py".into(), keyword: Some("start".into()) },
            Reference { path: "b".into(), keyword: None },
        ];
        let text = format!("Words.\n\n{}", Reference::section(&all));
        assert_eq!(Reference::parted(&text), ("Words.", all.to_vec()));
        assert_eq!(Reference::parted(&Reference::section(&all)), ("", all.to_vec()));
        for own in ["## References\n\nSee there.", "a\n\n## References", "a\n\n## References\n\n- `b` c"] {
            assert_eq!(Reference::parted(own), (own, Vec::new()));
        }
    }
}
