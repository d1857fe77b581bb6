use crate::pages::register::deliberation::view::{DeliberationQuery, DeliberationView, Neighbour};
use crate::pages::register::published::Quoted;
use delibero_domain::deliberation::reading::{Footnote, Section};
use delibero_domain::deliberation::register::{Deliberation, End, PointStatus, PointText, Version, VersionText};
use delibero_domain::text::Language;
use delibero_usecases::register::uses::{PointUses, ServiceModule, Use, UseKind, UseRecipient};
use jiff::civil::{Date, date};

use super::{DeliberationPage, content};
use crate::rendering;

const TODAY: Date = date(2026, 11, 21);

fn version(approved: Date, languages: Vec<Language>) -> Version {
    Version { document: None, approved, in_force: None, languages }
}

fn point(label: &str, heading: Option<usize>, text: &str, status: PointStatus) -> PointText {
    PointText { label: label.parse().expect("a label"), heading, text: text.to_owned(), status }
}

fn text() -> VersionText {
    let section = |label: &str, title: &str, level| Section {
        label: label.to_owned(),
        title: title.to_owned(),
        level,
        text: String::new(),
    };
    VersionText {
        sections: vec![section("A.", "OBJET", 1), section("", "Le Fonds", 2), section("B.", "EXAMEN", 1)],
        points: vec![
            point("1.", Some(0), "Selon la délibération n° 04/32, mais non 99/001 ni 23/058.", PointStatus::Unchanged),
            point("1./1.", Some(1), "Trois choses² :\n\n- l’une <b>;\n- l’autre.", PointStatus::Inserted),
            point("2.", Some(2), "Fin.", PointStatus::Repealed),
        ],
        footnotes: vec![
            Footnote { mark: "2".to_owned(), text: "Une note.".to_owned(), at: Some("1/1".to_owned()) },
            Footnote { mark: "1".to_owned(), text: "Modifiée.".to_owned(), at: Some("title".to_owned()) },
        ],
        operative: Some("Par ces motifs,\n\nautorise.".to_owned()),
        ..VersionText::default()
    }
}

fn neighbour(number: &str, known: bool) -> Neighbour {
    let title = known.then(|| Quoted { words: "TITRE".to_owned(), language: Language::Fr });
    Neighbour { number: number.parse().expect("a number"), date: None, at: vec!["1".to_owned()], title }
}

fn page(text: Option<VersionText>) -> DeliberationView {
    let languages = if text.is_some() { vec![Language::Fr] } else { Vec::new() };
    let labels = text.as_ref().map(|text| text.points.iter().map(|point| point.label.normal()).collect());
    let found = Deliberation {
        number: "23/058".parse().expect("a number"),
        committee: "Comité".to_owned(),
        title: [(Language::Fr, "DÉLIBÉRATION".to_owned())].into(),
        date: date(2023, 3, 7),
        rapporteur: None,
        grounds: vec!["Vu la loi".to_owned()],
        requesters: Vec::new(),
        sources: Vec::new(),
        versions: vec![version(date(2023, 3, 7), Vec::new()), version(date(2024, 1, 9), languages)],
        amendments_complete: true,
        end: None,
    };
    DeliberationView {
        suspensions: Vec::new(),
        title: Quoted::title(&found, Language::Fr),
        found,
        catalogued: None,
        points: Vec::new(),
        successor_known: false,
        today: TODAY,
        on: TODAY,
        unread: Vec::new(),
        counting: Some(1),
        counting_today: Some(1),
        shown: text.is_some().then_some((1, Language::Fr)),
        labels: labels.unwrap_or_default(),
        uses: vec![uses()],
        text,
        cited: vec![neighbour("04/032", true), neighbour("99/001", false)],
        citing: Vec::new(),
        writes: false,
        sees_history: false,
    }
}

fn uses() -> PointUses {
    let recipient = |id: &str| UseRecipient { id: id.to_owned(), label: id.to_owned(), point: "1-2".to_owned() };
    let module = ServiceModule { service: "hdi".to_owned(), module: "push".to_owned(), label: "Envoi".to_owned() };
    let granted = Use {
        kind: UseKind::Grant,
        recipients: ["a", "b", "c", "d", "e", "f"].map(recipient).into(),
        module: Some(module),
        words: String::new(),
        elements: vec!["NISS".to_owned(), "Période".to_owned()],
        count: 5,
    };
    PointUses { label: "2".to_owned(), uses: vec![granted] }
}

fn html(language: Language, label: &str, view: DeliberationView) -> String {
    let query = DeliberationQuery::default();
    let shown = |_| content(&DeliberationPage::new(view, &query, language, label.to_owned()));
    rendering::html(language, shown).replace("<!>", "")
}

#[test]
fn points_stand_under_their_headings_with_status_permalink_and_notes() {
    let html = html(Language::Fr, "", page(Some(text())));
    let order = ["A. OBJET</h3>", "id=\"p-1\"", "Le Fonds</h4>", "id=\"p-1/1\"", "B. EXAMEN</h3>", "id=\"p-2\""];
    let official = &html[html.find("official").expect("the text")..];
    let places: Vec<_> =
        order.iter().map(|part| official.find(part).unwrap_or_else(|| panic!("{part}: {html}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(html.contains("href=\"/deliberations/23/058/points/1.1\"") && html.contains("inséré"), "{html}");
    assert!(html.contains("href=\"#n-2\"") && html.contains("id=\"n-2\"") && html.contains("href=\"#r-2\""), "{html}");
    assert!(html.contains("<li>l’une &lt;b&gt;;</li>"), "{html}");
    assert!(html.contains("id=\"n-1\"") && html.contains("(titre)"), "a note of the title stands at the end: {html}");
    assert!(!html.contains("style="));
}

#[test]
fn identifiers_stand_once_and_links_within_the_page_find_theirs() {
    let html = html(Language::Fr, "1.1", page(Some(text())));
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target}: {html}");
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an identifier stands twice: {html}");
}

#[test]
fn known_deliberations_are_links_and_the_others_say_that_they_are_not_there() {
    let html = html(Language::Fr, "", page(Some(text())));
    assert!(html.contains("href=\"/deliberations/04/032\" class=\"link\">04/32</a>"), "{html}");
    assert!(html.contains("99/001<small") && html.contains("absente du registre"), "{html}");
    assert!(html.contains("ni 23/058."), "its own number is no link: {html}");
}

#[test]
fn a_point_says_what_the_catalogue_takes_from_it() {
    let html = html(Language::Nl, "", page(Some(text())));
    assert!(html.contains("href=\"/catalogue/a#p-23-058-1-2\"") && html.contains("en 1 andere"), "{html}");
    assert!(html.contains("href=\"/matrix?service=hdi&amp;module=push\"") && html.contains("2 van 5 elementen"));
    assert!(html.contains("lang=\"nl\" class=\"uses\"") && html.contains("<div lang=\"fr\">"), "{html}");
}

#[test]
fn the_banner_says_what_is_not_as_one_expects() {
    let at = |change: fn(&mut DeliberationView)| {
        let mut view = page(Some(text()));
        change(&mut view);
        html(Language::Fr, "", view)
    };
    let usual = at(|_| ());
    assert!(!usual.contains("role=\"note\""), "{usual}");
    let past = at(|view| (view.on, view.counting) = (date(2023, 6, 1), Some(0)));
    assert!(past.contains("Ce n’est pas la version d’aujourd’hui") && past.contains("seules les dates sont connues"));
    let early = at(|view| (view.on, view.counting) = (date(2023, 1, 1), None));
    assert!(early.contains("n’avait pas encore été rendue"), "{early}");
    let ended = at(|view| view.found.end = Some(End::Repealed(date(2025, 1, 1))));
    assert!(ended.contains("Abrogée depuis le 1er\u{a0}janvier 2025"), "{ended}");
    let replaced = at(|view| {
        view.found.end = "24/001".parse().ok().map(|by| End::Replaced(date(2025, 1, 1), by));
    });
    assert!(replaced.contains("24/001") && replaced.contains("absente du registre"), "{replaced}");
    let coming = at(|view| view.found.versions[1].in_force = Some(date(2027, 1, 1)));
    assert!(coming.contains("entre en vigueur le 1er\u{a0}janvier 2027"), "{coming}");
    let none = html(Language::Fr, "", page(None));
    assert!(none.contains("seules ses dates y sont"), "{none}");
}

#[test]
fn a_point_that_is_not_there_is_said() {
    let html = html(Language::De, "9", page(Some(text())));
    assert!(html.contains("Es gibt keinen Punkt 9") && !html.contains("autofocus"), "{html}");
}

#[test]
fn many_references_are_drawn_up_to_a_bound() {
    let mut many = page(Some(text()));
    many.cited = (1..=15).map(|number| neighbour(&format!("05/{number}"), number % 2 == 0)).collect();
    let html = html(Language::Fr, "", many);
    let drawn = html.split("Délibérations citées et citantes").nth(1).and_then(|rest| rest.split("</svg>").next());
    let drawn = drawn.expect("a drawing");
    assert!(drawn.contains("05/012") && !drawn.contains("05/013") && drawn.contains("et 3 autres"), "{drawn}");
    assert!(html.contains("05/015"), "the list has them all");
}
