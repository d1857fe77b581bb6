//! Whatever a file or a NISS says, reading it ends, never panics, and what is accepted is sound.
//!
//! Bounded here; `make fuzz CASES=1000000` runs the same longer.

use delibero_domain::catalogue::files::{BUILTIN, read};
use delibero_domain::consultation::{RecordFacts, decide};
use delibero_domain::niss::Niss;
use proptest::prelude::*;

mod requests;
use requests::request;

/// How many cases each test tries: by hand, more.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("DELIBERO_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(usual), failure_persistence: None, ..ProptestConfig::default() }
}

/// A change of a text: where, how much is cut, and what comes there: a word of its own kind, of another place, or none.
type Change = (prop::sample::Index, usize, Piece);

#[derive(Clone, Debug)]
enum Piece {
    Word(&'static str),
    Elsewhere(prop::sample::Index, usize),
    Bytes(Vec<u8>),
}

const WORDS: &[&str] = &[
    "[[",
    "]]",
    "[",
    "]",
    "{",
    "}",
    "=",
    "\"",
    "'''",
    "#",
    "\n",
    ",",
    ".",
    "*",
    "true",
    "-1",
    "0",
    "99999999999999999999",
    "\"payment.*\"",
    "\"risk.niss\"",
    "\"2024-02-30\"",
    "point = \"\"\n",
    "[[authorisation]]\n",
    "[[authorisation.member]]\n",
    "beyond_module = true\n",
    "years = 32767",
    "years = -1",
    "id = \"capac\"\n",
    "recipient = \"onem\"\n",
    "\u{feff}",
    "é",
    "\0",
];

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let piece = prop_oneof![
        3 => prop::sample::select(WORDS).prop_map(Piece::Word),
        3 => (any::<prop::sample::Index>(), 1_usize..200).prop_map(|(from, length)| Piece::Elsewhere(from, length)),
        1 => prop::collection::vec(any::<u8>(), 0..8).prop_map(Piece::Bytes),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), 0_usize..60, piece), 1..5)
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (place, cut, piece) in changes {
        let new = match piece {
            Piece::Word(word) => word.as_bytes().to_vec(),
            Piece::Bytes(new) => new.clone(),
            Piece::Elsewhere(from, length) => {
                let from = from.index(bytes.len() + 1);
                bytes[from..(from + length).min(bytes.len())].to_vec()
            }
        };
        let from = place.index(bytes.len() + 1);
        bytes.splice(from..(from + cut).min(bytes.len()), new);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The shipped files, one of them changed.
fn files(which: usize, text: &str) -> Vec<(&str, &str)> {
    let mut files = BUILTIN.to_vec();
    files[which].1 = text;
    files
}

/// Every recipient asks for everything: no grant may reach beyond what its module was granted.
fn try_deciding(catalogue: &delibero_domain::catalogue::Catalogue) {
    for found in catalogue.authorisations() {
        let Some(service) = catalogue.service(found.service.as_str()) else { continue };
        for (grant, purpose) in found.modules.iter().flat_map(|grant| found.purposes.iter().map(move |it| (grant, it)))
        {
            let module = service.modules[grant.module].id.as_str();
            let request = request(found.recipient.as_str(), service.id.as_str(), module, purpose.id.as_str());
            if let Ok(permit) = decide(catalogue, &request) {
                let verdict =
                    permit.judge(RecordFacts { regime: Some("general"), risk: Some("incapacity"), period: None });
                let beyond = verdict.granted().without(
                    permit
                        .authorisation()
                        .modules
                        .iter()
                        .fold(delibero_domain::catalogue::ElementSet::default(), |all, grant| all.or(grant.granted)),
                );
                assert!(beyond.is_empty());
                assert_eq!(verdict.granted().iter().count() + verdict.reasons().count(), service.elements.len());
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn changed_catalogue_files(which in 0..BUILTIN.len(), changes in changes()) {
        let text = changed(BUILTIN[which].1, &changes);
        match read(&files(which, &text)) {
            Ok(catalogue) => try_deciding(&catalogue),
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                for error in &errors {
                    let lines = if error.file == BUILTIN[which].0 { text.matches('\n').count() + 1 } else { usize::MAX };
                    prop_assert!((1..=lines).contains(&error.line), "{error}");
                    prop_assert!(!error.key.is_empty() && !error.what.to_string().is_empty(), "{error}");
                }
            }
        }
    }

    #[test]
    fn random_catalogue_files(name in prop::sample::select(vec!["terms.toml", "services/x.toml", "deliberations/x.toml", "x"]), text in ".{0,300}") {
        // A file that says nothing is one of terms.
        let says_nothing = toml::from_str::<toml::Table>(&text).is_ok_and(|table| table.is_empty());
        prop_assert!(says_nothing || read(&[(name, &text)]).is_err());
    }
}

proptest! {
    #![proptest_config(cases(20_000))]

    #[test]
    fn words_as_niss(word in prop_oneof![".{0,20}", "[0-9 ./-]{0,24}", "[0-9]{11}"]) {
        if let Ok(niss) = word.parse::<Niss>() {
            let formatted = niss.reveal_formatted();
            prop_assert_eq!(formatted.parse::<Niss>().ok(), Some(niss));
            prop_assert!(!format!("{niss:?}").contains(&formatted), "a NISS must not stand in a trace");
        }
    }

    #[test]
    fn every_first_nine_digits_have_check_digits_that_pass(nine in 0_u32..1_000_000_000) {
        let passing = (1..=97).filter(|check| format!("{nine:09}{check:02}").parse::<Niss>().is_ok()).count();
        prop_assert!(passing <= 2, "at most one for each century");
    }
}
