//! Documents of our own, in the forms that the committee's took from 2003 on, in both languages.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use delibero_domain::deliberation::Reading;

fn read(name: &str) -> Reading {
    let path = format!("tests/documents/{name}");
    delibero_reader::read(&std::fs::read(path).unwrap()).unwrap()
}

/// The reading as people see it in JSON: one place to look at every field.
fn json(reading: &Reading, field: &str) -> String {
    serde_json::to_value(reading).unwrap().get(field).map(ToString::to_string).unwrap_or_default()
}

fn points(reading: &Reading) -> Vec<(&str, &str)> {
    reading.points.iter().map(|point| (point.normal.as_str(), point.section.as_str())).collect()
}

fn headings(reading: &Reading) -> Vec<String> {
    let shown = |section: &delibero_domain::deliberation::reading::Section| {
        format!("{} {} {}", section.level, section.label, section.title)
    };
    reading.sections.iter().map(shown).collect()
}

fn text<'a>(reading: &'a Reading, normal: &str) -> &'a str {
    reading.points.iter().find(|point| point.normal == normal).map(|point| point.text.as_str()).unwrap()
}

fn codes(reading: &Reading) -> Vec<(&str, &str)> {
    reading.warnings.iter().map(|warning| (warning.code.as_str(), warning.at.as_str())).collect()
}

#[test]
fn french_of_2019_with_pages_footnotes_and_insertions() {
    let reading = read("fr-2019.txt");
    assert_eq!(json(&reading, "kind"), r#""deliberation""#);
    assert_eq!(json(&reading, "number"), r#""19/112""#);
    assert_eq!(json(&reading, "document"), r#""CSI/CSSS/21/301""#);
    assert_eq!(
        json(&reading, "committee"),
        r#""Comité de sécurité de l’information, Chambre sécurité sociale et santé""#
    );
    assert_eq!(json(&reading, "language"), r#""fr""#);
    assert_eq!(json(&reading, "date"), r#""2019-07-02""#);
    assert!(reading.title.as_deref().is_some_and(|title| title.ends_with("AU FONDS DES BALISES")));
    assert_eq!(
        json(&reading, "amendments"),
        r#"[{"approved":"2020-03-03"},{"approved":"2021-06-01","in_force":"2021-06-16"}]"#
    );
    assert!(reading.amendments_complete);
    assert_eq!(reading.grounds.len(), 3);
    assert_eq!(reading.rapporteur.as_deref(), Some("Anne van den Berg"));
    assert_eq!(reading.requesters, ["Office des phares"]);
    assert_eq!(
        headings(&reading),
        ["1 A. OBJET DE LA DEMANDE", "2  Les gardiens", "1 B. EXAMEN", "2  Minimisation des données"]
    );
    assert_eq!(points(&reading), [("1", "A."), ("2", "A."), ("2/1", "A."), ("3", "A."), ("4", "A."), ("5", "B.")]);
    assert!(text(&reading, "1").contains("communiquer une partie"), "the hyphen at a line's end is gone");
    assert!(text(&reading, "1").contains("l’article 28. Le registre"), "an article is no point");
    assert!(text(&reading, "2").ends_with("- la date d’extinction.\n\nElles sont mises à jour chaque mois."));
    assert!(text(&reading, "3").ends_with("\n- 3. l’éteindre."), "a list within a point");
    assert!(text(&reading, "5").ends_with("et rien n’est de trop."), "a sentence over two pages");
    assert_eq!(
        json(&reading, "footnotes"),
        r#"[{"at":"title","mark":"1","text":"Voir aussi la délibération n° 18/ 047 du 8 mai 2018."},{"at":"1","mark":"2","text":"Le médecin-conseil du Fonds."}]"#
    );
    let cited: Vec<String> = reading.references.iter().map(|reference| reference.number.to_string()).collect();
    assert_eq!(cited, ["08/020", "12/072", "18/047"]);
    assert_eq!(reading.modules, ["notifyLampStatusPeriod"]);
    assert_eq!(reading.signed_by.as_deref(), Some("Luc PHARE"));
    assert_eq!(reading.signed_as.as_deref(), Some("Président f.f."));
    assert!(reading.operative.as_deref().is_some_and(|text| text.starts_with("Par ces motifs,")));
    assert_eq!(codes(&reading), [("module-spelling", "modules"), ("reference-year-mismatch", "4")]);
    let dropped: Vec<&str> = reading.dropped.iter().map(|dropped| dropped.reason.as_str()).collect();
    assert_eq!(dropped, ["page-number", "running-head", "page-number", "running-head", "seat-address"]);
}

#[test]
fn dutch_of_2008_with_an_amendment_in_the_title() {
    let reading = read("nl-2008.txt");
    assert_eq!(json(&reading, "language"), r#""nl""#);
    assert_eq!(json(&reading, "number"), r#""08/040""#);
    assert_eq!(json(&reading, "document"), r#""SCSZ/09/050""#);
    assert_eq!(json(&reading, "date"), r#""2008-07-01""#);
    assert_eq!(json(&reading, "amendments"), r#"[{"approved":"2009-07-07"}]"#);
    assert_eq!(json(&reading, "in_force"), r#""2008-07-15""#);
    assert!(reading.committee.as_deref().is_some_and(|name| name.ends_with("Sectie Sociale zekerheid")));
    assert_eq!(points(&reading), [("1.1", "A."), ("1.2", "A."), ("2", "A."), ("3", "B."), ("4", "B.")]);
    assert!(text(&reading, "1.2").contains("van de draagwijdte;"));
    let cited: Vec<String> = reading.references.iter().map(|reference| reference.number.to_string()).collect();
    assert_eq!(cited, ["03/010bis", "96/032", "02/110"]);
    assert_eq!(reading.rapporteur.as_deref(), Some("Jan Janssens"));
    assert_eq!(reading.requesters, ["Dienst Vuurtorens"]);
    assert_eq!(reading.signed_by.as_deref(), Some("Yves VUUR"));
    assert!(reading.warnings.iter().all(|warning| warning.text.contains("regeleinde")), "warnings are in Dutch");
}

#[test]
fn dutch_of_2003_with_numbered_sections() {
    let reading = read("nl-2003.txt");
    assert_eq!(json(&reading, "document"), r#""TC/03/125""#);
    assert_eq!(headings(&reading), ["1 1. ONDERWERP VAN DE AANVRAAG", "1 2. BEHANDELING VAN DE AANVRAAG"]);
    assert_eq!(points(&reading), [("1.1", "1."), ("1.2", "1."), ("2.1", "2."), ("2.2", "2.")]);
    assert!(reading.grounds[0].ends_with("artikel 15, 2de lid;"), "a raised ending on its own line");
    assert_eq!(codes(&reading), [("committee-inferred", "committee")]);
    assert!(reading.committee.as_deref().is_some_and(|name| name.starts_with("Toezichtscomité")));
}

#[test]
fn dutch_markdown_of_2024() {
    let reading = read("nl-2024.md");
    assert_eq!(json(&reading, "document"), r#""IVC/KSZG/24/412""#);
    assert_eq!(
        json(&reading, "amendments"),
        r#"[{"approved":"2023-10-03","in_force":"2023-10-18"},{"approved":"2024-03-05"},{"approved":"2024-10-01","in_force":"2024-10-16"}]"#
    );
    assert!(reading.amendments_complete);
    assert_eq!(headings(&reading), ["1 A. ONDERWERP", "1 B. BEHANDELING", "2  Rechtmatigheid", "2  Bewaring"]);
    assert_eq!(points(&reading), [("1", "A."), ("2", "A."), ("2/1", "A."), ("2/2", "A."), ("3", "B."), ("4", "B.")]);
    assert_eq!(text(&reading, "2/2"), "Daarna worden ze vernietigd:\n- de namen,\n- de nummers.");
    assert_eq!(text(&reading, "2"), "Het licht brandt 's nachts².");
    assert_eq!(reading.footnotes[1].at.as_deref(), Some("2"));
    assert_eq!(codes(&reading), []);
}

#[test]
fn french_of_2014_with_numerals_letters_and_a_preamble() {
    let reading = read("fr-2014.txt");
    assert_eq!(
        headings(&reading),
        [
            "1 I. OBJET DE LA DEMANDE",
            "2 I.1. Contexte",
            "1 II. COMPÉTENCE",
            "1 III. EXAMEN DE LA DEMANDE",
            "2 A. FINALITÉ",
            "2 B. PROPORTIONNALITÉ"
        ]
    );
    assert_eq!(reading.points.len(), 6);
    assert_eq!(reading.preamble.len(), 2);
    assert_eq!(text(&reading, "2"), "Elle demande :\n- a) l’année de construction;\n- b) le nombre de marches.");
    assert_eq!(json(&reading, "amendments"), r#"[{"approved":"2014-06-17"}]"#);
    assert!(!reading.amendments_complete, "only the last amendment is named");
    assert_eq!(codes(&reading), [("amendments-unknown", "amendments")]);
    assert_eq!(reading.references, [], "an opinion is no deliberation");
}

#[test]
fn french_of_2005_with_an_empty_line_after_every_line() {
    let reading = read("fr-2005.txt");
    assert_eq!(points(&reading), [("1", "A."), ("2", "A."), ("2bis", "A."), ("3", "B.")]);
    assert!(text(&reading, "1").contains("§ 1er, de la loi"), "a raised ending and the comma after it");
    assert!(text(&reading, "1").contains("le calcul des indemnités"), "a page ends within a sentence");
    assert!(text(&reading, "2").contains("Banque-carrefour"));
    assert!(text(&reading, "2").contains("- sa couleur.\n\nLe Fonds conserve"));
    assert_eq!(codes(&reading), [("amendments-unknown", "amendments"), ("inserted-without-amendment", "2bis")]);
}

#[test]
fn dutch_of_2016_without_numbers() {
    let reading = read("nl-2016-unnumbered.txt");
    assert_eq!(
        reading.sections[0].text,
        "Het Bakenfonds wenst te weten hoeveel vuurtorens er zijn.\n\nHet vraagt enkel een getal."
    );
    assert_eq!(reading.points, []);
    assert_eq!(reading.signed_by.as_deref(), Some("Yves VUUR"));
    assert_eq!(reading.annex.as_deref(), Some("BIJLAGE\n\nLijst van de vuurtorens."));
    assert!(codes(&reading).contains(&("missing-points", "points")));
}

/// A deliberation in one string, to change at will.
fn small(title: &str, body: &str) -> Reading {
    let text = format!(
        "Comité sectoriel de la sécurité sociale et de la santé\n\nCSSS/13/200\n\n{title}\n\nVu la loi;\n\nVu la demande du Fonds;\n\n\
         A. OBJET\n\n{body}\n\nPar ces motifs,\n\nla section autorise la communication.\n\nYves FEU\nPrésident\n"
    );
    delibero_reader::read(text.as_bytes()).unwrap()
}

#[test]
fn titles_in_small_letters_and_on_two_lines() {
    let reading = small(
        "Délibération n° 13/124 du 3 décembre 2013, modifiée les 4 mars 2014 et 5 mai 2015,\nrelative aux phares",
        "1. Un.",
    );
    assert_eq!(reading.number.unwrap().to_string(), "13/124");
    assert_eq!(reading.amendments.len(), 2);
    let reading = small("BERAADSLAGING NR. 13/124 VAN 3 DECEMBER 2013\n\nBETREFFENDE DE VUURTORENS", "1. Een.");
    assert!(reading.title.as_deref().is_some_and(|title| title.ends_with("BETREFFENDE DE VUURTORENS")));
}

#[test]
fn titles_that_say_it_otherwise() {
    let reading = small(
        "DÉLIBÉRATION DU 7 OCTOBRE 2003 N° 03/100, MODIFIÉE PAR LA DÉLIBÉRATION N° 07/12 DU 3 AVRIL 2007, SUR LES FEUX",
        "1. Un.",
    );
    assert_eq!(reading.number.unwrap().to_string(), "03/100");
    assert_eq!(json(&reading, "amendments"), r#"[{"approved":"2007-04-03"}]"#);
    let reading = small(
        "BERAADSLAGING NR. 17/114 VAN 19 DECEMBER 2017 (AFDELING GEZONDHEID) EN 9 JANUARI 2018 (AFDELING SOCIALE\nZEKERHEID) OVER LICHT",
        "1. Een.",
    );
    assert_eq!(json(&reading, "date"), r#""2017-12-19""#);
    assert_eq!(reading.amendments, []);
}

#[test]
fn labels_and_bullets_on_lines_of_their_own() {
    let reading = small(
        "DÉLIBÉRATION N° 13/124 DU 3 DÉCEMBRE 2013 SUR LES FEUX",
        "1.\n\nLe Fonds demande :\n\n-\n\nle nom,\n\n-\n\nla date.\n\n2.\n\nDeux.",
    );
    assert_eq!(points(&reading), [("1", "A."), ("2", "A.")]);
    assert_eq!(text(&reading, "1"), "Le Fonds demande :\n- le nom,\n- la date.");
}

#[test]
fn a_numbering_that_begins_anew_in_a_section() {
    let reading = small(
        "DÉLIBÉRATION N° 13/124 DU 3 DÉCEMBRE 2013 SUR LES FEUX",
        "1. Un.\n\n2. Deux.\n\nB. EXAMEN\n\n1. Encore un.\n\n2. Encore deux.",
    );
    assert_eq!(points(&reading), [("1", "A."), ("2", "A."), ("1", "B."), ("2", "B.")]);
    assert!(codes(&reading).contains(&("numbering-restarts", "1")));
}

#[test]
fn what_does_not_fit_is_told() {
    let reading = small(
        "DÉLIBÉRATION N° 12/124 DU 3 DÉCEMBRE 2013 RELATIVE AUX PHARES",
        "1. Un.\n\n2. Deux.\n\n2. Encore deux.\n\n5. Cinq.",
    );
    let codes = codes(&reading);
    for expected in [("date-year-mismatch", "date"), ("duplicate-label", "2"), ("gap-in-numbering", "5")] {
        assert!(codes.contains(&expected), "{expected:?} in {codes:?}");
    }
    assert_eq!(reading.points.len(), 4);
}

#[test]
fn without_a_title_or_a_signature_it_warns() {
    let text = "Comité sectoriel de la sécurité sociale et de la santé\n\nCSSS/13/200\n\nVu la loi;\n\nVu la demande du Fonds;\n\n\
                1. Un.\n\n2. Deux.\n\nPar ces motifs,\n\nla section autorise.\n";
    let reading = delibero_reader::read(text.as_bytes()).unwrap();
    let codes = codes(&reading);
    for expected in ["missing-title", "missing-number", "missing-date", "missing-signature"] {
        assert!(codes.iter().any(|(code, _)| *code == expected), "{expected} in {codes:?}");
    }
    assert_eq!(reading.points.len(), 2);
}

#[test]
fn windows_1252_is_read_with_a_warning() {
    let text = std::fs::read_to_string("tests/documents/fr-2019.txt").unwrap();
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '’' => 0x92,
            '–' => 0x96,
            '•' => 0x95,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let mut reading = delibero_reader::read(&bytes).unwrap();
    assert_eq!(codes(&reading)[0], ("encoding-guessed", "text"));
    reading.warnings.remove(0);
    assert_eq!(reading, read("fr-2019.txt"));
}

#[test]
fn a_byte_order_mark_and_other_line_ends_change_nothing() {
    let text = std::fs::read_to_string("tests/documents/nl-2008.txt").unwrap();
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(delibero_reader::read(windows.as_bytes()).unwrap(), read("nl-2008.txt"));
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(delibero_reader::read(&utf16).unwrap(), read("nl-2008.txt"));
}

#[test]
fn a_reading_survives_its_json() {
    for name in ["fr-2019.txt", "nl-2024.md", "fr-2005.txt"] {
        let reading = read(name);
        let json = serde_json::to_string(&reading).unwrap();
        assert_eq!(serde_json::from_str::<Reading>(&json).unwrap(), reading);
    }
}
