//! Cases: what is wrong in them is told here; whether the rules agree with them is not asked.

use super::entries::{CaseEntry, CasesFile, ExpectEntry, Word};
use super::fault::CatalogueFault;
use super::problems::Sheet;
use crate::authorisation::Source;
use crate::cases::{
    Case, Expectation, ExpectedObligation, ExpectedReduced, ExpectedRetention, ExpectedWithheld, Outcome, Place,
};
use crate::catalogue::Catalogue;

pub(super) fn add_cases(sheet: &Sheet<'_>, file: CasesFile, catalogue: &mut Catalogue) {
    let number = file.deliberation.get_ref().trim();
    if number.is_empty() {
        sheet.wrong("deliberation", &file.deliberation, CatalogueFault::DeliberationMissing);
    }
    let reader = Reader { sheet, number };
    catalogue.cases.extend(file.case.into_iter().filter_map(|entry| reader.case(entry)));
}

struct Reader<'r> {
    sheet: &'r Sheet<'r>,
    number: &'r str,
}

impl Reader<'_> {
    fn case(&self, entry: CaseEntry) -> Option<Case> {
        let sheet = self.sheet;
        let place = Place { file: sheet.name.to_owned(), line: sheet.line(entry.point.span().start) };
        let because = Source::new(self.number, &sheet.point("case.point", &entry.point));
        let at = entry.given.span();
        let given = entry.given.into_inner();
        if given.recipient.is_none() || given.organisation.is_some() {
            sheet.tell("case.given", at.clone(), CatalogueFault::CaseWithoutRecipient);
        }
        if let Err(error) = given.facts() {
            sheet.tell("case.given.record.period", at, CatalogueFault::CasePeriod(error));
        }
        Some(Case { because, given, expect: self.expectation(entry.expect)?, place })
    }

    fn expectation(&self, entry: ExpectEntry) -> Option<Expectation> {
        let sheet = self.sheet;
        let word = entry.outcome.get_ref();
        let Some(outcome) = Outcome::from_word(word) else {
            sheet.wrong("case.expect.outcome", &entry.outcome, CatalogueFault::NoOutcome(word.clone()));
            return None;
        };
        let says_more = !(entry.granted.is_empty() && entry.withheld.is_empty() && entry.reduced.is_empty())
            || entry.retention.is_some()
            || entry.obligations.is_some();
        if outcome != Outcome::Granted && says_more {
            sheet.wrong("case.expect", &entry.outcome, CatalogueFault::RefusedHasNothing);
        }
        let source = |deliberation: Option<String>, point: Option<Word>| self.source(deliberation, point);
        let withheld = entry.withheld.into_iter().map(|found| ExpectedWithheld {
            element: found.element,
            reason: found.reason,
            source: source(found.deliberation, found.point),
        });
        let reduced = entry.reduced.into_iter().map(|found| ExpectedReduced {
            element: found.element,
            form: found.form,
            source: source(found.deliberation, found.point),
        });
        let retention = |found: Vec<_>| {
            let rules = found.into_iter().map(|found: super::entries::ExpectRetentionEntry| ExpectedRetention {
                rule: found.rule,
                source: source(found.deliberation, found.point),
            });
            rules.collect()
        };
        let obligations = |found: Vec<_>| {
            let all = found.into_iter().map(|found: super::entries::ExpectObligationEntry| ExpectedObligation {
                id: found.id,
                region: found.region,
                source: source(found.deliberation, found.point),
            });
            all.collect()
        };
        Some(Expectation {
            outcome,
            granted: entry.granted,
            withheld: withheld.collect(),
            reduced: reduced.collect(),
            retention: entry.retention.map(retention),
            obligations: entry.obligations.map(obligations),
            source: source(entry.deliberation, entry.point),
        })
    }

    /// A point, of the deliberation of the file unless another is named.
    fn source(&self, deliberation: Option<String>, point: Option<Word>) -> Option<Source> {
        let point = self.sheet.point("case.expect.point", &point?);
        Some(Source::new(deliberation.as_deref().unwrap_or(self.number), &point))
    }
}
