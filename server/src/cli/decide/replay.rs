//! `delibero decide --replay`: logged records in, one line out each that says whether the decision is the same.

use std::io::{BufRead, Write};

use delibero_domain::access_log::{Administration, Entry, Replay, replay};
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

/// How many records were decided again, and how many of them are not the same.
#[derive(Default)]
pub struct Replayed {
    pub records: u64,
    pub differing: u64,
}

impl std::fmt::Display for Replayed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.differing {
            0 => write!(f, "{} records decided again: all the same to the bit", self.records),
            differing => {
                write!(f, "{} records decided again: {differing} not the same, the others to the bit", self.records)
            }
        }
    }
}

/// Decides again on every line: `{"id", "record"}` as `delibero log records` writes it, or a record alone, whose
/// consultation is its id.
///
/// # Errors
/// When the input cannot be read or the output cannot be written.
pub fn replay_lines(
    catalogue: &Catalogue,
    mut input: impl BufRead,
    mut output: impl Write,
) -> std::io::Result<Replayed> {
    let (mut line, mut replayed) = (Vec::new(), Replayed::default());
    while let Some(length) = next_line(&mut input, &mut line)? {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let told = if length > MAX_LINE {
            Told::unreadable(Json::Null, format!("the line is longer than {MAX_LINE} bytes"))
        } else {
            told(catalogue, &line)
        };
        replayed.records += 1;
        replayed.differing += u64::from(!told.same);
        serde_json::to_writer(&mut output, &told)?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(replayed)
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
    if record.get("form") == Some(&json!(Administration::FORM)) {
        return Told {
            id,
            same: true,
            differs: None,
            why: Some("nothing was decided: something was changed".to_owned()),
        };
    }
    match Entry::from_canonical(json!(record).to_string().as_bytes()) {
        Ok(entry) => Told::of(id, replay(catalogue, &entry)),
        Err(error) => Told::unreadable(id, error.to_string()),
    }
}
