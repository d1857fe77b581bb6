//! Files that are not usable as a whole.

use super::super::{FileError, MAX_DEPTH, MAX_RECORD, MAX_TEXT};
use super::{NDJSON, SAMPLE, records};

fn refusal(bytes: &[u8]) -> String {
    records(bytes).map(|found| found.len()).unwrap_err().to_string()
}

#[test]
fn whatever_is_cut_off_is_noticed() {
    let end = SAMPLE.trim_end().len();
    for cut in 1..end {
        let error = records(&SAMPLE.as_bytes()[..cut]).unwrap_err();
        assert!(
            matches!(error, FileError::Truncated { .. } | FileError::NotWellFormed { .. } | FileError::NotUtf8 { .. }),
            "{cut}: {error}"
        );
    }
    let last = NDJSON.rfind("\n{").unwrap() + 1;
    for cut in last + 1..NDJSON.len() {
        let error = records(&NDJSON.as_bytes()[..cut]).unwrap_err();
        assert!(matches!(error, FileError::Truncated { line: 4 } | FileError::NotUtf8 { line: 4 }), "{cut}: {error}");
    }
}

#[test]
fn other_encodings_are_refused() {
    let latin = SAMPLE.replace("Treatment successful", "Traitement r\u{e9}ussi");
    let latin: Vec<u8> = latin.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    assert_eq!(refusal(&latin), "line 5: is not UTF-8");
    let declared = SAMPLE.replace("UTF-8", "ISO-8859-1");
    assert_eq!(refusal(declared.as_bytes()), "line 1: declares another encoding than UTF-8");
    for mark in ["", "\u{feff}"] {
        let wide: Vec<u8> = format!("{mark}{SAMPLE}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(refusal(&wide), "is in UTF-16 or UTF-32; only UTF-8 is read");
        let wide: Vec<u8> = format!("{mark}{NDJSON}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(refusal(&wide), "is in UTF-16 or UTF-32; only UTF-8 is read");
    }
    assert_eq!(refusal(b"{\"ssin\":\"\xE9\"}"), "line 1: is not UTF-8");
    let marked = format!("\u{feff}{}", SAMPLE.replace("UTF-8", "utf-8"));
    assert_eq!(records(marked.as_bytes()).unwrap().len(), 4);
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(refusal(b""), "is empty");
    assert_eq!(refusal(b"\xEF\xBB\xBF \n"), "is empty");
    assert_eq!(refusal(b"\x1F\x8B\x08\0"), "is compressed (gzip); unpack it first");
    assert_eq!(refusal(b"\x7FELF\x02\x01"), "is neither XML nor NDJSON: it begins with neither `<` nor `{`");
    assert_eq!(refusal(b"<attestations>\n\0</attestations>"), "line 1: a control character");
    assert_eq!(refusal(b"<attestations>\n<a>&#0;</a></attestations>"), "line 2: a control character");
}

#[test]
fn document_types_and_entities_are_refused() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;\">\
        <!ENTITY z \"&y;&y;&y;&y;\">]>\n<attestations><a>&z;</a></attestations>";
    let doctype = "a document type declaration (DOCTYPE, entities) is not accepted";
    assert_eq!(refusal(bomb.as_bytes()), format!("line 2: {doctype}"));
    assert_eq!(
        refusal(b"<!DOCTYPE attestations SYSTEM 'file:///etc/passwd'><attestations/>"),
        format!("line 1: {doctype}")
    );
    let long = format!("<!DOCTYPE a [{}]>", "<!ENTITY x 'y'>".repeat(10_000));
    assert_eq!(refusal(long.as_bytes()), format!("line 1: {doctype}"));
    let entity = SAMPLE.replacen("<document>C21", "<document>&c21;", 1);
    assert_eq!(refusal(entity.as_bytes()), "line 28: an entity that XML does not define");
    let attribute = SAMPLE.replace("replacedBy=\"85073099932\"", "replacedBy=\"&who;\"");
    assert_eq!(refusal(attribute.as_bytes()), "line 82: an entity that XML does not define");
}

#[test]
fn what_is_too_long_is_refused() {
    let text = SAMPLE.replacen("<document>C21", &format!("<document>{}", "C".repeat(10 * 1024 * 1024)), 1);
    assert_eq!(refusal(text.as_bytes()), format!("line 28: an element longer than {MAX_TEXT} bytes"));
    let escaped = SAMPLE.replacen("<document>C21", &format!("<document>{}", "&amp;".repeat(MAX_TEXT + 1)), 1);
    assert_eq!(refusal(escaped.as_bytes()), format!("line 28: an element longer than {MAX_TEXT} bytes"));
    let json = format!("{{\"ssin\":\"{}\"}}", "1".repeat(MAX_TEXT + 1));
    assert_eq!(refusal(json.as_bytes()), format!("line 1: an element longer than {MAX_TEXT} bytes"));
    let record = format!("<attestations><a>{}</a></attestations>", "<b/>".repeat(200_000));
    assert!(refusal(record.as_bytes()).starts_with("line 1: a record of more than"));
    let record = format!("<attestations>\n<a>{}</a></attestations>", " <!-- c -->".repeat(MAX_RECORD / 10));
    assert!(refusal(record.as_bytes()).starts_with("line 2: a record of more than"));
    let json = format!("{{\"allowances\":[{}]}}", "0, ".repeat(MAX_RECORD / 3));
    assert!(refusal(json.as_bytes()).starts_with("line 1: a record of more than"));
    let json = format!("{{\"allowances\":[{}0]}}", "0,".repeat(200_000));
    assert!(refusal(json.as_bytes()).starts_with("line 1: a record of more than"));
}

#[test]
fn what_is_too_deep_is_refused() {
    let xml = format!("<attestations>\n{}", "<a>".repeat(MAX_DEPTH + 1));
    assert_eq!(refusal(xml.as_bytes()), "line 2: elements nested deeper than 16");
    let json = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    assert_eq!(refusal(json.as_bytes()), "line 1: elements nested deeper than 16");
}

#[test]
fn what_is_not_well_formed_is_refused() {
    let broken = [
        ("</payment>", "</payments>", "line 37: not well-formed: an end tag that closes another element"),
        ("<attest>", "<attest a='1' a='2'>", "line 8: not well-formed: an attribute"),
        ("<attest>", "<attest a=1>", "line 8: not well-formed: an attribute"),
        ("<attest>", "<at<test>", "line 8: not well-formed: a name"),
        ("<attest>", "<>", "line 8: not well-formed: a name"),
        ("C21", "C & 21", "line 28: not well-formed: `&` that begins no reference"),
        ("<ConsultAttestResponse>", "x<ConsultAttestResponse>", "line 3: not well-formed: text between two records"),
        ("</attestations>", "</attestations><a/>", "line 121: not well-formed: something follows the root element"),
        ("</attestations>", "</attestations>x", "line 121: not well-formed: something follows the root element"),
        ("<attestations>", "x<attestations>", "line 2: not well-formed: text before the root element"),
        ("1.0", "1.1", "line 1: not well-formed: the XML declaration"),
    ];
    for (old, new, expected) in broken {
        assert_eq!(refusal(SAMPLE.replacen(old, new, 1).as_bytes()), expected);
    }
    assert_eq!(refusal(b"<html/>"), "line 1: the root element is not `attestations`");
    assert_eq!(refusal(b"{}\n[]\n"), "line 2, column 1: not a JSON object on one line");
    assert_eq!(refusal(b"{}\n{}{}\n"), "line 2, column 3: not a JSON object on one line");
    assert_eq!(refusal(b"{\"a\" 1}"), "line 1, column 6: not a JSON object on one line");
}
