//! The kinds that `pm` ships, as the YAML files they are written in.
//!
//! Reading them is `config`'s business, which reads a repository's own kinds in the same language.

/// The fields that every kind has.
pub(crate) const EVERY: &str = include_str!("every.yaml");

/// The fields of every kind that says what is agreed to.
pub(crate) const AGREED: &str = include_str!("agreed.yaml");

/// Each shipped kind by file name and text, in the order in which help lists them.
pub(crate) const SHIPPED: [(&str, &str); 17] = [
    ("idea", include_str!("idea.yaml")),
    ("requirement", include_str!("requirement.yaml")),
    ("objective", include_str!("objective.yaml")),
    ("release", include_str!("release.yaml")),
    ("strategy", include_str!("strategy.yaml")),
    ("opportunity", include_str!("opportunity.yaml")),
    ("initiative", include_str!("initiative.yaml")),
    ("segment", include_str!("segment.yaml")),
    ("customer", include_str!("customer.yaml")),
    ("feedback", include_str!("feedback.yaml")),
    ("dependency", include_str!("dependency.yaml")),
    ("metric", include_str!("metric.yaml")),
    ("experiment", include_str!("experiment.yaml")),
    ("decision", include_str!("decision.yaml")),
    ("assumption", include_str!("assumption.yaml")),
    ("stakeholder", include_str!("stakeholder.yaml")),
    ("checkin", include_str!("checkin.yaml")),
];
