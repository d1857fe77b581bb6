//! One question, put to the engine and to Cedar.

use std::hint::black_box;

use cedar_policy::{Authorizer, Context, Decision, Entities, PolicySet, RestrictedExpression, Schema};
use delibero_domain::catalogue::{Catalogue, ElementSet};
use delibero_domain::consultation::{RecordFacts, Request, decide};
use delibero_domain::period::Quarter;

use super::policies::Policies;
use super::rule::{Part, name};
use super::schema::{day, element_of, entity};
use crate::tally::Tally;

/// A request about a record, ready for both: Cedar's requests are built beforehand, which its times leave out.
pub struct Question {
    request: Request,
    record: RecordFacts<'static>,
    name: String,
    by_element: Vec<cedar_policy::Request>,
    by_record: cedar_policy::Request,
}

impl Question {
    /// Makes the question.
    pub fn new(catalogue: &Catalogue, schema: &Schema, request: Request, record: RecordFacts<'static>) -> Self {
        let service = catalogue.service(request.service.as_str()).expect("a service");
        let principal = entity(&format!("Recipient::\"{}\"", request.recipient));
        let action = entity(&format!("Action::\"{}/{}\"", request.service, request.module));
        let context = context(&request, record);
        let ask = |resource| {
            let (principal, action) = (principal.clone(), action.clone());
            cedar_policy::Request::new(principal, action, resource, context.clone(), Some(schema)).expect("a request")
        };
        let by_element = (0..service.elements.len()).map(|element| ask(element_of(service, element))).collect();
        let by_record = ask(entity("Record::\"asked\""));
        let name = name(&request.recipient, &request.service, request.module.as_str(), &request.purpose);
        Self { request, record, name, by_element, by_record }
    }

    /// The elements that the engine grants.
    pub fn of_engine(&self, catalogue: &Catalogue) -> ElementSet {
        let permit = decide(catalogue, &self.request);
        permit.map_or_else(|_| ElementSet::default(), |permit| permit.judge(self.record).granted())
    }

    /// The engine's decision with every reason, as it is timed.
    pub fn ask_engine(&self, catalogue: &Catalogue) {
        let permit = decide(catalogue, black_box(&self.request)).expect("the question is granted");
        let mut tally = Tally::default();
        tally.verdict(&permit.judge(black_box(self.record)));
        tally.end();
    }

    /// The elements that Cedar grants, asked one by one, with the policies of everybody or of the recipient alone.
    pub fn by_element(&self, policies: &PolicySet, entities: &Entities) -> ElementSet {
        let authorizer = Authorizer::new();
        let allowed = |ask: &cedar_policy::Request| {
            authorizer.is_authorized(black_box(ask), policies, entities).decision() == Decision::Allow
        };
        self.by_element.iter().enumerate().filter(|(_, ask)| allowed(ask)).map(|(element, _)| element).collect()
    }

    /// The same with the policies of the recipient alone.
    pub fn by_element_of(&self, policies: &Policies, entities: &Entities) -> ElementSet {
        self.by_element(&policies.by_element_of[&self.request.recipient], entities)
    }

    /// The elements that Cedar grants, asked once for the whole record, with the policies of the recipient alone.
    pub fn by_record_of(&self, policies: &Policies, entities: &Entities) -> ElementSet {
        self.by_record(&policies.by_record_of[&self.request.recipient], policies, entities)
    }

    /// The same with the policies of this recipient, service, module and purpose alone.
    pub fn by_record_for(&self, policies: &Policies, entities: &Entities) -> ElementSet {
        self.by_record(&policies.by_record_for[&self.name], policies, entities)
    }

    /// The elements of the policies that are satisfied.
    fn by_record(&self, set: &PolicySet, policies: &Policies, entities: &Entities) -> ElementSet {
        let response = Authorizer::new().is_authorized(black_box(&self.by_record), set, entities);
        let parts = || response.diagnostics().reason().map(|id| policies.parts[id]);
        if !parts().any(|part| matches!(part, Part::Always(_))) {
            return ElementSet::default();
        }
        let sets = parts().map(|(Part::Always(elements) | Part::Also(elements))| elements);
        sets.fold(ElementSet::default(), ElementSet::or)
    }
}

fn context(request: &Request, record: RecordFacts<'_>) -> Context {
    let (number, truth) = (RestrictedExpression::new_long, RestrictedExpression::new_bool);
    let word = |word: &str| RestrictedExpression::new_string(word.to_owned());
    let facts = &request.integration;
    let codes = facts.quality_codes.iter().map(|code| number(i64::from(*code)));
    // A period without an end ends later than any day, one that is not known earlier.
    let period_end = record.period.map_or(0, |period| period.end.map_or(i64::MAX, day));
    let told = [
        ("at", number(day(request.at))),
        ("quarter", number(day(Quarter::containing(request.at).first_day()))),
        ("purpose", word(request.purpose.as_str())),
        ("batch", truth(request.batch)),
        ("recipient_integrated", truth(facts.recipient)),
        ("sender_integrated", truth(facts.sender)),
        ("quality_codes", RestrictedExpression::new_set(codes)),
        ("legal_context", truth(facts.legal_context.is_some())),
        ("own_file_by_other", truth(facts.own_file_by_other)),
        ("period_end", number(period_end)),
    ];
    let perhaps = [
        ("person_role", request.person_role.as_ref().map(|role| word(role.as_str()))),
        ("role", request.role.map(|role| word(role.as_str()))),
        ("regime", record.regime.map(word)),
        ("risk", record.risk.map(word)),
    ];
    let perhaps = perhaps.into_iter().filter_map(|(key, value)| Some((key, value?)));
    Context::from_pairs(told.into_iter().chain(perhaps).map(|(key, value)| (key.to_owned(), value))).expect("a context")
}
