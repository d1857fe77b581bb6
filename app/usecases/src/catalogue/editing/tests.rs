use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::catalogue::files::BUILTIN;
use delibero_domain::catalogue::files::documents::{Document, documents};

use super::grid::{Described, Mark, marks, write_marks};
use super::identifiers::{faults, gone, proposed, slug};
use super::kind::DocumentKind;
use super::open::{document_of, values_of};
use super::save::described;
use super::values::{Fault, Values};
use crate::catalogue::ChangeRefusal;

fn shipped() -> Vec<Document> {
    documents(BUILTIN).unwrap()
}

fn shipped_values(name: &str) -> Values {
    let document = shipped().into_iter().find(|found| found.name == name).unwrap();
    values_of(DocumentKind::of(name).unwrap(), Some(&document.text)).unwrap()
}

fn sent(pairs: &[(&str, &str)]) -> Values {
    Values::of_pairs(pairs.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())))
}

fn with_described<T>(values: &Values, run: impl FnOnce(&Described<'_>) -> T) -> T {
    let blocks = described(values.get("deliberation"), values.get("authorisation.service"), &shipped());
    let blocks: BTreeMap<&str, Vec<&str>> =
        blocks.iter().map(|(block, of)| (block.as_str(), of.iter().map(String::as_str).collect())).collect();
    run(&blocks)
}

#[test]
fn every_document_that_ships_goes_through_its_form_unchanged() {
    for document in shipped() {
        let kind = DocumentKind::of(&document.name).unwrap_or_else(|| panic!("{} has no form", document.name));
        let values = values_of(kind, Some(&document.text)).unwrap().without_blank_rows(kind.parts());
        let again = document_of(kind, &values).unwrap_or_else(|wrong| panic!("{}: {wrong:?}", document.name));
        assert_eq!(again.text.trim(), document.text.trim(), "{}", document.name);
        // Their text says what they are of.
        if kind == DocumentKind::Cases {
            continue;
        }
        let stem = again.name.trim_end_matches(".toml");
        assert!(document.name.starts_with(stem), "{} is named {}", document.name, again.name);
    }
}

#[test]
fn what_is_missing_or_cannot_be_read_is_told_at_its_path() {
    let values = sent(&[
        ("deliberation", "23/058"),
        ("authorisation.recipient", "vdab"),
        ("authorisation.service", "hdi"),
        ("authorisation.points", "61"),
        ("authorisation.valid_from", "31/02/2025"),
        ("authorisation.module.4.id", "consult-attest"),
        ("authorisation.module.4.elements", "risk.niss"),
        ("authorisation.purpose.0.id", "reintegration"),
        ("authorisation.quality_codes.0.codes", "8, x"),
        ("authorisation.quality_codes.0.point", "61"),
    ]);
    let (faults, _) = document_of(DocumentKind::Authorisation, &values).unwrap_err();
    let told: Vec<_> = faults.iter().map(|found| (found.path.as_str(), found.fault)).collect();
    assert_eq!(
        told,
        [
            ("authorisation.valid_from", Fault::NotADay),
            ("authorisation.module.4.point", Fault::Missing),
            ("authorisation.quality_codes.0.codes", Fault::NotANumber),
        ]
    );
}

#[test]
fn days_are_read_as_people_write_them_and_kept_in_one_way() {
    let mut values = shipped_values("authorisations/20-130.cpas.hdi.toml");
    values.set("authorisation.valid_from", "1/2/2026");
    let document = document_of(DocumentKind::Authorisation, &values).unwrap();
    assert!(document.text.contains("valid_from = \"2026-02-01\""), "{}", document.text);
}

#[test]
fn blank_rows_and_rows_to_be_removed_are_left_out() {
    let parts = DocumentKind::CodeList.parts();
    let values = sent(&[
        ("list.id", "colours"),
        ("list.code.0.code", "1"),
        ("list.code.0.label.fr", "rouge"),
        ("list.code.1.code", "2"),
        ("list.code.1.remove", "yes"),
        ("list.code.2.says_nothing", "yes"),
    ]);
    let kept = values.without_blank_rows(parts);
    assert_eq!(kept.rows("list.code"), [0]);
}

#[test]
fn what_only_one_person_changed_is_taken_and_what_both_changed_is_told() {
    let base = sent(&[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]);
    let theirs = sent(&[("a", "2"), ("b", "1"), ("c", "3"), ("e", "5")]);
    let mine = sent(&[("a", "1"), ("b", "4"), ("c", "2"), ("d", "1")]);
    let (merged, conflicts) = mine.merged(&base, &theirs);
    assert_eq!(merged, sent(&[("a", "2"), ("b", "4"), ("c", "2"), ("e", "5")]));
    assert_eq!(conflicts, BTreeMap::from([("c".to_owned(), "3".to_owned())]));
}

#[test]
fn the_grid_says_what_the_rows_say_and_changes_nothing_by_itself() {
    let before = shipped_values("authorisations/23-058.onem.hdi.toml");
    let modules = ["notify-period", "consult-attest"];
    let elements = ["risk.niss", "risk.exit_code", "payment.indemnity_type"];
    with_described(&before, |described| {
        let grid = marks(&before, described, &modules, &elements);
        assert_eq!(grid[0], [Mark::Granted, Mark::None, Mark::None]);
        assert_eq!(grid[1][2], Mark::Granted, "payment.*");
        let mut after = before.clone();
        let unchanged: Vec<(String, String)> = modules
            .iter()
            .zip(&grid)
            .flat_map(|(module, marks)| {
                let named = elements.iter().zip(marks);
                named.map(move |(element, mark)| (format!("grid.{module}.{element}"), mark.word().to_owned()))
            })
            .collect();
        write_marks(&mut after, &Values::of_pairs(unchanged.into_iter()), described);
        assert_eq!(after, before);
    });
}

#[test]
fn a_mark_that_is_changed_is_written_into_the_rows() {
    let before = shipped_values("authorisations/23-058.onem.hdi.toml");
    let mut after = before.clone();
    let marked = sent(&[
        ("grid.notify-period.risk.exit_code", "granted"),
        ("grid.notify-period.risk.risk_nature", "none"),
        ("grid.consult-attest.payment.indemnity_type", "reduced"),
        ("grid.consult-attest.payment.indemnified_days", "excluded"),
        ("grid.consult-periods.risk.niss", "granted"),
    ]);
    with_described(&before, |described| {
        write_marks(&mut after, &marked, described);
        let grid = |module: &str, element: &str| marks(&after, described, &[module], &[element])[0][0];
        assert_eq!(grid("notify-period", "risk.exit_code"), Mark::Granted);
        assert_eq!(grid("notify-period", "risk.risk_nature"), Mark::None);
        assert_eq!(grid("consult-attest", "payment.indemnity_type"), Mark::Reduced);
        assert_eq!(grid("consult-attest", "payment.indemnified_days"), Mark::Excluded);
        assert_eq!(grid("consult-periods", "risk.niss"), Mark::Granted, "a module that was not granted before");
        assert_eq!(grid("consult-attest", "payment.gross_taxable_amount"), Mark::Granted, "the others stay");
    });
    let document = document_of(DocumentKind::Authorisation, &after).unwrap();
    assert!(document.text.contains("form = \"whether\""), "{}", document.text);
    let mut back = after.clone();
    let undone = sent(&[("grid.consult-attest.payment.indemnified_days", "granted")]);
    with_described(&before, |described| {
        write_marks(&mut back, &undone, described);
        assert_eq!(marks(&back, described, &["consult-attest"], &["payment.indemnified_days"])[0][0], Mark::Granted);
    });
    assert!(back.rows("authorisation.exclusion").len() < after.rows("authorisation.exclusion").len());
}

#[test]
fn a_pattern_is_taken_apart_where_one_of_its_elements_is_taken_out() {
    let before = shipped_values("authorisations/20-130.cpas.hdi.toml");
    let mut after = before.clone();
    with_described(&before, |described| {
        write_marks(&mut after, &sent(&[("grid.consult-attest.payment.document_type", "none")]), described);
        let path = after
            .rows("authorisation.module")
            .into_iter()
            .map(|row| format!("authorisation.module.{row}"))
            .find(|row| after.get(&format!("{row}.id")) == "consult-attest")
            .unwrap();
        let words: Vec<&str> = after.words(&format!("{path}.elements")).collect();
        assert!(words.contains(&"risk.*") && words.contains(&"payment.niss"), "{words:?}");
        assert!(!words.contains(&"payment.*") && !words.contains(&"payment.document_type"), "{words:?}");
    });
}

#[test]
fn a_whole_block_is_taken_or_taken_apart_by_its_own_mark() {
    let before = shipped_values("authorisations/23-058.onem.hdi.toml");
    let mut after = before.clone();
    with_described(&before, |described| {
        let of = |values: &Values, element: &str| marks(values, described, &["notify-period"], &[element])[0][0];
        assert_eq!(of(&before, "risk.*"), Mark::None);
        let whole = [("grid.notify-period.risk.*", "granted"), ("grid.notify-period.risk.regime", "none")];
        write_marks(&mut after, &sent(&whole), described);
        assert_eq!((of(&after, "risk.*"), of(&after, "risk.regime")), (Mark::Granted, Mark::Granted));
        let kept = after.clone();
        let unchanged = [("grid.notify-period.risk.*", "granted"), ("grid.notify-period.risk.regime", "granted")];
        write_marks(&mut after, &sent(&unchanged), described);
        assert_eq!(after, kept);
        write_marks(&mut after, &sent(&[("grid.notify-period.risk.*", "none")]), described);
        assert_eq!((of(&after, "risk.*"), of(&after, "risk.regime")), (Mark::None, Mark::Granted));
    });
}

#[test]
fn an_identifier_is_made_of_the_words_that_tell_something() {
    for (words, between, expected) in [
        ("Contrôle de la disponibilité", '-', "controle-disponibilite"),
        ("Montant théorique journalier", '_', "montant_theorique_journalier"),
        ("Aide à l’œuvre", '-', "aide-oeuvre"),
        ("Le", '-', "le"),
        ("–", '-', ""),
        (
            "une finalité dont le libellé est bien trop long pour un identifiant",
            '-',
            "finalite-dont-libelle-est-bien-trop-long",
        ),
    ] {
        assert_eq!(slug(words, between), expected, "{words}");
    }
}

#[test]
fn an_identifier_left_empty_is_proposed_from_the_label_and_one_that_is_taken_is_not() {
    let purpose = || sent(&[("purpose.label.nl", "Controle van de beschikbaarheid")]);
    let none = BTreeSet::new();
    let of = |taken: &str| {
        let filled = proposed(DocumentKind::Purpose, purpose(), &none, |id| id == taken);
        filled.get("purpose.id").to_owned()
    };
    assert_eq!(of(""), "controle-beschikbaarheid");
    assert_eq!(of("controle-beschikbaarheid"), "controle-beschikbaarheid-2");
    let typed = sent(&[("purpose.id", "availability"), ("purpose.label.fr", "Contrôle")]);
    assert_eq!(proposed(DocumentKind::Purpose, typed.clone(), &none, |_| true), typed);
    let service = sent(&[
        ("label.fr", "Chômage"),
        ("block.0.label.fr", "Droit valide"),
        ("block.0.element.0.label.fr", "Montant journalier"),
        ("block.0.element.1.label.fr", "Montant journalier"),
        ("module.0.label.fr", "Consultation du droit"),
    ]);
    let filled = proposed(DocumentKind::Service, service, &none, |_| false);
    for (path, id) in [
        ("id", "chomage"),
        ("block.0.id", "droit-valide"),
        ("block.0.element.0.id", "droit-valide.montant_journalier"),
        ("block.0.element.1.id", "droit-valide.montant_journalier_2"),
        ("module.0.id", "consultation-droit"),
    ] {
        assert_eq!(filled.get(path), id, "{path}");
    }
}

#[test]
fn an_identifier_that_named_something_else_is_never_given_again() {
    let of = |element: &str| sent(&[("id", "hdi"), ("block.0.id", "risk"), ("block.0.element.0.id", element)]);
    let (earlier, now) = (of("risk.old"), of("risk.new"));
    let gone = gone(DocumentKind::Service, [earlier.clone(), now.clone()].iter(), &now);
    let told = |values: &Values| faults(DocumentKind::Service, values, &gone).into_iter().map(|found| found.fault);
    assert_eq!(told(&earlier).collect::<Vec<_>>(), [Fault::Reused]);
    assert_eq!(told(&now).count(), 0);
    assert_eq!(told(&of("Risk New")).collect::<Vec<_>>(), [Fault::NotAnIdentifier]);
    let mut empty = now.clone();
    empty.set("block.0.element.1.label.fr", "old");
    let filled = proposed(DocumentKind::Service, empty, &gone, |_| false);
    assert_eq!(filled.get("block.0.element.1.id"), "risk.old_2");
}

#[test]
fn a_document_that_this_program_cannot_read_is_no_empty_form() {
    let document = shipped().into_iter().find(|found| found.name == "recipients/vdab.toml").unwrap();
    let read = |text: &str| values_of(DocumentKind::Recipient, Some(text));
    assert!(read(&document.text).is_ok() && values_of(DocumentKind::Recipient, None).unwrap() == Values::default());
    for text in [format!("{}tone = \"blue\"\n", document.text), "not TOML".to_owned(), "[[recipient]]\n".to_owned()] {
        assert!(matches!(read(&text), Err(ChangeRefusal::Unreadable(_))), "{text}");
    }
}
