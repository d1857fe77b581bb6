//! What may be given to the people of an organisation: the catalogue says it.

use delibero_domain::authorisation::{Authorisation, Source};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::{OfficeId, RecipientId, ServiceId};
use jiff::civil::Date;

use super::model::{Given, Mandate};
use crate::directory::Organisation;

/// What people of an organisation may be given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MandateChoices {
    pub designable: Vec<Designable>,
    /// Those that the region of the organisation knows, and where that is said.
    pub offices: Vec<(OfficeId, Source)>,
    /// Offices that somebody of the organisation holds, or will: those who may be replaced.
    pub holders: Vec<Mandate>,
}

/// What only designated people see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Designable {
    pub recipient: RecipientId,
    pub service: ServiceId,
    pub source: Source,
}

impl MandateChoices {
    #[must_use]
    pub fn are_none(&self) -> bool {
        self.designable.is_empty() && self.offices.is_empty()
    }
}

/// What the authorisations of a day's recipients, and of those to come, ask for. `holding`: offices held.
#[must_use]
pub fn choices(
    catalogue: &Catalogue,
    organisation: &Organisation,
    holding: Vec<Mandate>,
    today: Date,
) -> MandateChoices {
    let recipients = organisation.recipients_from(today);
    let holds = |found: &&Authorisation| {
        recipients.contains(&found.recipient) && found.validity.until.is_none_or(|until| today <= until)
    };
    let mut choices = MandateChoices::default();
    for found in catalogue.authorisations().iter().filter(holds) {
        let (recipient, service) = (found.recipient.clone(), found.service.clone());
        let known = |other: &Designable| other.recipient == recipient && other.service == service;
        if let Some(source) = found.designated.clone()
            && !choices.designable.iter().any(known)
        {
            choices.designable.push(Designable { recipient, service, source });
        }
        let authorities = found.purposes.iter().flat_map(|purpose| &purpose.authorities);
        for authority in authorities.filter(|authority| organisation.region.as_ref() == Some(&authority.region)) {
            for office in &authority.offices {
                if !choices.offices.iter().any(|(known, _)| known == office) {
                    choices.offices.push((office.clone(), authority.source.clone()));
                }
            }
        }
    }
    let replaceable = |held: &Mandate| {
        let comes = held.until.is_none_or(|until| today <= until);
        comes && held.ended.is_none() && matches!(held.given, Given::Office(_))
    };
    choices.holders = holding.into_iter().filter(replaceable).collect();
    choices
}
