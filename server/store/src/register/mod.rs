//! The register of deliberations: what is published, drafts, and every save of them.
//!
//! The facts of a deliberation are one JSON; columns and tables beside it are copies for filters, sorting and links, as
//! the domain makes them. Publishing writes all of them anew.

mod drafts;
mod facts;
mod list;
mod numbers;
mod port;
mod publish;
pub(crate) mod reindex;
mod search;
mod states;
