//! What two people wrote in the same part: side by side, and as one of them chose.

use std::collections::HashMap;

use super::apply::Typed;
use super::{Field, FieldKey, FieldKind};

/// What was typed, with what somebody else saved where that is something else. A row is found by what it was, wherever
/// it stands. Rows that only they have are put in, unless the page that was sent showed them (`seen`): there they were
/// removed on purpose.
#[must_use]
pub fn both(mine: Vec<Field>, theirs: &[Field], seen: bool) -> Vec<Field> {
    let ((mut whole, mut rows), (their_whole, their_rows)) = (in_rows(mine), in_rows(theirs.to_vec()));
    compare(&mut whole, &their_whole);
    bind(&mut rows, &their_rows);
    let mut next = 0;
    for theirs in their_rows {
        match rows.iter().position(|row| was(row) == was(&theirs)) {
            Some(at) => {
                compare(&mut rows[at], &theirs);
                next = at + 1;
            }
            None if seen => {}
            None => {
                rows.insert(next, added(theirs));
                next += 1;
            }
        }
    }
    whole.extend(rows.into_iter().enumerate().flat_map(|(place, row)| at_place(row, place)));
    whole
}

/// After a conflict: each field as its `choose-…` says, `theirs` or the one typed.
#[must_use]
pub fn merged(typed: &Typed, theirs: &[Field]) -> Typed {
    let theirs = as_typed(typed, theirs);
    let choose = |name: &str| typed.get(&format!("choose-{name}")) == "theirs";
    let pairs = typed.pairs().iter().map(|(name, value)| {
        let chosen = theirs.get(name).filter(|_| choose(name));
        (name.clone(), chosen.unwrap_or(value).clone())
    });
    let mut pairs: Vec<_> = pairs.collect();
    // A box that is not ticked is not sent at all.
    let missing = theirs.iter().filter(|(name, _)| choose(name) && !typed.has(name));
    pairs.extend(missing.map(|(name, value)| (name.clone(), value.clone())));
    Typed::new(pairs)
}

/// What somebody else saved, under the names that the rows have in the form.
fn as_typed(typed: &Typed, theirs: &[Field]) -> HashMap<String, String> {
    let rows = typed.pairs().iter().filter_map(|(name, value)| Some((value.as_str(), name.strip_suffix("-was")?)));
    let rows: HashMap<&str, &str> = rows.filter(|(was, _)| !was.is_empty()).collect();
    let (whole, their_rows) = in_rows(theirs.to_vec());
    let mut found: HashMap<String, String> = whole.into_iter().map(|field| (field.name, field.value)).collect();
    for row in their_rows {
        if let Some(name) = rows.get(was(&row)) {
            found.extend(row.iter().map(|field| (format!("{name}-{}", word(field)), field.value.clone())));
        }
    }
    found
}

/// The fields of no row, and those of each row.
fn in_rows(fields: Vec<Field>) -> (Vec<Field>, Vec<Vec<Field>>) {
    let (whole, mut rows): (Vec<Field>, Vec<Vec<Field>>) =
        (fields.iter().filter(|field| field.row().is_none()).cloned().collect(), Vec::new());
    for field in fields {
        let Some(row) = field.row().map(usize::from) else { continue };
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        rows[row].push(field);
    }
    (whole, rows)
}

/// The name of a field without that of its row.
fn word(field: &Field) -> &str {
    let in_row = field.row().and_then(|_| field.name.split_once('-'));
    in_row.map_or(field.name.as_str(), |(_, word)| word)
}

/// What a row was when it was read; empty for a new one.
fn was(row: &[Field]) -> &str {
    row.iter().find(|field| word(field) == "was").map_or("", |field| field.value.as_str())
}

fn at_place(row: Vec<Field>, place: usize) -> impl Iterator<Item = Field> {
    row.into_iter().map(move |field| Field { name: format!("r{place}-{}", word(&field)), ..field })
}

/// Says of each row that was read which one it is now: none when it is gone.
fn bind(rows: &mut [Vec<Field>], theirs: &[Vec<Field>]) {
    let now: Vec<&str> = theirs.iter().map(|row| was(row)).collect();
    let found = {
        let read: Vec<&str> = rows.iter().map(|row| was(row)).collect();
        stand_now(&read, &now)
    };
    for (row, found) in rows.iter_mut().zip(found) {
        for field in row {
            match (word(field), found) {
                ("was", _) => field.value = found.map(|at| now[at].to_owned()).unwrap_or_default(),
                // What is gone holds no text any more.
                ("removable", None) => "yes".clone_into(&mut field.value),
                _ => {}
            }
        }
    }
}

/// Where the rows that were read stand now: the same words, else the same second one (a title outlives a number), else
/// the same first one.
pub(super) fn stand_now(read: &[&str], now: &[&str]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; read.len()];
    let mut taken = vec![false; now.len()];
    let whole: fn(&str) -> &str = |name| name;
    let second: fn(&str) -> &str = |name| name.split('.').nth(1).unwrap_or_default();
    let first: fn(&str) -> &str = |name| name.split('.').next().unwrap_or_default();
    for word in [whole, second, first] {
        let mut free: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in (0..now.len()).rev().filter(|at| !taken[*at]) {
            free.entry(word(now[at])).or_default().push(at);
        }
        for (row, name) in read.iter().enumerate() {
            if found[row].is_some() || word(name).is_empty() {
                continue;
            }
            found[row] = free.get_mut(word(name)).and_then(Vec::pop);
            found[row].into_iter().for_each(|at| taken[at] = true);
        }
    }
    found
}

fn compare(mine: &mut [Field], theirs: &[Field]) {
    for field in mine {
        let Some(other) = theirs.iter().find(|other| word(other) == word(field)) else { continue };
        if field.kind == FieldKind::Hidden {
            // Nobody chooses it: it says what is there now.
            field.value.clone_from(&other.value);
        } else if field.key == FieldKey::PointHeading {
            field.value = heading_now(field).unwrap_or_else(|| other.value.clone());
        }
        field.theirs = Some(other.value.clone()).filter(|other| *other != field.value);
    }
}

/// The heading that was chosen, as it is called now.
fn heading_now(field: &Field) -> Option<String> {
    let FieldKind::Choice(choices) = &field.kind else { return None };
    let now: Vec<&str> = choices.iter().map(|(value, _)| value.as_str()).collect();
    if field.value.is_empty() {
        return Some(String::new());
    }
    stand_now(&[&field.value], &now)[0].map(|at| now[at].to_owned())
}

/// A row of theirs: there, and shown as theirs by its first words.
fn added(mut row: Vec<Field>) -> Vec<Field> {
    let visible = row.iter_mut().find(|field| field.kind != FieldKind::Hidden && !field.value.is_empty());
    if let Some(field) = visible {
        field.theirs = Some(field.value.clone());
    }
    row
}
