//! One rule of the catalogue in Cedar's language.

use std::collections::BTreeMap;
use std::fmt::Display;

use delibero_domain::authorisation::{Authorisation, Conditions, PurposeGrant, RecipientIntegration, SenderIntegration};
use delibero_domain::catalogue::{ElementSet, Service};
use delibero_domain::identifier::{PurposeId, RecipientId, ServiceId};

use super::schema::{day, group};

/// What one recipient may have of a service through one module for one purpose.
pub struct Rule<'c> {
    pub service: &'c Service,
    pub authorisation: &'c Authorisation,
    pub module: &'c str,
    pub purpose: &'c PurposeGrant,
    /// Whatever the record.
    pub granted: ElementSet,
    /// What depends on the record.
    pub conditions: &'c Conditions,
}

/// What a satisfied policy means that answers for a whole record.
#[derive(Clone, Copy)]
pub enum Part {
    /// The record is granted, and these elements of it.
    Always(ElementSet),
    /// These too, if the record is granted.
    Also(ElementSet),
}

impl Rule<'_> {
    /// What it is about, in one word.
    pub fn name(&self) -> String {
        name(&self.authorisation.recipient, &self.service.id, self.module, &self.purpose.id)
    }

    /// The groups of elements that [`Self::by_element`] names.
    pub fn groups(&self) -> impl Iterator<Item = ElementSet> {
        std::iter::once(self.granted).chain(self.tied().into_iter().map(|(elements, _)| elements))
    }

    /// The policy that answers for one element.
    pub fn by_element(&self) -> String {
        let tied = self.tied().into_iter();
        let tied =
            tied.map(|(elements, if_only)| format!("(!(resource in {}) || {if_only})", group(self.service, elements)));
        let resource = format!("resource in {}", group(self.service, self.granted));
        self.policy(&resource, [self.moment(), self.request(), tied.collect()].concat())
    }

    /// The policies that answer for a whole record: one for what is always granted, and one for each set of elements
    /// that the record may take away.
    pub fn by_record(&self) -> Vec<(String, Part)> {
        let mut of_conditions: BTreeMap<Vec<String>, ElementSet> = BTreeMap::new();
        for element in self.granted.iter() {
            let tied = self.tied().into_iter().filter(|(elements, _)| elements.contains(element));
            let set = of_conditions.entry(tied.map(|(_, if_only)| if_only).collect()).or_default();
            *set = set.with(element);
        }
        let always = of_conditions.remove(&Vec::new()).unwrap_or_default();
        let always = (self.policy("resource", [self.moment(), self.request()].concat()), Part::Always(always));
        let also = of_conditions.into_iter().map(|(conditions, elements)| {
            (self.policy("resource", [self.moment(), conditions].concat()), Part::Also(elements))
        });
        std::iter::once(always).chain(also).collect()
    }

    fn policy(&self, resource: &str, conditions: Vec<String>) -> String {
        format!(
            "permit (principal == Recipient::\"{}\", action == Action::\"{}/{}\", {resource}) when {{ {} }};",
            self.authorisation.recipient,
            self.service.id,
            self.module,
            conditions.join(" && "),
        )
    }

    /// The purpose and the dates: what tells this rule from the others of the recipient.
    fn moment(&self) -> Vec<String> {
        let validity = &self.authorisation.validity;
        let until = validity.until.map(|until| format!("context.at <= {}", day(until)));
        let always = [is("purpose", &self.purpose.id), format!("context.at >= {}", day(validity.from))];
        always.into_iter().chain(until).collect()
    }

    /// What the request and the regime of the record must be besides.
    fn request(&self) -> Vec<String> {
        let (authorisation, purpose) = (self.authorisation, self.purpose);
        let roles = if purpose.roles.is_empty() { &authorisation.roles } else { &purpose.roles };
        let mut all = vec![said("role", roles, false)];
        if !authorisation.batch.allowed {
            all.push("!context.batch".to_owned());
        }
        let person_roles =
            if purpose.person_roles.is_empty() { &authorisation.person_roles } else { &purpose.person_roles };
        if !person_roles.is_empty() {
            let unsaid = purpose.default_person_role.as_ref().is_some_and(|role| person_roles.contains(role));
            all.push(said("person_role", person_roles, unsaid));
        }
        if self.service.regime_element.is_some() {
            all.extend(self.conditions.regimes.iter().map(|rule| said("regime", &rule.regimes, rule.unsaid)));
        }
        all.extend(self.integration());
        all
    }

    fn integration(&self) -> Vec<String> {
        let rule = &self.authorisation.integration;
        let integrated =
            matches!(rule.recipient, RecipientIntegration::Required | RecipientIntegration::RegionalIntegrator);
        let required = self.conditions.quality.iter().filter(|rule| rule.required && integrated);
        let required = required.map(|rule| (true, format!("context.quality_codes.containsAny({:?})", rule.codes)));
        let conditions = [
            (integrated, "context.recipient_integrated".to_owned()),
            (self.authorisation.own_file.is_some(), "context.own_file_by_other".to_owned()),
            (rule.sender == SenderIntegration::Required, "context.sender_integrated".to_owned()),
            (rule.recipient == RecipientIntegration::RegionalIntegrator, "context.legal_context".to_owned()),
        ];
        conditions.into_iter().chain(required).filter(|(asked, _)| *asked).map(|(_, condition)| condition).collect()
    }

    /// The granted elements that a record may take away, and the condition under which it does not.
    fn tied(&self) -> Vec<(ElementSet, String)> {
        let mut of_risks: BTreeMap<&[String], ElementSet> = BTreeMap::new();
        for rule in &self.conditions.risks {
            let set = of_risks.entry(&rule.risks).or_default();
            *set = set.or(rule.elements.and(self.granted));
        }
        let of_risks = of_risks.into_iter().map(|(risks, elements)| (elements, said("risk", risks, false)));
        let of_history = self.conditions.histories.iter().map(|history| {
            let years = i64::from(history.years) * 10_000;
            (history.elements.and(self.granted), format!("context.period_end >= context.quarter - {years}"))
        });
        of_risks.chain(of_history).filter(|(elements, _)| !elements.is_empty()).collect()
    }
}

/// The word for a recipient, service, module and purpose.
pub fn name(recipient: &RecipientId, service: &ServiceId, module: &str, purpose: &PurposeId) -> String {
    format!("{recipient} {service} {module} {purpose}")
}

fn is(key: &str, word: &impl Display) -> String {
    format!("context.{key} == \"{word}\"")
}

/// That something is one of some words; where it is unsaid, the answer given.
fn said(key: &str, words: &[impl Display], unsaid: bool) -> String {
    let words: Vec<String> = words.iter().map(|word| is(key, word)).collect();
    let one_of = if words.is_empty() { "false".to_owned() } else { words.join(" || ") };
    format!("(if context has {key} then ({one_of}) else {unsaid})")
}
