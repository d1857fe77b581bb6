//! What a change gives and takes, in the words of the reader.

use std::sync::Arc;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::effect::{Difference, Effect, Touched, example};
use delibero_usecases::catalogue::{Comparer, NotCompared};
use delibero_words::effect_words::Telling;

use super::matrix::{MatrixView, matrix};
use crate::components::language::use_language;

/// How many ways in which decisions differ are shown at most; the JSON has all.
pub const MOST_SHOWN: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EffectView {
    /// The catalogue would not be sound.
    NotSound,
    /// It could not be computed.
    NotCompared,
    Compared(Told),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// That nobody else is touched, and how many cases were compared.
    pub conclusion: String,
    pub touched: Vec<TouchedView>,
    /// How many ways in which decisions differ are not shown.
    pub left_out: usize,
}

/// Those for whom the same differs about one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchedView {
    pub heading: String,
    pub gains: Vec<DifferenceView>,
    pub loses: Vec<DifferenceView>,
    /// Neither, or both.
    pub other: Vec<DifferenceView>,
    /// What is refused before and after, for another reason or by another point.
    pub refused: Option<String>,
    /// Before and after, for the first of them; none where no element is granted otherwise.
    pub matrix: Option<MatrixView>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceView {
    pub words: String,
    /// A request that shows it, as `decide --batch` reads it.
    pub example: String,
}

/// The effect of one catalogue in the place of another.
pub(super) async fn effect_view(
    comparer: &dyn Comparer,
    before: &Arc<Catalogue>,
    after: Option<&Arc<Catalogue>>,
) -> EffectView {
    let Some(after) = after else { return EffectView::NotSound };
    let language = use_language();
    match comparer.effect(Arc::clone(before), Arc::clone(after)).await {
        Ok(effect) => {
            EffectView::Compared(told(&Telling { before, after, language, with_identifiers: false }, &effect))
        }
        Err(NotCompared) => EffectView::NotCompared,
    }
}

fn told(telling: &Telling<'_>, effect: &Effect) -> Told {
    let mut room = MOST_SHOWN;
    let (mut touched, mut refused) = (Vec::new(), 0);
    for found in effect.touched() {
        if room == 0 {
            break;
        }
        refused += found.refused.len();
        touched.push(touched_view(telling, &found, &mut room));
    }
    let shown = MOST_SHOWN - room + refused;
    Told { conclusion: telling.conclusion(effect), touched, left_out: effect.differences.len() - shown }
}

fn touched_view(telling: &Telling<'_>, found: &Touched<'_>, room: &mut usize) -> TouchedView {
    let mut lines = |differences: &[&Difference]| {
        let shown = differences.len().min(*room);
        *room -= shown;
        differences[..shown].iter().map(|difference| difference_view(telling, difference)).collect()
    };
    TouchedView {
        heading: telling.heading(found),
        gains: lines(&found.gains),
        loses: lines(&found.loses),
        other: lines(&found.other),
        refused: telling.refused(found),
        matrix: found.recipients.first().and_then(|recipient| matrix(telling, recipient, found.service)),
    }
}

fn difference_view(telling: &Telling<'_>, found: &Difference) -> DifferenceView {
    DifferenceView { words: telling.difference(found), example: format!("{:#}", example(&found.example)) }
}
