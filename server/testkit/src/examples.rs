//! One good example of each thing.

use std::collections::BTreeSet;
use std::str::FromStr;

use delibero_domain::access_log::{Disclosed, Entry, EventKind, PersonToken};
use delibero_domain::niss::{BirthEra, Niss};
use delibero_domain::period::{Period, QuarterRange};
use delibero_domain::record::{Edition, Hundredths, Record, RecordStatus, RecordTime, Row, Value};
use delibero_domain::reference_directory::Integration;
use delibero_domain::role::Role;
use delibero_domain::text::{Language, Text};
use delibero_usecases::accounts::{Account, Actor, Credentials, PasswordHash};
use delibero_usecases::consultation::{Consultation, Question};
use delibero_usecases::directory::{FileOnPerson, Membership, Organisation, Origin, Registration};

/// Reads a word as whatever is wanted: an identifier, a quarter, a day, a time.
///
/// # Panics
/// When the word has not that form.
#[must_use]
pub fn word<T: FromStr>(word: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    word.parse().expect("a word of the right form")
}

/// Invented persons: another for each number below 900, all born on 30 July 1985.
///
/// # Panics
/// When the number is too high.
#[must_use]
pub fn person(number: u32) -> Niss {
    assert!(number < 900, "there are 900 such persons");
    Niss::complete(850_730_001 + number, BirthEra::Before2000).expect("a NISS")
}

#[must_use]
pub fn organisation(id: &str) -> Organisation {
    Organisation {
        id: word(id),
        name: Text::same(id),
        stopped: None,
        memberships: vec![Membership::always(word("cpas"))],
        sector: Some(17),
        legal_contexts: Vec::new(),
        region: None,
    }
}

/// An account whose password fits nothing.
#[must_use]
pub fn credentials(account: Account) -> Credentials {
    let password = PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA".to_owned());
    Credentials { account, password }
}

#[must_use]
pub fn account(user: &str, organisation: &str) -> Account {
    Account {
        actor: Actor { user: word(user), organisation: word(organisation), roles: vec![Role::CaseWorker] },
        display_name: user.to_owned(),
        enabled: true,
        language: Some(Language::Fr),
    }
}

/// An open integration from the first of January 2024.
#[must_use]
pub fn integration(quality_code: u16) -> Integration {
    Integration { sector: 17, quality_code, period: Period { begin: word("2024-01-01"), end: None } }
}

/// The same as a file that a source sent, without a number.
#[must_use]
pub fn file(integration: Integration) -> FileOnPerson {
    FileOnPerson { integration, file_number: None }
}

/// By a user, on a page.
#[must_use]
pub fn registered_by(user: &str) -> Registration {
    Registration { origin: Origin::Page, user: Some(word(user)), at: Some(word("2025-06-01T08:00:00Z")) }
}

/// An attestation with one risk and one payment of [`AMOUNT`].
#[must_use]
pub fn attestation(id: &str, version: u64, quarter: &str) -> Record {
    let payment = Row {
        shape: word("payment"),
        values: [(word("payment.gross_taxable_amount"), Value::Amount(AMOUNT))].into(),
        rows: Vec::new(),
        filtered: BTreeSet::new(),
    };
    let risk = Row {
        shape: word("risk"),
        values: [(word("risk.risk_nature"), Value::Code("1".to_owned()))].into(),
        rows: vec![payment],
        filtered: BTreeSet::new(),
    };
    Record {
        id: id.to_owned(),
        edition: Edition::Version(version),
        status: if version > 1 { RecordStatus::Modification } else { RecordStatus::Creation },
        kind: word("attestation"),
        sender: None,
        time: RecordTime::Quarter(word(quarter)),
        created: Some(word("2025-04-10")),
        rows: vec![risk],
        filtered: BTreeSet::new(),
    }
}

/// The amount in [`attestation`].
pub const AMOUNT: Hundredths = Hundredths::new(7_319_426);

#[must_use]
pub fn temporary_attestation(id: &str, quarter: &str) -> Record {
    Record { created: None, edition: Edition::Temporary, ..attestation(id, 0, quarter) }
}

/// Two quarters, from and up to.
#[must_use]
pub fn quarters(first: &str, last: &str) -> QuarterRange {
    QuarterRange { first: word(first), last: word(last) }
}

/// What a CPAS asks of HDI about an applicant.
#[must_use]
pub fn question(person: Niss) -> Question {
    Question {
        recipient: word("cpas"),
        person,
        service: word("hdi"),
        module: word("consult-attest"),
        purpose: word("social-inquiry"),
        person_role: Some(word("applicant")),
        asked: quarters("2024Q3", "2025Q1").into(),
        confirmed: Vec::new(),
        legal_context: None,
    }
}

/// A consultation of HDI by a CPAS.
#[must_use]
pub fn consultation(id: &str, person: Niss) -> Consultation {
    Consultation {
        id: id.to_owned(),
        at: word("2025-06-16T09:30:00.123456Z"),
        user: word("anna"),
        role: Role::CaseWorker,
        organisation: word("cpas-namur"),
        question: question(person),
    }
}

/// An entry of the log: a disclosure that was granted.
#[must_use]
pub fn log_entry(person: Option<PersonToken>) -> Entry {
    Entry {
        form: Entry::FORM,
        at: word("2025-06-16T09:30:00.123456Z"),
        kind: EventKind::Disclosure,
        consultation: "c0ffee".to_owned(),
        user: word("anna"),
        role: Role::CaseWorker,
        organisation: word("cpas-namur"),
        recipient: word("cpas"),
        person,
        successor: None,
        service: word("hdi"),
        module: word("consult-attest"),
        purpose: word("social-inquiry"),
        person_role: None,
        asked: quarters("2024Q3", "2025Q1").into(),
        outcome: "granted".to_owned(),
        source: None,
        status: "MSG00000".to_owned(),
        granted: vec![word("payment.gross_taxable_amount")],
        disclosed: vec![Disclosed { record: "a1".to_owned(), version: Some(1), sender: None }],
        decided: None,
    }
}
