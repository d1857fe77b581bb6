//! What is published: kept whole, cited, replaced.

use delibero_domain::deliberation::register::{Citation, Deliberation, VersionText};
use delibero_domain::text::Language;
use delibero_testkit::deliberations::{deliberation, first_text, search, text, with_text, with_version};
use delibero_testkit::examples::word;
use delibero_usecases::register::{Content, RegisterStore};
use delibero_usecases::store_error::StoreError;

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    what_was_published_is_read_again,
    publishing_builds_on_what_is_there,
    a_document_belongs_to_one_deliberation,
    references_lead_both_ways,
    what_is_replaced_leaves_nothing_behind,
    a_long_text_is_kept_whole,
);

pub async fn publish(case: &TestDatabase, content: &Content, base: Option<u32>) -> Result<u32, u32> {
    let mut work = case.database.begin_writing().await.unwrap();
    let outcome = work.publish(content, base).await.unwrap();
    work.commit().await.unwrap();
    outcome
}

pub async fn numbers(case: &TestDatabase, words: &str) -> Vec<String> {
    let page = case.database.list(&search(words)).await.unwrap();
    assert_eq!(page.total, page.lines.len() as u64, "{words}");
    page.lines.iter().map(|line| line.deliberation.number.to_string()).collect()
}

fn example() -> Content {
    let content = deliberation("23/058", "2023-03-07", "Données d'incapacité", &["Premier point.", "Second point."]);
    let content = with_version(content, Some("CSI/CSSS/25/114"), "2025-04-01", Some("2025-05-01"));
    with_text(content, 1, Language::Nl, text("Gegevens", &["Eerste punt.", "Tweede punt: « É »."]))
}

async fn what_was_published_is_read_again(case: TestDatabase) {
    let content = example();
    assert_eq!(publish(&case, &content, None).await, Ok(1));
    let number = content.deliberation.number;
    assert_eq!(case.database.content(number).await.unwrap(), Some((content.clone(), 1)));
    assert_eq!(case.database.deliberation(number).await.unwrap(), Some((content.deliberation.clone(), 1)));
    for (key, text) in content.texts {
        assert_eq!(case.database.text(number, key.version, key.language).await.unwrap(), Some(text));
    }
    assert_eq!(case.database.text(number, 0, Language::Nl).await.unwrap(), None);
    assert_eq!(case.database.text(number, 7, Language::Fr).await.unwrap(), None);
    assert_eq!(case.database.content(word("23/059")).await.unwrap(), None);
    assert_eq!(case.database.deliberation(word("23/059")).await.unwrap(), None);
    let document = word("CSI/CSSS/25/114");
    assert_eq!(case.database.of_document(&document).await.unwrap(), Some(number));
    assert_eq!(case.database.of_document(&word("CSI/CSSS/25/115")).await.unwrap(), None);
}

async fn publishing_builds_on_what_is_there(case: TestDatabase) {
    let content = example();
    assert_eq!(publish(&case, &content, Some(1)).await, Err(0), "there is nothing to build on");
    assert_eq!(publish(&case, &content, None).await, Ok(1));
    assert_eq!(publish(&case, &content, None).await, Err(1), "the number is taken");
    let changed = Content {
        deliberation: Deliberation { rapporteur: Some("Me X".to_owned()), ..content.deliberation.clone() },
        ..content.clone()
    };
    assert_eq!(publish(&case, &changed, Some(1)).await, Ok(2));
    assert_eq!(publish(&case, &content, Some(1)).await, Err(2), "somebody published in between");
    assert_eq!(case.database.content(content.deliberation.number).await.unwrap(), Some((changed, 2)));
}

async fn a_document_belongs_to_one_deliberation(case: TestDatabase) {
    publish(&case, &example(), None).await.unwrap();
    let other = deliberation("23/060", "2023-03-07", "Autre", &["Un."]);
    let other = with_version(other, Some("CSI/CSSS/25/114"), "2025-04-01", None);
    let mut work = case.database.begin_writing().await.unwrap();
    assert!(matches!(work.publish(&other, None).await, Err(StoreError::Exists(_))));
    drop(work);
    assert_eq!(case.database.content(word("23/060")).await.unwrap(), None);
}

fn citing(number: &str, cited: &[(&str, &[&str])]) -> Content {
    let mut content = deliberation(number, "2023-03-07", "Citations", &["Un."]);
    let citation = |(number, at): &(&str, &[&str])| Citation {
        number: word(number),
        date: None,
        at: at.iter().map(|&at| at.to_owned()).collect(),
    };
    first_text(&mut content).references = cited.iter().map(citation).collect();
    content
}

async fn references_lead_both_ways(case: TestDatabase) {
    publish(&case, &citing("24/010", &[("08/20", &["3", "4"]), ("23/058", &["1"])]), None).await.unwrap();
    publish(&case, &citing("09/001", &[("08/020", &["7"])]), None).await.unwrap();
    let citing = case.database.citing(word("08/020")).await.unwrap();
    let found: Vec<_> = citing.iter().map(|(number, _, points)| (number.to_string(), points.join(" "))).collect();
    assert_eq!(found, [("09/001".to_owned(), "7".to_owned()), ("24/010".to_owned(), "3 4".to_owned())]);
    assert_eq!(citing[0].1.title_in(Language::Fr), "Citations");
    assert!(case.database.citing(word("24/010")).await.unwrap().is_empty());
    let asked = ["24/010", "08/020", "09/1", "24/010"].map(word);
    let known = case.database.known(&asked).await.unwrap();
    let known: Vec<String> = known.iter().map(|found| found.number.to_string()).collect();
    assert_eq!(known, ["09/001", "24/010"]);
    assert!(case.database.known(&[]).await.unwrap().is_empty());
}

async fn what_is_replaced_leaves_nothing_behind(case: TestDatabase) {
    let mut before = citing("24/010", &[("08/020", &["3"])]);
    before.deliberation.sources = vec!["INAMI".to_owned(), "INAMI".to_owned()];
    let cats = first_text(&mut before);
    *cats = VersionText { references: cats.references.clone(), ..text("Chats", &["Félins."]) };
    publish(&case, &before, None).await.unwrap();
    assert_eq!(numbers(&case, "félins").await, ["24/010"]);
    let mut after = deliberation("24/010", "2023-03-07", "Chiens", &["Canins."]);
    after.deliberation.sources = vec!["ONSS".to_owned()];
    publish(&case, &after, Some(1)).await.unwrap();
    assert!(numbers(&case, "félins").await.is_empty());
    assert_eq!(numbers(&case, "canins").await, ["24/010"]);
    assert!(case.database.citing(word("08/020")).await.unwrap().is_empty());
    assert_eq!(case.database.list(&search("")).await.unwrap().sources, ["ONSS"]);
    // A document that one version no longer has is free for another.
    let with = |number| {
        let content = deliberation(number, "2023-03-07", "Chiens", &["Canins."]);
        with_version(content, Some("CSI/CSSS/25/001"), "2025-01-01", None)
    };
    publish(&case, &with("24/010"), Some(2)).await.unwrap();
    publish(&case, &after, Some(3)).await.unwrap();
    publish(&case, &with("24/011"), None).await.unwrap();
    assert_eq!(case.database.of_document(&word("CSI/CSSS/25/001")).await.unwrap(), Some(word("24/011")));
}

/// Far beyond the longest that is known: engines have limits for the words of one text.
async fn a_long_text_is_kept_whole(case: TestDatabase) {
    let word_of = |index: usize| format!("mot{index}x{}", index.wrapping_mul(2_654_435_761) % 1_000_003);
    let point = |of: usize| (of * 500..(of + 1) * 500).map(word_of).collect::<Vec<_>>().join(" ");
    let points: Vec<String> = (0..200).map(point).collect();
    let points: Vec<&str> = points.iter().map(String::as_str).collect();
    let content = deliberation("24/010", "2023-03-07", &"Très long titre ".repeat(500), &points);
    publish(&case, &content, None).await.unwrap();
    assert_eq!(case.database.content(word("24/010")).await.unwrap(), Some((content, 1)));
    assert_eq!(numbers(&case, "titre").await, ["24/010"]);
}
