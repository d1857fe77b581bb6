use std::collections::BTreeMap;

use delibero_domain::deliberation::reading::Section;
use delibero_domain::deliberation::register::{Deliberation, PointStatus, PointText, Version, VersionText};
use delibero_domain::text::Language;
use jiff::civil::date;

use super::*;
use crate::register::changes::{Subject, changes};
use crate::register::draft::Content;
use crate::register::texts::{TextKey, Texts};

const KEY: TextKey = TextKey::new(0, Language::Fr);

fn section(label: &str, title: &str) -> Section {
    Section { label: label.to_owned(), title: title.to_owned(), level: 1, text: String::new() }
}

fn content(labels: &[&str]) -> Content {
    let point = |label: &&str| PointText {
        label: label.parse().expect("a label"),
        heading: Some(0),
        text: format!("Le texte du point {label}."),
        status: PointStatus::Unchanged,
    };
    let text = VersionText {
        title: "Un titre".to_owned(),
        sections: vec![section("A.", "A."), section("B.", "B.")],
        points: labels.iter().map(point).collect(),
        ..VersionText::default()
    };
    let given = Version { document: None, approved: date(2020, 1, 7), in_force: None, languages: vec![Language::Fr] };
    let deliberation = Deliberation {
        number: "20/001".parse().expect("a number"),
        committee: "Comité".to_owned(),
        title: BTreeMap::from([(Language::Fr, "Un titre".to_owned())]),
        date: date(2020, 1, 7),
        rapporteur: None,
        grounds: vec!["Vu la loi ;".to_owned(), "Vu la demande ;".to_owned()],
        requesters: Vec::new(),
        sources: Vec::new(),
        versions: vec![given],
        amendments_complete: true,
        end: None,
    };
    Content { deliberation, texts: Texts::from([(KEY, text)]) }
}

fn text(content: &mut Content) -> &mut VersionText {
    content.texts.get_mut(&KEY).expect("a text")
}

fn form(content: &Content, part: Part) -> Form {
    Form::of(content, Some(KEY), part, false).expect("a part")
}

/// A form as a browser sends it, with some fields typed over and others added.
fn posted(form: &Form, over: &[(&str, &str)]) -> PostedFields {
    let mut pairs: Vec<(String, String)> = over.iter().map(|(name, value)| pair(name, value)).collect();
    pairs.extend(form.fields().iter().map(|(name, field)| pair(&name.to_string(), field.typed())));
    pairs.extend(form.rows().iter().enumerate().map(|(row, view)| pair(&format!("r{row}-was"), view.was.as_str())));
    PostedFields::new(pairs)
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn typed(form: &Form, over: &[(&str, &str)]) -> Form {
    form.read(&posted(form, over))
}

fn applied(content: &Content, mut form: Form) -> Content {
    let mut content = content.clone();
    let done = form.apply(&mut content, Some(KEY));
    assert_eq!(done, Ok(()), "{:?}", errors(&form));
    content
}

fn errors(form: &Form) -> Vec<(String, FieldError)> {
    let error = |(name, field): &(FieldName, &dyn AnyField)| Some((name.to_string(), field.error()?));
    form.fields().iter().filter_map(error).collect()
}

fn refused(content: &Content, mut form: Form) -> Vec<(String, FieldError)> {
    let mut now = content.clone();
    assert_eq!(form.apply(&mut now, Some(KEY)), Err(Faulty));
    assert_eq!(&now, content, "what is refused changes nothing");
    errors(&form)
}

fn field<'f>(form: &'f Form, name: &str) -> &'f dyn AnyField {
    let found = form.fields().into_iter().find(|(known, _)| known.to_string() == name);
    found.map(|(_, field)| field).unwrap_or_else(|| panic!("no field {name}"))
}

#[test]
fn every_part_saved_as_it_was_read_changes_nothing() {
    let content = content(&["1.", "2.", "2./1."]);
    for part in [Part::Facts, Part::Versions, Part::Text, Part::Sections, Part::Footnotes, Part::Point(3)] {
        let form = form(&content, part);
        assert_eq!(typed(&form, &[]), form, "{part}");
        assert_eq!(applied(&content, typed(&form, &[])), content, "{part}");
        assert_eq!(part.to_string().parse(), Ok(part));
    }
}

#[test]
fn a_new_point_is_proposed_a_label_that_is_free() {
    let content = content(&["1.", "2.", "2./1.", "3."]);
    for (place, label) in [(1, "1"), (2, "1/1"), (4, "2/2"), (5, "4")] {
        assert_eq!(field(&form(&content, Part::NewPoint(place)), "label").typed(), label, "{place}");
    }
    assert_eq!(Form::of(&content, Some(KEY), Part::NewPoint(6), false), None);
}

#[test]
fn points_are_inserted_changed_repealed_and_removed() {
    let start = content(&["1.", "2."]);
    let new = typed(&form(&start, Part::NewPoint(2)), &[("text", "Neuf.\r\nSuite.")]);
    let inserted = applied(&start, new);
    let points = &inserted.texts[&KEY].points;
    assert_eq!(
        (points.len(), points[1].label.normal(), points[1].text.as_str()),
        (3, "1/1".to_owned(), "Neuf.\nSuite.")
    );
    let repealed = applied(&inserted, typed(&form(&inserted, Part::Point(1)), &[("repealed", "yes")]));
    assert_eq!(repealed.texts[&KEY].points[0].status, PointStatus::Repealed);
    let Form::Point(point) = form(&repealed, Part::Point(2)) else { panic!("a point") };
    let mut removed = repealed.clone();
    point.remove(&mut removed, KEY);
    assert_eq!(removed.texts[&KEY].points.len(), 2);
    let wrong = typed(&form(&start, Part::Point(1)), &[("label", "2"), ("text", " ")]);
    let expected = [pair_of("label", FieldError::LabelTwice), pair_of("text", FieldError::Required)];
    assert_eq!(refused(&start, wrong), expected);
}

fn pair_of(name: &str, error: FieldError) -> (String, FieldError) {
    (name.to_owned(), error)
}

#[test]
fn rows_are_added_and_removed_with_what_was_typed_kept() {
    let content = content(&["1."]);
    let mut added = typed(&form(&content, Part::Sections), &[("r0-title", "Objet")]);
    added.reshape(Action::AddRow(1));
    let titles: Vec<&str> = (0..3).map(|row| field(&added, &format!("r{row}-title")).typed()).collect();
    assert_eq!(titles, ["Objet", "", "B."]);
    added.reshape(Action::RemoveRow(0));
    let kept = applied(&content, typed(&added, &[]));
    let text = &kept.texts[&KEY];
    assert_eq!((text.sections.len(), text.points[0].heading), (1, None), "an empty row is no section");
}

#[test]
fn a_version_in_between_takes_the_texts_behind_it_along() {
    let mut content = content(&["1."]);
    content.deliberation.date = date(2019, 1, 1);
    let mut added = form(&content, Part::Versions);
    added.reshape(Action::AddRow(1));
    let saved = applied(&content, typed(&added, &[("r1-approved", "2019-01-01"), ("r1-document", "CSI/CSSS/19/002")]));
    assert_eq!(saved.deliberation.versions.len(), 2);
    assert_eq!(saved.texts.keys().copied().collect::<Vec<_>>(), [TextKey { version: 1, ..KEY }]);
    let over = [("r1-approved", "2020-01-07"), ("r0-in-force", "2019-12-31"), ("r1-document", "x")];
    let expected = [
        pair_of("r0-in-force", FieldError::TooEarly),
        pair_of("r1-document", FieldError::NotADocument),
        pair_of("r1-approved", FieldError::DayTwice),
    ];
    assert_eq!(refused(&content, typed(&added, &over)), expected);
    let none = form(&content, Part::Versions).read(&PostedFields::default());
    assert_eq!(applied(&content, none), content, "a version with a text is never lost");
}

#[test]
fn what_is_wrong_in_the_facts_is_said_at_its_field() {
    let content = content(&["1."]);
    let facts = form(&content, Part::Facts);
    let over = [("number", "23"), ("date", ""), ("title-fr", ""), ("end", "replaced"), ("end-by", "x")];
    let names: Vec<String> = refused(&content, typed(&facts, &over)).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["number", "date", "title-fr", "end-date", "end-by"]);
    let wrong = typed(&facts, &over);
    assert_eq!((field(&wrong, "number").typed(), field(&wrong, "end-by").typed()), ("23", "x"), "kept as it was typed");
    let published = Form::of(&content, None, Part::Facts, true).expect("facts");
    let kept = applied(&content, typed(&published, &[("number", "99/999")]));
    assert_eq!(kept.deliberation.number, content.deliberation.number, "what is published keeps its number");
}

#[test]
fn a_day_is_read_in_the_order_of_people() {
    let content = content(&["1."]);
    let facts = form(&content, Part::Facts);
    for typed_day in ["31/12/2020", "31.12.2020", "2020-12-31"] {
        let saved = applied(&content, typed(&facts, &[("date", typed_day)]));
        assert_eq!(saved.deliberation.date, date(2020, 12, 31), "{typed_day}");
    }
    let wrong = typed(&facts, &[("date", "31/13/2020")]);
    assert_eq!(refused(&content, wrong), [pair_of("date", FieldError::NotADay)]);
}

#[test]
fn a_name_with_a_niss_is_refused_at_its_field() {
    let content = content(&["1."]);
    let niss = "M. 85.07.30-999.32";
    for (part, name) in [(Part::Facts, "title-fr"), (Part::Text, "title"), (Part::Sections, "r1-title")] {
        let wrong = typed(&form(&content, part), &[(name, niss)]);
        assert_eq!(refused(&content, wrong), [pair_of(name, FieldError::Niss)], "{part}");
    }
}

#[test]
fn after_a_conflict_each_field_is_the_one_chosen() {
    let content = content(&["1."]);
    let theirs = form(&content, Part::Point(1));
    let over = [("text", "Le mien."), ("label", "1bis"), ("choose-label", "theirs"), ("choose-text", "mine")];
    let mut chosen = typed(&theirs, &over);
    chosen.choose(&theirs);
    assert_eq!((field(&chosen, "label").typed(), field(&chosen, "text").typed()), ("1.", "Le mien."));
    assert_eq!(errors(&chosen), [], "what was typed and not chosen is no fault");
}

#[test]
fn what_two_people_typed_alike_is_no_conflict() {
    let content = content(&["1."]);
    let theirs = form(&content, Part::Point(1));
    assert_eq!(typed(&theirs, &[("text", " Le texte du point 1..\n")]).merge(&theirs, false).map(|_| ()), Ok(()));
    let Err(Conflict(both)) = typed(&theirs, &[("text", "Le mien.")]).merge(&theirs, false) else {
        panic!("a conflict")
    };
    assert_eq!(field(&both, "text").theirs(), Some("Le texte du point 1.."));
    assert_eq!(field(&both, "label").theirs(), None);
}

#[test]
fn rows_are_found_again_by_what_they_were() {
    let mut read = content(&["1."]);
    text(&mut read).sections = vec![section("A.", "Contexte"), section("B.", "Examen"), section("C.", "Sécurité")];
    text(&mut read).points[0].heading = Some(2);
    let mine = form(&read, Part::Sections);
    // The first went, the second was numbered anew, the third got another title.
    let mut now = read.clone();
    text(&mut now).sections = vec![section("A.", "Examen"), section("C.", "Mesures")];
    text(&mut now).points[0].heading = Some(1);
    let theirs = form(&now, Part::Sections);
    let Err(Conflict(shown)) = mine.merge(&theirs, false) else { panic!("a conflict") };
    assert_eq!((field(&shown, "r1-label").theirs(), field(&shown, "r2-title").theirs()), (Some("A."), Some("Mesures")));
    let saved = applied(&now, typed(&shown, &[]));
    let kept = &saved.texts[&KEY];
    assert_eq!((kept.sections.len(), kept.points[0].heading), (3, Some(2)), "under what was C. and is C.");
    let over = [("choose-r2-title", "theirs"), ("r1-label", "B1."), ("choose-r1-label", "mine")];
    let mut chosen = typed(&shown, &over);
    chosen.choose(&theirs);
    assert_eq!((field(&chosen, "r2-title").typed(), field(&chosen, "r1-label").typed()), ("Mesures", "B1."));
}

#[test]
fn a_version_of_somebody_else_stays_and_texts_stay_with_their_version() {
    let mut read = content(&["1."]);
    read.deliberation.date = date(2019, 1, 1);
    let mine = form(&read, Part::Versions);
    let mut now = read.clone();
    let earlier = Version { document: None, approved: date(2019, 1, 1), in_force: None, languages: Vec::new() };
    now.deliberation.versions.insert(0, earlier);
    let moved = now.texts.remove(&KEY).expect("a text");
    now.texts.insert(TextKey { version: 1, ..KEY }, moved);
    let theirs = form(&now, Part::Versions);
    let sent = posted(&mine, &[("r0-in-force", "2020-02-01")]);
    let Err(Conflict(shown)) = theirs.read(&sent).merge(&theirs, false) else { panic!("a conflict") };
    let removable: Vec<bool> = shown.rows().iter().map(|row| row.is_removable).collect();
    assert_eq!(removable, [true, false], "a version with a text is not removed");
    let saved = applied(&now, *shown);
    let versions = &saved.deliberation.versions;
    assert_eq!(saved.texts.keys().map(|key| key.version).collect::<Vec<_>>(), [1]);
    assert_eq!((versions.len(), versions[0].languages.len()), (2, 0));
    assert_eq!(versions[1].in_force, Some(date(2020, 2, 1)));
}

#[test]
fn a_body_full_of_names_is_read_at_once() {
    // One after another they would be five thousand million comparisons.
    let names: Vec<String> = (0..100_000).map(|row| format!("r{row}-mark")).collect();
    let sent = PostedFields::new(names.iter().map(|name| (name.clone(), name.clone())).collect());
    assert!(names.iter().all(|name| sent.get(name) == name));
    assert_eq!(sent.row_count(), 100_000);
    let rows: Vec<(String, String)> = (0..MAX_ROWS).map(|row| (format!("r{row}-mark"), String::new())).collect();
    let mut full = form(&content(&["1."]), Part::Footnotes).read(&PostedFields::new(rows));
    full.reshape(Action::AddRow(0));
    assert_eq!(full.rows().len(), MAX_ROWS, "nothing is added to a full list");
}

#[test]
fn the_button_says_what_is_done() {
    let action = |word: &str| PostedFields::new(vec![pair("do", word)]).action();
    assert_eq!(
        ["", "save", "next", "remove", "add:2", "remove:0", "add:x", "show:"].map(action),
        [
            Action::Save,
            Action::Save,
            Action::SaveAndGoOn,
            Action::Remove,
            Action::AddRow(2),
            Action::RemoveRow(0),
            Action::ShowAgain,
            Action::ShowAgain
        ]
    );
}

#[test]
fn a_form_has_the_same_mark_in_every_release() {
    let content = content(&["1."]);
    let mark = |key: Option<TextKey>, part, form: &Form| Mark::of(&content, key, part, form).to_string();
    let point = form(&content, Part::Point(1));
    let marked = mark(Some(KEY), Part::Point(1), &point);
    assert_eq!(marked, "2020-01-07-fr-7435e37b315d32bd7401c6262878f73d4cc579798435729989f94a1aca4aec02");
    assert_eq!(marked.parse().map(|mark: Mark| mark.to_string()), Ok(marked.clone()));
    assert_eq!(mark(Some(KEY), Part::Facts, &form(&content, Part::Facts)).len(), 64, "a hash, and no text");
    let blanks = typed(&point, &[("text", "  Le texte du point 1..\r\n")]);
    assert_eq!(mark(Some(KEY), Part::Point(1), &blanks), marked, "blanks say nothing");
    let other = typed(&point, &[("text", "Le texte du point 2.")]);
    assert_ne!(mark(Some(KEY), Part::Point(1), &other), marked);
}

#[test]
fn changes_name_what_was_touched_and_nothing_else() {
    let before = content(&["1.", "2."]);
    let mut after = content(&["1.", "2.", "3."]);
    after.deliberation.committee = "Chambre".to_owned();
    text(&mut after).points[1].text = "D’autres mots que ceux d’avant, tous nouveaux.".to_owned();
    let found: Vec<Subject> = changes(Some(&before), &after).into_iter().map(|change| change.subject).collect();
    let point = |label: &str| Subject::Point(label.to_owned());
    assert_eq!(found, [Subject::Field(FieldKey::Committee), point("2"), point("3")]);
    assert!(changes(Some(&before), &before).is_empty());
}
