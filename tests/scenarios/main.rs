//! Whole commands through `pm::run`: what a person types, and everything they get back.

#![allow(clippy::disallowed_methods, reason = "scenarios prepare and look at files")]

mod sandbox;
mod secrets;

mod add;
mod apply;
mod approvals;
mod board;
mod browser;
mod change;
mod changelog;
mod check;
mod codeowners;
mod commit;
mod diff;
mod faults;
mod fix;
mod flow;
mod git;
mod graph;
mod history;
mod hooks;
mod init;
mod integrations;
mod links;
mod list;
mod log;
mod merge;
mod nested;
mod notes;
mod overlay;
mod overview;
mod own_plan;
mod own_rules;
mod paging;
mod past;
mod plan;
mod prioritize;
mod rank;
mod readme;
mod reference;
mod render;
mod renumber;
mod roadmap;
mod setup;
mod shipped;
mod show;
mod since;
mod site;
mod slips;
mod staleness;
mod templates;
mod timeline;
mod trace;
mod view;
