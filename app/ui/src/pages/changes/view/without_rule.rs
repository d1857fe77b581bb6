//! What has no rule: deliberations of the register that the catalogue says nothing of, and points of the others that no
//! rule applies, no case tries, and nobody set aside.

use delibero_domain::catalogue::Catalogue;
use delibero_domain::deliberation::register::State;
use delibero_domain::points::{Status, points};
use delibero_domain::text::{Language, Text};
use delibero_usecases::register::{Register, RegisterQuery, Sort};
use jiff::civil::Date;

use super::waiting::{WaitingKind, WaitingLine};
use crate::error::PageError;

/// How many deliberations are named, the newest ones; the others are counted.
const NAMED: usize = 5;
/// What was repealed or replaced wants no rule any more.
const STATES: [State; 3] = [State::InForce, State::Amended, State::InForceLater];

/// Deliberations, the newest first.
pub(super) async fn deliberations(
    register: Register<'_>,
    catalogue: &Catalogue,
    today: Date,
) -> Result<Vec<WaitingLine>, PageError> {
    let ruled: Vec<_> = catalogue.deliberations().iter().filter_map(|known| known.number.parse().ok()).collect();
    let (mut newest, mut all) = (Vec::new(), 0);
    for state in STATES {
        // In which language titles sort is no matter here.
        let everything = RegisterQuery::everything(today, Language::Fr);
        let asked = RegisterQuery { state: Some(state), sort: Sort::Date, descending: true, ..everything };
        let found = register.list(&asked).await?;
        all += found.total;
        newest.extend(found.lines.into_iter().map(|line| line.deliberation));
    }
    let wants_one = |state: Option<State>| state.is_some_and(|state| STATES.contains(&state));
    let known = register.known(&ruled).await?;
    let with_rules = known.iter().filter(|found| wants_one(found.state_on(today))).count() as u64;
    newest.retain(|found| !ruled.contains(&found.number));
    newest.sort_by_key(|found| std::cmp::Reverse(found.date));
    let line = |kind, words, to, day| WaitingLine { kind, words: vec![words], to, day };
    let mut lines: Vec<_> = newest
        .iter()
        .take(NAMED)
        .map(|found| {
            let number = found.number.to_string();
            line(WaitingKind::WithoutRule, Text::same(&number), format!("/deliberations/{number}"), found.date)
        })
        .collect();
    if let Some(next) = newest.get(NAMED) {
        let others = all.saturating_sub(with_rules).saturating_sub(NAMED as u64);
        let to = "/deliberations?sort=date".to_owned();
        lines.push(line(WaitingKind::OthersWithoutRule(others), Text::default(), to, next.date));
    }
    Ok(lines)
}

/// Deliberations of the catalogue, each with how many of its points are open.
pub(super) fn open_points(catalogue: &Catalogue) -> Vec<WaitingLine> {
    let open = |number: &str| {
        let points = points(catalogue, number).unwrap_or_default();
        points.iter().filter(|point| point.status() == Status::Open).count()
    };
    let known = catalogue.deliberations().iter().map(|known| (known, open(&known.number)));
    known
        .filter(|(_, count)| *count > 0)
        .map(|(known, count)| WaitingLine {
            kind: WaitingKind::OpenPoints(count),
            words: vec![Text::same(&known.number)],
            to: format!("/deliberations/{}", known.number),
            day: known.proven_from,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use delibero_domain::catalogue::files::{BUILTIN, builtin, read};

    use super::*;

    #[test]
    fn a_point_without_rule_case_or_reason_waits() {
        assert!(open_points(&builtin().expect("the shipped catalogue")).is_empty());
        let (is, were) = ("\"22\", \"23\",", "\"22\", \"23\", \"24\",");
        let changed: Vec<(&str, String)> = BUILTIN
            .iter()
            .map(|(name, text)| {
                (*name, if *name == "points/20-130.toml" { text.replacen(is, were, 1) } else { (*text).to_owned() })
            })
            .collect();
        let files: Vec<(&str, &str)> = changed.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let open = open_points(&read(&files).expect("a catalogue"));
        let [line] = open.as_slice() else { panic!("one deliberation: {open:?}") };
        assert_eq!((line.kind, line.to.as_str()), (WaitingKind::OpenPoints(1), "/deliberations/20/130"));
    }
}
