//! Whoever acts: what use cases and reads are given to know who asks.

use delibero_domain::capability::Capability;
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::role::Role;
use thiserror::Error;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// What is typed to sign in.
    pub user: UserName,
    pub organisation: OrganisationId,
    pub roles: Vec<Role>,
}

/// The capability that an actor does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this account may not do that: {0:?}")]
pub struct NotAllowed(pub Capability);

impl Actor {
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// For rules that name roles: those of an authorisation. What the portal itself lets somebody do is a capability.
    #[must_use]
    pub fn has_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }

    #[must_use]
    pub fn may(&self, capability: Capability) -> bool {
        capability.is_had_by(&self.roles)
    }

    /// # Errors
    /// When the actor does not have the capability.
    pub fn must(&self, capability: Capability) -> Result<(), NotAllowed> {
        if self.may(capability) { Ok(()) } else { Err(NotAllowed(capability)) }
    }
}
