//! The rules of the catalogue as Cedar policies, in the two shapes that are measured.

use std::collections::{HashMap, HashSet};

use cedar_policy::{Policy, PolicyId, PolicySet};
use delibero_domain::catalogue::{Catalogue, ElementSet};
use delibero_domain::identifier::RecipientId;

use super::rule::{Part, Rule};

/// Every policy of a catalogue.
#[derive(Default)]
pub struct Policies {
    /// One answer per element: a policy for each recipient, service, module and purpose.
    pub by_element: PolicySet,
    /// The same, for each recipient apart.
    pub by_element_of: HashMap<RecipientId, PolicySet>,
    /// One answer per record, for each recipient apart: a policy that is satisfied stands for elements.
    pub by_record_of: HashMap<RecipientId, PolicySet>,
    /// The same, for each recipient, service, module and purpose apart: most of the decision is made by choosing them.
    pub by_record_for: HashMap<String, PolicySet>,
    /// What a satisfied policy of the second shape means.
    pub parts: HashMap<PolicyId, Part>,
    /// The groups of elements that policies name: the place of the service, and the elements.
    pub groups: HashSet<(usize, ElementSet)>,
}

impl Policies {
    /// The policies of a catalogue.
    pub fn of(catalogue: &Catalogue) -> Self {
        let mut policies = Self::default();
        for authorisation in catalogue.authorisations() {
            let mut services = catalogue.services().iter();
            let place = services.position(|it| it.id == authorisation.service).expect("its service");
            let service = &catalogue.services()[place];
            for grant in authorisation.modules.iter() {
                for (purpose, compiled) in authorisation.purposes.iter().zip(&grant.by_purpose) {
                    let module = service.modules[grant.module].id.as_str();
                    let (granted, conditions) = (compiled.granted, &*compiled.conditions);
                    policies.add(place, &Rule { service, authorisation, module, purpose, granted, conditions });
                }
            }
        }
        policies
    }

    fn add(&mut self, service: usize, rule: &Rule<'_>) {
        let recipient = &rule.authorisation.recipient;
        self.groups.extend(rule.groups().map(|elements| (service, elements)));
        let by_element = policy(self.by_element.num_of_policies(), &rule.by_element());
        add(&mut self.by_element, by_element.clone());
        add(self.by_element_of.entry(recipient.clone()).or_default(), by_element);
        for (text, part) in rule.by_record() {
            let by_record = policy(self.parts.len(), &text);
            self.parts.insert(by_record.id().clone(), part);
            add(self.by_record_for.entry(rule.name()).or_default(), by_record.clone());
            add(self.by_record_of.entry(recipient.clone()).or_default(), by_record);
        }
    }
}

fn policy(number: usize, text: &str) -> Policy {
    Policy::parse(Some(PolicyId::new(number.to_string())), text).expect("a policy")
}

fn add(set: &mut PolicySet, policy: Policy) {
    set.add(policy).expect("a number of its own");
}
