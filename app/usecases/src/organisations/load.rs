//! Registering and changing many organisations at once, from the rows of a sheet.

use std::collections::BTreeSet;

use delibero_domain::capability::Capability;
use delibero_domain::enterprise_number::EnterpriseNumber;
use delibero_domain::folding::folded_line;
use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::holds_niss;
use delibero_domain::typed_day::read_day;

use super::error::OrganisationError;
use super::field::Field;
use super::model::{LoadReport, RefusedRow, Registered};
use super::port::OrganisationWork;
use super::recipients::belongs;
use super::register::{Registering, new, proposed_id};
use super::snapshot::membership;
use super::typed::{Problem, Typed, TypedMembership, TypedProcessor, Wrong};
use crate::directory::{Membership, StopKind};
use crate::opaque_id::opaque_id;

/// What an organisation is called in addresses; empty: found by its enterprise number, or made of its French name.
pub const IDENTIFIER: &str = "identifier";
/// `name, number, first day, last day`, with semicolons between several.
pub const PROCESSORS: &str = "processors";
/// `cpas 20/130 2025-01-01 2026-12-31`, with semicolons between several; each is proposed to an approver.
pub const MEMBERSHIPS: &str = "recipients";

/// Stands in the place of a value that holds a NISS.
const TAKEN_OUT: &str = "…";

/// The columns without which nothing is loaded.
pub const REQUIRED_COLUMNS: [&str; 4] = ["name_fr", "name_nl", "name_de", "enterprise_number"];

/// Every column that a sheet of organisations may have, in its order.
pub fn columns() -> impl Iterator<Item = &'static str> {
    let fields = Field::ALL.iter().map(|field| field.as_str());
    std::iter::once(IDENTIFIER).chain(fields).chain([PROCESSORS, MEMBERSHIPS])
}

/// Columns of files that come from here and say what is not loaded.
const IGNORED: [&str; 5] = ["state", "state_since", "state_why", "line", "reasons"];

/// Why the heads of a sheet are not those of organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadProblem {
    Missing(&'static str),
    /// As it stands there, and what was probably meant.
    Unknown(String, Option<&'static str>),
    Twice(String),
}

/// # Errors
/// When a column is missing, unknown or there twice: all of that.
pub fn check_heads(heads: &[String]) -> Result<(), Vec<HeadProblem>> {
    let known = |head: &str| columns().chain(IGNORED).find(|column| *column == head);
    let mut problems: Vec<HeadProblem> = Vec::new();
    for (place, head) in heads.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
        if known(head).is_none() {
            problems.push(HeadProblem::Unknown(head.clone(), meant(head)));
        } else if heads[..place].contains(head) {
            problems.push(HeadProblem::Twice(head.clone()));
        }
    }
    let missing = REQUIRED_COLUMNS.into_iter().filter(|column| !heads.iter().any(|head| head == column));
    problems.extend(missing.map(HeadProblem::Missing));
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// The column whose name differs in two characters at most.
fn meant(head: &str) -> Option<&'static str> {
    let plain = folded_line(head).replace(' ', "_");
    columns()
        .map(|column| (distance(&plain, column), column))
        .filter(|(far, _)| *far <= 2)
        .min()
        .map(|(_, found)| found)
}

fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (place, sign) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = place + 1;
        for (at, known) in other.iter().enumerate() {
            let changed = before + usize::from(*known != sign);
            before = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(before + 1);
        }
    }
    row[other.len()]
}

/// The cells of a row, each with the head of its column.
pub type Cells = Vec<(String, String)>;

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadRow {
    /// In the file, from 1; the first is that of the heads.
    pub line: u32,
    pub cells: Cells,
}

impl LoadRow {
    fn cell(&self, column: &str) -> Option<&str> {
        self.cells.iter().find(|(head, _)| head == column).map(|(_, value)| value.trim())
    }

    /// Over what is registered: a column that is not there leaves it as it is.
    fn typed(&self, known: Option<&Registered>) -> Result<Typed, Wrong> {
        let mut typed = known.map(|known| Typed::of(&known.particulars)).unwrap_or_default();
        for field in Field::ALL {
            if let Some(value) = self.cell(field.as_str()) {
                typed.set(*field, value);
            }
        }
        if let Some(value) = self.cell(PROCESSORS) {
            typed.processors = items(value).map(processor).collect::<Result<_, _>>()?;
        }
        Ok(typed)
    }

    fn memberships(&self) -> Result<Vec<TypedMembership>, Wrong> {
        items(self.cell(MEMBERSHIPS).unwrap_or_default()).map(typed_membership).collect()
    }

    fn refused(self, wrongs: Vec<Wrong>) -> RefusedRow {
        let without_niss = |(head, value): (String, String)| {
            let value = if holds_niss(&value) { TAKEN_OUT.to_owned() } else { value };
            (head, value)
        };
        RefusedRow { line: self.line, cells: self.cells.into_iter().map(without_niss).collect(), wrongs }
    }
}

fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '\n']).map(str::trim).filter(|item| !item.is_empty())
}

/// Read from the days at its end, where there are any: a name may have commas in it.
fn processor(item: &str) -> Result<TypedProcessor, Wrong> {
    let parts: Vec<&str> = item.split(',').map(str::trim).collect();
    let days = parts.iter().rev().take(2).take_while(|part| read_day(part).is_ok()).count();
    let name = if days == 0 { 1 } else { parts.len().saturating_sub(days + 1).max(1) };
    let mut others = parts[name..].iter().map(|part| (*part).to_owned());
    let mut next = || others.next().unwrap_or_default();
    let typed =
        TypedProcessor { name: parts[..name].join(", "), enterprise_number: next(), from: next(), until: next() };
    if others.next().is_some() { Err(Wrong::new(PROCESSORS, Problem::Membership)) } else { Ok(typed) }
}

fn typed_membership(item: &str) -> Result<TypedMembership, Wrong> {
    let parts: Vec<&str> = item.split_whitespace().collect();
    let (recipient, deliberation, from, until) = match parts.as_slice() {
        [recipient, deliberation, from] => (*recipient, *deliberation, *from, ""),
        [recipient, deliberation, from, until] => (*recipient, *deliberation, *from, *until),
        _ => return Err(Wrong::new(MEMBERSHIPS, Problem::Membership)),
    };
    let [recipient, deliberation, from, until] = [recipient, deliberation, from, until].map(str::to_owned);
    Ok(TypedMembership { recipient, deliberation, from, until })
}

enum RowError {
    Refused(Vec<Wrong>),
    /// Nothing is loaded.
    Failed(OrganisationError),
}

impl<E: Into<OrganisationError>> From<E> for RowError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

fn refused(field: &str, problem: Problem) -> RowError {
    RowError::Refused(vec![Wrong::new(field, problem)])
}

impl Registering<'_> {
    /// Loads the rows of a file: all that can be, in one unit of work. Loaded again, it changes nothing.
    ///
    /// # Errors
    /// When the store fails: then nothing is loaded.
    pub async fn load(self, file: &str, rows: Vec<LoadRow>) -> Result<LoadReport, OrganisationError> {
        self.must(Capability::WriteOrganisations)?;
        let mut report = LoadReport {
            id: opaque_id(self.randomness),
            at: self.clock.now(),
            by: self.user(),
            file: if holds_niss(file) { TAKEN_OUT.to_owned() } else { file.to_owned() },
            added: 0,
            changed: 0,
            known: 0,
            proposed: 0,
            refused: Vec::new(),
        };
        let mut work = self.store.begin_organisations().await?;
        let mut seen = BTreeSet::new();
        for row in rows {
            match self.row(work.as_mut(), &row, &mut seen, &mut report).await {
                Ok(()) => {}
                Err(RowError::Refused(wrongs)) => report.refused.push(row.refused(wrongs)),
                Err(RowError::Failed(error)) => return Err(error),
            }
        }
        work.keep_load(&report).await?;
        work.commit().await?;
        Ok(report)
    }

    async fn row(
        self,
        work: &mut dyn OrganisationWork,
        row: &LoadRow,
        seen: &mut BTreeSet<OrganisationId>,
        report: &mut LoadReport,
    ) -> Result<(), RowError> {
        let (id, known) = self.meant(work, row).await?;
        let typed = row.typed(known.as_ref()).map_err(|wrong| RowError::Refused(vec![wrong]))?;
        let asked = row.memberships().map_err(|wrong| RowError::Refused(vec![wrong]))?;
        let (said, asked) = self.read(&typed, &asked, known.as_ref())?;
        if !seen.insert(id.clone()) {
            return Err(refused(IDENTIFIER, Problem::Twice));
        }
        let number = said.enterprise_number;
        let is_new_number = known.as_ref().is_none_or(|known| known.particulars.enterprise_number != number);
        if let Some(number) = number.filter(|_| is_new_number)
            && work.with_enterprise_number(number).await?.iter().any(|other| *other != id)
        {
            return Err(refused(Field::EnterpriseNumber.as_str(), Problem::EnterpriseTaken));
        }
        let why = Some(report.file.clone());
        let now = match known {
            None => {
                work.register(&id, &said).await?;
                let now = new(&id, said);
                self.log(work, None, &now, why).await?;
                report.added += 1;
                now
            }
            Some(known) if known.particulars == said && asked.is_empty() => {
                report.known += 1;
                return Ok(());
            }
            Some(known) => {
                report.changed += 1;
                if known.particulars != said {
                    self.changed(work, &known, said.clone(), why).await?;
                }
                Registered { particulars: said, ..known }
            }
        };
        if !asked.is_empty() {
            report.proposed += u32::try_from(asked.len()).unwrap_or(u32::MAX);
            self.proposed(work, &now, asked, report.file.clone(), Some(&report.id)).await?;
        }
        Ok(())
    }

    /// The organisation that a row is about, and what is registered of it; none: it is new.
    async fn meant(
        self,
        work: &mut dyn OrganisationWork,
        row: &LoadRow,
    ) -> Result<(OrganisationId, Option<Registered>), RowError> {
        let id = match row.cell(IDENTIFIER).filter(|id| !id.is_empty()) {
            Some(id) => OrganisationId::new(id).ok().filter(|id| !holds_niss(id.as_str())),
            None => {
                let number = row.cell(Field::EnterpriseNumber.as_str()).unwrap_or_default().parse::<EnterpriseNumber>();
                let known = match number {
                    Ok(number) => work.with_enterprise_number(number).await?,
                    // What is wrong with it is told with all that is wrong in the row.
                    Err(_) => Vec::new(),
                };
                match known.as_slice() {
                    [only] => Some(only.clone()),
                    [] => {
                        let id = proposed_id(row.cell(Field::NameFr.as_str()).unwrap_or_default());
                        let id = OrganisationId::new(if id.is_empty() { "-".to_owned() } else { id }).ok();
                        match id {
                            Some(id) if work.hold(&id).await?.is_some() => {
                                return Err(refused(IDENTIFIER, Problem::Taken));
                            }
                            Some(id) => Some(id),
                            None => return Err(self.nameless(row)),
                        }
                    }
                    _ => return Err(refused(Field::EnterpriseNumber.as_str(), Problem::EnterpriseTaken)),
                }
            }
        };
        let id = id.ok_or_else(|| refused(IDENTIFIER, Problem::Identifier))?;
        let known = work.hold(&id).await?;
        let ended = |known: &Registered| known.stopped.as_ref().is_some_and(|found| found.kind == StopKind::Ended);
        if known.as_ref().is_some_and(ended) {
            return Err(refused(IDENTIFIER, Problem::Ended));
        }
        Ok((id, known))
    }

    /// Without a name no identifier can be made: all that is wrong in the row.
    fn nameless(self, row: &LoadRow) -> RowError {
        let wrongs = row.typed(None).map_err(|wrong| vec![wrong]).and_then(|typed| typed.read(self.catalogue));
        RowError::Refused(wrongs.err().unwrap_or_else(|| vec![Wrong::new(IDENTIFIER, Problem::Identifier)]))
    }

    /// What a row says, and the recipients in it that are neither given nor proposed; or all that is wrong in it.
    fn read(
        self,
        typed: &Typed,
        asked: &[TypedMembership],
        known: Option<&Registered>,
    ) -> Result<(super::Particulars, Vec<Membership>), RowError> {
        let mut wrongs = Vec::new();
        let said = typed.read(self.catalogue).unwrap_or_else(|found| {
            wrongs.extend(found);
            super::Particulars::default()
        });
        let mut held: Vec<Membership> = known.map(|known| known.held().cloned().collect()).unwrap_or_default();
        let mut memberships = Vec::new();
        for asked in asked.iter().filter(|asked| !is_there(asked, known)) {
            match asked.read(self.catalogue) {
                Ok(found) if belongs(&held, &found) => wrongs.push(Wrong::new(MEMBERSHIPS, Problem::Belongs)),
                Ok(found) => {
                    held.push(found.clone());
                    memberships.push(found);
                }
                Err(found) => wrongs.extend(found.into_iter().map(|wrong| Wrong::new(MEMBERSHIPS, wrong.problem))),
            }
        }
        if wrongs.is_empty() { Ok((said, memberships)) } else { Err(RowError::Refused(wrongs)) }
    }
}

/// Whether exactly this is given or proposed.
fn is_there(asked: &TypedMembership, known: Option<&Registered>) -> bool {
    let Some(known) = known else { return false };
    let until = if asked.until.is_empty() { String::new() } else { format!(" {}", asked.until) };
    let asked = format!("{} {} {}{until}", asked.recipient, asked.deliberation, asked.from);
    known.held().any(|found| membership(found) == asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_processor_may_have_commas_in_its_name() {
        let read = |item: &str| processor(item).map(|read| [read.name, read.enterprise_number, read.from, read.until]);
        let four = |parts: [&str; 4]| Ok(parts.map(str::to_owned));
        let number = "0206.731.645";
        assert_eq!(read("IT, 0206.731.645, 2024-01-01, 2025-01-01"), four(["IT", number, "2024-01-01", "2025-01-01"]));
        assert_eq!(read("IT, 0206.731.645, 2024-01-01"), four(["IT", number, "2024-01-01", ""]));
        assert_eq!(read("IT, , 1/1/2024"), four(["IT", "", "1/1/2024", ""]));
        assert_eq!(read("IT, SA, , 2024-01-01"), four(["IT, SA", "", "2024-01-01", ""]));
        let whole = "IT, SA, 0206.731.645, 2024-01-01, 2025-01-01";
        assert_eq!(read(whole), four(["IT, SA", number, "2024-01-01", "2025-01-01"]));
        assert_eq!(read("IT, 0206.731.645, soon"), four(["IT", number, "soon", ""]), "told at its place");
        assert!(read("IT, SA, x, y, z").is_err());
    }

    #[test]
    fn a_column_that_is_misspelt_leads_to_the_one_that_was_meant() {
        let heads = |heads: &[&str]| check_heads(&heads.iter().map(|head| (*head).to_owned()).collect::<Vec<_>>());
        assert_eq!(heads(&["name_fr", "name_nl", "name_de", "enterprise_number", "state", ""]), Ok(()));
        let wrong = heads(&["Name FR", "name_nl", "name_nl", "name_de", "KBO"]).expect_err("wrong");
        let unknown = |head: &str, meant| HeadProblem::Unknown(head.to_owned(), meant);
        assert_eq!(
            wrong,
            [
                unknown("Name FR", Some("name_fr")),
                HeadProblem::Twice("name_nl".to_owned()),
                unknown("KBO", None),
                HeadProblem::Missing("name_fr"),
                HeadProblem::Missing("enterprise_number"),
            ]
        );
    }
}
