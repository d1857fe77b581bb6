use super::view::{LogLine, LogView};
use crate::filters::{FilterProblem, Unread};
use delibero_domain::access_log::{Disclosed, EventKind};
use delibero_domain::authorisation::Source;
use delibero_domain::niss::NissError;
use delibero_domain::period::{Quarter, QuarterRange};
use delibero_domain::role::Role;
use delibero_domain::text::{Language, Text};

use super::{LogPage, LogQuery, content};
use crate::rendering;

const NISS: &str = "85.07.30-999.32";

fn html(query: LogQuery, view: LogView) -> String {
    rendering::html(Language::Fr, |language| content(&LogPage { language, query, view }))
}

fn line() -> LogLine {
    let quarter: Quarter = "2025Q1".parse().expect("a quarter");
    LogLine {
        suspended: None,
        position: 7,
        at: "2026-11-21 01:02:03".to_owned(),
        kind: EventKind::Disclosure,
        user: "an.peeters".to_owned(),
        role: Role::CaseWorker,
        office: None,
        office_label: Text::default(),
        organisation: "vdab".to_owned(),
        recipient: "vdab".to_owned(),
        organisation_name: Text::same("VDAB"),
        person: Some(NISS.to_owned()),
        successor: None,
        module: Text::same("Consultation"),
        purpose: Text::same("Contrôle"),
        person_role: None,
        confirmed: vec![Text::same("Un litige est en cours")],
        asked: QuarterRange { first: quarter, last: quarter }.into(),
        outcome: "granted".to_owned(),
        source: Some(Source::new("23/058", "57-58")),
        status: "MSG00000".to_owned(),
        granted: vec![Text::same("Période du risque")],
        disclosed: vec![Disclosed { record: "A-1".to_owned(), version: Some(2), sender: None }],
        consultation: "0195f2a4".to_owned(),
        leaf: "ab".repeat(32),
    }
}

#[test]
fn without_a_person_the_ways_are_links() {
    let (kind, user, before) = ("export".to_owned(), "an".to_owned(), "40".to_owned());
    let query = LogQuery { kind, user, before, ..LogQuery::default() };
    let page = LogView { lines: vec![line()], next: Some(7), ..LogView::default() };
    let html = html(query, page);
    assert!(html.contains("href=\"/log?user=an&amp;kind=export&amp;before=7\""), "{html}");
    assert!(
        html.contains("href=\"/log?user=an\""),
        "without the kind, the user stays, from the newest line on: {html}"
    );
    assert!(html.contains("21.11.2026") && html.contains("01:02:03") && html.contains(NISS), "{html}");
}

#[test]
fn with_a_person_every_way_posts_and_no_address_holds_the_niss() {
    let query = LogQuery { kind: "export".to_owned(), ..LogQuery::default() };
    let page = LogView { lines: vec![line()], next: Some(7), person: NISS.to_owned(), ..LogView::default() };
    let html = html(query, page);
    assert!(!html.contains("before=7") && html.contains("name=\"before\" value=\"7\""), "{html}");
    for address in html.split("href=\"").skip(1).chain(html.split("action=\"").skip(1)) {
        let address = address.split('"').next().unwrap_or_default();
        assert!(!address.contains("85"), "{address}");
    }
}

#[test]
fn a_wrong_niss_is_said_in_the_summary_and_at_the_field() {
    let person_problem = Some(NissError::Length);
    let html = html(LogQuery::default(), LogView { person_problem, person: "12".to_owned(), ..LogView::default() });
    assert!(html.contains("href=\"#log-person\"") && html.contains("id=\"log-person-problem\""), "{html}");
    assert!(!html.contains("<table"), "{html}");
}

#[test]
fn a_filter_that_was_not_read_is_said_at_its_field_and_shows_no_line() {
    let query = LogQuery { user: "First Last".to_owned(), kind: "foo".to_owned(), ..LogQuery::default() };
    let unread =
        |field: &str, typed: &str, problem| Unread { field: field.to_owned(), typed: typed.to_owned(), problem };
    let unread = vec![
        unread("user", "First Last", FilterProblem::Meant("first.last".to_owned())),
        unread("kind", "foo", FilterProblem::Unknown),
        unread("before", "abc", FilterProblem::Number),
    ];
    let html = html(query, LogView { unread, lines: vec![line()], ..LogView::default() });
    for expected in [
        "href=\"#log-user\"",
        "id=\"log-user-problem\"",
        "aria-describedby=\"log-user-problem\"",
        "first.last\u{a0}?",
        "href=\"#log-kind\"",
        "<option value=\"foo\" selected",
        "Ce nombre ne peut pas être lu\u{a0}: abc.",
        "Rien n’est montré",
    ] {
        assert!(html.contains(expected), "{expected}: {html}");
    }
    assert!(!html.contains("<table") && !html.contains(NISS), "{html}");
}
