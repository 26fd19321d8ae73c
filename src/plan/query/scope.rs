//! The names that an expression may use, on which kinds, and their types.

use super::symbols::Access;
use super::types::{self, LINK, LINK_FIELDS, RecordType};
use super::{Environment, QueryFault};
use crate::config::Config;
use crate::expression::{Known, Names, Period, Signature, Type, UnknownRecord, read_period};
use crate::model::field::LinkRule;
use crate::model::kind::Kind;
use crate::model::values::Horizon;
use crate::model::workflow::Category;
use crate::plan::{LinkState, NotFound};

/// Artifacts or links, and the kinds that count.
#[derive(Clone, Debug)]
pub(crate) struct Scope<'a> {
    pub(super) environment: &'a Environment<'a>,
    /// Places of kinds; never empty.
    kinds: Vec<usize>,
    over: Over,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Over {
    Artifacts,
    Links,
}

/// What `pm` knows of an artifact besides its fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ask {
    Today,
    Version,
    Category,
    Path,
    Product,
    Captures,
    Section,
    HasSection,
    Written,
    Links,
    LinkedFrom,
}

impl Ask {
    pub(super) const ALL: [(&'static str, Self); 11] = [
        ("today", Self::Today),
        ("version", Self::Version),
        ("category", Self::Category),
        ("path", Self::Path),
        ("product", Self::Product),
        ("captures", Self::Captures),
        ("section", Self::Section),
        ("has_section", Self::HasSection),
        ("written", Self::Written),
        ("links", Self::Links),
        ("linked_from", Self::LinkedFrom),
    ];

    fn needs_receiver(self) -> bool {
        !matches!(self, Self::Today | Self::Version)
    }

    /// Parameters and result, on artifacts of these kinds; nothing where it can give nothing.
    fn shape(self, kinds: &[&Kind]) -> Option<(Vec<Type>, Type)> {
        Some(match self {
            Self::Today => (vec![], Type::Date),
            Self::Version => (vec![Type::Text], Type::Version),
            Self::Category => (vec![], Type::choice(Category::ALL.map(Category::name))),
            Self::Path | Self::Product => (vec![], Type::Text),
            Self::Captures => {
                let patterns = kinds.iter().filter_map(|kind| kind.files.captures.as_ref());
                let names = sorted(patterns.flat_map(|pattern| pattern.names().map(str::to_owned)));
                if names.is_empty() {
                    return None;
                }
                (vec![Type::choice(names)], Type::Text)
            }
            Self::Section => (vec![Type::Text], Type::Text),
            Self::HasSection => (vec![Type::Text], Type::Bool),
            Self::Written => (vec![Type::choice(written_names(kinds))], Type::Text),
            Self::Links | Self::LinkedFrom => (vec![], Type::list(Type::record(types::ANY_KIND))),
        })
    }
}

/// Every name that a front matter of these kinds may hold.
fn written_names(kinds: &[&Kind]) -> Vec<String> {
    sorted(kinds.iter().flat_map(|kind| {
        let built_in = [Some(&kind.identity.field), Some(&kind.title_field), kind.workflow.field.as_ref()];
        built_in.into_iter().flatten().chain(kind.fields.keys()).cloned()
    }))
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup();
    names
}

impl<'a> Scope<'a> {
    /// Artifacts of these kinds, by their places; of every kind where there are none.
    pub(crate) fn artifacts(environment: &'a Environment<'a>, kinds: &[usize]) -> Self {
        Self::new(environment, kinds, Over::Artifacts)
    }

    /// Links whose sources are of these kinds; of every kind where there are none.
    pub(crate) fn links(environment: &'a Environment<'a>, kinds: &[usize]) -> Self {
        Self::new(environment, kinds, Over::Links)
    }

    fn new(environment: &'a Environment<'a>, kinds: &[usize], over: Over) -> Self {
        let mut kinds = kinds.to_vec();
        if kinds.is_empty() {
            kinds = (0..environment.plan.config.kinds.len()).collect();
        }
        kinds.sort_unstable();
        kinds.dedup();
        Self { environment, kinds, over }
    }

    pub(crate) fn environment(&self) -> &'a Environment<'a> {
        self.environment
    }

    /// The places of the kinds in scope, sorted.
    pub(crate) fn kinds(&self) -> &[usize] {
        &self.kinds
    }

    fn config(&self) -> &'a Config {
        &self.environment.plan.config
    }

    pub(super) fn kinds_of(&self, places: &[usize]) -> Vec<&'a Kind> {
        places.iter().map(|place| &self.config().kinds[*place]).collect()
    }

    fn artifact_type(&self) -> Type {
        types::of_kinds(self.config(), &self.kinds)
    }

    /// What is wrong with `name` as the name of a field of the kinds in scope.
    pub(crate) fn unknown_field(&self, name: &str) -> QueryFault {
        let names = self.environment.symbols.names(&self.kinds);
        let words = match self.kinds_of(&self.kinds).as_slice() {
            [kind] => format!("{} has no field `{name}`", kind.name),
            _ => format!("no kind has a field `{name}`"),
        };
        let fault = QueryFault::new(words);
        match crate::text::words::nearest(name, names.iter().map(String::as_str)) {
            Some(near) => fault.with_help(format!("did you mean `{near}`?")),
            None => fault.with_help(format!("known here: {}", names.join(", "))),
        }
    }

    /// What a name in the spelling of the front matter or of expressions means on a kind.
    pub(super) fn access(&self, name: &str, kind: usize) -> Option<&'a Access> {
        let symbols = &self.environment.symbols;
        symbols.access(symbols.number_of(&name.replace('-', "_"))?, kind)
    }
}

impl Names for Scope<'_> {
    fn variable(&self, name: &str) -> Option<Known> {
        match (self.over, name) {
            (Over::Artifacts, "self") => Some(Known { of: self.artifact_type(), slot: 0 }),
            (Over::Links, "source") => Some(Known { of: self.artifact_type(), slot: 0 }),
            (Over::Links, "target") => Some(Known { of: Type::record(types::ANY_KIND), slot: 1 }),
            (Over::Links, "link") => Some(Known { of: Type::record(LINK), slot: 2 }),
            _ => None,
        }
    }

    fn field(&self, record: &str, name: &str) -> Option<Known> {
        let config = self.config();
        let symbols = &self.environment.symbols;
        match RecordType::named(config, record) {
            RecordType::Link => types::of_link(config, name).map(|(of, slot)| Known { of, slot }),
            RecordType::Entries(entries) => {
                let of = entries
                    .into_iter()
                    .filter_map(|(kind, field)| {
                        let kind = &config.kinds[kind];
                        let inner = &kind.fields[field].fields;
                        let field = inner.values().find(|field| is_called(&field.name, name))?;
                        Some(types::of_field(config, kind, field, &field.ty))
                    })
                    .reduce(|one, other| types::either(&one, &other))?;
                Some(Known { of, slot: 0 })
            }
            RecordType::Kinds(kinds) => {
                let slot = symbols.number_of(name).or_else(|| symbols.number_of(&name.replace('-', "_")))?;
                let of = kinds
                    .into_iter()
                    .filter_map(|kind| Some(types::of_access(config, kind, symbols.access(slot, kind)?)))
                    .reduce(|one, other| types::either(&one, &other))?;
                Some(Known { of, slot })
            }
        }
    }

    fn function(&self, receiver: Option<&str>, name: &str) -> Option<Signature> {
        let slot = Ask::ALL.iter().position(|(known, _)| *known == name)?;
        let ask = Ask::ALL[slot].1;
        let kinds = match receiver.map(|record| RecordType::named(self.config(), record)) {
            None => Vec::new(),
            Some(RecordType::Kinds(kinds)) => self.kinds_of(&kinds),
            Some(RecordType::Entries(_) | RecordType::Link) => return None,
        };
        if ask.needs_receiver() != receiver.is_some() {
            return None;
        }
        let (parameters, result) = ask.shape(&kinds)?;
        Some(Signature { parameters, optional: 0, result, slot })
    }

    fn variables(&self) -> Vec<String> {
        let names: &[&str] = match self.over {
            Over::Artifacts => &["self"],
            Over::Links => &["source", "target", "link"],
        };
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn fields(&self, record: &str) -> Vec<String> {
        let config = self.config();
        match RecordType::named(config, record) {
            RecordType::Link => LINK_FIELDS.map(str::to_owned).to_vec(),
            RecordType::Kinds(kinds) => self.environment.symbols.names(&kinds),
            RecordType::Entries(entries) => sorted(entries.into_iter().flat_map(|(kind, field)| {
                config.kinds[kind].fields[field]
                    .fields
                    .values()
                    .map(crate::model::field::Field::expression_name)
            })),
        }
    }

    fn functions(&self, receiver: Option<&str>) -> Vec<String> {
        Ask::ALL
            .iter()
            .filter(|(name, _)| self.function(receiver, name).is_some())
            .map(|(name, _)| (*name).to_owned())
            .collect()
    }

    fn unknown_record(&self, record: &str, text: &str) -> Option<UnknownRecord> {
        let RecordType::Kinds(kinds) = RecordType::named(self.config(), record) else { return None };
        let rule = rule_to(&self.kinds_of(&kinds));
        if !matches!(self.environment.plan.resolve(text, &rule, None), LinkState::Dangling) {
            return None;
        }
        let help = match self.environment.plan.find(text) {
            Err(NotFound::Unknown { nearest: Some(near) }) => Some(format!("did you mean `{near}`?")),
            Ok(_) => Some(format!("it is no {}", record.replace(" or ", " and no "))),
            _ => None,
        };
        Some(UnknownRecord { message: format!("there is no `{text}`"), help })
    }

    fn period(&self, text: &str) -> Option<Period> {
        match crate::model::values::Period::parse(text) {
            Ok(period) => Some(self.environment.days(period)),
            Err(_) => read_period(text),
        }
    }

    fn is_undated(&self, text: &str) -> bool {
        Horizon::parse(text).is_ok()
    }
}

/// Whether a field called `name` in the front matter is called `spelling` in an expression.
pub(super) fn is_called(name: &str, spelling: &str) -> bool {
    name == spelling || name.len() == spelling.len() && name.replace('-', "_") == spelling.replace('-', "_")
}

/// A rule by which a text names an artifact of these kinds.
pub(super) fn rule_to(kinds: &[&Kind]) -> LinkRule {
    LinkRule {
        to: kinds.iter().map(|kind| kind.name.clone()).collect(),
        meaning: crate::model::field::Meaning::RelatesTo,
        inverse: None,
        mirror: None,
        urls: false,
        strip: Vec::new(),
    }
}
