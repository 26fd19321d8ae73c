//! Plans in the formats of other tools, both ways: what they export becomes artifacts, and artifacts what they import.
//!
//! Pure: bytes and a plan in, changes of files or bytes out. Knows no terminal and no file system; what the columns of
//! a tool mean is data, in `tools`.

mod batch;
mod days;
mod decode;
mod described;
mod draft;
mod export;
mod formats;
mod import;
mod ledger;
mod mapping;
mod markup;
mod propose;
mod resolved;
pub(crate) mod revise;
mod tools;
mod whole;
mod words;

pub(crate) use batch::{Batch, Misfit};
pub(crate) use decode::{LARGEST, NoText, decode};
pub(crate) use export::{
    Chosen, FORMS, Form, NotWritten, Records, ToFolder, ToolForm, Written, folder_tools, known_tool, of_tool,
    to_folder,
};
pub(crate) use formats::folder::{FolderFile, read as read_folder};
pub(crate) use formats::read as read_batch;
pub(crate) use import::{Differing, Folder, Imported, Request, import};
pub(crate) use ledger::{Entry, Ledger, is_named_only};
pub(crate) use mapping::{ANY, Mapping, read as read_mapping, write as write_mapping};
pub(crate) use propose::{items as items_of, propose};
pub(crate) use resolved::MappingFault;
pub(crate) use tools::{names as tool_names, titles as tool_titles};
