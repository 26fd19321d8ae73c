//! One file per rule: what it finds, its documentation, and the fix where one is safe.
//!
//! A rule sees the plan through its context and puts findings into [`Findings`](super::Findings); name
//! and level are added for it. Its examples are run as tests.

mod ahead_of_dependency;
mod ambiguous_alias;
mod ambiguous_link;
mod ambiguous_wording;
mod announced_before_target;
mod approved_text_changed;
mod broken_anchor;
mod broken_file_link;
mod dangling_link;
mod dependency_cycle;
mod distant_promise;
mod duplicate_chain;
mod duplicate_id;
mod duplicate_part;
mod duplicate_version;
mod empty_section;
mod illegal_status_move;
mod improper_approval;
mod invalid_expression;
mod late_dependency;
mod link_to_dropped;
mod misnamed_file;
mod missing_approval;
mod missing_field;
mod missing_folder;
mod missing_section;
mod musts_over_share;
mod no_acceptance_criteria;
mod one_sided_link;
mod open_question;
mod open_work_in_shipped_release;
mod over_wip_limit;
mod overdue;
mod overdue_release;
mod part_cycle;
mod personal_data;
mod placeholder_text;
mod planned_for_tagged_version;
mod release_without_scope;
mod released_release_edited;
mod removed_while_referenced;
mod reused_id;
mod revealed_amount;
mod revealed_customer;
mod revealed_person;
mod revealed_title;
mod rule_never_applies;
mod self_link;
mod shipped_but_planned;
mod stale_approval;
mod stale_estimate;
mod suspect_link;
mod torn_sentence;
mod unanswered;
mod undescribed_item;
mod unexplained_scope_change;
mod unknown_audience;
mod unknown_rule;
mod unknown_visibility;
mod unmeasurable_objective;
mod wrong_kind_link;

pub(super) use personal_data::found as personal_data_in;

use super::rule::Rule;

/// All rules but those that loading reports, sorted by name.
pub(crate) static RULES: &[&Rule] = &[
    &ahead_of_dependency::RULE,
    &ambiguous_alias::RULE,
    &ambiguous_link::RULE,
    &ambiguous_wording::RULE,
    &announced_before_target::RULE,
    &approved_text_changed::RULE,
    &broken_anchor::RULE,
    &broken_file_link::RULE,
    &dangling_link::RULE,
    &dependency_cycle::RULE,
    &distant_promise::RULE,
    &duplicate_chain::RULE,
    &duplicate_id::RULE,
    &duplicate_part::RULE,
    &duplicate_version::RULE,
    &empty_section::RULE,
    &illegal_status_move::RULE,
    &improper_approval::RULE,
    &invalid_expression::RULE,
    &late_dependency::RULE,
    &link_to_dropped::RULE,
    &misnamed_file::RULE,
    &missing_approval::RULE,
    &missing_field::RULE,
    &missing_folder::RULE,
    &missing_section::RULE,
    &musts_over_share::RULE,
    &no_acceptance_criteria::RULE,
    &one_sided_link::RULE,
    &open_question::RULE,
    &open_work_in_shipped_release::RULE,
    &over_wip_limit::RULE,
    &overdue::RULE,
    &overdue_release::RULE,
    &part_cycle::RULE,
    &personal_data::RULE,
    &placeholder_text::RULE,
    &planned_for_tagged_version::RULE,
    &release_without_scope::RULE,
    &released_release_edited::RULE,
    &removed_while_referenced::RULE,
    &reused_id::RULE,
    &revealed_amount::RULE,
    &revealed_customer::RULE,
    &revealed_person::RULE,
    &revealed_title::RULE,
    &rule_never_applies::RULE,
    &self_link::RULE,
    &shipped_but_planned::RULE,
    &stale_approval::RULE,
    &stale_estimate::RULE,
    &suspect_link::RULE,
    &torn_sentence::RULE,
    &unanswered::RULE,
    &undescribed_item::RULE,
    &unexplained_scope_change::RULE,
    &unknown_audience::RULE,
    &unknown_rule::RULE,
    &unknown_visibility::RULE,
    &unmeasurable_objective::RULE,
    &wrong_kind_link::RULE,
];

#[cfg(test)]
pub(super) mod tests;
