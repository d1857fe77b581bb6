//! The elements of a service that words name, by their places.

use super::entries::Word;
use super::fault::CatalogueFault;
use super::problems::Sheet;
use crate::catalogue::{ElementSet, Service};

/// The place of an element in a service; an unknown one is told.
pub(super) fn index_of(sheet: &Sheet<'_>, key: &str, service: &Service, word: &Word) -> Option<usize> {
    let found = service.element_index(word.get_ref());
    if found.is_none() {
        let fault = CatalogueFault::NoElement { element: word.get_ref().clone(), service: service.id.to_string() };
        sheet.wrong(key, word, fault);
    }
    found
}

/// The places of the elements that some words name, `block.*` being every one of a block.
pub(super) fn element_places(sheet: &Sheet<'_>, key: &str, service: &Service, words: &[Word]) -> ElementSet {
    let places = words.iter().map(|word| {
        let block = word
            .get_ref()
            .strip_suffix(".*")
            .and_then(|id| service.blocks.iter().find(|block| block.id.as_str() == id));
        match block {
            Some(block) => block.elements,
            None => index_of(sheet, key, service, word).into_iter().collect(),
        }
    });
    places.fold(ElementSet::default(), ElementSet::or)
}
