//! The form of an organisation.

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::text::Text;
use delibero_usecases::organisations::{Typed, TypedProcessor, Wrong};

use super::known_organisation;
use crate::error::{PageError, Trouble};
use crate::form_replay::FormReplay;
use crate::services::{services, signed_in_with};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormView {
    pub typed: Typed,
    pub wrongs: Vec<Wrong>,
    /// Identifier and label.
    pub regions: Vec<(String, Text)>,
    /// Number and label.
    pub sectors: Vec<(String, Text)>,
}

/// Why a form was not saved, beyond what is wrong in its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditProblem {
    /// Somebody saved in between: the fields that differ from what was typed, with what is registered now.
    Conflict(Vec<(String, String)>),
    /// The organisation that has the enterprise number.
    EnterpriseTaken(String),
    WhyWithNiss,
    Store(Trouble),
}

/// What a form that was not saved gives to its page.
#[derive(Clone, Debug, Default)]
pub struct EditReplay {
    pub identifier: String,
    pub typed: Typed,
    pub why: String,
    pub wrongs: Vec<Wrong>,
    pub problem: Option<EditProblem>,
    /// The revision over which it is saved next.
    pub revision: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditView {
    /// None: it is new.
    pub organisation: Option<(String, Text)>,
    pub identifier: String,
    pub revision: u32,
    pub why: String,
    pub problem: Option<EditProblem>,
    pub form: FormView,
}

/// # Errors
/// When the user may not register organisations.
pub async fn load_new() -> Result<EditView, PageError> {
    signed_in_with(Capability::WriteOrganisations)?;
    let with = services()?;
    let replay = FormReplay::<EditReplay>::given().unwrap_or_default();
    Ok(view(&with.catalogue, None, replay))
}

/// # Errors
/// When there is no such organisation, or the user may not change it.
pub async fn load(id: &str) -> Result<EditView, PageError> {
    let account = signed_in_with(Capability::WriteOrganisations)?;
    let with = services()?;
    let found = known_organisation(with.organisations(&account.actor)?, id).await?;
    let name = found.particulars.name.clone();
    let replay = FormReplay::<EditReplay>::given().unwrap_or_else(|| EditReplay {
        typed: Typed::of(&found.particulars),
        revision: found.revision,
        ..EditReplay::default()
    });
    Ok(view(&with.catalogue, Some((id.to_owned(), name)), replay))
}

fn view(catalogue: &Catalogue, organisation: Option<(String, Text)>, replay: EditReplay) -> EditView {
    let EditReplay { identifier, mut typed, why, wrongs, problem, revision } = replay;
    if typed.processors.iter().all(|processor| !processor.is_empty()) {
        typed.processors.push(TypedProcessor::default());
    }
    EditView {
        organisation,
        identifier,
        revision,
        why,
        problem,
        form: FormView {
            typed,
            wrongs,
            regions: catalogue.regions().iter().map(|region| (region.id.clone(), region.label.clone())).collect(),
            sectors: sectors(catalogue),
        },
    }
}

/// The sectors whose codes are known: number and label.
pub(crate) fn sectors(catalogue: &Catalogue) -> Vec<(String, Text)> {
    let label = |number: u16, label: &Text| Text::in_each(|language| format!("{number} – {}", label.get(language)));
    let all = catalogue.sectors().iter();
    all.map(|sector| (sector.number.to_string(), label(sector.number, &sector.label))).collect()
}
