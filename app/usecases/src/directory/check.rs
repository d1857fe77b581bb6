//! What the integrations of a person let an organisation ask, and which side is missing (17/087 point 14): the engine says
//! it, as it would at a consultation.

use delibero_domain::authorisation::{Authorisation, PurposeGrant, SenderIntegration};
use delibero_domain::catalogue::{Catalogue, ModuleKind, Service};
use delibero_domain::consultation::{Exchange, IntegrationFacts, NissState, Refusal, Request, UserFacts, decide};
use delibero_domain::text::Text;
use jiff::civil::Date;

use super::model::{Integrated, Organisation, Origin};

/// What may be asked for some purposes of a service, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub service: Text,
    pub purposes: Vec<Text>,
    pub refusal: Option<Refusal>,
}

/// What is known of a person when it is checked.
pub(super) struct Known<'k> {
    pub organisation: &'k Organisation,
    pub integrations: &'k [Integrated],
    pub niss: NissState,
    pub today: Date,
}

/// The authorisations of an organisation that are in force, each with its service.
fn own<'c>(
    catalogue: &'c Catalogue,
    organisation: &'c Organisation,
    today: Date,
) -> impl Iterator<Item = (&'c Authorisation, &'c Service)> {
    let recipients = organisation.recipients_on(today);
    let own = catalogue.authorisations().iter().filter(move |found| recipients.contains(&found.recipient));
    let own = own.filter(move |found| found.validity.holds_on(today));
    own.filter_map(|found| Some((found, catalogue.service(found.service.as_str())?)))
}

/// The senders whose side has to be looked at.
pub(super) fn senders<'c>(catalogue: &'c Catalogue, organisation: &'c Organisation, today: Date) -> Vec<&'c str> {
    let own = own(catalogue, organisation, today);
    let required = own.filter(|(found, _)| found.integration.sender == SenderIntegration::Required);
    let mut senders: Vec<&str> = required.map(|(_, service)| service.sender.as_str()).collect();
    senders.sort_unstable();
    senders.dedup();
    senders
}

/// `has_sender` says of a sender whether it has the person integrated.
pub(super) fn check(catalogue: &Catalogue, known: &Known<'_>, has_sender: impl Fn(&str) -> bool) -> Vec<Checked> {
    let mut all: Vec<Checked> = Vec::new();
    for (authorisation, service) in own(catalogue, known.organisation, known.today) {
        for purpose in &authorisation.purposes {
            let asked = Asked { catalogue, authorisation, service, purpose };
            let Some(request) = asked.request(known, has_sender(service.sender.as_str())) else { continue };
            let refusal = decide(catalogue, &request).err();
            let label = catalogue.purpose_label(purpose.id.as_str());
            match all.iter_mut().find(|one| one.service == service.label && one.refusal == refusal) {
                Some(one) if one.purposes.contains(&label) => {}
                Some(one) => one.purposes.push(label),
                None => all.push(Checked { service: service.label.clone(), purposes: vec![label], refusal }),
            }
        }
    }
    all
}

struct Asked<'a> {
    catalogue: &'a Catalogue,
    authorisation: &'a Authorisation,
    service: &'a Service,
    purpose: &'a PurposeGrant,
}

impl Asked<'_> {
    /// By somebody who may, with everything that the directory does not settle; none where nothing is asked of the service.
    fn request(&self, known: &Known<'_>, sender: bool) -> Option<Request> {
        let Self { authorisation, service, purpose, .. } = *self;
        let grants = authorisation.modules.iter().map(|grant| &service.modules[grant.module]);
        let module = grants.into_iter().find(|module| module.kind == ModuleKind::Pull)?;
        let person_roles =
            if purpose.person_roles.is_empty() { &authorisation.person_roles } else { &purpose.person_roles };
        let roles = if purpose.roles.is_empty() { &authorisation.roles } else { &purpose.roles };
        Some(Request {
            at: known.today,
            recipient: authorisation.recipient.clone(),
            service: service.id.clone(),
            module: module.id.clone(),
            purpose: purpose.id.clone(),
            person_role: purpose.default_person_role.clone().or_else(|| person_roles.first().cloned()),
            role: roles.first().copied(),
            // Whoever may ask is somebody else, and not known.
            user: UserFacts::default(),
            batch: false,
            exchange: Exchange::Consultation,
            organisation: Some(known.organisation.id.clone()),
            region: known.organisation.region.clone(),
            belongs_to: Some(known.organisation.recipients_on(known.today)),
            niss: known.niss,
            confirmed: Vec::new(),
            integration: self.facts(known, sender),
        })
    }

    /// Whoever asks had no part in the file.
    fn facts(&self, known: &Known<'_>, sender: bool) -> IntegrationFacts {
        let valid = known.integrations.iter().filter(|found| found.file.integration.period.contains(known.today));
        let counts = |found: &&Integrated| {
            let (recipient, purpose) = (self.authorisation.recipient.as_str(), self.purpose.id.as_str());
            self.catalogue.counts_as_file(recipient, found.file.integration.quality_code, purpose)
        };
        let quality_codes: Vec<u16> = valid.clone().map(|found| found.file.integration.quality_code).collect();
        IntegrationFacts {
            recipient: !quality_codes.is_empty(),
            quality_codes,
            sender,
            legal_context: known.organisation.legal_contexts.first().cloned(),
            own_file_by_other: valid.filter(counts).any(|found| found.registration.origin != Origin::Unknown),
            own_file_by_oneself: false,
        }
    }
}
