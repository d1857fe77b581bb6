//! What is asked, and what is answered when nothing may be given.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::authorisation::{RetentionRule, Source};
use crate::catalogue::ModuleKind;
use crate::identifier::{
    ConditionId, EventId, ModuleId, ObligationId, OfficeId, OrganisationId, PersonRoleId, PurposeId, RecipientId,
    RegionId, ServiceId,
};
use crate::role::Role;
use crate::text::Text;

/// What the reference directory and the recipient's own files say, as far as the decision needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntegrationFacts {
    /// Whether the recipient has the person integrated.
    pub recipient: bool,
    /// The quality codes under which it has; empty where they are not known.
    pub quality_codes: Vec<u16>,
    /// Whether the sender has the person integrated.
    pub sender: bool,
    /// The legal context that a regional integrator gave.
    pub legal_context: Option<String>,
    /// Whether the recipient has a file of its own on the person in which somebody else than the asking user had a part.
    pub own_file_by_other: bool,
    /// Whether it has one that the asking user registered, or corrected: it counts for others (12/057 point 22).
    #[serde(default)]
    pub own_file_by_oneself: bool,
}

/// Which way data would go: an answer is asked for, or a notification is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exchange {
    /// Somebody asks: a module that is only sent is never answered.
    #[default]
    Consultation,
    /// The sender sends.
    Notification,
}

impl Exchange {
    /// The way that a module is made for.
    #[must_use]
    pub const fn of(kind: ModuleKind) -> Self {
        match kind {
            ModuleKind::Push => Self::Notification,
            ModuleKind::Pull | ModuleKind::Batch => Self::Consultation,
        }
    }
}

/// What is known of the number that a person was asked about under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NissState {
    /// It is in use.
    #[default]
    Valid,
    /// It breaks a rule of its structure.
    Invalid,
    /// Another took its place.
    Replaced,
    Cancelled,
}

/// What is known of the user. Where nothing is, as in a request that speaks of a role and of no user, it is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserFacts {
    /// Whether the organisation designated the user for the service; none: no user is known.
    pub designated: Option<bool>,
    /// The offices of the organisation that the user holds on the day; none: no user is known.
    pub offices: Option<Vec<HeldOffice>>,
}

impl UserFacts {
    #[must_use]
    pub const fn are_unknown(&self) -> bool {
        self.designated.is_none() && self.offices.is_none()
    }
}

/// An office that a user holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldOffice {
    pub office: OfficeId,
    /// Whether in place of its holder.
    pub deputy: bool,
}

/// One request, without the person: the decision does not depend on who it is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Request {
    /// The day of the decision.
    pub at: Date,
    /// The recipient, or the member of one, in whose name is asked.
    pub recipient: RecipientId,
    /// The registered body that asks; none where that is not known.
    pub organisation: Option<OrganisationId>,
    /// The region of that body.
    pub region: Option<RegionId>,
    pub service: ServiceId,
    pub module: ModuleId,
    pub purpose: PurposeId,
    /// The role of the person in the file, where the text asks for it.
    pub person_role: Option<PersonRoleId>,
    /// The role of the user; none: nobody who may ask.
    pub role: Option<Role>,
    /// What else is known of the user.
    pub user: UserFacts,
    /// Whether many persons are asked about at once.
    pub batch: bool,
    /// Which way the data would go.
    pub exchange: Exchange,
    /// The recipients that the asking organisation belongs to; none where no registered body asks.
    pub belongs_to: Option<Vec<RecipientId>>,
    /// What is known of the number of the person.
    pub niss: NissState,
    /// The conditions that the user confirmed.
    pub confirmed: Vec<ConditionId>,
    /// What the reference directory says.
    pub integration: IntegrationFacts,
}

macro_rules! refusal_reasons {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $status:literal;)+) => {
        /// Why a whole request is refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum RefusalReason { $($(#[$doc])* $name),+ }

        impl RefusalReason {
            /// Every reason, in the order of the vocabulary.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// The status code of the network that says the same.
            #[must_use]
            pub const fn network_status(self) -> &'static str {
                match self { $(Self::$name => $status),+ }
            }
        }
    };
}

refusal_reasons! {
    /// No deliberation names this recipient for this service.
    NoAuthorisation = "no-authorisation", "MSG00013";
    /// The authorisation is not in force yet.
    NotYetInForce = "not-yet-in-force", "MSG00013";
    /// The authorisation is no longer in force.
    Expired = "expired", "MSG00013";
    /// The authorisation is stopped, for everybody or for the organisation that asks.
    Suspended = "suspended", "MSG00013";
    ModuleNotGranted = "module-not-granted", "MSG00013";
    PurposeNotGranted = "purpose-not-granted", "MSG00013";
    /// The role of the person in the file is not granted, or is missing.
    PersonRoleNotGranted = "person-role-not-granted", "MSG00013";
    /// The role of the user does not allow it.
    RoleNotAllowed = "role-not-allowed", "MSG00013";
    /// The own organisation did not designate the user for what only designated people see.
    NotDesignated = "not-designated", "MSG00013";
    /// The user holds no office that the region of the organisation knows for the purpose.
    NoOffice = "no-office", "MSG00013";
    /// The recipient does not have the person integrated.
    NotIntegrated = "not-integrated", "MSG00012";
    /// The sender does not have the person integrated.
    SenderNotIntegrated = "sender-not-integrated", "MSG00021";
    /// The user registered the recipient's own file: whoever registers does not consult (12/057 point 22).
    RegisteredByOneself = "registered-by-oneself", "MSG00012";
    /// The regional integrator's legal context is missing.
    NoLegalContext = "no-legal-context", "MSG00013";
    /// The NISS breaks a rule.
    NissInvalid = "niss-invalid", "MSG00011";
    /// The NISS was replaced by another.
    NissReplaced = "niss-replaced", "MSG00006";
    NissCancelled = "niss-cancelled", "MSG00005";
    /// The user opened as many consultations in the last hour as the organisation and the purpose allow. The network was
    /// not asked.
    LimitReached = "limit-reached", "";
}

/// A request refused: the reason, and the point that says so where there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    pub reason: RefusalReason,
    /// Where it stands; none when no deliberation names the recipient or the NISS itself is at fault.
    pub source: Option<Source>,
}

/// How long what was received may be kept: one rule, with the days that are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetentionDuty {
    pub rule: RetentionRule,
    /// The last day on which the data may be kept, as far as the days of the events are known.
    pub until: Option<Date>,
    /// The events whose day is not known.
    pub unknown_events: Vec<EventId>,
}

/// What the recipient must respect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    pub id: ObligationId,
    /// The limit in words.
    pub text: Text,
    pub source: Source,
}
