//! What must hold for every value type: any text is answered without a panic, and what is read
//! prints in a form that reads back as the same value.

use super::rank::Rank;
use std::fmt::{Debug, Display};

use proptest::prelude::*;

use super::*;

type Parse<T> = fn(&str) -> Result<T, ValueFault>;

#[track_caller]
fn round_trip<T: Display + PartialEq + Debug>(parse: Parse<T>, text: &str) {
    match parse(text) {
        Ok(value) => assert_eq!(parse(&value.to_string()), Ok(value), "{text:?}"),
        Err(fault) => {
            assert!(!fault.message.is_empty() && !fault.message.ends_with('.'), "{fault:?}");
            assert!(!fault.message.chars().any(char::is_control), "{fault:?}");
        }
    }
}

fn every_type(text: &str) {
    round_trip(Boolean::parse, text);
    round_trip(Confidence::parse, text);
    round_trip(Date::parse, text);
    round_trip(Decimal::parse, text);
    round_trip(Effort::parse, text);
    round_trip(Horizon::parse, text);
    round_trip(Id::parse, text);
    round_trip(Integer::parse, text);
    round_trip(Money::parse, text);
    round_trip(Number::parse, text);
    round_trip(PartName::parse, text);
    round_trip(Percent::parse, text);
    round_trip(Period::parse, text);
    round_trip(Person::parse, text);
    round_trip(Range::parse, text);
    round_trip(Rank::parse, text);
    round_trip(Target::parse, text);
    round_trip(Url::parse, text);
    round_trip(Version::parse, text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        every_type(&text);
    }

    #[test]
    fn texts_that_look_like_values_are_answered(
        text in "[-+]?[vV@€$]?[A-Za-z]{0,4}[-./: ]{0,2}[0-9]{0,5}[-./:, ][A-Za-z]{0,3}[0-9]{0,3}[ %kM.]{0,2}[A-Z]{0,3}[0-9]{0,2}"
    ) {
        every_type(&text);
    }

    #[test]
    fn people_read_back_as_they_print(text in "@?[A-Z]{0,2}[a-z@./-]{0,6}( [A-Za-z]{1,3})?( ?[(<]@?[a-z@. ]{0,8}[)>]){0,3}") {
        round_trip(Person::parse, &text);
    }

    #[test]
    fn numbers_read_back_as_they_print(value in any::<f64>()) {
        if let Some(number) = Number::new(value) {
            prop_assert_eq!(Number::parse(&number.to_string()), Ok(number));
        }
    }

    #[test]
    fn decimals_are_ordered_as_numbers(one in any::<i32>(), other in any::<i32>(), fraction in 0_u32..1000) {
        let read = |whole: i32| Decimal::parse(&format!("{whole}.{fraction:03}")).unwrap();
        let value = |whole: i32| format!("{whole}.{fraction:03}").parse::<f64>().unwrap();
        prop_assert_eq!(read(one).cmp(&read(other)), value(one).total_cmp(&value(other)));
        prop_assert_eq!(read(one).to_f64(), value(one));
    }
}
