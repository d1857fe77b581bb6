//! Identifiers of new things: proposed from their labels, checked, and never given again.

use std::collections::BTreeSet;

use delibero_domain::folding::folded;
use delibero_domain::identifier::is_identifier;

use super::kind::DocumentKind;
use super::shape::{Part, Shape};
use super::values::{Fault, FieldFault, LANGUAGES, Values};

/// The longest that is proposed, in characters.
const LONGEST: usize = 40;

/// Words that say little, in three languages: an identifier does without them.
const LITTLE: &[&str] = &[
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour", "sur", "un", "une",
    "aan", "een", "het", "in", "met", "of", "op", "te", "van", "voor", "als", "an", "auf", "das", "dem", "den", "der",
    "die", "ein", "eine", "fur", "im", "mit", "oder", "und", "von", "zu", "zum", "zur",
];

/// An identifier in a form, and the place that it has in its document: the identifiers of what it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    path: String,
    id: String,
    place: String,
}

/// Words as an identifier: small letters and digits, with a sign between words; empty where nothing is left.
#[must_use]
pub fn slug(words: &str, between: char) -> String {
    let parts = words.split(|c: char| !c.is_alphanumeric()).map(folded).filter(|word| !word.is_empty());
    let plain: Vec<String> = parts.filter(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric())).collect();
    let telling: Vec<&String> = plain.iter().filter(|word| !LITTLE.contains(&word.as_str())).collect();
    let words = if telling.is_empty() { plain.iter().collect() } else { telling };
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push(between);
        }
        slug.extend(word.chars().take(LONGEST));
    }
    slug
}

/// Fills in every identifier that was left empty beside a label. `taken` says whether the document's own one may not be
/// given; those of its rows are told apart among themselves.
#[must_use]
pub fn proposed(
    kind: DocumentKind,
    mut values: Values,
    gone: &BTreeSet<String>,
    taken: impl Fn(&str) -> bool,
) -> Values {
    for path in empty(kind.parts(), &values, "") {
        let group = path.strip_suffix("id").unwrap_or_default();
        let is_element = path.contains("element.");
        let between = if is_element { '_' } else { '-' };
        let base = label(&values, group).map(|words| slug(&words, between));
        let Some(base) = base.filter(|base| !base.is_empty()) else { continue };
        // An element is named within its block.
        let base = match path.split_once(".element.") {
            Some((block, _)) if is_element => format!("{}.{base}", values.get(&format!("{block}.id"))),
            _ => base,
        };
        let own = is_own(&path);
        for count in 1..=MOST_ALIKE {
            let id = if count == 1 { base.clone() } else { format!("{base}{between}{count}") };
            values.set(&path, &id);
            let places = named(kind, &values);
            let place = places.iter().find(|found| found.path == path).map(|found| found.place.clone());
            let alike = places.iter().filter(|found| Some(&found.place) == place.as_ref()).count();
            let was = place.is_some_and(|place| gone.contains(&place));
            if alike == 1 && !was && !(own && taken(&id)) {
                break;
            }
        }
    }
    values
}

/// So many things do not have one label.
const MOST_ALIKE: usize = 99;

/// Whether it is the identifier of the document itself, and not of a row of it.
#[must_use]
pub fn is_own(path: &str) -> bool {
    path.rsplit('.').next() == Some("id") && !path.split('.').any(|key| key.parse::<usize>().is_ok())
}

/// Every identifier that has not the form of one, or was given before and removed.
#[must_use]
pub fn faults(kind: DocumentKind, values: &Values, gone: &BTreeSet<String>) -> Vec<FieldFault> {
    let fault = |found: Named| {
        let fault = if !is_identifier(&found.id) {
            Fault::NotAnIdentifier
        } else if gone.contains(&found.place) {
            Fault::Reused
        } else {
            return None;
        };
        Some(FieldFault { path: found.path, fault })
    };
    named(kind, values).into_iter().filter_map(fault).collect()
}

/// Where the identifier of the document itself stands; none where its name is made of something else.
#[must_use]
pub fn own_place(kind: DocumentKind, values: &Values) -> Option<String> {
    named(kind, values).into_iter().map(|found| found.path).find(|path| is_own(path))
}

/// The places that texts of a document gave names to, and the one in force does not any more.
#[must_use]
pub fn gone<'v>(kind: DocumentKind, earlier: impl Iterator<Item = &'v Values>, now: &Values) -> BTreeSet<String> {
    let places = |values: &Values| named(kind, values).into_iter().map(|found| found.place).collect::<BTreeSet<_>>();
    let now = places(now);
    earlier.flat_map(places).filter(|place| !now.contains(place)).collect()
}

fn named(kind: DocumentKind, values: &Values) -> Vec<Named> {
    let mut found = Vec::new();
    walk(kind.parts(), values, "", "", &mut found);
    found
}

fn walk(parts: &[Part], values: &Values, prefix: &str, within: &str, found: &mut Vec<Named>) {
    let path = format!("{prefix}id");
    let own = parts.iter().any(is_name).then(|| values.get(&path)).filter(|id| !id.is_empty());
    let within = own.map_or_else(|| within.to_owned(), |id| format!("{within}/{id}"));
    if let Some(id) = own {
        found.push(Named { path, id: id.to_owned(), place: within.clone() });
    }
    for part in parts {
        let (path, within) = (format!("{prefix}{}", part.key), format!("{within}/{}", part.key));
        match &part.shape {
            Shape::Table(parts) | Shape::Maybe(parts) | Shape::Single(parts) => {
                walk(parts, values, &format!("{path}."), &within, found);
            }
            Shape::Rows(parts) => {
                for row in values.rows(&path) {
                    walk(parts, values, &format!("{path}.{row}."), &within, found);
                }
            }
            _ => {}
        }
    }
}

/// The number of a deliberation is none: the committee gives it.
fn is_name(part: &Part) -> bool {
    part.key == "id" && matches!(part.shape, Shape::Identifier)
}

/// The paths of identifiers that are empty where something stands beside them.
fn empty(parts: &[Part], values: &Values, prefix: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let path = format!("{prefix}id");
    if parts.iter().any(is_name) && values.get(&path).is_empty() {
        paths.push(path);
    }
    for part in parts {
        let path = format!("{prefix}{}", part.key);
        match &part.shape {
            Shape::Table(parts) | Shape::Maybe(parts) | Shape::Single(parts) => {
                paths.extend(empty(parts, values, &format!("{path}.")));
            }
            Shape::Rows(parts) => {
                paths.extend(
                    values.rows(&path).into_iter().flat_map(|row| empty(parts, values, &format!("{path}.{row}."))),
                );
            }
            _ => {}
        }
    }
    paths
}

/// What something is called, in the first language that says it; a limit on use has a text instead.
fn label(values: &Values, group: &str) -> Option<String> {
    let words =
        ["label", "text"].into_iter().flat_map(|key| LANGUAGES.map(|language| format!("{group}{key}.{language}")));
    words.map(|path| values.get(&path).to_owned()).find(|words| !words.is_empty())
}
