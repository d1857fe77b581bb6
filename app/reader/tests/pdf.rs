//! PDFs, made here from a few operators.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::fmt::Write as _;

use delibero_reader::{Format, extract, read};

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
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    file.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    file
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
