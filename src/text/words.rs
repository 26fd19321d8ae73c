//! Words for names and messages: slugs, suggestions, plurals, lists in a sentence.
//!
//! Knows English grammar as far as messages need it, and no product word.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What a slug is when a title has no letter and no digit.
const NO_WORDS: &str = "untitled";

/// Longer names are not compared: nobody mistypes them, and comparing takes time by their square.
const LONGEST_COMPARED: usize = 64;

/// A title as part of a file name: lower case, words joined by `-`, Latin letters without their
/// marks, letters of other scripts as they are. At most `longest` bytes, cut between words where
/// there is a place to; never empty.
pub(crate) fn slug(title: &str, longest: usize) -> String {
    let mut slug = String::with_capacity(title.len());
    let mut after_latin = false;
    for character in title.nfkd() {
        if is_combining_mark(character) {
            if !after_latin && !slug.is_empty() && !slug.ends_with('-') {
                slug.push(character);
            }
            continue;
        }
        after_latin = character.is_ascii();
        match character {
            '\'' | '’' | '‘' | '`' | '\u{ad}' | '\u{200b}' => {}
            _ => match folded(character) {
                Some(letters) => slug.push_str(letters),
                None if character.is_alphanumeric() => slug.extend(character.to_lowercase()),
                None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                None => {}
            },
        }
    }
    let slug: String = slug.trim_end_matches('-').nfc().collect();
    let slug = cut(&slug, longest);
    if slug.is_empty() { cut(NO_WORDS, longest.max(1)).to_owned() } else { slug.to_owned() }
}

/// Latin letters that are not a letter with a mark.
fn folded(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ð' | 'Ð' | 'đ' | 'Đ' => "d",
        'þ' | 'Þ' => "th",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ŋ' | 'Ŋ' => "n",
        'ŧ' | 'Ŧ' => "t",
        _ => return None,
    })
}

/// At most `longest` bytes of a slug, up to the end of a word unless the first word is longer.
fn cut(slug: &str, longest: usize) -> &str {
    if slug.len() <= longest {
        return slug;
    }
    let mut end = longest;
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    if slug[end..].starts_with('-') {
        return &slug[..end];
    }
    match slug[..end].rfind('-') {
        Some(border) if border > 0 => &slug[..border],
        _ => &slug[..end],
    }
}

/// The candidate that `name` was most likely meant to be; the first of those equally near. Letter
/// case and the sign between words do not count.
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    if length > LONGEST_COMPARED {
        return None;
    }
    let allowed = match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    let name = comparable(name);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.chars().count().abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&name, &comparable(candidate));
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn comparable(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .map(|sign| if matches!(sign, '_' | ' ') { '-' } else { sign })
        .collect()
}

/// A number with its noun: `1 requirement`, `2 requirements`, `0 stories`.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {}", plural_noun(noun)),
    }
}

/// Nouns that nobody counts, and so have no article.
const UNCOUNTED: [&str; 1] = ["feedback"];

/// A noun with its article: `an idea`, `a release`, `feedback`.
pub(crate) fn with_article(noun: &str) -> String {
    match noun {
        _ if UNCOUNTED.contains(&noun) => noun.to_owned(),
        _ if noun.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {noun}"),
        _ => format!("a {noun}"),
    }
}

/// A number with a noun whose plural follows no rule: `2 people`.
pub(crate) fn plural_of(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `first`, `second` … `tenth`, `11th`.
pub(crate) fn ordinal(number: usize) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    if let Some(word) = number.checked_sub(1).and_then(|at| WORDS.get(at)) {
        return (*word).to_owned();
    }
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The regular plural of an English noun.
pub(crate) fn plural_noun(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.is_empty() && !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        _ => format!("{noun}s"),
    }
}

/// The text with its first letter a capital; the rest as it is.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A name as written in files, as people read it: `key_results` is `Key results`.
pub(crate) fn label(name: &str) -> String {
    capitalised(&name.replace(['_', '-'], " "))
}

/// Items in a sentence: `a`, `a and b`, `a, b and c`.
pub(crate) fn list_of<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    joined(items, "and")
}

/// Alternatives in a sentence: `a`, `a or b`, `a, b or c`.
pub(crate) fn one_of<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    joined(items, "or")
}

fn joined<T: AsRef<str>>(items: impl IntoIterator<Item = T>, word: &str) -> String {
    let items: Vec<T> = items.into_iter().collect();
    let mut text = String::new();
    for (number, item) in items.iter().enumerate() {
        match number {
            0 => {}
            _ if number + 1 == items.len() => {
                text.push(' ');
                text.push_str(word);
                text.push(' ');
            }
            _ => text.push_str(", "),
        }
        text.push_str(item.as_ref());
    }
    text
}

/// A text written in lines of one width as its paragraphs, each in one line, for a reader that wraps
/// by itself.
pub(crate) fn unwrapped(text: &str) -> String {
    let paragraphs = text.trim().split("\n\n");
    paragraphs
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check_slug(title: &str, expect: &str) {
        assert_eq!(slug(title, 60), expect, "{title:?}");
    }

    #[test]
    fn a_slug_keeps_words_and_drops_signs() {
        check_slug("Export a roadmap as CSV", "export-a-roadmap-as-csv");
        check_slug("  C++ & Rust: don't panic! ", "c-rust-dont-panic");
        check_slug("v2.1 / 2026-Q4", "v2-1-2026-q4");
        check_slug("../../etc/passwd", "etc-passwd");
    }

    #[test]
    fn a_slug_folds_latin_and_keeps_other_scripts() {
        check_slug("Überprüfung der Größe", "uberprufung-der-grosse");
        check_slug("Łódź, Ærø, Þór", "lodz-aero-thor");
        check_slug("ﬁne ½ ２", "fine-1-2-2");
        check_slug("Поиск й", "поиск-й");
        check_slug("が 한국어", "が-한국어");
        check_slug("हिन्दी", "हिन्दी");
        check_slug("İstanbul", "istanbul");
    }

    #[test]
    fn a_slug_is_never_empty() {
        check_slug("", "untitled");
        check_slug("🚀 !!!", "untitled");
    }

    #[test]
    fn a_long_slug_ends_with_a_whole_word() {
        assert_eq!(slug("one two three", 8), "one-two");
        assert_eq!(slug("one two three", 7), "one-two");
        assert_eq!(slug("one two three", 6), "one");
        assert_eq!(slug("internationalisation", 5), "inter");
        assert_eq!(slug("日本語", 4), "日");
    }

    #[test]
    fn the_nearest_name_is_found() {
        let fields = ["status", "title", "target", "effort", "depends_on"];
        let check = |name: &str, expect: Option<&str>| assert_eq!(nearest(name, fields), expect, "{name:?}");
        check("stauts", Some("status"));
        check("Titel", Some("title"));
        check("depends-on", Some("depends_on"));
        check("DependsOn", Some("depends_on"));
        check("owner", None);
        check("id", None);
        check("", None);
        assert_eq!(nearest("cat", ["car", "cap"]), Some("car"));
        assert_eq!(nearest(&"x".repeat(1 << 20), fields), None);
    }

    #[test]
    fn numbers_agree_with_their_noun() {
        assert_eq!(plural(1, "requirement"), "1 requirement");
        assert_eq!(plural(0, "requirement"), "0 requirements");
        assert_eq!(plural(2, "story"), "2 stories");
        assert_eq!(plural(2, "day"), "2 days");
        assert_eq!(plural(3, "box"), "3 boxes");
        assert_eq!(plural_of(2, "person", "people"), "2 people");
    }

    #[test]
    fn numbers_have_an_order() {
        let shown = [1, 2, 10, 11, 12, 21, 22, 23, 112].map(ordinal).join(" ");
        assert_eq!(shown, "first second tenth 11th 12th 21st 22nd 23rd 112th");
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(capitalised("ideas and OKRs"), "Ideas and OKRs");
        assert_eq!(capitalised("über"), "Über");
        assert_eq!(capitalised("ﬁne"), "FIne");
        assert_eq!(capitalised(""), "");
    }

    #[test]
    fn a_name_is_read_as_words() {
        assert_eq!(label("key_results"), "Key results");
        assert_eq!(label("point-of-contact"), "Point of contact");
    }

    #[test]
    fn items_read_as_a_sentence() {
        assert_eq!(list_of(["a", "b", "c"]), "a, b and c");
        assert_eq!(list_of(["a", "b"]), "a and b");
        assert_eq!(list_of(["a".to_owned()]), "a");
        assert_eq!(list_of::<&str>([]), "");
        assert_eq!(one_of(["a", "b", "c"]), "a, b or c");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_title_gives_a_name_for_a_file(title in ".{0,80}", longest in 4usize..60) {
            let slug = slug(&title, longest);
            prop_assert!(!slug.is_empty() && slug.len() <= longest.max(NO_WORDS.len()));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert!(slug.chars().all(|sign| sign == '-' || sign.is_alphanumeric() || is_combining_mark(sign)), "{slug:?}");
        }
    }

    #[test]
    fn lines_of_a_paragraph_become_one() {
        assert_eq!(unwrapped("a\nb\n\nc \n d\n"), "a b\n\nc d");
        assert_eq!(unwrapped(""), "");
    }
}
