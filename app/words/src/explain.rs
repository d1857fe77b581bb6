//! A decision in plain text, for `delibero explain`.

use std::fmt::Write as _;

use delibero_domain::authorisation::{Source, WithheldReason};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{Permit, Refusal, Request, RetentionDuty, Seen};
use delibero_domain::identifier::RegionId;
use delibero_domain::text::{Language, Text};

use crate::acting::acts_as;
use crate::formats::long_date;
use crate::points::citation;
use crate::reasons::{reduced_words, role_words, text_unknown_words, withheld_words};
use crate::{refusals, say};

/// What is explained: everything is said in one language.
#[derive(Clone, Copy)]
pub struct Explaining<'e> {
    /// The catalogue applied.
    pub catalogue: &'e Catalogue,
    /// The request decided on.
    pub request: &'e Request,
    /// The language.
    pub language: Language,
}

/// An element as asked: its identifier, and why it is withheld; none when it is granted.
pub type Verdict = (String, Option<(WithheldReason, Source)>);

impl Explaining<'_> {
    /// A refusal: what, why, where it stands.
    #[must_use]
    pub fn refused(&self, refusal: &Refusal) -> String {
        let language = self.language;
        let mut text = self.asked();
        let _ = writeln!(
            text,
            "\n{}{}{}",
            say!(language, answer.refused),
            self.colon(),
            refusals::heading(language, refusal.reason)
        );
        let _ = writeln!(text, "  {}", refusals::meaning(language, refusal.reason));
        if let Some(source) = &refusal.source {
            let _ = writeln!(text, "  {} {}", say!(language, answer.refusal_point), self.point(source));
            text += &self.text_unknown(source);
        }
        text
    }

    /// A grant: every element, how long it may be kept, and what must be respected.
    #[must_use]
    pub fn granted(
        &self,
        permit: &Permit<'_>,
        verdicts: &[Verdict],
        retention: &[RetentionDuty],
        region: Option<&RegionId>,
    ) -> String {
        let language = self.language;
        let mut text = self.asked();
        let authorisation = permit.authorisation();
        let _ = writeln!(text, "\n{} ({})", say!(language, answer.granted), self.point(&authorisation.source));
        text += &self.text_unknown(&authorisation.source);
        text += &self.elements(permit, verdicts);
        text += &self.conditions(permit);
        let _ = writeln!(text, "\n{}", say!(language, answer.retention));
        for duty in retention {
            let _ = writeln!(text, "  {}", self.duty(duty));
        }
        text + &self.obligations(permit, region)
    }

    /// What is granted, element by element; what is withheld, each reason once.
    fn elements(&self, permit: &Permit<'_>, verdicts: &[Verdict]) -> String {
        let mut text = String::new();
        let mut withheld: Vec<(&(WithheldReason, Source), Vec<String>)> = Vec::new();
        for (element, verdict) in verdicts {
            let place = permit.service().element_index(element);
            let label = place.map(|place| &permit.service().elements[place].label);
            let named = format!("{} [{element}]", label.map_or(element.as_str(), |label| self.say(label)));
            match verdict {
                None => text += &self.granted_element(permit, place, &named),
                Some(why) => match withheld.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, elements)) => elements.push(named),
                    None => withheld.push((why, vec![named])),
                },
            }
        }
        for ((reason, source), elements) in withheld {
            let why = format!("{} ({})", withheld_words(self.language, *reason), self.point(source));
            text += &format!("  - {why}{}{}\n", self.colon(), elements.join(", "));
        }
        text
    }

    fn granted_element(&self, permit: &Permit<'_>, place: Option<usize>, named: &str) -> String {
        let reduced = place.and_then(|place| permit.reduced(place));
        let mut text = match reduced {
            None => format!("  + {named}\n"),
            Some((form, source)) => {
                let how = reduced_words(self.language, form);
                format!("  ± {named}{}{how} ({})\n", self.colon(), self.point(source))
            }
        };
        let limits = permit.scope().risks.into_iter();
        for (_, risks, source) in limits.filter(|(elements, ..)| place.is_some_and(|place| elements.contains(place))) {
            let risks = self.codes(permit, permit.service().risk_element, &risks);
            let only = say!(self.language, matrix.risks);
            text += &format!("      {only}{}{risks} ({})\n", self.colon(), self.point(&source));
        }
        text
    }

    /// What depends on the record or on the integration, said without looking at one.
    fn conditions(&self, permit: &Permit<'_>) -> String {
        let (language, scope, service) = (self.language, permit.scope(), permit.service());
        let mut lines: Vec<String> = Vec::new();
        let mut say = |what: &str, words: &str, source: &Source| {
            lines.push(format!("  {what}{}{words} ({})\n", self.colon(), self.point(source)));
        };
        if let Some((regimes, source)) = &scope.regimes {
            let regimes = self.codes(permit, service.regime_element, regimes);
            say(say!(language, matrix.regimes), &regimes, source);
        }
        for (block, seen, source) in &scope.blocks {
            if *seen == Seen::Values {
                say(self.say(&service.blocks[*block].label), say!(language, answer.scope_values), source);
            }
        }
        for (since, elements, source) in &scope.histories {
            let words = format!("{} {}", say!(language, answer.scope_since), long_date(*since, self.language));
            for block in service.blocks.iter().filter(|block| !block.elements.and(*elements).is_empty()) {
                say(self.say(&block.label), &words, source);
            }
        }
        for rule in &permit.conditions().quality {
            let what = match rule.required {
                true => say!(language, matrix.quality_codes),
                false => say!(language, matrix.quality_not_counted),
            };
            say(what, &rule.codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "), &rule.source);
        }
        for (condition, source) in permit.confirmable() {
            let more = if self.request.confirmed.contains(condition) {
                say!(language, answer.confirmed_here)
            } else {
                say!(language, answer.more_if_confirmed)
            };
            let condition = self.catalogue.condition_label(condition.as_str());
            lines.push(format!("  {more} {} ({})\n", self.say(&condition), self.point(source)));
        }
        if lines.is_empty() { String::new() } else { format!("\n{}", lines.concat()) }
    }

    fn codes(&self, permit: &Permit<'_>, element: Option<usize>, ids: &[String]) -> String {
        let labels = self.catalogue.labels_of(element.map(|place| &permit.service().elements[place]), ids);
        labels.iter().map(|label| self.say(label)).collect::<Vec<_>>().join(", ")
    }

    fn colon(&self) -> &'static str {
        say!(self.language, kit.colon)
    }

    fn text_unknown(&self, source: &Source) -> String {
        let found = self.catalogue.text_unknown(&source.deliberation, self.request.at);
        found.map(|found| format!("  {}\n", text_unknown_words(self.language, &found))).unwrap_or_default()
    }

    fn obligations(&self, permit: &Permit<'_>, region: Option<&RegionId>) -> String {
        let limits = permit
            .obligations()
            .into_iter()
            .map(|found| format!("{} ({})", self.say(&found.text), self.point(&found.source)));
        let authorities = permit.authorities(region).map(|found| {
            let region = self.catalogue.region_label(found.region.as_str());
            format!("{}{}{} ({})", self.say(&region), self.colon(), self.say(&found.title), self.point(&found.source))
        });
        let acting = permit.acts_as().map(|found| {
            let words = acts_as(self.catalogue, found.office, found.deputy);
            format!("{} ({})", self.say(&words), self.point(found.source))
        });
        let lines: Vec<String> = limits.chain(authorities).chain(acting).map(|line| format!("  {line}\n")).collect();
        if lines.is_empty() {
            return String::new();
        }
        format!("\n{}\n{}", say!(self.language, answer.obligations), lines.concat())
    }

    fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    fn point(&self, source: &Source) -> String {
        citation(self.language, source)
    }

    /// Who asks what, why and when.
    fn asked(&self) -> String {
        let (catalogue, request) = (self.catalogue, self.request);
        let unknown = |id: &str| Text::same(id);
        let recipient = catalogue.recipient(request.recipient.as_str());
        let recipient = recipient.map_or_else(|| unknown(request.recipient.as_str()), |found| found.label.clone());
        let service = catalogue.service(request.service.as_str());
        let module = service.and_then(|service| service.module(&request.module)).map(|(_, found)| found.label.clone());
        let service = service.map_or_else(|| unknown(request.service.as_str()), |found| found.label.clone());
        let module = module.unwrap_or_else(|| unknown(request.module.as_str()));
        let purpose = catalogue.purpose_label(request.purpose.as_str());
        let person_role = request.person_role.as_ref().map(|id| catalogue.person_role_label(id.as_str()));
        let role = request.role.map_or("–", |role| role_words(self.language, role));
        let mut lines = format!("{} — {}\n", self.say(&recipient), long_date(request.at, self.language));
        let _ = writeln!(lines, "{} / {}", self.say(&service), self.say(&module));
        let about = person_role.map(|role| format!(" ({})", self.say(&role))).unwrap_or_default();
        let _ = writeln!(lines, "{}{about} — {role}", self.say(&purpose));
        lines
    }

    fn duty(&self, duty: &RetentionDuty) -> String {
        let language = self.language;
        let until = match duty.until {
            Some(day) => format!("{} {}", say!(language, answer.keep_until), long_date(day, self.language)),
            None => {
                let labels = duty.unknown_events.iter().map(|event| self.catalogue.event_label(event.as_str()));
                let events: Vec<String> = labels.map(|label| self.say(&label).to_owned()).collect();
                format!("{}{}{}", say!(language, answer.keep_until_event), self.colon(), events.join(", "))
            }
        };
        format!("{until}. {} ({})", self.say(&duty.rule.summary), self.point(&duty.rule.source))
    }
}
