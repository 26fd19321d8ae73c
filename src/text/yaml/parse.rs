//! The door to reading YAML: limits first, then the fast path, then the full reader.

use crate::text::span::Span;
use crate::text::yaml::fault::{YamlFault, YamlFaultKind};
use crate::text::yaml::node::Node;
use crate::text::yaml::{explain, notes, plain, tabs, tree};

/// Larger texts are refused before they are looked at.
pub(crate) const MAX_BYTES: usize = 1 << 20;

/// How deep lists and maps may stand in each other.
pub(crate) const MAX_DEPTH: usize = 64;

/// A text that could be read.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Parsed {
    pub(crate) root: Node,
    /// What reads differently from what a person may have meant, in the order of the text.
    pub(crate) notes: Vec<YamlFault>,
}

/// Reads the first YAML document of `text`. All spans are moved by `base`, the place of `text` in
/// the whole file. An empty text is a null scalar. The error is the first fault that keeps the text
/// from being read.
pub(crate) fn parse(text: &str, base: usize) -> Result<Parsed, Box<YamlFault>> {
    if text.len() > MAX_BYTES {
        return Err(explain::too_large(text.len(), "YAML").shift(base).into());
    }
    match plain::read(text, base) {
        Some(root) => Ok(Parsed { root, notes: Vec::new() }),
        None => full(text, base),
    }
}

/// The full reader alone, without the fast path.
pub(crate) fn full(text: &str, base: usize) -> Result<Parsed, Box<YamlFault>> {
    let mut tree = tree::read(text).map_err(|fault| quote_all(text, *fault).shift(base))?;
    let mut notes = tree.notes;
    let further = notes.iter().find(|note| note.kind == YamlFaultKind::SeveralDocuments);
    let first_document = &text[..further.map_or(text.len(), |note| note.span.start())];
    if let Some(fault) = tabs::find(first_document, &tree.root) {
        return Err(fault.shift(base).into());
    }
    notes::collect(text, &tree.root, &mut notes);
    notes.sort_by_key(|note| (note.span, note.kind));
    notes = notes::fold_reuse(text, notes);
    if base != 0 {
        tree.root.shift(base);
        notes = notes.into_iter().map(|note| note.shift(base)).collect();
    }
    Ok(Parsed { root: tree.root, notes })
}

/// Texts up to this size are searched for all values that need the same quotes, not the first alone.
const QUOTED_TOGETHER: usize = 64 << 10;

/// Extends the repair of a value that begins with a reserved character to all such values: whoever
/// writes `@ana` once does so again a line below.
fn quote_all(text: &str, fault: YamlFault) -> YamlFault {
    let Some((first, _)) =
        fault.repair.clone().filter(|_| is_quotable(&fault) && text.len() <= QUOTED_TOGETHER)
    else {
        return fault;
    };
    let mut repaired = text.to_owned();
    let mut end = first.end();
    let mut count = 0;
    let mut next = fault.repair.clone();
    while let Some((span, quoted)) = next.take() {
        // Everything before the span has already been quoted, so it lies further on than in `text`.
        end = span.end() - (repaired.len() - text.len());
        repaired.replace_range(span.range(), &quoted);
        count += 1;
        let done = span.start() + quoted.len();
        if count < QUOTED_AT_MOST
            && let Err(further) = tree::read(&repaired)
            && is_quotable(&further)
        {
            next = further.repair.filter(|(span, _)| span.start() >= done);
        }
    }
    let end = Span::new(first.start(), end);
    let text = repaired[first.start()..end.end() + (repaired.len() - text.len())].to_owned();
    match (count, fault.help.clone()) {
        (2.., Some(help)) => {
            let others = if count == 2 {
                "the other value".to_owned()
            } else {
                format!("the {} other values", count - 1)
            };
            fault.with_help(format!("{help}, and around {others} like it")).with_repair(end, text)
        }
        _ => fault,
    }
}

const QUOTED_AT_MOST: usize = 64;

fn is_quotable(fault: &YamlFault) -> bool {
    fault.kind == YamlFaultKind::ReservedStart
}
