//! Does the oracle see anything at all? The engine is given files with one fault each; the oracle, which reads the
//! right ones, must find it.

use delibero_domain::catalogue::files::{BUILTIN, read};
use delibero_domain::effect::{Direction, Effect, effect};

use crate::check::Sought;
use crate::{MADE_UP, STOPPED, seed, whole_format, with_pair};

/// One fault: the file, the words there and what stands in their place, and whether it lets data out.
struct Fault {
    file: &'static str,
    words: &'static str,
    instead: &'static str,
    leaks: bool,
}

const fn leak(file: &'static str, words: &'static str, instead: &'static str) -> Fault {
    Fault { file, words, instead, leaks: true }
}

const fn slip(file: &'static str, words: &'static str, instead: &'static str) -> Fault {
    Fault { file, words, instead, leaks: false }
}

const FAULTS: &[Fault] = &[
    // A day too early; two days later it would be too late.
    leak("deliberations/23-058.toml", "valid_from = \"2024-01-24\"", "valid_from = \"2024-01-23\""),
    slip("deliberations/23-058.toml", "valid_from = \"2024-01-24\"", "valid_from = \"2024-01-25\""),
    leak(MADE_UP.0, "valid_until = \"2020-12-31\"", "valid_until = \"2021-01-01\""),
    // An exclusion less: first one that matters by itself, then one that the grant leaves out as well.
    leak(MADE_UP.0, "elements = [\"payment.*\", \"risk.social_status\"]", "elements = [\"risk.social_status\"]"),
    slip(
        "deliberations/23-058.toml",
        "[[authorisation.exclusion]]\nelements = [\"payment.document_type\", \"payment.employee_category\", \"payment.family_situation\"]\npoint = \"79.5\"\n",
        "",
    ),
    // The number of the insurer for another purpose.
    leak(
        "deliberations/23-058.toml",
        "purposes = [\"recovery\"]\npoint = \"29\"",
        "purposes = [\"recovery\", \"non-cumulation\"]\npoint = \"29\"",
    ),
    // Forem and the self-employed.
    leak(
        "deliberations/23-058.toml",
        "regimes = [\"general\"]\nmodules = [\"notify-attest\", \"consult-attest\"]\npoint = \"61\"",
        "regimes = [\"general\"]\nmodules = [\"notify-attest\"]\npoint = \"61\"",
    ),
    // A year of history more.
    leak("deliberations/23-058.toml", "years = 0", "years = 1"),
    // Case workers in payment and recovery.
    leak(
        "deliberations/20-130.toml",
        "roles = [\"payments-officer\"]",
        "roles = [\"payments-officer\", \"case-worker\"]",
    ),
    // The partner counts for both allowances.
    leak(
        "deliberations/23-058.toml",
        "person_roles = [\"applicant\"]",
        "person_roles = [\"applicant\", \"cohabiting-partner\"]",
    ),
    // A purpose of ONEM alone for its paying bodies.
    leak(
        "deliberations/04-037.toml",
        "purposes = [\"unemployment-admissibility\", \"fitness-declaration\"",
        "purposes = [\"recovery\", \"unemployment-admissibility\", \"fitness-declaration\"",
    ),
    // Conditions of the person's file.
    leak("deliberations/12-057.toml", "[authorisation.own_file]\npoint = \"21-22\"\n", ""),
    // Somebody who is not designated; an office that the region does not know.
    leak("deliberations/12-057.toml", "[authorisation.designated]\npoint = \"7\"\n", ""),
    leak("deliberations/17-087.toml", "[authorisation.designated]\npoint = \"16\"\n", ""),
    leak(
        "deliberations/20-130.toml",
        "offices = [\"secretary\", \"receiver\"]",
        "offices = [\"secretary\", \"receiver\", \"financial-manager\"]",
    ),
    leak("deliberations/04-037.toml", "codes = [8]", "codes = [8, 5]"),
    leak("deliberations/17-087.toml", "sender = \"required\"", "sender = \"not-checked\""),
    leak("deliberations/23-058.toml", "recipient = \"regional-integrator\"", "recipient = \"required\""),
    leak("deliberations/12-057.toml", "allowed = false", "allowed = true"),
    // An element that does not exist for a risk; one that the module does not carry.
    leak(
        "deliberations/23-058.toml",
        "risks = [\"incapacity\", \"maternity\"]",
        "risks = [\"incapacity\", \"maternity\", \"adoption\"]",
    ),
    // Two years more without a dispute; a value that should be reduced; a code of staff; a code for another purpose.
    leak("deliberations/23-058.toml", "years = 5\nextension", "years = 6\nextension"),
    leak(
        "deliberations/23-058.toml",
        "elements = [\"risk.exit_code\"]\nform",
        "elements = [\"risk.exit_code\"]\nmodules = [\"notify-attest\"]\nform",
    ),
    leak("sectors.toml", "code = 20\ncounts = false", "code = 20"),
    leak("sectors.toml", "code = 8, purposes = [\"article-60-7\"]", "code = 8"),
    // Stopped a month too late; for one organisation in place of all; for another one.
    leak(STOPPED.0, "since = \"2026-03-02T09:30:00\"", "since = \"2026-04-02T00:00:00\""),
    leak(STOPPED.0, "recipient = \"slrb\"", "recipient = \"slrb\"\norganisation = \"cpas-liege\""),
    leak(STOPPED.0, "organisation = \"cpas-namur\"", "organisation = \"cpas-mons\""),
    // Of the whole sector or of ONEM alone.
    slip("deliberations/04-037.toml", "reserved = true", "reserved = false"),
    // Points only.
    slip("deliberations/23-058.toml", "points = \"57-58\"", "points = \"57\""),
    slip("deliberations/23-058.toml", "regimes_point = \"6\"", "regimes_point = \"7\""),
    slip("services/hdi.toml", "source = \"23/058 5\"", "source = \"23/058 4\""),
];

#[test]
fn a_planted_fault_is_found() {
    for fault in FAULTS {
        let what = format!("{} became {}", fault.words, fault.instead);
        let found = mismatch(fault, Sought::AnyMismatch, 400_000).unwrap_or_else(|| panic!("not found: {what}"));
        eprintln!("{what}\n{found}\n");
        let leak = mismatch(fault, Sought::Leak, if fault.leaks { 400_000 } else { 40_000 });
        assert_eq!(leak.is_some(), fault.leaks, "{what}\n{leak:?}");
    }
}

/// The first mismatch between an engine with the fault and an oracle without.
fn mismatch(fault: &Fault, sought: Sought, cases: usize) -> Option<String> {
    let right = if BUILTIN.iter().any(|(name, _)| *name == fault.file) { BUILTIN.to_vec() } else { whole_format() };
    let wrong = planted(&right, fault);
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(name, text)| (*name, text.as_str())).collect();
    with_pair(&wrong, &right, |pair| pair.run(seed(), cases, sought).err())
}

fn planted(files: &[(&'static str, &'static str)], fault: &Fault) -> Vec<(&'static str, String)> {
    let changed = |text: &str| {
        assert!(text.contains(fault.words), "{} does not say {}", fault.file, fault.words);
        text.replacen(fault.words, fault.instead, 1)
    };
    let text_of = |name: &str, text: &str| if name == fault.file { changed(text) } else { text.to_owned() };
    files.iter().map(|(name, text)| (*name, text_of(name, text))).collect()
}

/// What `effect` says of each fault: whether it gives somebody more, and that it changes something at all.
#[test]
fn a_planted_fault_has_its_effect() {
    for fault in FAULTS {
        let right = if BUILTIN.iter().any(|(name, _)| *name == fault.file) { BUILTIN.to_vec() } else { whole_format() };
        let wrong = planted(&right, fault);
        let wrong: Vec<(&str, &str)> = wrong.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let [right, wrong] = [&right, &wrong].map(|files| read(files).expect("a sound catalogue"));
        let there = effect(&right, &wrong);
        let back = effect(&wrong, &right);
        let turned = |direction: Direction| match direction {
            Direction::Wider => Direction::Narrower,
            Direction::Narrower => Direction::Wider,
            Direction::Other => Direction::Other,
        };
        let count = |effect: &Effect, direction: Direction| {
            effect
                .differences
                .iter()
                .filter(|found| found.direction == direction)
                .map(|found| found.classes)
                .sum::<u128>()
        };
        let what = format!("{} became {}", fault.words, fault.instead);
        assert_eq!(count(&there, Direction::Wider) > 0, fault.leaks, "{what}\n{:#?}", there.differences);
        for direction in [Direction::Wider, Direction::Narrower, Direction::Other] {
            assert_eq!(count(&there, direction), count(&back, turned(direction)), "{what}");
        }
    }
}
