//! Two stores that differ only in what a recipient may not see give the same answer, whatever stands in them.
//!
//! What may not be seen is read in the texts here, a second time, and shares no code with the engine.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use delibero_domain::attestation::{Attestation, AttestationStatus, Edition, Hundredths, Row, Value};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::consultation::{Exchange, IntegrationFacts, NissState, Permit, Request, decide};
use delibero_domain::niss::Niss;
use delibero_domain::period::Period;
use delibero_domain::role::Role;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| builtin().expect("a catalogue"));

const TODAY: Date = date(2025, 6, 1);
const RISKS: [&str; 6] = ["incapacity", "maternity", "paternity", "breastfeeding", "adoption", "fosterPlacement"];
/// The first two have a closure reason in point 71.
const CLOSED: usize = 2;

/// What one recipient may not see, as the text says it.
struct Desk {
    recipient: &'static str,
    module: &'static str,
    purpose: &'static str,
    /// The regimes whose records do not exist for it; the last stands for one that is not said.
    hidden_regimes: &'static [&'static str],
    hidden_elements: &'static [&'static str],
    payments: Payments,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Payments {
    Seen,
    /// No payment is seen.
    Hidden,
    /// Their natures are seen, their number is not (point 10).
    Natures,
    /// Only those of the current quarter are seen (point 79.6).
    Current,
}

const DESKS: [Desk; 5] = [
    Desk {
        recipient: "forem",
        module: "consult-attest",
        purpose: "reintegration",
        hidden_regimes: &["selfEmployed", "other", ""],
        hidden_elements: &["risk.exit_code", "risk.dossier_start_date", "risk.social_status"],
        payments: Payments::Hidden,
    },
    Desk {
        recipient: "onss-inspection",
        module: "consult-attest",
        purpose: "social-inspection",
        hidden_regimes: &[],
        hidden_elements: &["risk.risk_nature", "risk.exit_code", "risk.dossier_start_date", "risk.social_status"],
        payments: Payments::Natures,
    },
    Desk {
        recipient: "slrb",
        module: "consult-periods",
        purpose: "application-management",
        hidden_regimes: &[],
        hidden_elements: &["risk.risk_nature", "risk.exit_code", "risk.social_status", "payment.document_type"],
        payments: Payments::Current,
    },
    Desk {
        recipient: "infino",
        module: "consult-periods",
        purpose: "social-supplement",
        hidden_regimes: &[],
        hidden_elements: &["risk.exit_code", "risk.dossier_start_date", "payment.document_type"],
        payments: Payments::Seen,
    },
    Desk {
        recipient: "vdab",
        module: "consult-attest",
        purpose: "reintegration",
        hidden_regimes: &[],
        hidden_elements: &["risk.exit_code", "risk.dossier_start_date", "risk.social_status"],
        payments: Payments::Hidden,
    },
];

/// A record before it is written: the risk, the regime, a closure reason, hidden words, payments.
#[derive(Clone, Debug)]
struct Drawn {
    risk: usize,
    regime: &'static str,
    closure: Option<u8>,
    hidden: Option<u8>,
    begins: i64,
    payments: Vec<Paid>,
}

/// How many days ago it ended, its nature, its amount, hidden words.
type Paid = (i64, Option<u8>, i64, Option<u8>);

fn paid(days: std::ops::Range<i64>) -> impl Strategy<Value = Paid> {
    (days, prop::option::of(0..3u8), -9_999..99_999i64, prop::option::of(0..9u8))
}

fn drawn(regimes: &'static [&'static str]) -> impl Strategy<Value = Drawn> {
    let payments = prop::collection::vec(paid(0..900), 0..4);
    let said = (prop::option::of(0..9u8), prop::option::of(0..9u8));
    (0..RISKS.len(), prop::sample::select(regimes), said, 0..700i64, payments).prop_map(
        |(risk, regime, (closure, hidden), begins, payments)| Drawn { risk, regime, closure, hidden, begins, payments },
    )
}

fn day(before: i64) -> Date {
    TODAY.checked_sub(before.days()).expect("a day")
}

fn row(block: &str, values: Vec<(&str, Value)>, rows: Vec<Row>) -> Row {
    let values = values.into_iter().map(|(element, value)| (element.parse().expect("an element"), value)).collect();
    Row { block: block.parse().expect("a block"), values, rows }
}

fn code(value: impl ToString) -> Value {
    Value::Code(value.to_string())
}

fn written(drawn: &Drawn, hidden: &[&str]) -> Row {
    let payments = drawn.payments.iter().map(|(ended, nature, amount, secret)| {
        let period = Period { begin: day(ended + 10), end: Some(day(*ended)) };
        let amount = Value::Amount(Hundredths::new(*amount));
        let mut values =
            vec![("payment.payment_period", Value::Period(period)), ("payment.gross_taxable_amount", amount)];
        values.extend(nature.map(|nature| ("payment.indemnity_nature", code(["AA", "AC", "AD"][usize::from(nature)]))));
        if hidden.contains(&"payment.document_type") {
            values.extend(secret.map(|secret| ("payment.document_type", code(secret))));
        }
        row("payment", values, Vec::new())
    });
    let period = Period { begin: day(drawn.begins), end: None };
    let mut values = vec![("risk.risk_nature", code(RISKS[drawn.risk])), ("risk.risk_period", Value::Period(period))];
    if !drawn.regime.is_empty() {
        values.push(("risk.regime", code(drawn.regime)));
    }
    values.extend(drawn.closure.map(|reason| ("risk.closure_reason", code(reason))));
    let secrets = hidden.iter().filter(|element| element.starts_with("risk.") && **element != "risk.risk_nature");
    values.extend(secrets.filter_map(|element| Some((*element, code(drawn.hidden?)))));
    row("risk", values, payments.collect())
}

fn attestation(place: usize, records: &[Drawn], desk: &Desk) -> Attestation {
    Attestation {
        id: format!("attestation-{place}"),
        edition: Edition::Version(0),
        status: AttestationStatus::Creation,
        quarter: "2025Q1".parse().expect("a quarter"),
        created: Some(date(2025, 4, 10)),
        rows: records.iter().map(|drawn| written(drawn, desk.hidden_elements)).collect(),
        filtered: BTreeSet::new(),
    }
}

/// The same records as the recipient may know them, with everything else put otherwise.
fn otherwise(desk: &Desk, records: &[Drawn], others: &[Drawn], paid: &[Paid]) -> Vec<Drawn> {
    let hidden = |drawn: &&Drawn| desk.hidden_regimes.contains(&drawn.regime);
    let mut changed: Vec<Drawn> = records.iter().filter(|drawn| !hidden(drawn)).cloned().collect();
    for (drawn, other) in changed.iter_mut().zip(others.iter().cycle()) {
        drawn.hidden = other.hidden;
        // Where the risk is withheld and 71 limits the reason: what is not said of one risk is as of another.
        let risk_hidden = desk.hidden_elements.contains(&"risk.risk_nature") || desk.recipient == "infino";
        if risk_hidden {
            let limited = desk.recipient == "infino";
            let without_reason = limited && (drawn.risk >= CLOSED || drawn.closure.is_none());
            match (limited, without_reason) {
                (false, _) => drawn.risk = other.risk,
                (true, true) => {
                    drawn.risk = other.risk;
                    drawn.closure = other.closure.filter(|_| other.risk >= CLOSED);
                }
                (true, false) => drawn.risk = other.risk % CLOSED,
            }
        } else if drawn.risk >= CLOSED && desk.recipient == "forem" {
            drawn.closure = other.closure;
        }
        match desk.payments {
            Payments::Seen => {}
            Payments::Hidden => drawn.payments = paid.to_vec(),
            Payments::Natures => {
                drawn.payments.reverse();
                let twice: Vec<Paid> = drawn.payments.iter().map(|paid| (paid.0 / 2, paid.1, 7, None)).collect();
                drawn.payments.extend(twice);
                drawn.payments.extend(paid.iter().map(|paid| (paid.0, None, paid.2, None)));
            }
            Payments::Current => {
                let first = date(2025, 4, 1);
                drawn.payments.retain(|paid| day(paid.0) >= first);
                let old = paid.iter().filter(|paid| day(paid.0) < first);
                drawn.payments.splice(0..0, old.copied().collect::<Vec<_>>());
            }
        }
        for (place, paid) in drawn.payments.iter_mut().enumerate() {
            paid.3 = other.payments.get(place).and_then(|other| other.3);
        }
    }
    let mut shown = others.iter().filter(hidden).cloned().collect::<Vec<_>>();
    shown.extend(changed);
    shown
}

fn permit<'c>(catalogue: &'c Catalogue, desk: &Desk) -> Permit<'c> {
    let request = Request {
        at: TODAY,
        recipient: desk.recipient.parse().expect("a recipient"),
        service: "hdi".parse().expect("a service"),
        module: desk.module.parse().expect("a module"),
        purpose: desk.purpose.parse().expect("a purpose"),
        person_role: None,
        role: Some(Role::CaseWorker),
        batch: false,
        exchange: Exchange::Consultation,
        belongs_to: None,
        niss: NissState::Valid,
        confirmed: Vec::new(),
        integration: IntegrationFacts {
            recipient: true,
            sender: true,
            quality_codes: vec![0],
            legal_context: Some("A".to_owned()),
            ..IntegrationFacts::default()
        },
    };
    decide(catalogue, &request).unwrap_or_else(|refusal| panic!("{}: {refusal:?}", desk.recipient))
}

fn answer(permit: &Permit<'_>, desk: &Desk, store: &[Vec<Drawn>]) -> String {
    let person: Niss = "85073099932".parse().expect("a NISS");
    let attestations = store.iter().enumerate().filter(|(_, records)| !records.is_empty());
    let seen = attestations.filter_map(|(place, records)| permit.reduce(person, &attestation(place, records, desk)));
    seen.map(|view| serde_json::to_string(&view).expect("JSON")).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn what_may_not_be_seen_leaves_no_trace(
        store in prop::collection::vec(prop::collection::vec(drawn(&["general", "selfEmployed", "other", ""]), 1..4), 1..4),
        others in prop::collection::vec(drawn(&["general", "selfEmployed", "other", ""]), 1..4),
        paid in prop::collection::vec(paid(0..900), 0..4),
    ) {
        for desk in &DESKS {
            let permit = permit(&CATALOGUE, desk);
            let other: Vec<_> = store.iter().map(|records| otherwise(desk, records, &others, &paid)).collect();
            prop_assert_eq!(answer(&permit, desk, &store), answer(&permit, desk, &other), "{}", desk.recipient);
        }
    }
}
