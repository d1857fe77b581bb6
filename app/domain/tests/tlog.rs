//! The tree, its tiles and its notes: against definitions written down plainly, and against what others publish.

use delibero_domain::tlog::{
    AddCheckpoint, Checkpoint, CheckpointError, ConsistencyPlan, Edge, Frontier, Hash, InclusionPlan, KeyKind,
    NotCosigned, Note, NoteError, Policy, Receipt, Signer, TILE_WIDTH, TilePath, Tiles, VerifierKey,
    verify_consistency, verify_inclusion,
};
use proptest::prelude::*;

fn leaf(index: u64) -> Hash {
    Hash::of_leaf(&index.to_be_bytes())
}

/// RFC 6962, 2.1, word for word.
fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of_nothing(),
        [one] => *one,
        _ => {
            let middle = leaves.len().next_power_of_two() / 2;
            Hash::of_node(root(&leaves[..middle]), root(&leaves[middle..]))
        }
    }
}

/// RFC 6962, 2.1.1.
fn audit_path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() < 2 {
        return Vec::new();
    }
    let middle = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(middle);
    let (mut path, other) =
        if index < middle { (audit_path(index, left), right) } else { (audit_path(index - middle, right), left) };
    path.push(root(other));
    path
}

/// RFC 6962, 2.1.2.
fn subproof(old: usize, leaves: &[Hash], is_root: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if is_root { Vec::new() } else { vec![root(leaves)] };
    }
    let middle = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(middle);
    let (mut path, other) = if old <= middle {
        (subproof(old, left, is_root), right)
    } else {
        (subproof(old - middle, right, false), left)
    };
    path.push(root(other));
    path
}

/// The tiles of a tree, as they are served.
fn tiles(leaves: &[Hash]) -> Vec<(TilePath, Vec<u8>)> {
    let mut found = Vec::new();
    let (mut level, mut hashes) = (0, leaves.to_vec());
    while !hashes.is_empty() {
        for (index, tile) in (0..).zip(hashes.chunks(256)) {
            let width = u16::try_from(tile.len()).expect("at most 256");
            found.push((TilePath { level, index, width }, tile.iter().flat_map(|hash| hash.0).collect()));
        }
        hashes = hashes.chunks_exact(256).map(root).collect();
        level += 1;
    }
    found
}

fn at_hand(all: &[(TilePath, Vec<u8>)], wanted: impl IntoIterator<Item = TilePath>) -> Tiles {
    let mut tiles = Tiles::default();
    for path in wanted {
        let (_, bytes) = all.iter().find(|(known, _)| *known == path).expect("a tile that the tree has");
        assert!(tiles.add(path, bytes));
    }
    tiles
}

#[test]
fn a_tree_that_grows_has_the_root_of_its_leaves() {
    let leaves: Vec<_> = (0..300).map(leaf).collect();
    let mut tree = Frontier::default();
    for size in 0..=leaves.len() {
        assert_eq!(tree.root(), root(&leaves[..size]), "{size}");
        assert_eq!(Frontier::new(tree.size(), tree.peaks().to_vec()).as_ref(), Some(&tree));
        if let Some(next) = leaves.get(size) {
            tree.push(*next, |level, index, hash| {
                let (first, width) = ((index as usize) << level, 1 << level);
                assert_eq!(hash, root(&leaves[first..first + width]));
            });
        }
    }
    assert_eq!(Frontier::new(3, vec![leaf(0)]), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_leaf_is_proved_from_tiles_alone_and_nowhere_else(size in 1_u64..3000, at in any::<prop::sample::Index>()) {
        let leaves: Vec<_> = (0..size).map(leaf).collect();
        let index = at.index(leaves.len());
        let plan = InclusionPlan::new(index as u64, size).expect("a leaf of the tree");
        let hashes = plan.hashes(&at_hand(&tiles(&leaves), plan.tiles())).expect("every tile");
        prop_assert_eq!(&hashes, &audit_path(index, &leaves));
        let whole = root(&leaves);
        prop_assert_eq!(verify_inclusion(leaves[index], index as u64, size, &hashes, whole), Ok(()));
        prop_assert!(verify_inclusion(leaf(size), index as u64, size, &hashes, whole).is_err());
        let other = (index as u64 + 1) % size;
        prop_assert!(size == 1 || verify_inclusion(leaves[index], other, size, &hashes, whole).is_err());
        prop_assert!(plan.tiles().is_empty() || plan.hashes(&Tiles::default()).is_err());
        prop_assert_eq!(InclusionPlan::new(size, size), None);
    }

    #[test]
    fn a_tree_is_proved_to_go_on_from_another(size in 1_u64..3000, at in any::<prop::sample::Index>()) {
        let leaves: Vec<_> = (0..size).map(leaf).collect();
        let old = at.index(leaves.len() + 1);
        let plan = ConsistencyPlan::new(old as u64, size).expect("no larger");
        let hashes = plan.hashes(&at_hand(&tiles(&leaves), plan.tiles())).expect("every tile");
        let defined = if old == 0 { Vec::new() } else { subproof(old, &leaves, true) };
        prop_assert_eq!(&hashes, &defined);
        let (before, now) = ((old as u64, root(&leaves[..old])), (size, root(&leaves)));
        prop_assert_eq!(verify_consistency(before, now, &hashes), Ok(()));
        prop_assert!(verify_consistency((before.0, leaf(9_999)), now, &hashes).is_err());
        prop_assert!(old as u64 == size || verify_consistency(now, before, &hashes).is_err());
    }

    /// One byte of a proof that is changed is always found.
    #[test]
    fn a_receipt_of_which_one_byte_changed_proves_nothing(at in any::<prop::sample::Index>(), other in any::<u8>()) {
        let receipt = receipt().to_string();
        let mut bytes = receipt.clone().into_bytes();
        let place = at.index(bytes.len());
        prop_assume!(bytes[place] != other);
        bytes[place] = other;
        let changed = String::from_utf8(bytes).ok().and_then(|text| text.parse::<Receipt>().ok());
        if let Some(changed) = changed {
            // A signature that is no more that of a known key is one fewer, not one that is wrong.
            let verified = changed.verified(leaf(5), &policy());
            prop_assert!(verified.is_err() || changed.extra != self::receipt().extra, "{changed}");
        }
    }
}

fn log() -> Signer {
    Signer::new("log.example/delibero", &[7; 32]).expect("a name")
}

fn witness(number: u8) -> Signer {
    Signer::new(&format!("witness.example/{number}"), &[number; 32]).expect("a name")
}

fn policy() -> Policy {
    Policy {
        origin: "log.example/delibero".to_owned(),
        log_keys: vec![log().verifier(KeyKind::Text)],
        witnesses: (1..=3).map(|number| witness(number).verifier(KeyKind::Cosignature)).collect(),
        needed: 2,
    }
}

fn receipt() -> Receipt {
    let leaves: Vec<_> = (0..600).map(leaf).collect();
    let plan = InclusionPlan::new(5, 600).expect("a leaf");
    let hashes = plan.hashes(&at_hand(&tiles(&leaves), plan.tiles())).expect("every tile");
    let checkpoint = Checkpoint { origin: "log.example/delibero".to_owned(), size: 600, root: root(&leaves) };
    let text = checkpoint.to_string();
    let signatures = vec![log().sign(&text), witness(1).cosign(1_764_400_000, &text), witness(3).cosign(1, &text)];
    Receipt { extra: Some(b"beside".to_vec()), index: 5, hashes, checkpoint: Note { text, signatures } }
}

#[test]
fn a_receipt_proves_its_entry_and_says_how_many_saw_it() {
    let written = receipt().to_string();
    let read: Receipt = written.parse().expect("a receipt");
    assert_eq!(read, receipt());
    let (checkpoint, seen) = read.verified(leaf(5), &policy()).expect("a proof");
    assert_eq!((checkpoint.size, seen), (600, 2));
    assert!(read.verified(leaf(6), &policy()).is_err());
    let stricter = Policy { needed: 3, ..policy() };
    let refused = stricter.verified(&read.checkpoint);
    assert_eq!(refused, Err(CheckpointError::Witnesses { seen: 2, needed: 3 }));
    let other = Policy { origin: "log.example/other".to_owned(), ..policy() };
    assert_eq!(other.verified(&read.checkpoint), Err(CheckpointError::Origin));
}

#[test]
fn a_wrong_signature_of_a_known_key_is_a_wrong_note_and_one_of_an_unknown_key_is_none() {
    let note = receipt().checkpoint;
    let keys = policy().log_keys;
    let mut wrong = note.clone();
    wrong.signatures[0].bytes[9] ^= 1;
    assert_eq!(wrong.verified(&keys), Err(NoteError::Signature));
    let mut unknown = note;
    unknown.signatures.remove(0);
    assert_eq!(unknown.verified(&keys), Err(NoteError::Unsigned));
}

#[test]
fn the_same_witness_is_counted_once() {
    let mut note = receipt().checkpoint;
    note.signatures.truncate(2);
    note.signatures.push(witness(1).cosign(2, &note.text));
    assert_eq!(policy().verified(&note), Err(CheckpointError::Witnesses { seen: 1, needed: 2 }));
}

/// The examples of C2SP: `signed-note`, `tlog-tiles`.
#[test]
fn the_examples_of_the_specifications_are_read() {
    let key: VerifierKey =
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k".parse().expect("a key");
    let note = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    let read: Note = note.parse().expect("a note");
    assert_eq!(read.verified(std::slice::from_ref(&key)), Ok(vec![(0, 0)]));
    assert_eq!(
        (read.to_string().as_str(), key.to_string().as_str()),
        (note, "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    );

    assert_eq!(TilePath { level: 0, index: 1_234_067, width: 256 }.to_string(), "0/x001/x234/067");
    let of_70_000 = |level, place| TilePath::holding(level, place, 70_000).map(|path| path.to_string());
    assert_eq!(of_70_000(0, 69_999).as_deref(), Some("0/273.p/112"));
    assert_eq!(of_70_000(1, 272).as_deref(), Some("1/001.p/17"));
    assert_eq!(of_70_000(2, 0).as_deref(), Some("2/000.p/1"));
    assert_eq!(of_70_000(0, 70_000), None);
    assert_eq!(TILE_WIDTH, 256);
}

#[test]
fn a_tile_is_named_in_one_way_only() {
    for path in ["0/000", "0/273.p/112", "63/x999/999", "1/x001/x234/067.p/255"] {
        assert_eq!(path.parse::<TilePath>().expect("a tile").to_string(), path);
    }
    for path in [
        "64/000",
        "0/0",
        "0/1234",
        "0/x000/001",
        "0/001.p/256",
        "0/001.p/0",
        "0/001.p/01",
        "00/001",
        "0/x001/x002",
        "0/",
        "0/-01",
        "0/x18446744073709551616",
    ] {
        assert!(path.parse::<TilePath>().is_err(), "{path}");
    }
}

#[test]
fn a_checkpoint_is_written_in_one_way_only() {
    let root = Hash::of_nothing();
    let of = |text: &str| text.replace("ROOT", &root.to_string()).parse::<Checkpoint>();
    assert_eq!(of("log.example\n0\nROOT\n").expect("a checkpoint").to_string(), format!("log.example\n0\n{root}\n"));
    assert!(of("log.example\n7\nROOT\nfurther\n").is_ok(), "further lines are ignored");
    for wrong in [
        "log.example\n07\nROOT\n",
        "log.example\n+7\nROOT\n",
        "\n7\nROOT\n",
        "log.example\n7\nROOT",
        "log.example\n7\nAA==\n",
    ] {
        assert_eq!(of(wrong), Err(CheckpointError::Form), "{wrong}");
    }
}

/// An edge taken up again from tiles at a size, and grown to the end, gives every tile and the root.
#[test]
fn an_edge_goes_on_from_its_tiles_at_every_size() {
    let leaves: Vec<_> = (0..1300).map(leaf).collect();
    for begin in (0..600).chain([767, 768, 769, 1299, 1300]) {
        let known = tiles(&leaves[..begin]);
        let mut edge = Edge::from_tiles(begin as u64, &at_hand(&known, Edge::paths(begin as u64))).expect("its tiles");
        assert_eq!(edge.root(), root(&leaves[..begin]), "{begin}");
        let mut grown = Vec::new();
        for leaf in &leaves[begin..] {
            edge.push(*leaf, |path, hashes| grown.push((path, hashes.iter().flat_map(|hash| hash.0).collect())));
        }
        grown.extend(edge.tiles().map(|(path, hashes)| (path, hashes.iter().flat_map(|hash| hash.0).collect())));
        assert_eq!((edge.size(), edge.root()), (1300, root(&leaves)));
        let all = tiles(&leaves);
        assert!(grown.iter().all(|tile: &(TilePath, Vec<u8>)| all.contains(tile)), "{begin}");
        assert!(all.iter().all(|tile| grown.contains(tile) || known.contains(tile)), "{begin}");
    }
}

#[test]
fn an_edge_of_three_levels_has_the_root_that_a_frontier_has() {
    let (mut edge, mut frontier, mut full) = (Edge::default(), Frontier::default(), Vec::new());
    for leaf in (0..70_000).map(leaf) {
        edge.push(leaf, |path, _| full.push(path));
        frontier.push(leaf, |_, _, _| ());
    }
    assert_eq!(edge.root(), frontier.root());
    // The example of tlog-tiles.
    let partial: Vec<_> = Edge::paths(70_000).iter().map(|path| (path.level, path.index, path.width)).collect();
    assert_eq!(partial, [(0, 273, 112), (1, 1, 17), (2, 0, 1)]);
    assert_eq!((full.iter().filter(|path| path.level == 0).count(), full.len()), (273, 274));
}

#[test]
fn a_key_that_signs_is_read_as_it_was_written() {
    let signer = Signer::new("log.example/delibero", &[9; 32]).expect("a name");
    let read = Signer::from_private_key(&signer.to_private_key()).expect("a key");
    assert_eq!(read.verifier(KeyKind::Text), signer.verifier(KeyKind::Text));
    for wrong in
        ["", "PRIVATE+KEY+a+00000000+", "log.example+0000+AA", &signer.to_private_key().replace("log.", "lag.")]
    {
        assert!(Signer::from_private_key(wrong).is_err(), "{wrong}");
    }
}

/// A request to go on from one size to another, in the tree of these leaves.
fn request(leaves: &[Hash], old_size: usize, size: usize) -> AddCheckpoint {
    let proof = if old_size == 0 { Vec::new() } else { subproof(old_size, &leaves[..size], true) };
    let text =
        Checkpoint { origin: log().name().to_owned(), size: size as u64, root: root(&leaves[..size]) }.to_string();
    let signatures = vec![log().sign(&text)];
    AddCheckpoint { old_size: old_size as u64, proof, checkpoint: Note { text, signatures } }
}

#[test]
fn a_witness_signs_what_goes_on_from_what_it_signed_last_and_nothing_else() {
    let leaves: Vec<_> = (0..300).map(leaf).collect();
    let trusted = [log().verifier(KeyKind::Text)];
    let judged = |request: &AddCheckpoint, last: Option<&Checkpoint>| {
        let read: AddCheckpoint = request.to_string().parse().expect("as it was written");
        assert_eq!(read, *request);
        read.judged(&trusted, last)
    };
    let first = judged(&request(&leaves, 0, 100), None).expect("the first one");
    judged(&request(&leaves, 100, 100), Some(&first)).expect("the same once more");
    let second = judged(&request(&leaves, 100, 300), Some(&first)).expect("it goes on");
    assert_eq!(second.size, 300);

    let refused = |request: &AddCheckpoint, last| judged(request, last).expect_err("refused").http_status();
    assert_eq!(judged(&request(&leaves, 0, 300), Some(&first)), Err(NotCosigned::Conflict(100)));
    assert_eq!(judged(&request(&leaves, 100, 300), None), Err(NotCosigned::Conflict(0)));
    let mut forked = leaves.clone();
    forked[7] = leaf(1_000);
    assert_eq!(refused(&request(&forked, 100, 300), Some(&first)), 422, "a fork");
    assert_eq!(refused(&request(&forked, 100, 100), Some(&first)), 422, "the same size with another root");
    assert_eq!(refused(&AddCheckpoint { old_size: 301, ..request(&leaves, 100, 300) }, Some(&first)), 400);
    let proved = AddCheckpoint { proof: vec![leaf(1)], ..request(&leaves, 0, 100) };
    assert_eq!(refused(&proved, None), 422, "nothing is proved of an empty tree");
    let mut unsigned = request(&leaves, 100, 300);
    unsigned.checkpoint.signatures[0].bytes[9] ^= 1;
    assert_eq!(refused(&unsigned, Some(&first)), 403);
    assert_eq!(request(&leaves, 0, 100).judged(&[], None), Err(NotCosigned::UnknownLog));
    for wrong in ["", "old 1\n", "old 01\n\nx", "old -1\n\nx\n1\n\n— x", "new 1\n\nx"] {
        assert_eq!(wrong.parse::<AddCheckpoint>(), Err(NotCosigned::Form), "{wrong}");
    }
}
