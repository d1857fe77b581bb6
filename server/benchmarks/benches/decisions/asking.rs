//! Requests that the catalogue grants.

use delibero_domain::authorisation::{Authorisation, PurposeGrant};
use delibero_domain::catalogue::{Catalogue, Service};
use delibero_domain::consultation::{Exchange, IntegrationFacts, NissState, Permit, Request, UserFacts, decide};

use crate::facts::TODAY;

/// One granted request for every authorisation in force, module and purpose.
pub fn requests(catalogue: &Catalogue) -> Vec<Request> {
    let in_force = catalogue.authorisations().iter().filter(|found| found.validity.holds_on(TODAY));
    in_force.flat_map(|authorisation| requests_of(catalogue, authorisation)).collect()
}

/// The requests of a service's module.
pub fn requests_for(catalogue: &Catalogue, service: &str, module: &str) -> Vec<Request> {
    let mut all = requests(catalogue);
    all.retain(|request| request.service.as_str() == service && request.module.as_str() == module);
    all
}

/// The permit of a request that is granted.
pub fn permit<'c>(catalogue: &'c Catalogue, request: &Request) -> Permit<'c> {
    decide(catalogue, request).expect("the request is granted")
}

fn requests_of(catalogue: &Catalogue, authorisation: &Authorisation) -> Vec<Request> {
    let service = catalogue.service(authorisation.service.as_str()).expect("the service of an authorisation");
    let modules = authorisation.modules.iter().map(|grant| grant.module);
    let pairs = modules.flat_map(|module| authorisation.purposes.iter().map(move |purpose| (module, purpose)));
    pairs.map(|(module, purpose)| request(service, authorisation, module, purpose)).collect()
}

fn request(service: &Service, authorisation: &Authorisation, module: usize, purpose: &PurposeGrant) -> Request {
    let person_roles = [&purpose.person_roles, &authorisation.person_roles];
    let roles = [&purpose.roles, &authorisation.roles];
    Request {
        at: TODAY,
        recipient: authorisation.recipient.clone(),
        organisation: None,
        region: None,
        service: service.id.clone(),
        module: service.modules[module].id.clone(),
        purpose: purpose.id.clone(),
        person_role: person_roles.into_iter().flatten().next().cloned(),
        role: roles.into_iter().flatten().next().copied(),
        user: UserFacts::default(),
        batch: false,
        exchange: Exchange::of(service.modules[module].kind),
        belongs_to: None,
        niss: NissState::Valid,
        confirmed: Vec::new(),
        integration: integration(authorisation, purpose),
    }
}

fn integration(authorisation: &Authorisation, purpose: &PurposeGrant) -> IntegrationFacts {
    let place = authorisation.purposes.iter().position(|found| found.id == purpose.id).expect("a purpose of it");
    let rules = authorisation.conditions_of(place, None).flat_map(|of| &of.quality).filter(|rule| rule.required);
    IntegrationFacts {
        recipient: true,
        quality_codes: rules.flat_map(|rule| rule.codes.first().copied()).take(1).collect(),
        sender: true,
        legal_context: Some("rental".to_owned()),
        own_file_by_other: true,
        own_file_by_oneself: false,
    }
}
