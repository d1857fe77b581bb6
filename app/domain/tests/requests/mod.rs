//! Requests as tests ask them: everything speaks for them, but for what a test changes.

use std::str::FromStr;

use delibero_domain::consultation::{Exchange, IntegrationFacts, NissState, Request, UserFacts};
use delibero_domain::role::Role;
use jiff::civil::date;

/// An identifier, or what else is written as a word.
pub fn word<T: FromStr<Err: std::fmt::Debug>>(word: &str) -> T {
    word.parse().unwrap_or_else(|error| panic!("{word}: {error:?}"))
}

/// On the first of June 2025 a case worker asks, or is sent what is only sent; both sides have the person integrated.
pub fn request(recipient: &str, service: &str, module: &str, purpose: &str) -> Request {
    let sent = module.starts_with("notify-");
    Request {
        at: date(2025, 6, 1),
        recipient: word(recipient),
        organisation: None,
        region: None,
        service: word(service),
        module: word(module),
        purpose: word(purpose),
        person_role: None,
        role: Some(Role::CaseWorker),
        user: UserFacts::default(),
        batch: false,
        exchange: if sent { Exchange::Notification } else { Exchange::Consultation },
        belongs_to: None,
        niss: NissState::Valid,
        confirmed: Vec::new(),
        integration: IntegrationFacts { recipient: true, sender: true, ..IntegrationFacts::default() },
    }
}
