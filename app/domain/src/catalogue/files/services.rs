//! Services: blocks, elements, modules.

use super::element_places::index_of;
use super::entries::{BlockEntry, ElementEntry, KindEntry, ModuleEntry, ServiceFile, Word};
use super::fault::CatalogueFault;
use super::layout::{layout, usual};
use super::problems::Sheet;
use super::terms::known_recipient;
use crate::catalogue::ElementSet;
use crate::catalogue::{Block, Catalogue, Element, ElementKind, Module, Service};
use crate::parameters::ParameterKind;

/// The name of a block whose own is none, in a service that is refused for it.
const UNNAMED_BLOCK: &str = "unnamed";

pub(super) fn add_service(sheet: &Sheet<'_>, file: &ServiceFile, catalogue: &mut Catalogue) {
    let reader = Reader { sheet, catalogue };
    let Some(service) = reader.service(file) else { return };
    if catalogue.service(service.id.as_str()).is_some() {
        sheet.wrong("id", &file.id, CatalogueFault::ServiceTwice(service.id.to_string()));
    }
    catalogue.services.push(service);
}

/// The deliberations that a service cites are known; told once they are read.
pub(super) fn check_sources(sheet: &Sheet<'_>, file: &ServiceFile, catalogue: &Catalogue) {
    let elements = file.block.iter().flat_map(|block| &block.element);
    let elements = elements.map(|entry| (format!("element.{}.source", entry.id.get_ref()), &entry.source));
    let modules = file.module.iter().map(|entry| (format!("module.{}.source", entry.id.get_ref()), &entry.source));
    for (key, source) in elements.chain(modules) {
        let number = &source.get_ref().deliberation;
        if !catalogue.deliberations.iter().any(|found| found.number == *number) {
            sheet.tell(&key, source.span(), CatalogueFault::NoDeliberation(number.clone()));
        }
    }
}

struct Reader<'r> {
    sheet: &'r Sheet<'r>,
    catalogue: &'r Catalogue,
}

impl Reader<'_> {
    fn service(&self, file: &ServiceFile) -> Option<Service> {
        let sheet = self.sheet;
        let mut service = Service {
            id: sheet.identifier("id", &file.id)?,
            label: sheet.text("label", &file.label),
            sender: known_recipient(sheet, "sender", self.catalogue, &file.sender)?.id.clone(),
            held: file.held,
            blocks: Vec::new(),
            elements: Vec::new(),
            modules: Vec::new(),
            layout: usual(&[]),
            regime_element: None,
            risk_element: None,
        };
        let every_element = || file.block.iter().flat_map(|block| &block.element).map(|element| &element.id);
        sheet.no_duplicates("block", file.block.iter().map(|block| &block.id));
        sheet.no_duplicates("element", every_element());
        sheet.no_duplicates("module", file.module.iter().map(|module| &module.id));
        if let Some(first_too_many) = every_element().nth(ElementSet::CAPACITY) {
            sheet.wrong("element", first_too_many, CatalogueFault::TooManyElements);
            return None;
        }
        for block in &file.block {
            self.add_block(&mut service, block);
        }
        let place =
            |key: &str, word: &Option<Word>| word.as_ref().and_then(|word| index_of(sheet, key, &service, word));
        (service.regime_element, service.risk_element) =
            (place("regime_element", &file.regime_element), place("risk_element", &file.risk_element));
        self.add_modules(&mut service, file);
        service.layout = layout(sheet, self.catalogue, file, &service);
        Some(service)
    }

    fn add_block(&self, service: &mut Service, entry: &BlockEntry) {
        let key = format!("block.{}", entry.id.get_ref());
        let first = service.elements.len();
        let block = service.blocks.len();
        for element in &entry.element {
            if element.id.get_ref().split_once('.').is_none_or(|(block, _)| block != entry.id.get_ref()) {
                let (element_id, block) = (element.id.get_ref().clone(), entry.id.get_ref().clone());
                self.sheet.wrong(&key, &element.id, CatalogueFault::InAnotherBlock { element: element_id, block });
            }
            service.elements.extend(self.element(block, element));
        }
        let label = self.sheet.text(&format!("{key}.label"), &entry.label);
        // Its elements say where it stands, so that one without a right name keeps its place.
        let id =
            self.sheet.identifier(&key, &entry.id).unwrap_or_else(|| UNNAMED_BLOCK.parse().expect("an identifier"));
        service.blocks.push(Block { id, label, elements: (first..service.elements.len()).collect() });
    }

    fn element(&self, block: usize, entry: &ElementEntry) -> Option<Element> {
        let key = format!("element.{}", entry.id.get_ref());
        Some(Element {
            id: self.sheet.identifier(&key, &entry.id)?,
            block,
            label: self.sheet.text(&format!("{key}.label"), &entry.label),
            field: entry.field.clone(),
            kind: self.kind(&key, entry)?,
            source: entry.source.get_ref().clone(),
        })
    }

    fn kind(&self, key: &str, entry: &ElementEntry) -> Option<ElementKind> {
        match (entry.kind, &entry.codes) {
            (KindEntry::Code, Some(list)) => {
                let id = self.sheet.identifier(key, list)?;
                if self.catalogue.code_list(&id).is_none() {
                    self.sheet.wrong(key, list, CatalogueFault::NoCodeList(id.to_string()));
                }
                return Some(ElementKind::Code(id));
            }
            (KindEntry::Code, None) => self.sheet.wrong(key, &entry.id, CatalogueFault::CodesMissing),
            (_, Some(list)) => self.sheet.wrong(key, list, CatalogueFault::CodesOfNoCode),
            (KindEntry::Niss, None) => return Some(ElementKind::Niss),
            (KindEntry::Date, None) => return Some(ElementKind::Date),
            (KindEntry::Period, None) => return Some(ElementKind::Period),
            (KindEntry::Amount, None) => return Some(ElementKind::Amount),
            (KindEntry::Count, None) => return Some(ElementKind::Count),
            (KindEntry::Text, None) => return Some(ElementKind::Text),
        }
        None
    }

    fn add_modules(&self, service: &mut Service, file: &ServiceFile) {
        for module in &file.module {
            let key = format!("module.{}", module.id.get_ref());
            let places = module.elements.iter().filter_map(|word| index_of(self.sheet, &key, service, word));
            let elements = places.collect();
            let label = self.sheet.text(&format!("{key}.label"), &module.label);
            let source = module.source.get_ref().clone();
            let id = self.sheet.identifier(&key, &module.id);
            let asks = self.asks(&key, module);
            service.modules.extend(id.map(|id| Module { id, kind: module.kind, label, elements, asks, source }));
        }
    }

    /// In the order of the kinds, so that the order of the file does not count.
    fn asks(&self, key: &str, entry: &ModuleEntry) -> Vec<ParameterKind> {
        let listed = entry.asks.as_deref().unwrap_or_default();
        if listed.is_empty() {
            return Module::USUALLY_ASKS.to_vec();
        }
        let mut asks: Vec<ParameterKind> = Vec::new();
        for kind in listed {
            let (known, kind_of_time) = (kind.get_ref(), |found: &ParameterKind| found.is_of_time());
            if asks.contains(known) {
                self.sheet.tell(&format!("{key}.asks"), kind.span(), CatalogueFault::Twice(known.as_str().to_owned()));
            } else if known.is_of_time() && asks.iter().any(kind_of_time) {
                self.sheet.tell(&format!("{key}.asks"), kind.span(), CatalogueFault::SeveralTimes);
            } else {
                asks.push(*known);
            }
        }
        asks.sort_unstable();
        asks
    }
}
