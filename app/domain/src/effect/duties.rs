//! What goes with a grant: retention, limits on use, acting authorities.

use super::change::{Change, Respected};
use crate::authorisation::RetentionRule;
use crate::consultation::{Case, Request};

/// How the duties of two grants differ.
pub(super) fn changes(cases: [Case<'_>; 2], request: &Request) -> Vec<Change> {
    let [before, after] = cases.map(retention);
    let retention = (before != after).then_some(Change::Retention { before, after });
    let [before, after] = cases.map(|case| respected(case, request));
    let obligations = (before != after).then_some(Change::Obligations { before, after });
    [retention, obligations].into_iter().flatten().collect()
}

/// The rules that apply, in an order that does not depend on that of the files.
fn retention(case: Case<'_>) -> Vec<RetentionRule> {
    let rules = case.standing.authorisation.retention.iter().filter(|rule| rule.applies_to(&case.purpose.id));
    // For which other purposes a rule holds is of no account here.
    let mut rules: Vec<_> = rules.map(|rule| RetentionRule { purposes: Vec::new(), ..rule.clone() }).collect();
    rules.sort_by_cached_key(|rule| (rule.code(), rule.source.clone(), rule.summary.fr.clone()));
    rules
}

fn respected(case: Case<'_>, request: &Request) -> Respected {
    let permit = case.permit(request);
    let mut limits = permit.obligations();
    limits.sort_by(|one, other| (&one.id, &one.source).cmp(&(&other.id, &other.source)));
    let mut authorities: Vec<_> = permit.authorities(None).cloned().collect();
    authorities.sort_by_cached_key(|found| {
        (found.region.clone(), found.source.clone(), found.title.fr.clone(), found.offices.clone())
    });
    Respected { limits, authorities }
}
