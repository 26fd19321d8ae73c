//! From tags and texts to what they show.

use std::rc::Rc;

use super::entities::decoded;
use super::tokens::{Token, attribute};
use crate::exchange::markup::builder::{Builder, What};
use crate::exchange::markup::tree::{Block, Look, leads};

/// What a tag does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    /// Stands on lines of its own.
    Block,
    Heading(u8),
    Break,
    Rule,
    Holds(What),
    Strong,
    Emphasis,
    Deleted,
    Code,
    Verbatim,
    Link,
    Picture,
    Box,
    /// Its text is a part of the line.
    Words,
}

/// What HTML knows. Its text is kept for every other tag too, as browsers do.
const ROLES: [(&[&str], Role); 21] = [
    (
        &[
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "nav",
            "address",
            "figure",
            "figcaption",
            "details",
            "summary",
            "dl",
            "dt",
            "dd",
            "form",
            "fieldset",
            "body",
            "html",
            "center",
            "caption",
            "option",
            "legend",
            "hgroup",
            "menu",
            "search",
        ],
        Role::Block,
    ),
    (&["h1"], Role::Heading(1)),
    (&["h2"], Role::Heading(2)),
    (&["h3"], Role::Heading(3)),
    (&["h4"], Role::Heading(4)),
    (&["h5"], Role::Heading(5)),
    (&["h6"], Role::Heading(6)),
    (&["br"], Role::Break),
    (&["hr"], Role::Rule),
    (&["blockquote"], Role::Holds(What::Quote)),
    (&["ul", "dir"], Role::Holds(What::List(None))),
    (&["ol"], Role::Holds(What::List(Some(1)))),
    (&["li"], Role::Holds(What::Item)),
    (&["table"], Role::Holds(What::Table)),
    (&["tr"], Role::Holds(What::Row)),
    (&["th"], Role::Holds(What::Cell(true))),
    (&["td"], Role::Holds(What::Cell(false))),
    (&["pre", "listing", "xmp"], Role::Verbatim),
    (&["a"], Role::Link),
    (&["img"], Role::Picture),
    (&["input"], Role::Box),
];

const LOOKS: [(&[&str], Role); 5] = [
    (&["strong", "b"], Role::Strong),
    (&["em", "i", "cite", "dfn", "var"], Role::Emphasis),
    (&["del", "s", "strike"], Role::Deleted),
    (&["code", "kbd", "samp", "tt"], Role::Code),
    (
        &[
            "span", "font", "u", "ins", "sub", "sup", "small", "big", "mark", "abbr", "q", "label", "button",
            "time", "thead", "tbody", "tfoot", "col", "colgroup", "script", "style", "head", "meta", "link",
            "title", "iframe", "video", "audio", "svg", "picture", "source", "wbr", "nobr", "bdi", "bdo",
            "data", "textarea", "select",
        ],
        Role::Words,
    ),
];

fn role(name: &str) -> Option<Role> {
    let all = ROLES.iter().chain(&LOOKS);
    all.clone().find(|(names, _)| names.contains(&name)).map(|(_, role)| *role)
}

pub(super) fn is_known(name: &str) -> bool {
    role(name).is_some()
}

pub(super) struct Flow {
    builder: Builder,
    /// How often each look is open: strong, emphasis, deleted, code.
    looks: [usize; 4],
    link: Option<Rc<str>>,
    heading: Option<u8>,
    verbatim: Option<Verbatim>,
}

#[derive(Default)]
struct Verbatim {
    language: String,
    text: String,
}

impl Flow {
    pub(super) fn new() -> Self {
        Self { builder: Builder::new(), looks: [0; 4], link: None, heading: None, verbatim: None }
    }

    pub(super) fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Open { name, attributes } => {
                let role = role(&name).unwrap_or(Role::Words);
                match self.verbatim.is_some() {
                    true => self.open_verbatim(role, attributes),
                    false => self.open(role, attributes),
                }
            }
            Token::Close { name } => {
                let role = role(&name).unwrap_or(Role::Words);
                if self.verbatim.is_none() || role == Role::Verbatim {
                    self.close(role);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        let text = decoded(text);
        if let Some(verbatim) = &mut self.verbatim {
            verbatim.text.push_str(&text);
            return;
        }
        // A line feed is a space here, and a break is not.
        let words = text.replace('\n', " ");
        let look = self.look();
        self.builder.text(&words, &look);
    }

    fn look(&self) -> Look {
        let [strong, emphasis, deleted, code] = self.looks.map(|open| open > 0);
        Look { strong, emphasis, deleted, code, image: false, link: self.link.clone() }
    }

    /// Ends the paragraph or the heading that is open.
    fn flush(&mut self) {
        match self.heading {
            Some(level) => self.builder.heading(level),
            None => self.builder.flush(),
        }
    }

    fn open(&mut self, role: Role, attributes: &str) {
        match role {
            Role::Words => {}
            Role::Break => self.builder.text("\n", &Look::default()),
            Role::Strong => self.looks[0] += 1,
            Role::Emphasis => self.looks[1] += 1,
            Role::Deleted => self.looks[2] += 1,
            Role::Code => self.looks[3] += 1,
            Role::Link => {
                let address = attribute(attributes, "href").map(decoded);
                self.link = address.filter(|address| leads(address)).map(|address| address.trim().into());
            }
            Role::Picture => self.picture(attributes),
            Role::Box => {
                let is_box =
                    attribute(attributes, "type").is_some_and(|ty| ty.eq_ignore_ascii_case("checkbox"));
                if is_box {
                    self.builder.tick(attribute(attributes, "checked").is_some());
                }
            }
            Role::Block => {
                self.flush();
                self.looks_over();
            }
            Role::Heading(level) => {
                self.flush();
                self.looks_over();
                self.heading = Some(level);
            }
            Role::Rule => {
                self.flush();
                self.builder.rule();
            }
            Role::Verbatim => {
                self.flush();
                let language = language(attributes).unwrap_or_default().to_owned();
                self.verbatim = Some(Verbatim { language, text: String::new() });
            }
            Role::Holds(what) => {
                self.flush();
                self.heading = None;
                self.looks_over();
                self.builder.open(match what {
                    What::List(Some(_)) => {
                        let start =
                            attribute(attributes, "start").and_then(|start| start.trim().parse().ok());
                        What::List(Some(start.unwrap_or(1)))
                    }
                    _ => what,
                });
                if what == What::Item
                    && let Some(done) = attribute(attributes, "data-checked")
                {
                    self.builder.tick(done == "true");
                }
            }
        }
    }

    /// Code marks that were left open do not reach into the next block; the others do, as in a browser.
    fn looks_over(&mut self) {
        self.looks[3] = 0;
        self.link = None;
    }

    fn open_verbatim(&mut self, role: Role, attributes: &str) {
        let Some(verbatim) = &mut self.verbatim else { return };
        match role {
            Role::Break => verbatim.text.push('\n'),
            Role::Block if !verbatim.text.is_empty() && !verbatim.text.ends_with('\n') => {
                verbatim.text.push('\n');
            }
            Role::Code if verbatim.language.is_empty() => {
                verbatim.language = language(attributes).unwrap_or_default().to_owned();
            }
            Role::Picture => {
                verbatim.text.push_str(&decoded(attribute(attributes, "alt").unwrap_or_default()));
            }
            _ => {}
        }
    }

    fn close(&mut self, role: Role) {
        match role {
            Role::Words | Role::Break | Role::Rule | Role::Picture | Role::Box => {}
            Role::Strong => self.looks[0] = self.looks[0].saturating_sub(1),
            Role::Emphasis => self.looks[1] = self.looks[1].saturating_sub(1),
            Role::Deleted => self.looks[2] = self.looks[2].saturating_sub(1),
            Role::Code => self.looks[3] = self.looks[3].saturating_sub(1),
            Role::Link => self.link = None,
            Role::Block => self.flush(),
            Role::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            Role::Verbatim => self.close_verbatim(),
            Role::Holds(what) => {
                self.flush();
                self.heading = None;
                self.builder.close(what);
            }
        }
    }

    fn close_verbatim(&mut self) {
        if let Some(Verbatim { language, text }) = self.verbatim.take() {
            self.builder.code(&language, &text);
        }
    }

    /// A picture that leads somewhere; of any other, what it is called.
    fn picture(&mut self, attributes: &str) {
        let alt = decoded(attribute(attributes, "alt").unwrap_or_default()).into_owned();
        let source = decoded(attribute(attributes, "src").unwrap_or_default()).into_owned();
        let look = self.look();
        if leads(&source) {
            let look = Look { image: true, code: false, link: Some(source.trim().into()), ..look };
            self.builder.text(&alt, &look);
            return;
        }
        let is_inside = source.trim_start().to_ascii_lowercase().starts_with("data:");
        let file =
            source.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        let name = match (alt.trim(), file.trim()) {
            ("", "") => return,
            ("", _) if is_inside => "(image)",
            ("", file) => file,
            (alt, _) => alt,
        };
        self.builder.text(" ", &Look::default());
        self.builder.text(name, &Look { code: true, ..look });
        self.builder.text(" ", &Look::default());
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_verbatim();
        self.flush();
        self.builder.finish()
    }
}

/// The language that the class of a code block names.
fn language(attributes: &str) -> Option<&str> {
    let named = attribute(attributes, "data-language").filter(|language| !language.is_empty());
    named.or_else(|| {
        let classes = attribute(attributes, "class")?.split_ascii_whitespace();
        classes
            .clone()
            .find_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")))
    })
}
