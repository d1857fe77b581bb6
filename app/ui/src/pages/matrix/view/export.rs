//! The matrix as lines: one per recipient, module and element.

use std::sync::Arc;

use delibero_domain::authorisation::{Authorisation, ModuleGrant, Source, Suspension};
use delibero_domain::catalogue::{Catalogue, Recipient};
use delibero_domain::consultation::RefusalReason;
use delibero_domain::text::Text;
use jiff::civil::Date;

use super::load::InService;
use super::{Mark, Standing, marks, read_query};
use crate::filters::Unread;
use crate::pages::matrix::MatrixQuery;

/// One line of the download: a recipient, a module, an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixLine {
    pub service: String,
    pub on: Date,
    /// The recipient, or the member of one.
    pub recipient: String,
    pub recipient_label: Text,
    /// The recipient that it is a member of.
    pub member_of: Option<String>,
    pub module: String,
    /// `block.element`.
    pub element: String,
    pub label: Text,
    pub mark: Mark,
    /// Why the element is withheld, in the vocabulary's words; none where it is granted, be it for some purposes.
    pub reason: Option<&'static str>,
    pub source: Option<Source>,
    /// The purposes for which it is granted.
    pub purposes: Vec<String>,
    pub valid_from: Date,
    pub valid_until: Option<Date>,
    /// What stops the authorisation on the day, for everybody or for one organisation.
    pub suspensions: Vec<Arc<Suspension>>,
}

/// The lines of what an address asks for: the same recipients, modules, elements and day as on the screen.
///
/// # Errors
/// When a filter was not read.
pub fn lines(catalogue: &Catalogue, query: &MatrixQuery, today: Date) -> Result<Vec<MatrixLine>, Vec<Unread>> {
    read_query::read(catalogue, query, today)?;
    let Some(within) = InService::new(catalogue, query, today) else { return Ok(Vec::new()) };
    let elements = differing(&within, query);
    let recipients = within.rows().into_iter().filter_map(|recipient| {
        let (authorisation, standing) = within.on_day(recipient)?;
        Some(Writing { within: &within, recipient, authorisation, standing })
    });
    Ok(recipients.flat_map(|writing| writing.lines(&elements)).collect())
}

/// The elements asked for: those of the columns, or only those in which the two that are compared differ.
fn differing(within: &InService<'_>, query: &MatrixQuery) -> Vec<usize> {
    let elements = within.elements();
    let (Some((left, right)), true) = (within.compared(), query.only_differences()) else { return elements };
    let cells = |recipient| {
        let found = within.on_day(recipient);
        found.map(|(authorisation, standing)| marks::cells(authorisation, standing, within.module, &elements))
    };
    let (Some(left), Some(right)) = (cells(left), cells(right)) else { return elements };
    let differ = left.iter().zip(&right).map(|(left, right)| marks::difference(left, right).is_some());
    elements.iter().copied().zip(differ).filter(|(_, differ)| *differ).map(|(element, _)| element).collect()
}

struct Writing<'a> {
    within: &'a InService<'a>,
    recipient: &'a Recipient,
    authorisation: &'a Authorisation,
    standing: Standing,
}

impl Writing<'_> {
    fn lines(&self, elements: &[usize]) -> Vec<MatrixLine> {
        let modules = 0..self.within.service.modules.len();
        let modules = modules.filter(|place| self.within.module.is_none_or(|wanted| wanted == *place));
        modules.flat_map(|module| elements.iter().map(move |element| self.line(module, *element))).collect()
    }

    fn line(&self, module: usize, element: usize) -> MatrixLine {
        let (service, found) = (self.within.service, self.authorisation);
        let (mark, reason, source, purposes) = self.held(module, element);
        MatrixLine {
            service: service.id.to_string(),
            on: self.within.on,
            recipient: self.recipient.id.to_string(),
            recipient_label: self.recipient.label.clone(),
            member_of: self.recipient.member_of.as_ref().map(ToString::to_string),
            module: service.modules[module].id.to_string(),
            element: service.elements[element].id.to_string(),
            label: service.elements[element].label.clone(),
            mark,
            reason,
            source,
            purposes,
            valid_from: found.validity.from,
            valid_until: found.validity.until,
            suspensions: found.suspensions.iter().filter(|one| one.first_day() <= self.within.on).cloned().collect(),
        }
    }

    fn held(&self, module: usize, element: usize) -> (Mark, Option<&'static str>, Option<Source>, Vec<String>) {
        let found = self.authorisation;
        let not_asked = |reason: RefusalReason, source: &Source| {
            (Mark::NotAsked, Some(reason.as_str()), Some(source.clone()), Vec::new())
        };
        match self.standing {
            Standing::NotBefore(_) => return not_asked(RefusalReason::NotYetInForce, &found.source),
            Standing::NotAfter(_) => return not_asked(RefusalReason::Expired, &found.source),
            Standing::InForce => {}
        }
        let Some(grant) = found.modules.iter().find(|grant| grant.module == module) else {
            return not_asked(RefusalReason::ModuleNotGranted, &found.modules_source);
        };
        let (mark, stated) = marks::in_module(found, grant, element);
        let withheld = grant.withheld[element].as_ref();
        let source = stated.or_else(|| withheld.map(|withheld| withheld.source.clone()));
        let reason = withheld.map(|withheld| withheld.reason.as_str());
        let reason = reason.or((mark == Mark::Excluded).then_some("element-not-granted"));
        (mark, reason, source, self.purposes(grant, element))
    }

    fn purposes(&self, grant: &ModuleGrant, element: usize) -> Vec<String> {
        let purposes = self.authorisation.purposes.iter().zip(&grant.by_purpose);
        purposes.filter(|(_, of)| of.granted.contains(element)).map(|(purpose, _)| purpose.id.to_string()).collect()
    }
}
