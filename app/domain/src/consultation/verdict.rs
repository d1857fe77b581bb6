//! What of one record may be seen.

use std::sync::Arc;

use super::permit::Permit;
use crate::authorisation::{Grant, History, ReducedForm, RiskRule, Said, Source, Withheld, WithheldReason};
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
    grant: &'c Grant,
    /// Every element of the service.
    every: ElementSet,
    /// Why nothing of the record may be seen.
    whole_record: Option<(WithheldReason, &'c Source)>,
    /// The rules on risks and the histories that the record breaks, a bit each.
    risks_broken: u64,
    histories_broken: u64,
    granted: ElementSet,
}

impl<'c> Permit<'c> {
    /// What of a record may be seen, given its regime, social risk and period.
    #[must_use]
    #[inline]
    pub fn judge(&self, record: RecordFacts<'_>) -> Verdict<'c> {
        Verdict::new(self, record)
    }

    /// Whether the whole record is withheld because of its regime or its risk. One that says no regime, or one that is
    /// unknown, passes only where every regime is granted.
    #[must_use]
    pub fn withholds_record(&self, record: RecordFacts<'_>) -> bool {
        self.record_withheld(record).is_some()
    }

    /// The same, with the reason and the point.
    pub(super) fn record_withheld(&self, record: RecordFacts<'_>) -> Option<(WithheldReason, &'c Source)> {
        self.judge(record).whole_record()
    }
}

impl<'c> Verdict<'c> {
    #[inline(always)]
    pub(super) fn new(permit: &Permit<'c>, record: RecordFacts<'_>) -> Self {
        let conditions = &*permit.grant().conditions;
        let mut verdict = Self {
            grant: permit.grant(),
            every: permit.every_element(),
            whole_record: None,
            risks_broken: 0,
            histories_broken: 0,
            granted: permit.grant().granted,
        };
        if !conditions.regimes.is_empty() {
            let regime = record.regime.map(Said::of);
            if let Some(rule) = conditions.regimes.iter().find(|rule| !rule.admits_said(regime)) {
                verdict.whole_record = Some((WithheldReason::RegimeNotGranted, &rule.source));
            }
        }
        if !conditions.risks.is_empty() {
            verdict.break_risks(&conditions.risks, record.risk.map(Said::of));
        }
        for (place, history) in conditions.histories.iter().enumerate() {
            if ends_before(record.period, permit, place, history) {
                verdict.histories_broken |= 1 << place;
                verdict.granted = verdict.granted.without(history.elements);
            }
        }
        if verdict.whole_record.is_some() {
            verdict.granted = ElementSet::default();
        }
        verdict
    }

    #[inline]
    fn break_risks(&mut self, rules: &'c [RiskRule], risk: Option<Said<'_>>) {
        for (place, rule) in rules.iter().enumerate() {
            if rule.admits_said(risk) {
                continue;
            }
            self.risks_broken |= 1 << place;
            self.granted = self.granted.without(rule.elements);
            // A rule on every element of the service is one on the record.
            if self.whole_record.is_none() && self.every.without(rule.elements).is_empty() {
                self.whole_record = Some((WithheldReason::RiskNotGranted, &rule.source));
            }
        }
    }

    /// Why nothing of the record may be seen; none where something may.
    pub(super) const fn whole_record(&self) -> Option<(WithheldReason, &'c Source)> {
        self.whole_record
    }

    /// The elements that may be seen, be it in a reduced form.
    #[must_use]
    pub const fn granted(&self) -> ElementSet {
        self.granted
    }

    /// The elements that may be seen of a record of some risk, whichever risk this one is of.
    pub(super) fn granted_for_any_risk(&self) -> ElementSet {
        let granted = if self.whole_record.is_some() { ElementSet::default() } else { self.grant.granted };
        let histories = &self.grant.conditions.histories;
        broken(histories, self.histories_broken).fold(granted, |granted, history| granted.without(history.elements))
    }

    /// The form to which an element that may be seen is reduced, and the point; none where its value may be seen.
    #[must_use]
    pub fn reduced(&self, element: usize) -> Option<(ReducedForm, &'c Source)> {
        self.grant.reduced(element).filter(|_| self.granted.contains(element))
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
        if let Some(always) = self.grant.withheld.get(element).and_then(Option::as_ref) {
            return Some((always.reason, &always.source));
        }
        self.of_record(element)
    }

    /// Why an element that is granted may not be seen of this record.
    #[inline]
    fn of_record(&self, element: usize) -> Option<(WithheldReason, &'c Source)> {
        let conditions = &self.grant.conditions;
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
        self.each_reason()
    }

    /// The reasons that hold whatever the record, and between them, in the order of the service, those of the record.
    /// Out of line: where the record changes nothing, this would take the registers of what is only walked.
    #[inline(never)]
    fn fold_with_record<B>(
        &self,
        withheld: ElementSet,
        begin: B,
        mut with: impl FnMut(B, (usize, WithheldReason, &'c Source)) -> B,
    ) -> B {
        let mut all = begin;
        let mut of_record = withheld.and(self.grant.granted);
        // Beyond every place where nothing is left, so that one comparison says it.
        let first = |left: ElementSet| left.first().unwrap_or(ElementSet::CAPACITY);
        let mut next = first(of_record);
        for (always, reason, withheld) in self.grant.withheld.told() {
            while next < *always {
                if let Some((reason, source)) = self.of_record(next) {
                    all = with(all, (next, reason, source));
                }
                of_record = of_record.without_first();
                next = first(of_record);
            }
            all = with(all, (*always, *reason, &withheld.source));
        }
        of_record.iter().fold(all, |all, place| match self.of_record(place) {
            Some((reason, source)) => with(all, (place, reason, source)),
            None => all,
        })
    }

    #[inline]
    fn each_reason(&self) -> Reasons<'_, 'c> {
        // Most records change nothing: what is always withheld is ready to be told.
        match self.granted == self.grant.granted && self.whole_record.is_none() {
            true => Reasons::Always(self.grant.withheld.told()),
            false => Reasons::OfRecord(self, self.every.without(self.granted)),
        }
    }
}

/// The reasons of a verdict, one by one; walked through whole, each of the two is a loop of its own.
enum Reasons<'v, 'c> {
    Always(std::slice::Iter<'c, (usize, WithheldReason, Arc<Withheld>)>),
    /// The elements left.
    OfRecord(&'v Verdict<'c>, ElementSet),
}

impl<'c> Iterator for Reasons<'_, 'c> {
    type Item = (usize, WithheldReason, &'c Source);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Always(told) => told.next().map(|(place, reason, withheld)| (*place, *reason, &withheld.source)),
            Self::OfRecord(verdict, left) => {
                let place = left.first()?;
                *left = left.without_first();
                verdict.withheld(place).map(|(reason, source)| (place, reason, source))
            }
        }
    }

    #[inline]
    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, begin: B, mut with: F) -> B {
        match self {
            Self::Always(told) => {
                told.fold(begin, |all, (place, reason, withheld)| with(all, (*place, *reason, &withheld.source)))
            }
            Self::OfRecord(verdict, left) => match verdict.whole_record {
                Some((reason, source)) => left.iter().fold(begin, |all, place| with(all, (place, reason, source))),
                None => verdict.fold_with_record(left, begin, with),
            },
        }
    }
}

/// A record that says no period may be of any time; an open one never ended.
fn ends_before(period: Option<Period>, permit: &Permit<'_>, place: usize, history: &History) -> bool {
    match period {
        None => true,
        Some(period) => period.end.is_some_and(|end| end < permit.first_day_of(place, history)),
    }
}

fn broken<T>(rules: &[T], bits: u64) -> impl Iterator<Item = &T> {
    rules.iter().enumerate().filter(move |(place, _)| bits >> place & 1 == 1).map(|(_, rule)| rule)
}
