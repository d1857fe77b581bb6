//! Who had a part in a draft.

use delibero_domain::identifier::UserName;

use super::draft::Draft;
use super::port::RegisterStore;
use crate::store_error::StoreError;

/// Whether somebody began, saved or proposed a draft, were it long ago and under another role. Its saves say so as well
/// as the draft, which keeps the newest proposal only.
pub(super) async fn contributed(
    register: &dyn RegisterStore,
    draft: &Draft,
    user: &UserName,
) -> Result<bool, StoreError> {
    let named = draft.author == *user || draft.editors.contains(user) || draft.proposed.as_ref() == Some(user);
    Ok(named || register.contributors(&draft.id).await?.contains(user))
}
