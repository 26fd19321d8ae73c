//! Merges the lines of lists and maps part by part.
//!
//! What one side alone changed is taken with its bytes and its comments; where both changed one part,
//! the parts inside it are merged, and what cannot be merged is a conflict around its own lines.

use crate::change::merge::block::{Block, Part};
use crate::change::merge::meaning::{Apart, Settlement, at, meaning, meaning_of, three_way};
use crate::change::merge::order::{names, order};
use crate::change::merge::pieces::Piece;
use crate::text::edit::{Edit, Path, Step, edit};
use crate::text::span::Span;
use crate::text::three_way::{Marks, MergeLines, Side, Sides};
use crate::text::yaml::{self, Content, Node, ScalarStyle};

/// One merge of front matter.
pub(super) struct Fields<'merge> {
    pub(super) merge_lines: MergeLines,
    pub(super) marks: &'merge Marks,
    pub(super) settlement: Settlement,
}

/// The three versions of one part; at least one of the sides has it.
type Parts<'part, 'text> = Sides<Option<&'part Part<'text>>>;

impl Fields<'_> {
    /// Merges blocks that stand at `path`. They are apart where their lines cannot stand in one block.
    pub(super) fn block(
        &mut self,
        blocks: Sides<Option<&Block<'_>>>,
        path: &str,
    ) -> Result<Vec<Piece>, Apart> {
        let (Some(ours), Some(theirs)) = (blocks.ours, blocks.theirs) else { return Err(Apart) };
        let alike = |one: &Block<'_>, other: &Block<'_>| {
            (one.parts.is_empty() || other.parts.is_empty())
                || (one.is_inline == other.is_inline
                    && one.is_list == other.is_list
                    && one.column == other.column)
        };
        if !alike(ours, theirs) {
            return Err(Apart);
        }
        let column = if ours.parts.is_empty() { theirs.column } else { ours.column };
        let is_inline = ours.is_inline;
        let base = blocks.base.filter(|base| base.is_list == ours.is_list || base.parts.is_empty());
        let lists = Sides::new(base, Some(ours), Some(theirs))
            .map(|block| block.map(|block| block.parts.as_slice()).unwrap_or_default());
        let names = named(lists);
        let mut pieces = Vec::new();
        for name in order(names.as_ref().map(Vec::as_slice)) {
            let find = |names: &[String]| names.iter().position(|other| other == name);
            let parts = Sides::new(
                find(&names.base).map(|at| &lists.base[at]),
                find(&names.ours).map(|at| &lists.ours[at]),
                find(&names.theirs).map(|at| &lists.theirs[at]),
            );
            let is_first = is_inline && pieces.is_empty();
            pieces.extend(self.part(parts, column, is_first, &at(path, name))?);
        }
        if is_inline && pieces.is_empty() {
            return Err(Apart);
        }
        let tails = blocks.map(|block| block.map_or("", |block| block.tail));
        pieces.extend(self.comments(tails, path));
        Ok(pieces)
    }

    /// Merges one part with the comments above it. The first part of an item stands behind its dash, where
    /// neither a comment nor a marker can stand.
    fn part(
        &mut self,
        parts: Parts<'_, '_>,
        column: usize,
        is_first: bool,
        path: &str,
    ) -> Result<Vec<Piece>, Apart> {
        let indentation = if is_first { String::new() } else { " ".repeat(column) };
        let lines = |part: Option<&Part<'_>>| {
            part.map_or_else(String::new, |part| format!("{indentation}{}", part.own))
        };
        let (lead, own) = match parts {
            Sides { ours: None, theirs: None, .. } => return Ok(Vec::new()),
            Sides { base: None, ours: Some(part), theirs: None }
            | Sides { base: None, ours: None, theirs: Some(part) } => {
                (vec![Piece::Text(part.lead.to_owned())], Ok(vec![Piece::Text(part.own.to_owned())]))
            }
            Sides { base: Some(base), ours: Some(part), theirs: None }
            | Sides { base: Some(base), ours: None, theirs: Some(part) } => {
                if is_unchanged(base, part) {
                    return Ok(Vec::new());
                }
                (vec![Piece::Text(part.lead.to_owned())], Err(Apart))
            }
            Sides { base, ours: Some(ours), theirs: Some(theirs) } => {
                let leads = Sides::new(base.map_or("", |part| part.lead), ours.lead, theirs.lead);
                let both = Both { parts: (ours, theirs), column };
                (self.comments(leads, path), self.own(base, both, path))
            }
        };
        let mut pieces: Vec<Piece> =
            lead.into_iter().filter(|piece| *piece != Piece::Text(String::new())).collect();
        if is_first && !pieces.is_empty() {
            return Err(Apart);
        }
        match own {
            Ok(own) => {
                pieces.push(Piece::Text(indentation));
                pieces.extend(own);
            }
            Err(Apart) if is_first => return Err(Apart),
            Err(Apart) => {
                self.settlement.conflicts.insert(path.to_owned());
                pieces.push(Piece::Conflict { what: path.to_owned(), lines: parts.map(lines) });
            }
        }
        Ok(pieces)
    }

    /// Merges the lines of one part that both sides have.
    fn own(&mut self, base: Option<&Part<'_>>, both: Both<'_, '_>, path: &str) -> Result<Vec<Piece>, Apart> {
        let (ours, theirs) = both.parts;
        let texts = Sides::new(base.map(|part| part.own), Some(ours.own), Some(theirs.own));
        if let Some(text) = texts.settled().and_then(|side| texts.of(side)) {
            return Ok(vec![Piece::Text(text.to_owned())]);
        }
        let blocks = Sides::new(base.and_then(Part::block), ours.block(), theirs.block());
        if blocks.ours.is_some() && blocks.theirs.is_some() {
            if let Ok(pieces) = self.inner(blocks.as_ref().map(Option::as_ref), path) {
                return Ok(pieces);
            }
        } else if blocks.ours.is_none() && blocks.theirs.is_none() {
            let base = base.filter(|_| blocks.base.is_none());
            if let Some(text) = self.beside(base, both, path)? {
                return Ok(vec![Piece::Text(text)]);
            }
        }
        self.rewritten(base, both, path).map(|text| vec![Piece::Text(text)])
    }

    /// Merges parts that are lists or maps of whole lines.
    fn inner(&mut self, blocks: Sides<Option<&(&str, Block<'_>)>>, path: &str) -> Result<Vec<Piece>, Apart> {
        let heads = blocks.map(|block| block.map(|(head, _)| *head));
        let head = heads.settled().and_then(|side| heads.of(side)).ok_or(Apart)?;
        let pieces = self.block(blocks.map(|block| block.map(|(_, block)| block)), path)?;
        let is_empty =
            pieces.iter().all(|piece| matches!(piece, Piece::Text(text) if text.trim().is_empty()));
        if is_empty {
            return Err(Apart);
        }
        Ok([Piece::Text(head.to_owned())].into_iter().chain(pieces).collect())
    }

    /// Merges parts whose values stand behind their keys: what is before the value, the value and what
    /// follows it. Nothing where the value has to be put together from both sides.
    fn beside(
        &mut self,
        base: Option<&Part<'_>>,
        both: Both<'_, '_>,
        path: &str,
    ) -> Result<Option<String>, Apart> {
        let (ours, theirs) = both.parts;
        let around = Sides::new(base.and_then(Part::around), ours.around(), theirs.around());
        if around.ours.is_none() || around.theirs.is_none() {
            return Ok(None);
        }
        let before = around.map(|around| around.map(|around| around.before));
        let after = around.map(|around| around.map(|around| around.after));
        let before = match before.settled().or_else(|| before.map(|text| text.map(str::trim_end)).settled()) {
            Some(side) => before.of(side).unwrap_or_default(),
            None => return Err(Apart),
        };
        let after = after.settled().and_then(|side| after.of(side)).ok_or(Apart)?;
        let values = around.map(|around| around.map(|around| around.value));
        let meanings =
            Sides::new(base, Some(ours), Some(theirs)).map(|part| part.map(|part| meaning(part.node)));
        let value = match meanings.settled().and_then(|side| values.of(side)) {
            Some(value) => value.to_owned(),
            None => match self.long_text(base, both, path) {
                Some(text) => return Ok(Some(text)),
                None => return Ok(None),
            },
        };
        if value.contains('\n') && !after.trim().is_empty() {
            return Err(Apart);
        }
        // Where no value was, the comment may stand right behind the colon.
        let gap = if after.starts_with('#') && !value.is_empty() { " " } else { "" };
        Ok(Some(format!("{before}{value}{gap}{after}")))
    }

    /// Merges texts of several lines by their lines.
    fn long_text(&mut self, base: Option<&Part<'_>>, both: Both<'_, '_>, path: &str) -> Option<String> {
        let is_long = |part: &Part<'_>| match &part.node.content {
            Content::Scalar(scalar) => matches!(scalar.style, ScalarStyle::Literal | ScalarStyle::Folded),
            _ => false,
        };
        let (ours, theirs) = both.parts;
        let parts = Sides::new(base?, ours, theirs);
        if !(is_long(parts.base) && is_long(ours) && is_long(theirs)) {
            return None;
        }
        let merged = (self.merge_lines)(parts.map(|part| part.own.as_bytes()), self.marks).ok()?;
        let text = String::from_utf8(merged.bytes).ok().filter(|_| merged.is_clean)?;
        let alone = alone(&text, both.column);
        let root = yaml::parse(&alone, 0).ok()?.root;
        let value = root.entries().map(|entries| entries.first().map(|entry| &entry.value));
        let value = value.or_else(|| root.items().map(<[Node]>::first))??;
        self.settlement.texts.insert(path.to_owned(), value.as_str()?.to_owned());
        Some(text)
    }

    /// The part of ours with the merged value, where the comments of theirs do not get lost by that.
    fn rewritten(&self, base: Option<&Part<'_>>, both: Both<'_, '_>, path: &str) -> Result<String, Apart> {
        let (ours, theirs) = both.parts;
        let nodes = Sides::new(base.map(|part| part.node), Some(ours.node), Some(theirs.node));
        let value = three_way(nodes, path, &Settlement::default(), Side::Ours)?.ok_or(Apart)?;
        let text = if meaning_of(&value) == meaning(ours.node) {
            ours.own.to_owned()
        } else {
            let alone = alone(ours.own, both.column);
            let place = match ours.key {
                Some(key) => Path::key(key),
                None => Path(vec![Step::Index(0)]),
            };
            let edited = edit(&alone, Span::new(0, alone.len()), &Edit::set(place, value));
            let text = edited.map_err(|_| Apart)?.text;
            text.get(both.column..).ok_or(Apart)?.to_owned()
        };
        let known = base.map(Part::comments).unwrap_or_default();
        let is_kept = |comment: &&str| {
            known.contains(comment) || ours.lead.contains(*comment) || text.contains(*comment)
        };
        let own = theirs.comments();
        let own = own.iter().filter(|comment| !theirs.lead.contains(**comment));
        if own.copied().all(|comment| is_kept(&comment)) { Ok(text) } else { Err(Apart) }
    }

    /// Merges lines that are comments or blank.
    fn comments(&self, lines: Sides<&str>, path: &str) -> Vec<Piece> {
        if let Some(side) = lines.settled() {
            return vec![Piece::Text(lines.of(side).to_owned())];
        }
        let merged = (self.merge_lines)(lines.map(str::as_bytes), self.marks);
        match merged
            .ok()
            .filter(|merged| merged.is_clean)
            .and_then(|merged| String::from_utf8(merged.bytes).ok())
        {
            Some(text) => vec![Piece::Text(text)],
            None => {
                let what =
                    if path.is_empty() { "a comment".to_owned() } else { format!("a comment at {path}") };
                vec![Piece::Conflict { what, lines: lines.map(str::to_owned) }]
            }
        }
    }
}

/// The two versions of a part that both sides have, and how far it is indented.
#[derive(Clone, Copy)]
struct Both<'part, 'text> {
    parts: (&'part Part<'text>, &'part Part<'text>),
    column: usize,
}

/// The names of the parts of three blocks: their keys, or what their items are known by.
fn named(lists: Sides<&[Part<'_>]>) -> Sides<Vec<String>> {
    let is_map = [lists.base, lists.ours, lists.theirs]
        .iter()
        .any(|parts| parts.iter().any(|part| part.key.is_some()));
    if is_map {
        return lists.map(|parts| parts.iter().filter_map(|part| part.key.map(str::to_owned)).collect());
    }
    let nodes = lists.map(|parts| parts.iter().map(|part| part.node).collect::<Vec<_>>());
    names(nodes.as_ref().map(Vec::as_slice))
}

/// Whether a part says the same as before, in its comments too.
fn is_unchanged(base: &Part<'_>, part: &Part<'_>) -> bool {
    let is_same = base.own == part.own || meaning(base.node) == meaning(part.node);
    is_same && base.comments() == part.comments()
}

/// A part as a text of its own: its first line indented as in its block.
fn alone(own: &str, column: usize) -> String {
    format!("{}{own}", " ".repeat(column))
}
