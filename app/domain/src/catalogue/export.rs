//! The catalogue as one JSON document, for other programs: the shape of `vocabulary`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::{Catalogue, ElementSet, ModuleKind, QualityCode, Service};
use crate::authorisation::{
    Authorisation, Conditions, History, IntegrationRule, ModuleGrant, PurposeGrant, RecipientIntegration,
    RetentionRule, RiskRule, SenderIntegration, Suspension, UseLimit,
};
use crate::cases::Case;
use crate::parameters::ParameterKind;
use crate::points::{PointList, Reading};

#[derive(Serialize)]
struct Document<'c> {
    services: Vec<ServiceOut<'c>>,
    authorisations: Vec<AuthorisationOut<'c>>,
    sectors: Vec<Json>,
    cases: &'c [Case],
    points: &'c [PointList],
    readings: Vec<Json>,
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
    asks: &'c [ParameterKind],
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
    /// Where access is limited to designated people.
    #[serde(skip_serializing_if = "Option::is_none")]
    designated: Option<&'c str>,
    batch: bool,
    retention: RetentionOut,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    use_limits: Vec<Json>,
    valid_from: Date,
    /// The first day for which the words of the deliberation are proven.
    proven_from: Option<Date>,
    valid_until: Option<Date>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suspensions: Vec<Json>,
}

#[derive(Serialize)]
struct GrantOut<'c> {
    id: &'c str,
    elements: Vec<&'c str>,
    /// Those granted for every purpose, where they are not those of the authorisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    regimes: Option<Vec<&'c str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    risks: Vec<Json>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    reduced: Map<String, Json>,
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quality_codes: Vec<u16>,
    /// Those that do not count for this purpose.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quality_codes_reserved: Vec<u16>,
    /// By region, the offices of which one must be held.
    #[serde(skip_serializing_if = "Map::is_empty")]
    offices: Map<String, Json>,
}

#[derive(Serialize)]
struct IntegrationOut<'c> {
    recipient: RecipientIntegration,
    /// Whose directory it is, where it is not the network's.
    #[serde(skip_serializing_if = "Option::is_none")]
    directory: Option<&'static str>,
    sender: SenderIntegration,
    #[serde(skip_serializing_if = "<[u16]>::is_empty")]
    quality_codes: &'c [u16],
}

#[derive(Serialize)]
struct RetentionOut {
    rule: String,
    points: String,
}

/// What an export promises to those who read it, as a JSON Schema.
pub const EXPORT_SCHEMA: &str = include_str!("export.schema.json");

/// The document, with every effective authorisation: of recipients, and of members. [`super::files::rules`] are what an
/// engine decides by.
#[must_use]
pub fn export(catalogue: &Catalogue) -> Json {
    let document = Document {
        services: catalogue.services().iter().map(service_out).collect(),
        authorisations: catalogue
            .authorisations()
            .iter()
            .filter_map(|found| authorisation_out(catalogue, found))
            .collect(),
        sectors: sectors(catalogue),
        cases: catalogue.cases(),
        points: catalogue.point_lists(),
        readings: catalogue.readings().iter().map(reading_out).collect(),
    };
    json!(document)
}

fn reading_out(reading: &Reading) -> Json {
    let Reading { source, recipients, text } = reading;
    json!({ "deliberation": source.deliberation, "point": source.point, "recipients": recipients, "text": text })
}

/// The quality codes that say that there is a file, or that there is none.
fn sectors(catalogue: &Catalogue) -> Vec<Json> {
    let code = |known: &QualityCode| {
        let mut out = json!({ "code": known.code, "counts": known.counts });
        if !known.purposes.is_empty() {
            out["purposes"] = json!(known.purposes);
        }
        out
    };
    let codes = |list: &[QualityCode]| list.iter().map(code).collect::<Vec<_>>();
    let any = json!({ "sector": null, "quality_codes": codes(catalogue.quality_codes()), "unlisted_count": true });
    let sectors = catalogue.sectors().iter().map(|sector| {
        let recipients = catalogue
            .recipients()
            .iter()
            .filter(|found| catalogue.sector_of(found.id.as_str()).is_some_and(|of| of.number == sector.number));
        json!({
            "sector": sector.number,
            "recipients": recipients.map(|found| &found.id).collect::<Vec<_>>(),
            "quality_codes": codes(&sector.codes),
            "unlisted_count": sector.unlisted_count,
        })
    });
    std::iter::once(any).chain(sectors).collect()
}

fn names(service: &Service, elements: ElementSet) -> Vec<&str> {
    elements.iter().map(|place| service.elements[place].id.as_str()).collect()
}

fn service_out(service: &Service) -> ServiceOut<'_> {
    let modules = service.modules.iter().map(|module| ModuleOut {
        id: module.id.as_str(),
        kind: module.kind,
        asks: &module.asks,
    });
    let blocks =
        service.blocks.iter().map(|block| BlockOut { id: block.id.as_str(), elements: names(service, block.elements) });
    ServiceOut { id: service.id.as_str(), modules: modules.collect(), blocks: blocks.collect() }
}

fn authorisation_out<'c>(catalogue: &'c Catalogue, found: &'c Authorisation) -> Option<AuthorisationOut<'c>> {
    let service = catalogue.service(found.service.as_str())?;
    let purposes = found.purposes.iter().enumerate();
    Some(AuthorisationOut {
        deliberation: &found.source.deliberation,
        points: &found.source.point,
        recipient: found.recipient.as_str(),
        service: found.service.as_str(),
        modules: found.modules.iter().map(|grant| module_out(service, found, grant)).collect(),
        regimes: &found.regimes,
        person_roles: found.person_roles.iter().map(|role| role.as_str()).collect(),
        purposes: purposes.map(|(place, purpose)| purpose_out(service, found, place, purpose)).collect(),
        integration: integration_out(&found.integration),
        own_file: found.own_file.as_ref().map(|source| source.point.as_str()),
        designated: found.designated.as_ref().map(|source| source.point.as_str()),
        batch: found.batch.allowed,
        retention: retention_out(&found.retention),
        use_limits: found.use_limits.iter().map(|limit| use_limit_out(service, limit)).collect(),
        valid_from: found.validity.from,
        proven_from: proven_from(catalogue, &found.source.deliberation),
        valid_until: found.validity.until,
        suspensions: found.suspensions.iter().map(|of| suspension_out(of)).collect(),
    })
}

fn proven_from(catalogue: &Catalogue, number: &str) -> Option<Date> {
    catalogue.deliberations().iter().find(|found| found.number == number).map(|found| found.proven_from)
}

/// What a module grants for some purpose. Limits on the record are those of any purpose: nothing more is claimed than
/// each purpose is granted.
fn module_out<'c>(service: &'c Service, found: &'c Authorisation, grant: &'c ModuleGrant) -> GrantOut<'c> {
    let elements = grant.by_purpose.iter().fold(ElementSet::default(), |all, of| all.or(of.granted));
    let conditions = || grant.by_purpose.iter().map(|of| &*of.conditions);
    let rules = || conditions().flat_map(|of| &of.regimes);
    let regimes: Vec<&str> = rules().next().map_or_else(Vec::new, |general| {
        let of_all = |regime: &&String| rules().all(|rule| rule.regimes.contains(regime));
        general.regimes.iter().filter(of_all).map(String::as_str).collect()
    });
    let mut risks: Vec<&RiskRule> = Vec::new();
    for rule in conditions().flat_map(|of| &of.risks).filter(|rule| !rule.elements.and(elements).is_empty()) {
        if !risks.contains(&rule) {
            risks.push(rule);
        }
    }
    let risk = |rule: &RiskRule| json!({ "elements": names(service, rule.elements.and(elements)), "risks": rule.risks, "point": rule.source.point });
    let reductions = conditions().flat_map(|of| &of.reductions);
    let reduced = reductions.flat_map(|rule| {
        names(service, rule.elements.and(elements)).into_iter().map(|id| (id.to_owned(), json!(rule.form)))
    });
    GrantOut {
        id: service.modules[grant.module].id.as_str(),
        elements: names(service, elements),
        regimes: (regimes != found.regimes).then_some(regimes),
        risks: risks.into_iter().map(risk).collect(),
        reduced: reduced.collect(),
    }
}

fn purpose_out<'c>(
    service: &'c Service,
    found: &'c Authorisation,
    place: usize,
    purpose: &'c PurposeGrant,
) -> PurposeOut<'c> {
    let of_purpose = |place: usize| {
        found.modules.iter().fold(ElementSet::default(), |all, grant| all.or(grant.by_purpose[place].granted))
    };
    let every = (0..found.purposes.len()).fold(ElementSet::default(), |all, place| all.or(of_purpose(place)));
    let own = of_purpose(place);
    let conditions = || found.conditions_of(place, None);
    PurposeOut {
        id: purpose.id.as_str(),
        person_roles: purpose.person_roles.iter().map(|role| role.as_str()).collect(),
        history: history_out(service, conditions()),
        elements: (own != every).then(|| names(service, own)),
        quality_codes: codes(conditions(), true),
        quality_codes_reserved: codes(conditions(), false),
        offices: offices_by_region(purpose),
    }
}

/// Nothing where none is asked for.
pub(crate) fn offices_by_region(purpose: &PurposeGrant) -> Map<String, Json> {
    let mut regions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for authority in &purpose.authorities {
        let offices = authority.offices.iter().map(|office| office.as_str());
        regions.entry(authority.region.as_str()).or_default().extend(offices);
    }
    regions.retain(|_, _| purpose.asks_for_office());
    regions.into_iter().map(|(region, offices)| (region.to_owned(), json!(offices))).collect()
}

/// One history as it is; several as a list.
fn history_out<'c>(service: &Service, conditions: impl Iterator<Item = &'c Conditions>) -> Option<Json> {
    let mut known: Vec<&History> = Vec::new();
    for history in conditions.flat_map(|of| &of.histories) {
        if !known.contains(&history) {
            known.push(history);
        }
    }
    let out = |history: &&History| {
        let mut out = json!({ "years": history.years, "elements": names(service, history.elements) });
        if let Some(extension) = &history.extension {
            out["extension"] = json!({ "years": extension.years, "condition": extension.condition });
        }
        out
    };
    match known[..] {
        [] => None,
        [one] => Some(out(&one)),
        _ => Some(known.iter().map(out).collect()),
    }
}

/// The codes that the rules of one kind name for a purpose.
fn codes<'c>(conditions: impl Iterator<Item = &'c Conditions>, required: bool) -> Vec<u16> {
    let rules = conditions.flat_map(|of| &of.quality).filter(|rule| rule.required == required);
    let mut codes: Vec<u16> = rules.flat_map(|rule| rule.codes.iter().copied()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A file of the recipient's own is asked for as any other is; `own_file` says where.
fn integration_out(rule: &IntegrationRule) -> IntegrationOut<'_> {
    let own = rule.recipient == RecipientIntegration::OwnDirectory;
    IntegrationOut {
        recipient: if own { RecipientIntegration::Required } else { rule.recipient },
        directory: own.then_some("own"),
        sender: rule.sender,
        quality_codes: &rule.quality_codes,
    }
}

fn use_limit_out(service: &Service, limit: &UseLimit) -> Json {
    let mut out = json!({ "id": limit.id, "point": limit.source.point });
    if !limit.modules.is_empty() {
        let modules = limit.modules.iter().map(|place| service.modules[*place].id.as_str());
        out["modules"] = modules.collect();
    }
    if !limit.purposes.is_empty() {
        out["purposes"] = json!(limit.purposes);
    }
    out
}

fn suspension_out(found: &Suspension) -> Json {
    let mut out = json!({ "since": found.since });
    if let Some(organisation) = &found.organisation {
        out["organisation"] = json!(organisation);
    }
    out
}

fn retention_out(rules: &[RetentionRule]) -> RetentionOut {
    let mut points: Vec<&str> = rules.iter().map(|rule| rule.source.point.as_str()).collect();
    points.dedup();
    let rules: Vec<String> = rules.iter().map(RetentionRule::code).collect();
    RetentionOut { rule: rules.join("; "), points: points.join(", ") }
}
