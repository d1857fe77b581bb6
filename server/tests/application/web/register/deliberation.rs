//! The page of one deliberation: its versions, its points, what they authorise.

use delibero_domain::deliberation::register::from_reading;
use delibero_domain::identifier::UserName;
use delibero_usecases::register::{Content, RegisterStore as _, TextKey, Texts, publish_content};
use http::StatusCode;

use crate::support::{App, Browser, official_text};

fn main_of(body: &str) -> &str {
    body.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a main part")
}

async fn get(browser: &mut Browser<'_>, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.body
}

#[tokio::test]
async fn a_deliberation_reads_as_it_stood_on_a_day() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let today = get(&mut browser, "/deliberations/98/001").await;
    assert!(today.contains("id=\"p-5/1\"") && today.contains("href=\"/deliberations/98/001/points/5.1\""), "{today}");
    assert!(today.contains("inséré") && today.contains("modifié") && today.contains("abrogé"));
    assert!(today.contains("href=\"/deliberations/99/003\"") && !today.contains("style=\""));
    assert!(!today.contains("telle qu’elle était"), "today needs no banner");
    let body = main_of(&today);
    let texts = body.matches("Le Fonds des balises paie aux gardiens de phare").count();
    assert_eq!(texts, 1, "the text stands once");
    assert_eq!(
        today.matches("Le Fonds des balises paie aux gardiens de phare").count(),
        1,
        "nor does it travel as data"
    );

    let first = get(&mut browser, "/deliberations/98/001?on=2000-01-01").await;
    assert!(first.contains("telle qu’elle était le 1er\u{a0}janvier 2000") && first.contains("bande magnétique"));
    assert!(!first.contains("id=\"p-5/1\"") && first.contains("value=\"01.01.2000\""));
    let before = get(&mut browser, "/deliberations/98/001?on=1990-01-01").await;
    assert!(before.contains("n’avait pas encore été rendue"));
}

#[tokio::test]
async fn an_address_that_cannot_be_read_shows_no_text_of_another_day() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    for asked in [
        "?on=soon",
        "?on=2024-13-01",
        "?on=2024-06",
        "?on=20240601",
        "?on=2024-06-01&on=2000-01-01",
        "?text=xx",
        "?text=fr-anything",
        "?day=2000-01-01",
        "/points/5@2024-06",
        "/points/5@",
        "/points/5@2000-01-01?on=2024-06-01",
    ] {
        let page = get(&mut browser, &format!("/deliberations/98/001{asked}")).await;
        let main = main_of(&page);
        assert!(main.contains("id=\"errors\""), "{asked}: the summary says what is wrong: {main}");
        assert!(!page.contains("paie aux gardiens") && !page.contains("bande magnétique"), "{asked}: {page}");
        assert!(!main.contains("id=\"text\"") && !main.contains("id=\"versions\""), "{asked}: {main}");
        let of_day = asked.contains("on=") || asked.contains('@');
        assert_eq!(main.contains("href=\"#on\"") && main.contains("id=\"on-problem\""), of_day, "{asked}: {main}");
    }
}

#[tokio::test]
async fn a_language_in_which_the_text_is_not_known_is_said() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let page = get(&mut browser, "/deliberations/98/001?text=de").await;
    assert!(main_of(&page).contains("Le texte n’est pas connu en allemand"), "{page}");
}

#[tokio::test]
async fn a_point_has_an_address_of_its_own_with_a_day_and_neighbours() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let page = get(&mut browser, "/deliberations/98/001/points/5.1").await;
    let focused = page.split("id=\"p-5/1\"").nth(1).and_then(|rest| rest.split('>').next()).expect("the point");
    assert!(focused.contains("data-target") && focused.contains("autofocus") && focused.contains("tabindex=\"-1\""));
    assert_eq!(main_of(&page).matches("autofocus").count(), 1);
    assert!(page.contains("<title>Délibération 98/001, point 5/1 – Delibero</title>"), "{page}");
    for neighbour in ["5", "6"] {
        assert!(page.contains(&format!("href=\"/deliberations/98/001/points/{neighbour}\"")), "{neighbour}");
    }
    let dated = get(&mut browser, "/deliberations/98/001/points/5@2000-01-01").await;
    assert!(dated.contains("bande magnétique") && dated.contains("telle qu’elle était"));
    assert!(dated.contains("href=\"/deliberations/98/001/points/6@2000-01-01\""), "the ways keep the day");
    let missing = browser.get("/deliberations/98/001/points/5.1@2000-01-01").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.body.contains("pas de point 5.1") && missing.body.contains("id=\"p-5\""));
}

#[tokio::test]
async fn a_deliberation_without_a_text_says_so_and_shows_what_the_catalogue_takes() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    let page = get(&mut browser, "/deliberations/23/058/points/58").await;
    assert!(page.contains("seules ses dates y sont") && page.contains("href=\"/catalogue/vdab#p-23-058-57"));
    assert!(page.contains("href=\"/matrix?service=hdi&amp;module=consult-attest\""), "{}", main_of(&page));
    let focused = |page: &str, id: &str| {
        let place = page.split(&format!("id=\"{id}\"")).nth(1).and_then(|rest| rest.split('>').next());
        place.unwrap_or_else(|| panic!("{id}")).contains("data-target")
    };
    assert!(focused(&page, "p-58") && !focused(&page, "p-57-58"), "cited by itself, and in a range");
    assert!(
        focused(&get(&mut browser, "/deliberations/23/058/points/75").await, "p-70-79"),
        "in ranges only: the first"
    );
    assert!(page.contains("href=\"/deliberations/98/001/points/8.1\""), "who cites it, and where");
}

#[tokio::test]
async fn only_the_secretariat_is_shown_how_to_write() {
    let app = App::new().await;
    let ways = ["/deliberations/98/001/history", "action=\"/deliberations/98/001/drafts\""];
    for (user, seen) in [("helene.martin", [true, true]), ("koen.wouters", [true, false]), ("marie.dubois", [false; 2])]
    {
        let page = get(&mut app.signed_in(user).await, "/deliberations/98/001").await;
        assert_eq!(ways.map(|way| page.contains(way)), seen, "{user}");
    }
}

#[tokio::test]
async fn what_is_not_in_the_register_is_not_found() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    for path in ["/deliberations/23/999", "/deliberations/x/y", "/deliberations/23/999/points/1"] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let written = browser.get("/deliberations/98/1").await;
    assert_eq!(written.status, StatusCode::OK, "however the number is written");
}

/// Every word of the official text of 23/058 stands in the page, which is small enough.
#[tokio::test]
async fn a_long_official_text_is_shown_whole() {
    let Some(bytes) = official_text("23-058") else { return };
    let app = App::new().await;
    let reading = delibero_reader::read(&bytes).expect("a deliberation");
    let (deliberation, text) = from_reading(&reading).expect("a whole reading");
    let (number, version) = (deliberation.number, deliberation.versions.len() - 1);
    let base = app.database.deliberation(number).await.expect("a store").map(|(_, revision)| revision);
    let key = TextKey::new(u16::try_from(version).expect("few versions"), reading.language);
    let texts = Texts::from([(key, text.clone())]);
    let content = Content { deliberation, texts };
    let by = UserName::new("helene.martin").expect("a name");
    publish_content(&app.database, app.clock.as_ref(), &by, content, base).await.expect("published");
    let mut browser = app.signed_in("marie.dubois").await;
    let page = get(&mut browser, "/deliberations/23/058").await;
    for point in &text.points {
        assert!(page.contains(&format!("id=\"p-{}\"", point.label.normal())), "{}", point.label);
    }
    let shown = plain(main_of(&page));
    for paragraph in text.points.iter().flat_map(|point| point.text.split('\n')) {
        let words = squeezed(paragraph.strip_prefix("- ").unwrap_or(paragraph));
        assert!(shown.contains(&words), "{words}");
    }
    assert!(page.len() < 400_000, "{} bytes", page.len());
}

/// The text of a page without its elements, and without the words that the page adds.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for (place, piece) in html.split("<small class=\"aside\"").enumerate() {
        let piece = if place == 0 { piece } else { piece.split_once("</small>").map_or("", |(_, rest)| rest) };
        let mut rest = piece;
        while let Some((words, behind)) = rest.split_once('<') {
            text.push_str(words);
            rest = behind.split_once('>').map_or("", |(_, rest)| rest);
        }
        text.push_str(rest);
    }
    squeezed(
        &text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&amp;", "&"),
    )
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
