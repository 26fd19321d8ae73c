//! Runs of words on the lines of a paragraph, in a heading or in a cell.

use super::escape::{Escape, code, guard_start};
use crate::exchange::markup::tree::{Look, Run};

/// Where runs stand, which decides what must be escaped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// On lines of their own, where marks of lists and headings count.
    Line,
    Heading,
    /// Where a bar ends it.
    Cell,
}

pub(super) fn inline(runs: &[Run], place: Place) -> String {
    let in_cell = place == Place::Cell;
    let mut runs = runs.to_vec();
    for run in &mut runs {
        run.look.code = run.look.code && code(&run.text, in_cell).is_some();
    }
    let runs = runs.as_slice();
    let tildes: usize = runs.iter().map(|run| run.text.matches('~').count()).sum();
    let tildes = tildes > 1 || tildes == 1 && runs.iter().any(|run| run.look.deleted);
    let mut inline = Inline { out: String::new(), place, tildes, dollar: false };
    inline.links(runs);
    let mut out = inline.out;
    match place {
        Place::Line => {
            let lines = out.split('\n').map(|line| {
                let mut line = line.to_owned();
                guard_start(&mut line);
                line
            });
            out = lines.collect::<Vec<_>>().join("\n");
        }
        Place::Heading if out.ends_with('#') => out.insert(out.len() - 1, '\\'),
        Place::Heading | Place::Cell => {}
    }
    out
}

struct Inline {
    out: String,
    place: Place,
    tildes: bool,
    dollar: bool,
}

impl Inline {
    /// Links hold all other marks: what leads to one place is one link.
    fn links(&mut self, runs: &[Run]) {
        for (group, after) in groups(runs, None, |look| look.link.clone().filter(|_| !look.image)) {
            match &group[0].look.link {
                Some(target) if !group[0].look.image => self.link(group, target, after),
                _ => self.marked(group, 0, after, false),
            }
        }
    }

    fn link(&mut self, group: &[Run], target: &str, after: Option<char>) {
        let text: String = group.iter().map(|run| run.text.as_str()).collect();
        let target = target.trim();
        let is_own_text = text == target || target.strip_prefix("mailto:") == Some(&text);
        let is_plain = |each: char| !each.is_whitespace() && !each.is_control() && !"<>\\|`".contains(each);
        if is_own_text && text.chars().all(is_plain) && (text.contains("://") || is_mail(&text)) {
            self.out.push_str(&format!("<{text}>"));
            return;
        }
        let Some(address) = address(target) else {
            self.marked(group, 0, after, false);
            return;
        };
        self.bracket();
        self.marked(group, 0, Some(']'), true);
        let address = if self.place == Place::Cell { address.replace('|', "%7C") } else { address };
        self.out.push_str(&format!("]({address})"));
    }

    /// Opens a bracket that is no image behind an exclamation mark.
    fn bracket(&mut self) {
        if self.out.ends_with('!') {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.out.push('[');
    }

    /// Runs within the marks of `MARKS[depth]` and those behind it.
    fn marked(&mut self, runs: &[Run], depth: usize, after: Option<char>, in_link: bool) {
        let Some((mark, has)) = MARKS.get(depth) else {
            for (at, run) in runs.iter().enumerate() {
                let after = runs.get(at + 1).map_or(after, |next| edge(next, true));
                self.run(run, after, in_link);
            }
            return;
        };
        for (group, after) in groups(runs, after, has) {
            let is_marked = has(&group[0].look) && self.holds(mark, group, after);
            if is_marked {
                self.out.push_str(mark);
            }
            let inner = if is_marked { mark.chars().next() } else { after };
            self.marked(group, depth + 1, inner, in_link);
            if is_marked {
                self.out.push_str(mark);
            }
        }
    }

    /// Whether the marks around a group would be read as such.
    fn holds(&self, mark: &str, group: &[Run], after: Option<char>) -> bool {
        let sign = mark.chars().next();
        let before = self.out.chars().next_back();
        let is_open =
            |next: Option<char>| next.is_none_or(|next| next.is_whitespace() || next.is_ascii_punctuation());
        // Emphasis within puts a mark of its own there.
        let is_word = |run: Option<&Run>, at_start: bool| {
            let run = run.filter(|run| mark == "**" && !run.look.emphasis);
            run.and_then(|run| edge(run, at_start)).is_some_and(char::is_alphanumeric)
        };
        let first = group.first().and_then(|run| edge(run, true));
        let last = group.last().and_then(|run| edge(run, false));
        let is_gap = |each: Option<char>| each.is_none_or(char::is_whitespace);
        before != sign
            && after != sign
            && !is_gap(first)
            && !is_gap(last)
            && (is_open(before) || is_word(group.first(), true))
            && (is_open(after) || is_word(group.last(), false))
    }

    fn run(&mut self, run: &Run, after: Option<char>, in_link: bool) {
        let in_cell = self.place == Place::Cell;
        if run.look.image && self.image(run, in_cell) {
            return;
        }
        if run.look.code
            && !self.out.ends_with('`')
            && let Some(code) = code(&run.text, in_cell)
        {
            self.out.push_str(&code);
            return;
        }
        let text = if self.place == Place::Line { run.text.clone() } else { run.text.replace('\n', " ") };
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.out.push_str("\\\n");
            }
            let before = self.out.chars().next_back();
            let escape = Escape { before, after, tildes: self.tildes, dollar: self.dollar, in_link, in_cell };
            escape.escape(line, &mut self.out);
        }
        self.dollar |= text.contains('$');
    }

    fn image(&mut self, run: &Run, in_cell: bool) -> bool {
        let Some(address) = run.look.link.as_deref().and_then(address) else { return false };
        let mut alt = String::new();
        let escape = Escape { before: None, after: None, tildes: true, dollar: true, in_link: true, in_cell };
        escape.escape(&run.text, &mut alt);
        let address = if in_cell { address.replace('|', "%7C") } else { address };
        self.out.push_str(&format!("![{alt}]({address})"));
        true
    }
}

type Has = fn(&Look) -> bool;

/// From the outside to the inside.
const MARKS: [(&str, Has); 3] =
    [("~~", |look| look.deleted), ("**", |look| look.strong), ("_", |look| look.emphasis)];

/// Neighbours of which `key` says the same, each with the character behind it.
fn groups<K: PartialEq>(
    runs: &[Run],
    after: Option<char>,
    key: impl Fn(&Look) -> K,
) -> Vec<(&[Run], Option<char>)> {
    let mut groups = Vec::new();
    let mut start = 0;
    for end in 1..=runs.len() {
        let next = runs.get(end);
        if next.is_none_or(|next| key(&next.look) != key(&runs[start].look)) {
            groups.push((&runs[start..end], next.map_or(after, |next| edge(next, true))));
            start = end;
        }
    }
    groups
}

/// The character at the start or the end of what is written for a run.
fn edge(run: &Run, at_start: bool) -> Option<char> {
    match (run.look.image, run.look.code, at_start) {
        (true, _, true) => Some('!'),
        (true, _, false) => Some(')'),
        (_, true, _) => Some('`'),
        (_, _, true) => run.text.chars().next(),
        (_, _, false) => run.text.chars().next_back(),
    }
}

fn is_mail(text: &str) -> bool {
    let is_plain = |each: char| each.is_ascii_alphanumeric() || ".-_+".contains(each);
    let is_label = |label: &str| {
        let fits = |each: char| each.is_ascii_alphanumeric() || each == '-';
        !label.is_empty() && label.chars().all(fits) && !label.starts_with('-') && !label.ends_with('-')
    };
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && local.chars().all(is_plain) && domain.split('.').all(is_label)
    })
}

/// An address as Markdown takes it, in angle brackets where it must.
fn address(target: &str) -> Option<String> {
    let target = target.trim();
    if target.is_empty() {
        return None;
    }
    let has_entities = target.contains(';');
    let mut address = String::with_capacity(target.len());
    for each in target.chars() {
        match each {
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '\\' => address.push_str("%5C"),
            '`' => address.push_str("%60"),
            '&' => address.push_str(if has_entities { "\\&" } else { "&" }),
            _ if each.is_control() => {}
            _ if each.is_whitespace() => address.push_str("%20"),
            _ => address.push(each),
        }
    }
    Some(if address.contains(['(', ')']) { format!("<{address}>") } else { address })
}
