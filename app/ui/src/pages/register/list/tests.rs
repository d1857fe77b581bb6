use super::view::{KeepProblem, Keeping, ListLine, ListView, Piece, SavedLink};
use crate::components::recipient::RecipientName;
use delibero_domain::deliberation::register::State;
use delibero_domain::text::{Language, Text};
use jiff::civil::Date;

use super::{ListPage, ListQuery, content};
use crate::rendering;

fn html(query: ListQuery, view: ListView) -> String {
    rendering::html(Language::Fr, |language| content(&ListPage { language, query, view }))
}

fn line() -> ListLine {
    ListLine {
        number: "98/1".parse().expect("a number"),
        title: "Mededeling van gegevens".to_owned(),
        title_language: Some(Language::Nl),
        committee: Text::same("Kamer sociale zekerheid"),
        printed: Some(Language::Nl),
        date: Date::constant(1998, 1, 13),
        document: Some("CSI/CSSS/25/114".to_owned()),
        approved: Date::constant(2025, 3, 4),
        in_force: Some(Date::constant(2025, 4, 1)),
        versions: 3,
        versions_complete: false,
        state: State::Replaced,
        since: Some(Date::constant(2025, 5, 6)),
        replaced_by: Some("23/058".parse().expect("a number")),
        excerpt: vec![
            Piece { text: "de <i>".to_owned(), hit: false },
            Piece { text: "gegevens".to_owned(), hit: true },
        ],
        sources: Vec::new(),
    }
}

fn page(lines: Vec<ListLine>) -> ListView {
    ListView {
        unread: Vec::new(),
        total: 51,
        page: 2,
        pages: 3,
        lines,
        years: vec![2023, 1998],
        committees: vec![("Kamer sociale zekerheid".to_owned(), Text::same("Kamer sociale zekerheid"))],
        sources: vec!["ONSS".to_owned()],
        recipients: vec![RecipientName { id: "vdab".to_owned(), label: Text::same("VDAB"), member_of: None }],
        services: vec![("hdi".to_owned(), Text::same("Attestations"))],
        saved: vec![SavedLink { name: "À suivre".to_owned(), query: "year=2023".to_owned() }],
        keeping: None,
        writes: false,
        most_lines: 20,
    }
}

#[test]
fn a_line_says_everything_and_marks_what_was_looked_for() {
    let query = ListQuery { q: "gegevens".to_owned(), recipient: "vdab".to_owned(), ..ListQuery::default() };
    let html = html(query, page(vec![line()]));
    for words in [
        "href=\"/deliberations/98/001\"",
        "lang=\"nl\"",
        "de &lt;i&gt;",
        "<mark>gegevens",
        "CSI/CSSS/25/114",
        "04.03.2025",
        "01.04.2025",
        "au moins 3 versions",
        "Remplacée",
        "06.05.2025",
        "href=\"/deliberations/23/058\"",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(!html.contains("style="), "the content policy refuses styles in the page");
}

#[test]
fn every_way_keeps_the_filters_and_each_filter_can_be_taken_away() {
    let query = ListQuery {
        q: "a b".to_owned(),
        year: "2023".to_owned(),
        sort: "title".to_owned(),
        page: "2".to_owned(),
        ..ListQuery::default()
    };
    let html = html(query, page(vec![line()]));
    for address in [
        "/deliberations?year=2023&amp;sort=title",
        "/deliberations?q=a%20b&amp;sort=title",
        "/deliberations?sort=title",
        "/deliberations?q=a%20b&amp;year=2023&amp;sort=title&amp;order=desc",
        "/deliberations?q=a%20b&amp;year=2023&amp;sort=relevance",
        "/deliberations?q=a%20b&amp;year=2023&amp;sort=title&amp;page=3",
        "/deliberations?q=a%20b&amp;year=2023&amp;sort=title",
        "/deliberations.csv?q=a%20b&amp;year=2023&amp;sort=title",
        "/deliberations.xlsx?q=a%20b&amp;year=2023&amp;sort=title",
        "/deliberations?year=2023",
    ] {
        assert!(html.contains(&format!("href=\"{address}\"")), "{address}: {html}");
    }
    assert!(html.contains("aria-sort=\"ascending\"") && html.contains("s’arrête à 20 lignes"), "{html}");
    assert!(html.contains("aria-label=\"Retirer la vue À suivre\""), "{html}");
}

#[test]
fn nothing_found_leads_on_and_an_empty_register_says_how_to_fill_it() {
    let query = ListQuery { year: "1850".to_owned(), ..ListQuery::default() };
    let none = html(query, ListView { total: 0, page: 1, pages: 1, ..page(Vec::new()) });
    assert!(none.contains("Aucune délibération ne répond") && !none.contains("<table"), "{none}");
    assert!(none.contains("1850"), "the filter that fits nothing can be taken away: {none}");

    let empty = ListView { total: 0, years: Vec::new(), ..page(Vec::new()) };
    let reader = html(ListQuery::default(), empty.clone());
    assert!(reader.contains("Le registre est encore vide") && !reader.contains("delibero import"), "{reader}");
    let secretary = html(ListQuery::default(), ListView { writes: true, ..empty });
    assert!(secretary.contains("delibero import deliberation"), "{secretary}");
}

#[test]
fn a_view_that_was_not_kept_is_said_at_the_field_with_what_was_typed() {
    let query = ListQuery { year: "2023".to_owned(), ..ListQuery::default() };
    let keeping = Some(Keeping { name: "Ma vue".to_owned(), problem: KeepProblem::TooMany });
    let html = html(query, ListView { keeping, ..page(vec![line()]) });
    assert!(html.contains("href=\"#keep-name\"") && html.contains("value=\"Ma vue\""), "{html}");
    assert!(html.contains("id=\"keep-name-problem\""), "{html}");
}
