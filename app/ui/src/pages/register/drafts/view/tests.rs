use std::collections::BTreeMap;

use delibero_domain::deliberation::reading::Section;
use delibero_domain::deliberation::register::{Deliberation, PointStatus, PointText, Version, VersionText};
use delibero_domain::text::Language;
use delibero_usecases::register::Content;
use jiff::civil::date;

use super::*;

const KEY: TextKey = TextKey { version: 0, language: Language::Fr };

fn content(labels: &[&str]) -> Content {
    let point = |label: &&str| PointText {
        label: label.parse().expect("a label"),
        heading: Some(0),
        text: format!("Le texte du point {label}."),
        status: PointStatus::Unchanged,
    };
    let section =
        |label: &str| Section { label: label.to_owned(), title: label.to_owned(), level: 1, text: String::new() };
    let text = VersionText {
        title: "Un titre".to_owned(),
        sections: vec![section("A."), section("B.")],
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
    Content { deliberation, texts: BTreeMap::from([(KEY, text)]) }
}

fn text(content: &mut Content) -> &mut VersionText {
    content.texts.get_mut(&KEY).expect("a text")
}

fn typed(fields: &[Field], over: &[(&str, &str)]) -> Typed {
    let value = |field: &Field| {
        let found = over.iter().find(|(name, _)| *name == field.name).map(|(_, value)| (*value).to_owned());
        (field.name.clone(), found.unwrap_or_else(|| field.value.clone()))
    };
    let mut pairs: Vec<_> = fields.iter().map(value).collect();
    pairs.extend(over.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    Typed::new(pairs)
}

fn form(content: &Content, part: Part) -> Vec<Field> {
    fields_of(content, Some(KEY), part, false).expect("a part")
}

#[test]
fn every_part_saved_as_it_was_read_changes_nothing() {
    let content = content(&["1.", "2.", "2./1."]);
    for part in [Part::Facts, Part::Versions, Part::Text, Part::Sections, Part::Footnotes, Part::Point(3)] {
        let same = apply(&content, Some(KEY), part, &Typed::of(&form(&content, part)), false);
        assert_eq!(same.as_ref(), Ok(&content), "{part}");
        assert_eq!(part.to_string().parse(), Ok(part));
    }
}

#[test]
fn a_new_point_is_proposed_a_label_that_is_free() {
    let content = content(&["1.", "2.", "2./1.", "3."]);
    for (place, label) in [(1, "1"), (2, "1/1"), (4, "2/2"), (5, "4")] {
        assert_eq!(form(&content, Part::NewPoint(place))[0].value, label, "{place}");
    }
    assert_eq!(fields_of(&content, Some(KEY), Part::NewPoint(6), false), None);
}

#[test]
fn points_are_inserted_changed_repealed_and_removed() {
    let start = content(&["1.", "2."]);
    let fields = form(&start, Part::NewPoint(2));
    let inserted = apply(&start, Some(KEY), Part::NewPoint(2), &typed(&fields, &[("text", "Neuf.\r\nSuite.")]), false)
        .expect("saved");
    let points = &inserted.texts[&KEY].points;
    assert_eq!(
        (points.len(), points[1].label.normal(), points[1].text.as_str()),
        (3, "1/1".to_owned(), "Neuf.\nSuite.")
    );
    let fields = form(&inserted, Part::Point(1));
    let repealed =
        apply(&inserted, Some(KEY), Part::Point(1), &typed(&fields, &[("repealed", "yes")]), false).expect("saved");
    assert_eq!(repealed.texts[&KEY].points[0].status, PointStatus::Repealed);
    let removed = apply(&repealed, Some(KEY), Part::Point(2), &typed(&[], &[("do", "remove")]), false).expect("saved");
    assert_eq!(removed.texts[&KEY].points.len(), 2);
    let problems = apply(
        &start,
        Some(KEY),
        Part::Point(1),
        &typed(&form(&start, Part::Point(1)), &[("label", "2"), ("text", " ")]),
        false,
    );
    let expected = vec![("label".to_owned(), FieldProblem::LabelTwice), ("text".to_owned(), FieldProblem::Required)];
    assert_eq!(problems, Err(expected));
}

#[test]
fn rows_are_added_and_removed_with_what_was_typed_kept() {
    let content = content(&["1."]);
    let fields = form(&content, Part::Sections);
    let sent = typed(&fields, &[("r0-title", "Objet"), ("do", "add:1")]);
    let added = reshaped(&fields, Part::Sections, &sent);
    let titles: Vec<&str> =
        added.iter().filter(|field| field.key == FieldKey::SectionTitle).map(|field| field.value.as_str()).collect();
    assert_eq!(titles, ["Objet", "", "B."]);
    let removed = reshaped(&added, Part::Sections, &typed(&added, &[("do", "remove:0")]));
    let kept = apply(&content, Some(KEY), Part::Sections, &Typed::of(&removed), false).expect("saved");
    let text = &kept.texts[&KEY];
    assert_eq!((text.sections.len(), text.points[0].heading), (1, None), "an empty row is no section");
}

#[test]
fn a_version_in_between_takes_the_texts_behind_it_along() {
    let mut content = content(&["1."]);
    content.deliberation.date = date(2019, 1, 1);
    let fields = form(&content, Part::Versions);
    let added = reshaped(&fields, Part::Versions, &typed(&fields, &[("do", "add:1")]));
    let sent = typed(&added, &[("r1-approved", "2019-01-01"), ("r1-document", "CSI/CSSS/19/002")]);
    let saved = apply(&content, Some(KEY), Part::Versions, &sent, false).expect("saved");
    assert_eq!((saved.deliberation.versions.len(), saved.texts.keys().next().map(|key| key.version)), (2, Some(1)));
    let wrong = typed(&added, &[("r1-approved", "2020-01-07"), ("r0-in-force", "2019-12-31"), ("r1-document", "x")]);
    let problems = apply(&content, Some(KEY), Part::Versions, &wrong, false).expect_err("wrong").into_iter();
    let problems: Vec<_> = problems.map(|(_, problem)| problem).collect();
    assert_eq!(problems, [FieldProblem::TooEarly, FieldProblem::NotADocument, FieldProblem::DayTwice]);
    let none = Typed::new(Vec::new());
    let kept = apply(&content, Some(KEY), Part::Versions, &none, false).expect("saved");
    assert_eq!(kept, content, "a version with a text is never lost");
}

#[test]
fn what_is_wrong_in_the_facts_is_said_at_its_field() {
    let content = content(&["1."]);
    let fields = form(&content, Part::Facts);
    let sent =
        typed(&fields, &[("number", "23"), ("date", ""), ("title-fr", ""), ("end", "replaced"), ("end-by", "x")]);
    let problems = apply(&content, None, Part::Facts, &sent, false).expect_err("wrong");
    let names: Vec<&str> = problems.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["number", "date", "title-fr", "end-date", "end-by"]);
    let kept = apply(&content, None, Part::Facts, &typed(&fields, &[("number", "99/999")]), true).expect("saved");
    assert_eq!(kept.deliberation.number, content.deliberation.number, "what is published keeps its number");
}

#[test]
fn after_a_conflict_each_field_is_the_one_chosen() {
    let content = content(&["1."]);
    let theirs = form(&content, Part::Point(1));
    let sent =
        typed(&theirs, &[("text", "Le mien."), ("label", "1bis"), ("choose-label", "theirs"), ("choose-text", "mine")]);
    let chosen = merged(&sent, &theirs);
    assert_eq!((chosen.get("label"), chosen.get("text")), ("1.", "Le mien."));
}

#[test]
fn rows_are_found_again_by_what_they_were() {
    let mut read = content(&["1."]);
    let section = |label: &str, title: &str| Section {
        label: label.to_owned(),
        title: title.to_owned(),
        level: 1,
        text: String::new(),
    };
    text(&mut read).sections = vec![section("A.", "Contexte"), section("B.", "Examen"), section("C.", "Sécurité")];
    text(&mut read).points[0].heading = Some(2);
    let mine = form(&read, Part::Sections);
    // The first went, the second was numbered anew, the third got another title.
    let mut now = read.clone();
    text(&mut now).sections = vec![section("A.", "Examen"), section("C.", "Mesures")];
    text(&mut now).points[0].heading = Some(1);
    let shown = both(mine, &form(&now, Part::Sections), false);
    let theirs = |name: &str| shown.iter().find(|field| field.name == name).and_then(|field| field.theirs.as_deref());
    assert_eq!((theirs("r1-label"), theirs("r2-title")), (Some("A."), Some("Mesures")));
    let saved = apply(&now, Some(KEY), Part::Sections, &Typed::of(&shown), false).expect("saved");
    let text = &saved.texts[&KEY];
    assert_eq!((text.sections.len(), text.points[0].heading), (3, Some(2)), "under what was C. and is C.");
    let chosen = typed(&shown, &[("choose-r2-title", "theirs"), ("r1-label", "B1."), ("choose-r1-label", "mine")]);
    let chosen = merged(&chosen, &form(&now, Part::Sections));
    assert_eq!((chosen.get("r2-title"), chosen.get("r1-label")), ("Mesures", "B1."));
}

#[test]
fn a_version_of_somebody_else_stays_and_texts_stay_with_their_version() {
    let mut read = content(&["1."]);
    read.deliberation.date = date(2019, 1, 1);
    let mine = form(&read, Part::Versions);
    let mut now = read.clone();
    let earlier = Version { document: None, approved: date(2019, 1, 1), in_force: None, languages: Vec::new() };
    now.deliberation.versions.insert(0, earlier);
    let text = now.texts.remove(&KEY).expect("a text");
    now.texts.insert(TextKey { version: 1, ..KEY }, text);
    let sent = typed(&mine, &[("r0-in-force", "2020-02-01")]);
    let theirs = form(&now, Part::Versions);
    let shown = both(reshaped(&theirs, Part::Versions, &sent), &theirs, false);
    let saved = apply(&now, Some(KEY), Part::Versions, &Typed::of(&shown), false).expect("saved");
    assert_eq!((saved.deliberation.versions.len(), saved.texts.keys().next().map(|key| key.version)), (2, Some(1)));
    let (first, second) = (&saved.deliberation.versions[0], &saved.deliberation.versions[1]);
    assert_eq!((first.languages.len(), second.in_force), (0, Some(date(2020, 2, 1))));
}

#[test]
fn a_body_full_of_names_is_read_at_once() {
    // One after another they would be five thousand million comparisons.
    let names: Vec<String> = (0..100_000).map(|row| format!("r{row}-mark")).collect();
    let sent = Typed::new(names.iter().map(|name| (name.clone(), name.clone())).collect());
    assert!(names.iter().all(|name| sent.get(name) == name));
    assert_eq!(sent.row_count(), 100_000);
    let form: Vec<(String, String)> = (0..MAX_ROWS).map(|row| (format!("r{row}-mark"), String::new())).collect();
    let full = Typed::new(form.into_iter().chain([("do".to_owned(), "add:0".to_owned())]).collect());
    let rows = reshaped(&[], Part::Footnotes, &full).iter().filter_map(Field::row).max();
    assert_eq!(rows, Some(1999), "nothing is added to a full list");
}

#[test]
fn changes_name_what_was_touched_and_nothing_else() {
    let before = content(&["1.", "2."]);
    let mut after = content(&["1.", "2.", "3."]);
    after.deliberation.committee = "Chambre".to_owned();
    text(&mut after).points[1].text = "D’autres mots que ceux d’avant, tous nouveaux.".to_owned();
    let found = changes::changes(Some(&before), &after);
    let found: Vec<_> = found.iter().map(|change| (change.key, change.label.as_str())).collect();
    assert_eq!(found, [(FieldKey::Committee, ""), (FieldKey::Point, "2"), (FieldKey::Point, "3")]);
    assert!(changes::changes(Some(&before), &before).is_empty());
}
