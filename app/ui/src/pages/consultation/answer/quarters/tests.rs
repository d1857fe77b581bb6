use super::*;
use crate::pages::consultation::answer::tests::{granted, granted_page, html_in};
use crate::session::AnswerLayout;
use delibero_domain::text::Language;

#[test]
fn rows_that_differ_are_added_up_or_counted() {
    let granted = granted();
    let paid = &granted.attestations[1];
    assert!(matches!(told(paid, 7), Told::Sum(355_040, _, 3)), "amounts: {:?}", told(paid, 7));
    assert!(matches!(told(paid, 5), Told::Several(3)), "codes that differ are counted");
    assert!(matches!(told(paid, 4), Told::Value(CellValue::Niss(_))), "the same in every row");
    assert!(matches!(told(paid, 8), Told::Withheld(_)));
    assert_eq!(told(&granted.attestations[2], 7), Told::NoRow);
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
    assert!(!table.contains("Organisme assureur") && page.contains("Retenus dans toute attestation : 2"), "{page}");
    assert!(page.contains("Sans attestation : T3\u{a0}2024"), "a gap is said");
    assert!(page.contains("aria-current=\"page\"") && page.contains("?view=attestations#attestations"));
}
