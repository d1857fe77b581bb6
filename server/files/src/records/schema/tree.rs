//! What stands in a record, whatever it is written in.

use delibero_domain::catalogue::{Catalogue, Element, ElementKind, ElementSet, RecordKind, Service, TimeKind};
use delibero_domain::text::Language;

use crate::records::exchange::names::{
    ATTESTATION_LISTS, FILTERED, FILTERS, INSURER, RECORD, RECORDS, ROOT, SENDER, SSIN, STATUS,
};

/// The document of a service: the root, and the records that may stand in it.
pub(super) struct Described {
    pub root: &'static str,
    pub records: Vec<Part>,
}

/// An element: what it is called, how often it stands, what it holds.
#[derive(Clone)]
pub(super) struct Part {
    pub name: String,
    pub needed: bool,
    pub repeated: bool,
    /// For people.
    pub words: String,
    pub holds: Holds,
}

#[derive(Clone)]
pub(super) enum Holds {
    Value(Value),
    Parts(Vec<Part>),
    /// Parts, and between them at most one of some groups.
    OneOf {
        before: Vec<Part>,
        groups: Vec<Vec<Part>>,
        after: Vec<Part>,
    },
    /// One of these, however often where it is repeated.
    Choice(Vec<Part>),
}

#[derive(Clone)]
pub(super) enum Value {
    Niss,
    Identifier,
    Uuid,
    Version,
    Status,
    OneOf(Vec<String>),
    Quarter,
    Month,
    Day,
    Number,
    Code,
    Words,
}

impl Part {
    fn new(name: &str, holds: Holds) -> Self {
        Self { name: name.to_owned(), needed: false, repeated: false, words: String::new(), holds }
    }

    fn value(name: &str, value: Value) -> Self {
        Self::new(name, Holds::Value(value))
    }

    fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    fn repeated(mut self) -> Self {
        self.repeated = true;
        self
    }

    fn said(mut self, words: &str) -> Self {
        words.clone_into(&mut self.words);
        self
    }
}

pub(super) fn described(catalogue: &Catalogue, service: &Service) -> Option<Described> {
    let of = Of { catalogue, service };
    if service.layout.declared {
        let records = service.layout.kinds.iter().map(|kind| of.record(kind));
        return Some(Described { root: RECORDS, records: records.collect() });
    }
    let written = service.layout.shapes.len() <= ATTESTATION_LISTS.len() && !service.layout.shapes.is_empty();
    written.then(|| Described { root: ROOT, records: vec![of.attestation()] })
}

struct Of<'s> {
    catalogue: &'s Catalogue,
    service: &'s Service,
}

impl Of<'_> {
    fn record(&self, kind: &RecordKind) -> Part {
        let names = &kind.names;
        let labelled = |holds| Part::new(&names.record, holds).said(kind.label.get(Language::Fr));
        let mut parts = vec![ssin()];
        if !self.service.layout.other_senders.is_empty() {
            let senders = self.service.senders().map(ToString::to_string).collect();
            let words = format!("Without it: {}", self.service.sender);
            parts.push(Part::value(SENDER, Value::OneOf(senders)).said(&words));
        }
        parts.push(
            Part::value(&names.id, Value::Identifier).needed().said("The sender's own, the same in each version"),
        );
        parts.push(Part::value(&names.version, Value::Version).said("Without it: 0, the first one"));
        parts.push(Part::value(STATUS, Value::Status).said("Without it: CREATION for version 0, else MODIFICATION"));
        parts.push(Part::value(&names.created, Value::Day));
        parts.push(time(&names.time, kind.time).needed().said("The time that the record is about"));
        let filtered = Part::value(FILTERED, Value::Words).repeated().said("A name below that was removed");
        parts.push(Part::new(FILTERS, Holds::Parts(vec![filtered])));
        let said: Vec<&String> = vec![&names.id, &names.version, &names.created, &names.time];
        match kind.shapes[..] {
            [only] => match self.row(only, &said) {
                Holds::Parts(own) => parts.extend(own),
                Holds::OneOf { before, groups, after } => {
                    parts.extend(before);
                    return labelled(Holds::OneOf { before: parts, groups, after });
                }
                Holds::Value(_) | Holds::Choice(_) => {}
            },
            _ => {
                let rows = kind.shapes.iter().map(|place| self.row_part(*place));
                if kind.one_row {
                    let groups = rows.map(|row| vec![row.needed()]).collect();
                    return labelled(Holds::OneOf { before: parts, groups, after: Vec::new() });
                }
                parts.extend(rows.map(Part::repeated));
            }
        }
        labelled(Holds::Parts(parts))
    }

    fn row_part(&self, place: usize) -> Part {
        let shape = &self.service.layout.shapes[place];
        Part::new(&shape.name, self.row(place, &[])).said(shape.label.get(Language::Fr))
    }

    /// What stands in a row: its elements, each name once, and the rows within it. What the record says is left out.
    fn row(&self, place: usize, said: &[&String]) -> Holds {
        let shape = &self.service.layout.shapes[place];
        let alternative = shape.alternatives.iter().fold(ElementSet::default(), |all, group| all.or(*group));
        let mut before = self.elements(shape.elements.without(alternative), said);
        let after: Vec<Part> =
            self.service.layout.within(place).map(|(place, _)| self.row_part(place).repeated()).collect();
        if shape.alternatives.is_empty() {
            before.extend(after);
            return Holds::Parts(before);
        }
        Holds::OneOf {
            before,
            groups: shape.alternatives.iter().map(|group| self.elements(*group, said)).collect(),
            after,
        }
    }

    fn elements(&self, elements: ElementSet, said: &[&String]) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for element in elements.iter().map(|index| &self.service.elements[index]) {
            let known = parts.iter().any(|part| part.name == element.field) || said.contains(&&element.field);
            if element.kind != ElementKind::Niss && !known {
                parts.push(self.element(element));
            }
        }
        parts
    }

    fn element(&self, element: &Element) -> Part {
        let label = element.label.get(Language::Fr);
        let holds = match &element.kind {
            ElementKind::Niss => Holds::Value(Value::Niss),
            ElementKind::Code(_) => Holds::Value(Value::Code),
            ElementKind::Date => Holds::Value(Value::Day),
            ElementKind::Period => period(),
            ElementKind::Amount | ElementKind::Count => Holds::Value(Value::Number),
            ElementKind::Text => Holds::Value(Value::Words),
        };
        let codes = self.catalogue.list_of(element).map(|list| {
            let known = list.codes.iter().map(|code| format!("{} {}", code.code, code.label.get(Language::Fr)));
            known.collect::<Vec<_>>().join("; ")
        });
        let words = codes.map_or_else(|| label.to_owned(), |codes| format!("{label} ({codes})"));
        Part::new(&element.field, holds).said(&words)
    }

    /// Our own shape of the insurers' format.
    fn attestation(&self) -> Part {
        let mut below: Option<Part> = None;
        for (place, (list, item)) in ATTESTATION_LISTS.iter().enumerate().take(self.service.layout.shapes.len()).rev() {
            let elements = self.service.layout.shapes[place].elements;
            let mut parts = self.elements(elements, &[]);
            parts.retain(|part| part.name != INSURER);
            parts.extend(below.take());
            let row = Part::new(item, Holds::Parts(parts)).repeated();
            below = Some(Part::new(list, Holds::Parts(vec![row])));
        }
        let quarter = || Part::value("yearQuarter", Value::Quarter).needed();
        let identification = Part::new(
            "attestationIdentification",
            Holds::Parts(vec![
                quarter(),
                Part::value("creationDate", Value::Day).needed(),
                Part::value("attestationId", Value::Uuid).needed(),
                Part::value("attestationVersion", Value::Version).needed(),
                Part::value("attestationStatus", Value::Status).needed(),
            ]),
        );
        let temporary = Part::new("temporaryAttest", Holds::Parts(vec![quarter()]));
        let attest = Holds::OneOf {
            before: Vec::new(),
            groups: vec![vec![identification.needed()], vec![temporary.needed()]],
            after: below.into_iter().map(Part::needed).collect(),
        };
        let status = Part::new(
            "status",
            Holds::Parts(vec![Part::value("value", Value::Words), Part::value("code", Value::Code)]),
        );
        let parts = vec![status, ssin(), Part::value(INSURER, Value::Code), Part::new("attest", attest).needed()];
        Part::new(RECORD, Holds::Parts(parts))
    }
}

/// The person, and what became of the number.
fn ssin() -> Part {
    Part::value(SSIN, Value::Niss).needed().said("The person's NISS; `replacedBy` and `canceled` say what became of it")
}

fn time(name: &str, kind: TimeKind) -> Part {
    match kind {
        TimeKind::Quarter => Part::value(name, Value::Quarter),
        TimeKind::Month => Part::value(name, Value::Month),
        TimeKind::Day => Part::value(name, Value::Day),
        TimeKind::Period => Part::new(name, period()),
    }
}

fn period() -> Holds {
    Holds::Parts(vec![Part::value("beginDate", Value::Day).needed(), Part::value("endDate", Value::Day)])
}
