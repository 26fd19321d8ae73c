//! Which fields a result is missing for.

use crate::expression::evaluate::{Outcome, Run};
use crate::expression::program::{Node, Step};
use crate::expression::value::Value;

impl<'a> Run<'a> {
    /// Adds to `names` what made the value of `node` missing, each as it is written in `source`.
    /// Adds nothing where the value is there, or where a literal `null` or an empty list made it so.
    pub(in crate::expression) fn missing_names(
        &mut self,
        node: &'a Node,
        source: &str,
        names: &mut Vec<String>,
    ) -> Outcome<()> {
        if !self.value(node)?.is_missing() {
            return Ok(());
        }
        match &node.step {
            Step::Variable(_) | Step::Local(_) => note(node, source, names),
            Step::Field { of, .. } => {
                if self.value(of)?.is_missing() {
                    return self.missing_names(of, source, names);
                }
                note(node, source, names);
            }
            Step::Index { of, index } => {
                let before = names.len();
                self.missing_names(of, source, names)?;
                self.missing_names(index, source, names)?;
                if names.len() == before {
                    note(node, source, names);
                }
            }
            Step::Ask { receiver, arguments, .. } => {
                let before = names.len();
                for part in receiver.iter().map(|receiver| &**receiver).chain(arguments) {
                    self.missing_names(part, source, names)?;
                }
                if names.len() == before {
                    note(node, source, names);
                }
            }
            Step::Built { arguments, .. } => {
                for argument in arguments {
                    self.missing_names(argument, source, names)?;
                    self.missing_elements(argument, source, names)?;
                }
            }
            Step::Negative(operand) | Step::Matches { text: operand, .. } => {
                self.missing_names(operand, source, names)?;
            }
            Step::Binary { left, right, .. } | Step::Versions { left, right, .. } => {
                self.missing_names(left, source, names)?;
                self.missing_names(right, source, names)?;
            }
            Step::Choose { condition, yes, no } => {
                let chosen = if self.holds(condition)? { yes } else { no };
                self.missing_names(chosen, source, names)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Notes what a list with a missing element was made of.
    fn missing_elements(&mut self, list: &'a Node, source: &str, names: &mut Vec<String>) -> Outcome<()> {
        let Value::List(items) = self.value(list)? else {
            return Ok(());
        };
        if !items.iter().any(Value::is_missing) {
            return Ok(());
        }
        match &list.step {
            Step::List(items) => items.iter().try_for_each(|item| self.missing_names(item, source, names)),
            Step::Each { body, .. } => {
                note(body, source, names);
                Ok(())
            }
            _ => {
                note(list, source, names);
                Ok(())
            }
        }
    }
}

fn note(node: &Node, source: &str, names: &mut Vec<String>) {
    let written = node.span.slice(source);
    let name = written.strip_prefix("self.").unwrap_or(written).to_owned();
    if !names.contains(&name) {
        names.push(name);
    }
}
