//! What somebody wrote in a mail: subject, day, domain of the sender, and their own words.
//!
//! Words of others that are quoted, greetings and signatures are left out and counted. Knows no customer; an address
//! is reduced to its domain here and goes no further.

use mail_parser::MessageParser;

/// The most lines that a greeting may have letters, so that a sentence is not taken for one.
const LONGEST_GREETING: usize = 50;

/// Words that a greeting begins with.
const GREETINGS: [&str; 12] = [
    "hi",
    "hello",
    "hey",
    "dear",
    "good morning",
    "good afternoon",
    "good evening",
    "hallo",
    "guten tag",
    "guten morgen",
    "sehr geehrte",
    "liebe",
];

/// Words that a farewell begins with, on a line of its own.
const FAREWELLS: [&str; 19] = [
    "best",
    "best regards",
    "best wishes",
    "kind regards",
    "warm regards",
    "regards",
    "many thanks",
    "thanks",
    "thank you",
    "cheers",
    "yours",
    "yours sincerely",
    "sincerely",
    "mit freundlichen grüßen",
    "mit freundlichen gruessen",
    "viele grüße",
    "beste grüße",
    "liebe grüße",
    "danke",
];

/// A mail, as far as it says what its writer wants.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Letter {
    /// Without marks of an answer or of forwarding.
    pub(crate) subject: Option<String>,
    /// The day it was sent, as its sender's clock had it: year, month, day.
    pub(crate) day: Option<(u16, u8, u8)>,
    /// The domain of the sender's address, in lower case.
    pub(crate) domain: Option<String>,
    pub(crate) words: String,
    /// How many lines of others it quoted.
    pub(crate) quoted: usize,
    /// Whether a greeting or a signature was left out.
    pub(crate) is_signed: bool,
    pub(crate) attachments: usize,
}

impl Letter {
    /// Reads a message; nothing where the bytes are none.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let message = MessageParser::default().parse(bytes)?;
        if message.from().is_none() && message.subject().is_none() && message.date().is_none() {
            return None;
        }
        let address = message.from().and_then(|from| from.first()).and_then(|first| first.address());
        let text = message.body_text(0).unwrap_or_default();
        let mut mail = own_words(&text);
        mail.subject = message.subject().map(bare_subject).filter(|subject| !subject.is_empty());
        mail.day = message.date().map(|date| (date.year, date.month, date.day));
        mail.domain = address.and_then(|address| Some(address.rsplit_once('@')?.1.trim().to_lowercase()));
        mail.attachments = message.attachment_count();
        Some(mail)
    }
}

/// A subject without `Re:`, `AW:`, `Fwd:` and line breaks.
fn bare_subject(subject: &str) -> String {
    let mut bare = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    while let Some((mark, rest)) = bare.split_once(':') {
        if !["re", "aw", "fw", "fwd", "wg", "antw"].contains(&mark.trim().to_lowercase().as_str()) {
            break;
        }
        bare = rest.trim_start().to_owned();
    }
    bare
}

/// The words of the writer alone.
fn own_words(text: &str) -> Letter {
    let mut mail = Letter::default();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut own: Vec<&str> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if begins_quotation(&lines, at) {
            mail.quoted += lines[at..].iter().filter(|line| !line.trim().is_empty()).count();
            break;
        }
        if is_signature(line) {
            mail.is_signed = true;
            mail.quoted += lines[at..].iter().filter(|line| line.starts_with('>')).count();
            break;
        }
        if line.starts_with('>') {
            mail.quoted += 1;
        } else if own.iter().all(|line| line.is_empty()) && is_greeting(line) {
            mail.is_signed = true;
        } else {
            own.push(line);
        }
    }
    let mut words: Vec<&str> = Vec::new();
    for line in own {
        if !line.is_empty() || words.last().is_some_and(|last| !last.is_empty()) {
            words.push(line);
        }
    }
    mail.words = words.join("\n").trim().to_owned();
    mail
}

/// Whether the words of somebody else begin at a line, as mail programs put them behind an answer.
fn begins_quotation(lines: &[&str], at: usize) -> bool {
    let line = lines[at].trim();
    let lower = line.to_lowercase();
    let next = lines.get(at + 1).map_or("", |line| line.trim());
    let tells_who = |line: &str| {
        let line = line.to_lowercase();
        line.ends_with("wrote:")
            || line.ends_with("schrieb:")
            || (line.contains(" schrieb ") && line.ends_with(':'))
    };
    let is_attribution = (lower.starts_with("on ") || lower.starts_with("am "))
        && (tells_who(line) || (!line.is_empty() && tells_who(next)));
    let is_header =
        |line: &str, names: &[&str]| names.iter().any(|name| line.to_lowercase().starts_with(name));
    let is_head = is_header(line, &["from:", "von:"])
        && lines[at + 1..].iter().take(4).any(|line| is_header(line.trim(), &["subject:", "betreff:"]));
    is_attribution
        || is_head
        || lower.contains("original message-")
        || lower.contains("ursprüngliche nachricht-")
}

fn is_signature(line: &str) -> bool {
    if matches!(line.trim_end(), "--") {
        return true;
    }
    let word = line.trim().trim_end_matches([',', '.', '!']).to_lowercase();
    FAREWELLS.contains(&word.as_str())
}

fn is_greeting(line: &str) -> bool {
    let line = line.trim();
    let lower = line.to_lowercase();
    let begins = |greeting: &&str| {
        lower.strip_prefix(*greeting).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
            || (lower.starts_with("sehr geehrte") && greeting.starts_with("sehr"))
    };
    line.chars().count() <= LONGEST_GREETING
        && line.ends_with([',', '!', ':'])
        && GREETINGS.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quoted_printable_and_an_old_character_set_are_read() {
        let mail = Letter::read(
            b"From: \"Tove\" <Tove@Aldermoor.example>\r\nSubject: =?UTF-8?Q?AW:_Fwd:_Preise_f=C3=BCr_morgen?=\r\n\
            Date: Tue, 24 Nov 2026 23:30:00 -0500\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\nHallo Ana,\r\n\r\nwir h=E4tten gern die Preise von =\r\nmorgen.\r\n\
            \r\nViele Gr=FC=DFe\r\nTove Lind\r\n+47 12 34 56 78\r\n",
        )
        .expect("a mail");
        assert_eq!(mail.subject.as_deref(), Some("Preise für morgen"));
        assert_eq!(mail.day, Some((2026, 11, 24)));
        assert_eq!(mail.domain.as_deref(), Some("aldermoor.example"));
        assert_eq!(mail.words, "wir hätten gern die Preise von morgen.");
        assert!(mail.is_signed && mail.quoted == 0);
    }

    #[test]
    fn html_alone_is_read_as_text_and_attachments_are_counted() {
        let mail = Letter::read(
            b"From: a@b.example\nSubject: Export\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\
            Content-Type: text/html\n\n<p>Please add an <b>export</b>.</p>\n--x\nContent-Type: image/png\n\
            Content-Disposition: attachment; filename=a.png\nContent-Transfer-Encoding: base64\n\nAAAA\n--x--\n",
        )
        .expect("a mail");
        assert_eq!((mail.words.as_str(), mail.attachments), ("Please add an export.", 1));
    }

    #[track_caller]
    fn check(text: &str, words: &str, quoted: usize) {
        let mail = own_words(text);
        assert_eq!((mail.words.as_str(), mail.quoted), (words, quoted));
    }

    #[test]
    fn words_of_others_and_signatures_are_left_out() {
        check("Yes please.\n\nOn Mon, 3 Nov 2026, Ana wrote:\n> Would you like it?\n", "Yes please.", 2);
        check("Ja.\nAm 3. November 2026 schrieb Ana:\n> Gut?\n> Ja?", "Ja.", 3);
        check("It fails.\n-- \nTove Lind\n", "It fails.", 0);
        check("> Does it work?\nNo.\n> And now?\nNeither.", "No.\nNeither.", 2);
        check("Look:\nFrom: Ana\nSent: today\nSubject: Old\nold words", "Look:", 4);
        check("Hello prices,\nwhere are you?", "where are you?", 0);
        check("Hi-fi is what we sell, and the shop fails.", "Hi-fi is what we sell, and the shop fails.", 0);
        check(
            "On Mondays the export fails.\nOn Tuesdays too.",
            "On Mondays the export fails.\nOn Tuesdays too.",
            0,
        );
    }

    #[test]
    fn what_is_no_mail_is_none() {
        assert_eq!(Letter::read(b"just some words\n"), None);
        assert_eq!(Letter::read(b""), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let mut message = b"Subject: x\n".to_vec();
            message.extend(&bytes);
            let _ = (Letter::read(&bytes), Letter::read(&message));
        }
    }
}
