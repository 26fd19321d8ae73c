//! Templates that a user brings: a view's JSON goes in, text comes out.
//!
//! Knows no view, no plan and no file: the sources of templates are asked of whoever calls. A template is
//! as strange as any text from outside, so what it may take of time and memory is bounded.

mod fault;
mod filters;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

pub(crate) use self::fault::TemplateFault;

/// What a template may use up: one for an instruction and for every 64 bytes that it makes. It bounds a run
/// to a few seconds and about 250 MB.
const FUEL: u64 = 4_000_000;
/// How deep macros, includes and loops may lie in one another.
const DEPTH: usize = 200;

/// The text of the template of a name; nothing where there is none.
pub(crate) type Source = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// Fills a template with `context`. `others` gives what it includes, extends or imports.
pub(crate) fn fill(
    name: &str,
    text: &str,
    context: &serde_json::Value,
    others: Source,
) -> Result<String, TemplateFault> {
    let mut environment = Environment::new();
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEPTH);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(syntax());
    environment.set_auto_escape_callback(escape);
    filters::add(&mut environment);
    environment.set_loader(move |name| Ok::<_, Error>(others(name)));
    let filled = environment
        .template_from_named_str(name, text)
        .and_then(|template| template.render(Value::from(Serde(context))));
    filled.map_err(|error| TemplateFault::of(name, text, context, &error))
}

/// A line that holds nothing but a tag leaves no empty line behind.
fn syntax() -> SyntaxConfig {
    let built =
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    built.expect("the delimiters of Jinja are those that are built in")
}

/// What must be escaped, by what a template makes: the extension of its name without that of the language.
fn escape(name: &str) -> AutoEscape {
    match extension(name) {
        "html" | "htm" | "xml" | "svg" => AutoEscape::Html,
        _ => AutoEscape::None,
    }
}

/// `html` of `notes.html` and of `notes.html.j2`.
fn extension(name: &str) -> &str {
    let name = [".j2", ".jinja", ".jinja2"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The innermost reason that templates lie in one another for.
fn root(error: &Error) -> &Error {
    let mut innermost = error;
    let mut next = std::error::Error::source(error);
    while let Some(inner) = next {
        match inner.downcast_ref::<Error>() {
            Some(inner) if inner.kind() != ErrorKind::BadInclude => innermost = inner,
            _ => {}
        }
        next = inner.source();
    }
    innermost
}

#[cfg(test)]
mod tests;
