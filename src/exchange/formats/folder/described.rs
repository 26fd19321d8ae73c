//! What a proposal of settings tells of documents that are alike, as far as it says where their columns go.

use crate::derive::{Form, Proposal, ProposedKind, ProposedTitle};
use crate::exchange::described::{
    Described, DescribedColumn, DescribedLink, DescribedStatus, Holds, NAME, Sure,
};
use crate::model::field::{FieldType, Meaning};

/// The column of what took the place of a document, where its status says so: `superseded by ADR-5`.
pub(super) const SUPERSEDED_BY: &str = "superseded by";

/// What the proposal tells of a kind, without what only settings need.
pub(super) fn described(kind: &ProposedKind, proposal: &Proposal) -> Described {
    let separator = |written: Option<&str>| written.map(|_| ",".to_owned());
    let mut described = Described {
        kind: kind.name.clone(),
        title: match &kind.title {
            ProposedTitle::Field(key) => Some(key.clone()),
            ProposedTitle::Heading => None,
            ProposedTitle::Name => Some(NAME.to_owned()),
        },
        id: kind.identity.field.clone(),
        ..Described::default()
    };
    described.status = kind.status.as_ref().map(|status| DescribedStatus {
        column: status.key.clone(),
        words: status
            .words
            .iter()
            .map(|word| {
                let sure = if word.because.is_guess() { Sure::No } else { Sure::Yes };
                (word.name.clone(), word.category, sure)
            })
            .collect(),
    });
    if kind.form == Form::FrontMatter && kind.status.as_ref().is_some_and(|status| status.allows_rest) {
        described.links.push(DescribedLink {
            column: SUPERSEDED_BY.to_owned(),
            meaning: Meaning::SupersededBy,
            to: vec![kind.name.clone()],
            separator: None,
        });
    }
    for field in &kind.fields {
        let separator = separator(field.ty.written);
        if let Some(link) = &field.ty.link {
            described.links.push(DescribedLink {
                column: field.key.clone(),
                meaning: link.meaning,
                to: proposal.names_of(link),
                separator,
            });
            continue;
        }
        let holds = match field.ty.ty.item() {
            FieldType::Person => Holds::People,
            FieldType::Url => Holds::Pages,
            FieldType::Choice => Holds::Words,
            FieldType::Text if field.ty.comes_again => Holds::Words,
            _ => Holds::Other,
        };
        described.columns.push(DescribedColumn { name: field.key.clone(), holds, separator });
    }
    for unread in kind.unread.iter().filter(|unread| unread.is_rare) {
        described.columns.push(DescribedColumn {
            name: unread.key.clone(),
            holds: Holds::Other,
            separator: None,
        });
    }
    described
}
