//! Where the links to a point lead: each point of a page has one anchor, at the first place that carries it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::pages::catalogue::view::{AuthorisationView, RecipientView};
use delibero_domain::authorisation::Source;
use delibero_domain::text::Language;

use crate::components::html::{Html, html};
use crate::components::source::{anchor, unbroken, write_text_link};

/// The most points that one range is taken apart into.
const LONGEST_RANGE: u32 = 200;

/// The anchors of a page, given out in the order of the page.
pub(super) struct Anchors {
    /// Every point that some place of the page carries by itself.
    exact: BTreeSet<String>,
    /// What was given out already.
    given: RefCell<BTreeSet<String>>,
}

/// What one place gets.
#[derive(Default)]
pub(super) struct Place {
    /// Its own anchor; none when an earlier place has it.
    pub id: Option<String>,
    /// Empty places for the points within its range that no place carries by itself.
    pub within: Html,
}

impl Anchors {
    /// The anchors of a page.
    pub fn of(view: &RecipientView) -> Self {
        let exact = view.authorisations.iter().flat_map(sources).map(anchor).collect();
        Self { exact, given: RefCell::default() }
    }

    /// What the next place that carries a point gets.
    pub fn place(&self, source: &Source) -> Place {
        let id = anchor(source);
        let own = self.given.borrow_mut().insert(id.clone());
        let mut within = Html::default();
        for point in points_within(&source.point) {
            let point = anchor(&Source::new(&source.deliberation, &point));
            if !self.exact.contains(&point) && self.given.borrow_mut().insert(point.clone()) {
                html!(within, "<span id=\"" {point} "\" class=\"anchor\"></span>");
            }
        }
        Place { id: own.then_some(id), within }
    }
}

/// A point as a link to its place on this page, and to its text in the register. The browser follows the first, so that
/// the place is shown as the target.
pub(super) fn write_point(out: &mut Html, language: Language, source: &Source) {
    html!(out, "<span class=\"cited\"><a class=\"link point-link\" href=\"#" {anchor(source)} "\">"
        {unbroken(language, source)} "</a>");
    write_text_link(out, language, source);
    html!(out, "</span>");
}

pub(super) fn point(language: Language, source: &Source) -> Html {
    let mut out = Html::default();
    write_point(&mut out, language, source);
    out
}

fn sources(view: &AuthorisationView) -> Vec<&Source> {
    let conditions = &view.conditions;
    let mut all = vec![
        &conditions.source,
        &conditions.person_roles_source,
        &conditions.integration_source,
        &conditions.batch_source,
    ];
    all.extend(&conditions.own_file);
    all.extend(&conditions.designated);
    all.extend(conditions.rules.iter().map(|rule| &rule.source));
    all.extend(conditions.purposes.iter().map(|purpose| &purpose.source));
    let authorities = conditions.purposes.iter().flat_map(|purpose| &purpose.authorities);
    all.extend(authorities.map(|(.., source)| source));
    all.extend(view.modules.iter().map(|module| &module.source));
    let elements = || view.modules.iter().flat_map(|module| &module.blocks).flat_map(|block| &block.elements);
    all.extend(elements().filter_map(|element| element.withheld.as_ref()).map(|withheld| &withheld.source));
    all.extend(elements().filter_map(|element| element.risks.as_ref()).map(|(_, source)| source));
    all.extend(elements().filter_map(|element| element.reduced.as_ref()).map(|(_, source)| source));
    all.extend(conditions.retention.iter().map(|rule| &rule.source));
    all.extend(conditions.use_limits.iter().map(|limit| &limit.source));
    all.extend(conditions.readings.iter().map(|reading| &reading.source));
    all
}

/// The points of a range: `57-58` is 57 and 58, `34-37.1` is 34 to 37 and 37.1, `79.12-79.14` is three.
fn points_within(range: &str) -> Vec<String> {
    let Some((first, last)) = range.split_once('-') else {
        return Vec::new();
    };
    let (first, last) = (first.trim(), last.trim());
    let mut points = match (split(first), split(last)) {
        (Some((prefix, from)), Some((same, to))) if prefix == same => numbered(prefix, from, to),
        _ => match (leading(first), leading(last)) {
            (Some(from), Some(to)) => numbered("", from, to),
            _ => Vec::new(),
        },
    };
    for end in [first, last] {
        if !points.iter().any(|point| point == end) {
            points.push(end.to_owned());
        }
    }
    points
}

fn numbered(prefix: &str, from: u32, to: u32) -> Vec<String> {
    (from..=to.min(from.saturating_add(LONGEST_RANGE))).map(|number| format!("{prefix}{number}")).collect()
}

/// `79.12` as `79.` and 12, `61` as nothing and 61.
fn split(point: &str) -> Option<(&str, u32)> {
    let at = point.rfind(['.', '/']).map_or(0, |at| at + 1);
    Some((&point[..at], point[at..].parse().ok()?))
}

/// The whole number that a point begins with.
pub(super) fn leading(point: &str) -> Option<u32> {
    let end = point.find(|character: char| !character.is_ascii_digit()).unwrap_or(point.len());
    point[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_taken_apart() {
        assert_eq!(points_within("57-58"), ["57", "58"]);
        assert_eq!(points_within("34-37.1"), ["34", "35", "36", "37", "37.1"]);
        assert_eq!(points_within("79.12-79.14"), ["79.12", "79.13", "79.14"]);
        assert_eq!(points_within("59-61/4"), ["59", "60", "61", "61/4"]);
        assert!(points_within("61/1").is_empty());
        assert_eq!(points_within("a-b"), ["a", "b"]);
    }

    #[test]
    fn the_first_place_has_the_anchor_and_a_range_leaves_exact_points_alone() {
        let exact = BTreeSet::from(["p-23-058-57-58".to_owned(), "p-23-058-57".to_owned()]);
        let anchors = Anchors { exact, given: RefCell::default() };
        let whole = anchors.place(&Source::new("23/058", "57-58"));
        assert_eq!(whole.id.as_deref(), Some("p-23-058-57-58"));
        assert_eq!(whole.within.into_string(), "<span id=\"p-23-058-58\" class=\"anchor\"></span>");
        assert_eq!(anchors.place(&Source::new("23/058", "57")).id.as_deref(), Some("p-23-058-57"));
        assert_eq!(anchors.place(&Source::new("23/058", "57")).id, None);
    }
}
