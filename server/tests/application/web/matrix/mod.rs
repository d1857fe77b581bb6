//! Who may see what: the page as the server renders it, and the same as CSV.

use http::StatusCode;

use crate::support::App;

#[tokio::test]
async fn the_page_says_what_is_granted_excluded_and_not_asked() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    let page = browser.get("/matrix").await;
    assert_eq!(page.status, StatusCode::OK);
    for words in ["accordé", "accordé en partie (23/058, point 29)", "exclu (23/058, point 64)", "non demandé"] {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(!page.body.contains("style=\""), "the content policy refuses styles in the page");
    assert!(page.body.contains("<caption") && page.body.contains("scope=\"colgroup\""));
    assert!(page.body.contains("href=\"/matrix.csv"));
}

#[tokio::test]
async fn a_cell_opens_with_its_point_its_purposes_and_how_long_the_data_are_kept() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    let page = browser.get("/matrix?cell=cpas:payment.gross_taxable_amount").await;
    for words in ["id=\"detail\"", "Montant brut imposable", "Cinq ans au maximum", "Directeur général"] {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(page.body.contains("href=\"/catalogue/cpas"), "a way to the recipient's page");
}

#[tokio::test]
async fn another_day_is_announced_and_an_unreadable_one_is_said_at_the_field() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    let before = browser.get("/matrix?on=2024-01-23").await;
    assert!(before.body.contains("23\u{a0}janvier 2024") && before.body.contains("id=\"not-today\""));
    let unproven = browser.get("/matrix?on=2024-06-01").await;
    let said = "Le texte de 23/058 au 1er\u{a0}juin 2024 n’est pas connu\u{202f}; celui qui est montré est celui du 16\u{a0}avril 2025.";
    assert!(unproven.body.contains(said), "{}", unproven.body);
    let today = browser.get("/matrix?on=2025-06-02").await;
    assert!(!today.body.contains("n’est pas connu"));
    assert!(!today.body.contains("id=\"not-today\""));
    let wrong = browser.get("/matrix?on=soon").await;
    assert!(wrong.body.contains("href=\"#matrix-on\"") && !wrong.body.contains("<caption"));
    assert_eq!(browser.get("/matrix.csv?on=soon").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_csv_has_a_line_per_recipient_module_and_element() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    let file = browser.get("/matrix.csv?service=hdi&module=consult-attest").await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"delibero-hdi-2025-06-02.csv\"");
    let mut lines = file.body.lines();
    let head = lines.next().expect("a head");
    assert!(head.starts_with("\u{feff}service,on,recipient,recipient_label,member_of,module,element"), "{head}");
    assert_eq!(lines.count(), 15 * 26);
    for line in [
        "hdi,2025-06-02,vdab,VDAB,,consult-attest,payment.niss,NISS,excluded,block-not-granted,23/058,57,,2024-01-24,",
        "hdi,2025-06-02,onem,ONEM,,consult-attest,risk.insurer_id,Organisme assureur,partly,,23/058,29,recovery,\
         2024-01-24,",
    ] {
        assert!(file.body.contains(line), "{line}");
    }

    browser.language = "nl";
    let members = browser.get("/matrix.csv?module=consult-attest&members=onem").await;
    assert!(members.body.contains("hdi,2025-06-02,capac,HVW,onem,consult-attest,risk.insurer_id,"));
    let early = browser.get("/matrix.csv?on=2024-01-23&left=vdab&right=forem").await;
    assert!(early.body.lines().skip(1).all(|line| line.contains(",not-asked,not-yet-in-force,23/058,")));
}

#[tokio::test]
async fn codes_that_never_count_are_read_on_the_page_of_the_recipient_as_in_the_matrix() {
    let app = App::new().await;
    let mut browser = app.signed_in("helene.martin").await;
    let page = browser.get("/catalogue/cpas").await.body;
    assert!(page.contains("Codes qualité qui ne comptent pas") && page.contains("20, 21, 999"), "{page}");
    let page = browser.get("/catalogue/vdab").await.body;
    assert!(page.contains("Codes qualité qui ne comptent pas") && page.contains("999"), "{page}");
}
