//! Searches: what is found, and in which order, the same on both engines.

use delibero_domain::deliberation::reading::Section;
use delibero_domain::text::Language;
use delibero_testkit::deliberations::{deliberation, first_text, search, text, with_text, with_version};
use delibero_usecases::register::search::{HIT_BEGINS, HIT_ENDS};
use delibero_usecases::register::{Content, RegisterQuery, RegisterStore};

use crate::harness::{TestDatabase, on_both_engines};
use crate::register::{numbers, publish};

on_both_engines!(
    accents_case_and_inflection_do_not_matter,
    a_number_finds_its_deliberation_first,
    phrases_are_words_in_their_order,
    the_last_word_may_be_unfinished,
    titles_come_before_headings_before_texts,
    only_the_newest_text_is_searched,
    anything_may_be_typed,
    excerpts_show_the_hits,
    an_index_of_another_folding_is_made_again,
    letters_apostrophes_and_what_nobody_sees_fold,
);

fn section(title: &str) -> Section {
    Section { label: "A.".to_owned(), title: title.to_owned(), level: 1, text: String::new() }
}

/// Five deliberations, in both languages.
fn library() -> Vec<Content> {
    let first = deliberation(
        "23/058",
        "2023-03-07",
        "Délibération n° 23/058 du 7 mars 2023 relative aux incapacités de travail",
        &["Le médecin-conseil communique l'incapacité de travail.", "La sécurité sociale belge est visée."],
    );
    let first = with_version(first, Some("CSI/CSSS/25/114"), "2025-04-01", None);
    let second = deliberation(
        "08/020",
        "2008-05-06",
        "Délibération n° 08/020 relative aux allocations",
        &[
            "Une personne en incapacité reçoit une allocation.",
            "Voir la délibération n° 23/58.",
            "Sécurité, puis sociale.",
        ],
    );
    let third = deliberation("20/130", "2020-06-02", "Beslissing", &["Sans rapport.", "Données de santé."]);
    let third = with_text(
        third,
        0,
        Language::Nl,
        text(
            "Beraadslaging over de uitkering",
            &["De uitkeringen van de gerechtigden worden meegedeeld.", "De sociale zekerheid en het financiële jaar."],
        ),
    );
    let mut fourth =
        deliberation("12/057", "2012-07-03", "Autre chose", &["La sociale sécurité. La sécurité sociale."]);
    first_text(&mut fourth).sections = vec![section("Les allocations familiales")];
    let fifth = deliberation("17/087", "2017-10-03", "Encore autre chose", &["Des allocations, en passant."]);
    vec![first, second, third, fourth, fifth]
}

async fn fill(case: &TestDatabase) {
    for content in library() {
        publish(case, &content, None).await.unwrap();
    }
}

async fn found(case: &TestDatabase, words: &str, expected: &[&str]) {
    assert_eq!(numbers(case, words).await, expected, "{words}");
}

async fn accents_case_and_inflection_do_not_matter(case: TestDatabase) {
    fill(&case).await;
    for words in ["incapacité", "INCAPACITÉS", "incapacite", "Incapacites"] {
        found(&case, words, &["23/058", "08/020"]).await;
    }
    for words in ["uitkering", "uitkeringen", "UITKERINGEN", "gerechtigde", "beraadslagingen uitkering"] {
        found(&case, words, &["20/130"]).await;
    }
    found(&case, "financiele", &["20/130"]).await;
    found(&case, "sociaal zekerheid", &["20/130"]).await;
    found(&case, "la médecin du travail", &["23/058"]).await;
    found(&case, "santé uitkering", &["20/130"]).await;
    found(&case, "incapacité uitkering", &[]).await;
    found(&case, "travaux", &["23/058"]).await;
}

async fn a_number_finds_its_deliberation_first(case: TestDatabase) {
    fill(&case).await;
    for words in
        ["23/058", "23/58", "n° 23/058", "N°23/58", "nr. 23/058", "délibération n° 23/058", "beraadslaging 23/058"]
    {
        found(&case, words, &["23/058", "08/020"]).await;
    }
    for words in ["08/20", "08/020", "n° 08/20"] {
        found(&case, words, &["08/020"]).await;
    }
    for words in ["CSI/CSSS/25/114", "csi/csss/25/114", "CSSS/25/114", "25/114", " CSI/CSSS/25/114. "] {
        found(&case, words, &["23/058"]).await;
    }
    found(&case, "23/058 allocation", &["08/020"]).await;
    found(&case, "99/999", &[]).await;
    found(&case, "CSI/CSSS/25/1", &[]).await;
}

async fn phrases_are_words_in_their_order(case: TestDatabase) {
    fill(&case).await;
    found(&case, "sécurité sociale", &["23/058", "12/057", "08/020"]).await;
    for words in ["\"sécurité sociale\"", "« securite sociale »", "“Sécurités sociales”", "\"sécurité sociale"]
    {
        found(&case, words, &["23/058", "12/057"]).await;
    }
    found(&case, "\"sécurité sociale belge\"", &["23/058"]).await;
    found(&case, "\"incapacité de travail\"", &["23/058"]).await;
    found(&case, "\"sociale sécurité sociale\"", &[]).await;
    found(&case, "\"sociale sécurité la sécurité\"", &["12/057"]).await;
    found(&case, "\"de sociale zekerheid\"", &["20/130"]).await;
    found(&case, "\"sécurité sociale\" médecin", &["23/058"]).await;
    // No phrase goes on from one point to the next.
    found(&case, "\"travail la sécurité\"", &[]).await;
    found(&case, "\"de travail la sécurité\"", &[]).await;
}

async fn the_last_word_may_be_unfinished(case: TestDatabase) {
    fill(&case).await;
    for words in ["inc", "incap", "incapaci", "incapacit", "incapacité"] {
        found(&case, words, &["23/058", "08/020"]).await;
    }
    found(&case, "uitk", &["20/130"]).await;
    found(&case, "méd incapacité", &[]).await;
    found(&case, "incapacité méd", &["23/058"]).await;
    found(&case, "incapacité \"méd\"", &[]).await;
}

async fn titles_come_before_headings_before_texts(case: TestDatabase) {
    fill(&case).await;
    found(&case, "allocations", &["08/020", "12/057", "17/087"]).await;
    found(&case, "autre", &["17/087", "12/057"]).await;
}

async fn only_the_newest_text_is_searched(case: TestDatabase) {
    let content = deliberation("24/001", "2024-01-01", "Titre", &["Ancien."]);
    let content = with_version(content, None, "2024-02-01", None);
    let content = with_text(content, 1, Language::Fr, text("Titre", &["Nouveau."]));
    publish(&case, &with_text(content, 0, Language::Nl, text("Titel", &["Verouderd."])), None).await.unwrap();
    found(&case, "ancien", &[]).await;
    found(&case, "nouveau", &["24/001"]).await;
    found(&case, "verouderd", &["24/001"]).await;
}

async fn anything_may_be_typed(case: TestDatabase) {
    fill(&case).await;
    for words in [
        "?", "*", "\"", "\"\"", "''", "(", ")", "^", "-", ":", "--", "{}", "!", "&", "|", "<->", "\\", "\u{0}", "%",
        "_",
    ] {
        assert_eq!(numbers(&case, words).await.len(), 5, "{words} holds no word, so it says nothing");
    }
    for words in [
        "AND",
        "OR NOT",
        "NEAR(incapacité travail, 5)",
        "title : x",
        "incapacité*",
        "^incapacité",
        "body:incapacité",
        "incapacité AND",
        "\"incapacité\" \"",
        "-incapacité",
        "incapacité + travail",
        "a:*",
        "'incapacité':*",
        "!x & y",
        "x'; DROP TABLE deliberations; --",
        "$1 ?1",
        "1/2/3",
        "///",
        "\u{1F4A9} été",
        "ﬁn",
        "Ελλάδα",
        "日本語",
        "a\u{301}",
    ] {
        case.database.list(&search(words)).await.unwrap();
    }
    found(&case, "^incapacité*", &["23/058", "08/020"]).await;
    found(&case, "-incapacité:", &["23/058", "08/020"]).await;
    case.database.list(&search(&"mot ".repeat(5_000))).await.unwrap();
    case.database.list(&search(&"m".repeat(50_000))).await.unwrap();
    case.database.list(&search(&format!("\"{}\"", "deux mots ".repeat(5_000)))).await.unwrap();
}

async fn excerpt(case: &TestDatabase, words: &str, language: Language) -> Option<String> {
    let page = case.database.list(&RegisterQuery { language, ..search(words) }).await.unwrap();
    let excerpt = page.lines.first().and_then(|line| line.excerpt.clone());
    excerpt.map(|excerpt| excerpt.replace(HIT_BEGINS, "[").replace(HIT_ENDS, "]"))
}

async fn excerpts_show_the_hits(case: TestDatabase) {
    fill(&case).await;
    let shown = async |words: &str| excerpt(&case, words, Language::Fr).await.unwrap();
    assert_eq!(shown("INCAPACITES").await, "Le médecin-conseil communique l'[incapacité] de travail.");
    assert_eq!(
        shown("\"incapacité de travail\" médecin").await,
        "Le [médecin]-conseil communique l'[incapacité de travail]."
    );
    assert_eq!(shown("uitkering").await, "De [uitkeringen] van de gerechtigden worden meegedeeld.");
    let dutch = excerpt(&case, "rapport zekerheid", Language::Nl).await.unwrap();
    assert_eq!(dutch, "De sociale [zekerheid] en het financiële jaar.");
    let long = format!("{} cible {}", "avant ".repeat(100), "après ".repeat(100));
    publish(&case, &deliberation("25/001", "2025-01-01", "Long", &[&long]), None).await.unwrap();
    let excerpt = shown("cible").await;
    assert!(excerpt.starts_with("… avant avant") && excerpt.ends_with("après …"), "{excerpt}");
    assert!(excerpt.contains(" [cible] ") && excerpt.split(' ').count() < 40, "{excerpt}");
}

async fn an_index_of_another_folding_is_made_again(case: TestDatabase) {
    fill(&case).await;
    found(&case, "incapacité travail", &["23/058"]).await;
    for statement in [
        "DELETE FROM deliberation_words",
        "DELETE FROM deliberation_stems",
        "UPDATE deliberations SET title_fr = ''",
        "UPDATE register_index SET folding = 1",
    ] {
        case.run(statement).await.unwrap();
    }
    found(&case, "incapacité travail", &[]).await;
    case.database.migrate().await.unwrap();
    found(&case, "incapacité travail", &["23/058"]).await;
    found(&case, "\"médecin conseil communique l'incapacité\"", &["23/058"]).await;
}

async fn letters_apostrophes_and_what_nobody_sees_fold(case: TestDatabase) {
    let written = deliberation(
        "09/001",
        "2009-01-06",
        "Délibération sur l’œuvre",
        &[
            "De vrĳwil\u{ad}liger en de stra\u{200b}ße; l‛incapa\u{2060}cité d´office.",
            "Vrijwilliger, straße en incapacité: samen in één zin.",
        ],
    );
    publish(&case, &written, None).await.unwrap();
    for typed in [
        "vrijwilliger",
        "VRĲWILLIGER",
        "strasse",
        "STRAẞE",
        "l'incapacité",
        "l＇incapacité",
        "oeuvre",
        "d’office",
        "in\u{ad}capacite",
    ] {
        found(&case, typed, &["09/001"]).await;
    }
    let page = case.database.list(&search("vrijwilliger strasse samen")).await.unwrap();
    let excerpt = page.lines[0].excerpt.clone().expect("an excerpt");
    assert!(excerpt.starts_with(HIT_BEGINS) && excerpt.contains("samen"), "most of the words: {excerpt}");
}
