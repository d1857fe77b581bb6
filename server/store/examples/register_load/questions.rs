//! What the pages of the register ask of the store.

use std::future::Future;
use std::pin::Pin;

use delibero_domain::deliberation::register::State;
use delibero_domain::text::Language;
use delibero_store::Database;
use delibero_usecases::register::{PAGE_LENGTH, RegisterQuery, RegisterStore, Sort};

use crate::invented::{number, rare_word};

/// A question, and how many it found.
pub struct Question {
    pub name: &'static str,
    pub ask: fn(&Database, usize, usize) -> Answer<'_>,
}

pub type Answer<'d> = Pin<Box<dyn Future<Output = u64> + 'd>>;

const COMMON: [&str; 8] =
    ["données", "sécurité", "sociale", "incapacité", "communication", "gegevens", "zekerheid", "arbeid"];

pub const QUESTIONS: &[Question] = &[
    Question { name: "search: one common word", ask: |database, round, _| search(database, COMMON[round % 8].into()) },
    Question { name: "search: one rare word", ask: |database, round, _| search(database, format!("{} ", rare(round))) },
    Question {
        name: "search: two common words",
        ask: |database, round, _| {
            search(database, format!("{} {}", COMMON[round % 5], COMMON[(round / 5 + round + 1) % 5]))
        },
    },
    Question {
        name: "search: a common and a rare word",
        ask: |database, round, _| search(database, format!("{} {}", rare(round), COMMON[round % 5])),
    },
    Question {
        name: "search: a phrase of two words",
        ask: |database, round, _| search(database, format!("\"{} {}\"", COMMON[round % 5], COMMON[(round + 1) % 5])),
    },
    Question {
        name: "search: a phrase of three words",
        ask: |database, round, _| search(database, format!("\"{} de {}\"", COMMON[round % 5], COMMON[(round + 1) % 5])),
    },
    Question {
        name: "search: a phrase of four words",
        ask: |database, round, _| {
            search(database, format!("\"{} de {} de\"", COMMON[round % 5], COMMON[(round + 1) % 5]))
        },
    },
    Question {
        name: "search: four letters, as one types",
        ask: |database, round, _| {
            search(database, ["comm", "indem", "orga", "pers", "trav", "gege", "inst", "prof"][round % 8].into())
        },
    },
    Question {
        name: "search: a number",
        ask: |database, round, size| search(database, number(round * 997 % size).to_string()),
    },
    Question {
        name: "search: a common word, page 200",
        ask: |database, round, size| {
            list(database, RegisterQuery { words: COMMON[round % 5].into(), page: last_page(size), ..everything() })
        },
    },
    Question {
        name: "list: by date, page 1",
        ask: |database, _, _| list(database, RegisterQuery { sort: Sort::Date, descending: true, ..everything() }),
    },
    Question {
        name: "list: by date, page 200",
        ask: |database, _, size| {
            list(database, RegisterQuery { sort: Sort::Date, descending: true, page: last_page(size), ..everything() })
        },
    },
    Question {
        name: "list: by title, page 200",
        ask: |database, _, size| {
            list(database, RegisterQuery { sort: Sort::Title, page: last_page(size), ..everything() })
        },
    },
    Question {
        name: "list: amended, of one source, by amendment",
        ask: |database, _, _| {
            let (state, source) = (Some(State::Amended), Some("INAMI".to_owned()));
            list(database, RegisterQuery { state, source, sort: Sort::Amended, ..everything() })
        },
    },
    Question {
        name: "list: amended, with a common word",
        ask: |database, round, _| {
            list(
                database,
                RegisterQuery { state: Some(State::Amended), words: COMMON[round % 5].into(), ..everything() },
            )
        },
    },
    Question {
        name: "one deliberation with its text",
        ask: |database, round, size| Box::pin(open(database, round * 997 % size)),
    },
    Question {
        name: "what cites it",
        ask: |database, round, size| {
            Box::pin(async move {
                database.citing(number(round * 997 % size)).await.map_or(0, |citing| citing.len() as u64)
            })
        },
    },
];

fn rare(round: usize) -> String {
    rare_word(round * 641)
}

/// Page 200, or the last one where there are fewer.
fn last_page(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX).div_ceil(PAGE_LENGTH).min(200)
}

fn everything() -> RegisterQuery {
    RegisterQuery::everything(jiff::civil::date(2026, 1, 15), Language::Fr)
}

fn search(database: &Database, words: String) -> Answer<'_> {
    list(database, RegisterQuery { words, ..everything() })
}

fn list(database: &Database, query: RegisterQuery) -> Answer<'_> {
    Box::pin(async move { database.list(&query).await.map_or(0, |page| page.total) })
}

async fn open(database: &Database, index: usize) -> u64 {
    let found = database.deliberation(number(index)).await.ok().flatten();
    let Some((deliberation, _)) = found else { return 0 };
    let last = deliberation.versions.len() - 1;
    let language = deliberation.versions[last].languages[0];
    let text =
        database.text(deliberation.number, u16::try_from(last).unwrap_or_default(), language).await.ok().flatten();
    text.map_or(0, |text| text.points.len() as u64)
}
