//! The consultation: the form, and the answer.

use delibero_domain::authorisation::{Source, Withheld};
use delibero_domain::catalogue::TextUnknown;
use delibero_domain::consultation::{RefusalReason, Seen};
use delibero_domain::niss::{NissError, NissRules};
use delibero_domain::parameters::{ParameterKind, Parameters};
use delibero_domain::period::{Period, RangeError};
use delibero_domain::record::{RecordStatus, RecordTime};
use delibero_domain::role::Role;
use delibero_domain::text::Text;
use jiff::civil::{Date, DateTime};

use crate::error::{PageError, Trouble};
use crate::pages::suspensions::SuspensionView;

mod answer;
mod asked;
mod form;
mod many;
mod timeline;

pub use answer::{answer_of, local_time};
pub use form::{limit_reached, question};
pub use many::{ManyForm, many_form, many_question};
pub use timeline::{RiskBar, RiskLane};

/// The fields of the form, as they were typed. It travels in the body of a POST and in the page, never in an address.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Entered {
    /// `recipient/service/module`.
    pub module: String,
    pub purpose: String,
    /// A person role, where one is asked.
    pub person_role: String,
    pub niss: String,
    pub first: String,
    pub last: String,
    pub first_month: String,
    pub last_month: String,
    pub day: String,
    pub message_number: String,
    pub return_day: String,
    pub confirmed: Vec<String>,
    /// One of the organisation's, where a regional integrator keeps its directory.
    pub legal_context: String,
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
                "first_month" => &mut entered.first_month,
                "last_month" => &mut entered.last_month,
                "day" => &mut entered.day,
                "message_number" => &mut entered.message_number,
                "return_day" => &mut entered.return_day,
                "legal_context" => &mut entered.legal_context,
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

impl Entered {
    /// What the module asked for: field and value.
    #[must_use]
    pub fn parameters(&self) -> [(&'static str, &str); 7] {
        [
            ("first", &self.first),
            ("last", &self.last),
            ("first_month", &self.first_month),
            ("last_month", &self.last_month),
            ("day", &self.day),
            ("message_number", &self.message_number),
            ("return_day", &self.return_day),
        ]
    }
}

/// Without the NISS, whatever was typed: this may end in a trace.
impl std::fmt::Debug for Entered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entered").field("module", &self.module).field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    Module,
    /// The purpose is missing, or not one of the module's recipient.
    Purpose,
    PersonRole,
    /// What is confirmed is nothing that can be.
    Confirmed,
    /// The NISS breaks a rule.
    Niss(NissError),
    FirstQuarter,
    LastQuarter,
    /// The two quarters are not a range.
    Quarters(RangeError),
    FirstMonth,
    LastMonth,
    /// The two months are not a range.
    Months(RangeError),
    Day,
    /// What holds on a day to come is not known.
    DayToCome,
    /// It has signs that no number of a message has.
    MessageNumber,
    ReturnDay,
    /// The declaration is for a return to come.
    ReturnDayPast,
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

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormPage {
    /// What the user's organisation may ask for.
    pub modules: Vec<ModuleOption>,
    /// Where something else is limited to designated people, of whom the user is none.
    pub undesignated: Option<(Text, Source)>,
    /// What stops some of it: it would be refused.
    pub suspensions: Vec<SuspensionView>,
    pub niss_rules: NissRules,
    /// Among which one is chosen, where a regional integrator keeps the organisation's directory (23/058 point 79.11).
    pub legal_contexts: Vec<String>,
    /// What was typed, or what is proposed.
    pub entered: Entered,
    pub errors: Vec<FieldError>,
}

/// A module that the organisation may consult.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleOption {
    /// `recipient/service/module`.
    pub value: String,
    pub recipient: Text,
    pub service: Text,
    pub module: Text,
    /// What it asks for beside the person.
    pub asks: Vec<ParameterKind>,
    pub purposes: Vec<PurposeOption>,
    pub confirmations: Vec<ConfirmationOption>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmationOption {
    pub value: String,
    pub label: Text,
    pub source: Source,
    pub purpose: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeOption {
    pub value: String,
    pub label: Text,
    pub source: Source,
    /// The roles of the person to choose from: identifier and label; empty where the text asks for none.
    pub person_roles: Vec<(String, Text)>,
    /// The role meant when none is chosen.
    pub default_person_role: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerPage {
    pub id: String,
    /// The NISS, formatted: in the page only.
    pub niss: String,
    /// When this view was decided, Belgian time: `2026-11-21 01:02:03`.
    pub at: String,
    /// Today, in Belgium.
    pub today: Date,
    pub organisation: Text,
    pub recipient: Text,
    /// The recipient's identifier, for links to the catalogue.
    pub recipient_id: String,
    pub service: Text,
    pub module: Text,
    pub purpose: Text,
    pub person_role: Option<Text>,
    /// What was confirmed: identifier, label, and where that is said.
    pub confirmed: Vec<(String, Text, Source)>,
    /// The one under which it went to the network, where a regional integrator is in between.
    pub legal_context: Option<String>,
    pub role: Role,
    pub asked: Parameters,
    /// What the module asks for, so that it can be asked for another time.
    pub asks: Vec<ParameterKind>,
    pub status: String,
    pub status_meaning: Text,
    pub outcome: AnswerOutcome,
    /// The deliberation applied, where its text of the day of the decision is not known.
    pub text_unknown: Option<TextUnknown>,
    /// What was asked, so that the form can propose it again.
    pub entered: Entered,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerOutcome {
    Granted(Box<GrantedAnswer>),
    Refused {
        reason: RefusalReason,
        source: Option<Source>,
        /// The NISS that took the place of the one asked for, formatted.
        replaced_by: Option<String>,
        /// Who stopped it and why, where that is the reason.
        suspension: Option<Box<SuspensionView>>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantedAnswer {
    pub source: Source,
    /// Whether the portal holds the records of the service.
    pub held: bool,
    /// Every element of the service, in its order: cells refer to it by place.
    pub elements: Vec<ElementInfo>,
    pub blocks: Vec<BlockInfo>,
    /// The elements that are withheld whatever the record, with reason and point.
    pub withheld: Vec<(u8, Withheld)>,
    /// What may be seen, whatever the records are.
    pub scope: ScopePage,
    /// Whether the service declares its records; one that does not holds attestations.
    pub declared: bool,
    pub senders: Vec<Text>,
    pub kinds: Vec<KindInfo>,
    /// The shapes of the rows of the service, in its order.
    pub shapes: Vec<ShapeInfo>,
    pub records: Vec<RecordPage>,
    pub timeline: Vec<RiskLane>,
    pub retention: Vec<RetentionPage>,
    pub obligations: Vec<(Text, Source)>,
}

/// What may be seen, said without looking at any record: the same for every person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScopePage {
    /// The regimes whose records are seen, identifier and label, and where that is said; none where the service knows no
    /// regimes.
    pub regimes: Option<(Vec<(String, Text)>, Source)>,
    pub blocks: Vec<(u8, Seen, Source)>,
    /// What is seen for some social risks only.
    pub risks: Vec<RiskLimit>,
    /// The blocks that reach back to a day only.
    pub since: Vec<(u8, Date, Source)>,
}

/// Elements that are seen for some social risks only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskLimit {
    pub elements: Vec<u8>,
    /// The risks, identifier and label.
    pub risks: Vec<(String, Text)>,
    pub source: Source,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementInfo {
    /// `block.element`.
    pub id: String,
    pub label: Text,
    pub block: u8,
    /// The shape in whose rows it stands.
    pub shape: u8,
    /// Whether its values are numbers to be right-aligned and added up.
    pub numeric: bool,
}

/// A kind of the records of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindInfo {
    pub id: String,
    pub label: Text,
    /// The shapes of the rows that stand in it directly.
    pub shapes: Vec<u8>,
    /// Whether one row stands in it, of one of these shapes.
    pub one_row: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeInfo {
    pub id: String,
    pub label: Text,
    /// The shape whose rows hold these.
    pub within: Option<u8>,
    /// The elements that say from and until when a row holds.
    pub lasts: Option<(u8, Option<u8>)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockInfo {
    pub id: String,
    pub label: Text,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPage {
    /// Of its kind, identifier and label.
    pub kind: (String, Text),
    /// Where the service has several senders.
    pub sender: Option<Text>,
    pub id: String,
    pub version: Option<u64>,
    pub status: RecordStatus,
    /// None where it is withheld.
    pub time: Option<RecordTime>,
    pub created: Option<Date>,
    /// Whether identifier, version and day are shown: not where elements say them.
    pub identified: bool,
    pub temporary: bool,
    pub rows: Vec<RowPage>,
    /// The places of the elements that the network removed with all rows.
    pub filtered: Vec<u8>,
    /// The sums of the numeric elements granted, over the rows below: place of the element and hundredths.
    pub totals: Vec<(u8, i64)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPage {
    pub shape: u8,
    /// Every element of the shape, in the order of the service.
    pub cells: Vec<CellPage>,
    pub rows: Vec<RowPage>,
    /// The places of the elements that the network removed with all rows below.
    pub filtered: Vec<u8>,
}

/// One cell: place of the element, and what may be seen of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellPage {
    pub element: u8,
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
    Text(String),
    Date(Date),
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

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetentionPage {
    pub summary: Text,
    /// The events on whose days it depends, which the portal does not know.
    pub awaited: Vec<Text>,
    /// The last day, where it can be computed.
    pub until: Option<Date>,
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

/// The versions of the records of an answer about a time, which is written as `RecordTime` writes itself; decided and
/// logged as an answer is.
///
/// # Errors
/// As [`load_answer`].
pub async fn load_versions(id: &str, of: &str) -> Result<AnswerPage, PageError> {
    answer::versions(id, of).await
}
