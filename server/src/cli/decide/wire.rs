//! The JSON of `delibero decide --batch`: a request a line in, a decision a line out.

use std::collections::BTreeMap;

use delibero_domain::authorisation::{Authority, Length, Maximum, ReducedForm, Source};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{
    ActsAs, AskingBody, BatchRequest, BatchRequestError, Obligation, Permit, RecordFacts, Refusal, RetentionDuty,
    decide,
};
use delibero_domain::identifier::{EventId, OfficeId, RecipientId, RegionId};
use delibero_domain::text::Text;
use delibero_usecases::directory::Organisation;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value as Json;

#[derive(Clone, Debug, Serialize)]
pub struct Decided {
    id: Json,
    outcome: &'static str,
    #[serde(flatten)]
    source: Option<At>,
    /// The first day that the words applied are proven for, where that is after the day of the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    proven_from: Option<Date>,
    granted: Vec<String>,
    /// The granted elements that are reduced, and to what.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    reduced: BTreeMap<String, ReducedForm>,
    withheld: Vec<WithheldOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retention: Option<RetentionOut>,
    obligations: Vec<ObligationOut>,
    /// The office in which the user acts, where the purpose asks for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    acts_as: Option<ActsAsOut>,
}

#[derive(Clone, Debug, Serialize)]
struct ActsAsOut {
    office: OfficeId,
    /// Whether in place of its holder.
    deputy: bool,
    #[serde(flatten)]
    source: At,
}

impl From<ActsAs<'_>> for ActsAsOut {
    fn from(ActsAs { office, deputy, source }: ActsAs<'_>) -> Self {
        Self { office: office.clone(), deputy, source: source.clone().into() }
    }
}

/// A source in two keys.
#[derive(Clone, Debug, Serialize)]
struct At {
    deliberation: String,
    point: String,
}

impl From<Source> for At {
    fn from(source: Source) -> Self {
        Self { deliberation: source.deliberation, point: source.point }
    }
}

#[derive(Clone, Debug, Serialize)]
struct WithheldOut {
    element: String,
    reason: &'static str,
    #[serde(flatten)]
    source: At,
}

#[derive(Clone, Debug, Serialize)]
struct RetentionOut {
    rule: String,
    points: String,
    rules: Vec<RuleOut>,
}

#[derive(Clone, Debug, Serialize)]
struct RuleOut {
    rule: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<Length>,
    event: EventId,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<Maximum>,
    /// The last day on which the data may be kept, as far as it is known.
    until: Option<Date>,
    unknown_events: Vec<EventId>,
    #[serde(flatten)]
    source: At,
}

#[derive(Clone, Debug, Serialize)]
struct ObligationOut {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<RegionId>,
    text: Text,
    #[serde(flatten)]
    source: At,
}

/// What is registered of an organisation, as far as a request depends on it; `recipients` are those of the day.
pub fn body<'b>(organisation: &'b Organisation, recipients: &'b [RecipientId]) -> AskingBody<'b> {
    AskingBody {
        id: &organisation.id,
        recipients,
        region: organisation.region.as_ref(),
        legal_context: organisation.legal_context_of(None),
    }
}

/// Decides.
///
/// # Errors
/// When the request does not say who asks, or its period is reversed.
pub fn decided(
    asked: &BatchRequest,
    catalogue: &Catalogue,
    organisation: Option<&Organisation>,
) -> Result<Decided, BatchRequestError> {
    let record = asked.facts()?;
    let recipients = organisation.map(|found| found.recipients_on(asked.at)).unwrap_or_default();
    let request = asked.request(catalogue, organisation.map(|found| body(found, &recipients)))?;
    let proven_from =
        |source: Option<&Source>| Some(catalogue.text_unknown(&source?.deliberation, asked.at)?.proven_from);
    Ok(match decide(catalogue, &request) {
        Ok(permit) => {
            let proven_from = proven_from(Some(&permit.authorisation().source));
            Decided { proven_from, ..granted(asked, &permit, record, request.region.as_ref()) }
        }
        Err(refusal) => {
            let proven_from = proven_from(refusal.source.as_ref());
            Decided { proven_from, ..refused(asked, refusal) }
        }
    })
}

fn refused(asked: &BatchRequest, refusal: Refusal) -> Decided {
    Decided {
        id: asked.id.clone(),
        outcome: refusal.reason.as_str(),
        source: refusal.source.map(At::from),
        proven_from: None,
        granted: Vec::new(),
        reduced: BTreeMap::new(),
        withheld: Vec::new(),
        retention: None,
        obligations: Vec::new(),
        acts_as: None,
    }
}

fn granted(asked: &BatchRequest, permit: &Permit<'_>, record: RecordFacts<'_>, region: Option<&RegionId>) -> Decided {
    let (granted, withheld) = elements(asked, permit, record);
    Decided {
        id: asked.id.clone(),
        outcome: "granted",
        source: Some(permit.authorisation().source.clone().into()),
        proven_from: None,
        reduced: reduced(permit, &granted),
        granted,
        withheld,
        retention: Some(retention_out(&asked.retention(permit))),
        obligations: obligations_out(permit, region),
        acts_as: permit.acts_as().map(ActsAsOut::from),
    }
}

fn elements(asked: &BatchRequest, permit: &Permit<'_>, record: RecordFacts<'_>) -> (Vec<String>, Vec<WithheldOut>) {
    let (mut granted, mut withheld) = (Vec::new(), Vec::new());
    for (element, verdict) in asked.verdicts(permit, record) {
        match verdict {
            None => granted.push(element),
            Some((reason, source)) => {
                withheld.push(WithheldOut { element, reason: reason.as_str(), source: source.into() });
            }
        }
    }
    (granted, withheld)
}

fn reduced(permit: &Permit<'_>, granted: &[String]) -> BTreeMap<String, ReducedForm> {
    let form = |element: &String| Some(permit.reduced(permit.service().element_index(element)?)?.0);
    granted.iter().filter_map(|element| Some((element.clone(), form(element)?))).collect()
}

fn retention_out(duties: &[RetentionDuty]) -> RetentionOut {
    let rules: Vec<RuleOut> = duties.iter().map(rule_out).collect();
    let mut points: Vec<&str> = duties.iter().map(|duty| duty.rule.source.point.as_str()).collect();
    points.dedup();
    let points = points.join(", ");
    let rule = rules.iter().map(|rule| rule.rule.as_str()).collect::<Vec<_>>().join("; ");
    RetentionOut { rule, points, rules }
}

fn rule_out(duty: &RetentionDuty) -> RuleOut {
    RuleOut {
        rule: duty.rule.code(),
        length: duty.rule.length,
        event: duty.rule.event.clone(),
        maximum: duty.rule.maximum.clone(),
        until: duty.until,
        unknown_events: duty.unknown_events.clone(),
        source: duty.rule.source.clone().into(),
    }
}

fn obligations_out(permit: &Permit<'_>, region: Option<&RegionId>) -> Vec<ObligationOut> {
    let limit = |found: Obligation| ObligationOut {
        id: found.id.to_string(),
        region: None,
        text: found.text,
        source: found.source.into(),
    };
    let authority = |found: &Authority| ObligationOut {
        id: Authority::OBLIGATION.to_owned(),
        region: Some(found.region.clone()),
        text: found.title.clone(),
        source: found.source.clone().into(),
    };
    permit.obligations().into_iter().map(limit).chain(permit.authorities(region).map(authority)).collect()
}
