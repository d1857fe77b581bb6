//! Which part of a text is head, body and tail.

use delibero_domain::deliberation::reading::Dropped;

use crate::blocks::Block;
use crate::footnotes::RawFootnote;
use crate::lines::Line;
use crate::mend::Vocabulary;
use crate::numbering::is_of_a_list;
use crate::opening::Opening;
use crate::tail::{self, Signature};

/// The text, taken apart but not yet understood.
pub struct Prepared {
    /// The lines without the furniture of the pages.
    pub lines: Vec<Line>,
    /// The blocks without footnotes.
    pub blocks: Vec<Block>,
    pub footnotes: Vec<RawFootnote>,
    /// What was left out.
    pub dropped: Vec<Dropped>,
    /// The words of the document.
    pub vocabulary: Vocabulary,
}

/// Which blocks are head, body and tail.
pub struct Plan {
    /// The first section or point.
    pub body: usize,
    /// The operative part, and whether its formula says so.
    pub operative: Option<(usize, bool)>,
    pub signature: Option<Signature>,
    /// The end of the body.
    pub end: usize,
}

impl Plan {
    pub fn of(prepared: &Prepared) -> Self {
        let blocks = &prepared.blocks;
        let operative = tail::operative_start(blocks);
        let tail_lines = match operative {
            Some((place, _)) => blocks[place].lines.start,
            None => prepared.lines.len().saturating_sub(40),
        };
        let signature = tail::signature(&prepared.lines, tail_lines..prepared.lines.len());
        let signed_at = signature.as_ref().map(|signature| signature.lines.start);
        let end = operative
            .map(|(place, _)| place)
            .or_else(|| signed_at.and_then(|line| blocks.iter().position(|block| block.lines.end > line)));
        let end = end.unwrap_or(blocks.len());
        let body = blocks[..end].iter().position(begins_body).unwrap_or(end);
        Self { body, operative, signature, end }
    }
}

/// Within the head no line of a title or of a ground begins with a label.
fn begins_body(block: &Block) -> bool {
    match &block.opening {
        Opening::Section { .. } => !block.inline || block.rest().chars().any(char::is_alphabetic),
        // `1)` may count what a ground names.
        Opening::Label { label, .. } if is_of_a_list(label.printed()) => {
            !block.inline && label.steps().iter().all(|step| step.number == 1)
        }
        Opening::Label { label, .. } => label.steps().iter().all(|step| step.number == 1) || !block.inline,
        _ => false,
    }
}
