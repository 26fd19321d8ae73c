//! A word without its ending, in English and German alike, so that forms of one word are one.
//!
//! Light on purpose: it takes endings away and knows no grammar and no list of words. What it makes of a word
//! need not be a word; it only has to be the same for forms of one.

/// The fewest letters that are left of a word.
const SHORTEST: usize = 4;

/// Endings that are taken away, the longest that fits first, one of each step.
const STEPS: [&[(&str, &str)]; 3] = [
    &[("ies", "y"), ("sses", "ss"), ("s", "")],
    &[
        ("ically", ""),
        ("ungen", ""),
        ("ations", ""),
        ("ating", ""),
        ("ated", ""),
        ("ation", ""),
        ("ingly", ""),
        ("keit", ""),
        ("heit", ""),
        ("lich", ""),
        ("isch", ""),
        ("ment", ""),
        ("ness", ""),
        ("ieren", ""),
        ("iert", ""),
        ("able", ""),
        ("ible", ""),
        ("ung", ""),
        ("ing", ""),
        ("ate", ""),
        ("ion", ""),
        ("ic", ""),
        ("al", ""),
        ("ed", ""),
        ("ly", ""),
    ],
    &[("ern", ""), ("en", ""), ("er", ""), ("em", ""), ("es", ""), ("e", ""), ("y", "")],
];

/// The stem of a word of lower-case letters without accents.
pub(super) fn stem(word: &str) -> String {
    if word.chars().count() < SHORTEST || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut stem = word.to_owned();
    for step in STEPS {
        let fitting = step.iter().find(|(ending, instead)| {
            stem.strip_suffix(ending)
                .is_some_and(|rest| rest.chars().count() + instead.len() >= SHORTEST.min(word.len()))
                && !(*ending == "s" && (stem.ends_with("ss") || stem.ends_with("us")))
        });
        if let Some((ending, instead)) = fitting {
            stem.truncate(stem.len() - ending.len());
            stem.push_str(instead);
        }
    }
    let mut last = stem.chars().rev();
    // planned is plan, cancelled is cancel
    if let (Some(one), Some(other)) = (last.next(), last.next())
        && one == other
        && stem.chars().count() > SHORTEST
    {
        stem.truncate(stem.len() - one.len_utf8());
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for forms in [
            &["invoice", "invoices", "invoicing", "invoiced"][..],
            &["cancel", "cancelled", "cancels", "cancelling", "cancellation"],
            &["translate", "translation", "translations", "translating"],
            &["termin", "termine", "terminen", "termins"],
            &["patient", "patienten", "patients"],
            &["erinnerung", "erinnerungen", "erinnern"],
            &["delivery", "deliveries"],
            &["automatic", "automatically", "automatisch"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|other| *other == stems[0]), "{forms:?} {stems:?}");
        }
    }

    #[test]
    fn what_is_short_or_holds_a_figure_stays_as_it_is() {
        for word in ["pdf", "s3", "csv", "bus", "log", "e2e", "x509es"] {
            assert_eq!(stem(word), word);
        }
    }
}
