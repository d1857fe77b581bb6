//! The blocks that a deliberation describes: what they hold is of their service.

use super::entries::DeliberationFile;
use super::fault::CatalogueFault;
use super::problems::Sheet;
use crate::catalogue::Catalogue;

/// Tells of what is wrong in them, whether an authorisation grants them or not.
pub(super) fn check_described(sheet: &Sheet<'_>, file: &DeliberationFile, catalogue: &Catalogue) {
    for described in &file.block {
        let block = described.id.get_ref();
        let key = format!("block.{block}");
        let Some(service) = catalogue.service(described.service.get_ref()) else {
            sheet.wrong(&key, &described.service, CatalogueFault::NoService(described.service.get_ref().clone()));
            continue;
        };
        for word in &described.elements {
            let element = word.get_ref();
            if element.split_once('.').is_none_or(|(of, _)| of != block) {
                let fault = CatalogueFault::OutsideBlock { element: element.clone(), block: block.clone() };
                sheet.wrong(&key, word, fault);
            }
            if service.element_index(element).is_none() {
                let fault = CatalogueFault::NoElement { element: element.clone(), service: service.id.to_string() };
                sheet.wrong(&key, word, fault);
            }
        }
    }
}
