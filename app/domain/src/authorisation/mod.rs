//! What a deliberation grants to one recipient: the rules that the engine applies.

mod conditions;
mod integration;
mod retention;
mod source;
mod suspension;
mod withheld;
mod words;

use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::conditions::{
    Conditions, Extension, History, QualityRule, ReducedForm, Reduction, RegimeRule, RiskRule, UseLimit,
};
pub use self::integration::{IntegrationRule, RecipientIntegration, SenderIntegration};
pub use self::retention::{Length, Maximum, RetentionRule};
pub use self::source::{Source, SourceError};
pub use self::suspension::Suspension;
pub use self::withheld::{Withheld, WithheldReason, WithheldTable};
pub(crate) use self::words::Said;
pub use self::words::Words;
use crate::catalogue::{ElementSet, Module};
use crate::identifier::{OfficeId, OrganisationId, PersonRoleId, PurposeId, RecipientId, RegionId, ServiceId};
use crate::parameters::ParameterKind;
use crate::role::Role;
use crate::text::Text;

/// From when to when an authorisation holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// The first day in force.
    pub from: Date,
    /// The last day in force, or none while no end is set.
    pub until: Option<Date>,
    /// What the text leaves open about these dates.
    pub note: Option<Text>,
}

impl Validity {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The effective authorisation of one recipient (or one member of it) for one service.
///
/// What several have in common is shared, not copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorisation {
    /// The recipient, or the member of one.
    pub recipient: RecipientId,
    /// What it is granted, and under which conditions.
    pub provisions: Arc<Provisions>,
    /// In the order of the files.
    pub suspensions: Vec<Arc<Suspension>>,
}

impl Authorisation {
    /// What stops it on a day, for an organisation; none: for nobody who is registered.
    #[must_use]
    pub fn suspended(&self, day: Date, organisation: Option<&OrganisationId>) -> Option<&Arc<Suspension>> {
        self.suspensions.iter().find(|found| found.stops(day, organisation))
    }
}

impl Deref for Authorisation {
    type Target = Provisions;
    fn deref(&self) -> &Provisions {
        &self.provisions
    }
}

/// What is granted, and under which conditions, to whoever it is granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Provisions {
    /// The deliberation and the points that carry it.
    pub source: Source,
    pub service: ServiceId,
    pub validity: Validity,
    /// The regimes whose records may be received with every module and for every purpose; empty where the service
    /// knows none. A module may have more: [`Conditions::regimes`] is what is applied.
    pub regimes: Vec<String>,
    pub regimes_source: Source,
    /// The roles of a user that may consult, unless a purpose names its own.
    pub roles: Vec<Role>,
    /// The roles a person may have in the file; empty where the text asks for none.
    pub person_roles: Vec<PersonRoleId>,
    pub person_roles_source: Source,
    /// Modules with their elements.
    pub modules: Vec<ModuleGrant>,
    /// Purposes with their own conditions.
    pub purposes: Vec<PurposeGrant>,
    pub modules_source: Source,
    pub purposes_source: Source,
    /// What the reference directory must hold.
    pub integration: IntegrationRule,
    /// Where the text asks for an own file on the person that somebody else than the asking user registered.
    pub own_file: Option<Source>,
    /// Where the text limits access to people whom the recipient designates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub designated: Option<Source>,
    /// Whether many persons may be asked about at once.
    pub batch: BatchRule,
    /// How long the data may be kept.
    pub retention: Vec<RetentionRule>,
    /// What the data may be used for and how, beyond the purpose.
    pub use_limits: Vec<UseLimit>,
}

impl Provisions {
    /// The conditions under which records of one purpose are received, each once; with one module, or with any.
    pub fn conditions_of(&self, purpose: usize, module: Option<usize>) -> impl Iterator<Item = &Conditions> {
        let modules = self.modules.iter().filter(move |grant| module.is_none_or(|wanted| wanted == grant.module));
        let mut seen: Vec<&Conditions> = Vec::new();
        modules.filter_map(move |grant| {
            let conditions = &*grant.by_purpose.get(purpose)?.conditions;
            let known = seen.contains(&conditions);
            seen.push(conditions);
            (!known).then_some(conditions)
        })
    }
}

/// Whether many persons may be asked about at once; where the text does not speak of it, they may not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BatchRule {
    /// Whether it is allowed.
    pub allowed: bool,
    /// Where it stands; where the text is silent, where the modules are settled.
    pub source: Source,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModuleGrant {
    /// The module's place in its service.
    pub module: usize,
    /// The elements granted, whatever the purpose.
    pub granted: ElementSet,
    /// The elements that the text excludes in so many words.
    pub excluded: ElementSet,
    /// For each element of the service not granted, why: same order as the service's elements.
    pub withheld: Arc<WithheldTable>,
    /// The same for each purpose, in the order of the authorisation's purposes.
    pub by_purpose: Vec<Grant>,
    /// What the module asks for and is not asked of this recipient.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<ParameterKind>,
    pub source: Source,
    /// Where the module is described, for this recipient.
    pub described: Source,
}

impl ModuleGrant {
    /// What the module asks of this recipient.
    pub fn asks(&self, module: &Module) -> Vec<ParameterKind> {
        module.asks.iter().copied().filter(|kind| !self.without.contains(kind)).collect()
    }

    /// The first rule that limits an element to some social risks, for whichever purpose.
    #[must_use]
    pub fn risks_of(&self, element: usize) -> Option<&RiskRule> {
        let rules = self.by_purpose.iter().flat_map(|of| &of.conditions.risks);
        rules.into_iter().find(|rule| rule.elements.contains(element))
    }
}

/// What one module grants for one purpose, whatever the record: compiled when the catalogue is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grant {
    pub granted: ElementSet,
    /// For each element of the service not granted, why: same order as the service's elements.
    pub withheld: Arc<WithheldTable>,
    /// What depends on the record, and what else the text asks for this module and purpose.
    pub conditions: Arc<Conditions>,
}

impl Grant {
    /// The form to which a granted element is reduced, and the point; none where its value is granted.
    #[must_use]
    pub fn reduced(&self, element: usize) -> Option<(ReducedForm, &Source)> {
        let mut rules = self.conditions.reductions.iter().filter(|_| self.granted.contains(element));
        rules.find(|rule| rule.elements.contains(element)).map(|rule| (rule.form, &rule.source))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PurposeGrant {
    pub id: PurposeId,
    pub source: Source,
    /// The user roles of this purpose; empty: those of the authorisation.
    pub roles: Vec<Role>,
    /// The person roles of this purpose; empty: those of the authorisation.
    pub person_roles: Vec<PersonRoleId>,
    /// The person role meant when none is said.
    pub default_person_role: Option<PersonRoleId>,
    /// Elements that are for other purposes only, and where that is said.
    pub denied: Vec<(ElementSet, Source)>,
    /// Who acts for this purpose, by region.
    pub authorities: Vec<Authority>,
}

impl PurposeGrant {
    /// Whether some office must be held: where it is, whoever acts in a region without one named acts nowhere.
    #[must_use]
    pub fn asks_for_office(&self) -> bool {
        self.authorities.iter().any(|authority| !authority.offices.is_empty())
    }
}

/// Who acts in an organisation of one region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Authority {
    pub region: RegionId,
    /// Its offices, in our own words.
    pub title: Text,
    /// One of which must be held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<OfficeId>,
    pub source: Source,
}

impl Authority {
    /// The identifier of the obligation that says who acts for a purpose (20/130 point 5 b).
    pub const OBLIGATION: &str = "acting-authority";
}
