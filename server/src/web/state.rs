//! What every handler may need.

use std::path::PathBuf;
use std::sync::Arc;

use delibero_domain::tlog::Signer;
use delibero_files::official_texts::Reader;
use delibero_ui::BrowserFiles;
use delibero_ui::session::DemonstrationAccount;
use delibero_usecases::accounts::sign_in::{Gate, PasswordHasher, Pause, SigningIn};
use delibero_usecases::accounts::{AccountStore, DEMONSTRATION_PASSWORD};
use delibero_usecases::services::Application;

use super::client::Proxies;
use super::readiness::Readiness;
use super::seen::Seen;
use super::sign_in::session_table::SessionTable;

/// No handler gets at the database by it: what is read of it is read through [`Application`], for an actor.
#[derive(Clone)]
pub struct AppState {
    pub application: Application,
    /// For signing in, and for who is signed in.
    pub accounts: Arc<dyn AccountStore>,
    pub sessions: SessionTable,
    pub hasher: Arc<dyn PasswordHasher>,
    /// What is remembered of attempts to sign in.
    pub gate: Arc<Gate>,
    pub pause: Arc<dyn Pause>,
    /// The proxies whose word about an address is taken.
    pub proxies: Proxies,
    /// Reads the files that are sent.
    pub reader: Reader,
    /// Where the built site is.
    pub site: PathBuf,
    /// The style sheet and the browser's program in it.
    pub browser_files: BrowserFiles,
    /// Where `make watch` says that a page is to be loaded again.
    pub reload_port: Option<u16>,
    /// When sessions were last used.
    pub seen: Arc<Seen>,
    pub readiness: Readiness,
    /// Signs what is handed over of the log; none: nothing is.
    pub log_signer: Option<Arc<Signer>>,
    /// Whether cookies travel over HTTPS only.
    pub secure_cookies: bool,
    /// The accounts that the sign-in page shows in a demonstration.
    pub demonstration: Arc<Vec<DemonstrationAccount>>,
}

impl AppState {
    /// What signing in works with.
    #[must_use]
    pub fn signing_in(&self) -> SigningIn<'_> {
        SigningIn {
            accounts: self.accounts.as_ref(),
            hasher: self.hasher.as_ref(),
            gate: &self.gate,
            clock: self.application.clock.as_ref(),
            watch: self.application.watch(),
            pause: self.pause.as_ref(),
            refused_password: (!self.application.demonstration).then_some(DEMONSTRATION_PASSWORD),
        }
    }

    /// The accounts that the sign-in page shows.
    #[must_use]
    pub fn demonstration_accounts(&self) -> Vec<DemonstrationAccount> {
        if self.application.demonstration { self.demonstration.to_vec() } else { Vec::new() }
    }
}
