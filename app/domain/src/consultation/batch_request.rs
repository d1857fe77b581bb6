//! A request as `decide --batch` reads it, and as the cases of the catalogue give it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value as Json;

use super::request::{Exchange, NissState};
use crate::identifier::{
    ConditionId, ElementId, EventId, ModuleId, OfficeId, OrganisationId, PersonRoleId, PurposeId, RecipientId,
    RegionId, ServiceId,
};
use crate::role::Role;

/// One request. What is absent is null or false, but for the two integrations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchRequest {
    /// Given back with the decision.
    #[serde(default, skip_serializing_if = "Json::is_null")]
    pub id: Json,
    /// The day of the decision; also the day of reception.
    pub at: Date,
    /// The recipient, or a member of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<RecipientId>,
    /// A registered body that asks in the recipient's name; the register is asked for it unless `belongs_to` is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// What the body that asks is registered as, where no register is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub belongs_to: Option<Vec<RecipientId>>,
    /// The region of that body, where no register is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    pub service: ServiceId,
    pub module: ModuleId,
    /// Whether an answer is asked for or a notification sent; when not said, what the module is made for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange: Option<Exchange>,
    pub purpose: PurposeId,
    /// The role of the person in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_role: Option<PersonRoleId>,
    /// The role of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether the organisation designated the user for the service; not said: no user is known, and it is not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub designated: Option<bool>,
    /// The offices that the user holds; not said, here or as a deputy: no user is known, and none is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offices: Option<Vec<OfficeId>>,
    /// Those that the user holds in place of somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offices_as_deputy: Option<Vec<OfficeId>>,
    /// Whether the recipient has the person integrated.
    #[serde(default = "yes", deserialize_with = "yes_if_null", skip_serializing_if = "is_yes")]
    pub recipient_integrated: bool,
    /// Whether the sender has.
    #[serde(default = "yes", deserialize_with = "yes_if_null", skip_serializing_if = "is_yes")]
    pub sender_integrated: bool,
    /// The quality code of the recipient's integration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality_code: Option<u16>,
    /// Several of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quality_codes: Vec<u16>,
    /// The legal context of a regional integrator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_context: Option<String>,
    /// Whether somebody else registered the recipient's own file on the person.
    #[serde(default, deserialize_with = "no_if_null", skip_serializing_if = "is_no")]
    pub own_file_by_other: bool,
    /// Whether the asking user did.
    #[serde(default, deserialize_with = "no_if_null", skip_serializing_if = "is_no")]
    pub own_file_by_oneself: bool,
    /// Whether many persons are asked about at once.
    #[serde(default, deserialize_with = "no_if_null", skip_serializing_if = "is_no")]
    pub batch: bool,
    /// What is known of the number of the person.
    #[serde(default, skip_serializing_if = "is_valid")]
    pub niss: NissState,
    /// The conditions that the user confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<ConditionId>,
    /// The record; without it the decision is about any record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Record>,
    /// The days of events that end or begin a retention, where they are known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub events: BTreeMap<EventId, Date>,
}

/// The facts of a record, and the elements asked for; without elements, every one of the service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The regime, as the rules name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regime: Option<String>,
    /// The social risk, as the rules name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk_nature: Option<String>,
    /// The first and the last day; a last day that is null, or left out, is open.
    #[serde(default, deserialize_with = "days", skip_serializing_if = "Option::is_none")]
    pub period: Option<(Date, Option<Date>)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elements: Option<Vec<ElementId>>,
}

const fn yes() -> bool {
    true
}

fn yes_if_null<'de, D: Deserializer<'de>>(input: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(input)?.unwrap_or(true))
}

fn no_if_null<'de, D: Deserializer<'de>>(input: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(input)?.unwrap_or(false))
}

/// TOML has no null, so that one day alone is an open period.
fn days<'de, D: Deserializer<'de>>(input: D) -> Result<Option<(Date, Option<Date>)>, D::Error> {
    let days: Option<Vec<Option<Date>>> = Option::deserialize(input)?;
    match days.as_deref() {
        None => Ok(None),
        Some([Some(begin)]) => Ok(Some((*begin, None))),
        Some([Some(begin), end]) => Ok(Some((*begin, *end))),
        Some(_) => Err(serde::de::Error::custom("a period is its first and its last day")),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_yes(value: &bool) -> bool {
    *value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_no(value: &bool) -> bool {
    !*value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_valid(state: &NissState) -> bool {
    *state == NissState::Valid
}
