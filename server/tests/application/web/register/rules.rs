//! The rules whose points a newer text has otherwise: listed, waiting, and answered.

use delibero_domain::deliberation::register::{PointStatus, PointText, Version, VersionText};
use delibero_domain::text::Language;
use delibero_usecases::register::{Content, RegisterStore as _, TextKey, Texts, publish_content};
use http::StatusCode;
use jiff::{SignedDuration, ToSpan as _};

use crate::support::App;
use crate::web::changes::{begin, in_force, press, save};

const CPAS: &str = "authorisations/20-130.cpas.hdi.toml";
const RULES: &str = "/deliberations/20/130/rules";

fn text(words: impl Fn(u32) -> String) -> VersionText {
    let point = |number: u32| PointText {
        label: number.to_string().parse().expect("a label"),
        heading: None,
        text: words(number),
        status: PointStatus::Unknown,
    };
    VersionText { title: "Un essai".to_owned(), points: (1..=20).map(point).collect(), ..VersionText::default() }
}

/// A second version of 20/130, in which point 19 says something else.
pub async fn amended(app: &App) {
    let number = "20/130".parse().expect("a number");
    let (found, revision) = app.database.deliberation(number).await.expect("a store").expect("in the register");
    let mut deliberation = found;
    let first = Version { languages: vec![Language::Fr], ..deliberation.versions[0].clone() };
    let approved = first.approved.saturating_add(1.year());
    let second = Version { document: None, approved, in_force: None, languages: vec![Language::Fr] };
    deliberation.versions = vec![first, second];
    let before = |number| format!("Le point {number} parle de la même chose depuis toujours.");
    let after = |number| match number {
        19 => "Tout autre contenu, sans rapport.".to_owned(),
        number => before(number),
    };
    let key = |version| TextKey::new(version, Language::Fr);
    let texts = Texts::from([(key(0), text(before)), (key(1), text(after))]);
    app.clock.advance(SignedDuration::from_mins(1));
    let by = "helene.martin".parse().expect("a name");
    let content = Content { deliberation, texts };
    publish_content(&app.database, app.clock.as_ref(), &by, content, Some(revision)).await.expect("published");
    app.clock.advance(SignedDuration::from_mins(1));
}

#[tokio::test]
async fn a_newer_text_leaves_the_rules_it_touches_to_be_answered() {
    let app = App::new().await;
    let mut writer = app.signed_in("helene.martin").await;
    assert!(writer.get(RULES).await.body.contains("Aucun texte plus récent"));
    amended(&app).await;
    let waiting = writer.get("/changes").await.body;
    assert!(waiting.contains(&format!("href=\"{RULES}\"")) && waiting.contains("règles à revoir"), "{waiting}");
    let compared = writer.get("/deliberations/20/130/compare").await.body;
    assert!(compared.contains("id=\"touched-rules\"") && compared.contains("/catalogue/cpas"), "{compared}");
    let page = writer.get(RULES).await;
    let open = page.body.matches("Attend une réponse").count();
    assert!(open >= 2 && page.body.contains("point 19"), "{}", page.body);

    let fields = |reason: &'static str| [("version", "1"), ("document", CPAS), ("reason", reason)];
    let empty = writer.post(RULES, &fields(" ")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("Dites pourquoi") && empty.body.contains("error-summary"), "{}", empty.body);
    assert_eq!(writer.post(RULES, &fields("85.07.30-999.32")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answered = writer.post(RULES, &fields("Le point dit la même chose en d’autres mots.")).await;
    assert_eq!((answered.status, answered.location()), (StatusCode::SEE_OTHER, RULES));
    let page = writer.get(RULES).await.body;
    assert!(page.contains("en d’autres mots") && page.contains("Hélène Martin"), "{page}");
    assert_eq!(page.matches("Attend une réponse").count(), open - 1);
    let other = [("version", "1"), ("document", "recipients/cpas.toml"), ("reason", "Rien.")];
    assert_eq!(writer.post(RULES, &other).await.status, StatusCode::CONFLICT, "nothing waits for it");

    let mut approver = app.signed_in("koen.wouters").await;
    assert_eq!(approver.post(RULES, &fields("Non.")).await.status, StatusCode::FORBIDDEN);
    assert!(!approver.get(RULES).await.body.contains("name=\"reason\""));
}

#[tokio::test]
async fn a_change_that_touches_the_rule_answers_too() {
    let app = App::new().await;
    amended(&app).await;
    let mut writer = app.signed_in("helene.martin").await;
    let open = writer.get(RULES).await.body.matches("Attend une réponse").count();
    let id = begin(&mut writer, "Le nouveau point 19").await;
    let text = in_force(&app, CPAS).await.expect("there");
    save(&app, "helene.martin", &id, CPAS, Some(text.replacen("points = \"4-20\"", "points = \"4-19\"", 1))).await;
    press(&mut writer, &id, "propose", &[]).await;
    let mut approver = app.signed_in("koen.wouters").await;
    assert_eq!(press(&mut approver, &id, "publish", &[]).await.status, StatusCode::SEE_OTHER);
    let page = writer.get(RULES).await.body;
    assert!(page.contains("Changée par l’état 2"), "{page}");
    assert_eq!(page.matches("Attend une réponse").count(), open - 1);
}
