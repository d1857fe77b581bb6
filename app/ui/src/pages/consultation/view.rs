//! The consultation: the form, and the answer.

use delibero_domain::attestation::AttestationStatus;
use delibero_domain::authorisation::{Source, Withheld};
use delibero_domain::catalogue::TextUnknown;
use delibero_domain::consultation::{RefusalReason, Seen};
use delibero_domain::niss::{NissError, NissRules};
use delibero_domain::period::{Period, Quarter, QuarterRange, QuarterRangeError};
use delibero_domain::role::Role;
use delibero_domain::text::Text;
use jiff::civil::{Date, DateTime};

use crate::error::{PageError, Trouble};

mod answer;
mod form;
mod timeline;

pub use answer::{answer_of, local_time};
pub use form::{limit_reached, question};

/// The fields of the form, as they were typed. It travels in the body of a POST and in the page, never in an address.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Entered {
    /// `recipient/service/module`.
    pub module: String,
    /// A purpose.
    pub purpose: String,
    /// A person role, where one is asked.
    pub person_role: String,
    /// The NISS as typed.
    pub niss: String,
    /// The first quarter.
    pub first: String,
    /// The last quarter.
    pub last: String,
    /// What is confirmed: identifiers of conditions.
    pub confirmed: Vec<String>,
    /// The token of the form, by which a second sending is recognised.
    pub form: String,
}

impl Entered {
    /// Reads the fields of a form; none when one that has one value comes with two.
    #[must_use]
    pub fn of_form(fields: Vec<(String, String)>) -> Option<Self> {
        let mut entered = Self::default();
        let mut seen = Vec::new();
        for (name, value) in fields {
            if name == "confirmed" {
                entered.confirmed.push(value);
                continue;
            }
            let place = match name.as_str() {
                "module" => &mut entered.module,
                "purpose" => &mut entered.purpose,
                "person_role" => &mut entered.person_role,
                "niss" => &mut entered.niss,
                "first" => &mut entered.first,
                "last" => &mut entered.last,
                "form" => &mut entered.form,
                _ => continue,
            };
            if seen.contains(&name) && *place != value {
                return None;
            }
            *place = value;
            seen.push(name);
        }
        Some(entered)
    }
}

/// Without the NISS, whatever was typed: this may end in a trace.
impl std::fmt::Debug for Entered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entered").field("module", &self.module).field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// The module is missing, or not one of the organisation's.
    Module,
    /// The purpose is missing, or not one of the module's recipient.
    Purpose,
    /// The role of the person is missing.
    PersonRole,
    /// What is confirmed is nothing that can be.
    Confirmed,
    /// The NISS breaks a rule.
    Niss(NissError),
    /// The first quarter is not a quarter.
    FirstQuarter,
    /// The last quarter is not a quarter.
    LastQuarter,
    /// The two quarters are not a range.
    Quarters(QuarterRangeError),
    /// As many consultations were opened in the last hour as may be.
    LimitReached {
        /// The most in an hour.
        most: u32,
        /// From when on another may be opened, Belgian time to the minute; none while the limit is zero.
        until: Option<DateTime>,
    },
    /// The store did not do it: nothing was asked and nothing was disclosed.
    Store(Trouble),
}

/// The form's page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormPage {
    /// What the user's organisation may ask for.
    pub modules: Vec<ModuleOption>,
    /// The quarters that can be asked for, newest first.
    pub quarters: Vec<Quarter>,
    /// What must hold of the NISS.
    pub niss_rules: NissRules,
    /// What was typed, or what is proposed.
    pub entered: Entered,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// A module that the organisation may consult.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleOption {
    /// `recipient/service/module`.
    pub value: String,
    /// The recipient as which the organisation asks.
    pub recipient: Text,
    /// The service.
    pub service: Text,
    /// The module.
    pub module: Text,
    /// Its purposes.
    pub purposes: Vec<PurposeOption>,
    /// What may be confirmed for them.
    pub confirmations: Vec<ConfirmationOption>,
}

/// What may be confirmed to see more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmationOption {
    /// The condition.
    pub value: String,
    /// What it is called.
    pub label: Text,
    /// Where it stands.
    pub source: Source,
    /// The purpose that it is for.
    pub purpose: String,
}

/// A purpose for which it may be consulted by this user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeOption {
    /// Its identifier.
    pub value: String,
    /// What it is called.
    pub label: Text,
    /// Where it stands.
    pub source: Source,
    /// The roles of the person to choose from: identifier and label; empty where the text asks for none.
    pub person_roles: Vec<(String, Text)>,
    /// The role meant when none is chosen.
    pub default_person_role: Option<String>,
}

/// The answer to a consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerPage {
    /// The opaque identifier.
    pub id: String,
    /// The NISS, formatted: in the page only.
    pub niss: String,
    /// When this view was decided, Belgian time: `2026-11-21 01:02:03`.
    pub at: String,
    /// Today, in Belgium.
    pub today: Date,
    /// The organisation that asked.
    pub organisation: Text,
    /// As which recipient.
    pub recipient: Text,
    /// The recipient's identifier, for links to the catalogue.
    pub recipient_id: String,
    /// The service.
    pub service: Text,
    /// The module.
    pub module: Text,
    /// The purpose.
    pub purpose: Text,
    /// The role of the person in the file.
    pub person_role: Option<Text>,
    /// What was confirmed: identifier, label, and where that is said.
    pub confirmed: Vec<(String, Text, Source)>,
    /// The user's role.
    pub role: Role,
    /// The quarters asked.
    pub quarters: QuarterRange,
    /// The network's status code.
    pub status: String,
    /// What the status code means.
    pub status_meaning: Text,
    /// What may be seen, or why nothing may.
    pub outcome: AnswerOutcome,
    /// The deliberation applied, where its text of the day of the decision is not known.
    pub text_unknown: Option<TextUnknown>,
    /// What was asked, so that the form can propose it again.
    pub entered: Entered,
}

/// What may be seen, or why nothing may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerOutcome {
    /// Granted.
    Granted(Box<GrantedAnswer>),
    /// Refused.
    Refused {
        /// Why.
        reason: RefusalReason,
        /// The point.
        source: Option<Source>,
        /// The NISS that took the place of the one asked for, formatted.
        replaced_by: Option<String>,
    },
}

/// Everything that may be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantedAnswer {
    /// The authorisation.
    pub source: Source,
    /// Every element of the service, in its order: cells refer to it by place.
    pub elements: Vec<ElementInfo>,
    /// The blocks, in their order.
    pub blocks: Vec<BlockInfo>,
    /// The elements that are withheld whatever the record, with reason and point.
    pub withheld: Vec<(u8, Withheld)>,
    /// What may be seen, whatever the records are.
    pub scope: ScopePage,
    /// The attestations of which something may be seen, newest quarter first.
    pub attestations: Vec<AttestationPage>,
    /// The drawn timeline.
    pub timeline: Timeline,
    /// How long they may be kept.
    pub retention: Vec<RetentionPage>,
    /// What else must be respected.
    pub obligations: Vec<(Text, Source)>,
}

/// What may be seen, said without looking at any record: the same for every person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScopePage {
    /// The regimes whose records are seen, identifier and label, and where that is said; none where the service knows no
    /// regimes.
    pub regimes: Option<(Vec<(String, Text)>, Source)>,
    /// The blocks, by their place.
    pub blocks: Vec<(u8, Seen, Source)>,
    /// What is seen for some social risks only.
    pub risks: Vec<RiskLimit>,
    /// The blocks that reach back to a day only.
    pub since: Vec<(u8, Date, Source)>,
}

/// Elements that are seen for some social risks only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskLimit {
    /// The elements, by their place.
    pub elements: Vec<u8>,
    /// The risks, identifier and label.
    pub risks: Vec<(String, Text)>,
    /// Where that is said.
    pub source: Source,
}

/// An element, as the answer names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementInfo {
    /// `block.element`.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// The place of its block.
    pub block: u8,
    /// Whether its values are numbers to be right-aligned and added up.
    pub numeric: bool,
}

/// A block, as the answer names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockInfo {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub label: Text,
}

/// One attestation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttestationPage {
    /// Its identifier.
    pub id: String,
    /// Its version; none for a temporary one.
    pub version: Option<u64>,
    /// What became of it.
    pub status: AttestationStatus,
    /// The quarter.
    pub quarter: Quarter,
    /// When it was made.
    pub created: Option<Date>,
    /// Whether it is temporary.
    pub temporary: bool,
    /// Its rows.
    pub rows: Vec<RowPage>,
    /// The places of the elements that the network removed with all rows.
    pub filtered: Vec<u8>,
    /// The sums of the numeric elements granted, over the rows below: place of the element and hundredths.
    pub totals: Vec<(u8, i64)>,
}

/// One row of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPage {
    /// The place of the block.
    pub block: u8,
    /// Every element of the block, in its order.
    pub cells: Vec<CellPage>,
    /// The rows below.
    pub rows: Vec<RowPage>,
    /// The places of the elements that the network removed with all rows below.
    pub filtered: Vec<u8>,
}

/// One cell: place of the element, and what may be seen of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellPage {
    /// The place of the element.
    pub element: u8,
    /// What may be seen.
    pub value: CellValue,
}

/// What may be seen of an element in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellValue {
    /// Granted, but the record holds no value.
    Empty,
    /// Granted, but the network removed the value before it came here.
    Filtered,
    /// A code and what it means; none when the code is unknown: show it as received.
    Code(String, Option<Text>),
    /// Words.
    Text(String),
    /// A day.
    Date(Date),
    /// A period.
    Period(Period),
    /// An amount in euro, in cents; negative when it was recovered.
    Amount(i64),
    /// A number of days or hours, in hundredths.
    Count(i64),
    /// The NISS, formatted.
    Niss(String),
    /// Reduced to whether the record says something of it, with the point.
    Whether(bool, Source),
    /// Withheld, with reason and point.
    Withheld(Withheld),
}

/// The drawn timeline of the quarters asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// One lane per social risk; one lane without a name where the risk is withheld.
    pub lanes: Vec<Lane>,
}

/// One lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The social risk, or none where it is withheld.
    pub risk: Option<Text>,
    /// Its risk periods.
    pub periods: Vec<Bar>,
    /// Its payment periods.
    pub payments: Vec<Bar>,
}

/// One bar of a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The days.
    pub period: Period,
    /// The quarter of the attestation it comes from.
    pub quarter: Quarter,
    /// The amount in cents, for payments where it is granted.
    pub amount: Option<i64>,
    /// Whether it comes from a temporary attestation.
    pub temporary: bool,
}

/// How long the answer may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetentionPage {
    /// The rule in words.
    pub summary: Text,
    /// The events on whose days it depends, which the portal does not know.
    pub awaited: Vec<Text>,
    /// The last day, where it can be computed.
    pub until: Option<Date>,
    /// Where it stands.
    pub source: Source,
}

/// The form: what the user's organisation may ask for, and what was typed before.
///
/// # Errors
/// When the user does not consult.
pub async fn load_form() -> Result<FormPage, PageError> {
    form::page().await
}

/// The answer to a consultation: decided and logged anew at each call.
///
/// # Errors
/// When it is not the user's own consultation, or its view cannot be logged.
pub async fn load_answer(id: String) -> Result<AnswerPage, PageError> {
    answer::page(&id, delibero_domain::access_log::EventKind::Disclosure).await
}
