//! What a reduction must not tell by its shape.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::attestation::{Attestation, AttestationStatus, Edition, Row, Value};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::consultation::{
    CellState, Exchange, IntegrationFacts, NissState, Permit, Request, RowView, decide,
};
use delibero_domain::identifier::ElementId;
use delibero_domain::niss::Niss;
use delibero_domain::period::Period;
use delibero_domain::role::Role;
use jiff::civil::date;

fn word<T: std::str::FromStr<Err: std::fmt::Debug>>(word: &str) -> T {
    word.parse().expect(word)
}

fn permit<'c>(catalogue: &'c Catalogue, recipient: &str, module: &str, purpose: &str) -> Permit<'c> {
    let request = Request {
        at: date(2025, 6, 1),
        recipient: word(recipient),
        service: word("hdi"),
        module: word(module),
        purpose: word(purpose),
        person_role: None,
        role: Some(Role::CaseWorker),
        batch: false,
        exchange: Exchange::Consultation,
        belongs_to: None,
        niss: NissState::Valid,
        confirmed: Vec::new(),
        integration: IntegrationFacts { recipient: true, sender: true, ..IntegrationFacts::default() },
    };
    decide(catalogue, &request).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn row(block: &str, values: &[(&str, Value)], rows: Vec<Row>) -> Row {
    let values: BTreeMap<_, _> = values.iter().map(|(element, value)| (word(element), value.clone())).collect();
    Row { block: word(block), values, rows }
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
    let attestation = Attestation {
        id: "a".to_owned(),
        edition: Edition::Version(1),
        status: AttestationStatus::Creation,
        quarter: word("2025Q1"),
        created: None,
        rows,
        filtered,
    };
    let person: Niss = word("85073099932");
    permit.reduce(person, &attestation).rows.clone()
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
fn records_of_a_regime_that_is_not_granted_leave_one_mark() {
    let catalogue = builtin().expect("a catalogue");
    let fund = permit(&catalogue, "construction-fund", "consult-attest", "long-term-illness-benefit");
    let self_employed = || allowance("incapacity", "selfEmployed", 2);
    let seen = reduced(&fund, vec![self_employed(), allowance("maternity", "general", 1), self_employed()]);
    assert_eq!(seen.len(), 2);
    assert!(seen[0].rows.is_empty());
    assert!(seen[0].cells.iter().all(|cell| matches!(cell.state, CellState::Withheld(_))));
    assert_eq!(seen[1].rows.len(), 1);
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
