//! Reads the catalogue into what people see.

use delibero_domain::authorisation::{Authorisation, ModuleGrant, PurposeGrant, RetentionRule};
use delibero_domain::catalogue::{Catalogue, Element, Recipient, Service};
use delibero_domain::identifier::PersonRoleId;
use delibero_domain::text::Text;

use super::{
    AuthorisationView, BlockView, ElementLine, ModuleView, PurposeView, RecipientLine, RecipientView, RetentionLine,
};

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

pub(super) fn recipient(catalogue: &Catalogue, id: &str) -> Option<RecipientView> {
    let found = catalogue.recipient(id)?;
    let owner = found.member_of.as_ref().and_then(|owner| catalogue.recipient(owner.as_str()));
    Some(RecipientView {
        id: found.id.to_string(),
        label: found.label.clone(),
        member_of: owner.map(|owner| (owner.id.to_string(), owner.label.clone())),
        members: members(catalogue, found),
        authorisations: authorisations_of(catalogue, found)
            .filter_map(|authorisation| view(catalogue, authorisation))
            .collect(),
    })
}

fn view(catalogue: &Catalogue, found: &Authorisation) -> Option<AuthorisationView> {
    let service = catalogue.service(found.service.as_str())?;
    let deliberation = catalogue.deliberations().iter().find(|known| known.number == found.source.deliberation)?;
    let reading = Reading { catalogue, service, authorisation: found };
    Some(AuthorisationView {
        source: found.source.clone(),
        document: deliberation.document.clone(),
        subject: deliberation.subject.clone(),
        service: service.label.clone(),
        valid_from: found.validity.from,
        valid_until: found.validity.until,
        validity_note: found.validity.note.clone(),
        regimes: reading.regimes(),
        regimes_source: found.regimes_source.clone(),
        roles: found.roles.clone(),
        person_roles: reading.person_roles(&found.person_roles),
        modules: found.modules.iter().map(|grant| reading.module(grant)).collect(),
        purposes: found.purposes.iter().enumerate().map(|(place, purpose)| reading.purpose(place, purpose)).collect(),
        recipient_integration: found.integration.recipient,
        sender_integration: found.integration.sender,
        integration_source: found.integration.source.clone(),
        retention: found.retention.iter().map(|rule| reading.retention(rule)).collect(),
        use_limits: found.use_limits.iter().map(|limit| (limit.text.clone(), limit.source.clone())).collect(),
    })
}

struct Reading<'c> {
    catalogue: &'c Catalogue,
    service: &'c Service,
    authorisation: &'c Authorisation,
}

impl Reading<'_> {
    fn labels(&self, element: Option<usize>, ids: &[String]) -> Vec<Text> {
        let list = element.and_then(|index| self.catalogue.list_of(&self.service.elements[index]));
        let label = |id: &String| {
            let code = list.and_then(|list| list.codes.iter().find(|code| code.id == *id));
            code.map_or_else(|| Text::same(id), |code| code.label.clone())
        };
        ids.iter().map(label).collect()
    }

    fn regimes(&self) -> Vec<Text> {
        self.labels(self.service.regime_element, &self.authorisation.regimes)
    }

    fn person_roles(&self, ids: &[PersonRoleId]) -> Vec<Text> {
        ids.iter().map(|id| self.catalogue.person_role_label(id.as_str())).collect()
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
            withheld: grant.withheld[index].clone(),
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

    fn purpose(&self, place: usize, purpose: &PurposeGrant) -> PurposeView {
        let history = self.authorisation.conditions_of(place, None).find_map(|of| of.histories.first());
        PurposeView {
            id: purpose.id.to_string(),
            label: self.catalogue.purpose_label(purpose.id.as_str()),
            source: purpose.source.clone(),
            roles: purpose.roles.clone(),
            person_roles: self.person_roles(&purpose.person_roles),
            history: history.map(|history| (history.years, history.source.clone())),
        }
    }

    fn retention(&self, rule: &RetentionRule) -> RetentionLine {
        RetentionLine {
            summary: rule.summary.clone(),
            length: rule.length,
            purposes: rule.purposes.iter().map(|id| self.catalogue.purpose_label(id.as_str())).collect(),
            source: rule.source.clone(),
        }
    }
}
