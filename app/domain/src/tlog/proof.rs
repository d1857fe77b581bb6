//! Verifying that a leaf is in a tree, and that a tree goes on from another (RFC 9162, 2.1.3.2 and 2.1.4.2).

use thiserror::Error;

use super::hash::Hash;

/// Why a proof proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProofError {
    #[error("the index or the sizes are not those of a tree")]
    OutOfTree,
    #[error("the proof has another number of hashes than these sizes need")]
    Length,
    #[error("the hashes lead to another root")]
    Root,
}

/// Whether a leaf stands at an index of a tree.
///
/// # Errors
/// When the proof does not show it.
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutOfTree);
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in proof {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at & 1 == 1 || at == last {
            hash = Hash::of_node(*sibling, hash);
            let up = at.trailing_zeros();
            (at, last) = (at >> up, last >> up);
        } else {
            hash = Hash::of_node(hash, *sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    match (last, hash == root) {
        (0, true) => Ok(()),
        (0, false) => Err(ProofError::Root),
        _ => Err(ProofError::Length),
    }
}

/// Whether a tree begins with all of another, smaller or as large.
///
/// # Errors
/// When the proof does not show it.
pub fn verify_consistency(
    (old_size, old_root): (u64, Hash),
    (size, root): (u64, Hash),
    proof: &[Hash],
) -> Result<(), ProofError> {
    if old_size > size {
        return Err(ProofError::OutOfTree);
    }
    if old_size == 0 || old_size == size {
        let same = old_size == 0 && old_root == Hash::of_nothing() || old_size == size && old_root == root;
        return match (proof.is_empty(), same) {
            (true, true) => Ok(()),
            (false, _) => Err(ProofError::Length),
            (true, false) => Err(ProofError::Root),
        };
    }
    let mut hashes = proof.iter().copied();
    // Where the old tree is one whole subtree, its root is not repeated.
    let first = if old_size.is_power_of_two() { Some(old_root) } else { hashes.next() };
    let first = first.ok_or(ProofError::Length)?;
    let whole = (old_size - 1).trailing_ones();
    let (mut at, mut last) = ((old_size - 1) >> whole, (size - 1) >> whole);
    let (mut old, mut new) = (first, first);
    for sibling in hashes {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if at & 1 == 1 || at == last {
            (old, new) = (Hash::of_node(sibling, old), Hash::of_node(sibling, new));
            let up = at.trailing_zeros();
            (at, last) = (at >> up, last >> up);
        } else {
            new = Hash::of_node(new, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    match (last, old == old_root && new == root) {
        (0, true) => Ok(()),
        (0, false) => Err(ProofError::Root),
        _ => Err(ProofError::Length),
    }
}
