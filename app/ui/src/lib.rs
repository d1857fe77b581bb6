//! Pages and components of the portal.

#![recursion_limit = "256"]

pub mod components;
#[cfg(feature = "ssr")]
pub mod explain;
pub mod pages;
#[cfg(all(test, feature = "ssr"))]
mod rendering;
mod routes;
mod shell;

#[allow(missing_docs, reason = "made by build.rs from locales/")]
mod translations {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}

pub use routes::App;
pub use shell::shell;
pub use translations::i18n;
