//! Who had a part in a draft.

use delibero_domain::identifier::UserName;

use super::content::DraftContent;
use super::draft::Draft;
use super::port::DraftStore as _;
use crate::store_error::StoreError;

/// Whether somebody began, saved or proposed a draft, were it long ago and under another role. Its saves say so as well
/// as the draft, which keeps the newest proposal only.
pub(super) async fn contributed<C: DraftContent>(
    store: &C::Store,
    draft: &Draft<C>,
    user: &UserName,
) -> Result<bool, StoreError> {
    let named = draft.author.as_ref() == Some(user) || draft.proposed.as_ref() == Some(user);
    Ok(named || draft.editors.contains(user) || store.contributors(&draft.id).await?.contains(user))
}
