//! Each field of the catalogue, changed by hand in one place of the files: `effect` names who is touched, in which
//! direction, and which elements are gained, lost or reduced; and nobody and nothing else.

mod changes;

use std::collections::BTreeSet;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::{BUILTIN, CatalogueFault, read};
use delibero_domain::effect::{Change, Direction, Effect, effect};
use delibero_domain::identifier::ElementId;

use crate::changes::{D23, PLANTED};

/// What a change of the files does.
enum Does {
    /// Nothing that a decision shows.
    Same,
    Touches(Touches),
}

struct Touches {
    /// Recipients and members; `onem+`: with its members; `*hdi`: everybody who has something of a service.
    who: &'static [&'static str],
    /// Of `wider`, `narrower` and `other`, all that occur; that outcomes or elements are refused for another reason
    /// may come with each.
    directions: &'static [&'static str],
    gained: &'static [&'static str],
    lost: &'static [&'static str],
    reduced: &'static [&'static str],
    retention: bool,
    obligations: bool,
}

struct Planted {
    file: &'static str,
    words: &'static str,
    instead: &'static str,
    does: Does,
}

fn planted(found: &Planted) -> Catalogue {
    let changed = |name: &str, text: &str| {
        if name != found.file {
            return text.to_owned();
        }
        assert!(text.contains(found.words), "{name} does not say {}", found.words);
        text.replacen(found.words, found.instead, 1)
    };
    let files: Vec<(&str, String)> = BUILTIN.iter().map(|(name, text)| (*name, changed(name, text))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    read(&files).unwrap_or_else(|errors| panic!("{}: {errors:#?}", found.instead))
}

/// The recipients and members that are meant.
fn meant(catalogue: &Catalogue, words: &[&str]) -> BTreeSet<String> {
    let all = catalogue.recipients();
    let held = |service: &str, which: &dyn Fn(&delibero_domain::authorisation::Authorisation) -> bool| {
        let found = catalogue.authorisations().iter().filter(|found| found.service.as_str() == service && which(found));
        found.map(|found| found.recipient.to_string()).collect::<Vec<_>>()
    };
    let named = |word: &&str| match *word {
        "*hdi" => held("hdi", &|_| true),
        "*regimes" => held("hdi", &|found| {
            let mut conditions = found.modules.iter().flat_map(|module| &module.by_purpose);
            conditions.any(|grant| {
                grant.conditions.regimes.iter().all(|rule| rule.regimes.iter().any(|word| word == "self-employed"))
            })
        }),
        "*hdi+closure" => held("hdi", &|found| {
            let place = catalogue.service("hdi").and_then(|hdi| hdi.element_index("risk.closure_reason"));
            found.modules.iter().any(|module| place.is_some_and(|place| module.granted.contains(place)))
        }),
        word => {
            let owner = word.strip_suffix('+');
            let found = all.iter().filter(|found| {
                found.id.as_str() == owner.unwrap_or(word)
                    || (owner.is_some() && found.member_of.as_ref().map(|of| of.as_str()) == owner)
            });
            found.map(|found| found.id.to_string()).collect()
        }
    };
    words.iter().flat_map(named).collect()
}

/// What of a change: gained, lost or reduced.
type Part = fn(&Change) -> Vec<&ElementId>;

/// What the differences gain, lose or reduce, all together.
fn elements(effect: &Effect, of: Part) -> BTreeSet<String> {
    effect.differences.iter().flat_map(|found| of(&found.change)).map(ToString::to_string).collect()
}

/// The directions of what is not only another reason or point.
fn directions(effect: &Effect, touches: &Touches) -> BTreeSet<&'static str> {
    let word = |direction: Direction| match direction {
        Direction::Wider => "wider",
        Direction::Narrower => "narrower",
        Direction::Other => "other",
    };
    let all: BTreeSet<&str> = effect.differences.iter().map(|found| word(found.direction)).collect();
    // A refusal for another reason may come with anything.
    all.into_iter().filter(|word| *word != "other" || touches.directions.contains(&"other")).collect()
}

fn check(found: &Planted) {
    let before = read(BUILTIN).expect("a sound catalogue");
    let after = planted(found);
    let told = effect(&before, &after);
    let what = format!("{} became {}\n{:#?}", found.words, found.instead, told.differences);
    let Does::Touches(touches) = &found.does else {
        assert!(told.differences.is_empty(), "{what}");
        return;
    };
    let who: BTreeSet<String> = told.recipients().into_iter().map(ToString::to_string).collect();
    assert_eq!(who, meant(&after, touches.who), "{what}");
    assert_eq!(directions(&told, touches), touches.directions.iter().copied().collect(), "{what}");
    let parts: [(_, Part); 3] =
        [(touches.gained, Change::gained), (touches.lost, Change::lost), (touches.reduced, Change::reduced)];
    for (words, of) in parts {
        let found = elements(&told, of);
        match words {
            ["*"] => assert!(!found.is_empty(), "{what}"),
            words => assert_eq!(found, words.iter().map(|word| (*word).to_owned()).collect(), "{what}"),
        }
    }
    let some = |which: fn(&Change) -> bool| told.differences.iter().any(|found| which(&found.change));
    assert_eq!(some(|change| matches!(change, Change::Retention { .. })), touches.retention, "{what}");
    assert_eq!(some(|change| matches!(change, Change::Obligations { .. })), touches.obligations, "{what}");
}

#[test]
fn a_change_of_each_field_is_named_right_and_nothing_else() {
    PLANTED.iter().for_each(check);
}

/// What a module does not carry is granted where the text says so, and not by a slip.
#[test]
fn a_grant_beyond_its_module_is_no_change_but_a_fault_where_nothing_says_so() {
    let without = |name: &str, text: &str| {
        if name == D23 { text.replacen("beyond_module = true\n", "", 1) } else { text.to_owned() }
    };
    let files: Vec<(&str, String)> = BUILTIN.iter().map(|(name, text)| (*name, without(name, text))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let errors = read(&files).expect_err("a fault");
    assert!(errors.iter().any(|error| error.file == D23 && error.what == CatalogueFault::BeyondModule), "{errors:#?}");
}
