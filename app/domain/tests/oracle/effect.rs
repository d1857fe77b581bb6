//! Is `effect` complete, and is each of its differences one? Catalogues with a random change in them are compared by
//! `effect`, and by asking the engine the same random requests of both: where answers differ, `effect` must have told it,
//! and the request that it gives for each difference must show it.
//!
//! `DELIBERO_EFFECT_MUTANTS` sets how many catalogues are drawn, `DELIBERO_EFFECT_CASES` how many requests of each.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::authorisation::Source;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::read;
use delibero_domain::consultation::{RecordFacts, decide};
use delibero_domain::effect::{Change, Difference, Dimension, Effect, ElementState, Example, Outcome, UNNAMED, effect};
use delibero_domain::identifier::{ModuleId, PurposeId};
use toml::{Table, Value};

use crate::book::Book;
use crate::case::{Answer, Case};
use crate::draw::{Dice, Pools};
use crate::rules::history_begins;
use crate::{engine, number, seed, whole_format};

pub type Files = Vec<(String, String)>;

pub fn mutants() -> usize {
    number("DELIBERO_EFFECT_MUTANTS").map_or(150, |mutants| mutants as usize)
}

fn cases() -> usize {
    number("DELIBERO_EFFECT_CASES").map_or(1_500, |cases| cases as usize)
}

pub fn borrowed(files: &Files) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// The files with one random change that can be read; none where the change cannot.
fn changed(dice: &mut Dice, files: &Files) -> Option<(Files, Catalogue)> {
    let place = dice.below(files.len());
    changed_in(dice, files, place, WORDS)
}

/// The same in one file, and with some of these words.
pub fn changed_in(dice: &mut Dice, files: &Files, place: usize, words: &[&str]) -> Option<(Files, Catalogue)> {
    let mut files = files.clone();
    let (_, text) = &mut files[place];
    let mut table: Table = toml::from_str(text).expect("a file that was read");
    let mut leaves = Vec::new();
    leaves_of(&Value::Table(table.clone()), &mut Vec::new(), &mut leaves);
    let path = &leaves[dice.below(leaves.len())];
    change(dice, &mut table, path, words);
    *text = toml::to_string(&table).expect("a table");
    let catalogue = read(&borrowed(&files)).ok()?;
    Some((files, catalogue))
}

/// A step into a table or an array.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Place(usize),
}

/// Where everything stands that a rule may be made of; labels and summaries in three languages decide nothing.
fn leaves_of(value: &Value, path: &mut Vec<Step>, leaves: &mut Vec<Vec<Step>>) {
    let mut below = |step: Step, value: &Value, leaves: &mut Vec<Vec<Step>>| {
        path.push(step);
        leaves_of(value, path, leaves);
        path.pop();
    };
    match value {
        Value::Table(table) => {
            for (key, value) in table.iter().filter(|(_, value)| value.get("fr").is_none()) {
                below(Step::Key(key.clone()), value, leaves);
            }
        }
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(place, value)| below(Step::Place(place), value, leaves));
        }
        _ => leaves.push(path.clone()),
    }
    if !path.is_empty() && !matches!(value, Value::String(_)) {
        leaves.push(path.clone());
    }
}

/// Another value, or none at all.
fn change(dice: &mut Dice, table: &mut Table, path: &[Step], words: &[&str]) {
    let mut root = Value::Table(std::mem::take(table));
    let (last, above) = path.split_last().expect("a place below the top");
    let mut parent = &mut root;
    for step in above {
        parent = match step {
            Step::Key(key) => &mut parent[key.as_str()],
            Step::Place(place) => &mut parent[*place],
        };
    }
    let remove = dice.below(3) == 0;
    match (parent, last) {
        (Value::Table(table), Step::Key(key)) if remove => drop(table.remove(key)),
        (Value::Array(values), Step::Place(place)) if remove => drop(values.remove(*place)),
        (Value::Table(table), Step::Key(key)) => another(dice, &mut table[key.as_str()], words),
        (Value::Array(values), Step::Place(place)) => {
            let taken = values[dice.below(values.len())].clone();
            if dice.below(2) == 0 { values[*place] = taken } else { another(dice, &mut values[*place], words) }
        }
        _ => unreachable!("a path leads through tables and arrays"),
    }
    let Value::Table(whole) = root else { unreachable!("a file is a table") };
    *table = whole;
}

const WORDS: &[&str] = &[
    "general",
    "self-employed",
    "risk.*",
    "payment.*",
    "risk.regime",
    "payment.gross_taxable_amount",
    "cpas",
    "slrb",
    "required",
    "waived",
    "own-directory",
    "regional-integrator",
    "not-checked",
    "case-worker",
    "payments-officer",
    "receiver",
    "secretary",
    "brussels",
    "registrar",
    "applicant",
    "maternity",
    "invalidity",
    "2022-07-01",
    "2019-12-31",
    "2031-03-01",
    "reception",
    "1",
    "99",
];

fn another(dice: &mut Dice, value: &mut Value, words: &[&str]) {
    match value {
        Value::Integer(number) => *number += dice.between(-2, 2),
        Value::Boolean(word) => *word = !*word,
        Value::String(word) => *word = dice.pick(words).to_owned(),
        Value::Array(values) => values.truncate(dice.below(values.len() + 1)),
        _ => {}
    }
}

/// The element's state in a word that both sides of a comparison use.
pub fn state(why: Option<(&str, (&str, &str))>) -> (String, Option<Source>) {
    match why {
        None => ("granted".to_owned(), None),
        Some((word, (deliberation, point))) => (word.to_owned(), Some(Source::new(deliberation, point))),
    }
}

pub fn told_state(state: &ElementState) -> (String, Option<Source>) {
    match state {
        ElementState::Absent => ("absent".to_owned(), None),
        ElementState::Granted => ("granted".to_owned(), None),
        ElementState::Withheld(reason, source) => (reason.as_str().to_owned(), Some(source.clone())),
        ElementState::ReducedTo(form, source) => (form.as_str().to_owned(), Some(source.clone())),
    }
}

/// A refusal; none where it is granted.
pub fn refusal(answer: &Answer<'_>) -> Option<(String, Option<Source>)> {
    match answer {
        Answer::Granted(_) => None,
        Answer::Refused(reason, point) => {
            Some(((*reason).to_owned(), point.as_ref().map(|(number, point)| Source::new(number, point))))
        }
    }
}

pub fn told_refusal(outcome: &Outcome) -> Option<(String, Option<Source>)> {
    match outcome {
        Outcome::Granted(_) => None,
        Outcome::Refused(reason, source) => Some((reason.as_str().to_owned(), source.clone())),
    }
}

/// The differences that speak of the recipient, service, module, purpose and day of a request.
pub fn about<'e>(effect: &'e Effect, catalogues: [&Catalogue; 2], case: &Case<'_>) -> Vec<&'e Difference> {
    let request = engine::request(case);
    let service = |catalogue: &'_ Catalogue| catalogue.service(request.service.as_str()).cloned();
    let known = catalogues
        .iter()
        .filter_map(|catalogue| service(catalogue))
        .any(|service| service.module(&request.module).is_some());
    let module = if known { request.module.clone() } else { ModuleId::new(UNNAMED).expect("an identifier") };
    let purposes = catalogues.iter().flat_map(|catalogue| {
        let held = catalogue.authorisations_of(request.recipient.as_str(), request.service.as_str());
        let held = held.filter(|found| found.validity.holds_on(request.at));
        held.flat_map(|found| found.purposes.iter().map(|purpose| purpose.id.clone())).collect::<Vec<_>>()
    });
    let known = purposes.into_iter().any(|purpose| purpose == request.purpose);
    let purpose = if known { request.purpose.clone() } else { PurposeId::new(UNNAMED).expect("an identifier") };
    let concerns = |found: &&Difference| {
        found.recipients.contains(&request.recipient)
            && found.service == request.service
            && found.module.as_ref().is_none_or(|named| *named == module)
            && (found.purposes.is_empty() || found.purposes.contains(&purpose))
            && found.from.is_none_or(|from| from <= request.at)
            && found.until.is_none_or(|until| request.at <= until)
    };
    effect.differences.iter().filter(concerns).collect()
}

/// Whether the circumstances of a difference take in those of a case.
pub fn covers(found: &Difference, case: &Case<'_>) -> bool {
    let word = |said: Option<&str>| said.unwrap_or("none").to_owned();
    let first_day = |years: i16| engine::date_of(history_begins(case.at, years));
    let fits = |of: Dimension, value: &str| match of {
        Dimension::Organisation => value == "other" || Some(value) == case.organisation,
        Dimension::Exchange => (value == "notification") == case.notified,
        Dimension::Batch => value == case.batch.to_string(),
        Dimension::PersonRole => value == word(case.person_role) || (value == "other" && case.person_role.is_some()),
        Dimension::Role => value == word(case.role),
        Dimension::Designated => value == case.designated.map_or_else(|| "unknown".to_owned(), |is| is.to_string()),
        Dimension::Office => holds(value, case),
        Dimension::Niss => value == case.niss,
        Dimension::RecipientIntegrated => value == case.recipient_integrated.to_string(),
        Dimension::SenderIntegrated => value == case.sender_integrated.to_string(),
        Dimension::OwnFileByOther => value == case.own_file_by_other.to_string(),
        Dimension::OwnFileByOneself => value == case.own_file_by_oneself.to_string(),
        Dimension::LegalContext => value == case.legal_context.is_some().to_string(),
        Dimension::QualityCodes => (value == "none") == case.quality_codes.is_empty(),
        Dimension::Confirmed => value == "none" || case.confirmed.is_some_and(|confirmed| value.contains(confirmed)),
        Dimension::Regime => value == word(case.regime) || (value == "other" && case.regime.is_some()),
        Dimension::Risk => value == word(case.risk) || (value == "other" && case.risk.is_some()),
        Dimension::Period => match (value, case.period) {
            ("none", period) => period.is_none(),
            ("open", period) => period.is_some_and(|(_, end)| end.is_none()),
            ("ended" | "earlier", period) => period.is_some_and(|(_, end)| end.is_some()),
            (within, Some((_, Some(end)))) => {
                let years = within.strip_prefix("within-").and_then(|word| word.strip_suffix("-years"));
                engine::date_of(end) >= first_day(years.and_then(|years| years.parse().ok()).expect("years"))
            }
            _ => false,
        },
    };
    found.circumstances.iter().all(|limit| limit.values.iter().any(|value| fits(limit.of, value)))
}

/// Whether a value of offices may speak of a case: of its region, and of offices some of which are held.
fn holds(value: &str, case: &Case<'_>) -> bool {
    let Some(held) = case.offices else { return value == "unknown" };
    let Some((region, named)) = value.split_once('/') else { return value == "other" };
    let kinds = || named.split('+').map(|kind| kind.split('|').any(|office| held.contains(&office)));
    case.region == Some(region) && (named == "none" || kinds().all(|held| held))
}

/// Every way in which two answers differ was told.
fn assert_told(effect: &Effect, catalogues: [&Catalogue; 2], case: &Case<'_>) -> bool {
    let [before, after] = catalogues.map(|catalogue| engine::answer(catalogue, case));
    if before == after {
        return false;
    }
    let about: Vec<&Difference> =
        about(effect, catalogues, case).into_iter().filter(|found| covers(found, case)).collect();
    let [was, is] = [&before, &after].map(refusal);
    if was != is {
        let tells = |found: &&Difference| match &found.change {
            Change::Outcome { before, after, .. } => told_refusal(before) == was && told_refusal(after) == is,
            _ => false,
        };
        assert!(about.iter().any(tells), "{was:?} became {is:?} and it was not told:\n{case}\n{about:#?}");
        return true;
    }
    let seen = |answer: &Answer<'_>| -> BTreeMap<String, (String, Option<Source>)> {
        answer.seen().iter().map(|(element, why)| ((*element).to_owned(), state(*why))).collect()
    };
    let (before, after) = (seen(&before), seen(&after));
    let elements: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for element in elements {
        let absent = || ("absent".to_owned(), None);
        let [was, is] = [&before, &after].map(|seen| seen.get(element).cloned().unwrap_or_else(absent));
        let tells = |found: &&Difference| match &found.change {
            Change::Elements(changes) => changes.iter().any(|told| {
                told.element.as_str() == element && told_state(&told.before) == was && told_state(&told.after) == is
            }),
            _ => false,
        };
        assert!(
            was == is || about.iter().any(tells),
            "{element}: {was:?} became {is:?}, not told:\n{case}\n{about:#?}"
        );
    }
    true
}

fn outcome_of(catalogue: &Catalogue, example: &Example) -> Outcome {
    match decide(catalogue, &example.request) {
        Ok(permit) => Outcome::Granted(permit.authorisation().source.clone()),
        Err(refusal) => Outcome::from(&refusal),
    }
}

fn state_of(catalogue: &Catalogue, example: &Example, element: &str) -> ElementState {
    let permit = decide(catalogue, &example.request).expect("a request that is granted");
    let Some(place) = permit.service().element_index(element) else { return ElementState::Absent };
    let (regime, risk) = (example.regime.as_deref(), example.risk.as_deref());
    let verdict = permit.judge(RecordFacts { regime, risk, period: example.period });
    match (verdict.withheld(place), verdict.reduced(place)) {
        (Some((reason, source)), _) => ElementState::Withheld(reason, source.clone()),
        (None, Some((form, source))) => ElementState::ReducedTo(form, source.clone()),
        (None, None) => ElementState::Granted,
    }
}

/// The example of a difference shows it; a code received that is named otherwise shows in no request.
fn assert_shown(catalogues: [&Catalogue; 2], found: &Difference) {
    let recoded = found.circumstances.iter().any(|limit| limit.values.iter().any(|value| value.starts_with("code ")));
    match &found.change {
        Change::Outcome { before, after, .. } => {
            let outcomes = catalogues.map(|catalogue| outcome_of(catalogue, &found.example));
            assert_eq!([before, after], outcomes.each_ref(), "{found:#?}");
        }
        Change::Elements(_) if recoded => {}
        Change::Elements(changes) => {
            for told in changes {
                let states = catalogues.map(|catalogue| state_of(catalogue, &found.example, told.element.as_str()));
                assert_eq!([&told.before, &told.after], states.each_ref(), "{found:#?}");
            }
        }
        Change::Retention { .. } | Change::Obligations { .. } | Change::Reading { .. } => {
            let granted = |catalogue: &Catalogue| outcome_of(catalogue, &found.example).is_granted();
            assert!(catalogues.into_iter().all(granted), "{found:#?}");
        }
    }
}

#[test]
fn a_changed_catalogue_is_never_called_the_same_and_every_difference_is_shown() {
    let seed = seed();
    eprintln!("DELIBERO_ORACLE_SEED={seed}");
    let files: Files = whole_format().iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let before = read(&borrowed(&files)).expect("a sound catalogue");
    let book = Book::read(&borrowed(&files));
    let pools = Pools::new(&book);
    let mut dice = Dice(seed);
    let (mut drawn, mut wider, mut unread, mut differed) = (0, 0, 0, 0);
    while drawn < mutants() {
        let Some((files, after)) = changed(&mut dice, &files) else {
            unread += 1;
            continue;
        };
        drawn += 1;
        let effect = effect(&before, &after);
        wider += usize::from(!effect.differences.is_empty());
        effect.differences.iter().for_each(|found| assert_shown([&before, &after], found));
        let book = Book::read(&borrowed(&files));
        // Requests near what is granted can be drawn only where each authorisation grants something to somebody.
        let full = after.authorisations().iter().all(|found| {
            let asked = found.purposes.iter().all(|purpose| !(found.roles.is_empty() && purpose.roles.is_empty()));
            asked && !found.modules.is_empty() && !found.purposes.is_empty()
        });
        let own = full.then(|| Pools::new(&book));
        for pools in [Some(&pools), own.as_ref()].into_iter().flatten() {
            differed +=
                (0..cases()).filter(|_| assert_told(&effect, [&before, &after], &pools.case(&mut dice))).count();
        }
    }
    eprintln!(
        "{drawn} catalogues ({unread} could not be read), {wider} with a difference; {differed} answers differed"
    );
    assert!(wider * 3 >= drawn, "only {wider} of {drawn} changes made a difference");
}

#[test]
fn a_catalogue_is_the_same_as_itself() {
    let files = whole_format();
    let [before, after] = [&files, &files].map(|files| read(files).expect("a sound catalogue"));
    let effect = effect(&before, &after);
    assert!(effect.differences.is_empty(), "{:#?}", effect.differences);
    assert!(effect.compared > 1_000_000, "{}", effect.compared);
}
