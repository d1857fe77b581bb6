//! Which day the words of a deliberation prove: what is held may have been read in the version of a later day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Catalogue;

/// A day on which the text of a deliberation is not known, and the day of the text that is applied in its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TextUnknown {
    /// The stable number of the deliberation.
    pub deliberation: String,
    /// The day asked for.
    pub on: Date,
    /// The first day that the text applied is proven for.
    pub proven_from: Date,
}

impl Catalogue {
    /// Whether the text of a deliberation on a day is not known; none where its words prove that day.
    #[must_use]
    pub fn text_unknown(&self, deliberation: &str, on: Date) -> Option<TextUnknown> {
        let found = self.deliberations().iter().find(|found| found.number == deliberation)?;
        (on < found.proven_from).then(|| TextUnknown {
            deliberation: found.number.clone(),
            on,
            proven_from: found.proven_from,
        })
    }

    /// The same for several deliberations, each once, in order.
    #[must_use]
    pub fn texts_unknown<'d>(&self, deliberations: impl IntoIterator<Item = &'d str>, on: Date) -> Vec<TextUnknown> {
        let mut found: Vec<_> = deliberations.into_iter().filter_map(|number| self.text_unknown(number, on)).collect();
        found.sort();
        found.dedup();
        found
    }
}

#[cfg(all(test, feature = "catalogue-files"))]
mod tests {
    use jiff::civil::date;

    use crate::catalogue::files::builtin;

    #[test]
    fn the_words_of_a_later_version_prove_nothing_of_an_earlier_day() {
        let catalogue = builtin().unwrap_or_else(|errors| panic!("{errors:#?}"));
        let unknown = |number, on| catalogue.text_unknown(number, on).map(|found| found.proven_from);
        assert_eq!(unknown("23/058", date(2025, 4, 15)), Some(date(2025, 4, 16)));
        assert_eq!(unknown("23/058", date(2025, 4, 16)), None);
        assert_eq!(unknown("04/037", date(2021, 5, 3)), Some(date(2021, 5, 4)));
        assert_eq!(unknown("12/057", date(2012, 7, 3)), None);
        assert_eq!(unknown("99/999", date(2012, 7, 3)), None);
        let each_once = catalogue.texts_unknown(["23/058", "20/130", "23/058"], date(2024, 6, 1));
        assert_eq!(each_once.iter().map(|found| found.deliberation.as_str()).collect::<Vec<_>>(), ["23/058"]);
    }
}
