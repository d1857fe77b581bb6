//! The list: filters, orders, pages, states on a day; against the same in memory.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Deliberation, End, State};
use delibero_domain::text::Language;
use delibero_testkit::SeededRandomness;
use delibero_testkit::deliberations::{deliberation, search, text, with_text, with_version};
use delibero_testkit::examples::word;
use delibero_usecases::register::search::folded_line;
use delibero_usecases::register::{Content, PAGE_LENGTH, RegisterQuery, RegisterStore, Sort};
use jiff::civil::Date;

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    an_empty_register_has_an_empty_page,
    filters_and_orders_are_those_of_a_list_in_memory,
    the_state_of_a_day_is_that_of_the_domain,
    facets_do_not_depend_on_filters,
);

const COMMITTEES: [&str; 3] = ["Comité sectoriel", "Comité de sécurité de l'information", "Toezichtscomité"];
const SOURCES: [&str; 3] = ["INAMI", "ONSS", "FEDRIS"];
const STATES: [State; 5] = [State::InForce, State::InForceLater, State::Amended, State::Repealed, State::Replaced];

fn pick(random: &SeededRandomness, choices: usize) -> usize {
    usize::try_from(random.next() % choices as u64).unwrap()
}

fn day(random: &SeededRandomness) -> String {
    let (year, month) = (2003 + pick(random, 22), 1 + pick(random, 12));
    format!("{year}-{month:02}-{:02}", 1 + pick(random, 28))
}

fn invented(random: &SeededRandomness, index: usize) -> Content {
    let mut days = [day(random), day(random), day(random)];
    days.sort();
    let titles = ["Été", "etat", "Zone", "âge", "« Œuvre »", "beta"];
    let title = format!("{} {}", titles[pick(random, 6)], pick(random, 30));
    let number = format!("{}/{:03}", &days[0][2..4], index + 1);
    let mut content = deliberation(&number, &days[0], &title, &["Un point."]);
    for approved in &days[1..1 + pick(random, 3)] {
        let later = format!("{}-12-31", &approved[..4]);
        let in_force = [None, Some(later.as_str())][pick(random, 2)];
        content = with_version(content, None, approved, in_force);
    }
    if pick(random, 3) == 0 {
        content = with_text(content, 0, Language::Nl, text(&format!("Titel {}", pick(random, 30)), &["Een punt."]));
    }
    content.deliberation.committee = COMMITTEES[pick(random, 3)].to_owned();
    content.deliberation.sources =
        SOURCES.iter().filter(|_| pick(random, 2) == 0).map(|&name| name.to_owned()).collect();
    content.deliberation.end = match pick(random, 6) {
        0 => Some(End::Repealed(word(&day(random)))),
        1 => Some(End::Replaced(word(&day(random)), word("25/001"))),
        _ => None,
    };
    content
}

async fn fill(case: &TestDatabase, random: &SeededRandomness, count: usize) -> Vec<Deliberation> {
    let contents: Vec<Content> = (0..count).map(|index| invented(random, index)).collect();
    let mut work = case.database.begin_writing().await.unwrap();
    for content in &contents {
        work.publish(content, None).await.unwrap().unwrap();
    }
    work.commit().await.unwrap();
    contents.into_iter().map(|content| content.deliberation).collect()
}

fn fits(query: &RegisterQuery, found: &Deliberation) -> bool {
    query.year.is_none_or(|year| found.number.year() == year)
        && (query.committees.is_empty() || query.committees.contains(&found.committee))
        && query.source.as_ref().is_none_or(|wanted| found.sources.contains(wanted))
        && query.numbers.as_ref().is_none_or(|numbers| numbers.contains(&found.number))
        && query.state.is_none_or(|state| found.state_on(query.on) == Some(state))
}

fn expected(query: &RegisterQuery, all: &[Deliberation]) -> Vec<DeliberationNumber> {
    let mut found: Vec<&Deliberation> = all.iter().filter(|one| fits(query, one)).collect();
    let amended = |one: &Deliberation| one.versions.iter().map(|version| version.approved).max();
    match query.sort {
        Sort::Relevance | Sort::Number => found.sort_by_key(|one| one.number),
        Sort::Date => found.sort_by_key(|one| (one.date, one.number)),
        Sort::Amended => found.sort_by_key(|one| (amended(one), one.number)),
        Sort::Title => found.sort_by_key(|one| (folded_line(one.title_in(query.language)), one.number)),
    }
    if query.descending {
        found.reverse();
    }
    found.into_iter().map(|one| one.number).collect()
}

async fn all_pages(case: &TestDatabase, query: &RegisterQuery) -> Vec<DeliberationNumber> {
    let mut numbers = Vec::new();
    for page in 1.. {
        let page = case.database.list(&RegisterQuery { page, ..query.clone() }).await.unwrap();
        assert!(page.lines.len() <= PAGE_LENGTH as usize);
        numbers.extend(page.lines.iter().map(|line| line.deliberation.number));
        assert!(page.lines.iter().all(|line| line.excerpt.is_none()));
        if page.lines.len() < PAGE_LENGTH as usize {
            assert_eq!(page.total, numbers.len() as u64);
            break;
        }
    }
    numbers
}

fn queries(random: &SeededRandomness, all: &[Deliberation]) -> Vec<RegisterQuery> {
    let plain = search("");
    let sorts = [Sort::Relevance, Sort::Number, Sort::Date, Sort::Amended, Sort::Title];
    let sorted = sorts.iter().flat_map(|&sort| {
        let languages = [Language::Fr, Language::Nl, Language::De];
        languages.into_iter().zip([false, true, false]).map(move |(language, descending)| (sort, language, descending))
    });
    let mut queries: Vec<RegisterQuery> = sorted
        .map(|(sort, language, descending)| RegisterQuery { sort, language, descending, ..plain.clone() })
        .collect();
    for _ in 0..30 {
        let maybe = |share: usize| pick(random, share) == 0;
        queries.push(RegisterQuery {
            year: maybe(4).then(|| all[pick(random, all.len())].number.year()),
            committees: (0..pick(random, 3)).map(|place| COMMITTEES[place].to_owned()).collect(),
            source: maybe(3).then(|| SOURCES[pick(random, 3)].to_owned()),
            numbers: maybe(4).then(|| all.iter().step_by(3).map(|one| one.number).collect()),
            state: maybe(2).then(|| STATES[pick(random, 5)]),
            on: word(&day(random)),
            sort: sorts[pick(random, 5)],
            descending: maybe(2),
            ..plain.clone()
        });
    }
    queries.push(RegisterQuery { numbers: Some(Vec::new()), ..plain });
    queries
}

async fn an_empty_register_has_an_empty_page(case: TestDatabase) {
    for words in ["", "incapacité", "23/058"] {
        let page = case.database.list(&search(words)).await.unwrap();
        assert_eq!((page.total, page.lines.len(), page.years.len()), (0, 0, 0));
    }
}

async fn filters_and_orders_are_those_of_a_list_in_memory(case: TestDatabase) {
    let random = SeededRandomness::new(23_058);
    let all = fill(&case, &random, 120).await;
    for query in queries(&random, &all) {
        assert_eq!(all_pages(&case, &query).await, expected(&query, &all), "{query:?}");
    }
}

async fn the_state_of_a_day_is_that_of_the_domain(case: TestDatabase) {
    let random = SeededRandomness::new(20_130);
    let all = fill(&case, &random, 20).await;
    let effective = all.iter().flat_map(|one| one.versions.iter().map(|version| version.effective()));
    let mut days: Vec<Date> = effective.flat_map(|day| [day.yesterday().unwrap(), day]).collect();
    days.sort();
    days.dedup();
    for on in days.into_iter().step_by(3) {
        for state in STATES {
            let query = RegisterQuery { state: Some(state), on, ..search("") };
            assert_eq!(all_pages(&case, &query).await, expected(&query, &all), "{state:?} on {on}");
        }
    }
}

async fn facets_do_not_depend_on_filters(case: TestDatabase) {
    for (number, committee, source) in [("23/058", "B", "ONSS"), ("08/020", "A", "INAMI"), ("23/001", "B", "INAMI")] {
        let mut content = deliberation(number, "2008-01-01", "Titre", &["Un."]);
        content.deliberation.committee = committee.to_owned();
        content.deliberation.sources = vec![source.to_owned()];
        crate::register::publish(&case, &content, None).await.unwrap();
    }
    let page = case.database.list(&RegisterQuery { year: Some(2008), ..search("rien") }).await.unwrap();
    assert_eq!(page.total, 0);
    assert_eq!(page.years, [2023, 2008]);
    assert_eq!(page.committees, ["A", "B"]);
    assert_eq!(page.sources, ["INAMI", "ONSS"]);
}
