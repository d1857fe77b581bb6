//! Files that are not usable as a whole.

use super::super::{FileError, MAX_DEPTH, MAX_RECORD, MAX_TEXT};
use super::{NDJSON, SAMPLE, mapping, records};

fn refusal(bytes: &[u8]) -> String {
    records(bytes).map(|found| found.len()).unwrap_err().to_string()
}

#[test]
fn whatever_is_cut_off_is_noticed() {
    let end = SAMPLE.trim_end().len();
    for cut in 1..end {
        let error = records(&SAMPLE.as_bytes()[..cut]).unwrap_err();
        assert!(
            matches!(
                error,
                FileError::Truncated { .. } | FileError::NotWellFormed { .. } | FileError::NotInEncoding { .. }
            ),
            "{cut}: {error}"
        );
    }
    let last = NDJSON.rfind("\n{").unwrap() + 1;
    for cut in last + 1..NDJSON.len() {
        let error = records(&NDJSON.as_bytes()[..cut]).unwrap_err();
        assert!(
            matches!(error, FileError::Truncated { line: 4 } | FileError::NotInEncoding { line: 4 }),
            "{cut}: {error}"
        );
    }
}

#[test]
fn an_encoding_is_refused_that_is_not_read_or_not_declared() {
    let latin = SAMPLE.replace("Treatment successful", "Traitement r\u{e9}ussi");
    assert_eq!(refusal(&in_latin_1(&latin)), "line 5: is not in its encoding (UTF-8 where nothing else is declared)");
    let declares = "line 1: declares an encoding that it is not in, or that is not read (UTF-8, UTF-16, ISO-8859-1)";
    let declared = |name: &str| SAMPLE.replace("UTF-8", name);
    for name in ["UTF-16", "windows-1252", "UTF-32", "x"] {
        assert_eq!(refusal(declared(name).as_bytes()), declares, "{name}");
    }
    assert_eq!(refusal(format!("\u{feff}{}", declared("ISO-8859-1")).as_bytes()), declares);
    assert_eq!(refusal(&in_utf_16(&declared("ISO-8859-1"), "\u{feff}", u16::to_le_bytes)), declares);
    assert_eq!(refusal(&in_utf_16(SAMPLE, "\u{feff}", u16::to_be_bytes)), declares);
    for wide in [char_bytes(SAMPLE, u32::to_le_bytes), char_bytes(&format!("\u{feff}{SAMPLE}"), u32::to_be_bytes)] {
        assert_eq!(refusal(&wide), "is in UTF-32; UTF-8, UTF-16 and ISO-8859-1 are read");
    }
    assert_eq!(
        refusal(b"{\"ssin\":\"\xE9\"}"),
        "line 1: is not in its encoding (UTF-8 where nothing else is declared)"
    );
}

#[test]
fn the_same_records_come_out_of_every_encoding() {
    let expected = records(SAMPLE.as_bytes()).unwrap();
    let marked = format!("\u{feff}{}", SAMPLE.replace("UTF-8", "utf-8"));
    let mut files = vec![marked.into_bytes(), in_latin_1(&SAMPLE.replace("UTF-8", "iso-8859-1"))];
    let wide = SAMPLE.replace("UTF-8", "UTF-16");
    let undeclared = SAMPLE.replace(" encoding=\"UTF-8\"", " standalone='no'");
    for mark in ["", "\u{feff}"] {
        for text in [&wide, &undeclared] {
            files.push(in_utf_16(text, mark, u16::to_le_bytes));
            files.push(in_utf_16(text, mark, u16::to_be_bytes));
        }
    }
    for file in files {
        assert_eq!(records(&file).unwrap(), expected);
    }
    let ndjson = records(NDJSON.as_bytes()).unwrap();
    for mark in ["", "\u{feff}"] {
        assert_eq!(records(&in_utf_16(NDJSON, mark, u16::to_le_bytes)).unwrap(), ndjson);
        assert_eq!(records(&in_utf_16(NDJSON, mark, u16::to_be_bytes)).unwrap(), ndjson);
    }
}

#[test]
fn characters_of_every_encoding_arrive_as_they_are() {
    let text = |name: &str| SAMPLE.replace("UTF-8", name).replacen("<document>C21", "<document>\u{e9}\u{a3}\u{ff}", 1);
    let code = |bytes: &[u8]| {
        let record = records(bytes).unwrap().remove(0);
        let row = &mapping().read(&record.node).remove(0).unwrap().incoming.record.rows[0].rows[0];
        super::value(row, "payment.document_type").clone()
    };
    let expected = code(text("UTF-8").as_bytes());
    assert_eq!(expected, delibero_domain::record::Value::Code("\u{e9}\u{a3}\u{ff}".into()));
    assert_eq!(code(&in_latin_1(&text("ISO-8859-1"))), expected);
    assert_eq!(code(&in_utf_16(&text("UTF-16"), "\u{feff}", u16::to_be_bytes)), expected);
    let wide = text("UTF-16").replacen("\u{ff}", "\u{1d11e}", 1);
    let last = delibero_domain::record::Value::Code("\u{e9}\u{a3}\u{1d11e}".into());
    assert_eq!(code(&in_utf_16(&wide, "\u{feff}", u16::to_le_bytes)), last);
    let mut broken = in_utf_16(&wide, "\u{feff}", u16::to_le_bytes);
    let half = broken.windows(2).position(|pair| pair == 0xd834_u16.to_le_bytes()).unwrap();
    broken.drain(half..half + 2);
    assert!(refusal(&broken).contains("is not in its encoding"), "half of a character");
    broken.truncate(half - 1);
    assert!(refusal(&broken).contains("is not in its encoding"), "half of a unit");
}

#[test]
fn limits_hold_in_every_encoding() {
    let wide = |text: &str| in_utf_16(text, "\u{feff}", u16::to_be_bytes);
    let latin = |text: &str| format!("<?xml version='1.0' encoding='ISO-8859-1'?>\n{text}").into_bytes();
    let refusals = |text: &str| [refusal(&wide(text)), refusal(&latin(text))];
    let doctype = refusals("<!DOCTYPE a [<!ENTITY x 'y'>]><attestations/>");
    assert!(doctype.iter().all(|said| said.contains("a document type declaration")), "{doctype:?}");
    let long = refusals(&SAMPLE[SAMPLE.find("<attestations").unwrap()..].replacen("C21", &"C".repeat(MAX_TEXT + 9), 1));
    assert!(long.iter().all(|said| said.contains("an element longer than")), "{long:?}");
    let deep = refusals(&format!("<attestations>{}", "<a>".repeat(MAX_DEPTH + 1)));
    assert!(deep.iter().all(|said| said.contains("nested deeper")), "{deep:?}");
    let control = refusals("<attestations>\u{1}</attestations>");
    assert!(control.iter().all(|said| said.contains("a control character")), "{control:?}");
    let record = refusals(&format!("<attestations><a>{}</a></attestations>", "<b/>".repeat(200_000)));
    assert!(record.iter().all(|said| said.contains("a record of more than")), "{record:?}");
}

fn in_latin_1(text: &str) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect()
}

fn in_utf_16(text: &str, mark: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("{mark}{text}").encode_utf16().flat_map(bytes).collect()
}

fn char_bytes(text: &str, bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
    text.chars().map(u32::from).flat_map(bytes).collect()
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(refusal(b""), "is empty");
    assert_eq!(refusal(b"\xEF\xBB\xBF \n"), "is empty");
    assert_eq!(refusal(b"\x1F\x8B\x08\0"), "is compressed (gzip); unpack it first");
    assert_eq!(refusal(b"\x7FELF\x02\x01"), "is neither XML nor NDJSON: it begins with neither `<` nor `{` nor `[`");
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
    assert_eq!(
        refusal(b"<html/>"),
        "line 1: the root element is neither `attestations` nor `records` nor an answer or a batch of the network"
    );
    let json = "not sound JSON, or not an object";
    for (broken, line, column) in [
        ("{}\n3\n", 2, 1),
        ("{}\n{},{}\n", 2, 3),
        ("{\"a\" 1}", 1, 6),
        ("{} {\"a\" 1}", 1, 9),
        ("{}\n{\n  \"a\": 1,,\n}", 3, 10),
        ("[{} {}]", 1, 5),
        ("[]]", 1, 3),
        ("{\"responses\":[{}], 5}", 1, 18),
    ] {
        assert_eq!(refusal(broken.as_bytes()), format!("line {line}, column {column}: {json}"), "{broken}");
    }
    for (cut, line) in [("[{}\n,", 2), ("{\"responses\":[{}\n]\n", 3), ("{\n\"a\":1", 2), ("{\"a\":\"x\n{}", 1)] {
        let said = refusal(cut.as_bytes());
        assert_eq!(said, format!("line {line}: ends in the middle of a record or of the document"), "{cut}");
    }
}
