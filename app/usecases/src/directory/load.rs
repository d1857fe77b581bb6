//! Many integrations at once, from a file: row by row taken or refused with a reason, some in each unit of work. Loading
//! the same file again changes nothing. The journal has one entry for the file, with its counts; what a file changes of
//! an integration stands in that one's history.

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::niss::{Niss, NissRules};
use delibero_domain::typed_day::read_day;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use super::codes::CodeList;
use super::error::DirectoryError;
use super::file::{FileProblem, FileRow, Load, Reject, RowFault};
use super::model::{FileOnPerson, Origin, Registration};
use super::port::RegisteringWork;
use super::registrar::{DirectoryStores, ReferenceDirectory};
use crate::jobs::HeldJob;
use crate::opaque_id::opaque_id;
use crate::store_error::StoreError;

/// The rows of one unit of work.
pub const ROWS_AT_ONCE: usize = 1_000;

/// Loads for one organisation.
pub struct Loading<'l> {
    with: DirectoryStores<'l>,
    organisation: OrganisationId,
    codes: CodeList,
    rules: NissRules,
    /// None: at the command line.
    registrar: Option<ReferenceDirectory<'l>>,
    /// None: at the command line.
    held: Option<HeldJob>,
}

impl<'l> Loading<'l> {
    /// What a registrar sent.
    ///
    /// # Errors
    /// When the actor may no more, or the store fails.
    pub(super) async fn of_registrar(
        registrar: ReferenceDirectory<'l>,
        rules: NissRules,
        held: HeldJob,
    ) -> Result<Self, DirectoryError> {
        let mut work = registrar.begin().await?;
        let organisation = registrar.organisation(work.as_mut()).await?;
        let with = registrar.with;
        let codes = CodeList::of(&with.in_force.now().catalogue, &organisation, with.clock.today());
        Ok(Self { with, organisation: organisation.id, codes, rules, registrar: Some(registrar), held: Some(held) })
    }

    /// At the command line.
    ///
    /// # Errors
    /// When there is no such organisation, or the store fails.
    pub async fn of_command(
        with: DirectoryStores<'l>,
        organisation: &OrganisationId,
        rules: NissRules,
    ) -> Result<Self, DirectoryError> {
        let organisation = with.directory.organisation(organisation).await?.ok_or(DirectoryError::Unknown)?;
        let codes = CodeList::of(&with.in_force.now().catalogue, &organisation, with.clock.today());
        Ok(Self { with, organisation: organisation.id, codes, rules, registrar: None, held: None })
    }

    /// Notes that a file is being loaded.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn begin(&self, file_name: &str, bytes: u64) -> Result<Load, DirectoryError> {
        let now = self.with.clock.now();
        let id = opaque_id(self.with.randomness);
        let load = Load::new(id, (self.organisation.clone(), self.user().cloned()), now, (file_name, bytes));
        let mut work = self.work().await?;
        work.save_load(&load).await?;
        work.commit().await?;
        Ok(load)
    }

    /// Takes some rows.
    ///
    /// # Errors
    /// When the store fails or the account may no more: nothing of these rows is taken.
    pub async fn take(
        &self,
        load: &mut Load,
        rows: Vec<FileRow>,
        read_bytes: u64,
    ) -> Result<Vec<Reject>, DirectoryError> {
        let mut read = Vec::with_capacity(rows.len());
        let mut rejects = Vec::new();
        for row in rows {
            match self.read(&row) {
                Ok(file) => read.push((row, file)),
                Err(fault) => rejects.push(Reject { row, fault }),
            }
        }
        let registration = Registration {
            origin: if self.registrar.is_some() { Origin::File } else { Origin::Command },
            user: self.user().cloned(),
            at: Some(load.begun),
        };
        let mut work = self.work().await?;
        let files: Vec<&(Niss, FileOnPerson)> = read.iter().map(|(_, file)| file).collect();
        let why = load.file_name.as_str();
        let now = self.with.clock.now();
        let loaded = work.load_integrations(&self.organisation, &files, &registration, (now, why)).await?;
        for (place, fault) in &loaded.gone {
            rejects.push(Reject { row: read[*place].0.clone(), fault: *fault });
        }
        rejects.sort_by_key(|reject| reject.row.line);
        let after = Load {
            seen: now,
            read_bytes,
            added: load.added + loaded.added,
            changed: load.changed + loaded.changed,
            known: load.known + loaded.known,
            refused: load.refused + rejects.len() as u64,
            ..load.clone()
        };
        work.add_rejects(&load.id, read_bytes, &rejects).await?;
        work.save_load(&after).await?;
        work.commit().await?;
        *load = after;
        Ok(rejects)
    }

    /// Whether a worker goes on with it later, where the store fails now.
    #[must_use]
    pub const fn is_gone_on_with(&self) -> bool {
        self.held.is_some()
    }

    /// Notes that a file came to its end, or why it did not, and tells the journal.
    ///
    /// # Errors
    /// When the store fails, or another worker has the file.
    pub async fn end(&self, load: &mut Load, problem: Option<FileProblem>) -> Result<(), DirectoryError> {
        end(self.with, load, self.held.as_ref(), problem).await
    }

    fn user(&self) -> Option<&UserName> {
        self.registrar.as_ref().map(|registrar| &registrar.actor.user)
    }

    async fn work(&self) -> Result<Box<dyn RegisteringWork>, DirectoryError> {
        let mut work = match self.registrar {
            Some(registrar) => registrar.begin().await?,
            None => self.with.directory.begin_registering().await?,
        };
        hold(work.as_mut(), self.held.as_ref(), self.with.clock.now()).await?;
        Ok(work)
    }

    fn read(&self, row: &FileRow) -> Result<(Niss, FileOnPerson), RowFault> {
        if row.misshapen {
            return Err(RowFault::Shape);
        }
        let person = self.rules.read(&row.niss).map_err(RowFault::Niss)?;
        let code = row.quality_code.trim().parse::<u16>().map_err(|_| RowFault::Code)?;
        let begin = day(&row.from).map_err(|()| RowFault::From)?.ok_or(RowFault::FromMissing)?;
        let end = day(&row.until).map_err(|()| RowFault::Until)?;
        let number = Some(row.file_number.clone()).filter(|number| !number.trim().is_empty());
        Ok((person, self.codes.file(code, (begin, end), number)?))
    }
}

/// What a registrar sees of the files that were loaded.
impl ReferenceDirectory<'_> {
    /// Newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn loads(self, most: u32) -> Result<Vec<Load>, StoreError> {
        self.with.directory.loads(&self.actor.organisation, most).await
    }

    /// # Errors
    /// When the store fails.
    pub async fn load(self, id: &str) -> Result<Option<Load>, StoreError> {
        self.with.directory.load(&self.actor.organisation, id).await
    }

    /// The refused rows of a file of the own organisation, in its order.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn rejects(self, load: &Load) -> Result<Vec<Reject>, StoreError> {
        self.with.directory.rejects(&load.id).await
    }
}

pub(super) async fn hold(
    work: &mut dyn RegisteringWork,
    held: Option<&HeldJob>,
    now: Timestamp,
) -> Result<(), DirectoryError> {
    let Some(held) = held else { return Ok(()) };
    if held.goes_on(work, now).await? { Ok(()) } else { Err(DirectoryError::Lost) }
}

/// Whoever loads need not be allowed to any more.
pub(super) async fn end(
    with: DirectoryStores<'_>,
    load: &mut Load,
    held: Option<&HeldJob>,
    problem: Option<FileProblem>,
) -> Result<(), DirectoryError> {
    let now = with.clock.now();
    let after = Load { seen: now, ended: Some(now), problem, ..load.clone() };
    let mut work = with.directory.begin_registering().await?;
    hold(work.as_mut(), held, now).await?;
    work.save_load(&after).await?;
    if let Some(held) = held {
        work.end_job(held.job.id).await?;
        work.destroy_file(&after.id).await?;
    }
    let entry = Administration {
        form: Administration::FORM,
        at: now,
        kind: AdministrationKind::IntegrationsLoaded,
        user: after.user.clone(),
        organisation: after.organisation.clone(),
        subject: after.id.clone(),
        person: None,
        before: None,
        after: Some(json!({
            "file": after.file_name,
            "added": after.added,
            "changed": after.changed,
            "known": after.known,
            "refused": after.refused,
            "whole": after.problem.is_none(),
        })),
        why: None,
    };
    work.append_administration(&entry, with.randomness.salt()).await?;
    work.commit().await?;
    *load = after;
    Ok(())
}

fn day(typed: &str) -> Result<Option<Date>, ()> {
    match typed.trim() {
        "" => Ok(None),
        typed => read_day(typed).map(Some).map_err(|_| ()),
    }
}
