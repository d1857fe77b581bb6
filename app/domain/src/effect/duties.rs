//! What goes with a grant: retention, limits on use, acting authorities.

use super::Change;
use super::cell::{example, way_of};
use super::gather::Table;
use crate::authorisation::Source;
use crate::consultation::{Case, Request};

/// Notes where the duties differ, for so many classes.
pub(super) fn compare(cases: [Case<'_>; 2], request: &Request, classes: u128, table: &mut Table) {
    let [before, after] = cases.map(retention);
    let retention = (before != after).then_some(Change::Retention { before, after });
    let [before, after] = cases.map(|case| obligations(case, request));
    let obligations = (before != after).then_some(Change::Obligations { before, after });
    for change in [retention, obligations].into_iter().flatten() {
        table.note((&request.module, &request.purpose), change, classes, way_of(request), || example(request));
    }
}

fn retention(case: Case<'_>) -> Vec<String> {
    let rules = case.standing.authorisation.retention.iter().filter(|rule| rule.applies_to(&case.purpose.id));
    rules.map(|rule| format!("{} ({}): {}", rule.code(), at(&rule.source), rule.summary.fr)).collect()
}

fn obligations(case: Case<'_>, request: &Request) -> Vec<String> {
    let permit = case.permit(request);
    let limits = permit.obligations().into_iter();
    let limits = limits.map(|limit| format!("{} ({}): {}", limit.id, at(&limit.source), limit.text.fr));
    let acting = permit.authorities(None);
    let acting = acting.map(|found| format!("{} ({}): {}", found.region, at(&found.source), found.title.fr));
    limits.chain(acting).collect()
}

fn at(source: &Source) -> String {
    format!("{} {}", source.deliberation, source.point)
}
