//! The tree, its tiles and its notes against programs that none of us wrote: `ct-merkle`, `tlog_tiles` (after Go's
//! `sumdb/tlog`) and `signed_note` (after Go's `sumdb/note`).

use std::collections::BTreeMap;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof};
use delibero_domain::tlog::{
    Checkpoint, ConsistencyPlan, Edge, Hash, InclusionPlan, KeyKind, Note, Signer, TilePath, Tiles, verify_consistency,
    verify_inclusion,
};
use sha2::Sha256;
use signed_note::{Signer as _, StandardSigner, StandardVerifier, Verifier, VerifierList};
use tlog_tiles::{Tile, TileHashReader, TileReader, check_record, check_tree, prove_record, prove_tree};

const SIZES: [u64; 12] = [1, 2, 3, 7, 8, 255, 256, 257, 511, 513, 600, 66_000];

fn entry(index: u64) -> Vec<u8> {
    format!("entry {index}").into_bytes()
}

/// A tree of ours, by its edge, with every tile that it had.
#[derive(Default)]
struct Ours {
    edge: Edge,
    tiles: Tiles,
    bytes: BTreeMap<(u8, u64), Vec<u8>>,
}

impl Ours {
    fn of(size: u64) -> Self {
        let (mut edge, mut kept) = (Edge::default(), Vec::new());
        for index in 0..size {
            edge.push(Hash::of_leaf(&entry(index)), |path, hashes| kept.push((path, hashes.to_vec())));
        }
        kept.extend(edge.tiles().map(|(path, hashes)| (path, hashes.to_vec())));
        let mut ours = Self { edge, ..Self::default() };
        for (path, hashes) in kept {
            let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
            assert!(ours.tiles.add(path, &bytes));
            ours.bytes.insert((path.level, path.index), bytes);
        }
        ours
    }

    fn proof(&self, index: u64) -> Vec<Hash> {
        InclusionPlan::new(index, self.edge.size()).and_then(|plan| plan.hashes(&self.tiles).ok()).expect("a proof")
    }

    fn consistency(&self, old: u64) -> Vec<Hash> {
        ConsistencyPlan::new(old, self.edge.size()).and_then(|plan| plan.hashes(&self.tiles).ok()).expect("a proof")
    }
}

impl TileReader for Ours {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let bytes =
            |tile: &Tile| self.bytes[&(tile.level(), tile.level_index())][..tile.width() as usize * 32].to_vec();
        Ok(tiles.iter().map(bytes).collect())
    }

    fn save_tiles(&self, _: &[Tile], _: &[Vec<u8>]) {}
}

fn theirs(hash: Hash) -> tlog_tiles::Hash {
    tlog_tiles::Hash(hash.0)
}

fn bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

#[test]
fn ct_merkle_has_our_roots_and_believes_our_proofs() {
    let mut tree = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    let mut older = Vec::new();
    for size in SIZES.into_iter().filter(|size| *size < 1000) {
        while tree.len() < size {
            tree.push(entry(tree.len()));
        }
        let (ours, root) = (Ours::of(size), tree.root());
        assert_eq!(root.as_bytes().as_slice(), ours.edge.root().0);
        for index in (0..size).step_by(7).chain([size - 1]) {
            let proof = InclusionProof::from_bytes(bytes(&ours.proof(index)));
            root.verify_inclusion(&entry(index), index, &proof).expect("they believe it");
            let made: Vec<u8> = tree.prove_inclusion(usize::try_from(index).expect("small")).as_bytes().to_vec();
            let made: Vec<Hash> = made.as_chunks().0.iter().copied().map(Hash).collect();
            verify_inclusion(Hash::of_leaf(&entry(index)), index, size, &made, ours.edge.root()).expect("so do we");
        }
        for (old, old_root, our_old) in &older {
            let proof = ConsistencyProof::try_from_bytes(bytes(&ours.consistency(*old))).expect("a proof");
            root.verify_consistency(old_root, &proof).expect("they believe it");
            let made = tree.prove_consistency(usize::try_from(size - old).expect("small"));
            let made: Vec<Hash> = made.as_bytes().as_chunks().0.iter().copied().map(Hash).collect();
            verify_consistency((*old, *our_old), (size, ours.edge.root()), &made).expect("so do we");
        }
        older.push((size, root, ours.edge.root()));
    }
}

#[test]
fn tlog_tiles_reads_our_tiles_and_names_them_as_we_do() {
    for size in SIZES {
        let ours = Ours::of(size);
        let root = theirs(ours.edge.root());
        let reader = TileHashReader::new(size, root, &ours);
        for index in [0, size / 3, size / 2, size - 1] {
            let made = prove_record(size, index, &reader).expect("their proof from our tiles");
            assert_eq!(made, ours.proof(index).into_iter().map(theirs).collect::<Vec<_>>());
            check_record(&made, size, root, index, theirs(Hash::of_leaf(&entry(index)))).expect("it is right");
        }
        for old in SIZES.into_iter().filter(|old| *old < size) {
            let made = prove_tree(size, old, &reader).expect("their proof from our tiles");
            assert_eq!(made, ours.consistency(old).into_iter().map(theirs).collect::<Vec<_>>());
            check_tree(&made, size, root, old, theirs(Ours::of(old).edge.root())).expect("it is right");
        }
        for path in Edge::paths(size) {
            let tile = Tile::new(8, path.level, path.index, path.width.into(), false);
            assert_eq!(tile.path(), format!("tile/8/{path}"));
        }
    }
    for (index, width) in [(0, 256), (999, 1), (1000, 256), (1_234_067, 17), (1_000_000_000, 255)] {
        let path = TilePath { level: 2, index, width };
        assert_eq!(Tile::from_path(&format!("tile/8/{path}")).expect("their name").level_index(), index);
    }
}

#[test]
fn signed_note_believes_our_notes_and_we_believe_theirs() {
    let ours = Signer::new("log.example/delibero", &[7; 32]).expect("a name");
    let key = ours.verifier(KeyKind::Text).to_string();
    let edge = Ours::of(600).edge;
    let text = Checkpoint { origin: ours.name().to_owned(), size: 600, root: edge.root() }.to_string();
    let note = Note { signatures: vec![ours.sign(&text)], text: text.clone() };
    let verifier = StandardVerifier::new(&key).expect("our key");
    let known = VerifierList::new(vec![Box::new(verifier.clone())]);
    let read = signed_note::Note::from_bytes(note.to_string().as_bytes()).expect("our note");
    read.verify(&known).expect("they believe it");
    let checkpoint = tlog_tiles::Checkpoint::from_bytes(read.text()).expect("our checkpoint");
    assert_eq!((checkpoint.origin(), checkpoint.size()), ("log.example/delibero", 600));
    assert_eq!(*checkpoint.hash(), theirs(edge.root()));

    let signer = StandardSigner::new(&ours.to_private_key()).expect("our key that signs");
    assert_eq!((signer.name(), signer.key_id()), (verifier.name(), verifier.key_id()));
    let mut made = signed_note::Note::new(text.as_bytes(), &[]).expect("a note");
    made.add_sigs(&[&signer]).expect("signed");
    let made: Note = String::from_utf8(made.to_bytes()).expect("UTF-8").parse().expect("their note");
    made.verified(&[ours.verifier(KeyKind::Text)]).expect("so do we");
    assert_eq!(made, note, "the same key signs the same bytes");
}
