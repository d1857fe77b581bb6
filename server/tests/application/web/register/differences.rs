//! The page of what changed between two versions: in the text, and in what it authorises.

use delibero_domain::deliberation::register::{PointText, from_reading};
use delibero_domain::identifier::UserName;
use delibero_usecases::register::{Content, RegisterStore as _, TextKey, Texts, publish_content};
use http::StatusCode;

use crate::support::{App, Browser, official_text};

async fn get(browser: &mut Browser<'_>, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.body
}

/// The row with a name in the list of jumps.
fn row<'p>(page: &'p str, name: &str) -> &'p str {
    let jump =
        page.split("href=\"#c-").skip(1).find(|jump| jump.split("</a>").next().is_some_and(|a| a.contains(name)));
    let id = jump.and_then(|jump| jump.split('"').next()).unwrap_or_else(|| panic!("no jump to {name}: {page}"));
    let rest = page.split(&format!("id=\"c-{id}\"")).nth(1).expect("a row");
    let (_, rest) = rest.split_once('>').expect("the end of its tag");
    rest.split("class=\"change\"").next().unwrap_or(rest)
}

#[tokio::test]
async fn two_texts_are_compared_point_by_point_and_word_by_word() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let page = get(&mut browser, "/deliberations/98/001/compare?from=0&to=2").await;
    assert!(page.contains("2 points insérés, 3 modifiés, 1 abrogé."), "{page}");
    assert!(page.contains("<title>Délibération 98/001\u{a0}: deux versions comparées – Delibero</title>"), "{page}");
    let fifth = row(&page, "point 5<");
    assert!(fifth.contains("<del") && fifth.contains("bande magnétique") && fifth.contains("<ins"), "{fifth}");
    assert!(fifth.contains("href=\"/deliberations/98/001/points/5@1998-01-13\""), "{fifth}");
    let inserted = row(&page, "point 8/1");
    assert!(inserted.contains("n’existe pas dans cette version") && inserted.contains("inséré"), "{inserted}");
    assert!(inserted.contains("href=\"/deliberations/98/001/points/8.1@2024-06-19\""), "{inserted}");
    assert!(row(&page, "point 7.2").contains("abrogé"), "{page}");
    assert!(page.contains("3 points inchangés") && !page.contains("Le présent texte est un exemple"), "{page}");
    assert!(page.contains("href=\"/deliberations/98/001\"") && !page.contains(" style=\""), "{page}");
    let inserted = "Le Fonds des balises ne demande que les données des gardiens";
    assert_eq!(page.matches(inserted).count(), 1, "it does not travel as data");

    let inline = get(&mut browser, "/deliberations/98/001/compare?from=0&to=2&view=inline").await;
    assert!(inline.contains("as-one") && !row(&inline, "point 5<").contains("class=\"side\""), "{inline}");
    let back = get(&mut browser, "/deliberations/98/001/compare?from=2&to=0").await;
    assert!(back.contains("3 points modifiés, 2 supprimés, 1 rétabli."), "{back}");
    assert!(back.contains("la plus ancienne des deux"), "{back}");
}

#[tokio::test]
async fn the_newest_texts_are_compared_where_the_address_says_nothing() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let page = get(&mut browser, "/deliberations/98/1/compare").await;
    assert!(page.contains("1 point inséré, 1 modifié, 1 abrogé."), "{page}");
    for place in ["1", "2"] {
        let option = page.split(&format!("<option value=\"{place}\" selected")).count();
        assert_eq!(option, 2, "version {place} is chosen once: {page}");
    }
    browser.language = "nl";
    let dutch = get(&mut browser, "/deliberations/98/001/compare").await;
    assert!(dutch.contains("1 punt ingevoegd, 1 gewijzigd, 1 opgeheven.") && dutch.contains("lang=\"fr\""), "{dutch}");
}

#[tokio::test]
async fn versions_of_which_only_dates_are_known_show_what_they_authorise() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let page = get(&mut browser, "/deliberations/23/058/compare?from=2&to=3").await;
    assert!(page.contains("de ces deux versions, seules les dates sont connues"), "{page}");
    assert!(page.contains("href=\"/catalogue/vdab\"") && page.contains("désormais autorisé"), "{page}");
    assert!(page.contains("href=\"/matrix?service=hdi&amp;module=consult-attest\""), "{page}");
    assert!(!page.contains("id=\"text\""), "{page}");
    let deliberation = get(&mut browser, "/deliberations/23/058").await;
    assert!(deliberation.contains("href=\"/deliberations/23/058/compare\""), "{deliberation}");
    let same = get(&mut browser, "/deliberations/23/058/compare?from=3&to=9").await;
    assert!(same.contains("rien ne change dans les autorisations"), "{same}");
    let other = get(&mut browser, "/deliberations/98/001/compare?from=0&to=2").await;
    assert!(other.contains("ne tire aucune autorisation"), "{other}");
}

#[tokio::test]
async fn the_same_version_twice_is_said() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    for path in ["/deliberations/98/001/compare?from=1&to=1", "/deliberations/12/057/compare"] {
        let page = get(&mut browser, path).await;
        assert!(page.contains("deux fois la même version"), "{page}");
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_read_compares_nothing() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    for asked in ["text=xx", "view=other", "view=side&view=inline", "vue=inline"] {
        let page = get(&mut browser, &format!("/deliberations/98/001/compare?from=0&to=2&{asked}")).await;
        assert!(page.contains("id=\"errors\""), "{asked}: {page}");
        assert!(!page.contains("<ins") && !page.contains("<del") && !page.contains("paie aux gardiens"), "{asked}");
    }
    let page = get(&mut browser, "/deliberations/98/001/compare?from=0&to=2&view=other").await;
    assert!(page.contains("href=\"#view\"") && page.contains("id=\"view-problem\""), "an error at the field: {page}");
}

#[tokio::test]
async fn what_is_not_in_the_register_is_not_found() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    for path in ["98/001/compare?from=0&to=3", "98/001/compare?from=x", "98/001/compare?to=-1", "23/999/compare"] {
        let path = format!("/deliberations/{path}");
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

/// What did not change makes no page long.
#[tokio::test]
async fn two_long_official_texts_make_a_short_page() {
    let Some(bytes) = official_text("23-058") else { return };
    let app = App::new().await;
    let reading = delibero_reader::read(&bytes).expect("a deliberation");
    let (mut deliberation, text) = from_reading(&reading).expect("a whole reading");
    let (number, newest) = (deliberation.number, deliberation.versions.len() - 1);
    let mut before = text.clone();
    let (taken, last) = (before.points.remove(20), before.points.len() - 1);
    let reworded = |point: &PointText| point.text.replace("données", "informations");
    for place in [3, 40, last] {
        before.points[place].text = reworded(&before.points[place]);
    }
    deliberation.versions[newest - 1].languages = vec![reading.language];
    let base = app.database.deliberation(number).await.expect("a store").map(|(_, revision)| revision);
    let key = |place: usize| TextKey::new(u16::try_from(place).expect("few versions"), reading.language);
    let texts = Texts::from([(key(newest - 1), before), (key(newest), text)]);
    let by = UserName::new("helene.martin").expect("a name");
    let content = Content { deliberation, texts };
    publish_content(&app.database, app.clock.as_ref(), &by, content, base).await.expect("published");
    let mut browser = app.signed_in("marie.dubois").await;
    let path = "/deliberations/23/058/compare";
    let page = get(&mut browser, path).await;
    assert!(page.contains("1 point inséré") && row(&page, &format!("point {}<", taken.label)).contains("inséré"));
    assert!(page.len() < 200_000, "{} bytes", page.len());
}
