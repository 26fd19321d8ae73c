//! What makes the columns and the lanes of a roadmap: a time, what work is for, or any field.

use std::borrow::Cow;

use crate::config::Config;
use crate::model::values::Resolution;

/// What things have in common that stand in one column, or in one lane.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum By {
    #[default]
    Horizon,
    /// The stretch of time that the target falls into: a month, a quarter, a half, a year.
    Time(Resolution),
    Release,
    Objective,
    Team,
    Product,
    /// The value of a field, or what an expression gives.
    Field(String),
}

/// The times that make columns.
const TIMES: [Resolution; 4] = [Resolution::Month, Resolution::Quarter, Resolution::Half, Resolution::Year];

impl By {
    /// The names that stand for no field.
    pub(super) const NAMES: [&str; 9] =
        ["horizon", "month", "quarter", "half", "year", "release", "objective", "team", "product"];

    /// What a name stands for in a repository: a field where the repository has no such kind, or where the
    /// name is none of those that a roadmap knows.
    pub(crate) fn named(name: &str, config: &Config) -> Self {
        let name = name.trim();
        match name {
            "horizon" => Self::Horizon,
            "release" if config.kind_index("release").is_some() => Self::Release,
            "objective" if config.kind_index("objective").is_some() => Self::Objective,
            "team" => Self::Team,
            "product" => Self::Product,
            _ => match TIMES.into_iter().find(|time| time.name() == name) {
                Some(time) => Self::Time(time),
                None => Self::Field(name.to_owned()),
            },
        }
    }

    pub(crate) fn name(&self) -> Cow<'_, str> {
        Cow::Borrowed(match self {
            Self::Horizon => "horizon",
            Self::Time(time) => time.name(),
            Self::Release => "release",
            Self::Objective => "objective",
            Self::Team => "team",
            Self::Product => "product",
            Self::Field(name) => name,
        })
    }

    /// Whether columns of it lie side by side in the order of time.
    pub(super) fn is_time(&self) -> bool {
        matches!(self, Self::Horizon | Self::Time(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::RelPath;

    #[test]
    fn a_name_that_a_repository_has_no_kind_for_is_a_field() {
        let path = RelPath::new("pm.yaml").expect("a clean path");
        let read = |text: &str| Config::read(&path, text).0;
        let (shipped, own) = (read(""), read("shipped_kinds: none\nkinds: {epic: {folder: epics}}\n"));
        assert_eq!(By::named("release", &shipped), By::Release);
        assert_eq!(By::named("release", &own), By::Field("release".into()));
        assert_eq!(By::named("half", &own), By::Time(Resolution::Half));
        assert_eq!(By::named("day", &own), By::Field("day".into()));
    }
}
