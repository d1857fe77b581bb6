//! Drafts, conflicts, and saves that stay.

use delibero_domain::text::Language;
use delibero_testkit::deliberations::{deliberation, reading, text, with_text};
use delibero_testkit::examples::word;
use delibero_usecases::drafts::EditKind;
use delibero_usecases::register::{Draft, DraftSummary, Edit, Origin, RegisterStore};
use delibero_usecases::store_error::StoreError;

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    a_draft_is_read_again,
    who_saves_over_another_save_is_told,
    two_saves_at_once_are_one_save_and_one_conflict,
    edits_stay_and_do_not_change,
    what_is_not_committed_never_was,
);

fn draft(id: &str, saved: &str) -> Draft {
    Draft {
        id: id.to_owned(),
        revision: 1,
        author: Some(word("helene")),
        editors: vec![word("helene")],
        saved: word(saved),
        proposed: None,
        content: deliberation("23/058", "2023-03-07", "Titre", &["Un."]),
        origin: Origin {
            base: Some(3),
            reading: Some(reading("23/058", "CSI/CSSS/25/114", &["2025-04-01"], &["Un."])),
            source: Some("1. Un.".to_owned()),
        },
    }
}

fn register(case: &TestDatabase) -> &dyn RegisterStore {
    &case.database
}

async fn begin(case: &TestDatabase, draft: &Draft) {
    let mut work = case.database.begin_writing().await.unwrap();
    work.begin_draft(draft).await.unwrap();
    work.commit().await.unwrap();
}

async fn save(case: &TestDatabase, draft: &Draft, read: u32) -> Result<u32, u32> {
    let mut work = case.database.begin_writing().await.unwrap();
    let outcome = work.save_draft(draft, read).await.unwrap();
    work.commit().await.unwrap();
    outcome
}

async fn a_draft_is_read_again(case: TestDatabase) {
    let older = draft("a", "2026-01-15T09:00:00Z");
    let bare = Draft { origin: Origin::default(), ..draft("b", "2026-01-15T10:00:00.123456Z") };
    begin(&case, &older).await;
    begin(&case, &bare).await;
    assert_eq!(register(&case).draft("a").await.unwrap(), Some(older.clone()));
    let summary = |draft: &Draft| DraftSummary {
        id: draft.id.clone(),
        number: draft.content.deliberation.number,
        titles: draft.content.deliberation.title.clone(),
        versions: draft.content.deliberation.versions.len(),
        author: draft.author.clone(),
        saved: draft.saved,
        proposed: draft.proposed.clone(),
        base: draft.origin.base,
        imported: draft.origin.reading.is_some(),
    };
    assert_eq!(register(&case).drafts().await.unwrap(), [summary(&bare), summary(&older)]);
    let read = older.origin.reading.as_ref().expect("a reading");
    assert_eq!(case.database.draft_of(read).await.unwrap(), Some(older.clone()));
    let another = reading("23/058", "CSI/CSSS/25/114", &["2025-04-01"], &["Deux."]);
    assert_eq!(case.database.draft_of(&another).await.unwrap(), None);
    case.run("UPDATE deliberation_drafts SET reading_mark = NULL").await.unwrap();
    assert_eq!(case.database.draft_of(read).await.unwrap(), Some(older.clone()), "from before there were marks");
    assert_eq!(register(&case).draft("c").await.unwrap(), None);
    let mut work = case.database.begin_writing().await.unwrap();
    assert!(matches!(work.begin_draft(&older).await, Err(StoreError::Exists(_))));
}

async fn who_saves_over_another_save_is_told(case: TestDatabase) {
    let begun = draft("a", "2026-01-15T09:00:00Z");
    begin(&case, &begun).await;
    let content = with_text(begun.content.clone(), 0, Language::Nl, text("Titel", &["Een."]));
    let saved = Draft {
        content,
        editors: vec![word("helene"), word("karel")],
        proposed: Some(word("karel")),
        saved: word("2026-01-15T11:00:00Z"),
        ..begun.clone()
    };
    assert_eq!(save(&case, &saved, 1).await, Ok(2));
    assert_eq!(save(&case, &begun, 1).await, Err(2));
    assert_eq!(register(&case).draft("a").await.unwrap(), Some(Draft { revision: 2, ..saved.clone() }));
    let mut work = case.database.begin_writing().await.unwrap();
    work.remove_draft("a").await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(save(&case, &saved, 2).await, Err(0), "it is gone");
    assert!(register(&case).drafts().await.unwrap().is_empty());
}

async fn two_saves_at_once_are_one_save_and_one_conflict(case: TestDatabase) {
    let begun = draft("a", "2026-01-15T09:00:00Z");
    begin(&case, &begun).await;
    let (one, other) = tokio::join!(save(&case, &begun, 1), save(&case, &begun, 1));
    assert!(matches!((one, other), (Ok(2), Err(2)) | (Err(2), Ok(2))), "{one:?} {other:?}");
}

async fn edits_stay_and_do_not_change(case: TestDatabase) {
    let draft = draft("a", "2026-01-15T09:00:00Z");
    let number = draft.content.deliberation.number;
    let edit = |what, user: &str, note: Option<&str>| Edit {
        place: 0,
        draft: "a".to_owned(),
        at: word("2026-01-15T09:00:00.000001Z"),
        user: Some(word(user)),
        what,
        note: note.map(str::to_owned),
        content: draft.content.clone(),
    };
    let kept = [
        edit(EditKind::Begun, "helene", None),
        edit(EditKind::Saved, "karel", None),
        edit(EditKind::Proposed, "karel", None),
        edit(EditKind::Returned, "agnes", Some("Point 3 : « 2025 » ?")),
        edit(EditKind::Published, "agnes", None),
        edit(EditKind::Discarded, "helene", None),
    ];
    let mut work = case.database.begin_writing().await.unwrap();
    let other = Edit { draft: "z".to_owned(), ..edit(EditKind::Saved, "helene", None) };
    let numbered = |edit: &Edit, number| {
        let mut edit = edit.clone();
        edit.content.deliberation.number = number;
        edit
    };
    work.keep_edit(&numbered(&other, word("08/020"))).await.unwrap();
    // The number was wrong at first.
    let kept: Vec<Edit> = kept
        .into_iter()
        .enumerate()
        .map(|(at, edit)| if at == 0 { numbered(&edit, word("08/021")) } else { edit })
        .collect();
    for edit in &kept {
        work.keep_edit(edit).await.unwrap();
    }
    work.commit().await.unwrap();
    let mut expected: Vec<Edit> = kept.into_iter().zip(1..).map(|(edit, place)| Edit { place, ..edit }).collect();
    expected.reverse();
    assert_eq!(register(&case).edits_of(number).await.unwrap(), expected);
    assert_eq!(register(&case).contributors("a").await.unwrap(), [word("helene"), word("karel")]);
    assert!(register(&case).edits_of(word("24/001")).await.unwrap().is_empty());
    for statement in [
        "UPDATE deliberation_edits SET user_name = 'nobody'",
        "DELETE FROM deliberation_edits",
        "DELETE FROM deliberation_edits WHERE position = 1",
    ] {
        let refusal = case.run(statement).await.unwrap_err();
        assert!(refusal.to_string().contains("append-only"), "{statement}: {refusal}");
    }
    assert_eq!(register(&case).edits_of(number).await.unwrap(), expected);
}

async fn what_is_not_committed_never_was(case: TestDatabase) {
    let draft = draft("a", "2026-01-15T09:00:00Z");
    let mut work = case.database.begin_writing().await.unwrap();
    work.begin_draft(&draft).await.unwrap();
    work.publish(&draft.content, None).await.unwrap().unwrap();
    drop(work);
    assert!(register(&case).drafts().await.unwrap().is_empty());
    assert_eq!(case.database.deliberation(draft.content.deliberation.number).await.unwrap(), None);
    assert!(crate::register::numbers(&case, "titre").await.is_empty());
}
