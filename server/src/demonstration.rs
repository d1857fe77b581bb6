//! What this program knows of the demonstration: nothing where it was built without (`--no-default-features`).

use delibero_ui::session::DemonstrationAccount;

/// The users that the sign-in page of a demonstration shows.
#[must_use]
#[cfg(feature = "demonstration")]
pub fn accounts() -> Vec<DemonstrationAccount> {
    let shown = |account: delibero_demo::SignInAccount| DemonstrationAccount {
        user: account.user.to_owned(),
        password: delibero_demo::PASSWORD.to_owned(),
        organisation: account.organisation,
        roles: account.roles.to_vec(),
    };
    delibero_demo::sign_in_accounts().into_iter().map(shown).collect()
}

/// None: there are none.
#[must_use]
#[cfg(not(feature = "demonstration"))]
pub const fn accounts() -> Vec<DemonstrationAccount> {
    Vec::new()
}
