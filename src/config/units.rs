//! `effort_unit:` and `currency:`: what the numbers of a whole repository count.

use super::node::text;
use crate::model::field::{Field, FieldType};
use crate::model::kind::Kind;
use crate::text::yaml::Node;

/// The unit in which the shipped kinds count effort.
const EFFORT_UNIT: &str = "person-weeks";

/// Gives the fields of all kinds their units: efforts that of the repository unless they have one of their
/// own, amounts of money its currency.
pub(super) fn set(root: &Node, kinds: &mut [Kind]) {
    let (effort, currency) = (text(root, "effort_unit"), text(root, "currency"));
    if effort.is_none() && currency.is_none() {
        return;
    }
    for field in kinds.iter_mut().flat_map(|kind| kind.fields.values_mut()) {
        set_in(field, effort.as_ref(), currency.as_ref());
    }
}

fn set_in(field: &mut Field, effort: Option<&String>, currency: Option<&String>) {
    let is_own = field.unit.as_deref().is_some_and(|unit| unit != EFFORT_UNIT);
    if let (FieldType::Effort, false, Some(unit)) = (&field.ty, is_own, effort) {
        field.unit = Some(unit.clone());
    }
    field.currency = currency.cloned();
    for inner in field.fields.values_mut() {
        set_in(inner, effort, currency);
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::source::RelPath;

    #[track_caller]
    fn check(settings: &str, expect: &str, currency: Option<&str>) {
        let (config, findings) = Config::read(&RelPath::new("pm.yaml").expect("a path"), settings);
        assert_eq!(findings, []);
        let kind = &config.kinds[config.kind_index("requirement").expect("a kind")];
        let field = |name: &str| kind.field(name).expect("a field");
        assert_eq!(field("effort").unit.as_deref(), Some(expect), "{settings}");
        assert_eq!(field("cost_of_delay").unit.as_deref(), Some("per week"));
        assert_eq!(field("cost_of_delay").currency.as_deref(), currency, "{settings}");
    }

    #[test]
    fn a_repository_counts_effort_and_money_in_its_own_units() {
        check("format: 1\n", "person-weeks", None);
        check("effort_unit: days\n", "days", None);
        check("currency: EUR\n", "person-weeks", Some("EUR"));
        let own = "effort_unit: days\nkinds: {requirement: {fields: {effort: {unit: points}}}}\n";
        check(own, "points", None);
    }
}
