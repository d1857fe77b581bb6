//! Why something was not done with an organisation.

use delibero_domain::identifier::OrganisationId;
use thiserror::Error;

use super::model::Registered;
use super::typed::Wrong;
use crate::accounts::NotAllowed;
use crate::store_error::StoreError;

#[derive(Debug, Error)]
pub enum OrganisationError {
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    #[error("there is no such organisation")]
    Unknown,
    /// What was typed cannot be read.
    #[error("{} fields are wrong", .0.len())]
    Wrong(Vec<Wrong>),
    /// Somebody saved in between: what is registered now.
    #[error("somebody saved in between")]
    Conflict(Box<Registered>),
    #[error("{0} has this enterprise number")]
    EnterpriseTaken(OrganisationId),
    #[error("no reason is given")]
    WhyMissing,
    #[error("the reason holds a NISS")]
    WhyWithNiss,
    /// It is suspended or ended already, or active already.
    #[error("that is so already")]
    Already,
    /// It has ended: nothing is given to it.
    #[error("the organisation has ended")]
    Ended,
    /// Confirmed or declined meanwhile.
    #[error("the proposal is gone")]
    NoProposal,
    /// Whoever proposed does not confirm.
    #[error("whoever proposed does not confirm")]
    OwnProposal,
    /// A day after the one on which it ends anyway, or before it begins.
    #[error("the last day lies outside of the membership")]
    LastDay,
    #[error(transparent)]
    Store(#[from] StoreError),
}
