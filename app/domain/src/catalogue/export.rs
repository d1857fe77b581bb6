//! The catalogue as one JSON document, for other programs: the shape of `vocabulary`.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value as Json;
use serde_json::json;

use super::{Catalogue, ElementSet, ModuleKind, Service};
use crate::authorisation::{
    Authorisation, IntegrationRule, ModuleGrant, PurposeGrant, RecipientIntegration, RetentionRule, SenderIntegration,
};

#[derive(Serialize)]
struct Document<'c> {
    services: Vec<ServiceOut<'c>>,
    authorisations: Vec<AuthorisationOut<'c>>,
}

#[derive(Serialize)]
struct ServiceOut<'c> {
    id: &'c str,
    modules: Vec<ModuleOut<'c>>,
    blocks: Vec<BlockOut<'c>>,
}

#[derive(Serialize)]
struct ModuleOut<'c> {
    id: &'c str,
    kind: ModuleKind,
}

#[derive(Serialize)]
struct BlockOut<'c> {
    id: &'c str,
    elements: Vec<&'c str>,
}

#[derive(Serialize)]
struct AuthorisationOut<'c> {
    deliberation: &'c str,
    points: &'c str,
    recipient: &'c str,
    service: &'c str,
    modules: Vec<GrantOut<'c>>,
    regimes: &'c [String],
    person_roles: Vec<&'c str>,
    purposes: Vec<PurposeOut<'c>>,
    integration: IntegrationOut<'c>,
    #[serde(skip_serializing_if = "Option::is_none")]
    own_file: Option<&'c str>,
    batch: bool,
    retention: RetentionOut,
    valid_from: Date,
    valid_until: Option<Date>,
}

#[derive(Serialize)]
struct GrantOut<'c> {
    id: &'c str,
    elements: Vec<&'c str>,
}

#[derive(Serialize)]
struct PurposeOut<'c> {
    id: &'c str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    person_roles: Vec<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    elements: Option<Vec<&'c str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quality_codes: Option<&'c [u16]>,
}

#[derive(Serialize)]
struct IntegrationOut<'c> {
    recipient: RecipientIntegration,
    sender: SenderIntegration,
    #[serde(skip_serializing_if = "<[u16]>::is_empty")]
    quality_codes: &'c [u16],
}

#[derive(Serialize)]
struct RetentionOut {
    rule: String,
    points: String,
}

/// The document, with every effective authorisation: of recipients, and of members.
#[must_use]
pub fn export(catalogue: &Catalogue) -> Json {
    let document = Document {
        services: catalogue.services().iter().map(service_out).collect(),
        authorisations: catalogue
            .authorisations()
            .iter()
            .filter_map(|found| authorisation_out(catalogue, found))
            .collect(),
    };
    json!(document)
}

fn names(service: &Service, elements: ElementSet) -> Vec<&str> {
    elements.iter().map(|place| service.elements[place].id.as_str()).collect()
}

fn service_out(service: &Service) -> ServiceOut<'_> {
    let modules = service.modules.iter().map(|module| ModuleOut { id: module.id.as_str(), kind: module.kind });
    let blocks =
        service.blocks.iter().map(|block| BlockOut { id: block.id.as_str(), elements: names(service, block.elements) });
    ServiceOut { id: service.id.as_str(), modules: modules.collect(), blocks: blocks.collect() }
}

fn authorisation_out<'c>(catalogue: &'c Catalogue, found: &'c Authorisation) -> Option<AuthorisationOut<'c>> {
    let service = catalogue.service(found.service.as_str())?;
    let module = |grant: &'c ModuleGrant| GrantOut {
        id: service.modules[grant.module].id.as_str(),
        elements: names(service, grant.granted),
    };
    let purposes = found.purposes.iter().enumerate();
    Some(AuthorisationOut {
        deliberation: &found.source.deliberation,
        points: &found.source.point,
        recipient: found.recipient.as_str(),
        service: found.service.as_str(),
        modules: found.modules.iter().map(module).collect(),
        regimes: &found.regimes,
        person_roles: found.person_roles.iter().map(|role| role.as_str()).collect(),
        purposes: purposes.map(|(place, purpose)| purpose_out(service, found, place, purpose)).collect(),
        integration: integration_out(&found.integration),
        own_file: found.own_file.as_ref().map(|source| source.point.as_str()),
        batch: found.batch.allowed,
        retention: retention_out(&found.retention),
        valid_from: found.validity.from,
        valid_until: found.validity.until,
    })
}

fn purpose_out<'c>(
    service: &'c Service,
    found: &'c Authorisation,
    place: usize,
    purpose: &'c PurposeGrant,
) -> PurposeOut<'c> {
    let own = found.modules.iter().fold(ElementSet::default(), |all, grant| all.or(grant.by_purpose[place].granted));
    let history = purpose
        .history
        .as_ref()
        .map(|history| json!({ "years": history.years, "elements": names(service, history.elements) }));
    PurposeOut {
        id: purpose.id.as_str(),
        person_roles: purpose.person_roles.iter().map(|role| role.as_str()).collect(),
        history,
        elements: (!purpose.denied.is_empty()).then(|| names(service, own)),
        quality_codes: purpose.quality_codes.as_ref().map(|(codes, _)| codes.as_slice()),
    }
}

fn integration_out(rule: &IntegrationRule) -> IntegrationOut<'_> {
    IntegrationOut { recipient: rule.recipient, sender: rule.sender, quality_codes: &rule.quality_codes }
}

fn retention_out(rules: &[RetentionRule]) -> RetentionOut {
    let mut points: Vec<&str> = rules.iter().map(|rule| rule.source.point.as_str()).collect();
    points.dedup();
    let rules: Vec<String> = rules.iter().map(RetentionRule::code).collect();
    RetentionOut { rule: rules.join("; "), points: points.join(", ") }
}
