//! PDFs, made here from a few operators.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::fmt::Write as _;

use delibero_reader::{Format, extract, read};

mod made;

use made::assembled;

/// A page's lines: the text, how far down, and the size of its letters.
type Placed<'a> = (&'a str, f32, f32, f32);

/// A PDF with one page for each list of placed texts, in Windows-1252 and a standard font.
fn pdf(pages: &[Vec<Placed<'_>>]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        Vec::new(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    let mut kids = String::new();
    for page in pages {
        let mut content = b"BT\n".to_vec();
        for (text, x, y, size) in page {
            content.extend(format!("/F1 {size} Tf 1 0 0 1 {x} {y} Tm (").bytes());
            for c in text.chars() {
                match c {
                    '(' | ')' | '\\' => content.extend([b'\\', u8::try_from(u32::from(c)).unwrap()]),
                    '’' => content.push(0x92),
                    c => content.push(u8::try_from(u32::from(c)).unwrap()),
                }
            }
            content.extend(b") Tj\n");
        }
        content.extend(b"ET");
        let number = objects.len() + 1;
        let _ = write!(kids, "{number} 0 R ");
        let resources = "/Resources << /Font << /F1 3 0 R >> >>";
        objects.push(format!("<< /Type /Page /Parent 2 0 R {resources} /Contents {} 0 R >>", number + 1).into_bytes());
        let mut stream = format!("<< /Length {} >>\nstream\n", content.len()).into_bytes();
        stream.extend(content);
        stream.extend(b"\nendstream");
        objects.push(stream);
    }
    objects[1] =
        format!("<< /Type /Pages /Kids [{kids}] /Count {} /MediaBox [0 0 595 842] >>", pages.len()).into_bytes();
    assembled(&objects)
}

/// Lines 14 points apart, with an empty one where the text is empty.
fn down<'a>(lines: &[&'a str]) -> Vec<Placed<'a>> {
    let mut y = 800.0;
    let mut placed = Vec::new();
    for line in lines {
        if !line.is_empty() {
            placed.push((*line, 70.0, y, 12.0));
        }
        y -= 14.0;
    }
    placed
}

#[test]
fn a_deliberation_over_two_pages() {
    let mut first = down(&[
        "Comité sectoriel de la sécurité sociale et de la santé",
        "Section sécurité sociale",
        "",
        "CSSS/13/200",
        "",
        "DÉLIBÉRATION N° 13/124 DU 3 DÉCEMBRE 2013 RELATIVE AUX PHARES",
        "",
        "Vu la loi du 15 janvier 1990 relative aux phares, notamment l’article 15;",
        "",
        "Vu le rapport de monsieur Yves Feu.",
        "",
        "A. OBJET",
        "",
        "1. Les phares (anciens et nouveaux) sont nombreux, de sorte que le Fonds en",
        "tient un registre, en vertu de l’article 5, § 1",
        "",
        "2. Ce point commence au bas de la page et se",
    ]);
    // The ending of `1er`, raised, and the rest of its line; a footnote's mark and its note.
    let y = 800.0 - 14.0 * 14.0;
    first.push(("er", 70.0 + 47.0 * 6.0, y + 4.0, 8.0));
    first.push((", de la loi", 70.0 + 47.0 * 6.0 + 8.0, y, 12.0));
    first.push(("1", 70.0 + 58.0 * 6.0 + 8.0, y + 4.0, 8.0));
    first.push((".", 70.0 + 58.0 * 6.0 + 12.0, y, 12.0));
    first.push(("1", 70.0, 94.0, 6.0));
    first.push((" La loi sur les feux.", 74.0, 90.0, 10.0));
    first.push(("1", 300.0, 30.0, 12.0));
    let second = down(&[
        "termine sur la suivante.",
        "",
        "Par ces motifs,",
        "",
        "la section sécurité sociale autorise la communication.",
        "",
        "Yves FEU",
        "Président",
    ]);
    let bytes = pdf(&[first, second]);
    assert_eq!(extract(&bytes).unwrap().format, Format::Pdf);
    let reading = read(&bytes).unwrap();
    assert_eq!(reading.number.unwrap().to_string(), "13/124");
    assert_eq!(reading.document.unwrap().as_str(), "CSSS/13/200");
    assert_eq!(
        reading.committee.as_deref(),
        Some("Comité sectoriel de la sécurité sociale et de la santé, Section sécurité sociale")
    );
    let points: Vec<&str> = reading.points.iter().map(|point| point.text.as_str()).collect();
    assert_eq!(
        points,
        [
            "Les phares (anciens et nouveaux) sont nombreux, de sorte que le Fonds en tient un registre, en vertu de \
         l’article 5, § 1er, de la loi¹.",
            "Ce point commence au bas de la page et se termine sur la suivante."
        ]
    );
    assert_eq!(reading.footnotes[0].text, "La loi sur les feux.");
    assert_eq!(reading.signed_by.as_deref(), Some("Yves FEU"));
    assert_eq!(reading.dropped[0].reason, "page-number");
}

#[test]
fn a_pdf_of_pictures_has_no_text() {
    assert_eq!(read(&pdf(&[Vec::new()])).unwrap_err().reason, "pdf-without-text");
}

#[test]
fn a_damaged_pdf_is_refused_or_read_never_more() {
    let whole = pdf(&[down(&["DÉLIBÉRATION N° 13/124 DU 3 DÉCEMBRE 2013", "", "Vu la loi;"])]);
    for cut in (0..whole.len()).step_by(7) {
        let _ = read(&whole[..cut]);
        let mut damaged = whole.clone();
        damaged[cut] = damaged[cut].wrapping_add(13);
        let _ = read(&damaged);
    }
}

/// A stream packed with `FlateDecode`.
fn packed(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), content.to_vec());
    stream.compress().unwrap();
    let filter = if stream.is_compressed() { "/Filter /FlateDecode" } else { "" };
    let mut bytes = format!("<< {entries} {filter} /Length {} >>\nstream\n", stream.content.len()).into_bytes();
    bytes.extend(&stream.content);
    bytes.extend(b"\nendstream");
    bytes
}

/// A file of one page, of which all but the content and the other objects is sound.
fn one_page(content: Vec<u8>, others: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>".to_vec(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /ToUnicode 6 0 R >>".to_vec(),
        content,
    ];
    objects.extend(others);
    assembled(&objects)
}

fn word_of(bytes: &[u8]) -> String {
    read(bytes).unwrap_err().reason
}

fn zeros(count: usize) -> String {
    "0 ".repeat(count)
}

const SHOWN: &str = "BT /F1 12 Tf 70 700 Td <0001> Tj ET";

#[test]
fn a_page_that_unpacks_to_a_huge_array_is_too_large() {
    let content = format!("[{}] TJ", zeros(8 * 1024 * 1024));
    assert_eq!(word_of(&one_page(packed("", content.as_bytes()), Vec::new())), "too-large");
    // Short enough for a page, too many for an operation, wherever a comment or a picture hides them.
    for content in [
        format!("[{}] TJ", zeros(200_000)),
        format!("({}) Tj [{}] TJ", "a\\)", zeros(200_000)),
        format!("[{}] TJ", "null".repeat(200_000)),
        format!("[{}] TJ", "% ) a (\n0 ".repeat(100_000)),
        format!("BI /W 1 /H 1 /CS /G /BPC 8 ID ( EI [{}] TJ", "0 0 %) a (\n".repeat(100_000)),
    ] {
        assert_eq!(word_of(&one_page(packed("", content.as_bytes()), Vec::new())), "too-large", "{}", &content[..20]);
    }
}

/// A stream of packed objects, whose dictionary names itself as it is told to.
fn object_stream(named: &str, table: &str, objects: &str) -> Vec<u8> {
    let entries = format!("{named} /N {} /First {}", table.split_whitespace().count() / 2, table.len());
    packed(&entries, format!("{table}{objects}").as_bytes())
}

#[test]
fn packed_objects_that_overlap_are_too_large() {
    let array = format!("[{}]", zeros(100_000));
    let same: String = (100..20_100).map(|id| format!("{id} 0 ")).collect();
    let inside: String = (100..1100).map(|id| format!("{id} {} ", (id - 100) * 3)).collect();
    let in_comments = format!("{}{}", "%[\n".repeat(1000), zeros(1000));
    let shifted: String = (100..1100).map(|id| format!("{id} {} ", (id - 100) * 3 + 1)).collect();
    for (named, table, objects) in [
        ("/Type /ObjStm", &same, &array),
        ("/Type /Obj#53tm", &same, &array),
        ("/T#79pe /ObjStm", &same, &array),
        ("/Type /ObjStm", &inside, &array),
        ("/Type /ObjStm", &shifted, &in_comments),
    ] {
        let file = one_page(packed("", SHOWN.as_bytes()), vec![object_stream(named, table, objects)]);
        assert_eq!(word_of(&file), "too-large", "{named} {}", &table[..10]);
    }
}

#[test]
fn packed_objects_side_by_side_are_read() {
    let stream = object_stream("/Type /ObjStm", "100 0 101 3 102 8 ", "[0] <<>> % [\n (a)");
    let reason = word_of(&one_page(packed("", SHOWN.as_bytes()), vec![b"null".to_vec(), stream]));
    assert_eq!(reason, "pdf-without-text");
}

#[test]
fn too_many_objects_are_too_large() {
    let streams =
        |count: usize| vec![object_stream("/Type /ObjStm", "100 0 ", &format!("[{}]", zeros(900_000))); count];
    assert_eq!(word_of(&one_page(packed("", SHOWN.as_bytes()), streams(2))), "too-large");
    let plain = format!("[{}]", zeros(1_600_000)).into_bytes();
    assert_eq!(word_of(&one_page(packed("", SHOWN.as_bytes()), vec![plain])), "too-large");
    // Each of these holds all that follow.
    let nested: String = (0..20_000).map(|id| format!("%{} 0 obj [\n", id + 100)).collect();
    let nested = format!("[\n{nested}{}]", zeros(20_000)).into_bytes();
    assert_eq!(word_of(&one_page(packed("", SHOWN.as_bytes()), vec![nested])), "too-large");
}

#[test]
fn one_object_that_the_table_names_often_is_too_large() {
    let mut file = one_page(packed("", SHOWN.as_bytes()), vec![format!("[{}]", zeros(200_000)).into_bytes()]);
    let place = file.windows(7).position(|window| window == b"6 0 obj").unwrap();
    let table = file.windows(6).rposition(|window| window == b"xref\n0").unwrap();
    let entries = format!("{place:010} 00000 n \n").repeat(1000);
    let old = String::from_utf8_lossy(&file[table..]).into_owned();
    let rows = old.split("trailer").next().unwrap().trim_end().replace("0 7", "0 1007");
    file.truncate(table);
    file.extend(format!("{rows}\n{entries}trailer\n<< /Size 1007 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes());
    assert_eq!(word_of(&file), "too-large");
}

/// A table from codes to characters with one range.
fn codes(range: &str) -> Vec<u8> {
    let table = format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /A def\n1 begincodespacerange\n\
         <00000000> <ffffffff>\nendcodespacerange\n1 beginbfrange\n{range}\nendbfrange\nendcmap\n\
         CMapName currentdict /CMap defineresource pop\nend\nend\n"
    );
    packed("", table.as_bytes())
}

#[test]
fn a_font_of_millions_of_codes_is_too_large() {
    for range in ["<00000000> <ffffffff> <0041>", "<0000> <ffff> <0041004200430044004500460047004800490050>"] {
        let repeated = format!("{range}\n").repeat(10);
        assert_eq!(word_of(&one_page(packed("", SHOWN.as_bytes()), vec![codes(&repeated)])), "too-large", "{range}");
    }
    let small = one_page(packed("", SHOWN.as_bytes()), vec![codes("<0001> <0003> <0041>")]);
    assert_eq!(extract(&small).unwrap().text, "A\n");
}

/// Each of these objects is followed by a comment to the end of the file, which is gone through once, not each time.
#[test]
fn many_objects_before_one_long_comment_are_too_large() {
    let mut file = b"%PDF-1.4\n".to_vec();
    file.extend(b"obj<<>>%".repeat(20 * 1024 * 1024 / 8 - 2));
    assert_eq!(word_of(&file), "too-large");
    let mut file = b"%PDF-1.4\n".to_vec();
    file.extend(b"obj<</W 1/Size 1/Filter/FlateDecode>>stream\n".repeat(200_000));
    assert!(["too-large", "pdf-unreadable"].contains(&word_of(&file).as_str()));
}
