//! Records of an XML document.

use std::io::BufRead;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::guard::{Guard, Stop};
use super::node::Node;
use super::{FileError, MAX_DEPTH, MAX_NODES, MAX_TEXT, ROOT, RawRecord};

pub(super) struct XmlRecords<R> {
    reader: Reader<Guard<R>>,
    buffer: Vec<u8>,
    place: Place,
    root_tag: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Prolog,
    Root,
    After,
}

impl<R: BufRead> XmlRecords<R> {
    pub fn new(reader: R) -> Self {
        let mut reader = Reader::from_reader(Guard::new(reader));
        let config = reader.config_mut();
        config.check_comments = true;
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), place: Place::Start, root_tag: None }
    }

    pub fn bytes(&self) -> u64 {
        self.reader.get_ref().bytes()
    }

    pub fn root_tag(&self) -> Option<&str> {
        self.root_tag.as_deref()
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
                    check_declaration(&declaration, line)?;
                    self.place = Place::Prolog;
                }
                (Event::Decl(_), _) => return wrong("an XML declaration that is not at the beginning"),
                (Event::DocType(_), _) => return Err(FileError::Doctype { line }),
                (Event::Comment(_) | Event::PI(_), _) => self.place = self.place.begun(),
                (Event::Text(text), _) if text.trim().is_empty() => {}
                (Event::Start(tag), Place::Start | Place::Prolog) => {
                    if element(&tag, line)?.name != ROOT {
                        return Err(FileError::Root { line });
                    }
                    self.root_tag = String::from_utf8(self.reader.get_mut().take_kept()).ok();
                    self.place = Place::Root;
                }
                (Event::Start(tag), Place::Root) => return self.record(line, element(&tag, line)?).map(Some),
                (Event::End(_), Place::Root) => self.place = Place::After,
                (Event::Eof, Place::After) => return Ok(None),
                (Event::Eof, _) => return Err(FileError::Truncated { line }),
                (_, Place::After) => return wrong("something follows the root element"),
                (_, Place::Root) => return wrong("text between two records"),
                _ => return wrong("text before the root element"),
            }
        }
    }

    fn record(&mut self, line: u64, record: Node) -> Result<RawRecord, FileError> {
        let mut buffer = Vec::new();
        let mut tree = Tree::new(record);
        loop {
            let (at, event) = read_event(&mut self.reader, &mut buffer)?;
            match event {
                Event::Start(tag) => tree.open(element(&tag, at)?)?,
                Event::End(_) => {
                    if let Some(node) = tree.close() {
                        let verbatim = self.reader.get_mut().take_kept();
                        return Ok(RawRecord { line, node, verbatim });
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

impl Place {
    const fn begun(self) -> Self {
        match self {
            Self::Start => Self::Prolog,
            other => other,
        }
    }
}

/// The elements that are open.
struct Tree {
    open: Vec<Node>,
    nodes: usize,
}

impl Tree {
    fn new(record: Node) -> Self {
        let nodes = 1 + record.children.len();
        Self { open: vec![record], nodes }
    }

    fn open(&mut self, node: Node) -> Result<(), FileError> {
        self.nodes += 1 + node.children.len();
        let line = node.line;
        if self.open.len() >= MAX_DEPTH {
            return Err(FileError::TooDeep { line });
        }
        if self.nodes > MAX_NODES {
            return Err(FileError::RecordTooLong { line });
        }
        self.open.push(node);
        Ok(())
    }

    /// Closes the innermost element; gives the record when it was that.
    fn close(&mut self) -> Option<Node> {
        let node = self.open.pop()?;
        match self.open.last_mut() {
            Some(parent) => {
                parent.children.push(node);
                None
            }
            None => Some(node),
        }
    }

    fn text(&mut self, text: &str, line: u64) -> Result<(), FileError> {
        let Some(node) = self.open.last_mut() else { return Ok(()) };
        if node.text.is_empty() && text.trim().is_empty() {
            return Ok(());
        }
        if node.text.len() + text.len() > MAX_TEXT {
            return Err(FileError::TextTooLong { line });
        }
        node.text.push_str(text);
        Ok(())
    }
}

/// The next event, and the line on which it begins.
fn read_event<'b, R: BufRead>(
    reader: &mut Reader<Guard<R>>,
    buffer: &'b mut Vec<u8>,
) -> Result<(u64, Event<'b>), FileError> {
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
        Error::Io(error) => return FileError::Io(std::io::Error::new(error.kind(), error.to_string())),
        Error::Encoding(_) => return FileError::NotUtf8 { line },
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

fn check_declaration(declaration: &BytesDecl<'_>, line: u64) -> Result<(), FileError> {
    let wrong = FileError::NotWellFormed { line, what: "the XML declaration" };
    if declaration.version().ok().as_deref() != Some("1.0") {
        return Err(wrong);
    }
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(encoding)) if encoding.eq_ignore_ascii_case("utf-8") => Ok(()),
        Some(Ok(_)) => Err(FileError::DeclaredEncoding { line }),
        Some(Err(_)) => Err(wrong),
    }
}

/// An element with its attributes as elements below it; those of XML itself are left out.
fn element(tag: &BytesStart<'_>, line: u64) -> Result<Node, FileError> {
    let mut node = Node::new(local(tag.name().as_ref(), line)?, line);
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| broken(&error.into(), line))?;
        let key = attribute.key.as_ref();
        if attribute.value.contains('<') {
            return Err(FileError::NotWellFormed { line, what: "`<` in an attribute" });
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| broken(&error, line))?;
        if key == "xmlns" || key.starts_with("xmlns:") || key.starts_with("xml:") || key.starts_with("xsi:") {
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
