//! What an organisation gives its people beside roles: who is designated or holds an office consults, and others do not.

use delibero_domain::access_log::{Administration, AdministrationKind, Entry};
use delibero_testkit::examples::word;
use delibero_usecases::accounts::people::PeopleStore as _;
use delibero_usecases::journal::JournalStore as _;
use http::StatusCode;

use crate::support::{Answer, App, PERSON, changes_only};

const SECAL: [(&str, &str); 6] = [
    ("module", "secal/unemployment/consult-last"),
    ("purpose", "end-of-intervention"),
    ("person_role", "maintenance-debtor"),
    ("niss", PERSON),
    ("first", "2025Q1"),
    ("last", "2025Q2"),
];

const PAYMENT: [(&str, &str); 6] = [
    ("module", "cpas/hdi/consult-attest"),
    ("purpose", "payment-and-recovery"),
    ("person_role", "applicant"),
    ("niss", PERSON),
    ("first", "2025Q1"),
    ("last", "2025Q2"),
];

/// The page that answers, and the entry of the log.
async fn consult(app: &App, user: &str, fields: &[(&str, &str)]) -> (Answer, Entry) {
    let mut browser = app.signed_in(user).await;
    let sent = browser.post("/consultation", fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{user}: {}", sent.body);
    let page = browser.get(sent.location()).await;
    (page, app.log().await.pop().expect("an entry"))
}

fn told(entry: &Entry) -> (&str, Option<String>) {
    (&entry.outcome, entry.source.clone().map(String::from))
}

/// What changed of mandates, newest first.
async fn changes(app: &App) -> Vec<Administration> {
    let page = app.database.administration_page(&changes_only(), None, 100).await.expect("a log");
    let all = page.entries.into_iter().map(|logged| logged.entry);
    all.filter(|entry| entry.kind == AdministrationKind::DesignationChanged).collect()
}

async fn act(app: &App, admin: &str, user: &str, fields: &[(&str, &str)]) -> Answer {
    app.signed_in(admin).await.post(&format!("/people/{user}/mandates"), fields).await
}

async fn mandate_of(app: &App, user: &str) -> String {
    let all = app.database.mandates_of(&word(user)).await.expect("the store answers");
    all.first().expect("a mandate").id.clone()
}

#[tokio::test]
async fn only_designated_people_see_the_service_and_consult_it() {
    let app = App::new().await;
    let option = "value=\"secal/unemployment/consult-last\"";
    assert!(app.signed_in("brigitte.noel").await.get("/consultation").await.body.contains(option));
    assert!(!app.signed_in("nora.lemaire").await.get("/consultation").await.body.contains(option));
    let mut nora = app.signed_in("nora.lemaire").await;
    let form = nora.get("/consultation").await.body;
    assert!(
        form.contains("ne vous a pas désigné")
            && form.contains("12/057")
            && form.contains("Allocations de chômage")
            && form.contains("/may-i"),
        "{form}"
    );
    let may_i = nora.get("/may-i").await.body;
    assert!(may_i.matches("ne vous a pas désigné").count() > 5, "of each purpose: {may_i}");
    let (page, entry) = consult(&app, "nora.lemaire", &SECAL).await;
    assert_eq!(told(&entry), ("not-designated", Some("12/057 7".to_owned())));
    assert!(page.body.contains("ne vous a pas désigné") && page.body.contains("l’administrateur"), "{}", page.body);
    let facts = &entry.decided.as_ref().expect("what was decided").facts;
    assert_eq!(facts.user.designated, Some(false), "the record carries the fact");
    assert_eq!(consult(&app, "brigitte.noel", &SECAL).await.1.outcome, "granted");
}

#[tokio::test]
async fn the_own_administrator_designates_and_ends_it_and_both_count_at_once() {
    let app = App::new().await;
    let typed = [("act", "designate"), ("what", "secal/unemployment"), ("from", "2/6/2025"), ("until", "30/6/2025")];
    let page = app.signed_in("denis.perrin").await.get("/people/nora.lemaire").await.body;
    assert!(page.contains("value=\"secal/unemployment\"") && page.contains("12/057"), "{page}");
    let done = act(&app, "denis.perrin", "nora.lemaire", &typed).await;
    assert_eq!(done.location(), "/people/nora.lemaire?done=mandate#mandates");
    assert_eq!(consult(&app, "nora.lemaire", &SECAL).await.1.outcome, "granted");
    let given = &changes(&app).await[0];
    assert_eq!((given.subject.as_str(), given.before.is_none()), ("nora.lemaire", true));
    let after = given.after.as_ref().expect("what was given");
    assert_eq!((&after["service"], &after["until"]), (&"unemployment".into(), &"2025-06-30".into()));

    let twice = act(&app, "denis.perrin", "nora.lemaire", &typed).await;
    assert!(twice.status == StatusCode::UNPROCESSABLE_ENTITY && twice.body.contains("déjà enregistré"));
    let id = mandate_of(&app, "nora.lemaire").await;
    let silent = act(&app, "denis.perrin", "nora.lemaire", &[("act", "end"), ("what", &id), ("why", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    act(&app, "denis.perrin", "nora.lemaire", &[("act", "end"), ("what", &id), ("why", "autre tâche")]).await;
    assert_eq!(consult(&app, "nora.lemaire", &SECAL).await.1.outcome, "not-designated");
    let ended = &changes(&app).await[0];
    assert_eq!((ended.why.as_deref(), ended.before.is_some()), (Some("autre tâche"), true));
    assert!(app.signed_in("denis.perrin").await.get("/people/nora.lemaire").await.body.contains("autre tâche"));
}

#[tokio::test]
async fn a_payments_officer_without_an_office_of_the_region_is_refused_and_with_one_is_not() {
    let app = App::new().await;
    let (page, entry) = consult(&app, "luc.lambert", &PAYMENT).await;
    assert_eq!(entry.outcome, "granted");
    let acted = entry.decided.as_ref().and_then(|decided| decided.ruling.acted_as.clone()).expect("an office");
    assert_eq!((acted.office.as_str(), acted.deputy), ("financial-director", false));
    assert!(page.body.contains("Vous agissez comme"), "{}", page.body);
    let (page, entry) = consult(&app, "simon.gerard", &PAYMENT).await;
    assert_eq!(told(&entry), ("no-office", Some("20/130 5".to_owned())));
    assert!(page.body.contains("fonction requise"), "{}", page.body);
    let elsewhere = [("act", "office"), ("what", "receiver"), ("from", "2/6/2025"), ("until", "")];
    let refused = act(&app, "paul.henry", "simon.gerard", &elsewhere).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "Wallonia does not know it");
    let known = [("act", "office"), ("what", "general-director"), ("from", "2/6/2025"), ("until", "")];
    act(&app, "paul.henry", "simon.gerard", &known).await;
    assert_eq!(consult(&app, "simon.gerard", &PAYMENT).await.1.outcome, "granted");
    app.clock.advance(jiff::SignedDuration::from_hours(-24));
    assert_eq!(consult(&app, "simon.gerard", &PAYMENT).await.1.outcome, "no-office", "the day before");
}

#[tokio::test]
async fn a_deputy_acts_between_two_days_and_answer_and_log_say_so() {
    let app = App::new().await;
    let holder = mandate_of(&app, "luc.lambert").await;
    let typed = |until| [("act", "deputy"), ("what", holder.as_str()), ("from", "2/6/2025"), ("until", until)];
    let endless = act(&app, "paul.henry", "simon.gerard", &typed("")).await;
    assert!(endless.status == StatusCode::UNPROCESSABLE_ENTITY && endless.body.contains("dernier jour"));
    assert_eq!(act(&app, "paul.henry", "luc.lambert", &typed("3/6/2025")).await.status, 422, "of themselves");
    act(&app, "paul.henry", "simon.gerard", &typed("3/6/2025")).await;
    let (page, entry) = consult(&app, "simon.gerard", &PAYMENT).await;
    assert!(page.body.contains("en remplacement du titulaire"), "{}", page.body);
    let acted = entry.decided.as_ref().and_then(|decided| decided.ruling.acted_as.clone()).expect("an office");
    assert_eq!((acted.office.as_str(), acted.deputy), ("financial-director", true));
    let mut adviser = app.signed_in("nathalie.georges").await;
    assert!(adviser.get("/log").await.body.contains("Directeur financier, en remplacement du titulaire"));
    assert!(adviser.get("/log.csv").await.body.contains("financial-director"));
    app.clock.advance(jiff::SignedDuration::from_hours(48));
    assert_eq!(consult(&app, "simon.gerard", &PAYMENT).await.1.outcome, "no-office");
    app.clock.advance(jiff::SignedDuration::from_hours(-48));
    assert_eq!(consult(&app, "simon.gerard", &PAYMENT).await.1.outcome, "granted");
    let end = [("act", "end"), ("what", holder.as_str()), ("why", "parti")];
    act(&app, "paul.henry", "luc.lambert", &end).await;
    assert_eq!(consult(&app, "simon.gerard", &PAYMENT).await.1.outcome, "no-office", "nobody is left to replace");
}

#[tokio::test]
async fn nobody_gives_themselves_or_strangers_a_mandate() {
    let app = App::new().await;
    let office = [("act", "office"), ("what", "general-director"), ("from", "2/6/2025"), ("until", "")];
    let own = act(&app, "paul.henry", "paul.henry", &office).await;
    assert!(own.status == StatusCode::UNPROCESSABLE_ENTITY && own.body.contains("Personne ne se donne"));
    assert_eq!(act(&app, "denis.perrin", "simon.gerard", &office).await.status, StatusCode::NOT_FOUND);
    assert_eq!(act(&app, "karl.weber", "simon.gerard", &office).await.status, StatusCode::FORBIDDEN);
    assert!(app.database.mandates_of(&word("paul.henry")).await.expect("the store answers").is_empty());
}

#[tokio::test]
async fn whoever_leaves_the_organisation_leaves_its_mandates() {
    let app = App::new().await;
    let revision = app.database.user(&word("luc.lambert")).await.expect("the store").expect("a user").revision;
    let fields = [("act", "end"), ("why", "parti"), ("revision", &*revision.to_string())];
    app.signed_in("paul.henry").await.post("/people/luc.lambert", &fields).await;
    let mandates = app.database.mandates_of(&word("luc.lambert")).await.expect("the store answers");
    assert!(mandates[0].ended.is_some());
    assert_eq!(changes(&app).await[0].why.as_deref(), Some("parti"));
}

#[tokio::test]
async fn at_a_shell_mandates_are_given_shown_and_ended_as_texts_and_regions_have_them() {
    let app = App::new().await;
    let told = |arguments: &[&str]| {
        let told = app.shell(arguments).output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (told.status.code(), text(told.stdout), text(told.stderr))
    };
    let give = |user: &str, what: &[&str]| {
        let mut arguments = vec!["mandate", "give", user, "--from", "2025-01-01"];
        arguments.extend(what);
        told(&arguments)
    };
    let designated = give("nora.lemaire", &["--service", "unemployment"]);
    assert_eq!(designated.0, Some(0), "{designated:?}");
    assert_eq!(consult(&app, "nora.lemaire", &SECAL).await.1.outcome, "granted");
    let entry = &changes(&app).await[0];
    assert_eq!((entry.user.as_ref(), entry.subject.as_str()), (None, "nora.lemaire"), "nobody who has an account");
    for (user, what, says) in [
        ("nora.lemaire", &["--service", "unemployment"][..], "already"),
        ("nora.lemaire", &["--service", "hdi"], "--service unemployment"),
        ("simon.gerard", &["--office", "receiver"], "--office financial-director"),
        ("simon.gerard", &["--in-place-of", "luc.lambert"], "has a last day"),
        ("luc.lambert", &["--in-place-of", "luc.lambert", "--until", "2030-01-01"], "not to be given"),
        ("simon.gerard", &["--in-place-of", "marie.dubois", "--until", "2030-01-01"], "holds no such office"),
        ("simon.gerard", &["--office", "general-director", "--until", "2024-01-01"], "before the first"),
        ("nobody", &["--office", "general-director"], "no user nobody"),
        ("simon.gerard", &[], "required"),
    ] {
        let (status, _, words) = give(user, what);
        assert!(status == Some(2) && words.contains(says), "{user} {what:?}: {words}");
    }
    let deputy = ["mandate", "give", "simon.gerard", "--in-place-of", "luc.lambert", "--from", "2026-01-01", "--until"];
    let (status, _, words) = told(&[&deputy[..], &["2030-01-01"]].concat());
    assert_eq!(status, Some(0), "{words}");
    let (status, shown, _) = told(&["mandate", "list", "simon.gerard"]);
    assert!(status == Some(0) && shown.contains("in place of luc.lambert") && shown.contains("2030-01-01"), "{shown}");
    let id = mandate_of(&app, "simon.gerard").await;
    let end = |why: &str| told(&["mandate", "end", "simon.gerard", &id, "--why", why]);
    assert!(end(" ").2.contains("reason is missing") && end("85073099932").2.contains("NISS"));
    assert_eq!(end("back").0, Some(0));
    assert!(end("back").2.contains("no mandate"), "once");
    assert!(told(&["mandate", "list", "simon.gerard"]).1.contains("ended"));
    let ended = &changes(&app).await[0];
    assert_eq!((ended.user.as_ref(), ended.why.as_deref()), (None, Some("back")));
}
