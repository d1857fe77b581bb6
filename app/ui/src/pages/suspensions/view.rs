//! Suspensions as pages show them, and the form that makes one.

use delibero_domain::authorisation::{Authorisation, Suspension};
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::CatalogueError;
use delibero_domain::identifier::{OrganisationId, RecipientId, ServiceId};
use delibero_domain::text::{Language, Text};
use delibero_usecases::catalogue::{KnownSuspension, SuspendError, ToSuspend};
use delibero_usecases::directory::Organisation;
use delibero_words::say;
use jiff::civil::{Date, DateTime};

use crate::error::{PageError, Trouble};
use crate::form_replay::FormReplay;
use crate::services::{services, signed_in, signed_in_with};

/// One suspension as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspensionView {
    pub deliberation: String,
    pub recipient: String,
    pub recipient_label: Text,
    pub service: Text,
    /// The name of the one organisation that it stops; none: everybody who asks.
    pub organisation: Option<Text>,
    /// In Belgian time.
    pub since: DateTime,
    pub by: String,
    /// As it was typed.
    pub reason: String,
    /// The document that it stands in, for whoever may begin to lift it.
    pub lift: Option<String>,
}

/// Everything that is suspended and that the reader may know of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suspensions(Vec<(String, SuspensionView)>);

impl Suspensions {
    /// # Errors
    /// When nobody is signed in, or the store fails.
    pub async fn load() -> Result<Self, PageError> {
        Self::of_catalogue(&services()?.catalogue).await
    }

    /// Those of another state than the page is made of: what decided.
    ///
    /// # Errors
    /// When nobody is signed in, or the store fails.
    pub async fn of_catalogue(catalogue: &Catalogue) -> Result<Self, PageError> {
        let reader = signed_in()?;
        let lifts = reader.actor.may(Capability::WriteDrafts);
        let known = services()?.suspensions(catalogue, &reader.actor).await?;
        Ok(Self(known.into_iter().map(|found| named(catalogue, found, lifts)).collect()))
    }

    /// What stops an organisation on a day, in what it may ask.
    ///
    /// # Errors
    /// When nobody is signed in, or the store fails.
    pub async fn stopping(
        catalogue: &Catalogue,
        organisation: &Organisation,
        today: Date,
    ) -> Result<Vec<SuspensionView>, PageError> {
        if catalogue.suspensions().is_empty() {
            return Ok(Vec::new());
        }
        let known = Self::of_catalogue(catalogue).await?;
        let recipients = organisation.recipients_on(today);
        let own = catalogue.authorisations().iter().filter(|found| recipients.contains(&found.recipient));
        let stopped = own.filter_map(|found| found.suspended(today, Some(&organisation.id)));
        let mut views: Vec<SuspensionView> = Vec::new();
        for view in stopped.filter_map(|found| known.known(found)) {
            if !views.contains(view) {
                views.push(view.clone());
            }
        }
        Ok(views)
    }

    pub fn all(&self) -> impl Iterator<Item = &SuspensionView> {
        self.0.iter().map(|(_, view)| view)
    }

    /// Those that stop an authorisation.
    #[must_use]
    pub fn of(&self, authorisation: &Authorisation) -> Vec<SuspensionView> {
        authorisation.suspensions.iter().filter_map(|found| self.known(found)).cloned().collect()
    }

    /// Those of the authorisations of a deliberation.
    pub fn by_deliberation<'s>(&'s self, number: &'s str) -> impl Iterator<Item = &'s SuspensionView> {
        self.all().filter(move |view| view.deliberation == number)
    }

    /// Those of the authorisations for a service.
    #[must_use]
    pub fn of_service(&self, catalogue: &Catalogue, service: &str) -> Vec<SuspensionView> {
        let of_service = catalogue.suspensions().iter().filter(|found| found.service.as_str() == service);
        of_service.filter_map(|found| self.known(found)).cloned().collect()
    }

    #[must_use]
    pub fn known(&self, suspension: &Suspension) -> Option<&SuspensionView> {
        self.0.iter().find(|(file, _)| *file == suspension.file).map(|(_, view)| view)
    }
}

fn named(catalogue: &Catalogue, found: KnownSuspension, lifts: bool) -> (String, SuspensionView) {
    let KnownSuspension { suspension, by, organisation } = found;
    let recipient = catalogue.recipient(suspension.recipient.as_str()).map(|found| found.label.clone());
    let service = catalogue.service(suspension.service.as_str()).map(|found| found.label.clone());
    let view = SuspensionView {
        deliberation: suspension.deliberation.clone(),
        recipient: suspension.recipient.to_string(),
        recipient_label: recipient.unwrap_or_else(|| Text::same(suspension.recipient.as_str())),
        service: service.unwrap_or_else(|| Text::same(suspension.service.as_str())),
        organisation,
        since: suspension.since,
        by,
        reason: suspension.reason.clone(),
        lift: lifts.then(|| suspension.file.clone()),
    };
    (suspension.file.clone(), view)
}

/// Whose authorisation, for which service, by which deliberation.
pub(super) fn of(language: Language, found: &SuspensionView) -> String {
    let (recipient, service) = (found.recipient_label.get(language), found.service.get(language));
    say!(language, suspension.of, recipient = recipient, service = service, deliberation = found.deliberation)
}

/// What a draft that lifts a suspension is called.
#[must_use]
pub fn lift_title(catalogue: &Catalogue, file: &str, language: Language) -> String {
    let found = catalogue.suspensions().iter().find(|found| found.file == file);
    let what = found.map(|found| {
        let suspension = KnownSuspension {
            suspension: found.clone(),
            by: String::new(),
            organisation: found.organisation.as_ref().map(|id| Text::same(id.as_str())),
        };
        of(language, &named(catalogue, suspension, false).1)
    });
    say!(language, suspension.lift_title, what = what.unwrap_or_default())
}

/// What the form of a suspension sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuspendForm {
    pub deliberation: String,
    pub service: String,
    /// Whether one organisation alone is meant.
    pub one: bool,
    pub organisation: String,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuspendProblem {
    ReasonMissing,
    ReasonTooLong,
    ReasonWithNiss,
    OrganisationMissing,
    OrganisationStrange,
    Already(DateTime),
    /// The first fault.
    NotSound(Option<Box<CatalogueError>>),
    Store(Trouble),
}

impl SuspendProblem {
    /// The field that it is about.
    pub(super) const fn field(&self) -> Option<&'static str> {
        match self {
            Self::ReasonMissing | Self::ReasonTooLong | Self::ReasonWithNiss => Some("reason"),
            Self::OrganisationMissing | Self::OrganisationStrange => Some("organisation"),
            Self::Already(_) | Self::NotSound(_) | Self::Store(_) => None,
        }
    }

    /// None: there is no such authorisation, or this account may not.
    #[must_use]
    pub fn of(error: &SuspendError) -> Option<Self> {
        Some(match error {
            SuspendError::NoReason => Self::ReasonMissing,
            SuspendError::TooLong => Self::ReasonTooLong,
            SuspendError::Niss => Self::ReasonWithNiss,
            SuspendError::NoOrganisation => Self::OrganisationStrange,
            SuspendError::Already(since) => Self::Already(*since),
            SuspendError::NotSound(errors) => Self::NotSound(errors.first().cloned().map(Box::new)),
            SuspendError::Store(error) => Self::Store(Trouble::traced(error, "nothing was suspended")),
            SuspendError::NotAllowed | SuspendError::NoAuthorisation => return None,
        })
    }
}

impl SuspendForm {
    /// What is asked for; none where identifiers are none.
    ///
    /// # Errors
    /// When one organisation is meant and none chosen.
    pub fn read(&self, recipient: &str) -> Result<Option<ToSuspend>, SuspendProblem> {
        let organisation = self.organisation.trim();
        if self.one && organisation.is_empty() {
            return Err(SuspendProblem::OrganisationMissing);
        }
        let organisation = match OrganisationId::new(organisation) {
            Ok(id) if self.one => Some(id),
            Err(_) if self.one => return Err(SuspendProblem::OrganisationStrange),
            _ => None,
        };
        let (Ok(recipient), Ok(service)) = (RecipientId::new(recipient), ServiceId::new(self.service.trim())) else {
            return Ok(None);
        };
        Ok(Some(ToSuspend {
            deliberation: self.deliberation.trim().to_owned(),
            recipient,
            service,
            organisation,
            reason: self.reason.trim().to_owned(),
        }))
    }
}

/// A form that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuspendReplay {
    pub form: SuspendForm,
    pub problems: Vec<SuspendProblem>,
    /// Nothing is wrong with it: whether it is meant is asked.
    pub confirm: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspendView {
    pub recipient: String,
    pub label: Text,
    pub members: usize,
    pub service: Text,
    /// Those who ask as the recipient or a member of it: identifier and name, by name.
    pub organisations: Vec<(String, Text)>,
    pub replay: SuspendReplay,
}

/// # Errors
/// When the user may not suspend, or there is no such authorisation.
pub(super) async fn load(recipient: &str, asked: SuspendForm) -> Result<SuspendView, PageError> {
    let account = signed_in_with(Capability::Suspend)?;
    let with = services()?;
    let replay = FormReplay::<SuspendReplay>::given();
    let replay = replay.unwrap_or(SuspendReplay { form: asked, ..SuspendReplay::default() });
    let catalogue = &with.catalogue;
    let found = catalogue.recipient(recipient).ok_or(PageError::Unknown)?;
    let service = catalogue.service(replay.form.service.trim()).ok_or(PageError::Unknown)?;
    let mut held = catalogue.authorisations_of(recipient, service.id.as_str());
    if !held.any(|known| known.source.deliberation == replay.form.deliberation.trim()) {
        return Err(PageError::Unknown);
    }
    let organisations = with.suspending(&account.actor).organisations(&found.id, catalogue).await;
    let organisations = organisations.map_err(|error| match error {
        SuspendError::Store(error) => PageError::from(error),
        _ => PageError::NotAllowed,
    })?;
    Ok(SuspendView {
        recipient: found.id.to_string(),
        label: found.label.clone(),
        members: catalogue.members_of(recipient).count(),
        service: service.label.clone(),
        organisations: organisations.into_iter().map(|found| (found.id.to_string(), found.name)).collect(),
        replay,
    })
}
