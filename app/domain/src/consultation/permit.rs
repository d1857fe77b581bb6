//! A granted request: what of the catalogue it applies, and what goes with the data.

use jiff::civil::Date;

use super::acting::{ActsAs, acts_as};
use super::request::{Obligation, Request, RetentionDuty};
use crate::authorisation::{
    Authorisation, Authority, Conditions, Grant, History, ModuleGrant, PurposeGrant, ReducedForm, RetentionRule,
    Source, Withheld,
};
use crate::catalogue::{Catalogue, ElementSet, Module, Service};
use crate::identifier::{ConditionId, ElementId, EventId, RegionId};
use crate::period::Quarter;

/// Few rules limit how far back one purpose reaches; the first days of more of them are made when they are asked for.
const REACHES: usize = 2;

/// A granted request: what reduces records and tells the obligations. Only [`super::decide()`] makes one.
#[derive(Clone, Copy, Debug)]
pub struct Permit<'c> {
    catalogue: &'c Catalogue,
    service: &'c Service,
    authorisation: &'c Authorisation,
    module: &'c ModuleGrant,
    purpose: &'c PurposeGrant,
    grant: &'c Grant,
    every: ElementSet,
    acts_as: Option<ActsAs<'c>>,
    at: Date,
    /// The histories whose condition is confirmed, a bit each.
    extended: u64,
    /// The first days that the first histories reach: a record is compared with them, not with the day of the request.
    reach: [Date; REACHES],
}

impl<'c> Permit<'c> {
    pub(super) fn new(
        catalogue: &'c Catalogue,
        service: &'c Service,
        authorisation: &'c Authorisation,
        (module, purpose): (&'c ModuleGrant, &'c PurposeGrant),
        grant: &'c Grant,
        request: &Request,
    ) -> Self {
        let confirmed = |history: &History| {
            history.extension.as_ref().is_some_and(|extension| request.confirmed.contains(&extension.condition))
        };
        let histories = grant.conditions.histories.iter().enumerate();
        let extended = histories.fold(0, |bits, (place, history)| bits | u64::from(confirmed(history)) << place);
        let (at, reach) = (request.at, [request.at; REACHES]);
        let every = service.every_element();
        let acts_as = acts_as(purpose, request.region.as_ref(), &request.user);
        let mut permit =
            Self { catalogue, service, authorisation, module, purpose, grant, every, acts_as, at, extended, reach };
        for (place, history) in grant.conditions.histories.iter().enumerate().take(REACHES) {
            permit.reach[place] = permit.made_first_day_of(place, history);
        }
        permit
    }

    /// The service asked.
    #[must_use]
    pub const fn service(&self) -> &'c Service {
        self.service
    }

    /// The authorisation applied.
    #[must_use]
    pub const fn authorisation(&self) -> &'c Authorisation {
        self.authorisation
    }

    /// The module applied.
    #[must_use]
    pub fn module(&self) -> &'c Module {
        &self.service.modules[self.module.module]
    }

    /// The purpose applied.
    #[must_use]
    pub const fn purpose(&self) -> &'c PurposeGrant {
        self.purpose
    }

    /// The office in which the user acts; none where the text asks for none, or no user is known.
    #[must_use]
    pub const fn acts_as(&self) -> Option<ActsAs<'c>> {
        self.acts_as
    }

    /// What depends on the record, for this module and purpose.
    #[must_use]
    pub fn conditions(&self) -> &'c Conditions {
        &self.grant.conditions
    }

    /// Every element of the service.
    pub(super) const fn every_element(&self) -> ElementSet {
        self.every
    }

    pub(crate) const fn grant(&self) -> &'c Grant {
        self.grant
    }

    pub(crate) const fn catalogue(&self) -> &'c Catalogue {
        self.catalogue
    }

    /// The elements granted to this recipient, module and purpose, whatever the record.
    #[must_use]
    pub fn granted_elements(&self) -> Vec<ElementId> {
        self.grant.granted.iter().map(|index| self.service.elements[index].id.clone()).collect()
    }

    /// The elements withheld from this recipient, module and purpose, whatever the record: place and why.
    #[must_use]
    pub fn withheld_elements(&self) -> Vec<(usize, Withheld)> {
        let always = self.grant.withheld.iter().enumerate();
        always.filter_map(|(index, withheld)| Some((index, withheld.as_deref()?.clone()))).collect()
    }

    /// The form to which a granted element is reduced, and the point; none where its value is granted.
    #[must_use]
    pub fn reduced(&self, element: usize) -> Option<(ReducedForm, &'c Source)> {
        self.grant.reduced(element)
    }

    /// What is granted, whatever the record.
    pub(super) const fn granted_set(&self) -> ElementSet {
        self.grant.granted
    }

    /// Whether anything of a block may be seen, whatever the record.
    #[must_use]
    pub const fn shows_of(&self, elements: ElementSet) -> bool {
        !self.grant.granted.and(elements).is_empty()
    }

    /// Whether the social risk itself may be seen.
    #[must_use]
    pub fn shows_risk(&self) -> bool {
        self.service.risk_element.is_none_or(|element| self.grant.granted.contains(element))
    }

    /// The first day that a history reaches: so many years before the quarter of the request began.
    #[inline]
    pub(crate) fn first_day_of(&self, place: usize, history: &History) -> Date {
        self.reach.get(place).copied().unwrap_or_else(|| self.made_first_day_of(place, history))
    }

    fn made_first_day_of(&self, place: usize, history: &History) -> Date {
        let extension = history.extension.as_ref().filter(|_| self.extended >> place & 1 == 1);
        reaches_back_to(self.at, extension.map_or(history.years, |extension| extension.years))
    }

    /// The conditions that a user may confirm to see more, and where that is said.
    pub fn confirmable(&self) -> impl Iterator<Item = (&'c ConditionId, &'c Source)> + use<'c> {
        self.conditions().confirmable()
    }

    /// The regimes of the service whose records may be seen, and where that is said.
    pub(super) fn regimes(&self) -> Option<(Vec<String>, &'c Source)> {
        let rules = &self.conditions().regimes;
        let narrowest = rules.iter().min_by_key(|rule| rule.regimes.len())?;
        let admitted = narrowest.regimes.iter().filter(|regime| rules.iter().all(|rule| rule.admits(Some(regime))));
        Some((admitted.cloned().collect(), &narrowest.source))
    }

    /// The elements that are granted for some social risks only, and where that is said.
    pub(super) fn risks(&self) -> impl Iterator<Item = (ElementSet, &'c [String], &'c Source)> {
        let granted = self.grant.granted;
        let limits = self.grant.conditions.risks.iter();
        let limits = limits.map(move |rule| (rule.elements.and(granted), &*rule.risks, &rule.source));
        limits.filter(|(elements, ..)| !elements.is_empty())
    }

    /// The first day that elements reach, and where that is said.
    pub(crate) fn histories(&self) -> impl Iterator<Item = (Date, ElementSet, &'c Source)> {
        let histories = self.conditions().histories.iter().enumerate();
        histories.map(|(place, history)| (self.first_day_of(place, history), history.elements, &history.source))
    }

    pub(super) const fn module_source(&self) -> &'c Source {
        &self.module.source
    }

    /// What the module may carry of records: those with nothing of it are not read.
    #[must_use]
    pub fn module_elements(&self) -> ElementSet {
        self.service.modules[self.module.module].elements
    }

    /// How long what is received may be kept, for the purpose of the request, given the days of the events that are
    /// known (the reception among them).
    #[must_use]
    pub fn retention(&self, day_of: &dyn Fn(&EventId) -> Option<Date>) -> Vec<RetentionDuty> {
        let rules = self.authorisation.retention.iter().filter(|rule| rule.applies_to(&self.purpose.id));
        rules.map(|rule| duty(rule, day_of)).collect()
    }

    /// The same, when only the day of reception is known.
    #[must_use]
    pub fn retention_from(&self, received: Date) -> Vec<RetentionDuty> {
        self.retention(&|event| (event.as_str() == RetentionRule::RECEPTION).then_some(received))
    }

    /// What the recipient must respect in using the data.
    #[must_use]
    pub fn obligations(&self) -> Vec<Obligation> {
        let (module, purpose) = (self.module.module, &self.purpose.id);
        let limits = self.authorisation.use_limits.iter().filter(|limit| limit.applies_to(module, purpose));
        limits
            .map(|limit| Obligation { id: limit.id.clone(), text: limit.text.clone(), source: limit.source.clone() })
            .collect()
    }

    /// Who acts for the purpose in a region; without one, in each.
    pub fn authorities<'r>(&self, region: Option<&'r RegionId>) -> impl Iterator<Item = &'c Authority> + use<'c, 'r> {
        self.purpose.authorities.iter().filter(move |found| region.is_none_or(|region| found.region == *region))
    }
}

fn duty(rule: &RetentionRule, day_of: &dyn Fn(&EventId) -> Option<Date>) -> RetentionDuty {
    RetentionDuty {
        rule: rule.clone(),
        until: rule.keep_until(day_of),
        unknown_events: rule.unknown_events(day_of).into_iter().cloned().collect(),
    }
}

pub(crate) fn reaches_back_to(at: Date, years: i16) -> Date {
    Quarter::containing(at).shifted(-4 * years).first_day()
}
