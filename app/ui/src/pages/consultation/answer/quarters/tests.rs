use super::*;
use crate::pages::consultation::answer::tests::{granted, granted_page, html_in};
use crate::pages::consultation::view::AnswerOutcome;
use crate::session::AnswerLayout;
use delibero_domain::text::Language;

#[test]
fn rows_that_differ_are_added_up_or_counted() {
    let granted = granted();
    let paid = &granted.records[1];
    assert!(matches!(told(paid, 7), Told::Sum(355_040, _, 3)), "amounts: {:?}", told(paid, 7));
    assert!(matches!(told(paid, 5), Told::Several(3)), "codes that differ are counted");
    assert!(matches!(told(paid, 4), Told::Value(CellValue::Niss(_))), "the same in every row");
    assert!(matches!(told(paid, 8), Told::Withheld(_)));
    assert_eq!(told(&granted.records[2], 7), Told::NoRow);
}

#[test]
fn a_change_between_quarters_is_marked_in_words_and_what_is_always_withheld_stands_once() {
    let page = html_in(granted_page(), Language::Fr, AnswerLayout::Quarters);
    let table = page.split("<table class=\"quarters\"").nth(1).and_then(|rest| rest.split("</table>").next());
    let table = table.expect("a table of quarters");
    let head: Vec<_> = ["T4\u{a0}2024", "T1\u{a0}2025", "T2\u{a0}2025"].map(|quarter| table.find(quarter)).to_vec();
    assert!(head.is_sorted() && head[0].is_some(), "oldest first: {head:?}");
    let row = |label: &str| table.split("<tr>").find(|row| row.contains(label)).map(str::to_owned).expect("a row");
    assert!(row("Montant brut imposable").contains("3 lignes"), "{}", row("Montant brut imposable"));
    assert!(row("Période du risque").contains(">changé <"), "not by colour alone: {}", row("Période du risque"));
    assert!(!row("Motif de clôture").contains("changé <") || row("Motif de clôture").contains("aucune ligne"));
    assert!(
        !table.contains("Organisme assureur") && page.contains("Retenus dans toute attestation\u{a0}: 2"),
        "{page}"
    );
    assert!(page.contains("Sans attestation\u{a0}: T3\u{a0}2024"), "a gap is said");
    assert!(page.contains("aria-current=\"page\"") && page.contains("?view=attestations#attestations"));
}

#[test]
fn quarters_that_are_more_than_a_sheet_holds_go_on_below_and_a_change_between_is_marked() {
    let mut page = granted_page();
    let AnswerOutcome::Granted(granted) = &mut page.outcome else { panic!("granted") };
    let (old, new) = (granted.records[1].clone(), granted.records[0].clone());
    let (like, other) = (vec![old; ON_A_SHEET], vec![new]);
    granted.records = other.into_iter().chain(like).collect();
    let html = html_in(page, Language::Fr, AnswerLayout::Quarters);
    let tables: Vec<_> = html.split("<table class=\"quarters\"").skip(1).collect();
    assert_eq!(tables.len(), 2);
    assert!(!tables[0].contains(">changé <"), "the first ten are alike");
    assert!(tables[1].contains(">changé <"), "the last is not like the tenth");
}
