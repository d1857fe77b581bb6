//! Forms that official texts take around the same content, in both languages.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use delibero_domain::deliberation::Reading;

/// The parts of a small deliberation, each to be changed at will.
struct Parts<'a> {
    document: &'a str,
    title: &'a str,
    body: &'a str,
}

const FRENCH: Parts<'static> = Parts {
    document: "CSSS/13/200",
    title: "DÉLIBÉRATION N° 13/124 DU 3 DÉCEMBRE 2013 RELATIVE AUX PHARES",
    body: "1. Un phare brille.\n\n2. Deux phares brillent.",
};

const DUTCH: Parts<'static> = Parts {
    document: "SCSZ/13/200",
    title: "BERAADSLAGING NR. 13/124 VAN 3 DECEMBER 2013 BETREFFENDE DE VUURTORENS",
    body: "1. Een toren brandt.\n\n2. Twee torens branden.",
};

impl Parts<'_> {
    fn read(&self) -> Reading {
        let text = if self.title.to_lowercase().contains("beraadslaging") {
            format!(
                "Sectoraal comité van de sociale zekerheid en van de gezondheid\n\n{}\n\n{}\n\nGelet op de wet van de zee;\n\n\
                 Gelet op de aanvraag van het Bakenfonds;\n\nA. ONDERWERP\n\n{}\n\nOm deze redenen,\n\nmachtigt de afdeling \
                 de mededeling.\n\nYves VUUR\nVoorzitter\n",
                self.document, self.title, self.body
            )
        } else {
            format!(
                "Comité sectoriel de la sécurité sociale et de la santé\n\n{}\n\n{}\n\nVu la loi sur la mer;\n\n\
                 Vu la demande du Fonds;\n\nA. OBJET\n\n{}\n\nPar ces motifs,\n\nla section autorise la communication.\n\n\
                 Yves FEU\nPrésident\n",
                self.document, self.title, self.body
            )
        };
        delibero_reader::read(text.as_bytes()).unwrap()
    }
}

fn points(reading: &Reading) -> Vec<(&str, &str)> {
    reading.points.iter().map(|point| (point.normal.as_str(), point.text.as_str())).collect()
}

fn labels(reading: &Reading) -> Vec<&str> {
    reading.points.iter().map(|point| point.normal.as_str()).collect()
}

#[track_caller]
fn text_is(parts: &Parts<'_>, expected: &str) {
    let reading = parts.read();
    assert!(reading.points[0].text.contains(expected), "{:?} in {:?}", expected, reading.points[0].text);
}

#[test]
fn document_numbers_in_every_spelling() {
    for (written, expected) in [
        ("CSSS13/045", "CSSS/13/045"),
        ("CSSS / 13 / 045", "CSSS/13/045"),
        ("CSSS\u{a0}/\u{a0}13\u{a0}/\u{a0}045", "CSSS/13/045"),
        ("CSI/CSSS21/301", "CSI/CSSS/21/301"),
        ("CSSS\u{2044}13\u{2044}045", "CSSS/13/045"),
        ("CS\u{ad}SS/1\u{200b}3/045", "CSSS/13/045"),
    ] {
        let reading = Parts { document: written, ..FRENCH }.read();
        assert_eq!(reading.document.map(|document| document.to_string()).as_deref(), Some(expected), "{written}");
        assert_eq!(reading.committee.as_deref(), Some("Comité sectoriel de la sécurité sociale et de la santé"));
    }
    for (written, expected) in [("SCSZG16/189", "SCSZG/16/189"), ("IVC / KSZG / 24 / 412", "IVC/KSZG/24/412")] {
        let reading = Parts { document: written, ..DUTCH }.read();
        assert_eq!(reading.document.map(|document| document.to_string()).as_deref(), Some(expected), "{written}");
    }
}

#[test]
fn numbers_whose_sign_is_lost_or_glued() {
    for sign in ["N ", "N", "n°", "n° ", "N°\u{a0}", "Nº ", "N ° ", "N˚ ", "№ ", "N° \u{200b}", "no ", "numéro "]
    {
        let title = format!("DÉLIBÉRATION {sign}10/022 DU 2 MARS 2010 RELATIVE AUX PHARES");
        let reading = Parts { title: &title, ..FRENCH }.read();
        assert_eq!(reading.number.map(|number| number.to_string()).as_deref(), Some("10/022"), "{title}");
        assert_eq!(reading.date.map(|date| date.to_string()).as_deref(), Some("2010-03-02"), "{title}");
    }
    for sign in ["NR ", "Nr", "nr.", "Nr. ", "NR.\u{a0}", "N ", "nummer "] {
        let title = format!("Beraadslaging {sign}10/022 van 2 maart 2010 betreffende de vuurtorens");
        let reading = Parts { title: &title, ..DUTCH }.read();
        assert_eq!(reading.number.map(|number| number.to_string()).as_deref(), Some("10/022"), "{title}");
    }
}

#[test]
fn titles_that_go_on_with_a_day() {
    let title = "BERAADSLAGING NR. 13/124 VAN 3 DECEMBER 2013, LAATST GEWIJZIGD OP\n4 MAART 2014, MET BETREKKING TOT DE VUURTORENS";
    let reading = Parts { title, ..DUTCH }.read();
    assert_eq!(reading.title.as_deref(), Some(title.replace('\n', " ").as_str()));
    assert_eq!(reading.amendments[0].approved.to_string(), "2014-03-04");
    for day in ["4 MARS 2014", "1ER AVRIL 2014", "1 ER AVRIL 2014", "04 MARS 2014"] {
        let title = format!("DÉLIBÉRATION N° 13/124 DU 3 DÉCEMBRE 2013, MODIFIÉE LE\n{day}, RELATIVE AUX PHARES");
        let reading = Parts { title: &title, ..FRENCH }.read();
        assert_eq!(reading.title.as_deref(), Some(title.replace('\n', " ").as_str()), "{day}");
        assert_eq!(reading.amendments.len(), 1, "{day}");
        assert_eq!(labels(&reading), ["1", "2"], "{day}");
    }
    let title = "DÉLIBÉRATION\nN° 13/124 DU\n3 DÉCEMBRE 2013, MODIFIÉE PAR LA DÉLIBÉRATION N°\n14/12 DU 4 MARS 2014, SUR LES PHARES";
    let reading = Parts { title, ..FRENCH }.read();
    assert_eq!(reading.title.as_deref(), Some(title.replace('\n', " ").as_str()));
}

#[test]
fn title_and_grounds_on_one_line() {
    let title = "DÉLIBÉRATION N° 13/124 DU 3 DÉCEMBRE 2013 RELATIVE AUX PHARES Vu la loi du feu; Vu l’avis du gardien;";
    let reading = Parts { title, ..FRENCH }.read();
    assert_eq!(reading.title.as_deref(), Some("DÉLIBÉRATION N° 13/124 DU 3 DÉCEMBRE 2013 RELATIVE AUX PHARES"));
    assert_eq!(reading.grounds[..2], ["Vu la loi du feu;", "Vu l’avis du gardien;"]);
    let title = "Beraadslaging nr. 13/124 van 3 december 2013 betreffende\nde vuurtorens Gelet op de wet van het vuur; Gelet op het verslag";
    let reading = Parts { title, ..DUTCH }.read();
    assert_eq!(
        reading.title.as_deref(),
        Some("Beraadslaging nr. 13/124 van 3 december 2013 betreffende de vuurtorens")
    );
    assert_eq!(reading.grounds[..2], ["Gelet op de wet van het vuur;", "Gelet op het verslag"]);
}

#[test]
fn labels_away_from_their_words() {
    for body in [
        "1.\nUn phare brille.\n2.\nDeux phares brillent.",
        "1.\n\nUn phare brille.\n\n2.\n\nDeux phares brillent.",
        "1. Un phare brille. 2.\nDeux phares brillent.",
        "1. Un phare brille.   2.\n\nDeux phares brillent.",
    ] {
        let reading = Parts { body, ..FRENCH }.read();
        assert_eq!(points(&reading), [("1", "Un phare brille."), ("2", "Deux phares brillent.")], "{body}");
    }
    let reading =
        Parts { body: "1. Een toren brandt. 1bis.\nEen tweede ook, volgens art. 2.\nTwee torens branden.", ..DUTCH }
            .read();
    assert_eq!(labels(&reading), ["1", "1bis"]);
}

#[test]
fn page_numbers_glued_before_a_label() {
    let body =
        "1. De eerste.\n\n2. De tweede.\n\n3 3. De gegevens blijven vijf jaar.\n\n4. De vierde.\n4 5. De laatste.";
    let reading = Parts { body, ..DUTCH }.read();
    assert_eq!(labels(&reading), ["1", "2", "3", "4", "5"]);
    assert_eq!(reading.points[2].text, "De gegevens blijven vijf jaar.");
    let dropped: Vec<(&str, &str)> =
        reading.dropped.iter().map(|dropped| (dropped.reason.as_str(), dropped.text.as_str())).collect();
    assert_eq!(dropped, [("page-number", "3"), ("page-number", "4")]);
}

#[test]
fn labels_as_laws_have_them() {
    for (form, normal) in [
        ("2sexies.", "2sexies"),
        ("2BIS.", "2bis"),
        ("2 septies.", "2septies"),
        ("2.bis", "2bis"),
        ("2 bis.", "2bis"),
        ("2decies.", "2decies"),
        ("2\u{a0}nonies.", "2nonies"),
        ("3°.", "3"),
        ("3)", "3"),
        ("§ 3.", "3"),
        ("§\u{a0}3bis.", "3bis"),
    ] {
        let body = format!("1. Un phare.\n\n2. Deux phares.\n\n{form} Encore un phare.\n\n4. Quatre phares.");
        let reading = Parts { body: &body, ..FRENCH }.read();
        assert_eq!(labels(&reading), ["1", "2", normal, "4"], "{form}");
        assert_eq!(reading.points[2].text, "Encore un phare.", "{form}");
        let body = body.replace("Encore un phare", "Nog een toren");
        assert_eq!(labels(&Parts { body: &body, ..DUTCH }.read()), ["1", "2", normal, "4"], "{form}");
    }
    let reading = Parts { body: "1) Un phare.\n\n2) Deux phares.\n\n3) Trois phares.", ..FRENCH }.read();
    assert_eq!(labels(&reading), ["1", "2", "3"]);
    let reading = Parts { body: "1.- Un phare.\n\n2.– Deux phares.\n\n3. – Trois phares.", ..FRENCH }.read();
    assert_eq!(points(&reading)[..2], [("1", "Un phare."), ("2", "Deux phares.")]);
    let reading = Parts { body: "§ 1er. Un phare.\n\n§ 2. Deux phares.", ..FRENCH }.read();
    assert_eq!(labels(&reading), ["1", "2"]);
    let reading = Parts { body: "1. Deux choses :\n\n1) Le feu;\n\n2) La mer.\n\n2. La suite.", ..FRENCH }.read();
    assert_eq!(points(&reading), [("1", "Deux choses :\n- 1) Le feu;\n- 2) La mer."), ("2", "La suite.")]);
    let reading = Parts { body: "1. Een toren.\n\n2. Ter uitvoering van de wet brandt hij.", ..DUTCH }.read();
    assert_eq!(labels(&reading), ["1", "2"]);
}

#[test]
fn a_letter_straight_under_a_numeral() {
    for gap in ["\n", "\n\n"] {
        let body = format!(
            "1. Un phare.{gap}I. PREMIÈRE PARTIE{gap}A. Contexte{gap}1. Le contexte.{gap}2. La suite.{gap}II. SECONDE PARTIE{gap}A. Finalité{gap}1. La finalité.{gap}2. La fin."
        );
        let text = format!(
            "Comité sectoriel de la sécurité sociale et de la santé\n\nCSSS/13/200\n\n{}\n\nVu la loi sur la mer;\n\nVu la demande.\n\n{}\n\n\
             Par ces motifs,\n\nla section autorise.\n\nYves FEU\nPrésident\n",
            FRENCH.title,
            body.strip_prefix(&format!("1. Un phare.{gap}")).unwrap()
        );
        let reading = delibero_reader::read(text.as_bytes()).unwrap();
        assert_eq!(labels(&reading), ["1", "2", "1", "2"], "{gap:?}");
        let sections: Vec<(&str, u8)> =
            reading.sections.iter().map(|section| (section.label.as_str(), section.level)).collect();
        assert_eq!(sections, [("I.", 1), ("A.", 2), ("II.", 1), ("A.", 2)], "{gap:?}");
    }
}

#[test]
fn what_takes_no_room_is_nothing() {
    text_is(
        &Parts { body: "1. Le gar\u{ad}dien du pha\u{200b}re veille\u{feff}.", ..FRENCH },
        "Le gardien du phare veille.",
    );
    text_is(
        &Parts { body: "1. Le gar\u{ad}\ndien veille tou\u{ad} \u{200b}\njours.", ..FRENCH },
        "Le gardien veille toujours.",
    );
    text_is(&Parts { body: "1. De wach\u{ad}ter\u{200d} waakt\u{2060}.", ..DUTCH }, "De wachter waakt.");
    let title =
        FRENCH.title.replace("DÉLIBÉRATION", "DÉLI\u{ad}BÉRA\u{200b}TION").replace("13/124", "13\u{200b}/1\u{ad}24");
    assert_eq!(Parts { title: &title, ..FRENCH }.read().title.as_deref(), Some(FRENCH.title));
}

#[test]
fn words_broken_at_the_end_of_a_line() {
    for (halves, expected) in [
        ("un médecin-\nconseil du feu", "un médecin-conseil du feu"),
        ("la Région de Bruxelles-\nCapitale", "la Région de Bruxelles-Capitale"),
        ("la plate-forme e-\nHealth", "la plate-forme e-Health"),
        ("la saison 2016-\n2017 du feu", "la saison 2016-2017 du feu"),
        ("une communi-\ncation", "une communication"),
        ("un sous-\ntraitant", "un sous-traitant"),
        ("le mi-\nnistre", "le ministre"),
        ("le feu, c'est-\nà-dire la mer", "le feu, c'est-à-dire la mer"),
        ("un B-\n1000 et un rendez-\nvous", "un B-1000 et un rendez-vous"),
    ] {
        text_is(&Parts { body: &format!("1. Voici {halves}."), ..FRENCH }, expected);
    }
    for (halves, expected) in [
        ("de mede-\ndeling", "de mededeling"),
        ("het Brussels-\nHoofdstedelijk gewest", "het Brussels-Hoofdstedelijk gewest"),
        ("gezondheids-\nen zorgdiensten", "gezondheids- en zorgdiensten"),
        ("de op-\ndracht", "de opdracht"),
        ("een 65-\nplusser", "een 65-plusser"),
        ("de ex-\nechtgenoot", "de ex-echtgenoot"),
        ("uit Oost-\nVlaanderen, met het RSZ-\nnummer", "uit Oost-Vlaanderen, met het RSZ-nummer"),
    ] {
        text_is(&Parts { body: &format!("1. Zie {halves}."), ..DUTCH }, expected);
    }
    let title = "DÉLIBÉRATION N° 13/124 DU 3 DÉCEMBRE 2013 RELATIVE À LA COMMUNI-\nCATION DE FEUX";
    assert!(Parts { title, ..FRENCH }.read().title.unwrap().ends_with("LA COMMUNICATION DE FEUX"));
}

#[test]
fn a_footnote_under_a_line_that_ends_in_a_hyphen() {
    for (between, expected) in [
        ("par le commu-\n\n¹ Le gardien du feu.\n\nnicateur du port", "par le communicateur du port"),
        ("par le commu-\n¹ Le gardien du feu.\nnicateur du port", "par le communicateur du port"),
        ("par le médecin-\n\n¹ Le gardien du feu.\n\nconseil du port", "par le médecin-conseil du port"),
    ] {
        let reading = Parts { body: &format!("1. Un feu¹ est tenu {between}.\n\n2. Deux."), ..FRENCH }.read();
        assert!(reading.points[0].text.ends_with(&format!("{expected}.")), "{:?}", reading.points[0].text);
        assert_eq!(reading.footnotes[0].text, "Le gardien du feu.");
    }
}
