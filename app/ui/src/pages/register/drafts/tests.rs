use std::collections::BTreeSet;

use delibero_usecases::drafts::EditKind;
use delibero_usecases::register::changes::{Change, Subject};
use delibero_usecases::register::editing::*;
use delibero_usecases::register::{Fault, TextKey};

use delibero_domain::deliberation::differences::{Kind, Run};
use delibero_domain::deliberation::register::PointStatus;
use delibero_domain::text::Language;
use jiff::civil::date;

use super::view::begin::{BeginReplay, ImportProblem, NewVersionReplay, NewVersionView};
use super::view::edit::{EditView, FieldKind, FieldView, RowFields};
use super::view::history::{HistoryView, SaveLine, SaveView};
use super::view::list::DraftsView;
use super::view::review::{ActionProblem, ReviewView};
use super::view::text::{PointLine, SectionLine, TextView, VersionLine};
use super::view::{DraftKind, Remark};
use super::{edit, history, list, new, review, version};
use crate::rendering;

const KEY: TextKey = TextKey { version: 0, language: Language::Nl };

fn review_page() -> ReviewView {
    let point = |label: &str, status| PointLine {
        label: label.to_owned(),
        heading: Some(0),
        text: "De tekst van het punt.".to_owned(),
        status,
        line: Some(2),
    };
    let section = SectionLine { label: "A.".to_owned(), title: "Onderwerp".to_owned(), level: 1, text: String::new() };
    ReviewView {
        id: "0a1b".to_owned(),
        revision: 3,
        kind: DraftKind::New,
        number: "24/007".to_owned(),
        title: "Beraadslaging over bakens".to_owned(),
        language: Language::Nl,
        author: Some("Hélène Martin".to_owned()),
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
        text: TextView {
            title: "Beraadslaging over bakens".to_owned(),
            sections: vec![section],
            points: vec![point("1.", PointStatus::Unchanged), point("2.", PointStatus::Repealed)],
            ..TextView::default()
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
        rules: Vec::new(),
        problem: None,
        typed_note: String::new(),
    }
}

fn html(page: ReviewView) -> String {
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
    let page = ReviewView { writes: false, publishes: true, proposed: Some("H. Martin".to_owned()), ..review_page() };
    let html = html(page);
    assert!(
        html.contains("value=\"publish\"") && html.contains("value=\"return\"") && html.contains("name=\"note\""),
        "{html}"
    );
    assert!(!html.contains("/edit/") || !html.contains(">Corriger"), "{html}");
    assert!(html.contains("name=\"revision\" value=\"3\""), "{html}");
}

fn edit_page(fields: Vec<FieldView>, part: Part) -> EditView {
    EditView {
        id: "0a1b".to_owned(),
        revision: 3,
        part,
        text: Some(KEY),
        number: "24/007".to_owned(),
        whole: fields,
        rows: Vec::new(),
        hidden: vec![("before".to_owned(), "00ff".to_owned())],
        is_conflict: false,
        other: None,
        source: Vec::new(),
        warnings: Vec::new(),
        next: None,
        previous: None,
        obstacle: None,
        trouble: None,
    }
}

fn field(name: &str, key: FieldKey, kind: FieldKind, value: &str) -> FieldView {
    FieldView { name: name.to_owned(), key, kind, value: value.to_owned(), error: None, theirs: None }
}

#[test]
fn what_is_wrong_is_said_above_and_at_the_field() {
    let mut label = field("label", FieldKey::PointLabel, FieldKind::Line, "x");
    label.error = Some(FieldError::NotALabel);
    let html = rendering::html(Language::De, |_| edit::content(edit_page(vec![label], Part::Point(1))));
    assert!(html.contains("href=\"#f-label\"") && html.contains("id=\"f-label-problem\""), "{html}");
    assert!(html.contains("aria-describedby=\"f-label-problem\"") && html.contains("value=\"x\""), "{html}");
}

#[test]
fn a_conflict_shows_both_and_asks() {
    let mut text = field("text", FieldKey::PointText, FieldKind::Area(6), "Mijn woorden.");
    text.theirs = Some("Hun woorden.".to_owned());
    let page = EditView { is_conflict: true, other: Some("Koen".to_owned()), ..edit_page(vec![text], Part::Point(1)) };
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
    let page = EditView { obstacle: Some(Obstacle::OtherText), ..edit_page(vec![heading], Part::Point(1)) };
    let html = rendering::html(Language::Nl, |_| edit::content(page));
    assert!(html.matches("A. Onderwerp").count() == 2 && !html.contains(">0f.1<"), "{html}");
    assert!(html.contains("kreeg een andere versie of taal"), "{html}");
}

#[test]
fn rows_have_buttons_and_a_version_with_a_text_cannot_be_removed() {
    let row = |row: u16, is_removable| RowFields {
        is_removable,
        fields: vec![field(&format!("r{row}-approved"), FieldKey::VersionApproved, FieldKind::Day, "2024-01-09")],
    };
    let page = EditView { rows: vec![row(0, false), row(1, true)], ..edit_page(Vec::new(), Part::Versions) };
    let html = rendering::html(Language::Fr, |_| edit::content(page));
    assert!(html.contains("value=\"add:2\"") && html.contains("value=\"remove:1\""), "{html}");
    assert!(!html.contains("value=\"remove:0\""), "{html}");
}

#[test]
fn a_refused_file_says_why_at_the_field_and_keeps_the_page() {
    let begun = BeginReplay { problems: vec![ImportProblem::Refused("letter".to_owned())], ..BeginReplay::default() };
    let html = rendering::html(Language::Fr, |_| new::content(begun));
    assert!(html.contains("Ce texte est une lettre") && html.contains("href=\"#file\""), "{html}");
    assert!(html.contains("multipart/form-data"), "{html}");
    let replacing = Some(("CSI/CSSS/25/114".to_owned(), "Le texte".to_owned()));
    let html = rendering::html(Language::Fr, |_| new::content(BeginReplay { replacing, ..BeginReplay::default() }));
    assert!(
        html.contains("name=\"replace\"") && html.contains("Le texte") && html.contains("href=\"/drafts\""),
        "{html}"
    );
}

#[test]
fn the_list_the_new_version_and_the_history_say_what_they_know() {
    let empty = DraftsView { drafts: Vec::new(), writes: false };
    let html = rendering::html(Language::Fr, |_| list::content(empty));
    assert!(!html.contains("/drafts/new"), "who does not write begins nothing: {html}");
    let mut form = NewVersionForm::empty();
    form.approved = Field::of(FieldKey::VersionApproved, date(2011, 5, 3));
    form.refuse(&[Fault::VersionsOutOfOrder]);
    let typed = Some(NewVersionReplay { form, says_errors: true, trouble: None });
    let page = NewVersionView {
        number: "98/001".to_owned(),
        title: "Titre".to_owned(),
        language: Language::Fr,
        newest: None,
        typed,
    };
    let html = rendering::html(Language::Fr, |_| version::content(page));
    assert!(
        html.contains("action=\"/deliberations/98/001/drafts\"") && html.contains("id=\"approved-problem\""),
        "{html}"
    );
    let save = SaveLine {
        place: 2,
        at: "2026-11-21 01:02:03".to_owned(),
        user: Some("H".to_owned()),
        kind: EditKind::Saved,
        note: None,
        changes: 1,
    };
    let change = Change {
        subject: Subject::Point("5".to_owned()),
        text: Some(KEY),
        kind: Kind::Changed,
        runs: vec![Run::Removed("oud".to_owned()), Run::Inserted("nieuw".to_owned())],
    };
    let shown =
        SaveView { place: 2, changes: vec![change], facts: Vec::new(), versions: Vec::new(), texts: Vec::new() };
    let page = HistoryView {
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

#[test]
fn a_note_with_a_niss_is_refused_at_its_field() {
    let problem = Some(ActionProblem::NoteWithNiss);
    let page = ReviewView { writes: false, publishes: true, problem, typed_note: "M. X".to_owned(), ..review_page() };
    let html = html(page);
    for words in ["href=\"#note\"", "id=\"note-problem\"", "Retirez le numéro", "M. X"] {
        assert!(html.contains(words), "{words}: {html}");
    }
}
