//! The detail of a cell, and the conditions of an authorisation.

use delibero_domain::authorisation::{Authorisation, PurposeGrant, RetentionRule};
use delibero_domain::catalogue::{Catalogue, Service};
use delibero_domain::text::Text;

use super::{CellDetail, Conditions, Mark, MatrixCell, ModuleLine, Named, PurposeLine, Standing, marks};
use crate::pages::catalogue::view::RetentionLine;
use crate::pages::catalogue::view::Ruled;

/// What is known of one recipient and one service on the day.
#[derive(Clone, Copy)]
pub(in crate::pages::catalogue) struct Case<'c> {
    pub catalogue: &'c Catalogue,
    pub service: &'c Service,
    pub authorisation: &'c Authorisation,
    pub standing: Standing,
}

impl Case<'_> {
    /// Everything about one cell.
    pub fn detail(&self, recipient: Named, element: usize, cell: MatrixCell) -> CellDetail {
        let found = &self.service.elements[element];
        CellDetail {
            recipient,
            element: found.id.to_string(),
            label: found.label.clone(),
            block: self.service.blocks[found.block].label.clone(),
            cell,
            standing: self.standing,
            modules: self.modules(element),
            conditions: self.conditions(Some(element)),
        }
    }

    const fn ruled(&self) -> Ruled<'_> {
        Ruled { catalogue: self.catalogue, service: self.service, authorisation: self.authorisation }
    }

    fn modules(&self, element: usize) -> Vec<ModuleLine> {
        let modules = self.service.modules.iter().enumerate();
        modules
            .map(|(place, module)| {
                let grant = self.authorisation.modules.iter().find(|grant| grant.module == place);
                let (mark, stated) =
                    grant.map_or((Mark::NotAsked, None), |grant| marks::in_module(self.authorisation, grant, element));
                let withheld = grant.and_then(|grant| grant.withheld[element].as_ref());
                ModuleLine {
                    label: module.label.clone(),
                    kind: module.kind,
                    mark,
                    reason: withheld.map(|withheld| withheld.reason),
                    source: stated.or_else(|| withheld.map(|withheld| withheld.source.clone())),
                }
            })
            .collect()
    }

    /// The conditions of the authorisation, seen from one element where one is open.
    pub fn conditions(&self, element: Option<usize>) -> Conditions {
        let found = self.authorisation;
        Conditions {
            source: found.source.clone(),
            valid_from: found.validity.from,
            valid_until: found.validity.until,
            validity_note: found.validity.note.clone(),
            rules: self.ruled().rules(element),
            roles: found.roles.clone(),
            person_roles: self.person_roles(&found.person_roles),
            person_roles_source: found.person_roles_source.clone(),
            recipient_integration: found.integration.recipient,
            sender_integration: found.integration.sender,
            integration_source: found.integration.source.clone(),
            own_file: found.own_file.clone(),
            batch: found.batch.allowed,
            batch_source: found.batch.source.clone(),
            purposes: found
                .purposes
                .iter()
                .enumerate()
                .map(|(place, purpose)| self.purpose(place, purpose, element))
                .collect(),
            retention: found.retention.iter().map(|rule| self.retention(rule)).collect(),
            use_limits: self.ruled().limits(),
        }
    }

    fn purpose(&self, place: usize, purpose: &PurposeGrant, element: Option<usize>) -> PurposeLine {
        let given = element.is_some_and(|element| {
            self.authorisation.modules.iter().any(|grant| grant.by_purpose[place].granted.contains(element))
        });
        let denied = element.and_then(|element| purpose.denied.iter().find(|(set, _)| set.contains(element)));
        PurposeLine {
            label: self.catalogue.purpose_label(purpose.id.as_str()),
            source: purpose.source.clone(),
            given,
            reserved: denied.map(|(_, source)| source.clone()),
            roles: purpose.roles.clone(),
            person_roles: self.person_roles(&purpose.person_roles),
            authorities: purpose
                .authorities
                .iter()
                .map(|found| {
                    let region = self.catalogue.region_label(found.region.as_str());
                    (region, found.title.clone(), found.source.clone())
                })
                .collect(),
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

    fn person_roles(&self, ids: &[delibero_domain::identifier::PersonRoleId]) -> Vec<Text> {
        ids.iter().map(|id| self.catalogue.person_role_label(id.as_str())).collect()
    }
}
