//! Levels: where items stand in their document, and texts that sort as levels do.

/// So many digits of each part of a level are compared.
const DIGITS: usize = 3;

/// What stands between the parts, and behind the last of them.
const BETWEEN: char = 'z';
const END: char = '1';

/// A level as a text that sorts as the level does: what lies below a part comes behind it.
pub(in crate::exchange) fn order(level: &str) -> String {
    let mut parts: Vec<&str> = level.split('.').map(str::trim).collect();
    while parts.last().is_some_and(|last| last.trim_start_matches('0').is_empty()) {
        parts.pop();
    }
    let is_number =
        |part: &&str| !part.is_empty() && part.len() <= DIGITS && part.bytes().all(|b| b.is_ascii_digit());
    if parts.is_empty() || !parts.iter().all(is_number) {
        return String::new();
    }
    let parts: Vec<String> = parts.iter().map(|part| format!("{part:0>DIGITS$}")).collect();
    format!("{}{END}", parts.join(&BETWEEN.to_string()))
}

/// The level that a text of [`order`] was made of, without zeros at its end; nothing for any other text.
pub(in crate::exchange) fn level_of(order: &str) -> Option<Vec<u32>> {
    let parts = order.strip_suffix(END)?.split(BETWEEN);
    let number = |part: &str| {
        let is_number = part.len() == DIGITS && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse().ok().filter(|_| is_number)
    };
    let parts: Vec<u32> = parts.map(number).collect::<Option<_>>()?;
    (parts.last() != Some(&0)).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_sort_as_they_are_meant() {
        let levels = ["1", "1.1", "1.1.1", "1.2", "1.10", "2.0", "2.1", "10"];
        let orders: Vec<String> = levels.iter().map(|level| order(level)).collect();
        assert!(orders.is_sorted(), "{orders:?}");
        assert_eq!((order(""), order("x"), order("1234")), (String::new(), String::new(), String::new()));
    }

    #[test]
    fn an_order_leads_back_to_its_level() {
        assert_eq!(level_of(&order("1.10.3")), Some(vec![1, 10, 3]));
        assert_eq!(level_of(&order("2.0")), Some(vec![2]));
        for other in ["", "1", "i5", "001z01011", "0011x", "001z0001"] {
            assert_eq!(level_of(other), None, "{other}");
        }
    }
}
