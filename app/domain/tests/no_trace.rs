//! Two stores that differ only in what a recipient may not see give the same answer, whatever stands in them.
//!
//! What may not be seen is read in the texts here, a second time, and shares no code with the engine.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::consultation::{Permit, decide};
use delibero_domain::niss::Niss;
use delibero_domain::period::Period;
use delibero_domain::record::{Edition, Hundredths, Record, RecordStatus, RecordTime, Row, Value};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

mod desks;
mod requests;
use desks::{DESKS, Desk, Payments, Seen};
use requests::{request, word};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| builtin().expect("a catalogue"));

const TODAY: Date = date(2025, 6, 1);
const RISKS: [&str; 6] = ["incapacity", "maternity", "paternity", "breastfeeding", "adoption", "fosterPlacement"];
/// The first two are those that some points limit the closure reason to.
const CLOSED: usize = 2;

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

fn paid() -> impl Strategy<Value = Paid> {
    (0..2_600i64, prop::option::of(0..3u8), -9_999..99_999i64, prop::option::of(0..9u8))
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let regimes = prop::sample::select(&["general", "selfEmployed", "other", ""]);
    let payments = prop::collection::vec(paid(), 0..4);
    let said = (prop::option::of(0..9u8), prop::option::of(0..9u8));
    (0..RISKS.len(), regimes, said, 0..700i64, payments).prop_map(
        |(risk, regime, (closure, hidden), begins, payments)| Drawn { risk, regime, closure, hidden, begins, payments },
    )
}

fn day(before: i64) -> Date {
    TODAY.checked_sub(before.days()).expect("a day")
}

fn row(block: &str, values: Vec<(&str, Value)>, rows: Vec<Row>) -> Row {
    let values = values.into_iter().map(|(element, value)| (word(element), value)).collect();
    Row { shape: word(block), values, rows, filtered: BTreeSet::new() }
}

fn code(value: impl ToString) -> Value {
    Value::Code(value.to_string())
}

/// Of the hidden elements of a block, each says the same.
fn secrets<'d>(desk: &'d Desk, block: &str, said: Option<u8>) -> Vec<(&'d str, Value)> {
    let of_block = desk.hidden.iter().filter(|element| element.split('.').next() == Some(block));
    of_block.filter_map(|element| Some((*element, code(said?)))).collect()
}

fn written(drawn: &Drawn, desk: &Desk) -> Row {
    let payments = drawn.payments.iter().map(|(ended, nature, amount, secret)| {
        let period = Period { begin: day(ended + 10), end: Some(day(*ended)) };
        let amount = Value::Amount(Hundredths::new(*amount));
        let mut values =
            vec![("payment.payment_period", Value::Period(period)), ("payment.gross_taxable_amount", amount)];
        values.extend(nature.map(|nature| ("payment.indemnity_nature", code(["AA", "AC", "AD"][usize::from(nature)]))));
        values.extend(secrets(desk, "payment", *secret));
        row("payment", values, Vec::new())
    });
    let period = Period { begin: day(drawn.begins), end: None };
    let mut values = vec![("risk.risk_nature", code(RISKS[drawn.risk])), ("risk.risk_period", Value::Period(period))];
    if !drawn.regime.is_empty() {
        values.push(("risk.regime", code(drawn.regime)));
    }
    values.extend(secrets(desk, "risk", drawn.hidden));
    values.extend(drawn.closure.map(|reason| ("risk.closure_reason", code(reason))));
    if desk.closure == Seen::Whether {
        values.extend(drawn.closure.map(|reason| ("risk.exit_code", code(reason))));
    }
    row("risk", values, payments.collect())
}

fn attestation(place: usize, rows: Vec<Row>) -> Record {
    Record {
        id: format!("attestation-{place}"),
        edition: Edition::Version(0),
        status: RecordStatus::Creation,
        kind: word("attestation"),
        sender: None,
        time: RecordTime::Quarter(word("2025Q1")),
        created: Some(date(2025, 4, 10)),
        rows,
        filtered: BTreeSet::new(),
    }
}

/// The same records as the recipient may know them, with everything else put otherwise.
fn otherwise(desk: &Desk, records: &[Drawn], others: &[Drawn], paid: &[Paid]) -> Vec<Drawn> {
    let hidden = |drawn: &&Drawn| desk.hidden_regimes.contains(&drawn.regime);
    let mut changed: Vec<Drawn> = records.iter().filter(|drawn| !hidden(drawn)).cloned().collect();
    for (drawn, other) in changed.iter_mut().zip(others.iter().cycle()) {
        drawn.hidden = other.hidden;
        end_otherwise(desk, drawn, other);
        pay_otherwise(desk, drawn, paid);
        for (place, paid) in drawn.payments.iter_mut().enumerate() {
            paid.3 = other.payments.get(place).and_then(|other| other.3);
        }
    }
    let mut shown = others.iter().filter(hidden).cloned().collect::<Vec<_>>();
    shown.extend(changed);
    shown
}

/// Another risk where the risk is not seen, and another reason where the reason is not.
fn end_otherwise(desk: &Desk, drawn: &mut Drawn, other: &Drawn) {
    match (desk.risk_seen, desk.closure) {
        (true, Seen::Whole) => {}
        (false, Seen::Whole) => drawn.risk = other.risk,
        (true, Seen::OfTwoRisks) if drawn.risk >= CLOSED => drawn.closure = other.closure,
        (true, Seen::OfTwoRisks) => {}
        // What is not said of one risk is as of another.
        (false, Seen::OfTwoRisks) if drawn.risk >= CLOSED || drawn.closure.is_none() => {
            drawn.risk = other.risk;
            drawn.closure = other.closure.filter(|_| other.risk >= CLOSED);
        }
        (false, Seen::OfTwoRisks) => drawn.risk = other.risk % CLOSED,
        // Code 0 says that there is nothing to say.
        (_, Seen::Whether) => {
            drawn.closure = match drawn.closure {
                None => Some(0),
                Some(0) => None,
                Some(reason) => Some(reason % 8 + 1),
            };
        }
    }
}

fn pay_otherwise(desk: &Desk, drawn: &mut Drawn, paid: &[Paid]) {
    match desk.payments {
        Payments::Seen => {}
        Payments::Hidden => drawn.payments = paid.to_vec(),
        Payments::Natures => {
            drawn.payments.reverse();
            let twice: Vec<Paid> = drawn.payments.iter().map(|paid| (paid.0 / 2, paid.1, 7, None)).collect();
            drawn.payments.extend(twice);
            drawn.payments.extend(paid.iter().map(|paid| (paid.0, None, paid.2, None)));
        }
        Payments::Since(first) => {
            drawn.payments.retain(|paid| day(paid.0) >= first);
            let old = paid.iter().filter(|paid| day(paid.0) < first);
            drawn.payments.splice(0..0, old.copied().collect::<Vec<_>>());
        }
    }
}

fn permit(desk: &Desk) -> Permit<'static> {
    let mut request = request(desk.recipient, "hdi", desk.module, desk.purpose);
    request.at = TODAY;
    request.person_role = desk.person_role.map(word);
    request.integration.legal_context = Some("A".to_owned());
    decide(&CATALOGUE, &request).unwrap_or_else(|refusal| panic!("{}: {refusal:?}", desk.recipient))
}

fn seen(permit: &Permit<'_>, store: impl Iterator<Item = Vec<Row>>) -> String {
    let person: Niss = word("85073099932");
    let attestations = store.enumerate().filter(|(_, rows)| !rows.is_empty());
    // Whatever kind it is of: rows decide.
    let kind = &permit.service().layout.kinds[0].id;
    let record = |(place, rows)| Record { kind: kind.clone(), ..attestation(place, rows) };
    let seen = attestations.filter_map(|found| permit.reduce(person, &record(found)));
    seen.map(|view| serde_json::to_string(&view).expect("JSON")).collect::<Vec<_>>().join("\n")
}

fn answer(permit: &Permit<'_>, desk: &Desk, store: &[Vec<Drawn>]) -> String {
    seen(permit, store.iter().map(|records| records.iter().map(|drawn| written(drawn, desk)).collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn what_may_not_be_seen_leaves_no_trace(
        store in prop::collection::vec(prop::collection::vec(drawn(), 1..4), 1..4),
        others in prop::collection::vec(drawn(), 1..4),
        paid in prop::collection::vec(paid(), 0..4),
    ) {
        for desk in DESKS {
            let permit = permit(desk);
            let other: Vec<_> = store.iter().map(|records| otherwise(desk, records, &others, &paid)).collect();
            prop_assert_eq!(answer(&permit, desk, &store), answer(&permit, desk, &other), "{}", desk.recipient);
        }
    }
}

/// Who asks what of another service, the blocks that are seen, and those that are not.
type Blocks<'b> = ([&'b str; 4], Option<&'b str>, &'b [&'b str], &'b [&'b str]);

const BLOCKS: [Blocks<'_>; 6] = [
    // 12/057 point 5
    (
        ["secal", "unemployment", "consult-period", "grant-advances"],
        Some("maintenance-creditor"),
        &["month.amount_paid"],
        &["paid.allowance_count", "valid-right.family_situation", "invalid-right.sanction_duration"],
    ),
    // Point 6
    (
        ["secal", "unemployment", "consult-last", "recover-advances"],
        Some("maintenance-debtor"),
        &["paid.allowance_count", "valid-right.family_situation", "invalid-right.sanction_duration"],
        &["month.amount_paid"],
    ),
    (
        ["secal", "unemployment", "consult-date", "recovery-strategy"],
        Some("maintenance-debtor"),
        &["paid.allowance_count", "invalid-right.exclusion_start_date"],
        &["month.file_progress"],
    ),
    // 17/087 points 7, 8 and 12
    (
        ["insurers", "handicap", "handiservice", "compulsory-insurance"],
        None,
        &["status.residence_address"],
        &["file.specific_handicap", "file.application_progress"],
    ),
    (
        ["insurers", "handicap", "handiflux", "social-assistance"],
        None,
        &["status.payment_month", "file.specific_handicap"],
        &[],
    ),
    (
        ["social-assistance-services", "handicap", "handiservice", "social-assistance"],
        None,
        &["status.payment_month", "file.application_progress"],
        &[],
    ),
];

#[test]
fn records_of_blocks_that_are_not_granted_leave_no_trace() {
    for ([recipient, service, module, purpose], person_role, granted, hidden) in BLOCKS {
        let mut request = request(recipient, service, module, purpose);
        request.person_role = person_role.map(word);
        request.integration.own_file_by_other = true;
        let permit = decide(&CATALOGUE, &request).unwrap_or_else(|refusal| panic!("{recipient}: {refusal:?}"));
        let (service, layout) = (permit.service(), &permit.service().layout);
        let record = |element: &&str| {
            let place = service.element_index(element).expect("an element");
            let shape = layout.shapes.iter().find(|shape| shape.elements.contains(place)).expect("its row");
            row(shape.id.as_str(), vec![(element, Value::Text("x".to_owned()))], Vec::new())
        };
        let known: Vec<Row> = granted.iter().map(record).collect();
        let secret: Vec<Row> = hidden.iter().map(record).collect();
        let told = seen(&permit, [known.clone()].into_iter());
        assert!(granted.iter().all(|element| told.contains(element)), "{recipient} {module}: {told}");
        let whole = [secret.clone(), known, secret.clone()].concat();
        assert_eq!(told, seen(&permit, [whole].into_iter()), "{recipient} {module}");
        assert_eq!(seen(&permit, [secret].into_iter()), "", "{recipient} {module}: as if there were nothing");
    }
}
