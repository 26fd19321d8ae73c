//! HTML, as editors write it and browsers read it.
//!
//! A text without a single tag that HTML knows is plain text, and keeps its lines: tools mix both in one column.

pub(super) mod entities;
mod flow;
mod tokens;

use self::flow::Flow;
use self::tokens::{Token, Tokens};
use super::builder::Builder;
use super::tree::{Block, Look};

pub(super) fn read(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !is_html(&text) {
        let mut builder = Builder::new();
        builder.text(&entities::decoded(&text), &Look::default());
        return builder.finish();
    }
    let mut flow = Flow::new();
    for token in Tokens::of(&text) {
        flow.take(token);
    }
    flow.finish()
}

/// Whether a text has a tag that HTML knows.
pub(super) fn is_html(text: &str) -> bool {
    Tokens::of(text).any(|token| match token {
        Token::Open { name, .. } | Token::Close { name } => flow::is_known(&name),
        Token::Text(_) => false,
    })
}
