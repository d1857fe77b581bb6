//! One JSON object a line, with the NISS under one of its names.

use std::io::{BufRead, Read as _};

use serde_json::Value as Json;

use super::{LONGEST, Lines, ListProblem, Read, is_name};

pub(super) fn read(mut text: impl BufRead, lines: &mut Lines<'_>) -> Result<(), ListProblem> {
    let (mut line, mut read) = (0, Vec::new());
    loop {
        read.clear();
        line += 1;
        let mut limited = text.by_ref().take(LONGEST as u64);
        let count = limited.read_until(b'\n', &mut read).map_err(|_| ListProblem::Broken(line))?;
        if count == 0 {
            return Ok(());
        }
        if count == LONGEST {
            return Err(ListProblem::Broken(line));
        }
        if read.trim_ascii().is_empty() {
            continue;
        }
        let goes_on = match niss(&read) {
            Some(niss) => lines.typed(line, niss),
            None => lines.push(Read::Unreadable(line)),
        };
        if !goes_on {
            return Ok(());
        }
    }
}

fn niss(line: &[u8]) -> Option<String> {
    let Ok(Json::Object(fields)) = serde_json::from_slice(line) else { return None };
    match fields.into_iter().find(|(name, _)| is_name(name))?.1 {
        Json::String(words) => Some(words),
        // A number has lost the zeros at its beginning.
        Json::Number(number) => number.as_u64().map(|number| format!("{number:011}")),
        _ => Some(String::new()),
    }
}
