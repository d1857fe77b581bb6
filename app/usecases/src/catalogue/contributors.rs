//! Who had a part in a draft.

use delibero_domain::identifier::UserName;

use super::model::CatalogueDraft;
use super::port::CatalogueStore;
use crate::store_error::StoreError;

/// Whether somebody began, saved or proposed a draft, were it long ago and under another role.
pub(super) async fn contributed(
    store: &dyn CatalogueStore,
    draft: &CatalogueDraft,
    user: &UserName,
) -> Result<bool, StoreError> {
    let named = draft.author.as_ref() == Some(user) || draft.proposed.as_ref() == Some(user);
    Ok(named || draft.editors.contains(user) || store.contributors(&draft.id).await?.contains(user))
}
