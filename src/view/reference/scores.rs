//! The page of the methods of prioritising.

use super::{code, head, table};
use crate::analysis::score::Score;

/// The page of `scores`, in their order.
pub(crate) fn scores(scores: &[&Score]) -> String {
    let mut page = head(
        "Scores",
        "The methods of prioritising that `pm` ships.\nEach input is read from the field of the same \
         name; the customer-weighted score reads who asks instead.\nWhere one is missing, the answer is \"unscored\", with what it needs; it is never \
         0.\n`scoring:` and `scores:` in [pm.yaml](config.md) choose the method and add others.",
    );
    for score in scores {
        page.push_str(&format!(
            "\n## {}\n\nName: `{}`. {}\n\n{}\n\n",
            score.title,
            score.name,
            score.good_for.trim(),
            code(score.formula)
        ));
        let rows: Vec<Vec<String>> = score
            .inputs
            .iter()
            .map(|input| {
                let scale = input.scale.describe();
                let scale = if input.unit.is_empty() { scale } else { format!("{scale} ({})", input.unit) };
                vec![code(input.name), scale, input.means.to_owned()]
            })
            .collect();
        if !rows.is_empty() {
            page.push_str(&table(&["Input", "Scale", "Meaning"], &rows));
            page.push('\n');
        }
        let examples: Vec<Vec<String>> = score
            .examples
            .iter()
            .map(|example| {
                let weights: Vec<String> =
                    example.weights.iter().map(|(name, weight)| format!("{name}: {weight}")).collect();
                let given = code(example.given);
                let given = if weights.is_empty() {
                    given
                } else {
                    format!("{given}, weights {}", code(&weights.join(", ")))
                };
                vec![given, example.shown.to_owned()]
            })
            .collect();
        if !examples.is_empty() {
            page.push_str(&table(&["Given", "Score"], &examples));
            page.push('\n');
        }
        page.push_str(&format!(
            "Beware: {}\n\nSource: {}.\n",
            score.trap.trim(),
            score.source.trim().trim_end_matches('.')
        ));
    }
    page
}
