//! Records of an XML document.

use std::io::BufRead;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::encoding::{Decoded, Encoding};
use super::guard::{Guard, Stop};
use super::node::Node;
use super::scope::Scope;
use super::tree::Tree;
use super::wrapping::{Around, around, is_record, names_somebody};
use super::{FileError, MAX_DEPTH, MAX_NODES, MAX_RECORD, ROOT, RawRecord};

type Source<R> = Reader<Guard<Decoded<R>>>;

pub(super) struct XmlRecords<R> {
    reader: Source<R>,
    buffer: Vec<u8>,
    place: Place,
    scope: Scope,
    wrappers: Vec<Wrapper>,
    root_tag: Option<String>,
    namespaces: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Prolog,
    Root,
    After,
}

/// An element that records stand in, and what it says itself: a batch of one may be its own record.
struct Wrapper {
    around: Around,
    own: Node,
    verbatim: Vec<u8>,
    nodes: usize,
    holds_records: bool,
}

impl<R: BufRead> XmlRecords<R> {
    pub fn new(reader: Decoded<R>) -> Self {
        let mut reader = Reader::from_reader(Guard::new(reader));
        let config = reader.config_mut();
        config.check_comments = true;
        config.expand_empty_elements = true;
        Self {
            reader,
            buffer: Vec::new(),
            place: Place::Start,
            scope: Scope::default(),
            wrappers: Vec::new(),
            root_tag: None,
            namespaces: Vec::new(),
        }
    }

    pub fn bytes(&self) -> u64 {
        self.reader.get_ref().inner().bytes()
    }

    /// Our own root as it stands there; else ours, with the namespaces of what stood around the records.
    pub fn root_tag(&self) -> Option<String> {
        let made =
            || format!("<{ROOT}{}>", self.namespaces.iter().map(|found| format!(" {found}")).collect::<String>());
        self.root_tag.clone().or_else(|| (self.place != Place::Start).then(made))
    }

    pub fn next_record(&mut self) -> Result<Option<RawRecord>, FileError> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let next = self.next_with(&mut buffer);
        self.buffer = buffer;
        next
    }

    fn next_with(&mut self, buffer: &mut Vec<u8>) -> Result<Option<RawRecord>, FileError> {
        loop {
            self.reader.get_mut().begin_keeping();
            let (line, event) = read_event(&mut self.reader, buffer)?;
            let wrong = |what| Err(FileError::NotWellFormed { line, what });
            match (event, self.place) {
                (Event::Decl(declaration), Place::Start) => {
                    let encoding = declared(&declaration, self.reader.get_ref().inner().possible(), line)?;
                    self.reader.get_mut().inner_mut().continue_in(encoding);
                    self.place = Place::Prolog;
                }
                (Event::Decl(_), _) => return wrong("an XML declaration that is not at the beginning"),
                (Event::DocType(_), _) => return Err(FileError::Doctype { line }),
                (Event::Comment(_) | Event::PI(_), _) => self.place = self.place.begun(),
                (Event::Text(text), _) if text.trim().is_empty() => {}
                (Event::Start(tag), Place::Start | Place::Prolog | Place::Root) => {
                    self.scope.open(&tag);
                    let node = element(&tag, line, &self.scope)?;
                    if let Some(record) = self.started(line, node, &tag)? {
                        return Ok(Some(record));
                    }
                }
                (Event::End(_), Place::Root) => {
                    self.scope.close();
                    if let Some(record) = self.ended() {
                        return Ok(Some(record));
                    }
                }
                (Event::Eof, Place::After) => return Ok(None),
                (Event::Eof, _) => return Err(FileError::Truncated { line }),
                (_, Place::After) => return wrong("something follows the root element"),
                (_, Place::Root) => return wrong("text between two records"),
                _ => return wrong("text before the root element"),
            }
        }
    }

    /// An element began outside any record: a wrapper, a record, or what a wrapper says once.
    fn started(&mut self, line: u64, node: Node, tag: &BytesStart<'_>) -> Result<Option<RawRecord>, FileError> {
        let parent = self.wrappers.last().map(|wrapper| wrapper.around);
        let found = around(&node, parent)?;
        if parent.is_none() && found == Around::Records {
            self.root_tag = std::str::from_utf8(self.reader.get_ref().kept()).ok().map(str::to_owned);
        }
        self.place = Place::Root;
        if found != Around::Inside {
            if self.wrappers.len() >= MAX_DEPTH {
                return Err(FileError::TooDeep { line });
            }
            self.namespaces.extend(declarations(tag, &self.namespaces));
            let verbatim = self.reader.get_mut().take_kept();
            self.wrappers.push(Wrapper { around: found, own: node, verbatim, nodes: 0, holds_records: false });
            return Ok(None);
        }
        let (record, nodes) = self.record(line, node)?;
        match self.wrappers.last_mut() {
            None => self.place = Place::After,
            Some(wrapper) if is_record(&record.node, wrapper.around, &wrapper.own) => wrapper.holds_records = true,
            Some(wrapper) => {
                wrapper.keep(record, nodes)?;
                return Ok(None);
            }
        }
        Ok(Some(record))
    }

    /// A wrapper ended. One that held no record but a person is a record itself.
    fn ended(&mut self) -> Option<RawRecord> {
        let wrapper = self.wrappers.pop()?;
        match self.wrappers.last_mut() {
            None => self.place = Place::After,
            Some(above) => above.holds_records |= wrapper.holds_records,
        }
        let is_one = wrapper.around == Around::Batch && !wrapper.holds_records && names_somebody(&wrapper.own);
        is_one.then(|| {
            if let Some(above) = self.wrappers.last_mut() {
                above.holds_records = true;
            }
            let mut verbatim = wrapper.verbatim;
            verbatim.extend(self.reader.get_mut().take_kept());
            RawRecord { line: wrapper.own.line, node: wrapper.own, verbatim }
        })
    }

    fn record(&mut self, line: u64, record: Node) -> Result<(RawRecord, usize), FileError> {
        let mut buffer = Vec::new();
        let mut tree = Tree::new(record);
        loop {
            let (at, event) = read_event(&mut self.reader, &mut buffer)?;
            match event {
                Event::Start(tag) => {
                    self.scope.open(&tag);
                    tree.open(element(&tag, at, &self.scope)?)?;
                }
                Event::End(_) => {
                    self.scope.close();
                    if let Some(node) = tree.close() {
                        let verbatim = self.reader.get_mut().take_kept();
                        return Ok((RawRecord { line, node, verbatim }, tree.nodes()));
                    }
                }
                Event::Text(text) => tree.text(&text.xml10_content(), at)?,
                Event::CData(text) => tree.text(&text.xml10_content(), at)?,
                Event::GeneralRef(reference) => tree.text(&resolve(&reference, at)?, at)?,
                Event::DocType(_) => return Err(FileError::Doctype { line: at }),
                Event::Eof => return Err(FileError::Truncated { line: at }),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Decl(_) | Event::Empty(_) => {
                    return Err(FileError::NotWellFormed { line: at, what: "an XML declaration inside a record" });
                }
            }
        }
    }
}

impl Wrapper {
    /// Keeps what it says itself, within the limits of a record; once it holds records, it is none.
    fn keep(&mut self, found: RawRecord, nodes: usize) -> Result<(), FileError> {
        if self.around != Around::Batch || self.holds_records {
            return Ok(());
        }
        self.nodes += nodes;
        self.verbatim.extend(found.verbatim);
        if self.nodes > MAX_NODES || self.verbatim.len() > MAX_RECORD {
            return Err(FileError::RecordTooLong { line: found.line });
        }
        self.own.children.push(found.node);
        Ok(())
    }
}

/// The namespaces that a tag declares, where no tag around it declared that prefix.
fn declarations(tag: &BytesStart<'_>, known: &[String]) -> Vec<String> {
    let of_prefix = |key: &str| known.iter().any(|found| found.split('=').next() == Some(key));
    let declared = tag.attributes().flatten().filter(|attribute| {
        let key = attribute.key.as_ref();
        (key == "xmlns" || key.starts_with("xmlns:")) && !of_prefix(key)
    });
    declared
        .map(|attribute| format!("{}=\"{}\"", attribute.key.as_ref(), attribute.value.replace('"', "&quot;")))
        .collect()
}

impl Place {
    const fn begun(self) -> Self {
        match self {
            Self::Start => Self::Prolog,
            other => other,
        }
    }
}

/// The next event, and the line on which it begins.
fn read_event<'b, R: BufRead>(reader: &mut Source<R>, buffer: &'b mut Vec<u8>) -> Result<(u64, Event<'b>), FileError> {
    buffer.clear();
    reader.get_mut().begin_event();
    let line = reader.get_ref().line();
    let event = reader.read_event_into(buffer);
    match (event, reader.get_ref().stop()) {
        (_, Some(stop)) => Err(stopped(stop, line, reader.get_ref().kept())),
        (Ok(event), None) => Ok((line, event)),
        (Err(error), None) => Err(broken(&error, line)),
    }
}

fn stopped(stop: Stop, line: u64, kept: &[u8]) -> FileError {
    match stop {
        Stop::Text if kept.starts_with(b"<!DOCTYPE") => FileError::Doctype { line },
        Stop::Text => FileError::TextTooLong { line },
        Stop::Record => FileError::RecordTooLong { line },
        Stop::Character => FileError::Character { line },
    }
}

fn broken(error: &quick_xml::Error, line: u64) -> FileError {
    use quick_xml::Error;
    use quick_xml::errors::{IllFormedError, SyntaxError};
    let what = match error {
        Error::Io(error) => return FileError::read(std::io::Error::new(error.kind(), error.to_string()), line),
        Error::Encoding(_) => return FileError::NotInEncoding { line },
        Error::Syntax(SyntaxError::InvalidBangMarkup) => "the markup",
        Error::Syntax(_) => return FileError::Truncated { line },
        Error::Escape(_) => return FileError::Entity { line },
        Error::InvalidAttr(_) => "an attribute",
        Error::IllFormed(IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_)) => {
            "an end tag that closes another element"
        }
        Error::IllFormed(IllFormedError::DoubleHyphenInComment) => "`--` inside a comment",
        Error::IllFormed(IllFormedError::UnclosedReference) => "`&` that begins no reference",
        Error::IllFormed(IllFormedError::MissingDoctypeName) => return FileError::Doctype { line },
        _ => "the markup",
    };
    FileError::NotWellFormed { line, what }
}

/// The encoding in which the rest of the document is.
fn declared(declaration: &BytesDecl<'_>, possible: [Encoding; 2], line: u64) -> Result<Encoding, FileError> {
    let wrong = FileError::NotWellFormed { line, what: "the XML declaration" };
    if declaration.version().ok().as_deref() != Some("1.0") {
        return Err(wrong);
    }
    let name = match declaration.encoding() {
        None => return Ok(possible[0]),
        Some(name) => name.map_err(|_| wrong)?,
    };
    possible.into_iter().find(|encoding| encoding.is_called(&name)).ok_or(FileError::DeclaredEncoding { line })
}

/// An element with its attributes as elements below it; those of XML itself are left out.
fn element(tag: &BytesStart<'_>, line: u64, scope: &Scope) -> Result<Node, FileError> {
    let mut node = Node::new(local(tag.name().as_ref(), line)?, line);
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| broken(&error.into(), line))?;
        let key = attribute.key.as_ref();
        if attribute.value.contains('<') {
            return Err(FileError::NotWellFormed { line, what: "`<` in an attribute" });
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| broken(&error, line))?;
        if key == "xmlns" || key.starts_with("xmlns:") || key.starts_with("xml:") {
            continue;
        }
        if let Some(name) = scope.instance_attribute(key) {
            node.nil |= name == "nil" && matches!(value.trim(), "true" | "1");
            continue;
        }
        let mut child = Node::new(local(key, line)?, line);
        child.text = value.into_owned();
        node.children.push(child);
    }
    Ok(node)
}

/// A name without its prefix.
fn local(name: &str, line: u64) -> Result<&str, FileError> {
    let start = |character: char| character.is_alphabetic() || character == '_';
    let rest = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '.');
    let part = |part: &str| part.starts_with(start) && part.chars().all(rest);
    let (prefix, local) = name.split_once(':').map_or((None, name), |(prefix, local)| (Some(prefix), local));
    if part(local) && prefix.is_none_or(part) {
        Ok(local)
    } else {
        Err(FileError::NotWellFormed { line, what: "a name" })
    }
}

fn resolve(reference: &BytesRef<'_>, line: u64) -> Result<String, FileError> {
    let character = reference.resolve_char_ref().map_err(|_| FileError::Character { line })?;
    match character {
        Some(control) if control.is_control() && !matches!(control, '\t' | '\n' | '\r') => {
            Err(FileError::Character { line })
        }
        Some(character) => Ok(character.to_string()),
        None => resolve_predefined_entity(reference).map(str::to_owned).ok_or(FileError::Entity { line }),
    }
}
