//! Asks the engine the same question, and puts its answer in the oracle's words.

use std::panic::{AssertUnwindSafe, catch_unwind};

use delibero_domain::authorisation::Source;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{
    Exchange, HeldOffice, IntegrationFacts, NissState, RecordFacts, Request, UserFacts, Verdict, decide,
};
use delibero_domain::period::Period;
use delibero_domain::role::Role;
use jiff::civil::{Date, date};

use crate::book::Day;
use crate::case::{Answer, Case, Seen};

/// What the engine answers; a panic is an answer that the oracle never gives, so that it is simplified like any other.
pub fn answer<'c>(catalogue: &'c Catalogue, case: &Case<'_>) -> Answer<'c> {
    let asked = AssertUnwindSafe(|| ask(catalogue, case));
    catch_unwind(asked).unwrap_or(Answer::Refused("panicked", None))
}

fn ask<'c>(catalogue: &'c Catalogue, case: &Case<'_>) -> Answer<'c> {
    match decide(catalogue, &request(case)) {
        Ok(permit) => {
            let verdict = permit.judge(record(case));
            let elements = permit.service().elements.iter().enumerate();
            Answer::Granted(elements.map(|(place, element)| seen(&verdict, place, element.id.as_str())).collect())
        }
        Err(refusal) => {
            let source = refusal.source.map(|source| (source.deliberation, source.point));
            Answer::Refused(refusal.reason.as_str(), source)
        }
    }
}

/// A day as the engine wants it.
pub fn date_of(Day(year, month, day): Day) -> Date {
    date(year, month, day)
}

/// The request of a case.
pub fn request(case: &Case<'_>) -> Request {
    Request {
        at: date_of(case.at),
        recipient: word(case.recipient),
        organisation: case.organisation.map(word),
        region: case.region.map(word),
        service: word(case.service),
        module: word(case.module),
        purpose: word(case.purpose),
        person_role: case.person_role.map(word),
        role: case.role.and_then(Role::from_word),
        user: UserFacts { designated: case.designated, offices: case.offices.map(held) },
        batch: case.batch,
        exchange: if case.notified { Exchange::Notification } else { Exchange::Consultation },
        belongs_to: case.belongs_to.map(|recipient| vec![word("elsewhere"), word(recipient)]),
        niss: match case.niss {
            "valid" => NissState::Valid,
            "invalid" => NissState::Invalid,
            "replaced" => NissState::Replaced,
            _ => NissState::Cancelled,
        },
        confirmed: case.confirmed.into_iter().map(word).collect(),
        integration: IntegrationFacts {
            recipient: case.recipient_integrated,
            quality_codes: case.quality_codes.to_vec(),
            sender: case.sender_integrated,
            legal_context: case.legal_context.map(str::to_owned),
            own_file_by_other: case.own_file_by_other,
            own_file_by_oneself: case.own_file_by_oneself,
        },
    }
}

/// Every other one as a deputy: it makes no difference to what is granted.
fn held(offices: &[&str]) -> Vec<HeldOffice> {
    let all = offices.iter().enumerate();
    all.map(|(place, office)| HeldOffice { office: word(office), deputy: place % 2 == 0 }).collect()
}

fn record<'a>(case: &Case<'a>) -> RecordFacts<'a> {
    let period = case.period.map(|(begin, end)| Period { begin: date_of(begin), end: end.map(date_of) });
    RecordFacts { regime: case.regime, risk: case.risk, period }
}

fn word<T: std::str::FromStr<Err: std::fmt::Debug>>(word: &str) -> T {
    word.parse().expect("an identifier")
}

/// The set of what is granted and the reasons must tell the same story.
fn seen<'c>(verdict: &Verdict<'c>, place: usize, element: &'c str) -> Seen<'c> {
    let point = |source: &'c Source| (source.deliberation.as_str(), source.point.as_str());
    let withheld = verdict.withheld(place).map(|(reason, source)| (reason.as_str(), point(source)));
    let reduced = verdict.reduced(place).map(|(form, source)| (form.as_str(), point(source)));
    match withheld {
        None if !verdict.granted().contains(place) => (element, Some(("withheld without a reason", ("", "")))),
        Some(_) if verdict.granted().contains(place) => (element, Some(("granted with a reason", ("", "")))),
        Some(_) if reduced.is_some() => (element, Some(("withheld and reduced", ("", "")))),
        None => (element, reduced),
        agreed => (element, agreed),
    }
}
