//! What is no deliberation is refused, with a reason.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use delibero_reader::{MAX_FILE_BYTES, read};

#[track_caller]
fn refused(bytes: &[u8]) -> String {
    let refused = read(bytes).expect_err("it is no deliberation");
    let json = serde_json::to_value(&refused).unwrap();
    assert_eq!(json["kind"], "refused");
    assert!(json["text"].as_str().is_some_and(|text| text.ends_with('.')));
    refused.reason
}

#[test]
fn nothing_and_too_much() {
    assert_eq!(refused(b""), "empty");
    assert_eq!(refused(b" \n\t\r\n"), "empty");
    assert_eq!(refused("\u{feff}\n".as_bytes()), "empty");
    assert_eq!(refused(&vec![b'a'; MAX_FILE_BYTES + 1]), "too-large");
    assert_eq!(refused("a\n".repeat(5_000_000).as_bytes()), "too-large");
}

#[test]
fn other_formats() {
    assert_eq!(refused(b"\0\x01\x02\x03 Deliberation"), "binary");
    assert_eq!(refused(&(0..=255).cycle().take(5000).collect::<Vec<u8>>()), "binary");
    assert_eq!(refused(b"PK\x03\x04 word/document.xml"), "unsupported-format");
    assert_eq!(refused(b"<!DOCTYPE html><html><p>D\xc3\xa9lib\xc3\xa9ration"), "unsupported-format");
    assert_eq!(refused(b"{\\rtf1 d}"), "unsupported-format");
    assert_eq!(refused(b"%PDF-1.4\n%garbage"), "pdf-unreadable");
}

#[test]
fn other_kinds_of_text() {
    let opinion = "Comité sectoriel de la sécurité sociale et de la santé\n\nCSSS/12/079\n\nAVIS N° 12/25 DU 17 AVRIL 2012 RELATIF AUX \
                   PHARES\n\nVu la loi;\n\nVu la demande;\n\nA. OBJET\n\n1. Un.\n\n2. Deux.\n\nPar ces motifs,\n\nla section émet un avis.\n\nYves FEU\nPrésident\n";
    assert_eq!(refused(opinion.as_bytes()), "opinion");
    assert_eq!(
        refused("ADVIES NR 12/25 VAN 17 APRIL 2012 BETREFFENDE DE VUURTORENS\n\nGelet op de wet;\n".as_bytes()),
        "opinion"
    );
    let dutch = read("Advies nr. 14/2002 van 8 april 2002\n\nGelet op de wet van de zee en het licht;\n".as_bytes())
        .unwrap_err();
    assert!(dutch.text.contains("advies"), "in the language of the text: {}", dutch.text);
    assert_eq!(
        refused("RECOMMANDATION N° 11/03 DU 6 SEPTEMBRE 2011\n\nLe comité recommande.\n".as_bytes()),
        "recommendation"
    );
    let letter = "Bruxelles, le 3 mars 2020\n\nObjet: votre demande\n\nMadame, Monsieur,\n\nLa délibération n° 23/058 du 7 mars 2023 \
                  s'applique.\n\nVeuillez agréer nos salutations.\n";
    assert_eq!(refused(letter.as_bytes()), "letter");
    assert_eq!(refused("La mer est calme ce soir.\n\n1. Un.\n\n2. Deux.\n".as_bytes()), "not-a-deliberation");
    assert_eq!(
        refused("Beraadslaging nr. 23/058 van 7 maart 2023 wordt hier enkel genoemd.\n".as_bytes()),
        "not-a-deliberation"
    );
}
