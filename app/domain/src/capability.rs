//! What a user may do, and which roles have it: the one table, asked by endpoints, menu, use cases and pages.

use crate::role::Role;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Capability {
    /// Ask about a person, and see the answer again while it is open.
    Consult,
    /// Integrate persons for the own organisation, and see whom it has integrated.
    Integrate,
    /// See the journal of the own organisation.
    ReadJournal,
    /// See the journal of every organisation.
    ReadWholeJournal,
    /// See the catalogue and what is published in the register.
    ReadRegister,
    /// See drafts, and every save of a deliberation.
    ReadDrafts,
    /// See how many past consultations a draft would decide otherwise.
    ReadHappened,
    /// Begin a draft, write in it, propose it, and throw it away.
    WriteDrafts,
    /// Publish a draft that others wrote, or send it back.
    PublishDrafts,
    /// Stop an authorisation at once.
    Suspend,
    /// Look after the people of the own organisation.
    ManageOwnPeople,
    /// Look after the committee's people, and make the first administrators of organisations.
    ManagePeople,
    /// See what is registered of the own organisation.
    ReadOrganisations,
    /// See what is registered of every organisation.
    ReadEveryOrganisation,
    /// Register, change, suspend and end organisations, and propose recipients for them.
    WriteOrganisations,
    /// Give an organisation a recipient that others proposed, or decline it.
    ApproveRecipients,
    /// Load records of the services that the own organisation sends, and see what became of its files.
    LoadRecords,
}

impl Capability {
    pub const ALL: [Self; 17] = [
        Self::Consult,
        Self::Integrate,
        Self::ReadJournal,
        Self::ReadWholeJournal,
        Self::ReadRegister,
        Self::ReadDrafts,
        Self::ReadHappened,
        Self::WriteDrafts,
        Self::PublishDrafts,
        Self::Suspend,
        Self::ManageOwnPeople,
        Self::ManagePeople,
        Self::ReadOrganisations,
        Self::ReadEveryOrganisation,
        Self::WriteOrganisations,
        Self::ApproveRecipients,
        Self::LoadRecords,
    ];

    /// The roles that have it; none: everyone who is signed in, whatever their roles.
    #[must_use]
    pub const fn roles(self) -> Option<&'static [Role]> {
        match self {
            Self::Consult => Some(&[Role::CaseWorker, Role::PaymentsOfficer]),
            Self::Integrate => Some(&[Role::Registrar]),
            Self::ReadJournal => Some(&[Role::Auditor, Role::SecurityAdviser]),
            Self::ReadWholeJournal => Some(&[Role::Auditor]),
            Self::ReadRegister => None,
            Self::ReadDrafts | Self::Suspend => Some(&[Role::Secretariat, Role::Approver]),
            Self::ReadHappened => Some(&[Role::Secretariat, Role::Approver, Role::Auditor, Role::SecurityAdviser]),
            Self::WriteDrafts => Some(&[Role::Secretariat]),
            Self::PublishDrafts | Self::ApproveRecipients => Some(&[Role::Approver]),
            Self::ManageOwnPeople => Some(&[Role::OrganisationAdmin]),
            Self::ManagePeople | Self::WriteOrganisations => Some(&[Role::Secretariat, Role::SystemAdmin]),
            Self::ReadOrganisations => Some(&[
                Role::Secretariat,
                Role::Approver,
                Role::OrganisationAdmin,
                Role::SecurityAdviser,
                Role::Auditor,
                Role::SystemAdmin,
            ]),
            Self::ReadEveryOrganisation => Some(&[Role::Secretariat, Role::Approver, Role::Auditor, Role::SystemAdmin]),
            Self::LoadRecords => Some(&[Role::SourceOperator]),
        }
    }

    /// Whether somebody with some roles has it.
    #[must_use]
    pub fn is_had_by(self, roles: &[Role]) -> bool {
        self.roles().is_none_or(|having| roles.iter().any(|role| having.contains(role)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the vocabulary says it: whatever is read here about a role is read there.
    #[test]
    fn each_role_has_what_the_vocabulary_says_of_it() {
        use Capability as C;
        let had: &[(Role, &[Capability])] = &[
            (
                Role::Secretariat,
                &[
                    C::ReadDrafts,
                    C::ReadHappened,
                    C::WriteDrafts,
                    C::Suspend,
                    C::ManagePeople,
                    C::ReadOrganisations,
                    C::ReadEveryOrganisation,
                    C::WriteOrganisations,
                ],
            ),
            (
                Role::Approver,
                &[
                    C::ReadDrafts,
                    C::ReadHappened,
                    C::PublishDrafts,
                    C::Suspend,
                    C::ReadOrganisations,
                    C::ReadEveryOrganisation,
                    C::ApproveRecipients,
                ],
            ),
            (Role::Registrar, &[C::Integrate]),
            (Role::CaseWorker, &[C::Consult]),
            (Role::PaymentsOfficer, &[C::Consult]),
            (Role::OrganisationAdmin, &[C::ManageOwnPeople, C::ReadOrganisations]),
            (Role::SecurityAdviser, &[C::ReadJournal, C::ReadHappened, C::ReadOrganisations]),
            (
                Role::Auditor,
                &[C::ReadJournal, C::ReadWholeJournal, C::ReadHappened, C::ReadOrganisations, C::ReadEveryOrganisation],
            ),
            (Role::SourceOperator, &[C::LoadRecords]),
            (
                Role::SystemAdmin,
                &[C::ManagePeople, C::ReadOrganisations, C::ReadEveryOrganisation, C::WriteOrganisations],
            ),
        ];
        assert_eq!(had.len(), Role::ALL.len());
        for (role, had) in had {
            for capability in Capability::ALL {
                let expected = capability == C::ReadRegister || had.contains(&capability);
                assert_eq!(capability.is_had_by(&[*role]), expected, "{role} {capability:?}");
            }
        }
        assert!(C::ReadRegister.is_had_by(&[]), "somebody without any role");
    }

    #[test]
    fn who_writes_or_approves_sees_what_it_is_about() {
        use Capability as C;
        for (capability, wider) in [
            (C::WriteDrafts, C::ReadDrafts),
            (C::PublishDrafts, C::ReadDrafts),
            (C::Suspend, C::ReadDrafts),
            (C::ReadWholeJournal, C::ReadJournal),
            (C::ReadEveryOrganisation, C::ReadOrganisations),
            (C::WriteOrganisations, C::ReadEveryOrganisation),
            (C::ApproveRecipients, C::ReadEveryOrganisation),
        ] {
            assert!(capability.roles().into_iter().flatten().all(|role| wider.is_had_by(&[*role])), "{capability:?}");
        }
    }
}
