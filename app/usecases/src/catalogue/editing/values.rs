//! What a form holds: for each path, what stands in the field.
//!
//! A path is the keys and row numbers from the top, with dots between: `authorisation.module.0.elements`. A list of words
//! has a line for each.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::catalogue::files::CatalogueError;
use delibero_domain::niss::holds_niss;
use toml::{Table, Value};

use super::shape::{Part, Shape};

/// The last key of the tick that removes a row.
pub const REMOVE: &str = "remove";

/// The fields that a text in three languages has.
pub const LANGUAGES: [&str; 3] = ["fr", "nl", "de"];

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, String>);

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    pub path: String,
    pub fault: Fault,
}

/// What is wrong with fields, and what cannot be read.
pub(super) type NotADocument = (Vec<FieldFault>, Vec<CatalogueError>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Missing,
    NotANumber,
    NotADay,
    NotAnIdentifier,
    /// It named something that was removed.
    Reused,
    /// It is that of another document.
    Taken,
    /// What is kept for ever holds the number of no person.
    Niss,
}

impl Values {
    /// Of what a form sent; the values of one name are a list.
    #[must_use]
    pub fn of_pairs(pairs: impl Iterator<Item = (String, String)>) -> Self {
        let mut values: BTreeMap<String, String> = BTreeMap::new();
        for (path, value) in pairs {
            let value = value.replace("\r\n", "\n");
            let value = value.trim();
            let held = values.entry(path).or_default();
            if !held.is_empty() && !value.is_empty() {
                held.push('\n');
            }
            held.push_str(value);
        }
        values.retain(|_, value| !value.is_empty());
        Self(values)
    }

    /// Of a document that was read.
    #[must_use]
    pub fn of_table(parts: &[Part], table: &Table) -> Self {
        let mut values = Self::default();
        values.take(parts, table, "");
        values
    }

    /// What stands in a field; empty where nothing does.
    #[must_use]
    pub fn get(&self, path: &str) -> &str {
        self.0.get(path).map_or("", String::as_str)
    }

    pub fn set(&mut self, path: &str, value: &str) {
        if value.is_empty() {
            self.0.remove(path);
        } else {
            self.0.insert(path.to_owned(), value.to_owned());
        }
    }

    /// The words of a list.
    pub fn words<'v>(&'v self, path: &str) -> impl Iterator<Item = &'v str> + use<'v> {
        self.get(path).split('\n').filter(|word| !word.is_empty())
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, value)| (path.as_str(), value.as_str()))
    }

    /// The numbers of the rows of a list, in order.
    #[must_use]
    pub fn rows(&self, path: &str) -> Vec<usize> {
        let prefix = format!("{path}.");
        let of_list = self.0.range(prefix.clone()..).take_while(|(found, _)| found.starts_with(&prefix));
        let numbers: BTreeSet<usize> =
            of_list.filter_map(|(found, _)| found[prefix.len()..].split('.').next()?.parse().ok()).collect();
        numbers.into_iter().collect()
    }

    /// Every field in which the number of a person stands.
    #[must_use]
    pub fn with_niss(&self) -> Vec<FieldFault> {
        let holding = self.0.iter().filter(|(_, value)| holds_niss(value));
        holding.map(|(path, _)| FieldFault { path: path.clone(), fault: Fault::Niss }).collect()
    }

    /// Whether something stands below a path.
    #[must_use]
    pub fn holds(&self, path: &str) -> bool {
        let prefix = format!("{path}.");
        self.0.range(prefix.clone()..).next().is_some_and(|(found, _)| found.starts_with(&prefix))
    }

    /// Leaves out the rows that were ticked to be removed, and those in which nothing was typed.
    #[must_use]
    pub fn without_blank_rows(mut self, parts: &[Part]) -> Self {
        self.prune(parts, "");
        self
    }

    fn prune(&mut self, parts: &[Part], prefix: &str) {
        for part in parts {
            let path = format!("{prefix}{}", part.key);
            match &part.shape {
                Shape::Table(parts) | Shape::Maybe(parts) | Shape::Single(parts) => {
                    self.prune(parts, &format!("{path}."));
                }
                Shape::Rows(parts) => {
                    for row in self.rows(&path) {
                        let row = format!("{path}.{row}");
                        self.prune(parts, &format!("{row}."));
                        if !self.get(&format!("{row}.{REMOVE}")).is_empty() || self.is_blank(parts, &row) {
                            self.clear(&row);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether nothing but ticks stands in a row: those may be there from the beginning.
    fn is_blank(&self, parts: &[Part], row: &str) -> bool {
        parts.iter().all(|part| {
            let path = format!("{row}.{}", part.key);
            matches!(part.shape, Shape::Tick { .. }) || (self.get(&path).is_empty() && !self.holds(&path))
        })
    }

    /// Three people's values put together: what only one changed is taken; what both changed to something else stays as
    /// mine, and is told with theirs.
    #[must_use]
    pub fn merged(mut self, base: &Self, theirs: &Self) -> (Self, BTreeMap<String, String>) {
        let mut conflicts = BTreeMap::new();
        let paths: BTreeSet<&String> = base.0.keys().chain(theirs.0.keys()).collect();
        for path in paths {
            let (was, their) = (base.get(path), theirs.get(path));
            let mine = self.get(path).to_owned();
            if their == was || their == mine {
                continue;
            }
            if mine == was {
                self.set(path, their);
            } else {
                conflicts.insert(path.clone(), their.to_owned());
            }
        }
        (self, conflicts)
    }

    /// Lists that hold the same words as before keep their order.
    #[must_use]
    pub fn in_the_order_of(mut self, before: &Self) -> Self {
        for (path, words) in &before.0 {
            let sorted = |words: &str| words.split('\n').map(str::to_owned).collect::<BTreeSet<String>>();
            if self.0.get(path).is_some_and(|mine| sorted(mine) == sorted(words)) {
                self.0.insert(path.clone(), words.clone());
            }
        }
        self
    }

    /// Removes what stands below a path.
    pub fn clear(&mut self, path: &str) {
        let prefix = format!("{path}.");
        self.0.retain(|found, _| !found.starts_with(&prefix));
    }

    fn take(&mut self, parts: &[Part], table: &Table, prefix: &str) {
        for part in parts {
            let Some(value) = table.get(part.key) else { continue };
            let path = format!("{prefix}{}", part.key);
            match (&part.shape, value) {
                (Shape::Table(parts) | Shape::Maybe(parts), Value::Table(table)) => {
                    self.take(parts, table, &format!("{path}."));
                }
                (Shape::Single(parts), Value::Array(rows)) => {
                    if let Some(Value::Table(table)) = rows.first() {
                        self.take(parts, table, &format!("{path}."));
                    }
                }
                (Shape::Rows(parts), Value::Array(rows)) => {
                    for (at, row) in rows.iter().enumerate() {
                        if let Value::Table(table) = row {
                            self.take(parts, table, &format!("{path}.{at}."));
                        }
                    }
                }
                (Shape::Text, Value::Table(text)) => {
                    for language in LANGUAGES {
                        let words = text.get(language).and_then(Value::as_str).unwrap_or_default();
                        self.set(&format!("{path}.{language}"), words);
                    }
                }
                (Shape::Numbers, Value::Array(numbers)) => {
                    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                    self.set(&path, &numbers.join(" "));
                }
                (Shape::PointList, Value::Array(points)) => {
                    let points: Vec<&str> = points.iter().filter_map(Value::as_str).collect();
                    self.set(&path, &points.join(" "));
                }
                (_, Value::Array(words)) => {
                    let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
                    self.set(&path, &words.join("\n"));
                }
                (Shape::Tick { .. }, Value::Boolean(ticked)) => self.set(&path, if *ticked { "yes" } else { "" }),
                (_, Value::String(word)) => self.set(&path, word),
                (_, value) => self.set(&path, &value.to_string()),
            }
        }
        // A tick that a document leaves out is what it usually is.
        for part in parts.iter().filter(|part| !table.contains_key(part.key)) {
            if let Shape::Tick { usual: true } = part.shape {
                self.set(&format!("{prefix}{}", part.key), "yes");
            }
        }
    }

    /// The document that the fields say.
    ///
    /// # Errors
    /// Every field that is missing or cannot be read.
    pub fn table(&self, parts: &[Part]) -> Result<Table, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let table = self.written(parts, "", &mut faults);
        if faults.is_empty() { Ok(table) } else { Err(faults) }
    }

    fn written(&self, parts: &[Part], prefix: &str, faults: &mut Vec<FieldFault>) -> Table {
        let mut table = Table::new();
        for part in parts {
            let path = format!("{prefix}{}", part.key);
            if let Some(value) = self.value(part, &path, faults) {
                table.insert(part.key.to_owned(), value);
            } else if part.required {
                faults.push(FieldFault { path, fault: Fault::Missing });
            }
        }
        table
    }

    fn value(&self, part: &Part, path: &str, faults: &mut Vec<FieldFault>) -> Option<Value> {
        let below =
            |parts, faults: &mut Vec<FieldFault>| Value::Table(self.written(parts, &format!("{path}."), faults));
        let typed = self.get(path);
        let filled = Some(typed).filter(|typed| !typed.is_empty());
        match &part.shape {
            Shape::Table(parts) => Some(below(parts, faults)),
            Shape::Maybe(parts) => self.holds(path).then(|| below(parts, faults)),
            Shape::Single(parts) => Some(Value::Array(vec![below(parts, faults)])),
            Shape::Rows(parts) => {
                let row = |at: usize| Value::Table(self.written(parts, &format!("{path}.{at}."), faults));
                let rows: Vec<Value> = self.rows(path).into_iter().map(row).collect();
                (!rows.is_empty()).then_some(Value::Array(rows))
            }
            Shape::Text => {
                let words = |language: &str| (language.to_owned(), self.get(&format!("{path}.{language}")));
                let text: Table = LANGUAGES
                    .map(words)
                    .into_iter()
                    .filter(|(_, words)| !words.is_empty())
                    .map(|(language, words)| (language, Value::String(words.to_owned())))
                    .collect();
                (!text.is_empty()).then_some(Value::Table(text))
            }
            Shape::Tick { .. } => Some(Value::Boolean(!typed.is_empty())),
            Shape::Number => filled.and_then(|typed| number(typed, path, faults)),
            Shape::Numbers => {
                let numbers: Vec<Value> = typed
                    .split([' ', ',', ';', '\n'])
                    .filter(|word| !word.is_empty())
                    .filter_map(|word| number(word, path, faults))
                    .collect();
                (!numbers.is_empty()).then_some(Value::Array(numbers))
            }
            Shape::PointList => {
                let points: Vec<Value> = each_point(typed).map(|point| Value::String(point.to_owned())).collect();
                (!points.is_empty()).then_some(Value::Array(points))
            }
            Shape::Words(_) => {
                let words: Vec<Value> = self.words(path).map(|word| Value::String(word.to_owned())).collect();
                (!words.is_empty()).then_some(Value::Array(words))
            }
            Shape::Day => filled.map(|typed| day(typed, path, faults)),
            Shape::Identifier | Shape::Line | Shape::Toml | Shape::Point | Shape::Word(_) => {
                filled.map(|typed| Value::String(typed.to_owned()))
            }
        }
    }
}

/// Points as they are typed in a list.
pub fn each_point(typed: &str) -> impl Iterator<Item = &str> {
    typed.split([' ', ',', ';', '\n', '\t', '\u{a0}']).filter(|point| !point.is_empty())
}

fn number(typed: &str, path: &str, faults: &mut Vec<FieldFault>) -> Option<Value> {
    let number = typed.parse().ok().map(Value::Integer);
    if number.is_none() {
        faults.push(FieldFault { path: path.to_owned(), fault: Fault::NotANumber });
    }
    number
}

/// As users write days; kept as ISO 8601.
fn day(typed: &str, path: &str, faults: &mut Vec<FieldFault>) -> Value {
    match delibero_domain::typed_day::read_day(typed) {
        Ok(day) => Value::String(day.to_string()),
        Err(_) => {
            faults.push(FieldFault { path: path.to_owned(), fault: Fault::NotADay });
            Value::String(typed.to_owned())
        }
    }
}
