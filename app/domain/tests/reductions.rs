//! What a reduction must not tell by its shape.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::authorisation::Source;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::consultation::{CellState, Permit, RowView, Scope, Seen, decide};
use delibero_domain::identifier::ElementId;
use delibero_domain::niss::Niss;
use delibero_domain::period::Period;
use delibero_domain::record::{Edition, Record, RecordStatus, RecordTime, Row, Value};
use jiff::civil::date;

mod requests;
use requests::{request, word};

fn permit<'c>(catalogue: &'c Catalogue, recipient: &str, module: &str, purpose: &str) -> Permit<'c> {
    let mut request = request(recipient, "hdi", module, purpose);
    request.integration.legal_context = Some("A".to_owned());
    request.person_role = (recipient == "cpas").then(|| word("applicant"));
    decide(catalogue, &request).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn row(block: &str, values: &[(&str, Value)], rows: Vec<Row>) -> Row {
    let values: BTreeMap<_, _> = values.iter().map(|(element, value)| (word(element), value.clone())).collect();
    Row { shape: word(block), values, rows, filtered: BTreeSet::new() }
}

fn allowance(risk: &str, regime: &str, payments: usize) -> Row {
    let period = Value::Period(Period { begin: date(2025, 1, 13), end: Some(date(2025, 3, 16)) });
    let payment = row("payment", &[("payment.payment_period", period.clone())], Vec::new());
    let values = [
        ("risk.risk_nature", Value::Code(risk.to_owned())),
        ("risk.regime", Value::Code(regime.to_owned())),
        ("risk.risk_period", period),
    ];
    row("risk", &values, vec![payment; payments])
}

fn reduced(permit: &Permit<'_>, rows: Vec<Row>) -> Vec<RowView> {
    reduced_with(permit, rows, BTreeSet::new())
}

fn reduced_with(permit: &Permit<'_>, rows: Vec<Row>, filtered: BTreeSet<ElementId>) -> Vec<RowView> {
    let person: Niss = word("85073099932");
    permit.reduce(person, &attestation(rows, filtered)).map(|seen| seen.rows.clone()).unwrap_or_default()
}

fn attestation(rows: Vec<Row>, filtered: BTreeSet<ElementId>) -> Record {
    Record {
        id: "a".to_owned(),
        edition: Edition::Version(1),
        status: RecordStatus::Creation,
        kind: word("attestation"),
        sender: None,
        time: RecordTime::Quarter(word("2025Q1")),
        created: None,
        rows,
        filtered,
    }
}

#[test]
fn who_may_not_see_the_risk_cannot_tell_it_from_what_is_withheld() {
    let catalogue = builtin().expect("a catalogue");
    let groeipakket = permit(&catalogue, "infino", "consult-periods", "social-supplement");
    let seen = |risk| reduced(&groeipakket, vec![allowance(risk, "general", 1)]);
    assert_eq!(seen("incapacity"), seen("paternity"));
    let vdab = permit(&catalogue, "vdab", "consult-attest", "reintegration");
    let seen = |risk| reduced(&vdab, vec![allowance(risk, "general", 0)]);
    assert_ne!(seen("incapacity"), seen("paternity"), "who may see the risk is told why");
}

#[test]
fn who_may_see_no_payment_cannot_count_them() {
    let catalogue = builtin().expect("a catalogue");
    let vdab = permit(&catalogue, "vdab", "consult-attest", "reintegration");
    let seen = |payments| reduced(&vdab, vec![allowance("incapacity", "general", payments)]);
    assert_eq!(seen(0), seen(3));
    let onem = permit(&catalogue, "onem", "consult-attest", "recovery");
    assert_eq!(reduced(&onem, vec![allowance("incapacity", "general", 3)])[0].rows.len(), 3);
}

#[test]
fn records_of_a_regime_that_is_not_granted_leave_no_mark() {
    let catalogue = builtin().expect("a catalogue");
    let fund = permit(&catalogue, "construction-fund", "consult-attest", "long-term-illness-benefit");
    let self_employed = || allowance("incapacity", "selfEmployed", 2);
    let general = || allowance("maternity", "general", 1);
    let seen = reduced(&fund, vec![self_employed(), general(), self_employed()]);
    assert_eq!(seen, reduced(&fund, vec![general()]));
    assert_eq!(seen[0].rows.len(), 1);
    assert_eq!(fund.reduce(word("85073099932"), &attestation(vec![self_employed()], BTreeSet::new())), None);
    let cancelled = attestation(Vec::new(), BTreeSet::new());
    assert_eq!(fund.reduce(word("85073099932"), &cancelled), None, "it may have been of the other regime");
    let vdab = permit(&catalogue, "vdab", "consult-attest", "reintegration");
    assert!(vdab.reduce(word("85073099932"), &cancelled).is_some());
}

#[test]
fn who_need_not_know_of_payments_sees_what_they_say_and_not_that_there_are_any() {
    let catalogue = builtin().expect("a catalogue");
    let inspection = permit(&catalogue, "onss-inspection", "consult-attest", "social-inspection");
    let paid = |natures: &[&str]| {
        let mut record = allowance("incapacity", "general", natures.len());
        for (payment, nature) in record.rows.iter_mut().zip(natures) {
            payment.values.insert(word("payment.indemnity_nature"), Value::Code((*nature).to_owned()));
        }
        reduced(&inspection, vec![record])
    };
    assert_eq!(paid(&["AD", "AC", "AD"]), paid(&["AC", "AD"]));
    assert_eq!(paid(&["AC", "AD"])[0].rows.len(), 2);
    let unsaid = reduced(&inspection, vec![allowance("incapacity", "general", 3)]);
    assert_eq!(unsaid, paid(&[]));
    assert_eq!(unsaid[0].rows.len(), 1, "as if there always were one");
}

#[test]
fn payments_outside_the_history_are_not_counted() {
    let catalogue = builtin().expect("a catalogue");
    let candidates = permit(&catalogue, "slrb", "consult-periods", "application-management");
    let seen = |payments| reduced(&candidates, vec![allowance("incapacity", "general", payments)]);
    assert_eq!(seen(3), seen(0), "point 79.6: they ended before the current quarter");
}

#[test]
fn what_may_be_seen_is_said_without_looking_at_a_record() {
    let catalogue = builtin().expect("a catalogue");
    let scope = permit(&catalogue, "forem", "consult-attest", "availability-control").scope();
    assert_eq!(scope.regimes, Some((vec!["general".to_owned()], Source::new("23/058", "61"))));
    let seen: Vec<_> = scope.blocks.iter().map(|(_, seen, source)| (*seen, source.point.as_str())).collect();
    assert_eq!(seen, [(Seen::Records, "61"), (Seen::Nothing, "61")]);
    let of_some_risks = |scope: Scope| {
        let told = scope.risks.into_iter();
        told.map(|(elements, risks, source)| (elements.iter().count(), risks.join(" "), source.point))
            .collect::<Vec<_>>()
    };
    assert_eq!(of_some_risks(scope), [(1, "incapacity maternity".to_owned(), "61".to_owned())]);
    let children = permit(&catalogue, "infino", "consult-periods", "social-supplement").scope();
    assert_eq!(of_some_risks(children), [(1, "incapacity maternity".to_owned(), "71".to_owned())]);
    let dwellings = permit(&catalogue, "housing-companies", "consult-attest", "rent-calculation").scope();
    assert_eq!(of_some_risks(dwellings), [], "the closure reason is not granted at all");
    let scope = permit(&catalogue, "onss-inspection", "consult-attest", "social-inspection").scope();
    assert_eq!(scope.regimes.map(|(regimes, _)| regimes.len()), Some(2));
    assert_eq!((scope.blocks[1].1, scope.blocks[1].2.point.as_str()), (Seen::Values, "10"));
    let scope = permit(&catalogue, "slrb", "consult-periods", "application-management").scope();
    let since: Vec<_> = scope.histories.iter().map(|(day, _, source)| (*day, source.point.as_str())).collect();
    assert_eq!(since, [(date(2025, 4, 1), "79.6")]);
}

#[test]
fn what_the_network_removed_is_told_apart_where_it_is_granted_and_nowhere_else() {
    let catalogue = builtin().expect("a catalogue");
    let vdab = permit(&catalogue, "vdab", "consult-attest", "reintegration");
    let filtered = ["risk.dossier_start_date", "risk.risk_nature", "risk.risk_period", "risk.niss"].map(word).into();
    let seen = reduced_with(
        &vdab,
        vec![row("risk", &[("risk.regime", Value::Code("general".to_owned()))], Vec::new())],
        filtered,
    );
    let state = |id: &str| &seen[0].cells.iter().find(|cell| cell.element.as_str() == id).expect("a cell").state;
    assert_eq!(*state("risk.risk_period"), CellState::Filtered);
    assert!(matches!(state("risk.niss"), CellState::Granted(Some(Value::Niss(_)))));
    assert!(matches!(state("risk.dossier_start_date"), CellState::Withheld(_)));
    assert_eq!(*state("risk.regime"), CellState::Granted(Some(Value::Code("general".to_owned()))));
}

/// Payments removed as a whole are told apart from payments that there are none of, to whom their records are shown.
#[test]
fn rows_that_the_network_removed_are_told_only_to_whom_they_are_shown() {
    let catalogue = builtin().expect("a catalogue");
    let filtered: BTreeSet<ElementId> =
        ["payment.niss", "payment.gross_taxable_amount", "payment.document_type"].map(word).into();
    let said = |permit: &Permit<'_>, row: Row, filtered: &BTreeSet<ElementId>| -> Vec<String> {
        let seen = reduced_with(permit, vec![row], filtered.clone());
        seen.iter().flat_map(|row| &row.filtered).map(ToString::to_string).collect()
    };
    let cpas = permit(&catalogue, "cpas", "consult-attest", "social-inquiry");
    let both = ["payment.document_type", "payment.gross_taxable_amount"];
    assert_eq!(said(&cpas, allowance("incapacity", "general", 0), &filtered), both);
    assert!(said(&cpas, allowance("incapacity", "general", 0), &BTreeSet::new()).is_empty(), "absent");
    assert!(said(&cpas, allowance("incapacity", "general", 1), &filtered).is_empty(), "the cells say it");
    let own = Row { filtered: filtered.clone(), ..allowance("incapacity", "general", 0) };
    assert_eq!(said(&cpas, own.clone(), &BTreeSet::new()), both, "removed of this risk");
    // 23/058 point 57: no payment; point 10: what payments say, but not that there are any; 61: one regime.
    let vdab = permit(&catalogue, "vdab", "consult-attest", "reintegration");
    assert!(said(&vdab, own.clone(), &filtered).is_empty());
    let onss = permit(&catalogue, "onss-inspection", "consult-attest", "social-inspection");
    assert!(said(&onss, own, &filtered).is_empty());
    let forem = permit(&catalogue, "forem", "consult-attest", "reintegration");
    let hidden = Row { filtered: ["risk.risk_period"].map(word).into(), ..allowance("incapacity", "selfEmployed", 0) };
    let shown = row("risk", &[("risk.regime", Value::Code("general".to_owned()))], Vec::new());
    let alone = reduced(&forem, vec![shown.clone()]);
    assert_eq!(reduced(&forem, vec![shown, hidden]), alone, "what was removed of a hidden record is not told");
}

#[test]
fn an_attestation_of_which_all_rows_were_removed_says_so() {
    let catalogue = builtin().expect("a catalogue");
    let filtered: BTreeSet<ElementId> = ["risk.risk_nature", "payment.gross_taxable_amount"].map(word).into();
    let of = |recipient: &str, purpose: &str| -> Vec<String> {
        let permit = permit(&catalogue, recipient, "consult-attest", purpose);
        let seen = permit.reduce(word("85073099932"), &attestation(Vec::new(), filtered.clone())).expect("a head");
        seen.filtered.iter().map(ToString::to_string).collect()
    };
    assert_eq!(of("cpas", "social-inquiry"), ["risk.risk_nature", "payment.gross_taxable_amount"]);
    assert_eq!(of("vdab", "reintegration"), ["risk.risk_nature"]);
}
