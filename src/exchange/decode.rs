//! From the bytes of an export to its text.
//!
//! A byte-order mark decides, else UTF-8; another encoding is taken only where a person names it, for a
//! wrong guess would spoil names without a word.

use encoding_rs::{Encoding, UTF_8};

/// Larger exports are refused: they would not fit into memory beside what is made of them.
pub(crate) const LARGEST: u64 = 256 * 1024 * 1024;

/// Why bytes are no text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum NoText {
    /// The encoding that was named is none.
    UnknownEncoding,
    /// The byte at this offset, with the text before it.
    Malformed { before: String, encoding: &'static str },
    /// It holds NUL bytes: a spreadsheet's own file, an archive, a picture.
    Binary,
}

/// The text of `bytes`, without a byte-order mark.
pub(crate) fn decode(bytes: &[u8], named: Option<&str>) -> Result<String, NoText> {
    let named = match named {
        Some(label) => Some(Encoding::for_label(label.trim().as_bytes()).ok_or(NoText::UnknownEncoding)?),
        None => None,
    };
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (named.unwrap_or(UTF_8), 0),
    };
    let bytes = &bytes[mark..];
    if encoding == UTF_8 {
        let text = std::str::from_utf8(bytes).map_err(|fault| NoText::Malformed {
            before: String::from_utf8_lossy(&bytes[..fault.valid_up_to()]).into_owned(),
            encoding: encoding.name(),
        })?;
        return if text.contains('\0') { Err(NoText::Binary) } else { Ok(text.to_owned()) };
    }
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if text.contains('\0') => Err(NoText::Binary),
        Some(text) => Ok(text.into_owned()),
        None => Err(NoText::Malformed { before: String::new(), encoding: encoding.name() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_decides() {
        assert_eq!(decode("\u{feff}a,é".as_bytes(), None), Ok("a,é".into()));
        assert_eq!(decode(b"\xff\xfea\0,\0\xe9\0", None), Ok("a,é".into()));
        assert_eq!(decode(b"\xfe\xff\0a\0,\0\xe9", Some("windows-1252")), Ok("a,é".into()));
    }

    #[test]
    fn another_encoding_is_named_or_refused() {
        assert_eq!(decode(b"Caf\xe9 \x80", Some("Windows-1252")), Ok("Café €".into()));
        let refused = decode(b"a\nCaf\xe9", None);
        assert_eq!(refused, Err(NoText::Malformed { before: "a\nCaf".into(), encoding: "UTF-8" }));
        assert_eq!(decode(b"a", Some("klingon")), Err(NoText::UnknownEncoding));
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        assert_eq!(decode(b"PK\x03\x04\0\0", None), Err(NoText::Binary));
    }
}
