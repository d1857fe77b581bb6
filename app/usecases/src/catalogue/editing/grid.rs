//! The grid of an authorisation: for each module and element one of four marks. The rows of modules, exclusions and
//! reductions say the same, and more: a mark is read from them, and written into them where it was changed.

use std::collections::BTreeMap;

use super::values::Values;

/// What the text says of an element in a module, for every purpose and member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// It is not asked for.
    #[default]
    None,
    Granted,
    /// Granted in a reduced form.
    Reduced,
    /// Excluded in so many words.
    Excluded,
}

impl Mark {
    pub const ALL: [Self; 4] = [Self::None, Self::Granted, Self::Reduced, Self::Excluded];

    /// As forms send it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Granted => "granted",
            Self::Reduced => "reduced",
            Self::Excluded => "excluded",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.word() == word)
    }
}

const ENTRY: &str = "authorisation";

/// The elements of a service as the grid has them: `block.element`, by block as the deliberation describes it.
pub type Described<'d> = BTreeMap<&'d str, Vec<&'d str>>;

/// The mark of each module and element. A pattern such as `risk.*` stands for what the deliberation says that the block
/// holds.
#[must_use]
pub fn marks<'e>(
    values: &Values,
    described: &Described<'_>,
    modules: &[&'e str],
    elements: &[&'e str],
) -> Vec<Vec<Mark>> {
    let of_module = |module: &&str| {
        let granted = granted(values, described, module);
        let (excluded, reduced) = (throughout(values, "exclusion", module), throughout(values, "reduction", module));
        let mark = |element: &&str| {
            if element.ends_with(".*") {
                return whole_block(values, module, element);
            }
            let named = |list: &Vec<String>| covers(list, described, element);
            if named(&excluded) {
                Mark::Excluded
            } else if !granted.contains(&(*element).to_owned()) {
                Mark::None
            } else if named(&reduced) {
                Mark::Reduced
            } else {
                Mark::Granted
            }
        };
        elements.iter().map(mark).collect()
    };
    modules.iter().map(of_module).collect()
}

/// Whether a module is granted a block as the deliberation describes it.
fn whole_block(values: &Values, module: &str, pattern: &str) -> Mark {
    let row = module_row(values, module);
    let granted = row.is_some_and(|row| values.words(&format!("{row}.elements")).any(|word| word == pattern));
    if granted { Mark::Granted } else { Mark::None }
}

fn covers(list: &[String], described: &Described<'_>, element: &str) -> bool {
    list.iter().any(|word| match word.strip_suffix(".*") {
        Some(block) => described.get(block).is_some_and(|elements| elements.contains(&element)),
        None => word == element,
    })
}

/// The row of a module.
fn module_row(values: &Values, module: &str) -> Option<String> {
    let list = format!("{ENTRY}.module");
    let rows = values.rows(&list).into_iter().map(|row| format!("{list}.{row}"));
    rows.into_iter().find(|row| values.get(&format!("{row}.id")) == module)
}

fn granted(values: &Values, described: &Described<'_>, module: &str) -> Vec<String> {
    let Some(row) = module_row(values, module) else { return Vec::new() };
    let mut elements = Vec::new();
    for word in values.words(&format!("{row}.elements")) {
        match word.strip_suffix(".*").and_then(|block| described.get(block)) {
            Some(of_block) => elements.extend(of_block.iter().map(|element| (*element).to_owned())),
            None => elements.push(word.to_owned()),
        }
    }
    elements
}

/// The rows of a list that speak of a module, and of all purposes and members.
fn rows_throughout(values: &Values, list: &str, module: &str) -> Vec<String> {
    let list = format!("{ENTRY}.{list}");
    let rows = values.rows(&list).into_iter().map(|row| format!("{list}.{row}"));
    let speaks = |row: &String| {
        let of = |key: &str| values.words(&format!("{row}.{key}")).count();
        let modules = format!("{row}.modules");
        let of_module = of("modules") == 0 || values.words(&modules).any(|word| word == module);
        of_module && of("purposes") == 0 && of("members") == 0
    };
    rows.filter(speaks).collect()
}

fn throughout(values: &Values, list: &str, module: &str) -> Vec<String> {
    let rows = rows_throughout(values, list, module);
    rows.iter().flat_map(|row| values.words(&format!("{row}.elements"))).map(str::to_owned).collect()
}

/// Writes the marks that a form sent, `grid.<module>.<element>`, where they are not those that the rows say: whole
/// blocks first, then what is said of their elements.
pub(super) fn write_marks(values: &mut Values, sent: &Values, described: &Described<'_>) {
    let mut sent: Vec<(&str, &str, Mark)> = sent
        .iter()
        .filter_map(|(path, word)| {
            let (module, element) = path.strip_prefix("grid.")?.split_once('.')?;
            Some((module, element, Mark::of_word(word)?))
        })
        .collect();
    sent.sort_by_key(|(_, element, _)| !element.ends_with(".*"));
    let taken: Vec<(&str, &str)> = sent
        .iter()
        .filter(|(module, element, mark)| {
            element.ends_with(".*") && *mark != Mark::None && whole_block(values, module, element) == Mark::None
        })
        .filter_map(|(module, element, _)| Some((*module, element.strip_suffix(".*")?)))
        .collect();
    for (module, element, mark) in sent {
        // A block that is taken as a whole now: what the form still says of its elements is what it said before.
        let of_taken = |(known, block): &(&str, &str)| {
            *known == module && element.strip_prefix(block).is_some_and(|rest| rest.starts_with('.'))
        };
        let is_whole = element.ends_with(".*");
        if !is_whole && mark == Mark::None && taken.iter().any(of_taken) {
            continue;
        }
        if marks(values, described, &[module], &[element])[0][0] == mark {
            continue;
        }
        match (is_whole, mark) {
            (false, mark) => write_mark(values, described, module, element, mark),
            (true, Mark::None) => take_apart(values, described, module, element),
            (true, _) => grant_block(values, described, module, element),
        }
    }
}

/// In place of the elements of the block that the module is granted one by one.
fn grant_block(values: &mut Values, described: &Described<'_>, module: &str, pattern: &str) {
    let row = module_row(values, module).unwrap_or_else(|| new_module(values, module));
    let path = format!("{row}.elements");
    let of_block = pattern.strip_suffix(".*").and_then(|block| described.get(block));
    let is_of_block = |word: &&str| of_block.is_some_and(|elements| elements.contains(word));
    let mut words: Vec<&str> = values.words(&path).filter(|word| !is_of_block(word)).collect();
    words.push(pattern);
    let words = words.join("\n");
    values.set(&path, &words);
}

/// What the block holds is granted one by one.
fn take_apart(values: &mut Values, described: &Described<'_>, module: &str, pattern: &str) {
    let Some(row) = module_row(values, module) else { return };
    let path = format!("{row}.elements");
    let of_block = pattern.strip_suffix(".*").and_then(|block| described.get(block)).cloned().unwrap_or_default();
    let words: Vec<&str> =
        values.words(&path).flat_map(|word| if word == pattern { of_block.clone() } else { vec![word] }).collect();
    let words = words.join("\n");
    values.set(&path, &words);
}

fn new_module(values: &mut Values, module: &str) -> String {
    let row = new_row(values, "module");
    values.set(&format!("{row}.id"), module);
    let points = values.get(&format!("{ENTRY}.points")).to_owned();
    values.set(&format!("{row}.point"), &points);
    row
}

fn write_mark(values: &mut Values, described: &Described<'_>, module: &str, element: &str, mark: Mark) {
    match mark {
        Mark::None => {
            take_out(values, described, "exclusion", module, element);
            ungrant(values, described, module, element);
        }
        Mark::Granted | Mark::Reduced => {
            take_out(values, described, "exclusion", module, element);
            grant(values, described, module, element);
            if mark == Mark::Reduced {
                put_in(values, "reduction", module, element);
            } else {
                take_out(values, described, "reduction", module, element);
            }
        }
        Mark::Excluded => put_in(values, "exclusion", module, element),
    }
}

fn grant(values: &mut Values, described: &Described<'_>, module: &str, element: &str) {
    let row = module_row(values, module).unwrap_or_else(|| new_module(values, module));
    if !granted(values, described, module).iter().any(|known| known == element) {
        add_word(values, &format!("{row}.elements"), element);
    }
}

/// A pattern that brings the element is taken apart.
fn ungrant(values: &mut Values, described: &Described<'_>, module: &str, element: &str) {
    let Some(row) = module_row(values, module) else { return };
    remove_word(values, described, &format!("{row}.elements"), element);
}

fn put_in(values: &mut Values, list: &str, module: &str, element: &str) {
    let alone = |row: &String| values.get(&format!("{row}.modules")) == module;
    let row = rows_throughout(values, list, module).into_iter().find(alone).unwrap_or_else(|| {
        let point = module_row(values, module).map_or_else(
            || values.get(&format!("{ENTRY}.points")).to_owned(),
            |row| values.get(&format!("{row}.point")).to_owned(),
        );
        let row = new_row(values, list);
        values.set(&format!("{row}.modules"), module);
        values.set(&format!("{row}.point"), &point);
        if list == "reduction" {
            values.set(&format!("{row}.form"), "whether");
        }
        row
    });
    add_word(values, &format!("{row}.elements"), element);
}

/// Takes an element out of every row that speaks of the module; a row that speaks of others as well goes on doing so.
fn take_out(values: &mut Values, described: &Described<'_>, list: &str, module: &str, element: &str) {
    for row in rows_throughout(values, list, module) {
        let elements: Vec<String> = values.words(&format!("{row}.elements")).map(str::to_owned).collect();
        if !covers(&elements, described, element) {
            continue;
        }
        remove_word(values, described, &format!("{row}.elements"), element);
        if values.get(&format!("{row}.elements")).is_empty() {
            values.clear(&row);
        }
    }
}

fn new_row(values: &Values, list: &str) -> String {
    let list = format!("{ENTRY}.{list}");
    let next = values.rows(&list).last().map_or(0, |last| last + 1);
    format!("{list}.{next}")
}

fn add_word(values: &mut Values, path: &str, word: &str) {
    let mut words: Vec<&str> = values.words(path).collect();
    words.push(word);
    let words = words.join("\n");
    values.set(path, &words);
}

fn remove_word(values: &mut Values, described: &Described<'_>, path: &str, removed: &str) {
    let mut kept: Vec<String> = Vec::new();
    for word in values.words(path) {
        match word.strip_suffix(".*").and_then(|block| described.get(block)) {
            Some(of_block) if of_block.contains(&removed) => {
                kept.extend(
                    of_block.iter().filter(|element| **element != removed).map(|element| (*element).to_owned()),
                );
            }
            _ if word == removed => {}
            _ => kept.push(word.to_owned()),
        }
    }
    values.set(path, &kept.join("\n"));
}
