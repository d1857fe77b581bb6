//! The log after somebody who owns the database tampered with it: each way is found, and the first difference is named.

use delibero_domain::tlog::{Checkpoint, KeyKind, Note, Policy, Signer};
use delibero_testkit::FixedClock;
use delibero_testkit::examples::person;
use delibero_usecases::journal::LogPosition;
use delibero_usecases::log_tree::{Auditing, Difference, Published, Sequencing, Whole};

use crate::harness::{Engine, SALT, TestDatabase, on_both_engines};

on_both_engines!(
    a_log_that_is_whole_is_told_to_be_with_what_waits,
    rows_that_were_changed_are_found_with_their_position,
    a_tree_that_was_changed_is_found,
    a_log_written_anew_with_its_own_key_is_found_by_what_somebody_outside_kept,
    an_older_copy_put_back_is_found_by_what_somebody_outside_kept,
);

const SIZE: u32 = 600;

fn signer() -> Signer {
    Signer::new("log.example/delibero", &[1; 32]).unwrap()
}

fn policy() -> Policy {
    let key = signer().verifier(KeyKind::Text);
    Policy { origin: key.name().to_owned(), log_keys: vec![key], witnesses: Vec::new(), needed: 0 }
}

/// Appends entries about these persons, and integrates them.
async fn grow(case: &TestDatabase, persons: impl IntoIterator<Item = u32>) -> Checkpoint {
    append(case, persons).await;
    let (signer, clock) = (signer(), FixedClock::at("2025-06-16T09:30:00Z"));
    let sequencing = Sequencing { store: &case.database, signer: &signer, before: None, clock: &clock };
    sequencing.integrate_all().await.unwrap();
    let note: Note = Published::of(&case.database).checkpoint().await.unwrap().unwrap().parse().unwrap();
    policy().verified(&note).unwrap().0
}

async fn append(case: &TestDatabase, persons: impl IntoIterator<Item = u32>) {
    let mut work = case.begin().await;
    for number in persons {
        work.append_log(&case.entry_about(person(number)), SALT).await.unwrap();
    }
    work.commit().await.unwrap();
}

async fn audit(case: &TestDatabase, outside: Vec<Checkpoint>) -> Result<Whole, Difference> {
    let (database, policy) = (&case.database, &policy());
    Auditing { tree: database, log: database, policy }.audit(outside, |_, _| ()).await.unwrap()
}

/// Takes away what refuses to change the log and its tree.
async fn open_up(case: &TestDatabase) {
    for (trigger, table) in [
        ("access_log_is_not_changed", "access_log"),
        ("log_head_only_goes_on", "log_head"),
        ("log_tiles_only_grow", "log_tiles"),
        ("log_tiles_stay", "log_tiles"),
        ("log_bundles_only_grow", "log_bundles"),
        ("log_bundles_stay", "log_bundles"),
    ] {
        let on = if case.engine == Engine::Postgres { format!(" ON {table}") } else { String::new() };
        case.run(format!("DROP TRIGGER {trigger}{on}")).await.unwrap();
    }
    if case.engine == Engine::Sqlite {
        case.run("DROP TRIGGER access_log_is_not_deleted").await.unwrap();
        case.run("DROP TRIGGER access_log_is_not_replaced").await.unwrap();
    }
}

async fn a_log_that_is_whole_is_told_to_be_with_what_waits(case: TestDatabase) {
    assert_eq!(audit(&case, Vec::new()).await, Err(Difference::Unsigned));
    let empty = grow(&case, []).await;
    let first = grow(&case, 0..300).await;
    let second = grow(&case, 300..SIZE).await;
    append(&case, 0..3).await;
    let whole = audit(&case, vec![second.clone(), empty, first]).await.unwrap();
    assert_eq!(whole, Whole { checkpoint: second, waiting: 3, outside: Some(600) });
    assert_eq!(audit(&case, Vec::new()).await.unwrap().outside, None);
}

const COLUMNS: &str = "position, record, salt, leaf, at_us, day, kind, organisation, user_name, person, outcome, entry, \
                       successor, subject";

/// One way to tamper with rows, and what is found.
struct Way {
    statements: Vec<String>,
    found: Difference,
}

fn ways(engine: Engine, position: impl Fn(u64) -> LogPosition) -> Vec<Way> {
    let way = |statements: &[String], found| Way { statements: statements.to_vec(), found };
    let (p17, p400) = (position(17), position(400));
    let record = |index| Difference::Record { position: position(index), index };
    let entry = |index| Difference::Entry { position: position(index), index };
    let from_400 = |column: &str| format!("{column} = (SELECT o.{column} FROM access_log o WHERE o.position = {p400})");
    let content = ["record", "salt", "leaf", "entry", "person"];
    let swapped = content.map(|column| {
        format!("{column} = (SELECT s.{column} FROM kept s WHERE s.position = {p17} + {p400} - access_log.position)")
    });
    let overriding = if engine == Engine::Postgres { "OVERRIDING SYSTEM VALUE" } else { "" };
    let inserted = format!(
        "INSERT INTO access_log ({COLUMNS}) {overriding} SELECT 0 AS {COLUMNS} FROM kept WHERE position = {p400}"
    );
    let mut ways = vec![
        way(
            &[format!("DELETE FROM access_log WHERE position = {p17}")],
            Difference::Missing { position: p17, index: 17 },
        ),
        way(
            &[format!("DELETE FROM access_log WHERE position >= {p400}")],
            Difference::Missing { position: p400, index: 400 },
        ),
        way(&["DELETE FROM access_log".to_owned()], Difference::Missing { position: position(0), index: 0 }),
        way(&[inserted], Difference::Inserted { position: 0 }),
        way(&[format!("UPDATE access_log SET {} WHERE position = {p17}", from_400("record"))], record(17)),
        way(&[format!("UPDATE access_log SET salt = leaf WHERE position = {p400}")], record(400)),
        way(&[format!("UPDATE access_log SET {} WHERE position = {p17}", content.map(from_400).join(", "))], entry(17)),
        way(&[format!("UPDATE access_log SET {} WHERE position IN ({p17}, {p400})", swapped.join(", "))], entry(17)),
        way(
            &[format!("UPDATE access_log SET {} WHERE position = {p17}", from_400("leaf"))],
            Difference::Column { position: p17, column: "leaf" },
        ),
        way(
            &[format!("UPDATE access_log SET {} WHERE position = {p17}", from_400("person"))],
            Difference::Column { position: p17, column: "person" },
        ),
    ];
    for (column, value) in [
        ("at_us", "at_us + 1"),
        ("day", "'2020-01-01'"),
        ("kind", "'export'"),
        ("organisation", "'another'"),
        ("user_name", "'somebody'"),
        ("successor", "'00'"),
        ("subject", "'somebody'"),
        ("outcome", "'expired'"),
    ] {
        let statement = format!("UPDATE access_log SET {column} = {value} WHERE position = {p400}");
        ways.push(way(&[statement], Difference::Column { position: p400, column }));
    }
    ways
}

async fn rows_that_were_changed_are_found_with_their_position(case: TestDatabase) {
    let outside = grow(&case, 0..SIZE).await;
    let positions: Vec<_> = case.log().await.iter().rev().map(|logged| logged.position).collect();
    open_up(&case).await;
    case.run(format!("CREATE TABLE kept AS SELECT {COLUMNS} FROM access_log")).await.unwrap();
    let overriding = if case.engine == Engine::Postgres { "OVERRIDING SYSTEM VALUE" } else { "" };
    for Way { statements, found } in ways(case.engine, |index| positions[usize::try_from(index).unwrap()]) {
        for statement in &statements {
            case.run(statement.clone()).await.unwrap();
        }
        assert_eq!(audit(&case, vec![outside.clone()]).await, Err(found.clone()), "{statements:?}");
        assert_eq!(audit(&case, Vec::new()).await, Err(found), "{statements:?}");
        case.run("DELETE FROM access_log").await.unwrap();
        case.run(format!("INSERT INTO access_log ({COLUMNS}) {overriding} SELECT {COLUMNS} FROM kept")).await.unwrap();
        audit(&case, vec![outside.clone()]).await.unwrap();
    }
}

async fn a_tree_that_was_changed_is_found(case: TestDatabase) {
    let older = grow(&case, 0..300).await;
    let older_note = Published::of(&case.database).checkpoint().await.unwrap().unwrap();
    let outside = grow(&case, 300..SIZE).await;
    let note = Published::of(&case.database).checkpoint().await.unwrap().unwrap();
    open_up(&case).await;
    let bytes = |digits: String| match case.engine {
        Engine::Sqlite => format!("X'{digits}'"),
        Engine::Postgres => format!("decode('{digits}', 'hex')"),
    };
    let tile = |level: u8, tile: u64, width: usize| {
        let zeros = bytes("00".repeat(32 * width));
        format!("UPDATE log_tiles SET hashes = {zeros} WHERE level = {level} AND tile = {tile}")
    };
    let told = |tile: &str| Difference::Tile { tile: tile.to_owned(), hash: 0 };
    let checkpoint = |note: &str| format!("UPDATE log_head SET checkpoint = '{note}'");
    let refused = "a signature of a known key does not verify";
    let cases = [
        ("log_tiles", tile(0, 1, 256), told("0/001")),
        ("log_tiles", tile(0, 2, 88), told("0/002.p/88")),
        ("log_tiles", tile(1, 0, 2), told("1/000.p/2")),
        ("log_tiles", "DELETE FROM log_tiles WHERE level = 1".to_owned(), told("1/000.p/2")),
        ("log_bundles", "DELETE FROM log_bundles WHERE bundle = 1".to_owned(), Difference::Bundle(1)),
        ("log_head", checkpoint(&note.replacen("600", "601", 1)), Difference::Checkpoint(refused.to_owned())),
        ("log_head", checkpoint(&older_note), Difference::Head { head: 600, signed: 300 }),
        ("log_head", "UPDATE log_head SET size = 300".to_owned(), Difference::Head { head: 300, signed: 600 }),
    ];
    for (table, statement, found) in cases {
        case.run(format!("CREATE TABLE kept AS SELECT * FROM {table}")).await.unwrap();
        case.run(statement.clone()).await.unwrap();
        let outside = vec![older.clone(), outside.clone()];
        assert_eq!(audit(&case, outside).await, Err(found), "{statement}");
        if table == "log_head" {
            let kept = ["size", "checkpoint"].map(|column| format!("{column} = (SELECT {column} FROM kept)"));
            case.run(format!("UPDATE log_head SET {}", kept.join(", "))).await.unwrap();
        } else {
            case.run(format!("DELETE FROM {table}")).await.unwrap();
            case.run(format!("INSERT INTO {table} SELECT * FROM kept")).await.unwrap();
        }
        case.run("DROP TABLE kept").await.unwrap();
    }
    audit(&case, vec![older, outside]).await.unwrap();
}

async fn a_log_written_anew_with_its_own_key_is_found_by_what_somebody_outside_kept(case: TestDatabase) {
    let first = grow(&case, 0..50).await;
    let second = grow(&case, 50..300).await;
    grow(&case, 300..SIZE).await;
    let anew = TestDatabase::migrated(case.engine).await;
    grow(&anew, (0..SIZE).map(|number| if number == 100 { 800 } else { number })).await;
    audit(&anew, Vec::new()).await.unwrap();
    audit(&anew, vec![first.clone()]).await.unwrap();
    let found = audit(&anew, vec![first, second]).await;
    anew.remove().await;
    assert_eq!(found, Err(Difference::Outside { first: 50, last: 299, size: 300 }));
}

async fn an_older_copy_put_back_is_found_by_what_somebody_outside_kept(case: TestDatabase) {
    grow(&case, 0..300).await;
    let newest = grow(&case, 300..SIZE).await;
    let older = TestDatabase::migrated(case.engine).await;
    grow(&older, 0..300).await;
    audit(&older, Vec::new()).await.unwrap();
    let found = audit(&older, vec![newest]).await;
    older.remove().await;
    assert_eq!(found, Err(Difference::Shorter { here: 300, outside: 600 }));
}
