//! A person as the organisation of the registrar knows one.

use delibero_domain::authorisation::Source;
use delibero_domain::consultation::RefusalReason;
use delibero_domain::identifier::UserName;
use delibero_domain::period::Period;
use delibero_domain::text::Text;
use delibero_usecases::directory::{
    ChangeKind, Checked, CodeList, DirectoryError, FileOnPerson, Integrated, IntegrationChange, KnownCode, Origin,
    PersonFile, PersonState,
};
use jiff::civil::Date;

use super::form::DirectoryReplay;
use crate::error::PageError;
use crate::form_replay::FormReplay;
use crate::pages::consultation::view::local_time;
use crate::services::{services, signed_in};

pub struct PersonView {
    /// The identifier of the search.
    pub search: String,
    /// Formatted.
    pub niss: String,
    pub state: StateView,
    pub codes: Vec<KnownCode>,
    /// Newest first.
    pub integrations: Vec<IntegrationView>,
    pub checked: Vec<CheckedView>,
    pub today: Date,
    pub replay: DirectoryReplay,
}

/// What became of the number.
pub enum StateView {
    InUse,
    /// By this one, formatted.
    Replaced(String),
    Cancelled,
}

/// Whether an integration is valid on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Coming,
    Valid,
    Ended,
}

pub struct IntegrationView {
    pub number: i64,
    pub revision: u32,
    pub said: SaidView,
    pub standing: Standing,
    /// Whether its code says that there is a file on a client.
    pub counts: bool,
    pub origin: Origin,
    pub registered_by: Option<String>,
    /// `2026-11-21 01:02:03`, in Belgium.
    pub registered_at: Option<String>,
    /// Newest first.
    pub changes: Vec<ChangeView>,
}

pub struct SaidView {
    pub code: u16,
    pub label: Option<Text>,
    pub period: Period,
    pub file_number: Option<String>,
}

pub struct ChangeView {
    pub at: String,
    /// None: at the command line.
    pub user: Option<String>,
    pub kind: ChangeKind,
    pub why: String,
    pub before: SaidView,
}

pub struct CheckedView {
    pub service: Text,
    pub purposes: Vec<Text>,
    /// The reason, and the point that says so.
    pub refusal: Option<(RefusalReason, Option<Source>)>,
}

/// # Errors
/// When the person was not searched by this user, or is open no more.
pub async fn load(search: &str) -> Result<PersonView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let file = with.reference_directory(&account.actor)?.person(search).await.map_err(page_error)?;
    let naming = Naming { file: &file };
    let mut integrations: Vec<IntegrationView> =
        file.integrations.iter().map(|(found, changes)| naming.integration(found, changes)).collect();
    integrations.reverse();
    Ok(PersonView {
        search: file.search.id.clone(),
        niss: file.search.person.reveal_formatted(),
        state: match file.state {
            PersonState::InUse => StateView::InUse,
            PersonState::Replaced(by) => StateView::Replaced(by.reveal_formatted()),
            PersonState::Cancelled => StateView::Cancelled,
        },
        codes: file.codes.codes.clone(),
        integrations,
        checked: file.checked.iter().map(checked).collect(),
        today: file.today,
        replay: FormReplay::<DirectoryReplay>::given().unwrap_or_default(),
    })
}

/// What a page says where nothing can be shown.
pub(super) fn page_error(error: DirectoryError) -> PageError {
    match error {
        DirectoryError::NotAllowed => PageError::NotAllowed,
        DirectoryError::Closed => PageError::Closed,
        DirectoryError::Store(error) => error.into(),
        _ => PageError::Unknown,
    }
}

fn checked(found: &Checked) -> CheckedView {
    let refusal = found.refusal.as_ref().map(|refusal| (refusal.reason, refusal.source.clone()));
    CheckedView { service: found.service.clone(), purposes: found.purposes.clone(), refusal }
}

struct Naming<'n> {
    file: &'n PersonFile,
}

impl Naming<'_> {
    fn codes(&self) -> &CodeList {
        &self.file.codes
    }

    fn name(&self, user: &UserName) -> String {
        self.file.names.get(user).cloned().unwrap_or_else(|| user.to_string())
    }

    fn said(&self, file: &FileOnPerson) -> SaidView {
        let code = file.integration.quality_code;
        SaidView {
            code,
            label: self.codes().code(code).map(|known| known.label.clone()),
            period: file.integration.period,
            file_number: file.file_number.clone(),
        }
    }

    fn integration(&self, found: &Integrated, changes: &[IntegrationChange]) -> IntegrationView {
        let period = found.file.integration.period;
        let today = self.file.today;
        let standing = match period.contains(today) {
            true => Standing::Valid,
            false if today < period.begin => Standing::Coming,
            false => Standing::Ended,
        };
        let code = self.codes().code(found.file.integration.quality_code);
        let change = |change: &IntegrationChange| ChangeView {
            at: local_time(change.at),
            user: change.user.as_ref().map(|user| self.name(user)),
            kind: change.kind,
            why: change.why.clone(),
            before: self.said(&change.before),
        };
        IntegrationView {
            number: found.number,
            revision: found.revision,
            said: self.said(&found.file),
            standing,
            counts: code.is_none_or(|known| known.counts),
            origin: found.registration.origin,
            registered_by: found.registration.user.as_ref().map(|user| self.name(user)),
            registered_at: found.registration.at.map(local_time),
            changes: changes.iter().rev().map(change).collect(),
        }
    }
}
