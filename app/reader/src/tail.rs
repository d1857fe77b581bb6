//! The end of a text: operative part, signature, what follows.

use std::ops::Range;

use crate::blocks::Block;
use crate::lines::Line;
use crate::mend::Vocabulary;
use crate::opening::Opening;
use crate::pattern::pattern;

/// Who signed, and which lines say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub name: String,
    pub quality: Option<String>,
    /// Its lines, by their place among all lines.
    pub lines: Range<usize>,
}

/// Where the operative part begins, and whether its formula says so.
pub fn operative_start(blocks: &[Block]) -> Option<(usize, bool)> {
    if let Some(place) = blocks.iter().rposition(|block| block.opening == Opening::Operative) {
        return Some((place, true));
    }
    const REACH: usize = 30;
    let decides = pattern!(
        r"(?i)^(?:au vu de|eu [ée]gard [àa]|compte tenu de|gelet op (?:het voorafgaande|wat voorafgaat|deze bevindingen)|rekening houdend)|^\W*(?:la|le|de|het)\s+(?:section|chambre|comit[ée]|afdeling|kamer|sectie|sectoraal|toezichtscomit[ée]|informatieveiligheidscomit[ée])\b.*(?:autorise|conclut|d[ée]cide|accorde|machtigt|verleent|besluit|concludeert|beslist)"
    );
    let from = blocks.len().saturating_sub(REACH);
    let place = blocks[from..]
        .iter()
        .position(|block| matches!(block.opening, Opening::Plain | Opening::Ground) && decides.is_match(&block.text))?;
    Some((from + place, false))
}

const ROLE: &str = r"(?i)^(?:(?:le|la|de|het)\s+)?(?:vice-|onder|adjunct-)?(?:pr[ée]sidente?|voorzitt(?:er|ster)|administrateur[- ]g[ée]n[ée]ral|administrateur-generaal)(?:\s*(?:f\.?\s?f\.?|a\.?i\.?|wnd\.?))?\s*[,.:]?$";

/// Looks for a signature in some lines.
pub fn signature(lines: &[Line], range: Range<usize>) -> Option<Signature> {
    let role = pattern!(ROLE);
    for at in range.clone() {
        if !role.is_match(&lines[at].text) {
            if let Some(signature) = on_one_line(lines, at) {
                return Some(signature);
            }
            continue;
        }
        let quality = Some(lines[at].text.trim_end_matches([',', ':', ' ']).to_owned());
        let above = at.checked_sub(1).filter(|above| range.contains(above));
        let below = Some(at + 1).filter(|below| range.contains(below));
        // Of the line above and the line below, the one that is a name; the one above first.
        for (place, found) in [above, below].into_iter().flatten().map(|place| (place, name(&lines[place].text))) {
            if let Some(name) = found {
                return Some(Signature { name, quality, lines: place.min(at)..place.max(at) + 1 });
            }
        }
    }
    let alone = range.rev().find(|at| lines[*at].gap && name(&lines[*at].text).is_some())?;
    Some(Signature { name: name(&lines[alone].text)?, quality: None, lines: alone..alone + 1 })
}

/// `Yves ROGER, Président` on one line.
fn on_one_line(lines: &[Line], at: usize) -> Option<Signature> {
    let both = pattern!(
        r"^(.{4,60}?)\s*[,–-]?\s+((?i:pr[ée]sidente?|voorzitt(?:er|ster))(?i:\s+(?:f\.?f\.?|a\.?i\.?|wnd\.?))?)\.?$"
    );
    let found = both.captures(&lines[at].text)?;
    let name = name(found.get(1)?.as_str())?;
    let quality = found.get(2).map(|quality| quality.as_str().to_owned());
    Some(Signature { name, quality, lines: at..at + 1 })
}

/// A name: two to six words, all but the particles with a capital.
fn name(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(',');
    let found = pattern!(
        r"^(?:\(?(?:s|get|sé|w\.?\s?g)\.?\)?\.?\s+)?(?:(?:M|Mr|Mme|Dr|Prof)\.?\s+)?(\p{Lu}[\p{L}'’.-]*(?:\s+(?:de|van|der|den|du|la|le|von|ter|ten|d['’]))*(?:\s+(?:de|van|der|den|du|la|le|von|ter|ten|\p{Lu}[\p{L}'’.-]*)){1,5})$"
    )
    .captures(text)?
    .get(1)?;
    let words = found.as_str().split_whitespace().count();
    let is_body = pattern!(r"(?i)comit[ée]|section|chambre|kamer|afdeling|banque|kruispuntbank|annexe|bijlage|bruxelles|brussel|article|artikel")
        .is_match(found.as_str());
    (found.as_str().len() <= 60 && words <= 6 && !is_body).then(|| found.as_str().to_owned())
}

/// The words of some blocks, from one line to another, paragraph by paragraph.
pub fn paragraphs(blocks: &[Block], lines: &[Line], range: Range<usize>, vocabulary: &Vocabulary) -> Vec<String> {
    let mut paragraphs = Vec::new();
    for block in blocks {
        if block.lines.start >= range.end || block.lines.end <= range.start {
            continue;
        }
        if range.start <= block.lines.start && block.lines.end <= range.end {
            paragraphs.push(block.text.clone());
            continue;
        }
        let mut text = String::new();
        for line in &lines[block.lines.start.max(range.start)..block.lines.end.min(range.end)] {
            vocabulary.join(&mut text, &line.text);
        }
        text.truncate(text.trim_end_matches('\u{ad}').len());
        paragraphs.push(text);
    }
    paragraphs
}
