//! What a draft is called and which text carries it, as it is typed.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{End, Version};
use delibero_usecases::catalogue::CarriedBy;
use delibero_usecases::register::Register;
use delibero_usecases::store_error::StoreError;

use crate::error::Trouble;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeForm {
    pub title: String,
    /// `23/058`; empty: no text carries it.
    pub deliberation: String,
    /// The place of the version, from 0.
    pub version: String,
}

/// The title, and the text that carries it.
pub type Described = (String, Option<CarriedBy>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DescribeError {
    TitleMissing,
    /// A NISS stands in the title.
    Niss,
    NotANumber,
    UnknownDeliberation,
    /// It has several versions, and none was chosen.
    VersionMissing,
    Store(Trouble),
}

impl DescribeError {
    /// The field that it is about.
    pub(in crate::pages::changes) const fn field(self) -> Option<&'static str> {
        match self {
            Self::TitleMissing | Self::Niss => Some("title"),
            Self::NotANumber | Self::UnknownDeliberation => Some("deliberation"),
            Self::VersionMissing => Some("version"),
            Self::Store(_) => None,
        }
    }
}

/// The form with what may be chosen in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeView {
    pub form: DescribeForm,
    pub errors: Vec<DescribeError>,
    /// Of the deliberation that is named.
    pub versions: Vec<Version>,
    /// How the deliberation that is named ended, if it did.
    pub end: Option<End>,
}

impl DescribeForm {
    #[must_use]
    pub fn of(title: &str, carried_by: Option<&CarriedBy>) -> Self {
        Self {
            title: title.to_owned(),
            deliberation: carried_by.map(|by| by.deliberation.to_string()).unwrap_or_default(),
            version: carried_by.map(|by| by.version.to_string()).unwrap_or_default(),
        }
    }

    fn number(&self) -> Option<DeliberationNumber> {
        self.deliberation.trim().parse().ok()
    }

    /// What it says, or everything that is wrong with it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn read(&self, register: Register<'_>) -> Result<Result<Described, Vec<DescribeError>>, StoreError> {
        let title = self.title.trim().to_owned();
        let mut errors = Vec::new();
        if title.is_empty() {
            errors.push(DescribeError::TitleMissing);
        }
        let carried_by = match self.carried_by(register).await? {
            Ok(carried_by) => carried_by,
            Err(error) => {
                errors.push(error);
                None
            }
        };
        Ok(if errors.is_empty() { Ok((title, carried_by)) } else { Err(errors) })
    }

    async fn carried_by(&self, register: Register<'_>) -> Result<Result<Option<CarriedBy>, DescribeError>, StoreError> {
        if self.deliberation.trim().is_empty() {
            return Ok(Ok(None));
        }
        let Some(deliberation) = self.number() else { return Ok(Err(DescribeError::NotANumber)) };
        let Some(found) = register.deliberation(deliberation).await? else {
            return Ok(Err(DescribeError::UnknownDeliberation));
        };
        let chosen = self.version.trim().parse().ok().filter(|place| usize::from(*place) < found.versions.len());
        let version = chosen.or_else(|| (found.versions.len() == 1).then_some(0_u16));
        Ok(version.map(|version| Some(CarriedBy { deliberation, version })).ok_or(DescribeError::VersionMissing))
    }

    /// The form as it is shown.
    pub(super) async fn view(
        self,
        register: Register<'_>,
        errors: Vec<DescribeError>,
    ) -> Result<DescribeView, StoreError> {
        let found = match self.number() {
            Some(number) => register.deliberation(number).await?,
            None => None,
        };
        let (versions, end) = found.map(|found| (found.versions, found.end)).unwrap_or_default();
        Ok(DescribeView { form: self, errors, versions, end })
    }
}
