//! Macros of Jira that hold lines: code, quotes and panels.

/// A part of a text.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Piece<'t> {
    Text(&'t str),
    Code { language: &'t str, title: &'t str, text: &'t str },
    Panel { title: &'t str },
    QuoteOpens,
    QuoteCloses,
}

/// The text cut at its macros. One that is not closed is text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut quotes = text.matches("{quote}").count();
    let mut in_quote = false;
    // What was looked for in vain is not looked for again.
    let mut unclosed: Vec<&str> = Vec::new();
    let mut no_mono_before = 0;
    let (mut start, mut at) = (0, 0);
    while let Some(found) = text[at..].find('{') {
        let open = at + found;
        at = open + 1;
        if text[..open].ends_with('\\') {
            continue;
        }
        let rest = &text[at..];
        if let Some(mono) = rest.strip_prefix('{') {
            at += 1;
            if open >= no_mono_before {
                let line = &mono[..mono.find('\n').unwrap_or(mono.len())];
                match line.find("}}") {
                    Some(end) => at += end,
                    None => no_mono_before = at + line.len(),
                }
            }
            continue;
        }
        let Some((name, parameters, length)) = tag(rest) else { continue };
        let after = at + length;
        let piece = match name {
            "code" | "noformat" if !unclosed.contains(&name) => {
                let close = if name == "code" { "{code}" } else { "{noformat}" };
                let Some(end) = text[after..].find(close) else {
                    unclosed.push(name);
                    continue;
                };
                at = after + end + close.len();
                let code = &text[after..after + end];
                let language = if name == "code" { language(parameters) } else { "" };
                Piece::Code { language, title: parameter(parameters, "title"), text: code }
            }
            "quote" if parameters.is_empty() => {
                quotes = quotes.saturating_sub(1);
                if !in_quote && quotes == 0 {
                    continue;
                }
                in_quote = !in_quote;
                at = after;
                if in_quote { Piece::QuoteOpens } else { Piece::QuoteCloses }
            }
            "panel" => {
                at = after;
                Piece::Panel { title: parameter(parameters, "title") }
            }
            _ => continue,
        };
        if start < open {
            pieces.push(Piece::Text(&text[start..open]));
        }
        pieces.push(piece);
        start = at;
    }
    if start < text.len() {
        pieces.push(Piece::Text(&text[start..]));
    }
    pieces
}

/// The name, the parameters and the length of a macro, behind its opening brace.
pub(super) fn tag(rest: &str) -> Option<(&str, &str, usize)> {
    const LONGEST: usize = 400;
    let end = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b'}' | b'{' | b'\n'))?;
    let inside = rest[..end].trim_end();
    if !rest[end..].starts_with('}') {
        return None;
    }
    let (name, parameters) = inside.split_once(':').unwrap_or((inside, ""));
    Some((name, parameters, end + 1))
}

fn parameter<'t>(parameters: &'t str, name: &str) -> &'t str {
    let mut all = parameters.split('|').filter_map(|each| each.split_once('='));
    all.find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map_or("", |(_, value)| value.trim())
}

fn language(parameters: &str) -> &str {
    let first = parameters.split('|').next().unwrap_or_default().trim();
    match first.contains('=') {
        true => parameter(parameters, "language"),
        false if matches!(first, "none" | "plain" | "text") => "",
        false => first,
    }
}
