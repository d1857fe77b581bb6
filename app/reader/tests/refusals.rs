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

/// A text with every part of a deliberation.
fn whole(masthead: &str, title: &str, decision: &str) -> String {
    format!(
        "{masthead}\n\n{title}\n\nVu la loi sur la mer;\n\nVu la demande du Fonds;\n\nA. OBJET\n\n1. Un phare.\n\n2. Deux phares.\n\n\
         Par ces motifs,\n\n{decision}\n\nYves FEU\nPrésident\n"
    )
}

#[test]
fn texts_of_other_authorities() {
    let ours = (
        "Comité sectoriel de la sécurité sociale et de la santé\n\nCSSS/13/200",
        "Délibération n° 13/124 du 3 décembre 2013 relative aux phares",
        "la section autorise la communication.",
    );
    assert!(read(whole(ours.0, ours.1, ours.2).as_bytes()).is_ok());
    for masthead in [
        "Comité sectoriel du Registre national",
        "Comité sectoriel pour l’Autorité fédérale",
        "Commission de la protection de la vie privée",
        "Commission nationale de l’informatique et des libertés",
        "AUTORITÉ DE PROTECTION DES DONNÉES",
        "Sectoraal comité van het Rijksregister",
        "Gegevensbeschermingsautoriteit",
        "Conseil communal de la Ville",
        "Comité de surveillance statistique",
        "République française\n\nMairie",
        "Comité de sécurité de l’information\n\nChambre autorité fédérale",
        "Informatieveiligheidscomité\nKamer federale overheid",
        "Vlaams Parlement",
        "Conseil national du travail",
    ] {
        assert_eq!(refused(whole(masthead, ours.1, ours.2).as_bytes()), "other-authority", "{masthead}");
    }
    for title in [
        "Délibération RN n° 15/2016 du 3 mars 2016 relative aux phares",
        "Délibération n° 2019-093 du 4 juillet 2019 relative aux phares",
        "Délibération SAN-2020-012 du 7 décembre 2020",
        "Beraadslaging FO nr. 12/2015 van 3 maart 2015 over de vuurtorens",
        "Délibération n° 12/034 du 3 décembre 2012 du conseil municipal relative aux phares",
    ] {
        assert_eq!(refused(whole("", title, ours.2).as_bytes()), "other-authority", "{title}");
    }
    assert_eq!(
        refused(whole("", ours.1, "le Comité sectoriel du Registre national autorise.").as_bytes()),
        "other-authority"
    );
    for together in ["Chambres réunies", "Chambre sécurité sociale et santé\n\nChambre autorité fédérale"] {
        let masthead = format!("Comité de sécurité de l’information\n\n{together}\n\nChambre de l’autorité fédérale");
        assert!(read(whole(&masthead, ours.1, "le comité conclut.").as_bytes()).is_ok(), "{together}");
    }
    let within = whole(
        "Commission de la protection de la vie privée\n\nComité sectoriel de la sécurité sociale et de la santé",
        "Délibération n° 13/124 du 3 décembre 2013 relative à une demande de l’Autorité de protection des données",
        ours.2,
    );
    assert!(read(within.as_bytes()).is_ok(), "the committee stood within the commission, and a title may name anybody");
    let unknown = read(whole("", ours.1, "la communication est autorisée.").as_bytes()).unwrap();
    assert!(unknown.warnings.iter().any(|warning| warning.code == "unknown-authority"));
}

#[test]
fn other_kinds_in_other_words() {
    let masthead = "Comité sectoriel de la sécurité sociale et de la santé\n\nCSSS/13/200";
    for (title, reason) in [
        ("AVIS DU 17 AVRIL 2012 RELATIF AUX PHARES", "opinion"),
        ("Avis CSSS n° 12/25 du 17 avril 2012", "opinion"),
        ("ADVIES", "opinion"),
        ("Advies van 3 maart 2012 over de vuurtorens", "opinion"),
        ("RECOMMANDATION DU 6 SEPTEMBRE 2011", "recommendation"),
        ("Aanbeveling betreffende de vuurtorens", "recommendation"),
        ("RAPPORT ANNUEL 2012", "report"),
        ("Rapport d’auditorat relatif aux phares", "report"),
        ("Verslag van de vergadering", "report"),
    ] {
        assert_eq!(refused(whole(masthead, title, "le comité se prononce.").as_bytes()), reason, "{title}");
    }
    let opinion = whole(
        masthead,
        "Délibération n° 13/124 du 3 décembre 2013 relative aux phares",
        "la section émet un avis favorable.",
    );
    let reading = read(opinion.as_bytes()).unwrap();
    assert!(reading.warnings.iter().any(|warning| warning.code == "perhaps-opinion"));
}

#[test]
fn a_lone_page() {
    let middle = "CSI/CSSS/21/301\n\n7. Un phare brille.\n\n8. Deux phares brillent.\n\n9. Trois phares.\n";
    assert_eq!(refused(middle.as_bytes()), "not-a-deliberation");
    let last = "CSI/CSSS/21/301\n\n7. Un phare brille.\n\n8. Deux phares brillent.\n\nPar ces motifs,\n\nla chambre conclut.\n\nLuc PHARE\nPrésident\n";
    assert_eq!(refused(last.as_bytes()), "fragment");
    let first = "Comité de sécurité de l’information\n\nCSI/CSSS/21/301\n\nDélibération n° 19/112 du 2 juillet 2019 relative aux phares\n\nVu la loi;\n\nVu la demande;\n\n1. Un phare.\n\n2. Deux phares.\n";
    let codes: Vec<String> = read(first.as_bytes()).unwrap().warnings.into_iter().map(|warning| warning.code).collect();
    assert!(codes.contains(&"missing-operative".to_owned()) && codes.contains(&"missing-signature".to_owned()));
}
