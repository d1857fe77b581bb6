//! Accounts are made, changed, suspended and ended in the portal, and passwords are chosen by whoever uses them.

use std::io::Write as _;
use std::process::Stdio;

use delibero::entropy::SystemRandomness;
use delibero_demo::PASSWORD;
use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::role::Role;
use delibero_testkit::examples::{organisation, word};
use delibero_ui::components::form_mark::WHOLE;
use delibero_usecases::accounts::people::{PeopleStore as _, SuspendingWith, User, suspend_absent};
use delibero_usecases::directory::{DirectoryStore as _, Membership, Organisation};
use delibero_usecases::journal::JournalStore as _;
use http::StatusCode;
use jiff::SignedDuration;

use crate::support::{Answer, App, Browser, PERSON, changes_only, social_inquiry};

const NEW_PASSWORD: &str = "vélo tranquille dimanche";

const NEW: [(&str, &str); 4] =
    [("organisation", "cpas-namur"), ("user", "lea.maes"), ("display_name", "Léa Maes"), ("roles", "case-worker")];

/// The link in a page, as a path.
fn link(page: &Answer) -> String {
    let at = page.body.find("/access/").expect("a link");
    page.body[at..].chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '/').collect()
}

async fn user(app: &App, name: &str) -> User {
    app.database.user(&word(name)).await.expect("the store answers").expect("a user")
}

/// The log of changes, newest first.
async fn changes(app: &App) -> Vec<Administration> {
    let page = app.database.administration_page(&changes_only(), None, 100).await.expect("a log");
    page.entries.into_iter().map(|logged| logged.entry).collect()
}

async fn act(browser: &mut Browser<'_>, app: &App, name: &str, fields: &[(&str, &str)]) -> Answer {
    let revision = user(app, name).await.revision.to_string();
    let fields: Vec<_> = fields.iter().copied().chain([("revision", revision.as_str()), (WHOLE, "yes")]).collect();
    browser.post(&format!("/people/{name}"), &fields).await
}

#[tokio::test]
async fn somebody_new_chooses_a_password_with_a_link_that_serves_once_and_consults() {
    let app = App::new().await;
    let mut admin = app.signed_in("paul.henry").await;
    assert!(admin.get("/people/new").await.body.contains("case-worker"));
    let made = admin.post("/people/new", &NEW).await;
    assert_eq!(made.status, StatusCode::OK);
    let link = link(&made);
    assert!(made.body.contains(&format!("http://127.0.0.1:3000{link}")) && made.header("cache-control") == "no-store");

    let mut new = app.browser();
    let refused = new.post("/sign-in", &[("user", "lea.maes"), ("password", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody signs in without a password");
    assert!(new.get(&link).await.body.contains("lea.maes"));
    for (password, why) in [
        ("court", "12 caractères"),
        ("motdepasse123", "courant"),
        ("lea et son velo bleu", "ni votre nom"),
        (PASSWORD, "courant"),
    ] {
        // "lea" alone is too short a part to be held against anybody; "Maes" is not.
        let password = if why == "ni votre nom" { "les velos de madame maes" } else { password };
        let answer = new.post(&link, &[("password", password)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{password}");
        assert!(answer.body.contains(why), "{password}: {}", answer.body);
    }
    let chosen = new.post(&link, &[("password", NEW_PASSWORD)]).await;
    assert!(chosen.status == StatusCode::OK && chosen.body.contains("lea.maes"), "{}", chosen.body);
    let again = new.post(&link, &[("password", "autre chose de long ici")]).await;
    assert!(again.status == StatusCode::GONE && again.body.contains("paul.henry"), "{}", again.body);

    let signed_in = new.post("/sign-in", &[("user", "lea.maes"), ("password", NEW_PASSWORD)]).await;
    assert_eq!(signed_in.location(), "/consultation");
    let answer = new.post("/consultation", &social_inquiry(PERSON)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(user(&app, "lea.maes").await.signed_in.is_some());
    let kinds: Vec<_> = changes(&app).await.into_iter().map(|entry| (entry.kind, entry.user)).collect();
    let expected = [
        (AdministrationKind::PasswordChanged, Some(word("lea.maes"))),
        (AdministrationKind::UserChanged, Some(word("paul.henry"))),
    ];
    assert_eq!(kinds, expected);
}

#[tokio::test]
async fn a_link_that_was_not_used_in_time_says_whom_to_ask() {
    let app = App::new().await;
    let made = app.signed_in("paul.henry").await.post("/people/new", &NEW).await;
    app.clock.advance(SignedDuration::from_hours(73));
    let late = app.browser().get(&link(&made)).await;
    assert!(late.status == StatusCode::GONE && late.body.contains("paul.henry"), "{}", late.body);
    assert_eq!(app.browser().get("/access/0123456789abcdef").await.status, StatusCode::GONE);
}

#[tokio::test]
async fn what_was_typed_of_somebody_new_stays_where_it_is_refused() {
    let app = App::new().await;
    let mut admin = app.signed_in("paul.henry").await;
    let with = |name: &str, value: &'static str| {
        NEW.map(|(field, typed)| if field == name { (field, value) } else { (field, typed) })
    };
    for (fields, words) in [
        (with("user", "Léa Maes"), "64 minuscules"),
        (with("user", "marie.dubois"), "a été celui de quelqu"),
        (with("display_name", " "), "Indiquez le nom"),
        (with("display_name", "Léa 85.07.30-999.32"), "NISS"),
        (with("roles", "auditor"), "audit"),
        (with("organisation", "committee"), "organisation de la liste"),
    ] {
        let answer = admin.post("/people/new", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(answer.body.contains(words), "{fields:?}: {}", answer.body);
    }
    let kept = admin.post("/people/new", &with("user", "marie.dubois")).await;
    assert!(kept.body.contains("Léa Maes"));
    assert!(changes(&app).await.is_empty());
}

#[tokio::test]
async fn the_committee_makes_the_first_administrator_and_nobody_else_there() {
    let app = App::new().await;
    let mut secretariat = app.signed_in("helene.martin").await;
    let fields = |role| NEW.map(|(field, typed)| if field == "roles" { (field, role) } else { (field, typed) });
    let refused = secretariat.post("/people/new", &fields("case-worker")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(secretariat.post("/people/new", &fields("organisation-admin")).await.status, StatusCode::OK);
    let own =
        [("organisation", "committee"), ("user", "ine.claes"), ("display_name", "Ine Claes"), ("roles", "auditor")];
    assert_eq!(secretariat.post("/people/new", &own).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_role_that_is_taken_away_ends_with_the_next_request() {
    let app = App::new().await;
    let mut worker = app.signed_in("marie.dubois").await;
    assert_eq!(worker.get("/consultation").await.status, StatusCode::OK);
    let mut admin = app.signed_in("paul.henry").await;
    let fields = [("act", "facts"), ("display_name", "Marie Dubois"), ("why", "change of post")];
    assert_eq!(act(&mut admin, &app, "marie.dubois", &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(worker.get("/consultation").await.status, StatusCode::FORBIDDEN);
    let entry = changes(&app).await.remove(0);
    assert_eq!((entry.kind, entry.why.as_deref()), (AdministrationKind::RoleChanged, Some("change of post")));
    assert_eq!(entry.changed().iter().map(|found| found.field).collect::<Vec<_>>(), ["roles"]);
}

#[tokio::test]
async fn a_suspended_account_is_out_until_it_is_lifted_and_an_ended_one_for_ever() {
    let app = App::new().await;
    let mut worker = app.signed_in("marie.dubois").await;
    let mut admin = app.signed_in("paul.henry").await;
    let without = act(&mut admin, &app, "marie.dubois", &[("act", "suspend"), ("why", " ")]).await;
    assert!(without.status == StatusCode::UNPROCESSABLE_ENTITY && without.body.contains("motif"), "{}", without.body);
    let suspended = act(&mut admin, &app, "marie.dubois", &[("act", "suspend"), ("why", "lost phone")]).await;
    assert_eq!(suspended.status, StatusCode::SEE_OTHER);
    assert!(worker.get("/consultation").await.location().starts_with("/sign-in"));
    let sign_in = [("user", "marie.dubois"), ("password", PASSWORD)];
    assert_eq!(worker.post("/sign-in", &sign_in).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = admin.get("/people/marie.dubois").await.body;
    assert!(page.contains("lost phone") && page.contains("paul.henry"), "by whom and why stand there");
    assert_eq!(act(&mut admin, &app, "marie.dubois", &[("act", "resume")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(worker.post("/sign-in", &sign_in).await.status, StatusCode::SEE_OTHER);
    act(&mut admin, &app, "marie.dubois", &[("act", "end"), ("why", "left")]).await;
    assert!(worker.get("/consultation").await.location().starts_with("/sign-in"));
    let again = act(&mut admin, &app, "marie.dubois", &[("act", "resume")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn nobody_gives_themselves_a_role_and_the_last_administrator_stays() {
    let app = App::new().await;
    let mut admin = app.signed_in("paul.henry").await;
    let more =
        [("act", "facts"), ("display_name", "Paul Henry"), ("roles", "organisation-admin"), ("roles", "case-worker")];
    let refused = act(&mut admin, &app, "paul.henry", &more).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("quelqu’un d’autre"));
    let none = [("act", "facts"), ("display_name", "Paul Henry")];
    let refused = act(&mut admin, &app, "paul.henry", &none).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("dernier administrateur"));
    assert!(!user(&app, "paul.henry").await.roles.is_empty());
    assert!(changes(&app).await.is_empty());
}

#[tokio::test]
async fn people_of_other_organisations_are_nobody_to_an_administrator() {
    let app = App::new().await;
    let mut admin = app.signed_in("paul.henry").await;
    assert_eq!(admin.get("/people/helene.martin").await.status, StatusCode::NOT_FOUND);
    assert!(!admin.get("/people").await.body.contains("helene.martin"));
    let answer = act(&mut admin, &app, "helene.martin", &[("act", "suspend"), ("why", "no")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let mut system = app.signed_in("karl.weber").await;
    assert!(system.get("/people?organisation=committee").await.body.contains("helene.martin"));
    let strange = system.get("/people?state=asleep").await;
    assert!(!strange.body.contains("helene.martin"), "a filter that cannot be read shows nobody");
}

#[tokio::test]
async fn whoever_saved_first_is_not_written_over() {
    let app = App::new().await;
    let mut admin = app.signed_in("paul.henry").await;
    act(&mut admin, &app, "marie.dubois", &[("act", "facts"), ("display_name", "Marie D."), ("roles", "case-worker")])
        .await;
    let stale =
        [("act", "facts"), ("display_name", "Marie X."), ("roles", "case-worker"), ("revision", "1"), (WHOLE, "yes")];
    let half = admin.post("/people/marie.dubois", &stale[..2]).await;
    assert_eq!(half.status, StatusCode::BAD_REQUEST, "half a form takes no role away");
    assert_eq!(user(&app, "marie.dubois").await.roles, [Role::CaseWorker]);
    let conflict = admin.post("/people/marie.dubois", &stale).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.body.contains("Marie X."), "what was typed stays");
    assert_eq!(user(&app, "marie.dubois").await.display_name, "Marie D.");
}

#[tokio::test]
async fn somebody_moves_with_the_history_and_without_a_role() {
    let app = App::new().await;
    let mut system = app.signed_in("karl.weber").await;
    let fields = [("act", "move"), ("move_to", "committee"), ("why", "another post")];
    assert_eq!(act(&mut system, &app, "marie.dubois", &fields).await.status, StatusCode::SEE_OTHER);
    let moved = user(&app, "marie.dubois").await;
    assert_eq!((moved.organisation.as_str(), moved.roles.len()), ("committee", 0));
    let entries = changes(&app).await;
    let organisations: Vec<_> = entries.iter().map(|entry| entry.organisation.as_str()).collect();
    assert_eq!(organisations, ["committee", "cpas-namur"], "both organisations read it");
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_it_and_other_sessions_are_over() {
    let app = App::new().await;
    let mut elsewhere = app.signed_in("marie.dubois").await;
    let mut browser = app.signed_in("marie.dubois").await;
    let page = browser.get("/account").await.body;
    assert!(page.contains("127.0.0.1") && page.contains("cette session"), "{page}");
    let wrong = browser.post("/account/password", &[("present", "wrong"), ("password", NEW_PASSWORD)]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("actuel est faux"));
    assert_eq!(app.pause.take().len(), 1, "the answer to a guess is held back as at signing in");
    let changed = browser.post("/account/password", &[("present", PASSWORD), ("password", NEW_PASSWORD)]).await;
    assert_eq!(changed.location(), "/account?done=password");
    assert_eq!(browser.get("/account").await.status, StatusCode::OK, "this session goes on");
    assert!(elsewhere.get("/account").await.location().starts_with("/sign-in"));
    let old = app.browser().post("/sign-in", &[("user", "marie.dubois"), ("password", PASSWORD)]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_common_password_is_taken_at_the_shell_as_little_as_in_the_portal() {
    let app = App::new().await;
    let add = |password: &str| {
        let arguments = [
            "user",
            "add",
            "adaline.min",
            "--organisation",
            "cpas-namur",
            "--display-name",
            "Adaline Min",
            "--role",
            "auditor",
        ];
        let mut program = app.shell(&arguments);
        program.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut running = program.spawn().expect("the program");
        writeln!(running.stdin.take().expect("its input"), "{password}").expect("written");
        let done = running.wait_with_output().expect("its end");
        (done.status.success(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    for (password, why) in
        [("court", "twelve"), ("motdepasse123", "common"), (PASSWORD, "common"), ("adaline a un velo", "name")]
    {
        let (done, said) = add(password);
        assert!(!done && said.contains(why), "{password}: {said}");
    }
    assert!(add(NEW_PASSWORD).0);
}

#[tokio::test]
async fn sessions_are_ended_one_by_one_or_all() {
    let app = App::new().await;
    let mut first = app.signed_in("marie.dubois").await;
    let mut second = app.signed_in("marie.dubois").await;
    first.post("/account/sessions", &[("session", "all")]).await;
    assert!(second.get("/account").await.location().starts_with("/sign-in"));
    assert_eq!(first.get("/account").await.status, StatusCode::OK);
    let id = hex::encode(app.database.sessions_of(&word("marie.dubois")).await.expect("sessions")[0].id_hash);
    let mut admin = app.signed_in("paul.henry").await;
    assert!(admin.get("/people/marie.dubois").await.body.contains(&id));
    admin.post("/people/marie.dubois/sessions", &[("session", &id)]).await;
    assert!(first.get("/account").await.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn an_account_that_nobody_uses_is_suspended_with_a_notice_before() {
    let app = App::new().await;
    app.signed_in("marie.dubois").await;
    app.clock.advance(SignedDuration::from_hours(24 * 80));
    let with = SuspendingWith { people: &app.database, clock: app.clock.as_ref(), randomness: &SystemRandomness };
    let suspend = || suspend_absent(with);
    assert!(suspend().await.expect("the store answers").is_empty());
    let page = app.signed_in("paul.henry").await.get("/people/marie.dubois").await.body;
    assert!(page.contains("sera suspendu le 31.08.2025"), "{page}");
    app.clock.advance(SignedDuration::from_hours(24 * 11));
    assert_eq!(suspend().await.expect("the store answers"), [word("marie.dubois")]);
    let page = app.signed_in("paul.henry").await.get("/people/marie.dubois").await.body;
    assert!(page.contains("faute de connexion"), "{page}");
    assert_eq!(changes(&app).await[0].user, None, "the program did it");
}

#[tokio::test]
async fn the_log_of_changes_is_read_by_auditors_and_by_the_own_security_adviser() {
    let app = App::new().await;
    let mut admin = app.signed_in("paul.henry").await;
    admin.post("/people/new", &NEW).await;
    let own =
        [("organisation", "committee"), ("user", "ine.claes"), ("display_name", "Ine Claes"), ("roles", "auditor")];
    app.signed_in("helene.martin").await.post("/people/new", &own).await;
    let whole = app.signed_in("sarah.benali").await.get("/log/changes").await.body;
    assert!(whole.contains("lea.maes") && whole.contains("ine.claes"), "{whole}");
    let mut adviser = app.signed_in("nathalie.georges").await;
    let part = adviser.get("/log/changes").await.body;
    assert!(part.contains("lea.maes") && !part.contains("ine.claes"));
    assert!(!adviser.get("/log/changes?organisation=committee").await.body.contains("ine.claes"));
    assert!(adviser.get("/log/changes?subject=lea.maes&kind=user-changed").await.body.contains("Léa Maes"));
}

#[tokio::test]
async fn whoever_registers_files_of_secal_does_not_consult_there() {
    let app = App::new().await;
    let mut work = app.database.begin_directory().await.expect("a unit of work");
    let organisation =
        Organisation { memberships: vec![Membership::always(word("secal"))], ..organisation("secal-be") };
    work.add_organisation(&organisation).await.expect("added");
    work.commit().await.expect("committed");
    let mut system = app.signed_in("karl.weber").await;
    let secal = [
        ("organisation", "secal-be"),
        ("user", "ada.min"),
        ("display_name", "Ada Min"),
        ("roles", "organisation-admin"),
    ];
    let made = system.post("/people/new", &secal).await;
    let mut admin = app.browser();
    admin.post(&link(&made), &[("password", NEW_PASSWORD)]).await;
    admin.post("/sign-in", &[("user", "ada.min"), ("password", NEW_PASSWORD)]).await;
    let both = [
        ("organisation", "secal-be"),
        ("user", "bo.th"),
        ("display_name", "Bo Th"),
        ("roles", "case-worker"),
        ("roles", "registrar"),
    ];
    let refused = admin.post("/people/new", &both).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("12/057"), "{}", refused.body);
    assert_eq!(admin.post("/people/new", &both[..4]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn each_role_begins_in_its_room() {
    let app = App::new().await;
    for (user, room) in [
        ("marie.dubois", "/consultation"),
        ("paul.henry", "/people"),
        ("karl.weber", "/people"),
        ("helene.martin", "/changes"),
        ("koen.wouters", "/changes"),
        ("sarah.benali", "/log"),
        ("nathalie.georges", "/log"),
    ] {
        assert_eq!(app.signed_in(user).await.get("/").await.location(), room, "{user}");
    }
}

#[tokio::test]
async fn one_is_told_what_one_may_consult_and_who_can_mend_what_is_missing() {
    let app = App::new().await;
    let worker = app.signed_in("marie.dubois").await.get("/may-i").await.body;
    assert!(worker.contains("Enquête sociale") && worker.contains(">oui<"), "{worker}");
    assert!(worker.contains("il faut le rôle\u{a0}: paiement et récupération"), "of the other purpose");
    let admin = app.signed_in("paul.henry").await.get("/may-i").await.body;
    assert!(!admin.contains(">oui<") && admin.contains("href=\"/people\""), "{admin}");
    let committee = app.signed_in("sarah.benali").await.get("/may-i").await.body;
    assert!(committee.contains("Aucune autorisation n’est en vigueur"), "{committee}");
}
