//! The detail of a cell.

use super::{CellDetail, Mark, MatrixCell, ModuleMarkView, Standing, marks};
use crate::components::recipient::RecipientName;
use crate::pages::conditions::Authorised;

/// What is known of one recipient and one service on the day.
#[derive(Clone, Copy)]
pub(super) struct Case<'c> {
    pub authorised: Authorised<'c>,
    pub standing: Standing,
}

impl Case<'_> {
    pub fn detail(&self, recipient: RecipientName, element: usize, cell: MatrixCell) -> CellDetail {
        let found = &self.authorised.service.elements[element];
        CellDetail {
            recipient,
            element: found.id.to_string(),
            label: found.label.clone(),
            block: self.authorised.service.blocks[found.block].label.clone(),
            cell,
            standing: self.standing,
            modules: self.modules(element),
            conditions: self.authorised.conditions(Some(element)),
        }
    }

    fn modules(&self, element: usize) -> Vec<ModuleMarkView> {
        let modules = self.authorised.service.modules.iter().enumerate();
        modules
            .map(|(place, module)| {
                let grant = self.authorised.authorisation.modules.iter().find(|grant| grant.module == place);
                let (mark, stated) = grant.map_or((Mark::NotAsked, None), |grant| {
                    marks::in_module(self.authorised.authorisation, grant, element)
                });
                let withheld = grant.and_then(|grant| grant.withheld[element].as_ref());
                ModuleMarkView {
                    label: module.label.clone(),
                    kind: module.kind,
                    mark,
                    reason: withheld.map(|withheld| withheld.reason),
                    source: stated.or_else(|| withheld.map(|withheld| withheld.source.clone())),
                }
            })
            .collect()
    }
}
