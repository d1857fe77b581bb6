//! What a recipient opens to an organisation: what the catalogue grants under it.

use delibero_domain::authorisation::{Authorisation, Source};
use delibero_domain::catalogue::{Catalogue, Service};
use delibero_domain::role::Role;
use delibero_domain::text::Text;
use jiff::civil::Date;

/// One authorisation of the recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpensView {
    pub recipient: String,
    pub service: Text,
    pub source: Source,
    pub valid_from: Date,
    pub valid_until: Option<Date>,
    /// Module, how many elements it gives, and the point that says so.
    pub modules: Vec<(Text, usize, Source)>,
    pub purposes: Vec<(Text, Source)>,
    pub roles: Vec<Role>,
}

/// What is in force on a day, or comes into force later.
pub(crate) fn opens(catalogue: &Catalogue, recipient: &str, day: Date) -> Vec<OpensView> {
    let own = catalogue.authorisations().iter().filter(|found| found.recipient.as_str() == recipient);
    let current = own.filter(|found| found.validity.until.is_none_or(|until| until >= day));
    let service = |found: &Authorisation| catalogue.service(found.service.as_str());
    current.filter_map(|found| Some(view(catalogue, found, service(found)?))).collect()
}

fn view(catalogue: &Catalogue, found: &Authorisation, service: &Service) -> OpensView {
    OpensView {
        recipient: found.recipient.to_string(),
        service: service.label.clone(),
        source: found.source.clone(),
        valid_from: found.validity.from,
        valid_until: found.validity.until,
        modules: found
            .modules
            .iter()
            .map(|grant| {
                (service.modules[grant.module].label.clone(), grant.granted.iter().count(), grant.source.clone())
            })
            .collect(),
        purposes: found
            .purposes
            .iter()
            .map(|purpose| (catalogue.purpose_label(purpose.id.as_str()), purpose.source.clone()))
            .collect(),
        roles: found.roles.clone(),
    }
}
