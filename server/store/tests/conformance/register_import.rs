//! Importing into a register that has the deliberation already.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::reading::Reading;
use delibero_domain::deliberation::register::PointStatus;
use delibero_domain::text::Language;
use delibero_testkit::FixedClock;
use delibero_testkit::deliberations::{deliberation, reading, text, with_text};
use delibero_testkit::examples::word;
use delibero_usecases::register::{
    Content, Imported, RegisterError, RegisterRefusal, RegisterStore, import, publish_content,
};

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    each_language_of_a_document_is_there_once,
    another_document_of_the_same_day_asks,
    a_day_corrected_by_hand_stays,
    facts_corrected_by_hand_stay,
    what_is_repealed_stays_so_without_an_earlier_text,
);

const NOW: &str = "2026-01-15T09:00:00Z";

async fn take(case: &TestDatabase, reading: &Reading, replace: bool) -> Result<Imported, RegisterError> {
    import(&case.database, &FixedClock::at(NOW), &word("helene"), reading, replace).await
}

async fn publish(case: &TestDatabase, content: Content, base: Option<u32>) {
    publish_content(&case.database, &FixedClock::at(NOW), &word("helene"), content, base).await.unwrap();
}

async fn content(case: &TestDatabase) -> (Content, u32) {
    case.database.content(number()).await.unwrap().unwrap()
}

fn number() -> DeliberationNumber {
    word("23/058")
}

fn french() -> Reading {
    reading("23/058", "CSI/CSSS/25/114", &["2025-04-01"], &["Un.", "Deux."])
}

fn dutch() -> Reading {
    Reading { language: Language::Nl, ..reading("23/058", "IVC/KSZG/25/114", &["2025-04-01"], &["Een.", "Twee."]) }
}

async fn each_language_of_a_document_is_there_once(case: TestDatabase) {
    assert_eq!(take(&case, &french(), false).await.unwrap(), Imported::New(number()));
    assert_eq!(take(&case, &dutch(), false).await.unwrap(), Imported::Changed(number()));
    let (both, revision) = content(&case).await;
    let newest = both.deliberation.versions.last().unwrap();
    assert_eq!(newest.languages, [Language::Fr, Language::Nl]);
    assert_eq!(newest.document, Some(word("CSI/CSSS/25/114")), "the number that was there stays");
    for reading in [french(), dutch()] {
        assert_eq!(take(&case, &reading, false).await.unwrap(), Imported::AlreadyThere(number()));
    }
    assert_eq!(content(&case).await, (both, revision));
}

async fn another_document_of_the_same_day_asks(case: TestDatabase) {
    take(&case, &french(), false).await.unwrap();
    let other = reading("23/058", "CSI/CSSS/26/001", &["2025-04-01"], &["Un.", "Trois."]);
    assert!(matches!(take(&case, &other, false).await, Err(RegisterError::Refused(RegisterRefusal::WouldReplace))));
    assert_eq!(take(&case, &other, true).await.unwrap(), Imported::Changed(number()));
    let (replaced, _) = content(&case).await;
    assert_eq!(replaced.deliberation.versions.last().unwrap().document, Some(word("CSI/CSSS/26/001")));
    assert_eq!(replaced.texts.len(), 1);
    assert_eq!(replaced.texts.first_key_value().unwrap().1.points[1].text, "Trois.");
}

async fn a_day_corrected_by_hand_stays(case: TestDatabase) {
    take(&case, &french(), false).await.unwrap();
    let (mut corrected, base) = content(&case).await;
    let last = corrected.deliberation.versions.len() - 1;
    corrected.deliberation.versions[last].approved = word("2025-04-02");
    publish(&case, corrected.clone(), Some(base)).await;
    assert_eq!(take(&case, &french(), false).await.unwrap(), Imported::AlreadyThere(number()));
    let newest = content(&case).await.0.deliberation.versions;
    assert_eq!((newest.len() - 1, newest[last].approved), (last, word("2025-04-02")));
}

async fn facts_corrected_by_hand_stay(case: TestDatabase) {
    take(&case, &french(), false).await.unwrap();
    let (mut corrected, base) = content(&case).await;
    corrected.deliberation.rapporteur = Some("Jeanne Fanal".to_owned());
    corrected.deliberation.committee = "Comité corrigé".to_owned();
    publish(&case, corrected, Some(base)).await;
    take(&case, &dutch(), false).await.unwrap();
    let facts = content(&case).await.0.deliberation;
    assert_eq!(facts.rapporteur.as_deref(), Some("Jeanne Fanal"));
    assert_eq!(facts.committee, "Comité corrigé");
    assert!(facts.title.contains_key(&Language::Nl), "and what was not there comes");
}

async fn what_is_repealed_stays_so_without_an_earlier_text(case: TestDatabase) {
    let mut amended = deliberation("23/058", "2023-03-07", "Titre", &[]);
    amended.texts.clear();
    let mut version = amended.deliberation.versions[0].clone();
    version.approved = word("2025-04-01");
    amended.deliberation.versions[0].languages.clear();
    amended.deliberation.versions.push(version);
    let mut points = text("Titre", &["Un.", "Deux."]);
    points.points[1].status = PointStatus::Repealed;
    publish(&case, with_text(amended, 1, Language::Nl, points), None).await;
    let shown = case.database.text(number(), 1, Language::Nl).await.unwrap().unwrap();
    let statuses: Vec<_> = shown.points.iter().map(|point| point.status).collect();
    assert_eq!(statuses, [PointStatus::Unknown, PointStatus::Repealed]);
}
