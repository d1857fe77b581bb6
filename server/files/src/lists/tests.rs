use std::io::Write as _;

use super::*;
use crate::sheets::{Cell, FileFormat, Table};

/// Line and what stands there; none: it cannot be read.
fn read_bytes(bytes: &[u8]) -> Result<Vec<(u64, Option<String>)>, ListProblem> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    let (sender, mut parts) = channel(1_000);
    let mut lines = Lines { sender: &sender, waiting: Vec::new() };
    let read = super::read(file, &mut lines);
    lines.send();
    let mut found = Vec::new();
    while let Ok(part) = parts.try_recv() {
        found.extend(part.into_iter().map(|read| match read {
            Read::Typed(line) => (line.line, Some(line.niss)),
            Read::Unreadable(line) => (line, None),
        }));
    }
    read.map(|()| found)
}

fn typed(lines: &[(u64, &str)]) -> Result<Vec<(u64, Option<String>)>, ListProblem> {
    Ok(lines.iter().map(|(line, niss)| (*line, Some((*niss).to_owned()))).collect())
}

#[test]
fn a_list_is_read_in_every_form_and_encoding() {
    let expected = || typed(&[(2, "85073099932"), (4, "x")]);
    let csv = "Nom;INSZ\nRené;85073099932\n\n;x\n";
    assert_eq!(read_bytes(csv.as_bytes()), expected());
    assert_eq!(read_bytes(format!("\u{feff}{}", csv.replace('\n', "\r\n")).as_bytes()), expected());
    let latin: Vec<u8> = csv.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    assert_eq!(read_bytes(&latin), expected());
    let little: Vec<u8> = csv.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_bytes(&little), expected());
    let big: Vec<u8> = "\u{feff}".encode_utf16().chain(csv.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(read_bytes(&big), expected());
    assert_eq!(read_bytes(b"85.07.30-999.32\n85073099932"), typed(&[(1, "85.07.30-999.32"), (2, "85073099932")]));
    let ndjson = "{\"niss\":\"85073099932\"}\n{\"niss\":1010112345,\"name\":\"x\"}\n{]\n{\"name\":\"x\"}\n";
    let mut lines = typed(&[(1, "85073099932"), (2, "01010112345")]).unwrap();
    lines.extend([(3, None), (4, None)]);
    assert_eq!(read_bytes(ndjson.as_bytes()), Ok(lines));
    let xml = "<?xml version=\"1.0\"?>\n<l xmlns=\"urn:x\">\n<p><ssin>85073099932</ssin></p>\n<p><SSIN>\n x </SSIN></p>\n</l>";
    assert_eq!(read_bytes(xml.as_bytes()), typed(&[(3, "85073099932"), (4, "x")]));
}

#[test]
fn a_list_is_read_from_a_workbook() {
    let row = |words: [&str; 3]| words.map(Cell::words).to_vec();
    let rows = vec![row(["a", "85073099932", "b"]), row(["a", "", "b"]), row(["", "x", ""])];
    let columns = &[("name", 1.), ("niss", 1.), ("more", 1.)];
    let file = Table { name: "x", columns, rows, note: None }.write(FileFormat::Xlsx).unwrap();
    assert_eq!(read_bytes(&file), typed(&[(2, "85073099932"), (3, ""), (4, "x")]));
}

#[test]
fn what_is_no_list_is_refused_as_a_whole() {
    for (bytes, problem) in [
        (&b""[..], ListProblem::Empty),
        (b" \n ", ListProblem::Empty),
        (b"name;town\na;b\n", ListProblem::NoColumn),
        (b"PK nothing", ListProblem::NotAWorkbook),
        (b"a\0\0\0b\0", ListProblem::NoColumn),
        (b"<l><niss>1</niss>", ListProblem::Broken(1)),
        (b"<!DOCTYPE l [<!ENTITY x \"y\">]><l><niss>&x;</niss></l>", ListProblem::Doctype),
    ] {
        assert_eq!(read_bytes(bytes), Err(problem), "{:?}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(read_bytes(&crate::unpacked::bomb()), Err(ListProblem::Unfolds));
}
