//! What a change gives and takes, as people think of it: party by party, what is gained first.

use super::{Difference, Direction, Effect};
use crate::identifier::{RecipientId, ServiceId};

/// Those for whom the same differs about one service.
#[derive(Clone, Debug)]
pub struct Touched<'e> {
    pub recipients: &'e [RecipientId],
    pub service: &'e ServiceId,
    /// More may be seen, for longer, or with fewer duties.
    pub gains: Vec<&'e Difference>,
    pub loses: Vec<&'e Difference>,
    /// Both, or another point, reason or rule.
    pub other: Vec<&'e Difference>,
    /// What is refused before and after, for another reason or by another point.
    pub refused: Vec<&'e Difference>,
}

impl Effect {
    /// Everybody whom the change touches; nobody else is.
    #[must_use]
    pub fn touched(&self) -> Vec<Touched<'_>> {
        let mut all: Vec<Touched<'_>> = Vec::new();
        for found in &self.differences {
            let place = all
                .iter()
                .position(|known| known.recipients == found.recipients.as_slice() && *known.service == found.service);
            let place = place.unwrap_or_else(|| {
                all.push(Touched {
                    recipients: &found.recipients,
                    service: &found.service,
                    gains: Vec::new(),
                    loses: Vec::new(),
                    other: Vec::new(),
                    refused: Vec::new(),
                });
                all.len() - 1
            });
            let touched = &mut all[place];
            match found.direction {
                _ if found.change.is_refused_otherwise() => touched.refused.push(found),
                Direction::Wider => touched.gains.push(found),
                Direction::Narrower => touched.loses.push(found),
                Direction::Other => touched.other.push(found),
            }
        }
        all
    }
}
