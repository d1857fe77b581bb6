//! What holds at the gate, whoever else stands before it.

use std::net::IpAddr;

use delibero_domain::access_log::SALT_LENGTH;
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::accounts::PasswordHash;
use crate::randomness::Randomness;

struct Sevens;

impl Randomness for Sevens {
    fn bytes_16(&self) -> [u8; 16] {
        [7; 16]
    }
    fn salt(&self) -> [u8; SALT_LENGTH] {
        [7; SALT_LENGTH]
    }
}

fn gate() -> (Gate, Timestamp) {
    (Gate::new(&Sevens), "2025-06-02T09:30:00Z".parse().unwrap())
}

fn from(gate: &Gate, address: &str, name: &str) -> Origin {
    gate.origin(Network::of(address.parse::<IpAddr>().unwrap()), name)
}

fn hash() -> PasswordHash {
    PasswordHash("$argon2id$x".to_owned())
}

#[test]
fn failures_slow_further_failures_down_and_fade() {
    let (gate, now) = gate();
    let origin = from(&gate, "192.0.2.1", "marie");
    let held: Vec<i128> = (0..7).map(|_| gate.failed(origin, None, now).as_millis()).collect();
    assert_eq!(held, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
    let elsewhere = from(&gate, "192.0.2.2", "els");
    assert_eq!(gate.failed(elsewhere, None, now).as_millis(), 500, "another network and account");
    assert_eq!(gate.failed(origin, None, now + FAILURES_FADE * 2).as_millis(), 500, "it fades");
}

#[test]
fn a_stranger_slows_down_an_account_only_a_little_and_a_network_shares_its_failures() {
    let (gate, now) = gate();
    for _ in 0..6 {
        gate.failed(from(&gate, "203.0.113.9", "marie"), None, now);
    }
    let own = from(&gate, "192.0.2.1", "marie");
    assert_eq!(gate.lane(own, Known::Nothing, now), Lane::Clean, "a network without failures goes first");
    assert_eq!(gate.failed(own, None, now).as_millis(), 500);
    for number in 0..100 {
        gate.failed(from(&gate, "2001:db8::1", &format!("user{number}")), None, now);
    }
    let neighbour = from(&gate, "2001:db8::2", "somebody");
    assert_eq!(gate.failed(neighbour, None, now), LONGEST, "one /64 is one network");
    assert_eq!(gate.lane(neighbour, Known::Nothing, now), Lane::Failing);
    assert_eq!(gate.lane(from(&gate, "2001:db8::2", "new"), Known::Nothing, now), Lane::Mixed);
}

#[test]
fn after_a_first_success_wrong_passwords_are_known_without_a_hash_and_the_right_one_goes_first() {
    let (gate, now) = gate();
    let origin = from(&gate, "192.0.2.1", "marie");
    assert_eq!(gate.known(origin, &hash(), "right", now), Known::Nothing);
    gate.succeeded(origin, &hash(), "right");
    assert_eq!(gate.known(origin, &hash(), "right", now), Known::Likely);
    let anywhere = from(&gate, "203.0.113.9", "marie");
    for _ in 0..50 {
        gate.failed(anywhere, None, now);
    }
    let known = gate.known(anywhere, &hash(), "right", now);
    assert_eq!(gate.lane(anywhere, known, now), Lane::Likely);
    let wrong = (0..256).filter(|number| gate.known(origin, &hash(), &format!("wrong{number}"), now) == Known::Wrong);
    assert!(wrong.count() > 240);
    let changed = PasswordHash("$argon2id$y".to_owned());
    assert_eq!(gate.known(origin, &changed, "right", now), Known::Nothing, "another password was set");
}

#[test]
fn whether_it_was_hashed_does_not_show_in_the_time() {
    let (gate, now) = gate();
    let (known, unknown) = (from(&gate, "192.0.2.1", "marie"), from(&gate, "192.0.2.2", "nobody"));
    let hashed = gate.failed(known, Some(SignedDuration::from_millis(37)), now);
    assert_eq!(hashed, gate.failed(unknown, None, now));
    for number in 0..40 {
        let slow = from(&gate, "192.0.2.3", &format!("user{number}"));
        gate.failed(slow, Some(SignedDuration::from_millis(1900)), now);
    }
    let other = from(&gate, "192.0.2.4", "nobody2");
    assert_eq!(gate.failed(other, None, now).as_millis(), 2000, "as long as a hash takes at the moment");
}

#[test]
fn answers_held_back_are_bounded_and_guesses_as_well() {
    let (gate, now) = gate();
    let origin = from(&gate, "192.0.2.1", "marie");
    let held: Vec<_> = (0..64).map(|_| gate.hold(origin).unwrap()).collect();
    assert!(gate.hold(origin).is_none());
    assert!(gate.hold(from(&gate, "192.0.2.2", "marie")).is_some(), "others are not held up");
    drop(held);
    assert!(gate.hold(origin).is_some());
    for _ in 0..20_000 {
        gate.failed(origin, None, now);
    }
    assert!(gate.exhausted(origin, now));
    assert!(
        !gate.exhausted(from(&gate, "192.0.2.2", "marie"), now) && !gate.exhausted(origin, now + FAILURES_FADE * 2)
    );
}

#[test]
fn a_password_that_was_hashed_and_found_wrong_is_not_hashed_again_for_a_while() {
    let (gate, now) = gate();
    let origin = from(&gate, "192.0.2.1", "marie");
    gate.was_wrong(&hash(), "password1", now);
    assert_eq!(gate.known(origin, &hash(), "password1", now), Known::Wrong, "of an account that never signed in");
    assert_eq!(gate.known(origin, &hash(), "password2", now), Known::Nothing);
    let changed = PasswordHash("$argon2id$y".to_owned());
    assert_eq!(gate.known(origin, &changed, "password1", now), Known::Nothing, "it may be the new one");
    assert_eq!(gate.known(origin, &hash(), "password1", now + FAILURES_FADE * 2), Known::Nothing);
}
