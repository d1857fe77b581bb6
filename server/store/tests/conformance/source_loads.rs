//! Files of sources, and what was refused of them.

use delibero_testkit::examples::{organisation, word};
use delibero_usecases::source_loads::{
    Fault, KeptRejects, LoadCounts, LoadProblem, LoadState, LoadedBy, Refused, RefusedRecord, Rule, SourceLoad,
    SourceLoadQuery, SourceLoadStore as _, UnusableFile,
};
use jiff::Timestamp;

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    a_file_is_kept_as_far_as_it_is,
    an_organisation_sees_its_own_files_and_those_of_the_command_line,
    files_are_filtered_and_paged,
    refused_records_are_sealed_and_forgotten_after_a_time,
);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn load(id: &str, by: Option<&str>, begun: &str) -> SourceLoad {
    SourceLoad {
        id: id.to_owned(),
        service: word("hdi"),
        by: by.map(|organisation| LoadedBy { user: word("eric"), organisation: word(organisation) }),
        file_name: format!("{id}.xml"),
        bytes: 1000,
        hash: None,
        format: None,
        begun: at(begun),
        seen: at(begun),
        ended: None,
        read_bytes: 0,
        counts: LoadCounts::default(),
        problem: None,
    }
}

async fn save(case: &TestDatabase, load: &SourceLoad) {
    let mut work = case.database.begin_source_load().await.unwrap();
    work.save_source_load(load).await.unwrap();
    work.commit().await.unwrap();
}

async fn seen(case: &TestDatabase, query: &SourceLoadQuery) -> Vec<String> {
    let page = case.database.source_load_page(query).await.unwrap();
    page.loads.into_iter().map(|load| load.id).collect()
}

fn of(organisation: &str) -> SourceLoadQuery {
    SourceLoadQuery {
        organisation: word(organisation),
        services: vec![word("hdi")],
        service: None,
        state: None,
        from: None,
        to: None,
        skip: 0,
        most: 10,
    }
}

async fn two_insurers(case: &TestDatabase) {
    for id in ["sun", "moon"] {
        case.add_organisation(&organisation(id)).await;
    }
}

async fn a_file_is_kept_as_far_as_it_is(case: TestDatabase) {
    two_insurers(&case).await;
    let begun = load("a", Some("sun"), "2025-06-02T09:30:00Z");
    save(&case, &begun).await;
    assert_eq!(case.database.source_load("a").await.unwrap(), Some(begun.clone()));
    let counts = LoadCounts { added: 1, newer: 2, older: 3, known: 4, refused: 5 };
    let ended = SourceLoad {
        hash: Some([7; 32]),
        format: Some("xml".to_owned()),
        seen: at("2025-06-02T09:31:00Z"),
        ended: Some(at("2025-06-02T09:31:00Z")),
        read_bytes: 400,
        counts,
        problem: Some(LoadProblem::File(UnusableFile::Truncated, Some(40))),
        ..begun
    };
    save(&case, &ended).await;
    assert_eq!(case.database.source_load("a").await.unwrap(), Some(ended));
    assert_eq!(case.database.source_load("b").await.unwrap(), None);
}

async fn an_organisation_sees_its_own_files_and_those_of_the_command_line(case: TestDatabase) {
    two_insurers(&case).await;
    save(&case, &load("a", Some("sun"), "2025-06-01T09:00:00Z")).await;
    save(&case, &load("b", Some("moon"), "2025-06-02T09:00:00Z")).await;
    save(&case, &load("c", None, "2025-06-03T09:00:00Z")).await;
    assert_eq!(seen(&case, &of("sun")).await, ["c", "a"]);
    let sends_nothing = SourceLoadQuery { services: Vec::new(), ..of("sun") };
    assert_eq!(seen(&case, &sends_nothing).await, ["a"]);
    let other = SourceLoadQuery { services: vec![word("handicap"), word("unemployment")], ..of("moon") };
    assert_eq!(seen(&case, &other).await, ["b"]);
}

async fn files_are_filtered_and_paged(case: TestDatabase) {
    two_insurers(&case).await;
    let ended = Some(at("2025-06-09T00:00:00Z"));
    let refused = LoadCounts { refused: 1, ..LoadCounts::default() };
    let problem = Some(LoadProblem::Interrupted);
    let whole = load("whole", Some("sun"), "2025-06-01T22:30:00Z");
    save(&case, &SourceLoad { ended, ..whole }).await;
    save(&case, &SourceLoad { ended, counts: refused, ..load("partly", Some("sun"), "2025-06-02T09:00:00Z") }).await;
    save(&case, &SourceLoad { ended, problem, ..load("broken", Some("sun"), "2025-06-03T09:00:00Z") }).await;
    save(&case, &load("open", Some("sun"), "2025-06-04T09:00:00Z")).await;
    for state in LoadState::ALL {
        assert_eq!(seen(&case, &SourceLoadQuery { state: Some(state), ..of("sun") }).await, [state.as_str()]);
    }
    // The first began after midnight in Belgium.
    let day = |day: &str| Some(day.parse().unwrap());
    let days = SourceLoadQuery { from: day("2025-06-02"), to: day("2025-06-02"), ..of("sun") };
    assert_eq!(seen(&case, &days).await, ["partly", "whole"]);
    let page = case.database.source_load_page(&SourceLoadQuery { skip: 1, most: 2, ..of("sun") }).await.unwrap();
    assert_eq!(page.total, 4);
    assert_eq!(page.loads.into_iter().map(|load| load.id).collect::<Vec<_>>(), ["broken", "partly"]);
    assert!(seen(&case, &SourceLoadQuery { service: Some(word("handicap")), ..of("sun") }).await.is_empty());
}

async fn refused_records_are_sealed_and_forgotten_after_a_time(case: TestDatabase) {
    two_insurers(&case).await;
    save(&case, &load("a", Some("sun"), "2025-06-01T09:00:00Z")).await;
    let refused = Refused { line: 4, fault: Fault::new(5, "ssin", Rule::Missing) };
    let records = vec![RefusedRecord { refused, record: "<answer>85073099932</answer>".to_owned() }];
    let kept = [
        KeptRejects { root_tag: Some("<attestations>".to_owned()), records: records.clone() },
        KeptRejects { root_tag: None, records },
    ];
    let mut work = case.database.begin_source_load().await.unwrap();
    for (place, kept) in [(9, &kept[1]), (0, &kept[0])] {
        work.add_source_rejects("a", place, kept).await.unwrap();
    }
    work.commit().await.unwrap();
    assert!(case.database.source_rejects("a").await.unwrap() == kept, "in the order of the file");
    let stored = case.bytes_of("SELECT content FROM source_load_rejects").await;
    assert!(!String::from_utf8_lossy(&stored).contains("85073099932"));
    for (before, left) in [("2025-06-01T09:00:00Z", 2), ("2025-06-01T09:00:01Z", 0)] {
        let mut work = case.database.begin_source_load().await.unwrap();
        work.forget_source_rejects(at(before)).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(case.database.source_rejects("a").await.unwrap().len(), left);
    }
}
