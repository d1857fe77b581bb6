//! Catalogues so small that every request can be asked of them: `effect` and `who` beside the oracle, which decides
//! from the files' text alone. Of catalogues with random changes, every request and record is enumerated: what answers
//! differ in is told, and under the circumstances that are told they do differ; who sees an element is among the
//! answers of `who`, and whoever is, sees it.
//!
//! `DELIBERO_EFFECT_MUTANTS` sets how many catalogues are drawn (150 unless said), `DELIBERO_ORACLE_SEED` repeats a run.

mod every;
mod seen;
mod told;

use delibero_domain::catalogue::files::read;
use delibero_domain::effect::effect;

use crate::book::Book;
use crate::draw::Dice;
use crate::effect::{Files, borrowed, changed_in, mutants};
use crate::rules::Oracle;
use crate::seed;

use self::every::{Pools, Subject};

/// The service of the small catalogues.
const SERVICE: &str = "records";

/// The words that a change may put anywhere.
const WORDS: &[&str] = &[
    "agency",
    "branch",
    "fund",
    "ask",
    "tell",
    "grant",
    "control",
    "applicant",
    "partner",
    "case-worker",
    "payments-officer",
    "general",
    "own",
    "illness",
    "birth",
    "case.*",
    "payment.*",
    "case.risk",
    "payment.amount",
    "payment.days",
    "required",
    "waived",
    "own-directory",
    "regional-integrator",
    "not-checked",
    "push",
    "pull",
    "north",
    "south",
    "mayor",
    "clerk",
    "reception",
    "closure",
    "dispute",
    "2020-06-01",
    "2021-12-31",
    "2023-01-01",
    "7",
    "house",
    "2020-06-01T08:00:00",
];

fn files_of(subject: Subject) -> Files {
    let deliberation = match subject {
        Subject::People => include_str!("people.toml"),
        Subject::Files => include_str!("files.toml"),
        Subject::Offices => include_str!("offices.toml"),
        Subject::Records => include_str!("conditions.toml"),
    };
    let files = [
        ("recipients.toml", include_str!("recipients.toml")),
        ("terms.toml", include_str!("terms.toml")),
        ("codes.toml", include_str!("codes.toml")),
        ("sectors.toml", include_str!("sectors.toml")),
        ("services/records.toml", include_str!("records.toml")),
        ("suspensions.toml", include_str!("suspensions.toml")),
        ("deliberations/99-001.toml", deliberation),
    ];
    files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// Most changes are of the deliberation, which comes last.
fn changed(dice: &mut Dice, files: &Files) -> Option<Files> {
    let place = if dice.below(5) > 0 { files.len() - 1 } else { dice.below(files.len()) };
    Some(changed_in(dice, files, place, WORDS)?.0)
}

/// Draws changed catalogues and does something with each, and with the one that it was made of.
fn each_mutant(mut work: impl FnMut(&mut Dice, Subject, &Files, &Files)) {
    let seed = seed();
    eprintln!("DELIBERO_ORACLE_SEED={seed}");
    let mut dice = Dice(seed);
    let mut drawn = 0;
    while drawn < mutants() {
        let subject = dice.pick(&[Subject::People, Subject::Files, Subject::Offices, Subject::Records]);
        let files = files_of(subject);
        // One change, or two that may make up for each other.
        let Some(mut other) = changed(&mut dice, &files) else { continue };
        if dice.below(4) == 0 {
            let Some(twice) = changed(&mut dice, &other) else { continue };
            other = twice;
        }
        drawn += 1;
        work(&mut dice, subject, &files, &other);
    }
}

#[test]
fn effect_tells_what_differs_in_every_request_of_a_small_catalogue_and_nothing_else() {
    let (mut differing, mut asked, mut differed) = (0, 0_usize, 0_usize);
    each_mutant(|_, subject, files, other| {
        let [before, after] = [files, other].map(|files| read(&borrowed(files)).expect("a sound catalogue"));
        let books = [files, other].map(|files| Book::read(&borrowed(files)));
        let oracles = [Oracle::new(&books[0]), Oracle::new(&books[1])];
        let effect = effect(&before, &after);
        differing += usize::from(!effect.differences.is_empty());
        let sides = told::Sides { catalogues: [&before, &after], oracles: &oracles, effect: &effect };
        effect.differences.iter().for_each(|found| sides.assert_shown(found));
        let (cases, differences) = sides.assert_told(&Pools::new(subject, [&books[0], &books[1]]));
        asked += cases;
        differed += differences;
    });
    eprintln!("{differing} of {} catalogues with a difference; {differed} of {asked} answers differed", mutants());
    assert!(differing * 4 >= mutants(), "only {differing} of {} changes made a difference", mutants());
}

#[test]
fn who_names_everybody_who_sees_an_element_of_a_small_catalogue_and_nobody_else() {
    let (mut asked, mut seen) = (0_usize, 0_usize);
    each_mutant(|dice, subject, _, other| {
        let catalogue = read(&borrowed(other)).expect("a sound catalogue");
        let book = Book::read(&borrowed(other));
        let oracle = Oracle::new(&book);
        let (cases, shown) = seen::assert_named(dice, &catalogue, &oracle, &Pools::new(subject, [&book, &book]));
        asked += cases;
        seen += shown;
    });
    eprintln!("{asked} requests, {seen} elements seen");
    assert!(seen > 0);
}
