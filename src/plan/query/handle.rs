//! What a record of an expression is: an artifact, an entry of one of its fields, or a link.

use crate::expression::Handle;
use crate::plan::ArtifactIndex;

/// What a handle stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Subject {
    Artifact(ArtifactIndex),
    /// The entry at `item` of the record field at `field`.
    Entry {
        artifact: ArtifactIndex,
        field: usize,
        item: usize,
    },
    /// By its place among the links of the plan.
    Link(usize),
}

const TAG: u32 = 62;
const FIELD: u32 = 20;
const ARTIFACT: u32 = 30;
const ITEMS: u64 = (1 << FIELD) - 1;
const FIELDS: u64 = (1 << (ARTIFACT - FIELD)) - 1;

impl Subject {
    /// Entries beyond the 2^20th of a list and fields beyond the 2^10th share a handle.
    pub(super) fn handle(self) -> Handle {
        Handle(match self {
            Self::Artifact(index) => u64::from(index.0),
            Self::Entry { artifact, field, item } => {
                let (field, item) = ((field as u64).min(FIELDS), (item as u64).min(ITEMS));
                1 << TAG | u64::from(artifact.0) << ARTIFACT | field << FIELD | item
            }
            Self::Link(at) => 2 << TAG | at as u64,
        })
    }

    pub(super) fn of(handle: Handle) -> Self {
        let bits = handle.0;
        let body = bits & ((1 << TAG) - 1);
        let artifact = |bits: u64| ArtifactIndex(u32::try_from(bits).unwrap_or(u32::MAX));
        match bits >> TAG {
            0 => Self::Artifact(artifact(body)),
            1 => Self::Entry {
                artifact: artifact(body >> ARTIFACT),
                field: (body >> FIELD & FIELDS) as usize,
                item: (body & ITEMS) as usize,
            },
            _ => Self::Link(usize::try_from(body).unwrap_or(usize::MAX)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_tells_what_it_was_made_of() {
        let artifact = ArtifactIndex(u32::MAX);
        for subject in [
            Subject::Artifact(ArtifactIndex(0)),
            Subject::Artifact(artifact),
            Subject::Entry { artifact, field: 1023, item: (1 << 20) - 1 },
            Subject::Entry { artifact: ArtifactIndex(7), field: 3, item: 0 },
            Subject::Link(123_456),
        ] {
            assert_eq!(Subject::of(subject.handle()), subject);
        }
    }
}
