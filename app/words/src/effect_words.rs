//! What a change of the catalogue gives and takes, in sentences.

use std::collections::BTreeSet;

use delibero_domain::authorisation::{RetentionRule, Source};
use delibero_domain::catalogue::{Catalogue, Service};
use delibero_domain::effect::{
    Change, Circumstance, Difference, Dimension, Direction, Effect, Outcome, Respected, Touched, UNNAMED,
};
use delibero_domain::identifier::{ElementId, ModuleId, PurposeId, RecipientId, ServiceId};
use delibero_domain::role::Role;
use delibero_domain::text::{Language, Text};

use crate::conditions::length;
use crate::formats::{grouped, long_date};
use crate::reasons::role_words;
use crate::{refusals, say};

/// Says what differs between two catalogues, with the labels of the later one, or of the earlier where it has none.
#[derive(Clone, Copy)]
pub struct Telling<'c> {
    pub before: &'c Catalogue,
    pub after: &'c Catalogue,
    pub language: Language,
    /// Whether the identifiers of elements stand behind their labels: for who writes rules.
    pub with_identifiers: bool,
}

impl Telling<'_> {
    /// For whom, and of which service.
    #[must_use]
    pub fn heading(&self, touched: &Touched<'_>) -> String {
        let names: Vec<String> = touched.recipients.iter().map(|recipient| self.recipient(recipient)).collect();
        let service = self.service(touched.service).map(|service| service.label.get(self.language).to_owned());
        format!("{} — {}", names.join(", "), service.unwrap_or_else(|| touched.service.to_string()))
    }

    /// One way in which decisions differ: what, for which purposes, with which module, from when to when, under which
    /// circumstances.
    #[must_use]
    pub fn difference(&self, found: &Difference) -> String {
        let mut parts = vec![self.change(found), self.purposes(&found.purposes), self.module(found)];
        parts.extend(self.days(found));
        // Which way a module goes, and that a NISS is in use, nobody needs to be told of a grant.
        let granted = found.direction != Direction::Other;
        let plain = |of: Dimension| granted && matches!(of, Dimension::Exchange | Dimension::Niss);
        let told = found.circumstances.iter().filter(|circumstance| !plain(circumstance.of));
        parts.extend(told.map(|circumstance| self.circumstance(circumstance, found)));
        parts.join(say!(self.language, effect.separator))
    }

    /// Why what was refused before is refused afterwards; none where nothing of it differs.
    #[must_use]
    pub fn refused(&self, touched: &Touched<'_>) -> Option<String> {
        let reasons = touched.refused.iter().filter_map(|found| match &found.change {
            Change::Outcome { after, .. } => Some(self.outcome_words(after)),
            _ => None,
        });
        let reasons: BTreeSet<String> = reasons.collect();
        let reasons = reasons.into_iter().collect::<Vec<_>>().join(say!(self.language, effect.separator));
        (!reasons.is_empty()).then(|| say!(self.language, effect.still_refused, reasons = reasons))
    }

    /// That nobody else is touched, and how many classes of requests and records were compared.
    #[must_use]
    pub fn conclusion(&self, effect: &Effect) -> String {
        let cases = grouped(u64::try_from(effect.compared).unwrap_or(u64::MAX));
        if effect.differences.is_empty() {
            say!(self.language, effect.same, cases = cases)
        } else {
            say!(self.language, effect.nobody_else, cases = cases)
        }
    }

    fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.after.service(id.as_str()).or_else(|| self.before.service(id.as_str()))
    }

    fn recipient(&self, id: &RecipientId) -> String {
        let found = self.after.recipient(id.as_str()).or_else(|| self.before.recipient(id.as_str()));
        found.map_or_else(|| id.to_string(), |found| found.label.get(self.language).to_owned())
    }

    fn change(&self, found: &Difference) -> String {
        let language = self.language;
        match &found.change {
            Change::Outcome { before, after, .. } => self.outcome(found, before, after),
            Change::Elements(_) => self.elements(found).join(say!(self.language, effect.separator)),
            Change::Retention { before, after } => {
                let (before, after) = (self.kept(before), self.kept(after));
                match found.direction {
                    Direction::Wider => say!(language, effect.kept_longer, after = after, before = before),
                    Direction::Narrower => say!(language, effect.kept_shorter, after = after, before = before),
                    Direction::Other => say!(language, effect.kept_otherwise, after = after, before = before),
                }
            }
            Change::Obligations { before, after } => {
                let (before, after) = (self.respected(before), self.respected(after));
                say!(language, effect.respects, after = after, before = before)
            }
            Change::Reading { elements, service } => {
                let read: Vec<&ElementId> = elements.iter().collect();
                let named = say!(language, effect.read_elements, elements = self.named(&read, &found.service));
                let of_service = service.then(|| say!(language, effect.read_service).to_owned());
                let parts = of_service.into_iter().chain((!elements.is_empty()).then_some(named));
                parts.collect::<Vec<_>>().join(say!(self.language, effect.separator))
            }
        }
    }

    fn outcome(&self, found: &Difference, before: &Outcome, after: &Outcome) -> String {
        let language = self.language;
        match (before, after) {
            (Outcome::Granted(before), Outcome::Granted(after)) => {
                say!(language, effect.granted_otherwise, after = point(after), before = point(before))
            }
            (Outcome::Granted(_), Outcome::Refused(..)) => {
                let refused = say!(language, effect.refused_now, after = self.outcome_words(after));
                [self.elements(found), vec![refused]].concat().join(say!(self.language, effect.separator))
            }
            (Outcome::Refused(..), Outcome::Granted(_)) => {
                self.elements(found).join(say!(self.language, effect.separator))
            }
            (Outcome::Refused(..), Outcome::Refused(..)) => {
                let (before, after) = (self.outcome_words(before), self.outcome_words(after));
                say!(language, effect.refused_otherwise, after = after, before = before)
            }
        }
    }

    fn outcome_words(&self, outcome: &Outcome) -> String {
        let words = match outcome {
            Outcome::Granted(_) => return String::new(),
            Outcome::Refused(reason, _) => refusals::heading(self.language, *reason),
        };
        outcome.source().map_or_else(|| words.to_owned(), |source| format!("{words} ({})", point(source)))
    }

    /// What is gained, lost, reduced, and withheld otherwise.
    fn elements(&self, found: &Difference) -> Vec<String> {
        let language = self.language;
        let named = |elements: &[&ElementId]| self.named(elements, &found.service);
        let (gained, lost) = (found.change.gained(), found.change.lost());
        let (reduced, reasons) = (found.change.reduced(), found.change.reasons());
        let whole =
            |say: String, elements: &[&ElementId], always: bool| (always || !elements.is_empty()).then_some(say);
        let of_outcome = matches!(found.change, Change::Outcome { .. });
        let parts = [
            whole(
                say!(language, effect.gains, elements = named(&gained)),
                &gained,
                of_outcome && found.direction == Direction::Wider,
            ),
            whole(
                say!(language, effect.loses, elements = named(&lost)),
                &lost,
                of_outcome && found.direction == Direction::Narrower,
            ),
            whole(say!(language, effect.reduced, elements = named(&reduced)), &reduced, false),
            whole(self.reasons(&reasons, found, gained.len() + lost.len() + reduced.len()), &reasons, false),
        ];
        parts.into_iter().flatten().collect()
    }

    /// What is withheld otherwise; where something else differs, how much is.
    fn reasons(&self, reasons: &[&ElementId], found: &Difference, beside: usize) -> String {
        if beside > 0 && reasons.len() > 1 {
            say!(self.language, effect.reasons_count, count = reasons.len())
        } else {
            say!(self.language, effect.reasons, elements = self.named(reasons, &found.service))
        }
    }

    /// Elements by label.
    fn named(&self, elements: &[&ElementId], service: &ServiceId) -> String {
        let label = |id: &ElementId| {
            let services = [self.after, self.before].map(|catalogue| catalogue.service(service.as_str()));
            let found = services.into_iter().flatten().find_map(|service| {
                service.element_index(id.as_str()).map(|place| service.elements[place].label.get(self.language))
            });
            match found {
                None => id.to_string(),
                Some(label) if self.with_identifiers => format!("{label} [{id}]"),
                Some(label) => label.to_owned(),
            }
        };
        if elements.is_empty() {
            return say!(self.language, effect.no_element).to_owned();
        }
        elements.iter().map(|id| label(id)).collect::<Vec<_>>().join(", ")
    }

    fn kept(&self, rules: &[RetentionRule]) -> String {
        let said = rules.iter().map(|rule| {
            let months = length(self.language, rule.length);
            format!("{} ({}, {}, {})", rule.summary.get(self.language), months, rule.code(), point(&rule.source))
        });
        self.listed(said.collect())
    }

    fn respected(&self, respected: &Respected) -> String {
        let limits = respected.limits.iter();
        let limits = limits.map(|limit| format!("{} ({})", limit.text.get(self.language), point(&limit.source)));
        let acting = respected.authorities.iter().map(|found| {
            let region = self.after.region_label(found.region.as_str());
            let title = format!("{} ({})", found.title.get(self.language), point(&found.source));
            say!(self.language, effect.said, what = region.get(self.language), values = title)
        });
        self.listed(limits.chain(acting).collect())
    }

    fn listed(&self, words: Vec<String>) -> String {
        if words.is_empty() { say!(self.language, effect.nothing).to_owned() } else { words.join(", ") }
    }

    fn purposes(&self, purposes: &[PurposeId]) -> String {
        let label = |id: &PurposeId| match id.as_str() {
            UNNAMED => say!(self.language, effect.other_purpose).to_owned(),
            id => {
                let known = if self.after.knows_purpose(id) { self.after } else { self.before };
                known.purpose_label(id).get(self.language).to_owned()
            }
        };
        if purposes.is_empty() {
            return say!(self.language, effect.any_purpose).to_owned();
        }
        let purposes = purposes.iter().map(label).collect::<Vec<_>>().join(", ");
        say!(self.language, effect.for_purposes, purposes = purposes)
    }

    fn module(&self, found: &Difference) -> String {
        let label = |id: &ModuleId| {
            let services = [self.after, self.before].map(|catalogue| catalogue.service(found.service.as_str()));
            let module = services.into_iter().flatten().find_map(|service| service.module(id));
            module.map_or_else(|| id.to_string(), |(_, module)| module.label.get(self.language).to_owned())
        };
        match &found.module {
            None => say!(self.language, effect.any_module).to_owned(),
            Some(id) if id.as_str() == UNNAMED => say!(self.language, effect.other_module).to_owned(),
            Some(id) => say!(self.language, effect.with_module, module = label(id)),
        }
    }

    fn days(&self, found: &Difference) -> Option<String> {
        let language = self.language;
        let day = |day| long_date(day, language);
        match (found.from, found.until) {
            (None, None) => None,
            (Some(from), None) => Some(say!(language, effect.from, day = day(from))),
            (None, Some(until)) => Some(say!(language, effect.until, day = day(until))),
            (Some(from), Some(until)) => Some(say!(language, effect.between, first = day(from), last = day(until))),
        }
    }

    fn circumstance(&self, circumstance: &Circumstance, found: &Difference) -> String {
        let words: Vec<String> =
            circumstance.values.iter().map(|value| self.value(circumstance.of, value, found)).collect();
        say!(self.language, effect.said, what = dimension(self.language, circumstance.of), values = words.join(", "))
    }

    fn value(&self, of: Dimension, value: &str, found: &Difference) -> String {
        let language = self.language;
        let label = |text: Text| text.get(language).to_owned();
        let words = match (of, value) {
            (Dimension::Niss, "valid") => say!(language, effect.niss_valid),
            (Dimension::Niss, "invalid") => say!(language, effect.niss_invalid),
            (Dimension::Niss, "replaced") => say!(language, effect.niss_replaced),
            (Dimension::Niss, "cancelled") => say!(language, effect.niss_cancelled),
            (Dimension::Exchange, "consultation") => say!(language, effect.consultation),
            (Dimension::Exchange, "notification") => say!(language, effect.notification),
            (Dimension::Period, "open") => say!(language, effect.period_open),
            (Dimension::Period, "ended") => say!(language, effect.period_ended),
            (Dimension::Period, "earlier") => say!(language, effect.period_earlier),
            (Dimension::Designated | Dimension::Office, "unknown") => say!(language, effect.user_unknown),
            (Dimension::Office, word) if word.contains('/') => return self.offices(word),
            (_, "none") => say!(language, effect.unsaid),
            (_, "other") => say!(language, effect.any_other),
            (_, "true") => say!(language, effect.yes),
            (_, "false") => say!(language, effect.no),
            (Dimension::Role, word) => {
                return Role::from_word(word).map_or(word, |role| role_words(language, role)).to_owned();
            }
            (Dimension::PersonRole, word) => return label(self.after.person_role_label(word)),
            (Dimension::Confirmed, word) => {
                let labels = word.split('+').map(|word| label(self.after.condition_label(word)));
                return labels.collect::<Vec<_>>().join(" + ");
            }
            // Codes that are told apart by no rule stand together.
            (Dimension::QualityCodes, words) if words.contains('|') => {
                let words = words.split('|').map(|word| self.value(of, word, found));
                return words.collect::<Vec<_>>().join(", ");
            }
            (Dimension::Regime, word) => return self.code(word, found, |service| service.regime_element),
            (Dimension::Risk, word) => return self.code(word, found, |service| service.risk_element),
            (Dimension::Period, word) => {
                let years = word.strip_prefix("within-").and_then(|word| word.strip_suffix("-years"));
                return say!(language, effect.period_within, years = years.unwrap_or(word));
            }
            (_, word) => word,
        };
        words.to_owned()
    }

    /// A region, and offices of it: one of those with `|` between, all of those with `+` between.
    fn offices(&self, word: &str) -> String {
        let language = self.language;
        let (region, offices) = word.split_once('/').unwrap_or(("", word));
        let label = |office: &str| match office {
            "none" => say!(language, effect.nothing).to_owned(),
            office => self.after.office_label(office).get(language).to_owned(),
        };
        let kind = |kind: &str| kind.split('|').map(label).collect::<Vec<_>>().join(" / ");
        let offices = offices.split('+').map(kind).collect::<Vec<_>>().join(" + ");
        format!("{} ({offices})", self.after.region_label(region).get(language))
    }

    fn code(&self, word: &str, found: &Difference, place: fn(&Service) -> Option<usize>) -> String {
        let service = self.service(&found.service);
        let element = service.and_then(|service| Some(&service.elements[place(service)?]));
        let labels = self.after.labels_of(element, &[word.to_owned()]);
        labels.first().map_or_else(|| word.to_owned(), |label| label.get(self.language).to_owned())
    }
}

fn point(source: &Source) -> String {
    format!("{}, {}", source.deliberation, source.point)
}

fn dimension(language: Language, of: Dimension) -> &'static str {
    match of {
        Dimension::Organisation => say!(language, effect.of_organisation),
        Dimension::Exchange => say!(language, effect.of_exchange),
        Dimension::Batch => say!(language, effect.of_batch),
        Dimension::PersonRole => say!(language, effect.of_person_role),
        Dimension::Role => say!(language, effect.of_role),
        Dimension::Designated => say!(language, effect.of_designated),
        Dimension::Office => say!(language, effect.of_office),
        Dimension::Niss => say!(language, effect.of_niss),
        Dimension::RecipientIntegrated => say!(language, effect.of_recipient_integrated),
        Dimension::SenderIntegrated => say!(language, effect.of_sender_integrated),
        Dimension::OwnFileByOther => say!(language, effect.of_own_file_by_other),
        Dimension::OwnFileByOneself => say!(language, effect.of_own_file_by_oneself),
        Dimension::LegalContext => say!(language, effect.of_legal_context),
        Dimension::QualityCodes => say!(language, effect.of_quality_codes),
        Dimension::Confirmed => say!(language, effect.of_confirmed),
        Dimension::Regime => say!(language, effect.of_regime),
        Dimension::Risk => say!(language, effect.of_risk),
        Dimension::Period => say!(language, effect.of_period),
    }
}
