//! Whether a text is a deliberation at all.

use crate::authority;
use crate::findings::Finding;
use crate::head::{self, TextKind, names_committee};
use crate::opening::Opening;
use crate::pattern::pattern;
use crate::plan::{Plan, Prepared};
use crate::refusal::Reason;

/// Refuses what is no deliberation. A title is not enough, and its absence not too much:
/// the parts that every deliberation has must be there.
pub fn on(prepared: &Prepared, plan: &Plan) -> Result<Vec<Finding>, Reason> {
    let blocks = &prepared.blocks;
    let title_place = head::title_place(blocks);
    let title = title_place.map(|place| blocks[place].text.as_str());
    match title.map(head::kind_of) {
        Some(TextKind::Opinion) => return Err(Reason::Opinion),
        Some(TextKind::Recommendation) => return Err(Reason::Recommendation),
        Some(TextKind::Deliberation) | None => {}
    }
    let authority = authority::of(blocks, title_place, plan.operative.map(|(place, _)| place));
    if let Some(reason) = authority.other {
        return Err(reason);
    }
    let marks = structure(prepared, plan);
    let is_one = if title.is_some() { marks >= 1 } else { marks >= 3 };
    if !is_one {
        return Err(other_kind(prepared));
    }
    let has_grounds = blocks.iter().any(|block| block.opening == Opening::Ground);
    if title.is_none() && !has_grounds {
        return Err(Reason::Fragment);
    }
    Ok(doubts(prepared, plan, authority.is_ours))
}

/// What may yet show that it is none.
fn doubts(prepared: &Prepared, plan: &Plan, is_ours: bool) -> Vec<Finding> {
    let mut doubts = Vec::new();
    if !is_ours {
        doubts.push(Finding::UnknownAuthority);
    }
    let operative = plan.operative.and_then(|(place, _)| prepared.blocks.get(place..)).unwrap_or_default();
    let says = |expression: &regex::Regex| operative.iter().take(6).any(|block| expression.is_match(&block.text));
    let advises = pattern!(
        r"(?i)\b(?:[ée]met|rend|formule)\b.{0,40}\b(?:avis|recommandation)|\brecommande\b|\b(?:brengt|verleent|geeft|formuleert)\b.{0,40}\b(?:advies|aanbeveling)|\bbeveelt\b.{0,60}\baan\b"
    );
    let decides = pattern!(
        r"(?i)\b(?:autorise|conclut|d[ée]cide|accorde|modifie|machtigt?|machtiging|concludeert|besluit|beslist|wijzigt|toegestaan)\b"
    );
    if says(advises) && !says(decides) {
        doubts.push(Finding::PerhapsOpinion);
    }
    doubts
}

/// How many parts of a deliberation a text has.
fn structure(prepared: &Prepared, plan: &Plan) -> usize {
    let blocks = &prepared.blocks;
    let count = |opens: fn(&Opening) -> bool| blocks.iter().filter(|block| opens(&block.opening)).count();
    let early = &blocks[..blocks.len().min(20)];
    [
        count(|opening| *opening == Opening::Ground) >= 2,
        count(|opening| matches!(opening, Opening::Label { .. })) >= 2,
        plan.operative.is_some_and(|(_, by_formula)| by_formula),
        early.iter().any(|block| block.opening == Opening::Document),
        early.iter().any(|block| names_committee(&block.text)),
        plan.signature.as_ref().is_some_and(|signature| signature.quality.is_some()),
    ]
    .into_iter()
    .filter(|has| *has)
    .count()
}

fn other_kind(prepared: &Prepared) -> Reason {
    let begins =
        |expression: &regex::Regex| prepared.blocks.iter().take(40).any(|block| expression.is_match(&block.text));
    if begins(pattern!(r"(?i)^(?:ch[èe]re?s?\s+|geachte|beste\s|mesdames|madame,|monsieur,|mijne\s+heren|mevrouw,)")) {
        Reason::Letter
    } else if begins(pattern!(r"(?i)^(?:avis|advies)\b")) {
        Reason::Opinion
    } else if begins(pattern!(r"(?i)^(?:recommandation|aanbeveling)\b")) {
        Reason::Recommendation
    } else {
        Reason::NotADeliberation
    }
}
