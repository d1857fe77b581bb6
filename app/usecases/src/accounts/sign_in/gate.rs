//! What is remembered of attempts to sign in: in memory, bounded, and never a name, an address or a password.
//!
//! Nobody is locked out. Who fails waits longer for the next answer, and comes later where passwords are hashed.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::Network;
use super::fading::Fading;
use crate::accounts::account::PasswordHash;
use crate::randomness::Randomness;

/// How long a failure counts: for one to two of these.
pub const FAILURES_FADE: SignedDuration = SignedDuration::from_mins(15);
/// Every failure is answered at a multiple of this: the time does not tell whether a password was hashed.
pub const STEP: SignedDuration = SignedDuration::from_millis(500);
/// The longest that an answer is held back.
pub const LONGEST: SignedDuration = SignedDuration::from_secs(8);
/// The failures of one network about one account after which its attempts are not looked at for a while.
const GUESSES: u32 = 20_000;
/// So many failures of a network, or about an account, weigh as much as one of that network about that account.
const SHARED: u32 = 16;
/// The answers held back at once, for one network and for all.
const HELD_OF_NETWORK: u32 = 64;
const HELD: u32 = 256;

/// In which order passwords are hashed when there are more than can be at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The password is very likely right.
    Likely,
    /// From a network without failures.
    Clean,
    /// From a network with failures, for an account without.
    Mixed,
    /// From a network with failures, for an account with failures.
    Failing,
}

impl Lane {
    /// Every lane, first come first.
    pub const ALL: [Self; 4] = [Self::Likely, Self::Clean, Self::Mixed, Self::Failing];
}

/// What is known of a password before it is hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It has the mark of the right one, as one in 256 has.
    Likely,
    /// It has another mark than the right one, or was hashed a while ago and found wrong.
    Wrong,
    /// The account did not sign in yet since the program started, or has another password now.
    Nothing,
}

/// An attempt, by the marks of where it comes from and of the account that it names.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    network: u64,
    account: u64,
    pair: u64,
}

/// The mark of the right password of an account: 8 bits, which tell wrong ones apart and next to nothing of the right.
struct Mark {
    hash: u64,
    mark: u8,
}

struct Memory {
    failures: Fading,
    wrong: Fading,
    right: HashMap<u64, Mark>,
    held: HashMap<u64, u32>,
    held_in_all: u32,
    usual: SignedDuration,
}

pub struct Gate {
    key: [u8; 16],
    memory: Mutex<Memory>,
}

impl Gate {
    /// A gate that knows nothing yet. Its marks mean nothing to another one.
    #[must_use]
    pub fn new(randomness: &dyn Randomness) -> Self {
        let memory = Memory {
            failures: Fading::new(FAILURES_FADE),
            wrong: Fading::new(FAILURES_FADE),
            right: HashMap::new(),
            held: HashMap::new(),
            held_in_all: 0,
            usual: SignedDuration::ZERO,
        };
        Self { key: randomness.bytes_16(), memory: Mutex::new(memory) }
    }

    /// The marks of an attempt.
    #[must_use]
    pub fn origin(&self, network: Network, name: &str) -> Origin {
        let (network, account) =
            (self.mark(&[b"network", &network.bytes()]), self.mark(&[b"account", name.as_bytes()]));
        Origin { network, account, pair: self.mark(&[b"pair", &network.to_be_bytes(), &account.to_be_bytes()]) }
    }

    /// Whether a network has guessed at an account so often that nothing more of it is looked at for a while.
    #[must_use]
    pub fn exhausted(&self, origin: Origin, now: Timestamp) -> bool {
        self.memory().failures.get(origin.pair, now) >= GUESSES
    }

    /// What is known of a password.
    #[must_use]
    pub fn known(&self, origin: Origin, hash: &PasswordHash, password: &str, now: Timestamp) -> Known {
        let mut memory = self.memory();
        if memory.wrong.get(self.wrong_mark(hash, password), now) > 0 {
            return Known::Wrong;
        }
        match memory.right.get(&origin.account) {
            Some(right) if right.hash == self.mark(&[b"hash", hash.0.as_bytes()]) => {
                if right.mark == self.mark_of(hash, password) { Known::Likely } else { Known::Wrong }
            }
            _ => Known::Nothing,
        }
    }

    #[must_use]
    pub fn lane(&self, origin: Origin, known: Known, now: Timestamp) -> Lane {
        if known == Known::Likely {
            return Lane::Likely;
        }
        let mut memory = self.memory();
        let (network, account) = (memory.failures.get(origin.network, now), memory.failures.get(origin.account, now));
        match (network, account) {
            (0, _) => Lane::Clean,
            (_, 0) => Lane::Mixed,
            _ => Lane::Failing,
        }
    }

    /// Notes that a password was right.
    pub fn succeeded(&self, origin: Origin, hash: &PasswordHash, password: &str) {
        let mark = Mark { hash: self.mark(&[b"hash", hash.0.as_bytes()]), mark: self.mark_of(hash, password) };
        let mut memory = self.memory();
        memory.right.insert(origin.account, mark);
        memory.failures.forget(origin.pair);
    }

    /// Notes that a password was hashed and found wrong: sent again, it is not hashed again.
    pub fn was_wrong(&self, hash: &PasswordHash, password: &str, now: Timestamp) {
        self.memory().wrong.add(self.wrong_mark(hash, password), now);
    }

    /// Notes a failure; how long after the attempt it is answered. `took` is what hashing and waiting for it took.
    pub fn failed(&self, origin: Origin, took: Option<SignedDuration>, now: Timestamp) -> SignedDuration {
        let mut memory = self.memory();
        let pair = memory.failures.add(origin.pair, now);
        let network = memory.failures.add(origin.network, now) / SHARED;
        let account = memory.failures.add(origin.account, now) / SHARED;
        let doublings = pair.max(network).max(account).saturating_sub(1).min(8);
        if let Some(took) = took {
            memory.usual = (memory.usual * 7 + took) / 8;
        }
        let least = (STEP * (1 << doublings)).min(LONGEST);
        let whole = least.max(took.unwrap_or(memory.usual)).as_millis().unsigned_abs();
        let step = STEP.as_millis().unsigned_abs();
        SignedDuration::from_millis(i64::try_from(whole.div_ceil(step) * step).unwrap_or(i64::MAX))
    }

    /// A place among the answers that are held back; none when there are so many that it is better not to wait.
    #[must_use]
    pub fn hold(&self, origin: Origin) -> Option<Held<'_>> {
        let mut memory = self.memory();
        let all = memory.held_in_all;
        let of_network = memory.held.entry(origin.network).or_default();
        if all >= HELD || *of_network >= HELD_OF_NETWORK {
            return None;
        }
        *of_network += 1;
        memory.held_in_all += 1;
        Some(Held { gate: self, network: origin.network })
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn mark_of(&self, hash: &PasswordHash, password: &str) -> u8 {
        self.mark(&[b"password", hash.0.as_bytes(), password.as_bytes()]).to_be_bytes()[0]
    }

    /// Of an account's hash with its salt: the same password of two accounts has two marks.
    fn wrong_mark(&self, hash: &PasswordHash, password: &str) -> u64 {
        self.mark(&[b"wrong", hash.0.as_bytes(), password.as_bytes()])
    }

    /// Under a key of this process: nobody outside can make one, and none outlives it.
    fn mark(&self, parts: &[&[u8]]) -> u64 {
        let mut digest = Sha256::new_with_prefix(self.key);
        for part in parts {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        let bytes: [u8; 32] = digest.finalize().into();
        u64::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]])
    }
}

/// A place among the answers that are held back, given back when it is dropped.
pub struct Held<'g> {
    gate: &'g Gate,
    network: u64,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let mut memory = self.gate.memory();
        memory.held_in_all -= 1;
        if let Some(count) = memory.held.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                memory.held.remove(&self.network);
            }
        }
    }
}
