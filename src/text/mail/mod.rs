//! Mails as files: one that is to be sent, and one that came in.

mod draft;
mod received;

pub(crate) use draft::Mail;
pub(crate) use received::Letter;
