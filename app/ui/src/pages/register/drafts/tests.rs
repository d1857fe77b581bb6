use std::collections::BTreeSet;

use crate::pages::register::drafts::view::*;
use delibero_domain::deliberation::differences::{Kind, Run};
use delibero_domain::deliberation::register::PointStatus;
use delibero_domain::text::Language;
use jiff::civil::date;

use super::{edit, history, list, new, review, version};
use crate::rendering;

const KEY: TextKey = TextKey { version: 0, language: Language::Nl };

fn review_page() -> ReviewPage {
    let point = |label: &str, status| PointLine {
        label: label.to_owned(),
        heading: Some(0),
        text: "De tekst van het punt.".to_owned(),
        status,
        line: Some(2),
    };
    let section = SectionLine { label: "A.".to_owned(), title: "Onderwerp".to_owned(), level: 1, text: String::new() };
    ReviewPage {
        id: "0a1b".to_owned(),
        revision: 3,
        kind: DraftKind::New,
        number: "24/007".to_owned(),
        title: "Beraadslaging over bakens".to_owned(),
        language: Language::Nl,
        author: "Hélène Martin".to_owned(),
        saved: "2026-11-21 01:02:03".to_owned(),
        proposed: None,
        note: None,
        writes: true,
        publishes: false,
        wrote: false,
        facts: Vec::new(),
        versions: vec![VersionLine {
            document: None,
            approved: date(2024, 1, 9),
            in_force: None,
            languages: vec![Language::Nl],
        }],
        texts: vec![KEY],
        shown: Some(KEY),
        text: TextPage {
            title: "Beraadslaging over bakens".to_owned(),
            sections: vec![section],
            points: vec![point("1.", PointStatus::Unchanged), point("2.", PointStatus::Repealed)],
            ..TextPage::default()
        },
        source: vec!["Kop".to_owned(), "1. De tekst".to_owned()],
        faults: vec![Remark {
            code: "point-twice".to_owned(),
            text: "2".to_owned(),
            part: Part::Point(2),
            point: "2".to_owned(),
            line: None,
        }],
        warnings: vec![Remark {
            code: "x".to_owned(),
            text: "Kijk dit na.".to_owned(),
            part: Part::Point(1),
            point: "1".to_owned(),
            line: Some(2),
        }],
        changes: Vec::new(),
        problem: None,
        typed_note: String::new(),
    }
}

fn html(page: ReviewPage) -> String {
    rendering::html(Language::Fr, |_| review::content(page))
}

#[test]
fn a_warning_stands_at_its_line_and_leads_to_its_form() {
    let html = html(review_page());
    assert!(html.contains("id=\"line-2\"") && html.matches("Kijk dit na.").count() == 2, "{html}");
    assert!(html.contains("href=\"/drafts/0a1b/edit/point-1?text=0-nl\""), "{html}");
    assert!(html.contains("href=\"/drafts/0a1b/edit/new-3?text=0-nl\"") && html.contains("<s "), "{html}");
    assert!(
        html.contains("lang=\"nl\"") && html.contains("value=\"propose\"") && !html.contains("value=\"publish\""),
        "{html}"
    );
    assert!(!html.contains("style=\""), "{html}");
}

#[test]
fn an_approver_publishes_or_sends_back_and_never_edits() {
    let page = ReviewPage { writes: false, publishes: true, proposed: Some("H. Martin".to_owned()), ..review_page() };
    let html = html(page);
    assert!(
        html.contains("value=\"publish\"") && html.contains("value=\"return\"") && html.contains("name=\"note\""),
        "{html}"
    );
    assert!(!html.contains("/edit/") || !html.contains(">Corriger"), "{html}");
    assert!(html.contains("name=\"revision\" value=\"3\""), "{html}");
}

fn edit_page(fields: Vec<Field>, part: Part) -> EditPage {
    EditPage {
        id: "0a1b".to_owned(),
        part,
        text: Some(KEY),
        number: "24/007".to_owned(),
        fields,
        before: "00ff".to_owned(),
        conflict: false,
        other: None,
        source: Vec::new(),
        warnings: Vec::new(),
        next: None,
        previous: None,
        problem: None,
    }
}

fn field(name: &str, key: FieldKey, kind: FieldKind, value: &str) -> Field {
    Field { name: name.to_owned(), key, kind, value: value.to_owned(), problem: None, theirs: None }
}

#[test]
fn what_is_wrong_is_said_above_and_at_the_field() {
    let mut label = field("label", FieldKey::PointLabel, FieldKind::Line, "x");
    label.problem = Some(FieldProblem::NotALabel);
    let html = rendering::html(Language::De, |_| edit::content(edit_page(vec![label], Part::Point(1))));
    assert!(html.contains("href=\"#f-label\"") && html.contains("id=\"f-label-problem\""), "{html}");
    assert!(html.contains("aria-describedby=\"f-label-problem\"") && html.contains("value=\"x\""), "{html}");
}

#[test]
fn a_conflict_shows_both_and_asks() {
    let mut text = field("text", FieldKey::PointText, FieldKind::Area(6), "Mijn woorden.");
    text.theirs = Some("Hun woorden.".to_owned());
    let page = EditPage { conflict: true, other: Some("Koen".to_owned()), ..edit_page(vec![text], Part::Point(1)) };
    let html = rendering::html(Language::Nl, |_| edit::content(page));
    for words in [
        "Mijn woorden.",
        "Hun woorden.",
        "name=\"choose-text\" value=\"theirs\"",
        "Koen",
        "name=\"before\" value=\"00ff\"",
        "name=\"conflict\" value=\"yes\"",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[test]
fn what_somebody_else_chose_is_said_in_words() {
    let choices = vec![("0f.1".to_owned(), "A. Onderwerp".to_owned()), (String::new(), "–".to_owned())];
    let mut heading = field("heading", FieldKey::PointHeading, FieldKind::Choice(choices), "");
    heading.theirs = Some("0f.1".to_owned());
    let page = EditPage { problem: Some(PartProblem::OtherText), ..edit_page(vec![heading], Part::Point(1)) };
    let html = rendering::html(Language::Nl, |_| edit::content(page));
    assert!(html.matches("A. Onderwerp").count() == 2 && !html.contains(">0f.1<"), "{html}");
    assert!(html.contains("kreeg een andere versie of taal"), "{html}");
}

#[test]
fn rows_have_buttons_and_a_version_with_a_text_cannot_be_removed() {
    let row = |row: u16, removable: &str| {
        [
            field(&format!("r{row}-approved"), FieldKey::VersionApproved, FieldKind::Day, "2024-01-09"),
            field(&format!("r{row}-removable"), FieldKey::Version, FieldKind::Hidden, removable),
        ]
    };
    let fields = row(0, "").into_iter().chain(row(1, "yes")).collect();
    let html = rendering::html(Language::Fr, |_| edit::content(edit_page(fields, Part::Versions)));
    assert!(html.contains("value=\"add:2\"") && html.contains("value=\"remove:1\""), "{html}");
    assert!(!html.contains("value=\"remove:0\""), "{html}");
}

#[test]
fn a_refused_file_says_why_at_the_field_and_keeps_the_page() {
    let begun = Begun { problems: vec![ImportProblem::Refused("letter".to_owned())], ..Begun::default() };
    let html = rendering::html(Language::Fr, |_| new::content(begun));
    assert!(html.contains("Ce texte est une lettre") && html.contains("href=\"#file\""), "{html}");
    assert!(html.contains("multipart/form-data"), "{html}");
    let replacing = Some(("CSI/CSSS/25/114".to_owned(), "Le texte".to_owned()));
    let html = rendering::html(Language::Fr, |_| new::content(Begun { replacing, ..Begun::default() }));
    assert!(
        html.contains("name=\"replace\"") && html.contains("Le texte") && html.contains("href=\"/drafts\""),
        "{html}"
    );
}

#[test]
fn the_list_the_new_version_and_the_history_say_what_they_know() {
    let empty = DraftsPage { drafts: Vec::new(), writes: false, begun: Begun::default() };
    let html = rendering::html(Language::Fr, |_| list::content(empty));
    assert!(!html.contains("/drafts/new"), "who does not write begins nothing: {html}");
    let asked =
        AskedVersion { problems: vec![("approved".to_owned(), FieldProblem::DayTwice)], ..AskedVersion::default() };
    let page = NewVersionPage {
        number: "98/001".to_owned(),
        title: "Titre".to_owned(),
        language: Language::Fr,
        newest: None,
        asked,
    };
    let html = rendering::html(Language::Fr, |_| version::content(page));
    assert!(
        html.contains("action=\"/deliberations/98/001/drafts\"") && html.contains("id=\"approved-problem\""),
        "{html}"
    );
    let save = SaveLine {
        place: 2,
        at: "2026-11-21 01:02:03".to_owned(),
        user: "H".to_owned(),
        kind: SaveKind::Saved,
        note: None,
        changes: 1,
    };
    let change = Change {
        key: FieldKey::Point,
        label: "5".to_owned(),
        text: Some(KEY),
        kind: Kind::Changed,
        runs: vec![Run::Removed("oud".to_owned()), Run::Inserted("nieuw".to_owned())],
    };
    let shown =
        SavePage { place: 2, changes: vec![change], facts: Vec::new(), versions: Vec::new(), texts: Vec::new() };
    let page = HistoryPage {
        number: "98/001".to_owned(),
        title: "T".to_owned(),
        language: Language::Nl,
        saves: vec![save],
        shown: Some(shown),
    };
    let html = rendering::html(Language::Fr, |_| history::content(page));
    assert!(html.contains("save=2#save") && html.contains("<del") && html.contains("<ins"), "{html}");
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
}
