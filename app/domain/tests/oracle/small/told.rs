//! What `effect` tells, beside what the oracle answers before and after.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::authorisation::Source;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{Exchange, NissState};
use delibero_domain::effect::{Change, Difference, Dimension, Effect};

use crate::case::{Answer, Case};
use crate::draw::day_of;
use crate::effect::{about, covers, refusal, state, told_refusal, told_state};
use crate::engine::date_of;
use crate::rules::{Oracle, history_begins};

use super::every::{Pools, STRANGER};

pub struct Sides<'s> {
    pub catalogues: [&'s Catalogue; 2],
    pub oracles: &'s [Oracle<'s>; 2],
    pub effect: &'s Effect,
}

type State = (String, Option<Source>);

fn seen(answer: &Answer<'_>) -> BTreeMap<String, State> {
    answer.seen().iter().map(|(element, why)| ((*element).to_owned(), state(*why))).collect()
}

/// A change in one word for each thing that differs, as a difference or two answers tell it.
fn differs(before: &Answer<'_>, after: &Answer<'_>) -> BTreeSet<String> {
    let [was, is] = [before, after].map(refusal);
    if was != is {
        return BTreeSet::from([format!("{was:?} became {is:?}")]);
    }
    let (before, after) = (seen(before), seen(after));
    let elements: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let absent = || ("absent".to_owned(), None);
    let changed = elements.into_iter().filter_map(|element| {
        let [was, is] = [&before, &after].map(|seen| seen.get(element).cloned().unwrap_or_else(absent));
        (was != is).then(|| format!("{element}: {was:?} became {is:?}"))
    });
    changed.collect()
}

fn told(change: &Change) -> BTreeSet<String> {
    match change {
        Change::Outcome { before, after, .. } => {
            let [was, is] = [before, after].map(told_refusal);
            if was == is { BTreeSet::new() } else { BTreeSet::from([format!("{was:?} became {is:?}")]) }
        }
        Change::Elements(changes) => {
            let words = changes.iter().map(|change| {
                let [was, is] = [&change.before, &change.after].map(told_state);
                format!("{}: {was:?} became {is:?}", change.element)
            });
            words.collect()
        }
        Change::Retention { .. } | Change::Obligations { .. } | Change::Reading { .. } => BTreeSet::new(),
    }
}

/// Whether circumstances take in a case beyond doubt: words that may or may not be told apart are left out.
fn certainly_covers(found: &Difference, case: &Case<'_>) -> bool {
    let other = |value: &str, word: Option<&str>| value == "other" && word == Some(STRANGER);
    let word = |value: &str, word: Option<&str>| value == word.unwrap_or("none") || other(value, word);
    let codes: Vec<String> = case.quality_codes.iter().map(ToString::to_string).collect();
    let fits = |of: Dimension, value: &str| match of {
        Dimension::Organisation => value == case.organisation.unwrap_or("other"),
        Dimension::PersonRole => word(value, case.person_role),
        Dimension::Regime => word(value, case.regime),
        Dimension::Risk => word(value, case.risk),
        Dimension::QualityCodes if codes.is_empty() => value == "none",
        Dimension::QualityCodes => {
            let kinds: Vec<&str> = value.split('+').collect();
            let mut both = kinds.iter().zip(&codes);
            kinds.len() == codes.len() && both.all(|(kind, code)| kind.split('|').any(|named| named == code))
        }
        Dimension::Office => holds_exactly(value, case),
        Dimension::Confirmed => value == case.confirmed.unwrap_or("none"),
        Dimension::Period => match (value, case.period) {
            ("earlier", period) => period.is_some_and(|(_, end)| end.is_some_and(|end| end.0 == 1900)),
            ("none", period) => period.is_none(),
            ("open", period) => period.is_some_and(|(_, end)| end.is_none()),
            ("ended", period) => period.is_some_and(|(_, end)| end.is_some()),
            (within, Some((_, Some(end)))) => {
                let years = within.strip_prefix("within-").and_then(|word| word.strip_suffix("-years"));
                years.and_then(|years| years.parse().ok()).is_some_and(|years| history_begins(case.at, years) == end)
            }
            _ => false,
        },
        _ => true,
    };
    covers(found, case)
        && found.circumstances.iter().all(|limit| limit.values.iter().any(|value| fits(limit.of, value)))
}

/// Whether a value of offices speaks of a case beyond doubt: nothing is held but what it names. Of `none` a difference does
/// not say which offices some rule names: only those that no rule does are certainly none of them.
fn holds_exactly(value: &str, case: &Case<'_>) -> bool {
    let Some(held) = case.offices else { return value == "unknown" };
    let Some((region, named)) = value.split_once('/') else {
        return value == "other" && case.region.is_none_or(|region| region == STRANGER);
    };
    let is_meant = |office: &&str| match named {
        "none" => *office == STRANGER,
        _ => words(value).any(|known| known == *office),
    };
    case.region == Some(region) && held.iter().all(is_meant)
}

/// The offices in a value.
fn words(value: &str) -> impl Iterator<Item = &str> {
    let named = value.split_once('/').map_or("", |(_, named)| named);
    named.split(['+', '|'])
}

impl Sides<'_> {
    /// How many cases were asked, and how many answers differed.
    pub fn assert_told(&self, pools: &Pools<'_>) -> (usize, usize) {
        let (mut asked, mut differed) = (0, 0);
        for spot in &pools.spots {
            let mut here: Option<Vec<&Difference>> = None;
            pools.each(spot, |case| {
                asked += 1;
                let here = here.get_or_insert_with(|| about(self.effect, self.catalogues, case));
                let answers = self.oracles.each_ref().map(|oracle| oracle.answer(case));
                let differs = differs(&answers[0], &answers[1]);
                differed += usize::from(!differs.is_empty());
                if !differs.is_empty() {
                    let covering = || here.iter().filter(|found| covers(found, case));
                    let missing =
                        differs.iter().find(|word| !covering().any(|found| told(&found.change).contains(*word)));
                    assert!(missing.is_none(), "not told: {missing:?}\n{case}\n{here:#?}");
                }
                let granted = answers.iter().all(|answer| matches!(answer, Answer::Granted(_)));
                for found in here.iter() {
                    let applies = granted || matches!(found.change, Change::Outcome { .. });
                    if applies && certainly_covers(found, case) {
                        let extra = told(&found.change).into_iter().find(|word| !differs.contains(word));
                        assert!(extra.is_none(), "told, and not so: {extra:?}\n{case}\n{found:#?}");
                    }
                }
                if granted {
                    let duties = self.oracles.each_ref().map(|oracle| oracle.duties(case));
                    let told = here.iter().any(|found| {
                        matches!(found.change, Change::Retention { .. } | Change::Obligations { .. })
                            && covers(found, case)
                    });
                    assert_eq!(duties[0] != duties[1], told, "{duties:?}\n{case}\n{here:#?}");
                }
            });
        }
        (asked, differed)
    }

    /// The oracle answers otherwise on the example of a difference, in the way that is told.
    pub fn assert_shown(&self, found: &Difference) {
        let (request, example) = (&found.example.request, &found.example);
        let held = request.user.offices.as_ref();
        let offices: Option<Vec<&str>> = held.map(|held| held.iter().map(|held| held.office.as_str()).collect());
        let case = Case {
            at: day_of(request.at),
            recipient: request.recipient.as_str(),
            organisation: request.organisation.as_ref().map(|organisation| organisation.as_str()),
            region: request.region.as_ref().map(|region| region.as_str()),
            service: request.service.as_str(),
            module: request.module.as_str(),
            purpose: request.purpose.as_str(),
            person_role: request.person_role.as_ref().map(|role| role.as_str()),
            role: request.role.map(delibero_domain::role::Role::as_str),
            designated: request.user.designated,
            offices: offices.as_deref(),
            batch: request.batch,
            notified: request.exchange == Exchange::Notification,
            belongs_to: None,
            niss: match request.niss {
                NissState::Valid => "valid",
                NissState::Invalid => "invalid",
                NissState::Replaced => "replaced",
                NissState::Cancelled => "cancelled",
            },
            confirmed: request.confirmed.first().map(|condition| condition.as_str()),
            recipient_integrated: request.integration.recipient,
            quality_codes: &request.integration.quality_codes,
            sender_integrated: request.integration.sender,
            legal_context: request.integration.legal_context.as_deref(),
            own_file_by_other: request.integration.own_file_by_other,
            own_file_by_oneself: request.integration.own_file_by_oneself,
            regime: example.regime.as_deref(),
            risk: example.risk.as_deref(),
            period: example.period.map(|period| (day_of(period.begin), period.end.map(day_of))),
        };
        debug_assert_eq!(date_of(case.at), request.at);
        let recoded =
            found.circumstances.iter().any(|limit| limit.values.iter().any(|value| value.starts_with("code ")));
        if recoded {
            return;
        }
        let answers = self.oracles.each_ref().map(|oracle| oracle.answer(&case));
        let differs = differs(&answers[0], &answers[1]);
        let missing = told(&found.change).into_iter().find(|word| !differs.contains(word));
        assert!(missing.is_none(), "told, and not so: {missing:?}\n{case}\n{found:#?}");
        if matches!(found.change, Change::Retention { .. } | Change::Obligations { .. }) {
            let duties = self.oracles.each_ref().map(|oracle| oracle.duties(&case));
            assert_ne!(duties[0], duties[1], "{case}\n{found:#?}");
        }
    }
}
