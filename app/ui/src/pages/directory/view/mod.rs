//! What the pages of the reference directory show, and the forms that they send.

pub mod form;
pub mod loads;
pub mod person;
pub mod upkeep;

use delibero_domain::capability::Capability;
use delibero_domain::niss::{NissError, NissRules};

use crate::error::{PageError, Trouble};
use crate::form_replay::FormReplay;
use crate::services::{services, signed_in_with};

/// A search that was sent and is shown again. Its `Debug` says nothing of what was typed.
#[derive(Clone, Default)]
pub struct SearchReplay {
    pub niss: String,
    pub broken: Option<NissError>,
    pub trouble: Option<Trouble>,
}

pub struct SearchView {
    pub replay: SearchReplay,
    pub niss_rules: NissRules,
}

/// # Errors
/// When the user registers nobody.
pub fn load_search() -> Result<SearchView, PageError> {
    signed_in_with(Capability::Integrate)?;
    let replay = FormReplay::<SearchReplay>::given().unwrap_or_default();
    Ok(SearchView { replay, niss_rules: services()?.niss_rules() })
}
