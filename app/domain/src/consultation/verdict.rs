//! What of one record may be seen.

use super::permit::Permit;
use crate::authorisation::{History, ReducedForm, RiskRule, Source, WithheldReason};
use crate::catalogue::ElementSet;
use crate::period::Period;

/// The facts about one record on which its elements depend.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecordFacts<'r> {
    /// The regime, as the rules name it; none when the record says nothing.
    pub regime: Option<&'r str>,
    /// The social risk, as the rules name it.
    pub risk: Option<&'r str>,
    /// The days the record is about.
    pub period: Option<Period>,
}

/// What of one record may be seen. It borrows everything: no allocation per record.
#[derive(Clone, Copy, Debug)]
pub struct Verdict<'c> {
    permit: Permit<'c>,
    /// Why nothing of the record may be seen.
    whole_record: Option<(WithheldReason, &'c Source)>,
    /// The rules on risks and the histories that the record breaks, a bit each.
    risks_broken: u64,
    histories_broken: u64,
    granted: ElementSet,
}

impl<'c> Verdict<'c> {
    pub(super) fn new(permit: Permit<'c>, record: RecordFacts<'_>) -> Self {
        let conditions = permit.conditions();
        let whole_record = permit.record_withheld(record);
        let risks_broken = bits(conditions.risks.iter().map(|rule| !rule.admits(record.risk)));
        let histories = conditions.histories.iter().enumerate();
        let histories_broken =
            bits(histories.map(|(place, history)| ends_before(record.period, permit, place, history)));
        let mut granted = if whole_record.is_some() { ElementSet::default() } else { permit.grant().granted };
        for rule in broken(&conditions.risks, risks_broken) {
            granted = granted.without(rule.elements);
        }
        for history in broken(&conditions.histories, histories_broken) {
            granted = granted.without(history.elements);
        }
        Self { permit, whole_record, risks_broken, histories_broken, granted }
    }

    /// The elements that may be seen, be it in a reduced form.
    #[must_use]
    pub const fn granted(&self) -> ElementSet {
        self.granted
    }

    /// The elements that may be seen of a record of some risk, whichever risk this one is of.
    pub(super) fn granted_for_any_risk(&self) -> ElementSet {
        let granted = if self.whole_record.is_some() { ElementSet::default() } else { self.permit.grant().granted };
        let histories = &self.permit.conditions().histories;
        broken(histories, self.histories_broken).fold(granted, |granted, history| granted.without(history.elements))
    }

    /// The form to which an element that may be seen is reduced, and the point; none where its value may be seen.
    #[must_use]
    pub fn reduced(&self, element: usize) -> Option<(ReducedForm, &'c Source)> {
        self.permit.reduced(element).filter(|_| self.granted.contains(element))
    }

    /// Why an element may not be seen; none when it may.
    #[must_use]
    #[inline]
    pub fn withheld(&self, element: usize) -> Option<(WithheldReason, &'c Source)> {
        if self.granted.contains(element) {
            return None;
        }
        if self.whole_record.is_some() {
            return self.whole_record;
        }
        if let Some(always) = self.permit.grant().withheld.get(element).and_then(Option::as_ref) {
            return Some((always.reason, &always.source));
        }
        let conditions = self.permit.conditions();
        let concerns = |rule: &&RiskRule| rule.elements.contains(element);
        if let Some(rule) = broken(&conditions.risks, self.risks_broken).find(concerns) {
            return Some((WithheldReason::RiskNotGranted, &rule.source));
        }
        let concerns = |history: &&History| history.elements.contains(element);
        let history = broken(&conditions.histories, self.histories_broken).find(concerns)?;
        Some((WithheldReason::OutsideHistory, &history.source))
    }

    /// Every element withheld, with the reason and the point, in the order of the service.
    #[inline]
    pub fn reasons(&self) -> impl Iterator<Item = (usize, WithheldReason, &'c Source)> + '_ {
        let withheld = self.permit.service().every_element().without(self.granted);
        withheld.iter().filter_map(|element| self.withheld(element).map(|(reason, source)| (element, reason, source)))
    }
}

/// A record that says no period may be of any time; an open one never ended.
fn ends_before(period: Option<Period>, permit: Permit<'_>, place: usize, history: &History) -> bool {
    match period {
        None => true,
        Some(period) => period.end.is_some_and(|end| end < permit.first_day_of(place, history)),
    }
}

fn bits(broken: impl Iterator<Item = bool>) -> u64 {
    broken.enumerate().fold(0, |bits, (place, broken)| bits | u64::from(broken) << place)
}

fn broken<T>(rules: &[T], bits: u64) -> impl Iterator<Item = &T> {
    rules.iter().enumerate().filter(move |(place, _)| bits >> place & 1 == 1).map(|(_, rule)| rule)
}
