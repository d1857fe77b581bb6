//! Pages whose text does not simply run from top to bottom.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use delibero_reader::{NoteKind, SourceText, extract};

mod made;

use made::assembled;

const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>";

/// What is read on a page with some operations, entries of its own and a font.
fn shown(content: &str, entries: &str, font: &str) -> SourceText {
    extract(&file(content, entries, font)).unwrap()
}

fn file(content: &str, entries: &str, font: &str) -> Vec<u8> {
    let page =
        format!("<< /Type /Page /Parent 2 0 R {entries} /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>".to_owned(),
        page,
        font.to_owned(),
        format!("<< /Length {} >>\nstream\nBT /F1 12 Tf {content} ET\nendstream", content.len() + 16),
        "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>".to_owned(),
        "<< /Length 0 >>\nstream\n\nendstream".to_owned(),
    ];
    assembled(&objects.map(String::into_bytes))
}

fn kinds(source: &SourceText) -> Vec<NoteKind> {
    assert!(source.notes.iter().all(|note| note.page == 1));
    source.notes.iter().map(|note| note.kind).collect()
}

/// Text at places.
fn at(places: &[(&str, i32, i32)]) -> String {
    places.iter().map(|(text, x, y)| format!("1 0 0 1 {x} {y} Tm ({text}) Tj ")).collect()
}

fn words(source: &SourceText) -> String {
    source.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn columns_are_read_one_after_the_other() {
    let lines = ["The first line of it", "the second line of", "the third and last"];
    for offset in [0, 7] {
        let mut places = vec![("A title over the whole width of the page it stands upon, and longer", 70, 780)];
        for (index, line) in lines.iter().enumerate() {
            let y = 750 - 14 * i32::try_from(index).unwrap();
            places.extend([
                (*line, 70, y),
                (["Beside it one", "beside it two", "beside it three"][index], 320, y - offset),
            ]);
        }
        let source = shown(&at(&places), "", FONT);
        let expected = "A title over the whole width of the page it stands upon, and longer The first line of it the second \
                        line of the third and last Beside it one beside it two beside it three";
        assert_eq!(words(&source), expected, "{offset}");
        assert_eq!(kinds(&source), [NoteKind::Columns]);
    }
}

#[test]
fn a_table_is_read_column_by_column() {
    let mut places = Vec::new();
    for (index, row) in
        [["Name", "Kind", "Term"], ["Light", "white", "a year"], ["Buoy", "green", "a month"]].iter().enumerate()
    {
        let y = 700 - 16 * i32::try_from(index).unwrap();
        places.extend([(row[0], 70, y), (row[1], 220, y), (row[2], 400, y)]);
    }
    let source = shown(&at(&places), "", FONT);
    assert_eq!(words(&source), "Name Light Buoy Kind white green Term a year a month");
    assert_eq!(kinds(&source), [NoteKind::Columns]);
}

/// No stretch is free from top to bottom: each row has its cells elsewhere.
#[test]
fn a_table_without_columns_is_told() {
    let ragged = [
        ("Light of the north", 70, 700),
        ("white", 220, 700),
        ("a year", 400, 700),
        ("Buoy", 70, 684),
        ("green", 130, 684),
        ("for a month at most", 190, 684),
        ("Mast of the old harbour, with flag", 70, 668),
        ("red", 300, 668),
    ];
    let source = shown(&at(&ragged), "", FONT);
    assert_eq!(kinds(&source), [NoteKind::Rows], "{}", words(&source));
    let apart = [("Light of the north", 70, 700), ("white", 220, 700), ("A line of words", 70, 684)];
    assert_eq!(kinds(&shown(&at(&apart), "", FONT)), [], "one row is no table");
}

#[test]
fn labels_and_bullets_hang_in_no_column() {
    let places = [
        ("1.", 70, 700),
        ("A point with words", 100, 700),
        ("on two lines", 100, 686),
        ("2.", 70, 672),
        ("Another point", 100, 672),
        ("-", 70, 658),
        ("an item", 100, 658),
    ];
    let source = shown(&at(&places), "", FONT);
    assert_eq!(words(&source), "1. A point with words on two lines 2. Another point - an item");
    assert_eq!(kinds(&source), []);
}

#[test]
fn a_page_is_read_as_it_is_shown() {
    // Drawn so that the page's own turn sets it upright.
    for (rotation, first, second) in [
        (90, "0 1 -1 0 100 70 Tm (First) Tj", "0 1 -1 0 114 70 Tm (second) Tj"),
        (180, "-1 0 0 -1 500 100 Tm (First) Tj", "-1 0 0 -1 500 114 Tm (second) Tj"),
        (270, "0 -1 1 0 500 700 Tm (First) Tj", "0 -1 1 0 486 700 Tm (second) Tj"),
    ] {
        let content = format!("{second} {first}");
        let source = shown(&content, &format!("/Rotate {rotation}"), FONT);
        assert_eq!((words(&source).as_str(), kinds(&source)), ("First second", Vec::new()), "{rotation}");
        // Without the page's turn it lies on its side, and is read all the same.
        assert_eq!(words(&shown(&content, "", FONT)), "First second", "{rotation}");
    }
}

#[test]
fn turned_text_beside_other_text_is_told() {
    let body = at(&[("A whole line of upright words, long enough to be a page", 70, 700)]);
    let margin = shown(&format!("{body} 0 1 -1 0 30 300 Tm (mark) Tj"), "", FONT);
    assert_eq!((words(&margin).contains("mark"), kinds(&margin)), (false, vec![NoteKind::Turned]));
    let askew = shown(&format!("{body} 0.7 0.7 -0.7 0.7 100 300 Tm (DRAFT) Tj"), "", FONT);
    assert_eq!(kinds(&askew), [NoteKind::Turned]);
    let much = shown(&format!("{body} 0 1 -1 0 30 300 Tm (As many words up the side of the page) Tj"), "", FONT);
    assert!(words(&much).ends_with("As many words up the side of the page"));
    assert_eq!(kinds(&much), [NoteKind::Turned]);
}

#[test]
fn fonts_without_meaning_are_told() {
    let content = at(&[("(abc", 70, 700)]).replace("((", "(");
    for font in [
        "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+F /FontDescriptor 6 0 R >>",
        "<< /Type /Font /Subtype /Type3 /Encoding << /Differences [97 /g1 /g2 /g3] >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /F /Encoding << /Differences [97 /a97x /b98x] >> >>",
    ] {
        assert_eq!(kinds(&shown(&content, "", font)), [NoteKind::Font], "{font}");
    }
    // Where no character at all is known, there is no text.
    let unknown = file(&content, "", "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H >>");
    assert_eq!(extract(&unknown).unwrap_err().reason, "pdf-without-text");
    let known = "<< /Type /Font /Subtype /Type1 /BaseFont /F /Encoding << /Differences [97 /f_i /ffl /uni00E9] >> >>";
    let source = shown(&content, "", known);
    assert_eq!((words(&source).as_str(), kinds(&source)), ("fiffl\u{e9}", Vec::new()));
    assert_eq!(kinds(&shown(&content, "", FONT)), []);
}
