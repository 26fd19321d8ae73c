//! One document on its way from what it says to what it should say, field by field.

use crate::change::place::{Place, Subject};
use crate::change::typed::{Reader, as_written};
use crate::change::{Assignment, Impossible, Operator};
use crate::model::field::{Field, FieldType};
use crate::model::kind::Kind;
use crate::model::values::PartName;
use crate::plan::LinkState;
use crate::text::edit::{self, Edit, Path, Step, Value};
use crate::text::front_matter;
use crate::text::span::{LineIndex, Span};
use crate::text::words::{list_of, nearest, with_article};
use crate::text::yaml::Node;

/// A document with its fields, as assignments so far left it.
pub(super) struct Document<'a> {
    pub(super) kind: &'a Kind,
    pub(super) reader: Reader<'a>,
    /// What messages call it.
    pub(super) label: String,
    pub(super) text: String,
    pub(super) front: Span,
    /// The part that assignments are about, where it is not the whole artifact.
    pub(super) part: Option<PartName>,
    /// Whether a status may be written that the workflow does not lead to: in a new document.
    pub(super) is_new: bool,
    /// Whether an estimate was given, or taken away.
    pub(super) is_estimated: bool,
}

impl Document<'_> {
    pub(super) fn root(&self) -> Result<Node, Impossible> {
        if !self.has_front_matter() {
            return Ok(self.rows());
        }
        front_matter::fields(&self.text, self.front)
            .map(|parsed| parsed.root)
            .map_err(|fault| self.refused(&fault.message, fault.span).with_hints(fault.help))
    }

    pub(super) fn assign(&mut self, assignment: &Assignment) -> Result<(), Impossible> {
        let root = self.root()?;
        let place = self.place(&root, &assignment.place)?;
        let is_estimate = match place.subject {
            Subject::Field(field, _) => self.kind.estimates.contains(&field.name),
            _ => false,
        };
        self.refuse_links_in_a_cell(&root, &place, assignment.operator)?;
        let edits = match assignment.operator {
            Operator::Unset => self.unset(&root, &place)?,
            Operator::Set => vec![Edit::set(place.path.clone(), self.new_value(&root, &place, assignment)?)],
            Operator::Add => self.added(&root, &place, &assignment.texts)?,
            Operator::Take => self.taken(&root, &place, &assignment.texts)?,
        };
        let order = place.order(&root);
        let edits: Vec<Edit> = edits.into_iter().map(|edit| edit.behind(order.clone())).collect();
        self.is_estimated |= is_estimate;
        self.edit(&edits)
    }

    pub(super) fn edit(&mut self, edits: &[Edit]) -> Result<(), Impossible> {
        if !self.has_front_matter() || edits.iter().any(|edit| self.is_heading(edit)) {
            return edits.iter().try_for_each(|edit| self.edit_text(edit));
        }
        let edited = edit::edits(&self.text, self.front, edits)
            .map_err(|refusal| self.refused(&refusal.reason, refusal.span).with_hints(refusal.hint))?;
        self.text = edited.text;
        self.front = edited.front;
        Ok(())
    }

    /// The status that the document says now.
    pub(super) fn status(&self, root: &Node) -> Option<String> {
        Some(root.get(self.kind.workflow.field.as_deref()?)?.as_str()?.to_owned())
    }

    /// Refuses a status that demands fields which the document does not have; `before` is the status
    /// that it comes from, whose own demands are not repeated.
    pub(super) fn check_demands(&self, before: Option<&str>) -> Result<(), Impossible> {
        let root = self.root()?;
        let status = self.status(&root);
        let demanded_in = |field: &Field, status: Option<&str>| {
            status.is_some_and(|status| field.required.in_status(status, &self.kind.workflow))
        };
        let missing: Vec<&Field> = self
            .kind
            .fields
            .values()
            .filter(|field| demanded_in(field, status.as_deref()) && !demanded_in(field, before))
            .filter(|field| root.get(&field.name).is_none_or(Node::is_null))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let names = missing.iter().map(|field| format!("`{}`", field.name));
        let status = status.unwrap_or_default();
        let message = format!("{} that is {status} needs {}", with_article(&self.kind.name), list_of(names));
        let hints = missing.iter().map(|field| {
            let place = match (self.is_new, field.name.as_str()) {
                (true, name) => format!("--{} …", flag(name)),
                (false, "reason") => "--because \"…\"".to_owned(),
                (false, name) => format!("{name}=…"),
            };
            format!("add {place}: {}", field.summary.trim_end_matches('.'))
        });
        Err(Impossible::new(message).with_hints(hints))
    }

    pub(super) fn refused(&self, reason: &str, span: Span) -> Impossible {
        let line = LineIndex::new(&self.text).position(span.start()).line;
        Impossible::new(format!("{}, line {line}: {reason}", self.label))
    }

    /// The place that `written` names, inside of the part where the document was named with one.
    fn place(&self, root: &Node, written: &str) -> Result<Place<'_>, Impossible> {
        let Some(part) = &self.part else { return Place::of(self.kind, written) };
        let Some((field, index)) = self.part_at(root, part) else {
            return Err(Impossible::new(format!("{} has no {part} in its fields", self.label))
                .with_hint("edit the body by hand, where the part stands there"));
        };
        let mut place = Place::of(self.kind, &field.name)?;
        place.enter(Step::Index(index), written)?;
        let inner: Path = written
            .parse()
            .map_err(|fault| Impossible::new(format!("`{written}` names no field: {fault}")))?;
        for step in inner.0 {
            place.enter(step, written)?;
        }
        Ok(place)
    }

    fn part_at(&self, root: &Node, part: &PartName) -> Option<(&Field, usize)> {
        let field = self.kind.fields.values().find(|field| field.part.as_deref() == Some(part.letters()))?;
        let items = root.get(&field.name)?.items()?;
        let index = items.iter().position(|item| {
            let id = item.get("id").and_then(Node::as_str);
            id.and_then(|id| PartName::parse(id).ok()).as_ref() == Some(part)
        })?;
        Some((field, index))
    }

    fn unset(&self, root: &Node, place: &Place<'_>) -> Result<Vec<Edit>, Impossible> {
        match place.subject {
            Subject::Id => Err(id_stays()),
            Subject::Title | Subject::Status => {
                let message = format!("{} always has a `{}`", with_article(&self.kind.name), place.path);
                Err(Impossible::new(message).with_hint(format!("set another: {}=…", place.path)))
            }
            Subject::Field(..) | Subject::Other => {
                let is_there = node_at(root, &place.path).is_some();
                Ok(if is_there { vec![Edit::remove(place.path.clone())] } else { Vec::new() })
            }
        }
    }

    fn new_value(
        &self,
        root: &Node,
        place: &Place<'_>,
        assignment: &Assignment,
    ) -> Result<Value, Impossible> {
        let single = || match assignment.texts.as_slice() {
            [text] if !text.trim().is_empty() => Ok(text.trim().to_owned()),
            _ => Err(Impossible::new(format!("`{}` takes one value", place.path))),
        };
        match place.subject {
            Subject::Id => Err(id_stays()),
            Subject::Title if self.kind.title_is_name => {
                let message =
                    format!("the title of {} is the name of its file", with_article(&self.kind.name));
                Err(Impossible::new(message).with_hint("use `pm rename`, which renames the file"))
            }
            Subject::Title => Ok(Value::Text(single()?)),
            Subject::Status => Ok(Value::Plain(self.moved(root, &single()?)?)),
            Subject::Field(field, ty) => self.reader.value(field, ty, &assignment.texts),
            Subject::Other => Ok(Value::Text(single()?)),
        }
    }

    /// The status `text` means, where the workflow leads there.
    fn moved(&self, root: &Node, text: &str) -> Result<String, Impossible> {
        let workflow = &self.kind.workflow;
        let Some(to) = workflow.names().find(|name| name.eq_ignore_ascii_case(text)) else {
            let hint = nearest(text, workflow.names()).map_or_else(
                || format!("use one of {}", list_of(workflow.names())),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(
                Impossible::new(format!("`{text}` is no status of {}", self.kind.plural)).with_hint(hint)
            );
        };
        let from = self.status(root);
        if let Some(from) = from.filter(|from| !self.is_new && !workflow.allows(from, to)) {
            let moves = workflow.get(&from).and_then(|status| status.moves.as_deref()).unwrap_or_default();
            let error =
                Impossible::new(format!("{} is {from} and cannot become {to} from there", self.label));
            return Err(match moves {
                [] => error.with_hint(format!("{from} is where {} end", self.kind.plural)),
                moves => error.with_hint(format!("move it to {} first", crate::text::words::one_of(moves))),
            });
        }
        Ok(to.to_owned())
    }

    fn added(&self, root: &Node, place: &Place<'_>, texts: &[String]) -> Result<Vec<Edit>, Impossible> {
        let (field, item) = list_of_place(place)?;
        let there = current(node_at(root, &place.path), field);
        let mut new = Vec::new();
        for value in self.reader.items(field, item, texts)? {
            let is_known = match &value {
                Value::Plain(text) | Value::Text(text) => {
                    there.iter().any(|known| self.is_same(field, known, text))
                }
                Value::List(_) | Value::Map(_) => false,
            };
            if !is_known && !new.contains(&value) {
                new.push(value);
            }
        }
        let is_list = node_at(root, &place.path).is_none_or(|node| node.items().is_some());
        if new.is_empty() || (is_list && field.spelling.separator.is_none()) {
            return Ok(new.into_iter().map(|value| Edit::append(place.path.clone(), value)).collect());
        }
        let all: Vec<Value> = there.into_iter().map(Value::Plain).chain(new).collect();
        Ok(vec![Edit::set(place.path.clone(), as_written(field, all))])
    }

    fn taken(&self, root: &Node, place: &Place<'_>, texts: &[String]) -> Result<Vec<Edit>, Impossible> {
        let (field, _) = list_of_place(place)?;
        let node = node_at(root, &place.path);
        let there = current(node, field);
        let mut gone: Vec<usize> = Vec::new();
        for text in texts {
            let Some(at) = there.iter().position(|known| self.is_same(field, known, text.trim())) else {
                let error = Impossible::new(format!("{} has no `{text}` in `{}`", self.label, place.path));
                return Err(match there.as_slice() {
                    [] => error,
                    there => error.with_hint(format!("it has {}", list_of(there))),
                });
            };
            if !gone.contains(&at) {
                gone.push(at);
            }
        }
        if gone.len() == there.len() {
            return Ok(vec![Edit::remove(place.path.clone())]);
        }
        if node.is_some_and(|node| node.items().is_some()) {
            gone.sort_unstable();
            return Ok(gone.iter().rev().map(|at| Edit::remove(place.path.join_index(*at))).collect());
        }
        let kept = there.into_iter().enumerate().filter(|(at, _)| !gone.contains(at));
        let kept: Vec<Value> = kept.map(|(_, text)| Value::Plain(text)).collect();
        Ok(vec![Edit::set(place.path.clone(), as_written(field, kept))])
    }

    /// Whether two texts say the same in a list: the same words, or references to the same artifact.
    fn is_same(&self, field: &Field, known: &str, text: &str) -> bool {
        if known == text {
            return true;
        }
        let Some(rule) = &field.link else { return false };
        let resolve = |text: &str| self.reader.plan.resolve_from(text, rule, Some(self.reader.home));
        match (resolve(known), resolve(text)) {
            (LinkState::Resolved(known), LinkState::Resolved(text)) => known == text,
            _ => false,
        }
    }
}

/// The value at a path; nothing where there is none.
pub(super) fn node_at<'n>(root: &'n Node, path: &Path) -> Option<&'n Node> {
    let mut node = root;
    for step in &path.0 {
        node = match step {
            Step::Key(key) => node.get(key)?,
            Step::Index(index) => node.items()?.get(*index)?,
        };
    }
    Some(node)
}

/// The items that a list has now: as texts, and a record by its part id.
pub(super) fn current(node: Option<&Node>, field: &Field) -> Vec<String> {
    let text =
        |node: &Node| node.as_str().or_else(|| node.get("id")?.as_str()).unwrap_or_default().to_owned();
    match node {
        None => Vec::new(),
        Some(node) if node.is_null() => Vec::new(),
        Some(node) => match (node.items(), &field.spelling.separator) {
            (Some(items), _) => items.iter().map(text).collect(),
            (None, Some(separator)) => text(node)
                .split(separator.as_str())
                .map(|piece| piece.trim().to_owned())
                .filter(|piece| !piece.is_empty())
                .collect(),
            (None, None) => vec![text(node)],
        },
    }
}

fn list_of_place<'k>(place: &Place<'k>) -> Result<(&'k Field, &'k FieldType), Impossible> {
    match place.subject {
        Subject::Field(field, FieldType::List(item)) => Ok((field, item)),
        Subject::Field(_, ty) => {
            Err(Impossible::new(format!("`{}` is {}, not a list", place.path, with_article(&ty.name())))
                .with_hint(format!("set its value: {}=…", place.path)))
        }
        _ => Err(Impossible::new(format!("`{}` is no list", place.path))
            .with_hint(format!("set its value: {}=…", place.path))),
    }
}

fn id_stays() -> Impossible {
    Impossible::new("an id never changes: links, commits and people call the artifact by it")
        .with_hint("put other names for it into `aliases`")
}

/// The name of a field as a flag of the command line.
pub(super) fn flag(name: &str) -> String {
    name.replace('_', "-").to_lowercase()
}
