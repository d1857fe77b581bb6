//! `delibero decide --replay`: logged records in, one line out each that says whether the decision is the same.

use std::io::{BufRead, Write};

use delibero_domain::access_log::{Entry, Replay, replay};
use delibero_domain::catalogue::Catalogue;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::batch::{MAX_LINE, next_line};

#[derive(Serialize)]
struct Told {
    id: Json,
    same: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    differs: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

impl Told {
    fn of(id: Json, found: Replay) -> Self {
        Self { id, same: found.same, differs: (!found.same).then_some(found.differs), why: found.why }
    }

    fn unreadable(id: Json, why: String) -> Self {
        Self { id, same: false, differs: Some(Vec::new()), why: Some(why) }
    }
}

/// Decides again on every line: `{"id", "record"}` as `delibero log records` writes it, or a record alone, whose
/// consultation is its id. Returns how many are not the same.
///
/// # Errors
/// When the input cannot be read or the output cannot be written.
pub fn replay_lines(catalogue: &Catalogue, mut input: impl BufRead, mut output: impl Write) -> std::io::Result<u64> {
    let (mut line, mut differing) = (Vec::new(), 0);
    while let Some(length) = next_line(&mut input, &mut line)? {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let told = if length > MAX_LINE {
            Told::unreadable(Json::Null, format!("the line is longer than {MAX_LINE} bytes"))
        } else {
            told(catalogue, &line)
        };
        differing += u64::from(!told.same);
        serde_json::to_writer(&mut output, &told)?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(differing)
}

fn told(catalogue: &Catalogue, line: &[u8]) -> Told {
    let value: Json = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => return Told::unreadable(Json::Null, format!("not JSON: {error}")),
    };
    let (id, record) = match value.get("record") {
        Some(record) => (value.get("id").cloned().unwrap_or_default(), record),
        None => (value.get("consultation").cloned().unwrap_or_default(), &value),
    };
    match Entry::from_canonical(json!(record).to_string().as_bytes()) {
        Ok(entry) => Told::of(id, replay(catalogue, &entry)),
        Err(error) => Told::unreadable(id, error.to_string()),
    }
}
