//! What the pages are read with: given by the router as context.

use std::sync::Arc;

use delibero_domain::capability::Capability;
use delibero_usecases::accounts::Account;
pub use delibero_usecases::services::Services;
use leptos::prelude::use_context;

use crate::error::{PageError, Trouble};

/// The account signed in, read anew from the store for this very request.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Arc<Account>);

/// Stands in the context where the store could not say who is signed in: nobody's session ended by that.
#[derive(Clone, Copy, Debug)]
pub struct StoreAway(pub Trouble);

/// The services of this request.
pub(crate) fn services() -> Result<Services, PageError> {
    use_context::<Services>().ok_or(PageError::Fault)
}

/// The account signed in.
pub(crate) fn signed_in() -> Result<Arc<Account>, PageError> {
    let nobody = || use_context::<StoreAway>().map_or(PageError::SignInNeeded, |StoreAway(trouble)| trouble.into());
    use_context::<SignedIn>().map(|SignedIn(account)| account).ok_or_else(nobody)
}

/// The account signed in, if it has a capability.
pub(crate) fn signed_in_with(capability: Capability) -> Result<Arc<Account>, PageError> {
    let account = signed_in()?;
    account.actor.must(capability)?;
    Ok(account)
}
