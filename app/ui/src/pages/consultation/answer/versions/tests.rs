use jiff::civil::date;

use super::*;
use crate::pages::consultation::answer::tests::{granted, granted_page, html_in};
use crate::rendering;
use crate::session::AnswerLayout;

/// Three versions of the attestation of 2025Q1, the newest first: the second changed a payment and added one, the last
/// cancelled it.
fn page_of_versions() -> AnswerPage {
    let second = granted().records[1].clone();
    let mut first = RecordPage { version: Some(0), created: Some(date(2025, 2, 3)), ..second.clone() };
    let payments = &mut first.rows[0].rows;
    payments.pop();
    payments[1].cells[3].value = CellValue::Amount(100_000);
    let second = RecordPage { version: Some(1), ..second };
    let status = delibero_domain::record::RecordStatus::Cancellation;
    let third = RecordPage { version: Some(2), status, rows: Vec::new(), ..second.clone() };
    let mut page = granted_page();
    let AnswerOutcome::Granted(granted) = &mut page.outcome else { panic!("granted") };
    granted.records = vec![third, second, first];
    page
}

fn html(page: &AnswerPage, chosen: &Chosen, language: Language) -> String {
    rendering::html(language, |_| view_of(page, "2025Q1", chosen, language))
}

#[test]
fn what_changed_between_two_versions_is_shown_and_what_did_not_is_counted() {
    let chosen = Chosen { record: 0, older: Some(1), newer: Some(0) };
    let html = html(&page_of_versions(), &chosen, Language::Fr);
    let table = html.split("<table").nth(1).and_then(|rest| rest.split("</table>").next()).expect("a table");
    assert!(table.find("Version 0") < table.find("Version 1"), "the older one stands first: {table}");
    assert!(table.contains("Paiement – ligne modifiée") && table.contains("Paiement – ligne ajoutée"), "{table}");
    assert!(table.contains("1\u{202f}000,00") && table.contains("2\u{202f}511,12"), "{table}");
    assert!(!table.contains("Situation familiale"), "what is withheld whatever the record is no row");
    assert!(!table.contains("Nature du risque"), "the risk is the same");
    assert!(html.contains("Lignes inchangées\u{a0}: 2"), "the risk and one payment");
}

#[test]
fn without_a_choice_the_newest_is_compared_with_the_one_before() {
    for chosen in [Chosen::default(), Chosen { record: 0, older: Some(77), newer: None }] {
        let html = html(&page_of_versions(), &chosen, Language::Nl);
        assert!(html.contains("staat er niet meer in") && !html.contains("toegevoegd"), "{html}");
    }
}

#[test]
fn what_is_withheld_is_never_said_to_have_changed() {
    let mut page = page_of_versions();
    let AnswerOutcome::Granted(granted) = &mut page.outcome else { panic!("granted") };
    granted.records.remove(0);
    granted.records[1] = RecordPage { version: Some(0), ..granted.records[0].clone() };
    let same = html(&page, &Chosen::default(), Language::De);
    assert!(same.contains("nichts geändert, was Sie sehen dürfen") && !same.contains("<table"), "{same}");
}

#[test]
fn one_version_alone_says_no_more_than_that_none_is_shown() {
    let mut page = page_of_versions();
    let AnswerOutcome::Granted(granted) = &mut page.outcome else { panic!("granted") };
    granted.records.truncate(1);
    assert!(html(&page, &Chosen::default(), Language::Fr).contains("Aucune version antérieure"));
}

#[test]
fn a_record_that_was_sent_again_leads_to_its_versions() {
    let html = html_in(granted_page(), Language::Fr, AnswerLayout::Attestations);
    assert!(html.contains("/versions?of=2025Q1\""), "{html}");
    assert!(!html.contains("/versions?of=2025Q2\""), "what stands in has none");
}
