//! A mail as a file, after RFC 5322 and RFC 2045 to 2047: a draft that a mail program opens to be sent by hand.
//!
//! Whatever is put in, the file is ASCII with lines of at most 76 characters, and no text makes a header of its own.

/// A mail that nobody has sent.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Mail {
    /// Addresses, each as `name@host` or `Name <name@host>`; no header where there is none.
    pub(crate) to: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) subject: String,
    pub(crate) text: String,
    /// The same as HTML.
    pub(crate) html: Option<String>,
}

/// The longest line of an encoded text, without what ends it.
const LONGEST: usize = 76;
/// As many bytes as fit into one encoded word of a header.
const WORD: usize = 39;

impl Mail {
    /// The file.
    pub(crate) fn written(&self) -> String {
        let mut file = String::from("X-Unsent: 1\r\n");
        for (name, address) in [("From", &self.from), ("To", &self.to)] {
            if let Some(address) =
                address.as_ref().map(|address| one_line(address)).filter(|it| !it.is_empty())
            {
                file.push_str(&format!("{name}: {}\r\n", addressed(&address)));
            }
        }
        file.push_str(&format!(
            "Subject: {}\r\nMIME-Version: 1.0\r\n",
            encoded_words(&one_line(&self.subject))
        ));
        let Some(html) = &self.html else {
            file.push_str(&part("plain", &self.text));
            return file;
        };
        // Quoted-printable writes each `=` as `=3D`, so that the border is in no text.
        const BORDER: &str = "=_pm";
        file.push_str(&format!("Content-Type: multipart/alternative; boundary=\"{BORDER}\"\r\n\r\n"));
        for (kind, text) in [("plain", &self.text), ("html", html)] {
            file.push_str(&format!("--{BORDER}\r\n{}\r\n", part(kind, text)));
        }
        file.push_str(&format!("--{BORDER}--\r\n"));
        file
    }
}

fn one_line(text: &str) -> String {
    let words = text.split(|sign: char| sign.is_whitespace() || sign.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn part(kind: &str, text: &str) -> String {
    format!(
        "Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n",
        quoted_printable(text)
    )
}

/// A name is encoded where it must be, an address is as it is.
fn addressed(address: &str) -> String {
    match address.rsplit_once('<') {
        Some((name, rest)) if rest.ends_with('>') => format!("{} <{rest}", encoded_words(name.trim())),
        _ => address.to_owned(),
    }
}

/// A text for a header: as it is where that is plain and short, else as encoded words, one a line.
fn encoded_words(text: &str) -> String {
    let is_plain = |sign: char| sign == ' ' || sign.is_ascii_graphic();
    if text.chars().all(is_plain) && text.len() <= LONGEST - "Subject: ".len() && !text.contains("=?") {
        return text.to_owned();
    }
    let mut words: Vec<String> = vec![String::new()];
    for sign in text.chars() {
        if words.last().is_some_and(|word| word.len() + sign.len_utf8() > WORD) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(sign);
        }
    }
    let words: Vec<String> =
        words.iter().map(|word| format!("=?utf-8?B?{}?=", base64(word.as_bytes()))).collect();
    words.join("\r\n ")
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let number = chunk.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let sign = usize::try_from(number >> (18 - 6 * at) & 63).unwrap_or_default();
            text.push(if at <= chunk.len() { char::from(SIGNS[sign]) } else { '=' });
        }
    }
    text
}

/// Text as quoted-printable: lines end as mail wants it, and are broken where they are long.
fn quoted_printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.trim_end_matches('\n').split('\n').map(|line| {
        let mut out = String::new();
        let mut taken = 0;
        let bytes = line.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let is_last = at + 1 == bytes.len();
            let piece = match byte {
                b' ' | b'\t' if !is_last => char::from(*byte).to_string(),
                // A dot alone on a line, and a line that begins with From, mean something on the way.
                b'.' if line == "." => "=2E".to_owned(),
                b'F' if at == 0 && line.starts_with("From ") => "=46".to_owned(),
                b'!'..=b'~' if *byte != b'=' => char::from(*byte).to_string(),
                byte => format!("={byte:02X}"),
            };
            if taken + piece.len() > LONGEST - 1 {
                out.push_str("=\r\n");
                taken = 0;
            }
            taken += piece.len();
            out.push_str(&piece);
        }
        out
    });
    lines.collect::<Vec<_>>().join("\r\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_draft_has_the_headers_that_it_needs() {
        let mail = Mail {
            to: Some("Grüße <a@example.com>".into()),
            subject: "Deposits\r\nBcc: all@example.com".into(),
            text: "Hello,\n\nit is 100 % out = done.\n.\nFrom here on\n".into(),
            ..Mail::default()
        };
        assert_eq!(
            mail.written(),
            "X-Unsent: 1\r\nTo: =?utf-8?B?R3LDvMOfZQ==?= <a@example.com>\r\nSubject: Deposits Bcc: \
             all@example.com\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\nHello,\r\n\r\nit is 100 % out =3D done.\r\n=2E\r\n\
             =46rom here on\r\n"
        );
    }

    #[test]
    fn base64_is_that_of_rfc_4648() {
        let pairs = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
        ];
        for (text, expect) in pairs {
            assert_eq!(base64(text.as_bytes()), expect);
        }
    }

    /// The bytes that a quoted-printable text stands for.
    fn decoded(text: &str) -> Vec<u8> {
        let text = text.replace("=\r\n", "");
        let mut out = Vec::new();
        let mut bytes = text.bytes();
        while let Some(byte) = bytes.next() {
            if byte == b'=' {
                let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
                out.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
            } else {
                out.push(byte);
            }
        }
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_makes_a_mail_of_short_ascii_lines(
            subject in any::<String>(), text in any::<String>(), html in any::<Option<String>>()
        ) {
            let mail = Mail { subject, text: text.clone(), html, ..Mail::default() };
            let file = mail.written();
            prop_assert!(file.is_ascii());
            for line in file.split("\r\n") {
                prop_assert!(line.len() <= LONGEST + 10 && !line.contains(['\n', '\r']), "{line:?}");
            }
            let head = file.split("\r\n\r\n").next().unwrap_or_default();
            let names = head.split("\r\n").filter(|line| !line.starts_with(' ')).map(|line| line.split(':').next());
            let known = ["X-Unsent", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
            for name in names.flatten() {
                prop_assert!(known.contains(&name), "{name}");
            }
            let normal = text.replace("\r\n", "\n").replace('\r', "\n").trim_end_matches('\n').replace('\n', "\r\n");
            prop_assert_eq!(decoded(&quoted_printable(&text)), normal.into_bytes());
        }
    }
}
