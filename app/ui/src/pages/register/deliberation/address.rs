//! Where a deliberation and its points are.

use std::collections::HashSet;

use crate::filters::Filters as _;
use crate::pages::register::deliberation::view::{DeliberationQuery, DeliberationView};
use delibero_domain::deliberation::{DeliberationNumber, PointLabel};
use delibero_domain::text::Language;
use jiff::civil::Date;

use crate::address::Address;

pub(super) fn read(address: &Address) -> DeliberationQuery {
    let (_, day) = split(address.part("label").trim());
    let asked = address.query().map(|(field, value)| (field.to_owned(), value.to_owned()));
    let of_point = day.map(|day| ("on".to_owned(), day));
    DeliberationQuery::of_address(asked.chain(of_point))
}

/// The number of the deliberation: `23/058`.
pub(in crate::pages::register) fn number(address: &Address) -> String {
    format!("{}/{}", address.part("year").trim(), address.part("number").trim())
}

/// The point that the address names; empty: none.
pub(super) fn label(address: &Address) -> String {
    split(address.part("label").trim()).0
}

/// The point, and its day; a day that is missing behind its sign is none that can be read.
fn split(label: &str) -> (String, Option<String>) {
    match label.split_once('@') {
        Some((point, "")) => (point.to_owned(), Some("@".to_owned())),
        Some((point, day)) => (point.to_owned(), Some(day.to_owned())),
        None => (label.to_owned(), None),
    }
}

pub(in crate::pages::register) fn deliberation(number: DeliberationNumber) -> String {
    format!("/deliberations/{number}")
}

/// Where two versions are compared.
pub(in crate::pages::register) fn compare(number: DeliberationNumber) -> String {
    format!("/deliberations/{number}/compare")
}

/// A point of another deliberation, whose points are not known here.
pub(super) fn point_of(number: DeliberationNumber, label: &str) -> String {
    format!("/deliberations/{number}/points/{}", label.replace('/', "."))
}

/// A day and the language of the text, as an address keeps them: nothing where they are the usual ones.
fn written(on: Option<Date>, text: Option<Language>) -> String {
    let on = on.map(|day| format!("on={day}"));
    let text = text.map(|language| format!("text={language}"));
    let pairs: Vec<_> = on.into_iter().chain(text).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// How the ways from a page keep its day and its language.
#[derive(Clone, Debug)]
pub(in crate::pages::register) struct Ways {
    number: DeliberationNumber,
    /// The day shown, where it is not today: a link stays true tomorrow.
    on: Option<Date>,
    /// The language of the text, where it was asked for.
    text: Option<Language>,
    labels: Vec<String>,
    dotted: HashSet<String>,
}

impl Ways {
    pub fn of(view: &DeliberationView, asked: &DeliberationQuery) -> Self {
        let on = (view.on != view.today).then_some(view.on);
        Self::new(view.found.number, on, Language::from_code(&asked.text), view.labels.clone())
    }

    /// The ways to a text with these points.
    pub fn new(number: DeliberationNumber, on: Option<Date>, text: Option<Language>, labels: Vec<String>) -> Self {
        let dotted = labels.iter().filter(|label| !label.contains('/')).cloned().collect();
        Self { number, on, text, labels, dotted }
    }

    /// The same page on another day; none: today.
    pub fn on(&self, day: Option<Date>) -> String {
        format!("{}{}", deliberation(self.number), written(day, self.text))
    }

    /// With the text in another language.
    pub fn text(&self, language: Language) -> String {
        format!("{}{}", deliberation(self.number), written(self.on, Some(language)))
    }

    /// The language of the text, where it was asked for.
    pub const fn asked_text(&self) -> Option<Language> {
        self.text
    }

    /// The whole text as it is shown.
    pub fn whole(&self) -> String {
        format!("{}{}", deliberation(self.number), written(self.on, self.text))
    }

    /// The permalink of a point: as it stands today, or on the day shown.
    pub fn point(&self, label: &str) -> String {
        let day = self.on.map(|day| format!("@{day}")).unwrap_or_default();
        format!("{}/points/{}{day}{}", deliberation(self.number), self.word(label), written(None, self.text))
    }

    /// The permalink of a point as it stands on a day, for ever.
    pub fn point_on(&self, label: &str, day: Date) -> String {
        format!("{}/points/{}@{day}", deliberation(self.number), self.word(label))
    }

    /// The label as it stands in an address: `61/1` is `61.1`, or `61-1` where there is a `61.1` as well.
    fn word(&self, label: &str) -> String {
        let dotted = label.replace('/', ".");
        if label.contains('/') && self.dotted.contains(&dotted) { label.replace('/', "-") } else { dotted }
    }

    /// The place of the point that an address names.
    pub fn find(&self, word: &str) -> Option<usize> {
        let place = |label: &str| self.labels.iter().position(|known| known == label);
        place(word)
            .or_else(|| self.labels.iter().position(|label| label.contains('/') && self.word(label) == word))
            .or_else(|| place(&word.replace('-', "/")))
            .or_else(|| self.around(word))
    }

    /// The range that a point lies in: where no text is known, points are those that the catalogue cites.
    fn around(&self, word: &str) -> Option<usize> {
        let wanted: PointLabel = word.parse().ok()?;
        let spans = |label: &String| {
            let (first, last) = label.split_once('-')?;
            let (first, last): (PointLabel, PointLabel) = (first.parse().ok()?, last.parse().ok()?);
            Some(first.steps() <= wanted.steps() && wanted.steps() <= last.steps())
        };
        self.labels.iter().position(|label| spans(label) == Some(true))
    }
}

/// The identifier of a point's element.
pub(super) fn place(label: &str) -> String {
    format!("p-{label}")
}

#[cfg(test)]
mod tests;
