//! The built site: whether its files are there, and its program for the browser is of the same build as this one.

use std::fs;
use std::path::Path;

use delibero_ui::{BrowserFiles, island_names};

use super::{Finding, Subject};

pub(super) fn examine(root: &Path, files: &BrowserFiles) -> Finding {
    let BrowserFiles { folder, name } = files;
    let advice =
        "`make build`, and copy the program and its site together; or set DELIBERO_SITE_ROOT to the site's folder";
    let built = ["css", "js", "wasm"].map(|ending| format!("{folder}/{name}.{ending}"));
    let beside = ["islands.js", "restored.js"].map(str::to_owned);
    let missing: Vec<String> = built.iter().chain(&beside).filter(|file| !root.join(file).is_file()).cloned().collect();
    let root_name = root.display();
    if !missing.is_empty() {
        let found = format!("in {root_name} there is no {}", missing.join(", no "));
        return Finding::wrong(Subject::Site, found, advice);
    }
    let program = match fs::read_to_string(root.join(&built[1])) {
        Ok(program) => program,
        Err(error) => return Finding::wrong(Subject::Site, format!("{root_name}/{}: {error}", built[1]), advice),
    };
    // The name of an island holds a hash of its source: under another one nothing would answer.
    let names = island_names();
    let unknown = names.iter().filter(|name| !program.contains(name.as_str())).count();
    if unknown > 0 {
        let found = format!(
            "the program for the browser in {root_name} is of another build: it does not know {unknown} of {} islands",
            names.len()
        );
        return Finding::wrong(Subject::Site, found, advice);
    }
    Finding::ok(Subject::Site, format!("in {root_name}, of the same build"))
}
