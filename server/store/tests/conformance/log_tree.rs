//! The tree over the log: every entry in it once and in order, whoever sequences and whatever is killed.

use std::sync::Arc;
use std::task::Poll;

use async_trait::async_trait;
use delibero_domain::access_log::{AdministrationKind, PublicEntry};
use delibero_domain::role::Role;
use delibero_domain::tlog::{
    Checkpoint, ConsistencyPlan, Frontier, Hash, KeyKind, Note, Policy, Signer, TILE_WIDTH, TilePath, Tiles,
    verify_consistency,
};
use delibero_store::Database;
use delibero_testkit::examples::{account, person, word};
use delibero_testkit::{FixedClock, SeededRandomness};
use delibero_usecases::accounts::Actor;
use delibero_usecases::journal::{AdministrationFilter, Journal, JournalStore as _, JournalStores, LogPosition};
use delibero_usecases::log_tree::{
    Bundle, Growth, NoReceipt, PlacedEntry, Published, Receipts, SequenceError, Sequencing, TreeHead, TreeStore, Turn,
};
use delibero_usecases::store_error::StoreError;

use crate::harness::{Engine, SALT, TestDatabase, key, on_both_engines};

on_both_engines!(
    every_entry_gets_its_place_in_order_and_gaps_are_none_in_the_tree,
    an_empty_tree_is_signed_once,
    an_entry_of_the_first_form_is_committed_to,
    a_turn_that_was_killed_anywhere_left_all_or_nothing,
    sequencers_on_several_nodes_lose_nothing_while_others_write,
    whoever_comes_too_late_adds_nothing,
    the_tree_is_neither_shortened_nor_changed,
    what_was_not_signed_is_not_gone_on_with,
    a_key_is_followed_by_another_and_both_sign_meanwhile,
    an_entry_gets_a_receipt_that_is_verified_and_none_once_it_was_changed,
);

const NOW: &str = "2025-06-16T09:30:00Z";

fn signer(secret: u8) -> Signer {
    Signer::new("log.example/delibero", &[secret; 32]).unwrap()
}

/// A program that sequences, with connections of its own.
struct Node {
    database: Database,
    signer: Signer,
    clock: FixedClock,
}

impl Node {
    async fn on(case: &TestDatabase) -> Self {
        let database = Database::connect(&case.url, &key("a")).await.unwrap();
        Self { database, signer: signer(1), clock: FixedClock::at(NOW) }
    }

    fn sequencing(&self) -> Sequencing<'_> {
        Sequencing { store: &self.database, signer: &self.signer, before: None, clock: &self.clock }
    }
}

async fn append(case: &TestDatabase, numbers: std::ops::Range<u32>) {
    let mut work = case.begin().await;
    for number in numbers {
        work.append_log(&case.entry_about(person(number)), SALT).await.unwrap();
    }
    work.commit().await.unwrap();
}

async fn signed(database: &Database) -> Checkpoint {
    let note: Note = Published::of(database).checkpoint().await.unwrap().unwrap().parse().unwrap();
    policy().verified(&note).unwrap().0
}

fn policy() -> Policy {
    let key = signer(1).verifier(KeyKind::Text);
    Policy { origin: key.name().to_owned(), log_keys: vec![key], witnesses: Vec::new(), needed: 0 }
}

async fn leaves(database: &Database, size: u64) -> Vec<Hash> {
    let mut leaves = Vec::new();
    while (leaves.len() as u64) < size {
        let (index, width) = (leaves.len() as u64 / TILE_WIDTH, (size - leaves.len() as u64).min(TILE_WIDTH));
        let bundle = Published::of(database).bundle(index, u16::try_from(width).unwrap()).await.unwrap().unwrap();
        leaves.extend(bundle.chunks_exact(35).map(|entry| Hash::of_leaf(&entry[2..])));
    }
    leaves
}

async fn tiles(database: &Database, paths: impl IntoIterator<Item = TilePath>) -> Tiles {
    let mut tiles = Tiles::default();
    for path in paths {
        assert!(tiles.add(path, &Published::of(database).tile(path).await.unwrap().unwrap()), "{path}");
    }
    tiles
}

/// The checkpoint of a tree that holds every entry of the log once, in order, and goes on from an older checkpoint.
async fn whole(case: &TestDatabase, older: Option<&Checkpoint>) -> Checkpoint {
    let checkpoint = signed(&case.database).await;
    let logged: Vec<Hash> = case.log().await.iter().rev().map(|logged| Hash(logged.leaf)).collect();
    assert_eq!(leaves(&case.database, checkpoint.size).await, logged);
    let mut tree = Frontier::default();
    let mut subtrees = Vec::new();
    for leaf in logged {
        tree.push(leaf, |level, index, root| subtrees.push((level, index, root)));
    }
    assert_eq!((tree.size(), tree.root()), (checkpoint.size, checkpoint.root));
    for (level, index, root) in subtrees.into_iter().filter(|(level, ..)| level.is_multiple_of(8)) {
        let path = TilePath::holding(level / 8, index, checkpoint.size).unwrap();
        assert_eq!(tiles(&case.database, [path]).await.subtree(level, index), Some(root), "{path}");
    }
    if let Some(older) = older {
        goes_on(case, older, &checkpoint).await;
    }
    checkpoint
}

async fn goes_on(case: &TestDatabase, older: &Checkpoint, newer: &Checkpoint) {
    let plan = ConsistencyPlan::new(older.size, newer.size).unwrap();
    let proof = plan.hashes(&tiles(&case.database, plan.tiles()).await).unwrap();
    verify_consistency((older.size, older.root), (newer.size, newer.root), &proof).unwrap();
}

async fn every_entry_gets_its_place_in_order_and_gaps_are_none_in_the_tree(case: TestDatabase) {
    let node = Node::on(&case).await;
    append(&case, 0..3).await;
    assert_eq!(node.sequencing().integrate(2).await.unwrap(), Turn::Added(2));
    let first = signed(&case.database).await;
    // What is undone takes positions on PostgreSQL.
    let mut undone = case.begin().await;
    undone.append_log(&case.entry_about(person(9)), SALT).await.unwrap();
    drop(undone);
    append(&case, 3..700).await;
    node.sequencing().integrate_all().await.unwrap();
    let checkpoint = whole(&case, Some(&first)).await;
    assert_eq!(checkpoint.size, 700);
    assert_eq!(node.sequencing().integrate(10).await.unwrap(), Turn::Nothing);
    assert_eq!(node.sequencing().check().await.unwrap(), 700);
    let positions: Vec<_> = case.log().await.iter().rev().map(|logged| logged.position).collect();
    let bundle = case.database.bundle(2).await.unwrap().unwrap();
    assert_eq!(case.database.bundle_around(positions[699]).await.unwrap().unwrap(), bundle);
    assert_eq!(case.database.bundle_around(positions[512]).await.unwrap().unwrap(), bundle);
    assert_eq!(case.database.bundle_around(positions[511]).await.unwrap().unwrap().index, 1);
    assert_eq!(case.database.bundle_around(0).await.unwrap(), None);
    assert_eq!(bundle.entries.iter().map(|placed| placed.position).collect::<Vec<_>>(), positions[512..]);
}

async fn an_empty_tree_is_signed_once(case: TestDatabase) {
    let node = Node::on(&case).await;
    assert_eq!(Published::of(&case.database).checkpoint().await.unwrap(), None);
    assert_eq!(node.sequencing().check().await.unwrap(), 0);
    assert_eq!(node.sequencing().integrate(10).await.unwrap(), Turn::Added(0));
    assert_eq!(node.sequencing().integrate(10).await.unwrap(), Turn::Nothing);
    assert_eq!((signed(&case.database).await.size, signed(&case.database).await.root), (0, Hash::of_nothing()));
}

async fn an_entry_of_the_first_form_is_committed_to(case: TestDatabase) {
    let bytes = |digits: &str| match case.engine {
        Engine::Sqlite => format!("X'{digits}'"),
        Engine::Postgres => format!("decode('{digits}', 'hex')"),
    };
    let (record, salt) = (bytes("7b7d"), bytes(&"07".repeat(32)));
    case.run(format!(
        "INSERT INTO access_log (record, salt, leaf, at_us, day, kind, organisation, user_name, person, outcome)
         VALUES ({record}, {salt}, {salt}, 1, '2025-06-16', 'decision', 'cpas-namur', 'anna', NULL, 'granted')"
    ))
    .await
    .unwrap();
    append(&case, 0..1).await;
    Node::on(&case).await.sequencing().integrate_all().await.unwrap();
    let leaves = leaves(&case.database, 2).await;
    assert_eq!(leaves[0], Hash(PublicEntry::of(1, &SALT, b"{}").leaf()));
}

/// Polls a future so often and drops it, as a process that is killed there does.
async fn killed_after<T>(polls: usize, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut left) = (Box::pin(work), polls);
    std::future::poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        work.as_mut().poll(context).map(Some)
    })
    .await
}

async fn a_turn_that_was_killed_anywhere_left_all_or_nothing(case: TestDatabase) {
    let node = Node::on(&case).await;
    node.sequencing().integrate_all().await.unwrap();
    let (mut older, mut killed, mut finished, mut polls) = (signed(&case.database).await, 0, 0, 0);
    while finished < 3 {
        polls += 1 + polls / 40;
        append(&case, 0..3).await;
        match killed_after(polls, node.sequencing().integrate(100)).await {
            None => killed += 1,
            Some(_) => finished += 1,
        }
        let newer = signed(&case.database).await;
        goes_on(&case, &older, &newer).await;
        node.sequencing().check().await.unwrap();
        older = newer;
    }
    // How often a turn waits depends on the engine, and on how soon it answers.
    assert!(killed > 1, "{killed}");
    node.sequencing().integrate_all().await.unwrap();
    assert_eq!(whole(&case, Some(&older)).await.size, (killed + finished) * 3);
}

async fn sequencers_on_several_nodes_lose_nothing_while_others_write(case: TestDatabase) {
    let case = Arc::new(case);
    let mut tasks = tokio::task::JoinSet::new();
    for writer in 0..3 {
        let case = Arc::clone(&case);
        tasks.spawn(async move {
            for some in 0..20 {
                append(&case, (writer * 20 + some) * 5..(writer * 20 + some) * 5 + 5).await;
            }
        });
    }
    for _ in 0..3 {
        let case = Arc::clone(&case);
        tasks.spawn(async move {
            let node = Node::on(&case).await;
            let mut older: Option<Checkpoint> = None;
            while older.as_ref().is_none_or(|checkpoint| checkpoint.size < 300) {
                node.sequencing().integrate(20).await.unwrap();
                let newer = signed(&node.database).await;
                if let Some(older) = &older {
                    goes_on(&case, older, &newer).await;
                }
                older = Some(newer);
                tokio::task::yield_now().await;
            }
        });
    }
    while let Some(outcome) = tasks.join_next().await {
        outcome.unwrap();
    }
    assert_eq!(whole(&case, None).await.size, 300);
}

/// A store of whose turns each is overtaken before it is written.
struct Overtaken<'o> {
    case: &'o TestDatabase,
    other: &'o Node,
}

#[async_trait]
impl TreeStore for Overtaken<'_> {
    async fn tree_head(&self) -> Result<TreeHead, StoreError> {
        self.case.database.tree_head().await
    }

    async fn entries_after(&self, after: LogPosition, limit: u32) -> Result<Vec<PlacedEntry>, StoreError> {
        self.case.database.entries_after(after, limit).await
    }

    async fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.case.database.tile(level, index).await
    }

    async fn bundle(&self, index: u64) -> Result<Option<Bundle>, StoreError> {
        self.case.database.bundle(index).await
    }

    async fn bundle_around(&self, position: LogPosition) -> Result<Option<Bundle>, StoreError> {
        self.case.database.bundle_around(position).await
    }

    async fn grow(&self, seen: &TreeHead, growth: &Growth) -> Result<bool, StoreError> {
        append(self.case, 100..101).await;
        self.other.sequencing().integrate_all().await.unwrap();
        self.case.database.grow(seen, growth).await
    }
}

async fn whoever_comes_too_late_adds_nothing(case: TestDatabase) {
    let (slow, fast) = (Node::on(&case).await, Node::on(&case).await);
    append(&case, 0..5).await;
    let store = Overtaken { case: &case, other: &fast };
    let late = Sequencing { store: &store, ..slow.sequencing() };
    assert_eq!(late.integrate(100).await.unwrap(), Turn::Overtaken);
    let older = whole(&case, None).await;
    append(&case, 5..9).await;
    assert_eq!(late.integrate(100).await.unwrap(), Turn::Overtaken);
    assert_eq!(whole(&case, Some(&older)).await.size, 11);
}

async fn the_tree_is_neither_shortened_nor_changed(case: TestDatabase) {
    append(&case, 0..300).await;
    Node::on(&case).await.sequencing().integrate_all().await.unwrap();
    let before = whole(&case, None).await;
    for statement in [
        "DELETE FROM log_tiles",
        "DELETE FROM log_bundles",
        "DELETE FROM log_head",
        "UPDATE log_head SET size = 0, turn = turn + 1",
        "UPDATE log_head SET size = size + 1",
        "UPDATE log_tiles SET hashes = substr(hashes, 1, 32) WHERE tile = 1",
        "UPDATE log_tiles SET tile = 7 WHERE tile = 1",
        "UPDATE log_bundles SET entries = substr(entries, 34), positions = substr(positions, 9) WHERE bundle = 1",
        "UPDATE log_bundles SET first_position = 0 WHERE bundle = 0",
    ] {
        let refused = case.run(statement).await.expect_err(statement).to_string();
        assert!(refused.contains("only grows") || refused.contains("CHECK"), "{statement}: {refused}");
    }
    assert_eq!(whole(&case, Some(&before)).await, before);
}

async fn a_key_is_followed_by_another_and_both_sign_meanwhile(case: TestDatabase) {
    append(&case, 0..3).await;
    let (old, new) = (Node::on(&case).await, Node { signer: signer(2), ..Node::on(&case).await });
    old.sequencing().integrate_all().await.unwrap();
    append(&case, 3..5).await;
    assert!(matches!(new.sequencing().check().await, Err(SequenceError::OtherKey(_))));
    let both = Sequencing { before: Some(&old.signer), ..new.sequencing() };
    assert_eq!(both.integrate(10).await.unwrap(), Turn::Added(2));
    let note: Note = Published::of(&case.database).checkpoint().await.unwrap().unwrap().parse().unwrap();
    for known in [&old, &new] {
        let key = known.signer.verifier(KeyKind::Text);
        let policy = Policy { origin: key.name().to_owned(), log_keys: vec![key], witnesses: Vec::new(), needed: 0 };
        assert_eq!(policy.verified(&note).unwrap().0.size, 5);
    }
    append(&case, 5..6).await;
    assert_eq!(new.sequencing().integrate(10).await.unwrap(), Turn::Added(1), "the overlap is over");
    append(&case, 6..7).await;
    assert!(matches!(old.sequencing().integrate(10).await, Err(SequenceError::OtherKey(_))));
}

async fn what_was_not_signed_is_not_gone_on_with(case: TestDatabase) {
    let node = Node::on(&case).await;
    append(&case, 0..300).await;
    node.sequencing().integrate_all().await.unwrap();
    append(&case, 300..301).await;
    let another = Node { signer: signer(2), ..Node::on(&case).await };
    let refused = another.sequencing().integrate(10).await.unwrap_err();
    assert!(matches!(&refused, SequenceError::OtherKey(key) if key.starts_with("log.example/delibero+")), "{refused}");
    let drop_trigger = |name: &str, table: &str| match case.engine {
        Engine::Sqlite => format!("DROP TRIGGER {name}"),
        Engine::Postgres => format!("DROP TRIGGER {name} ON {table}"),
    };
    let zeros = match case.engine {
        Engine::Sqlite => "zeroblob(1408)",
        Engine::Postgres => "decode(repeat('00', 1408), 'hex')",
    };
    // 300 entries: the second tile of leaves has 44.
    case.run(drop_trigger("log_tiles_only_grow", "log_tiles")).await.unwrap();
    case.run(format!("UPDATE log_tiles SET hashes = {zeros} WHERE level = 0 AND tile = 1")).await.unwrap();
    let refused = node.sequencing().integrate(10).await.unwrap_err();
    assert!(matches!(refused, SequenceError::NotAsSigned("its tiles lead to another root than its checkpoint's")));
    case.run(drop_trigger("log_tiles_stay", "log_tiles")).await.unwrap();
    case.run("DELETE FROM log_tiles WHERE level = 0 AND tile = 1").await.unwrap();
    assert!(matches!(node.sequencing().check().await, Err(SequenceError::NotAsSigned(_))));
    assert_eq!(signed(&case.database).await.size, 300);
}

async fn an_entry_gets_a_receipt_that_is_verified_and_none_once_it_was_changed(case: TestDatabase) {
    append(&case, 0..600).await;
    let auditor = Actor { roles: vec![Role::Auditor], ..account("anna", "cpas-namur").actor };
    let (database, clock, randomness) = (&case.database, FixedClock::at(NOW), SeededRandomness::new(1));
    let stores = JournalStores {
        journal: database,
        accounts: database,
        directory: database,
        clock: &clock,
        randomness: &randomness,
    };
    let receipts = Receipts {
        journal: Journal::for_reader(stores, &auditor).unwrap(),
        tree: &case.database,
        witnessed: &case.database,
    };
    let log = case.log().await;
    assert!(matches!(receipts.of(log[0].position).await, Err(NoReceipt::NotYet)));
    Node::on(&case).await.sequencing().integrate_all().await.unwrap();
    assert!(matches!(receipts.of(log[0].position + 1).await, Err(NoReceipt::Unknown)));
    for (logged, index) in log.iter().rev().zip(0..) {
        let receipt = receipts.of(logged.position).await.unwrap();
        assert_eq!(receipt.index, index);
        receipt.verified(Hash(logged.leaf), &policy()).unwrap();
    }
    let taken = database.administration_page(&AdministrationFilter::default(), None, 1000).await.unwrap().entries;
    assert_eq!(taken.len(), log.len());
    assert_eq!((taken[0].entry.kind, &taken[0].entry.user), (AdministrationKind::ReceiptTaken, &Some(word("anna"))));
    assert_eq!(taken[0].entry.subject, log[0].position.to_string());
    let drop_trigger = match case.engine {
        Engine::Sqlite => "DROP TRIGGER access_log_is_not_changed",
        Engine::Postgres => "DROP TRIGGER access_log_is_not_changed ON access_log",
    };
    case.run(drop_trigger).await.unwrap();
    let changed = log[300].position;
    case.run(format!("UPDATE access_log SET salt = record WHERE position = {changed}")).await.unwrap();
    assert!(receipts.of(changed).await.is_err());
    case.run(format!("UPDATE access_log SET salt = leaf WHERE position = {changed}")).await.unwrap();
    assert!(matches!(receipts.of(changed).await, Err(NoReceipt::Differs(_))));
    receipts.of(log[301].position).await.unwrap();
}
