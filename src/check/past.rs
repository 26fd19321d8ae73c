//! What rules may ask of the past: the life of one document, read when the first rule needs it.
//!
//! Rules that look back run after all others and one by one, so that history is read for those
//! documents alone that something has to be judged of, and not at all where nothing has.

use std::rc::Rc;

use super::context::ArtifactContext;
use crate::history::{Life, told};
use crate::model::normative::NormativeText;
use crate::source::RelPath;

/// What git remembers of documents.
pub(crate) trait Memory {
    /// The commits that changed the document at this path; else why they are not known, as a reason that
    /// fits behind a colon.
    fn life(&self, document: &RelPath) -> Result<Rc<Life>, String>;

    /// Takes down that an approval of the artifact with this name could not be judged, and why.
    fn pass_over(&self, label: String, reason: &str);
}

/// The past, as far as there is one.
#[derive(Clone, Copy)]
pub(crate) struct Past<'a> {
    pub(super) memory: Option<&'a dyn Memory>,
}

impl Past<'_> {
    /// The life of the artifact's document; nothing where it cannot be told, which is taken down.
    pub(crate) fn life(&self, context: &ArtifactContext<'_>) -> Option<Rc<Life>> {
        let memory = self.memory?;
        memory.life(context.path()).map_err(|reason| memory.pass_over(context.artifact.label(), &reason)).ok()
    }

    /// Takes down that an approval of the artifact could not be judged.
    pub(crate) fn pass_over(&self, context: &ArtifactContext<'_>, reason: &str) {
        if let Some(memory) = self.memory {
            memory.pass_over(context.artifact.label(), reason);
        }
    }

    /// What became of the words of a document since they had this fingerprint, in one line.
    pub(crate) fn since(&self, document: &RelPath, fingerprint: &str, now: &NormativeText) -> Since {
        let Some(memory) = self.memory else { return Since::NotAsked };
        match memory.life(document) {
            Err(reason) => Since::Unknown(reason),
            Ok(life) => match life.text_with(fingerprint) {
                Some(then) => Since::Told(told(then, now)),
                None if life.moments.iter().any(|moment| moment.is_cut_off()) => {
                    Since::Unknown("this clone is shallow; `git fetch --unshallow` brings the history".into())
                }
                None => Since::Unknown("no commit that can be read holds that text".into()),
            },
        }
    }
}

/// What became of words.
pub(crate) enum Since {
    Told(String),
    /// Why it is not known.
    Unknown(String),
    /// There is no past to be asked.
    NotAsked,
}

impl Since {
    /// The end of a message, and what to add below it.
    pub(crate) fn parts(self) -> (String, Option<String>) {
        match self {
            Self::Told(words) => (format!(": {words}"), None),
            Self::Unknown(reason) => {
                (String::new(), Some(format!("which words changed is not known: {reason}")))
            }
            Self::NotAsked => (String::new(), None),
        }
    }
}
