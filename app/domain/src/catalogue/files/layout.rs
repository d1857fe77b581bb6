//! How the records of a service are made: their kinds, and the shapes of their rows.

use std::collections::BTreeSet;

use super::element_places::{element_places, index_of};
use super::entries::{RecordEntry, RowEntry, ServiceFile, Word};
use super::fault::CatalogueFault;
use super::problems::Sheet;
use super::terms::known_recipient;
use crate::catalogue::{Block, Catalogue, Service};
use crate::catalogue::{ElementKind, ElementSet, Lasting, RecordKind, RecordLayout, RecordNames, RowShape, TimeKind};
use crate::identifier::ShapeId;
use crate::text::Text;

/// The layout that a file declares, or the usual one.
pub(super) fn layout(sheet: &Sheet<'_>, catalogue: &Catalogue, file: &ServiceFile, service: &Service) -> RecordLayout {
    let senders = file.other_senders.iter();
    let senders = senders.filter_map(|word| known_recipient(sheet, "other_senders", catalogue, word));
    let other_senders: Vec<_> = senders.map(|found| found.id.clone()).collect();
    if file.record.is_empty() {
        file.row
            .iter()
            .for_each(|row| sheet.wrong("row", &row.id, CatalogueFault::RowOfNoRecord(row.id.get_ref().clone())));
        let usual = usual(&service.blocks);
        return RecordLayout { declared: !other_senders.is_empty(), other_senders, ..usual };
    }
    sheet.no_duplicates("record", file.record.iter().map(|record| &record.id));
    sheet.no_duplicates("row", file.row.iter().map(|row| &row.id));
    let mut reader = Reader { sheet, service, shapes: Vec::new() };
    reader.shapes(&file.row);
    let kinds = file.record.iter().filter_map(|record| reader.kind(record)).collect();
    let layout = RecordLayout { kinds, shapes: reader.shapes, other_senders, declared: true };
    check_reached(sheet, file, &layout);
    check_names(sheet, file, service, &layout);
    layout
}

struct Reader<'r> {
    sheet: &'r Sheet<'r>,
    service: &'r Service,
    shapes: Vec<RowShape>,
}

impl Reader<'_> {
    /// Those declared, an outer one before those within it; then the blocks of which no element stands in one of them.
    fn shapes(&mut self, entries: &[RowEntry]) {
        let mut left: Vec<&RowEntry> = entries.iter().collect();
        loop {
            let known =
                |entry: &&RowEntry| entry.within.as_ref().is_none_or(|within| self.place(within.get_ref()).is_some());
            let (ready, later): (Vec<&RowEntry>, Vec<&RowEntry>) = left.into_iter().partition(known);
            left = later;
            if ready.is_empty() {
                break;
            }
            ready.into_iter().for_each(|entry| self.shape(entry));
        }
        for entry in left {
            let within = entry.within.as_ref().unwrap_or(&entry.id);
            self.sheet.wrong(
                &format!("row.{}.within", entry.id.get_ref()),
                within,
                CatalogueFault::NoRow(within.get_ref().clone()),
            );
        }
        let taken = self.shapes.iter().fold(ElementSet::default(), |all, shape| all.or(shape.elements));
        let free = self.service.blocks.iter().filter(|block| block.elements.and(taken).is_empty());
        let own: Vec<RowShape> = free.filter_map(|block| of_block(block, None)).collect();
        self.shapes.extend(
            own.into_iter().filter(|shape| !entries.iter().any(|entry| entry.id.get_ref() == shape.id.as_str())),
        );
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.shapes.iter().position(|shape| shape.id.as_str() == id)
    }

    fn shape(&mut self, entry: &RowEntry) {
        let key = format!("row.{}", entry.id.get_ref());
        let elements = element_places(self.sheet, &key, self.service, &entry.elements);
        for word in &entry.elements {
            let twice = element_places(self.sheet, &key, self.service, std::slice::from_ref(word));
            if self.shapes.iter().any(|shape| !shape.elements.and(twice).is_empty()) {
                self.sheet.wrong(&key, word, CatalogueFault::InTwoRows(word.get_ref().clone()));
            }
        }
        let alternatives = self.alternatives(&key, entry, elements);
        let lasts = self.lasts(&key, entry, elements);
        let within = entry.within.as_ref().and_then(|within| self.place(within.get_ref()));
        let label = self.sheet.text(&format!("{key}.label"), &entry.label);
        let Some(id) = self.sheet.identifier::<ShapeId>(&key, &entry.id) else { return };
        let name = entry.name.clone().unwrap_or_else(|| camel_case(id.as_str()));
        self.shapes.push(RowShape { id, label, name, elements, within, lasts, alternatives });
    }

    /// Days of the row itself.
    fn lasts(&self, key: &str, entry: &RowEntry, own: ElementSet) -> Option<Lasting> {
        let place = |part: &str, word: &Word| {
            let key = format!("{key}.{part}");
            let found = index_of(self.sheet, &key, self.service, word)?;
            let is_day = own.contains(found) && self.service.elements[found].kind == ElementKind::Date;
            if !is_day {
                let fault =
                    CatalogueFault::NoDayOfRow { element: word.get_ref().clone(), row: entry.id.get_ref().clone() };
                self.sheet.wrong(&key, word, fault);
            }
            is_day.then_some(found)
        };
        let ends = entry.ends.as_ref().and_then(|word| place("ends", word));
        entry.begins.as_ref().and_then(|word| place("begins", word)).map(|begins| Lasting { begins, ends })
    }

    fn alternatives(&self, key: &str, entry: &RowEntry, own: ElementSet) -> Vec<ElementSet> {
        let groups = entry.alternative.iter();
        groups
            .map(|group| {
                let elements = element_places(self.sheet, key, self.service, &group.elements);
                if let (false, Some(word)) = (elements.without(own).is_empty(), group.elements.first()) {
                    let fault =
                        CatalogueFault::OutsideRow { element: word.get_ref().clone(), row: entry.id.get_ref().clone() };
                    self.sheet.wrong(&format!("{key}.alternative"), word, fault);
                }
                elements
            })
            .collect()
    }

    fn kind(&self, entry: &RecordEntry) -> Option<RecordKind> {
        let key = format!("record.{}", entry.id.get_ref());
        let label = self.sheet.text(&format!("{key}.label"), &entry.label);
        let id = self.sheet.identifier(&key, &entry.id);
        let usual = names_of(entry.id.get_ref(), entry.time);
        let names = RecordNames {
            record: entry.name.clone().unwrap_or(usual.record),
            id: entry.id_name.clone().unwrap_or(usual.id),
            version: entry.version_name.clone().unwrap_or(usual.version),
            created: entry.created_name.clone().unwrap_or(usual.created),
            time: entry.time_name.clone().unwrap_or(usual.time),
        };
        let shapes = entry.rows.iter().filter_map(|word| self.top(&format!("{key}.rows"), word));
        let (time, one_row, shapes) = (entry.time, entry.one_row, shapes.collect());
        id.map(|id| RecordKind { id, label, time, shapes, one_row, names })
    }

    fn top(&self, key: &str, word: &Word) -> Option<usize> {
        let found = self.place(word.get_ref()).filter(|place| self.shapes[*place].within.is_none());
        if found.is_none() {
            self.sheet.wrong(key, word, CatalogueFault::NoRow(word.get_ref().clone()));
        }
        found
    }
}

/// A row that no record holds could never be sent.
fn check_reached(sheet: &Sheet<'_>, file: &ServiceFile, layout: &RecordLayout) {
    for (place, shape) in layout.shapes.iter().enumerate().filter(|(_, shape)| shape.within.is_none()) {
        let entry = file.row.iter().find(|entry| entry.id.get_ref() == shape.id.as_str());
        let unreached = !layout.kinds.iter().any(|kind| kind.shapes.contains(&place));
        if let (true, Some(entry)) = (unreached, entry) {
            sheet.wrong("row", &entry.id, CatalogueFault::RowOfNoRecord(shape.id.to_string()));
        }
    }
}

/// What stands beside each other has names that differ.
fn check_names(sheet: &Sheet<'_>, file: &ServiceFile, service: &Service, layout: &RecordLayout) {
    let mut records = BTreeSet::new();
    for (kind, entry) in layout.kinds.iter().zip(&file.record) {
        let names = &kind.names;
        let parts = [&names.id, &names.version, &names.created, &names.time].into_iter().cloned();
        let rows = kind.shapes.iter().map(|place| layout.shapes[*place].name.clone());
        let twice = first_twice(parts.chain(rows).chain(["ssin".to_owned(), "sender".to_owned()]));
        let twice = twice.or_else(|| (!records.insert(&names.record)).then(|| names.record.clone()));
        if let Some(name) = twice {
            sheet.wrong("record", &entry.id, CatalogueFault::NameTwice(name));
        }
    }
    for (place, shape) in layout.shapes.iter().enumerate() {
        let fields: BTreeSet<String> =
            shape.elements.iter().map(|index| service.elements[index].field.clone()).collect();
        let below = layout.within(place).map(|(_, shape)| shape.name.clone());
        let entry = file.row.iter().find(|entry| entry.id.get_ref() == shape.id.as_str());
        if let (Some(name), Some(entry)) = (first_twice(fields.into_iter().chain(below)), entry) {
            sheet.wrong("row", &entry.id, CatalogueFault::NameTwice(name));
        }
    }
}

fn first_twice(names: impl Iterator<Item = String>) -> Option<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().find(|name| !seen.insert(name.clone()))
}

/// One kind of records, a quarter each: rows of the first block, and those of the others within them.
pub(super) fn usual(blocks: &[Block]) -> RecordLayout {
    let shapes = blocks.iter().enumerate().filter_map(|(place, block)| of_block(block, (place > 0).then_some(0)));
    let kind = RecordKind {
        id: RecordLayout::usual_kind(),
        label: Text::same(RecordLayout::USUAL_KIND),
        time: TimeKind::Quarter,
        shapes: vec![0],
        one_row: false,
        names: names_of(RecordLayout::USUAL_KIND, TimeKind::Quarter),
    };
    RecordLayout { kinds: vec![kind], shapes: shapes.collect(), other_senders: Vec::new(), declared: false }
}

/// The rows of a block of which nothing else is said.
fn of_block(block: &Block, within: Option<usize>) -> Option<RowShape> {
    let id: ShapeId = block.id.as_str().parse().ok()?;
    let (name, label, elements) = (camel_case(id.as_str()), block.label.clone(), block.elements);
    Some(RowShape { id, label, name, elements, within, lasts: None, alternatives: Vec::new() })
}

/// What the exchange format calls the parts of a record unless its service says something else.
fn names_of(kind: &str, time: TimeKind) -> RecordNames {
    RecordNames {
        record: camel_case(kind),
        id: "recordId".to_owned(),
        version: "recordVersion".to_owned(),
        created: "creationDate".to_owned(),
        time: time.as_str().to_owned(),
    }
}

/// `valid-right` as the exchange format spells it: `validRight`.
fn camel_case(id: &str) -> String {
    let mut words = id.split(['-', '_', '.']);
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (head, tail) = word.split_at(word.len().min(1));
        name + &head.to_ascii_uppercase() + tail
    })
}
