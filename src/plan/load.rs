//! Loads a tree into a plan: every document once, in parallel, in a defined order.

use std::sync::Arc;

use rayon::prelude::*;

use super::document::{Document, Reading, key_of_path, level};
use super::joined::join;
use super::lookup::Names;
use super::{ArtifactIndex, Plan, Unreadable, link};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::artifact::{Artifact, NO_PRODUCT};
use crate::model::values::IdKey;
use crate::source::{RelPath, SourceFault, Tree, mounted};

/// Loads the artifacts that `config` describes from `tree`.
pub(crate) fn load(tree: &dyn Tree, config: Config, config_text: String) -> (Plan, Vec<Diagnostic>) {
    let listing = tree.list(&folders(&config));
    let mut findings: Vec<Diagnostic> = listing.faults.iter().map(unreadable_file).collect();
    let documents = documents(&config, listing.files);
    let file_count = documents.len();
    let (artifacts, unreadable) = read(tree, &config, &documents, &mut findings);
    let artifacts = join(&config, artifacts, &mut findings);
    (assemble(config, config_text, artifacts, unreadable, file_count), findings)
}

/// A plan of documents that have been read, with every reference resolved.
pub(super) fn assemble(
    config: Config,
    config_text: String,
    artifacts: Vec<Arc<Artifact>>,
    unreadable: Vec<Unreadable>,
    file_count: usize,
) -> Plan {
    let names = Arc::new(Names::of(&config, &artifacts, &unreadable));
    let mut plan = Plan {
        config,
        config_text,
        artifacts,
        unreadable,
        file_count,
        names,
        links: Vec::new(),
        outgoing: Vec::new(),
        incoming: Vec::new(),
    };
    connect(&mut plan, |plan, index| link::links_of(plan, index, plan.artifact(index)));
    plan
}

/// What documents give, in their order.
pub(super) fn read(
    tree: &dyn Tree,
    config: &Config,
    documents: &[Document],
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Arc<Artifact>>, Vec<Unreadable>) {
    let readings: Vec<(Reading, Vec<Diagnostic>)> =
        documents.par_iter().map(|document| read_one(tree, config, document)).collect();
    let (mut artifacts, mut unreadable) = (Vec::with_capacity(readings.len()), Vec::new());
    for (reading, found) in readings {
        findings.extend(found);
        match reading {
            Reading::Artifact(artifact) => artifacts.push(artifact),
            Reading::Unreadable(document) => unreadable.push(document),
        }
    }
    (artifacts, unreadable)
}

/// The folders in which documents lie, each once.
pub(crate) fn folders(config: &Config) -> Vec<RelPath> {
    let mut folders: Vec<RelPath> = config
        .products
        .values()
        .flat_map(|product| {
            config.kinds.iter().flat_map(|kind| &kind.files.folders).map(|folder| match &product.folder {
                Some(root) if folder.is_root() => root.clone(),
                Some(root) => root.join(folder.as_str()),
                None => folder.clone(),
            })
        })
        .collect();
    // Kinds that all products share lie at the root, also where each product has its own folder.
    folders.extend(config.kinds.iter().flat_map(|kind| kind.files.folders.iter().cloned()));
    if config.overlay.as_ref().is_some_and(|overlay| overlay.joined.is_some()) {
        let there: Vec<RelPath> =
            folders.iter().map(|folder| mounted::overlay().join(folder.as_str())).collect();
        folders.extend(there);
    }
    folders.sort();
    folders.dedup();
    let nested = folders.clone();
    folders.retain(|folder| !nested.iter().any(|other| other != folder && folder.is_under(other)));
    if folders.iter().any(RelPath::is_root) { Vec::new() } else { folders }
}

/// Whose each file is; files of no kind are left out.
pub(super) fn documents(config: &Config, files: Vec<RelPath>) -> Vec<Document> {
    files
        .into_iter()
        .filter_map(|path| {
            let (kind, product) = owner(config, &path)?;
            Some(Document { path, kind, product })
        })
        .collect()
}

/// The kind and the product of the document at `path`, by its place.
pub(crate) fn owner(config: &Config, path: &RelPath) -> Option<(u16, u16)> {
    let there = mounted::in_overlay(path).map(|below| RelPath::root().join(below));
    let path = there.as_ref().unwrap_or(path);
    let (product, folder) = product_of(config, path);
    let below = match folder {
        Some(folder) => path.as_str().get(folder.as_str().len() + 1..)?,
        None => path.as_str(),
    };
    let kind = config.kinds.iter().position(|kind| kind.owns(below))?;
    Some((u16::try_from(kind).ok()?, product))
}

/// The product that what stands at or below `path` belongs to, and the folder that says so. Where each product has its
/// own folder, what lies outside of them belongs to none.
pub(crate) fn product_of<'c>(config: &'c Config, path: &RelPath) -> (u16, Option<&'c RelPath>) {
    let with_folder = || {
        (0..NO_PRODUCT)
            .zip(config.products.values())
            .filter_map(|(index, product)| Some((index, product.folder.as_ref()?)))
    };
    let holding = with_folder().filter(|(_, folder)| path.is_under(folder));
    match holding.max_by_key(|(_, folder)| folder.as_str().len()) {
        Some((index, folder)) => (index, Some(folder)),
        None if with_folder().next().is_some() => (NO_PRODUCT, None),
        None => (0, None),
    }
}

fn read_one(tree: &dyn Tree, config: &Config, document: &Document) -> (Reading, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let reading = match tree.read(&document.path) {
        Ok(bytes) => document.read(config, bytes, &mut findings),
        Err(fault) => {
            findings.push(unreadable_file(&fault));
            Reading::Unreadable(document.unreadable(config, None))
        }
    };
    (reading, findings)
}

/// The id that the name of a document at `path` gives, by the kind that owns the path.
pub(crate) fn id_named_by(config: &Config, path: &RelPath) -> Option<IdKey> {
    let (kind, _) = owner(config, path)?;
    key_of_path(config.kinds.get(usize::from(kind))?, path)
}

/// What is wrong with one document at `path` by itself; nothing where no kind owns the path.
pub(crate) fn findings_in(config: &Config, path: &RelPath, bytes: Vec<u8>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if let Some((kind, product)) = owner(config, path) {
        Document { path: path.clone(), kind, product }.read(config, bytes, &mut findings);
    }
    findings
}

/// The artifact in one document at `path`, whose bytes are given; nothing where no kind owns the path or
/// the document cannot be read, nor where it holds several YAML documents, of which nobody says any more
/// which one was meant. What is wrong with it is not said.
pub(crate) fn read_document(config: &Config, path: &RelPath, bytes: Vec<u8>) -> Option<Arc<Artifact>> {
    let (kind, product) = owner(config, path)?;
    let document = Document { path: path.clone(), kind, product };
    let mut findings = Vec::new();
    match document.read(config, bytes, &mut findings) {
        Reading::Artifact(_) if findings.iter().any(|finding| finding.rule == "extra-yaml-document") => None,
        Reading::Artifact(artifact) => Some(artifact),
        Reading::Unreadable(_) => None,
    }
}

fn unreadable_file(fault: &SourceFault) -> Diagnostic {
    let rule = "unreadable-file";
    let path = fault.path.clone().unwrap_or_else(RelPath::root);
    Diagnostic::new(rule, level(rule), Place::file(&path), format!("cannot be read: {}", fault.reason))
}

/// Remembers both ends of the links that each artifact has.
pub(super) fn connect(plan: &mut Plan, links_of: impl Fn(&Plan, ArtifactIndex) -> Vec<link::Link> + Sync) {
    let per_artifact: Vec<Vec<link::Link>> =
        plan.indices().collect::<Vec<_>>().into_par_iter().map(|index| links_of(plan, index)).collect();
    let mut outgoing = Vec::with_capacity(per_artifact.len());
    let mut links = Vec::with_capacity(per_artifact.iter().map(Vec::len).sum());
    let count = |links: &Vec<link::Link>| u32::try_from(links.len()).unwrap_or(u32::MAX);
    for own in per_artifact {
        let start = count(&links);
        links.extend(own);
        outgoing.push(start..count(&links));
    }
    let mut incoming: Vec<Vec<u32>> = vec![Vec::new(); plan.artifacts.len()];
    for (at, link) in links.iter().enumerate() {
        if let (Some(target), Ok(at)) = (link.artifact(), u32::try_from(at)) {
            incoming[target.0 as usize].push(at);
        }
    }
    plan.links = links;
    plan.outgoing = outgoing;
    plan.incoming = incoming;
}
