//! What every part of the answer is said in: the language, and the recipient whose catalogue the points lead to.

use delibero_domain::authorisation::{Source, Withheld};
use delibero_domain::record::RecordStatus;
use delibero_domain::text::{Language, Text};
use delibero_words::reasons::withheld_words;
use delibero_words::say;

use crate::components::html::{Html, html};
use crate::components::icon::{IconName, write_icon};
use crate::components::source::write_point;
use crate::pages::consultation::view::{
    AnswerOutcome, AnswerPage, CellPage, CellValue, ElementInfo, GrantedAnswer, ShapeInfo,
};

/// The language, the answer, and what was granted in it.
#[derive(Clone, Copy)]
pub(super) struct Terms<'p> {
    pub language: Language,
    pub page: &'p AnswerPage,
}

impl<'p> Terms<'p> {
    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    /// A point, linked to the recipient's page of the catalogue; within brackets or not.
    pub fn point(&self, out: &mut Html, source: &Source, brackets: bool) {
        out.mark("<span class=\"cited\">");
        write_point(out, self.language, source, Some(&self.page.recipient_id), brackets);
        out.mark("</span>");
    }

    /// A lock, the reason in a few words, the point.
    pub fn lock(&self, out: &mut Html, withheld: &Withheld) {
        out.mark("<span class=\"lock\">");
        write_icon(out, IconName::Lock);
        html!(out, {withheld_words(self.language, withheld.reason)} " ");
        self.point(out, &withheld.source, true);
        out.mark("</span>");
    }

    pub fn status(&self, status: RecordStatus) -> &'static str {
        match status {
            RecordStatus::Creation => say!(self.language, answer.status_creation),
            RecordStatus::Modification => say!(self.language, answer.status_modification),
            RecordStatus::Cancellation => say!(self.language, answer.status_cancellation),
        }
    }

    /// How many elements are withheld whatever the record, with the way to their reasons and points.
    pub fn withheld_below(&self, out: &mut Html, count: usize) {
        if count > 0 {
            out.mark("<p><a class=\"withheld-below\" href=\"#withheld\">");
            write_icon(out, IconName::Lock);
            let declared = matches!(&self.page.outcome, AnswerOutcome::Granted(granted) if granted.declared);
            let words = if declared {
                say!(self.language, answer.withheld_everywhere, count = count)
            } else {
                say!(self.language, answer.withheld_below, count = count)
            };
            html!(out, {words} "</a></p>");
        }
    }
}

impl GrantedAnswer {
    pub(super) fn element(&self, place: u8) -> Option<&ElementInfo> {
        self.elements.get(usize::from(place))
    }

    /// How the elements of some places are named, with commas between.
    pub(super) fn names(&self, places: &[u8], terms: &Terms) -> String {
        let named = places.iter().filter_map(|place| self.element(*place));
        named.map(|element| terms.text(&element.label)).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn block_label<'a>(&'a self, block: u8, terms: &Terms) -> &'a str {
        self.blocks.get(usize::from(block)).map_or("", |block| terms.text(&block.label))
    }

    /// The places of the blocks.
    pub(super) fn block_places(&self) -> impl Iterator<Item = u8> + use<> {
        (0..=u8::MAX).take(self.blocks.len())
    }

    /// Whether an element is withheld whatever the record says.
    pub(super) fn withholds_always(&self, cell: &CellPage) -> bool {
        matches!(cell.value, CellValue::Withheld(_))
            && self.withheld.iter().any(|(element, _)| *element == cell.element)
    }

    pub(super) fn shape_label<'a>(&'a self, shape: u8, terms: &Terms) -> &'a str {
        self.shapes.get(usize::from(shape)).map_or("", |shape| terms.text(&shape.label))
    }

    /// The places of the shapes of rows.
    pub(super) fn shape_places(&self) -> impl Iterator<Item = u8> + use<> {
        (0..=u8::MAX).take(self.shapes.len())
    }

    /// The shapes whose rows stand directly within those of another, by their places.
    pub(super) fn shapes_within(&self, above: u8) -> impl Iterator<Item = (u8, &ShapeInfo)> {
        (0..=u8::MAX).zip(&self.shapes).filter(move |(_, shape)| shape.within == Some(above))
    }

    /// The block of the elements of a shape; where it has those of several, the first.
    pub(super) fn block_of(&self, shape: u8) -> u8 {
        self.elements.iter().find(|element| element.shape == shape).map_or(u8::MAX, |element| element.block)
    }

    fn elements_of(&self, shape: u8) -> usize {
        self.elements.iter().filter(|element| element.shape == shape).count()
    }

    /// Whether every element of a shape is withheld whatever the record says, so that its rows never came here.
    pub(super) fn closes(&self, shape: u8) -> bool {
        self.withheld_always_in(shape) == self.elements_of(shape)
    }

    /// How many elements of a shape may be seen, in some record.
    pub(super) fn columns_of(&self, shape: u8) -> usize {
        self.elements_of(shape) - self.withheld_always_in(shape)
    }

    /// How many elements of a shape are withheld whatever the record says.
    pub(super) fn withheld_always_in(&self, shape: u8) -> usize {
        let of_shape = |place: u8| self.element(place).is_some_and(|element| element.shape == shape);
        self.withheld.iter().filter(|(place, _)| of_shape(*place)).count()
    }
}
