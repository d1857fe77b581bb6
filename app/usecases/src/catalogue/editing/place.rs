//! Where in its form a fault of a document is: the reader names a key of the file, the form has paths.

use delibero_domain::catalogue::files::CatalogueError;

use super::kind::DocumentKind;
use super::shape::{Part, Shape, TOML};
use super::values::{LANGUAGES, Values};

/// The path of the field, or of the group, that a fault of a document is about; none where its key names none.
#[must_use]
pub fn place_of(kind: DocumentKind, values: &Values, error: &CatalogueError) -> Option<String> {
    if kind == DocumentKind::Cases {
        return Some(TOML.to_owned());
    }
    let word = error.what.word();
    let key = match error.key.strip_prefix("authorisation.") {
        Some(rest) if kind == DocumentKind::Authorisation => of_recipient(values, rest),
        _ => error.key.as_str(),
    };
    if key.is_empty() {
        // The authorisation as a whole: a word of it is wrong.
        return word.and_then(|word| holding(values, "", word));
    }
    find(kind.parts(), values, "", key, word)
}

/// What follows the recipient in the key of an authorisation.
fn of_recipient<'k>(values: &Values, key: &'k str) -> &'k str {
    let recipient = values.get("authorisation.recipient");
    key.strip_prefix(recipient).map_or(key, |rest| rest.trim_start_matches('.'))
}

/// The first place, group within group, that a key may mean.
fn find(parts: &'static [Part], values: &Values, prefix: &str, key: &str, word: Option<&str>) -> Option<String> {
    let direct = parts.iter().find_map(|part| {
        let rest = key.strip_prefix(part.key)?;
        let rest = if rest.is_empty() { rest } else { rest.strip_prefix('.')? };
        within(part, values, &format!("{prefix}{}", part.key), rest, word)
    });
    direct.or_else(|| {
        parts.iter().find_map(|part| {
            let path = format!("{prefix}{}", part.key);
            match &part.shape {
                Shape::Table(parts) | Shape::Maybe(parts) | Shape::Single(parts) => {
                    find(parts, values, &format!("{path}."), key, word)
                }
                Shape::Rows(parts) => values
                    .rows(&path)
                    .into_iter()
                    .find_map(|row| find(parts, values, &format!("{path}.{row}."), key, word)),
                _ => None,
            }
        })
    })
}

/// The place in a part that the rest of a key means.
fn within(part: &'static Part, values: &Values, path: &str, rest: &str, word: Option<&str>) -> Option<String> {
    match &part.shape {
        Shape::Table(parts) | Shape::Maybe(parts) | Shape::Single(parts) if !rest.is_empty() => {
            find(parts, values, &format!("{path}."), rest, word).or_else(|| of_id(parts, values, path, rest, word))
        }
        Shape::Rows(parts) if !rest.is_empty() => values
            .rows(path)
            .into_iter()
            .find_map(|row| of_id(parts, values, &format!("{path}.{row}"), rest, word))
            .or_else(|| all_rows(parts, values, path, rest, word)),
        Shape::Text if LANGUAGES.contains(&rest) => Some(format!("{path}.{rest}")),
        // The list of rows has no field of its own: the row that holds the word, or the list.
        Shape::Rows(_) => Some(word.and_then(|word| holding(values, path, word)).unwrap_or_else(|| path.to_owned())),
        _ => rest.is_empty().then(|| path.to_owned()),
    }
}

/// What a key means in whichever row it fits.
fn all_rows(parts: &'static [Part], values: &Values, path: &str, rest: &str, word: Option<&str>) -> Option<String> {
    let rows = values.rows(path).into_iter();
    let places: Vec<String> =
        rows.filter_map(|row| find(parts, values, &format!("{path}.{row}."), rest, word)).collect();
    let fits = |place: &&String| match word {
        Some(word) => holds(values.get(place), word),
        None => values.get(place).is_empty(),
    };
    places.iter().find(fits).or(places.first()).cloned()
}

/// A key that goes on with the identifier of a row: the field behind it, or the one that holds the word, or the first.
fn of_id(parts: &'static [Part], values: &Values, row: &str, rest: &str, word: Option<&str>) -> Option<String> {
    let ids = ["id", "number", "code"].iter().filter(|key| parts.iter().any(|part| part.key == **key));
    ids.filter_map(|key| {
        let id = values.get(&format!("{row}.{key}"));
        let behind = rest.strip_prefix(id).filter(|_| !id.is_empty())?;
        if !behind.is_empty() {
            return find(parts, values, &format!("{row}."), behind.strip_prefix('.')?, word);
        }
        let field = word.and_then(|word| holding(values, row, word));
        Some(field.unwrap_or_else(|| format!("{row}.{key}")))
    })
    .next()
}

/// The first field below a path that holds a word.
fn holding(values: &Values, path: &str, word: &str) -> Option<String> {
    let below = |found: &str| path.is_empty() || found.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
    let mut fields = values.iter().filter(|(found, _)| below(found));
    fields.find(|(_, value)| holds(value, word)).map(|(found, _)| found.to_owned())
}

fn holds(value: &str, word: &str) -> bool {
    value.split(['\n', ' ', ',']).any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use delibero_domain::catalogue::files::documents::{Document, documents};
    use delibero_domain::catalogue::files::{BUILTIN, read};

    use super::super::open::values_of;
    use super::*;

    /// The places of what is wrong in a document that ships, with something in it replaced.
    fn places(name: &str, from: &str, to: &str) -> Vec<String> {
        let mut all = documents(BUILTIN).expect("the shipped catalogue");
        let document: &mut Document = all.iter_mut().find(|found| found.name == name).expect("a document");
        assert!(document.text.contains(from), "{name} has no {from}");
        document.text = document.text.replacen(from, to, 1);
        let kind = DocumentKind::of(name).expect("a kind");
        let values = values_of(kind, Some(&document.text)).expect("a form");
        let files: Vec<(&str, &str)> = all.iter().map(|found| (found.name.as_str(), found.text.as_str())).collect();
        let errors = read(&files).expect_err("something wrong");
        let own = errors.iter().filter(|error| error.file == name);
        own.map(|error| place_of(kind, &values, error).unwrap_or_else(|| panic!("{error} has no place"))).collect()
    }

    #[test]
    fn a_fault_is_at_its_field() {
        let vdab = "authorisations/23-058.vdab.hdi.toml";
        assert_eq!(places(vdab, "recipient = \"vdab\"", "recipient = \"vdib\""), ["authorisation.recipient"]);
        assert_eq!(places(vdab, "service = \"hdi\"", "service = \"hdj\""), ["authorisation.service"]);
        let modules = places(vdab, "id = \"consult-attest\"", "id = \"consult-attests\"");
        assert!(modules.iter().any(|found| found.starts_with("authorisation.module.")), "{modules:?}");
        let purposes = places(vdab, "id = \"reintegration\"", "id = \"reintegrations\"");
        assert!(purposes.iter().any(|found| found.starts_with("authorisation.purpose.")), "{purposes:?}");
    }

    #[test]
    fn an_element_outside_its_block_is_at_the_row_that_holds_it() {
        let deliberation = "deliberations/23-058.toml";
        let places = places(deliberation, "\"risk.regime\"", "\"payment.document_type\"");
        assert!(places.iter().any(|found| found.starts_with("block.") && found.ends_with(".elements")), "{places:?}");
        let service = "services/hdi.toml";
        let found = self::places(service, "id = \"risk.regime\"", "id = \"payment.regime\"");
        assert!(found.iter().any(|found| found.ends_with(".id") && found.contains(".element.")), "{found:?}");
    }

    #[test]
    fn a_point_that_is_not_of_the_text_is_at_the_row_that_names_it() {
        let places = places("points/20-130.toml", "points = [\"3\"]", "points = [\"33\"]");
        assert_eq!(places, ["not_for_a_machine.1.points"]);
    }

    #[test]
    fn a_translation_that_is_missing_is_at_its_language() {
        let name = "recipients/vdab.toml";
        let text =
            documents(BUILTIN).expect("documents").into_iter().find(|found| found.name == name).expect("it").text;
        let dutch = text.lines().find(|line| line.starts_with("nl = ")).expect("a Dutch label").to_owned();
        assert_eq!(places(name, &format!("{dutch}\n"), ""), ["recipient.label.nl"]);
    }
}
