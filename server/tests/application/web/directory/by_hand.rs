//! One person by hand: searched, integrated, corrected, ended; with history and journal.

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_usecases::journal::JournalStore as _;
use http::StatusCode;

use crate::support::{Answer, App, Browser, PERSON, changes_only, social_inquiry};

/// Attestations, and nobody has this person integrated.
const NOBODYS: &str = "66090399969";
/// A BIS number that was replaced by [`PERSON`].
const REPLACED: &str = "72281499995";

async fn searched(browser: &mut Browser<'_>, niss: &str) -> String {
    let answer = browser.post("/directory", &[("niss", niss)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().to_owned()
}

async fn journal(app: &App) -> Vec<Administration> {
    let page = app.database.administration_page(&changes_only(), None, 100).await.expect("a journal");
    page.entries.into_iter().rev().map(|logged| logged.entry).collect()
}

fn integrating<'a>(code: &'a str, from: &'a str, until: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("do", "integrate"), ("code", code), ("from", from), ("until", until), ("file_number", "DOS-4711")]
}

/// What the first integration of a page is meant by.
fn meant(page: &Answer) -> (String, String) {
    let value = |name: &str| {
        let rest = page.body.split_once(&format!("name=\"{name}\" value=\"")).expect("a field").1;
        rest.split('"').next().expect("a value").to_owned()
    };
    (value("integration"), value("revision"))
}

#[tokio::test]
async fn a_person_is_integrated_corrected_and_ended_and_everything_stays_in_history_and_journal() {
    let app = App::new().await;
    let mut anne = app.signed_in("anne.collard").await;
    let page = searched(&mut anne, NOBODYS).await;
    assert!(page.starts_with("/directory/persons/") && !page.contains(NOBODYS));
    let before = anne.get(&page).await;
    assert!(before.body.contains("66.09.03-999.69") && before.body.contains("n’a pas intégré"), "{}", before.body);
    let done = anne.post(&page, &integrating("2", "01.06.2025", "")).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, page.as_str()), "{}", done.body);
    let shown = anne.get(&page).await;
    for words in ["Revenu d’intégration", "DOS-4711", "Anne Collard", "valable aujourd’hui"] {
        assert!(shown.body.contains(words), "{words}: {}", shown.body);
    }
    let (number, revision) = meant(&shown);
    let of = [("integration", number.as_str()), ("revision", revision.as_str()), ("why", "un autre dossier")];
    let corrected: Vec<_> = [("do", "correct"), ("code", "4"), ("from", "02.06.2025")].into_iter().chain(of).collect();
    let done = anne.post(&page, &corrected).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let again = anne.post(&page, &corrected).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "what was read is not what stands there");
    let shown = anne.get(&page).await;
    for words in ["Autre aide", "Correction", "un autre dossier", "2 – Revenu d’intégration", "DOS-4711"] {
        assert!(shown.body.contains(words), "{words}: {}", shown.body);
    }
    let (number, revision) = meant(&shown);
    let ended =
        [("do", "end"), ("integration", &*number), ("revision", &*revision), ("day", "2.6.2025"), ("why", "fini")];
    assert_eq!(anne.post(&page, &ended).await.status, StatusCode::SEE_OTHER);
    let kinds: Vec<_> = journal(&app).await.into_iter().map(|entry| (entry.kind, entry.why)).collect();
    let why = |words: &str| Some(words.to_owned());
    assert_eq!(
        kinds,
        [
            (AdministrationKind::IntegrationSearched, None),
            (AdministrationKind::IntegrationChanged, None),
            (AdministrationKind::IntegrationChanged, why("un autre dossier")),
            (AdministrationKind::IntegrationChanged, why("fini")),
        ]
    );
    let entry = journal(&app).await.pop().expect("an entry");
    let changed: Vec<_> = entry.changed().into_iter().map(|found| found.field).collect();
    assert_eq!((changed.as_slice(), entry.subject.as_str()), (&["until"][..], number.as_str()));
    assert!(entry.person.is_some());
}

#[tokio::test]
async fn whoever_was_refused_may_consult_once_the_person_is_integrated() {
    let app = App::new().await;
    let outcome = async || {
        let mut marie = app.signed_in("marie.dubois").await;
        marie.post("/consultation", &social_inquiry(NOBODYS)).await;
        app.log().await.pop().expect("an entry").outcome
    };
    assert_eq!(outcome().await, "not-integrated");
    let mut anne = app.signed_in("anne.collard").await;
    let page = searched(&mut anne, NOBODYS).await;
    // Staff is no file of a client.
    anne.post(&page, &integrating("20", "2025-06-01", "")).await;
    assert_eq!(outcome().await, "not-integrated");
    anne.post(&page, &integrating("3", "2025-06-01", "")).await;
    assert_ne!(outcome().await, "not-integrated");
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let app = App::new().await;
    let mut anne = app.signed_in("anne.collard").await;
    let blank = anne.post("/directory", &[("niss", "66.09.03-999")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(blank.body.contains("Le NISS compte 11 chiffres") && blank.body.contains("value=\"66.09.03-999\""));
    let page = searched(&mut anne, NOBODYS).await;
    for (code, from, until, said) in [
        ("", "01.06.2025", "", "Choisissez un code qualité"),
        ("5000", "01.06.2025", "", "Choisissez un code qualité"),
        ("2", "", "", "Indiquez le premier jour"),
        ("2", "31.02.2025", "", "31.02.2025"),
        ("2", "01.06.2025", "31.05.2025", "précède le début"),
        ("902", "01.06.2025", "01.06.2026", "45 jours au plus"),
    ] {
        let answer = anne.post(&page, &integrating(code, from, until)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(answer.body.contains(said) && answer.body.contains("DOS-4711"), "{said}: {}", answer.body);
    }
    assert_eq!(anne.post(&page, &integrating("902", "01.06.2025", "")).await.status, StatusCode::SEE_OTHER);
    assert!(anne.get(&page).await.body.contains("15\u{a0}juillet 2025"), "a provisional integration ends by itself");
    let twice = anne.post(&page, &integrating("902", "01.06.2025", "")).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.body.contains("anne.collard a déjà intégré cette personne"), "{}", twice.body);
}

#[tokio::test]
async fn a_replaced_number_is_followed_and_its_integrations_are_carried_over() {
    let app = App::new().await;
    let mut anne = app.signed_in("anne.collard").await;
    let page = searched(&mut anne, REPLACED).await;
    let shown = anne.get(&page).await;
    assert!(shown.body.contains("Ce NISS est remplacé") && shown.body.contains("85.07.30-999.32"), "{}", shown.body);
    assert!(!shown.body.contains("value=\"integrate\""), "nothing is added under the old number");
    let refused = anne.post(&page, &integrating("2", "01.06.2025", "")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (number, revision) = meant(&shown);
    let carried = [("do", "carry"), ("integration", &*number), ("revision", &*revision)];
    assert_eq!(anne.post(&page, &carried).await.status, StatusCode::SEE_OTHER);
    assert!(anne.get(&page).await.body.contains("NISS remplacé"));
    let new = searched(&mut anne, PERSON).await;
    assert!(anne.get(&new).await.body.contains("depuis le 2\u{a0}juin 2025"));
}

#[tokio::test]
async fn what_one_registrar_searched_is_not_there_for_another_nor_after_a_day() {
    let app = App::new().await;
    let mut anne = app.signed_in("anne.collard").await;
    let page = searched(&mut anne, PERSON).await;
    let mut other = app.signed_in("vincent.roland").await;
    assert_eq!(other.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.post(&page, &integrating("0", "01.06.2025", "")).await.status, StatusCode::NOT_FOUND);
    let own = searched(&mut other, PERSON).await;
    assert!(!other.get(&own).await.body.contains("Anne Collard"), "another organisation's integrations are not seen");
}

#[tokio::test]
async fn the_check_names_the_side_that_is_missing() {
    let app = App::new().await;
    let mut anne = app.signed_in("anne.collard").await;
    let page = searched(&mut anne, NOBODYS).await;
    let shown = anne.get(&page).await;
    assert!(shown.body.contains("not-integrated") && shown.body.contains("MSG00012"), "{}", shown.body);
    anne.post(&page, &integrating("2", "01.06.2025", "")).await;
    let shown = anne.get(&page).await;
    assert!(!shown.body.contains("MSG00012"), "{}", shown.body);
    assert!(shown.body.contains("possible") || shown.body.contains("MSG00021"), "{}", shown.body);
}

/// A button that nobody sees comes first in such forms, so that Enter does not change the language.
#[tokio::test]
async fn enter_in_a_field_does_what_the_button_of_its_form_does() {
    let app = App::new().await;
    let mut anne = app.signed_in("anne.collard").await;
    let found = anne.post("/directory", &[("niss", "66.09.03-999.69")]).await;
    let mut head = app.signed_in("paul.henry").await;
    let mut approver = app.signed_in("koen.wouters").await;
    let suspending = "/catalogue/cpas/suspend?deliberation=20/130&service=hdi";
    for (browser, path, sent) in [
        (&mut anne, found.location(), "name=\"do\" value=\"integrate\""),
        (&mut head, "/people/marie.dubois", "name=\"act\" value=\"facts\""),
        (&mut approver, suspending, "name=\"do\" value=\"check\""),
    ] {
        let page = browser.get(path).await.body;
        assert!(page.contains(&format!("<button form=\"typed-form\" {sent}")), "{path}: {page}");
    }
}
