//! The safe fixes of `pm.yaml` itself, which come before all others: how documents are read hangs on it.

use crate::change::fix::fix;
use crate::config::Config;
use crate::diagnostic::report::Sources;
use crate::diagnostic::{Diagnostic, Level};
use crate::source::{FileChange, RelPath};

/// More rounds than any `pm.yaml` needs: a text that cannot be read tells one fault at a time.
const ROUNDS: usize = 64;

/// `pm.yaml` after its safe fixes.
#[derive(Debug)]
pub(crate) struct MendedSettings {
    pub(crate) config: Config,
    pub(crate) text: String,
    /// Nothing where there was nothing to fix.
    pub(crate) change: Option<FileChange>,
    /// The findings that are fixed.
    pub(crate) fixed: Vec<Diagnostic>,
    /// The findings that remain.
    pub(crate) findings: Vec<Diagnostic>,
}

/// Makes every fix of the `pm.yaml` at `path` that is safe.
pub(crate) fn mend_settings(path: &RelPath, text: &str) -> MendedSettings {
    let (config, findings) = Config::read(path, text);
    let mut mended =
        MendedSettings { config, text: text.to_owned(), change: None, fixed: Vec::new(), findings };
    for _ in 0..ROUNDS {
        let fixable = (0..mended.findings.len()).filter(|at| mended.findings[*at].fix.is_some());
        let Some((at, text, (config, findings))) = fixable
            .filter_map(|at| {
                let text = with_fix(path, &mended, at)?;
                let read = Config::read(path, &text);
                Some((at, text, read))
            })
            .find(|(at, _, (_, after))| is_safe(&mended, *at, after))
        else {
            break;
        };
        mended.fixed.push(mended.findings.swap_remove(at));
        mended = MendedSettings { config, text, findings, ..mended };
    }
    mended.change = (mended.text != text).then(|| FileChange::Replace {
        path: path.clone(),
        before: text.as_bytes().to_vec(),
        bytes: mended.text.clone().into_bytes(),
    });
    mended
}

/// The text with the fix of one finding.
fn with_fix(path: &RelPath, settings: &MendedSettings, at: usize) -> Option<String> {
    let source = OneText { path, text: &settings.text };
    match fix(&settings.findings, &source, |other| other == at).changes.as_slice() {
        [FileChange::Replace { bytes, .. }] => String::from_utf8(bytes.clone()).ok(),
        _ => None,
    }
}

/// Whether a fix brings in no error. What comes to light in a text that could not be read before was
/// there all the time, but the fault itself has to be gone.
fn is_safe(before: &MendedSettings, fixed: usize, after: &[Diagnostic]) -> bool {
    let same = |one: &Diagnostic, other: &Diagnostic| one.rule == other.rule && one.message == other.message;
    if !before.config.is_read {
        let fault = &before.findings[fixed];
        return !after.iter().any(|finding| same(finding, fault) && finding.place == fault.place);
    }
    let mut old: Vec<&Diagnostic> = before.findings.iter().collect();
    after.iter().filter(|finding| finding.level == Level::Error).all(|finding| {
        let known = old.iter().position(|known| same(known, finding));
        known.map(|at| old.swap_remove(at)).is_some()
    })
}

/// The one file whose text is known.
struct OneText<'a> {
    path: &'a RelPath,
    text: &'a str,
}

impl Sources for OneText<'_> {
    fn text(&self, path: &RelPath) -> Option<&str> {
        (path == self.path).then_some(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `pm.yaml` after its fixes, and how many errors remain.
    #[track_caller]
    fn check(text: &str, expect: &str, errors: usize) {
        let mended = mend_settings(&RelPath::new("pm.yaml").expect("a clean path"), text);
        assert_eq!(mended.text, expect, "{:?}", mended.findings);
        let left = mended.findings.iter().filter(|finding| finding.level == Level::Error).count();
        assert_eq!(left, errors, "{:?}", mended.findings);
        assert_eq!(mended.change.is_some(), text != expect);
        assert_eq!(mended.change.is_some(), !mended.fixed.is_empty());
    }

    #[test]
    fn a_fault_of_the_text_is_repaired_and_what_it_hid_after_it() {
        check("effort_unit: @days # us\n", "effort_unit: '@days' # us\n", 0);
        check("currency: @a\nbaseline: @b\n", "currency: '@a'\nbaseline: '@b'\n", 0);
    }

    #[test]
    fn what_has_no_safe_fix_stays() {
        check("currency: EUR\n", "currency: EUR\n", 0);
        check("curency: EUR\n", "curency: EUR\n", 1);
        check("teams: [\n", "teams: [\n", 1);
    }
}
