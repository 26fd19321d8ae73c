//! What holds for all texts.

use proptest::prelude::*;

use super::*;

fn matters(texts: &[(String, String)]) -> Similar {
    Similar::of(texts, |(title, text)| Matter { title, text: text.into() })
}

fn texts() -> impl Strategy<Value = Vec<(String, String)>> {
    let word = prop::sample::select(vec![
        "export",
        "Exporte",
        "invoice",
        "invoices",
        "login",
        "sign",
        "slow",
        "Rezept",
        "Rezeptdruck",
        "the",
        "ß",
        "日本",
        "e\u{301}tude",
        "—",
        "csv",
        "authentication",
        "authentification",
    ]);
    let words = |most| prop::collection::vec(word.clone(), 0..most).prop_map(|words| words.join(" "));
    prop::collection::vec((words(4), words(12)), 1..12)
}

proptest! {
    #[test]
    fn two_texts_are_as_similar_one_way_as_the_other(texts in texts()) {
        let similar = matters(&texts);
        let of = |one: usize, other: usize| {
            similar.nearest_to(one, 0.0).iter().find(|found| found.at == other).map_or(0.0, |it| it.similarity)
        };
        for one in 0..texts.len() {
            for other in 0..texts.len() {
                prop_assert!((of(one, other) - of(other, one)).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_text_that_is_there_is_as_similar_as_one_that_is_asked_about(texts in texts()) {
        let similar = matters(&texts);
        for (at, (title, text)) in texts.iter().enumerate() {
            let mut asked = similar.nearest_to_matter(&Matter { title, text: text.into() }, 0.0);
            asked.retain(|neighbour| neighbour.at != at);
            prop_assert_eq!(similar.nearest_to(at, 0.0), asked);
        }
    }

    #[test]
    fn similarity_lies_between_none_and_all(texts in texts(), title in ".{0,40}", text in ".{0,200}") {
        for neighbour in matters(&texts).nearest_to_matter(&Matter { title: &title, text: text.as_str().into() }, 0.0) {
            prop_assert!(neighbour.similarity > 0.0 && neighbour.similarity <= 1.0);
        }
    }
}

#[track_caller]
fn check(one: &str, other: &str, is_near: bool) {
    let others = ["Print badges at the door", "Opening hours in winter", "Colour of the chairs"];
    let all: Vec<&str> = [one, other].into_iter().chain(others).collect();
    let similar = Similar::of(&all, |title| Matter { title, text: "".into() });
    let near: Vec<usize> = similar.nearest_to(0, THRESHOLD).iter().map(|neighbour| neighbour.at).collect();
    assert_eq!(near, if is_near { vec![1] } else { vec![] });
}

#[test]
fn forms_typing_mistakes_parts_and_like_words_meet() {
    check("Exporting invoices", "Invoice export", true);
    check("Two-factor authentication", "Tow-factor authentification", true);
    check("Rezepte", "Rezeptdruck", true);
    check("Sign in with the company account", "Einmal anmelden: single sign-on", true);
    check("Export of invoices", "Meeting rooms", false);
}

#[test]
fn a_text_of_empty_words_is_similar_to_nothing() {
    check("Could you please do this for us?", "Could you please do that for them?", false);
    assert_eq!(Similar::of(&[""; 0], |title| Matter { title, text: "".into() }).nearest_to(0, 0.0), []);
}

#[test]
fn the_number_of_cores_changes_nothing() {
    let words =
        ["boat", "café", "ticket", "refund", "Boats", "quay", "timetable", "delay", "straße", "ferry"];
    let texts: Vec<(String, String)> = (0..300)
        .map(|at| {
            let word = |step: usize| words[(at * step + at / 7) % words.len()];
            (format!("{} {}", word(1), word(3)), format!("{} {at} {} {}", word(7), word(2), word(5)))
        })
        .collect();
    let on = |cores: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build().unwrap();
        let similar = pool.install(|| matters(&texts));
        (0..texts.len()).map(|at| similar.nearest_to(at, 0.0)).collect::<Vec<_>>()
    };
    let alone = on(1);
    assert!(alone.iter().all(|found| !found.is_empty()));
    assert_eq!(alone, on(3));
}
