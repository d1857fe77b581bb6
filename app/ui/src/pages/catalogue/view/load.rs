//! Reads the catalogue into what people see.

use delibero_domain::authorisation::{Authorisation, ModuleGrant, PurposeGrant};
use delibero_domain::catalogue::{Catalogue, Element, Recipient, Service};
use delibero_domain::text::Text;

use super::{AuthorisationView, BlockView, ElementLine, ModuleView, RecipientLine, RecipientView};
use crate::pages::conditions::Authorised;
use crate::pages::conditions::reduced::reduced;
use crate::pages::suspensions::Suspensions;

pub(super) fn recipients(catalogue: &Catalogue) -> Vec<RecipientLine> {
    let principals = catalogue.recipients().iter().filter(|found| found.member_of.is_none());
    principals.map(|found| line(catalogue, found)).filter(|line| !line.sources.is_empty()).collect()
}

fn authorisations_of<'c>(
    catalogue: &'c Catalogue,
    recipient: &'c Recipient,
) -> impl Iterator<Item = &'c Authorisation> {
    catalogue.authorisations().iter().filter(|found| found.recipient == recipient.id)
}

fn members(catalogue: &Catalogue, recipient: &Recipient) -> Vec<(String, Text)> {
    let all = catalogue.recipients().iter();
    all.filter(|found| found.member_of.as_ref() == Some(&recipient.id))
        .map(|found| (found.id.to_string(), found.label.clone()))
        .collect()
}

fn line(catalogue: &Catalogue, recipient: &Recipient) -> RecipientLine {
    let mut line = RecipientLine {
        id: recipient.id.to_string(),
        label: recipient.label.clone(),
        members: members(catalogue, recipient),
        sources: Vec::new(),
        modules: Vec::new(),
        granted: 0,
        carried: 0,
    };
    for authorisation in authorisations_of(catalogue, recipient) {
        line.sources.push(authorisation.source.clone());
        let Some(service) = catalogue.service(authorisation.service.as_str()) else { continue };
        for grant in authorisation.modules.iter() {
            let module = &service.modules[grant.module];
            line.modules.push(module.label.clone());
            line.granted += count(grant.granted.iter());
            line.carried += count(module.elements.or(grant.granted).iter());
        }
    }
    line
}

fn count(elements: impl Iterator) -> u32 {
    u32::try_from(elements.count()).unwrap_or(u32::MAX)
}

/// What the reader may know of what is suspended, and do.
#[derive(Default)]
pub(super) struct Known {
    pub suspensions: Suspensions,
    /// Whether the reader may suspend.
    pub may: bool,
}

pub(super) fn recipient(catalogue: &Catalogue, id: &str, known: &Known) -> Option<RecipientView> {
    let found = catalogue.recipient(id)?;
    let owner = found.member_of.as_ref().and_then(|owner| catalogue.recipient(owner.as_str()));
    Some(RecipientView {
        id: found.id.to_string(),
        label: found.label.clone(),
        member_of: owner.map(|owner| (owner.id.to_string(), owner.label.clone())),
        members: members(catalogue, found),
        authorisations: authorisations_of(catalogue, found)
            .filter_map(|authorisation| view(catalogue, authorisation, known))
            .collect(),
    })
}

fn view(catalogue: &Catalogue, found: &Authorisation, known: &Known) -> Option<AuthorisationView> {
    let service = catalogue.service(found.service.as_str())?;
    let deliberation = catalogue.deliberations().iter().find(|known| known.number == found.source.deliberation)?;
    let granted = Granted { catalogue, service, authorisation: found };
    Some(AuthorisationView {
        document: deliberation.document.clone(),
        subject: deliberation.subject.clone(),
        service: service.label.clone(),
        service_id: service.id.to_string(),
        suspensions: known.suspensions.of(found),
        may_suspend: known.may,
        conditions: Authorised { catalogue, service, authorisation: found }.conditions(None),
        modules: found.modules.iter().map(|grant| granted.module(grant)).collect(),
    })
}

struct Granted<'c> {
    catalogue: &'c Catalogue,
    service: &'c Service,
    authorisation: &'c Authorisation,
}

impl Granted<'_> {
    fn labels(&self, element: Option<usize>, ids: &[String]) -> Vec<Text> {
        self.catalogue.labels_of(element.map(|index| &self.service.elements[index]), ids)
    }

    fn module(&self, grant: &ModuleGrant) -> ModuleView {
        let module = &self.service.modules[grant.module];
        let blocks = self.service.blocks.iter().map(|block| {
            let shown = block.elements.and(module.elements.or(grant.granted));
            BlockView {
                label: block.label.clone(),
                elements: shown.iter().map(|index| self.element(grant, index)).collect(),
            }
        });
        ModuleView {
            id: module.id.to_string(),
            service: self.service.id.to_string(),
            label: module.label.clone(),
            kind: module.kind,
            source: grant.source.clone(),
            blocks: blocks.filter(|block| !block.elements.is_empty()).collect(),
        }
    }

    fn element(&self, grant: &ModuleGrant, index: usize) -> ElementLine {
        let element: &Element = &self.service.elements[index];
        let granted = grant.granted.contains(index);
        let risks = grant.risks_of(index).filter(|_| granted);
        ElementLine {
            id: element.id.to_string(),
            label: element.label.clone(),
            withheld: grant.withheld[index].as_deref().cloned(),
            reduced: reduced(grant, index),
            risks: risks.map(|rule| (self.labels(self.service.risk_element, &rule.risks), rule.source.clone())),
            only_for: if granted { self.only_for(index) } else { Vec::new() },
        }
    }

    /// The purposes that have an element, where some have it not.
    fn only_for(&self, index: usize) -> Vec<Text> {
        let denied = |purpose: &PurposeGrant| purpose.denied.iter().any(|(set, _)| set.contains(index));
        let purposes = &self.authorisation.purposes;
        if !purposes.iter().any(denied) {
            return Vec::new();
        }
        let having = purposes.iter().filter(|purpose| !denied(purpose));
        having.map(|purpose| self.catalogue.purpose_label(purpose.id.as_str())).collect()
    }
}
