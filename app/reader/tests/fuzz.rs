//! Whatever the bytes: no panic, no hang, and no word lost.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::time::Duration;

use proptest::prelude::*;

const DOCUMENTS: [&str; 7] = [
    include_str!("documents/fr-2005.txt"),
    include_str!("documents/fr-2014.txt"),
    include_str!("documents/fr-2019.txt"),
    include_str!("documents/nl-2003.txt"),
    include_str!("documents/nl-2008.txt"),
    include_str!("documents/nl-2016-unnumbered.txt"),
    include_str!("documents/nl-2024.md"),
];

/// Pieces that mean something to the reader.
const PIECES: [&str; 28] = [
    "\n",
    "\n\n",
    "\u{c}",
    " ",
    "1. ",
    "2. ",
    "23./1. ",
    "56/1. Le ",
    "A. OBJET\n",
    "I. ",
    "- ",
    "a) ",
    "1° ",
    "¹",
    "^{er}",
    "[^1]: ",
    "*",
    "**30.** ",
    "Vu la loi;\n",
    "Par ces motifs,\n",
    "Président\n",
    "délibération n° 08/20 du 8 avril 2008",
    "le 31 avril 2020",
    "modifiée le ",
    "-\n",
    "é",
    "999. ",
    "\u{301}",
];

/// Any piece but the last: an accent joins the letter before it, which changes the word.
fn change() -> impl Strategy<Value = (usize, usize, usize)> {
    (any::<usize>(), 0..40_usize, 0..PIECES.len() - 1)
}

/// Replaces some characters by a piece, at several places.
fn mutated(document: &str, changes: &[(usize, usize, usize)]) -> String {
    let mut characters: Vec<char> = document.chars().collect();
    for (at, length, piece) in changes {
        let start = at % (characters.len() + 1);
        let end = (start + length).min(characters.len());
        characters.splice(start..end, PIECES[*piece].chars());
    }
    characters.into_iter().collect()
}

/// How many cases each test tries: by hand, more.
fn cases() -> ProptestConfig {
    let asked = std::env::var("DELIBERO_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(300), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
        let _ = delibero_reader::read(&bytes);
    }

    #[test]
    fn any_characters(text in "[ -~éà’«»¹²°\\n\\f\\t]{0,2000}") {
        let _ = delibero_reader::read(text.as_bytes());
    }

    #[test]
    fn pieces_in_any_order(pieces in proptest::collection::vec(0..PIECES.len(), 0..200)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        let _ = delibero_reader::read(text.as_bytes());
        let _ = delibero_reader::read(format!("DÉLIBÉRATION N° 20/130 DU 5 MAI 2020\n\nVu la loi;\n\n{text}").as_bytes());
    }

    #[test]
    fn changed_documents_keep_their_letters(
        document in 0..DOCUMENTS.len(),
        changes in proptest::collection::vec(change(), 0..12),
    ) {
        let text = mutated(DOCUMENTS[document], &changes);
        if let Ok(reading) = delibero_reader::read(text.as_bytes()) {
            let json = serde_json::to_string(&reading).unwrap();
            // Labels and titles may be elsewhere, but every longer word must be somewhere.
            let out: String = json.replace("\\n", " ").chars().filter(|c| c.is_alphanumeric()).collect();
            for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 6 && word.is_ascii()) {
                prop_assert!(out.contains(word), "{word} is lost");
            }
        }
    }

    #[test]
    fn pdfs_of_noise(noise in proptest::collection::vec(any::<u8>(), 0..600)) {
        let mut bytes = b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n".to_vec();
        bytes.extend(noise);
        bytes.extend(b"\ntrailer << /Root 1 0 R /Size 3 >>\nstartxref\n9\n%%EOF");
        let _ = delibero_reader::read(&bytes);
    }
}

/// Runs something that must end soon.
#[track_caller]
fn soon(text: String) {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = delibero_reader::read(text.as_bytes());
        let _ = sender.send(());
    });
    receiver.recv_timeout(Duration::from_secs(60)).expect("a megabyte takes a second, not minutes");
}

/// A title that tells of amendments on many days.
fn many_amendments(bytes: usize) -> String {
    let days = (1900..2100).flat_map(|year| (1..=28).map(move |day| format!("modifiée le {day} janvier {year} ")));
    days.collect::<String>().repeat(bytes / 150_000 + 1)
}

/// A megabyte, ten times the longest deliberation known, of what could make a stage quadratic.
#[test]
fn large_inputs_take_linear_time() {
    const HEAD: &str = "DÉLIBÉRATION N° 20/130 DU 5 MAI 2020\n\nVu la loi;\n\nVu le rapport;\n\nA. OBJET\n\n1. Un.\n\n";
    let filled = |piece: &str| format!("{HEAD}{}", piece.repeat(1_000_000 / piece.len()));
    for piece in [
        "a",
        "mot ",
        "1",
        "2. Deux\n",
        "2. Deux.\n\n",
        "1. Un.\n2. Deux.\n3. Trois.\n",
        "mot¹ ",
        "1 Note\n",
        "délibération n° 08/20 du 8 avril 2008, ",
        "modifiée le 4 mars et ",
        "Titre sans fin\n\n",
        "A. TITRE\n\n",
        "notifyHDIIndemnityAllowancePeriod ",
        "coupé-\n",
        "((((",
        "1234 1234\n\n",
        "Vu la loi;\n\n",
        "1. ",
        "¹",
        "délibération n° 08/20 ",
    ] {
        soon(filled(piece));
    }
    soon(format!("DÉLIBÉRATION N° 20/130 DU 5 MAI 2020, {}", many_amendments(400_000)));
}
