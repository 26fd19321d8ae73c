//! From a fault in YAML or TOML to a finding: which rule reports it, and the repair as a fix.

use crate::diagnostic::loading::loading_rule;
use crate::diagnostic::{Diagnostic, Fix, FixStep, Level, Place};
use crate::source::RelPath;
use crate::text::yaml::{YamlFault, YamlFaultKind};

/// The finding for a fault that reading the fields of the file at `path` gave.
pub(crate) fn yaml_finding(path: &RelPath, fault: &YamlFault) -> Diagnostic {
    let rule = rule(fault.kind);
    let level = loading_rule(rule).map_or(Level::Error, |rule| rule.level);
    let mut finding = Diagnostic::new(rule, level, Place::at(path, fault.span), fault.message.clone());
    finding.help.extend(fault.help.clone());
    if let Some((span, shows)) = &fault.related {
        finding = finding.with_related(Place::at(path, *span), shows.clone());
    }
    if let Some((span, text)) = &fault.repair {
        finding = finding.with_fix(Fix {
            title: match fault.kind {
                YamlFaultKind::TabSeparator if text.contains('\'') => "put quotes around the value".into(),
                YamlFaultKind::TabSeparator => "put spaces in place of tabs".into(),
                _ => format!("write {}", text.trim()),
            },
            steps: vec![FixStep::Replace { path: path.clone(), span: *span, text: text.clone() }],
        });
    }
    finding
}

fn rule(kind: YamlFaultKind) -> &'static str {
    match kind {
        YamlFaultKind::TooLarge => "oversized-file",
        YamlFaultKind::DuplicateKey => "duplicate-key",
        YamlFaultKind::Anchor | YamlFaultKind::Alias | YamlFaultKind::MergeKey => "yaml-anchor",
        YamlFaultKind::Tag => "yaml-tag",
        YamlFaultKind::CommentCutsValue | YamlFaultKind::DashReadAsText => "misread-value",
        YamlFaultKind::SeveralDocuments => "extra-yaml-document",
        YamlFaultKind::Toml => "invalid-toml",
        _ => "invalid-yaml",
    }
}
