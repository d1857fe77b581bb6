//! The committees that deliberate, under the names that they have in each language: a text prints one of them.

use crate::folding::folded_line;
use crate::text::{Language, Text};

type Names = [&'static str; Language::ALL.len()];

/// In French, Dutch and German; the longer name of two that begin alike comes first.
const COMMITTEES: &[Names] = &[
    [
        "Comité sectoriel de la sécurité sociale et de la santé",
        "Sectoraal comité van de sociale zekerheid en van de gezondheid",
        "Sektorieller Ausschuss der sozialen Sicherheit und der Gesundheit",
    ],
    [
        "Comité sectoriel de la sécurité sociale",
        "Sectoraal comité van de sociale zekerheid",
        "Sektorieller Ausschuss der sozialen Sicherheit",
    ],
    ["Comité de sécurité de l’information", "Informatieveiligheidscomité", "Ausschuss für Informationssicherheit"],
    [
        "Comité de surveillance près la Banque-carrefour de la sécurité sociale",
        "Toezichtscomité bij de Kruispuntbank van de sociale zekerheid",
        "Überwachungsausschuss bei der Zentralen Datenbank der sozialen Sicherheit",
    ],
];

/// Their chambers and sections.
const CHAMBERS: &[Names] = &[
    [
        "chambre sécurité sociale et santé",
        "kamer sociale zekerheid en gezondheid",
        "Kammer soziale Sicherheit und Gesundheit",
    ],
    ["chambre autorité fédérale", "kamer federale overheid", "Kammer Föderalbehörde"],
    ["chambres réunies", "verenigde kamers", "vereinigte Kammern"],
    ["section sécurité sociale", "afdeling sociale zekerheid", "Abteilung soziale Sicherheit"],
    ["section santé", "afdeling gezondheid", "Abteilung Gesundheit"],
];

/// What a committee is called in each language, its chamber after a comma; one that is not known, as it is printed.
#[must_use]
pub fn committee_named(printed: &str) -> Text {
    let line = folded_line(printed);
    let Some((committee, rest)) = COMMITTEES.iter().find_map(|names| Some((names, rest_of(&line, names)?))) else {
        return Text::same(printed);
    };
    if rest.is_empty() {
        return text(committee);
    }
    match CHAMBERS.iter().find(|names| rest_of(rest, names) == Some("")) {
        Some(chamber) => {
            let (committee, chamber) = (text(committee), text(chamber));
            Text::in_each(|language| format!("{}, {}", committee.get(language), chamber.get(language)))
        }
        None => Text::same(printed),
    }
}

/// What follows one of the names.
fn rest_of<'l>(line: &'l str, names: &Names) -> Option<&'l str> {
    names.iter().find_map(|name| {
        let rest = line.strip_prefix(folded_line(name).as_str())?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim_start())
    })
}

fn text(names: &Names) -> Text {
    Text::in_each(|language| names[language as usize].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_committee_is_named_in_each_language_however_it_is_printed() {
        let named = committee_named("COMITÉ DE SÉCURITÉ DE L'INFORMATION Chambre sécurité sociale et santé");
        assert_eq!(named.nl, "Informatieveiligheidscomité, kamer sociale zekerheid en gezondheid");
        assert_eq!(named.fr, "Comité de sécurité de l’information, chambre sécurité sociale et santé");
        let section =
            committee_named("Sectoraal comité van de sociale zekerheid en van de gezondheid, Afdeling “gezondheid”");
        assert_eq!(section.fr, "Comité sectoriel de la sécurité sociale et de la santé, section santé");
        assert_eq!(
            committee_named("Toezichtscomité bij de Kruispuntbank van de Sociale Zekerheid").de,
            "Überwachungsausschuss bei der Zentralen Datenbank der sozialen Sicherheit"
        );
        assert_eq!(
            committee_named("Comité sectoriel de la sécurité sociale").nl,
            "Sectoraal comité van de sociale zekerheid"
        );
    }

    #[test]
    fn one_that_is_not_known_stays_as_it_is_printed() {
        for printed in ["Comité d’essai", "Comité de sécurité de l’information, chambre des phares", ""] {
            assert_eq!(committee_named(printed), Text::same(printed));
        }
    }
}
