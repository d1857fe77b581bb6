//! Which roles the people of an organisation may have.

use crate::authorisation::Source;
use crate::catalogue::Catalogue;
use crate::identifier::RecipientId;
use crate::role::Role;

/// The roles of people of the committee itself, which is no recipient. An organisation that belongs to no recipient yet is
/// not the committee.
pub const OF_COMMITTEE: &[Role] =
    &[Role::Secretariat, Role::Approver, Role::SecurityAdviser, Role::Auditor, Role::SourceOperator, Role::SystemAdmin];

/// The roles of every recipient, whatever its authorisations.
const OF_EVERY_RECIPIENT: &[Role] = &[Role::Registrar, Role::OrganisationAdmin, Role::SecurityAdviser];

/// The roles that people of an organisation may have, in the order of the vocabulary: those that the authorisations of
/// its recipients name, those of every recipient, and whoever loads records where it is the sender of a service.
#[must_use]
pub fn roles_within(catalogue: &Catalogue, recipients: &[RecipientId]) -> Vec<Role> {
    let authorised = |role: Role| {
        let authorisations = recipients.iter().flat_map(|recipient| {
            let services = catalogue.services().iter();
            services.flat_map(move |service| catalogue.authorisations_of(recipient.as_str(), service.id.as_str()))
        });
        authorisations.into_iter().any(|found| {
            found.roles.contains(&role) || found.purposes.iter().any(|purpose| purpose.roles.contains(&role))
        })
    };
    let sends = || catalogue.services().iter().any(|service| recipients.contains(&service.sender));
    let has = |role: &Role| {
        OF_EVERY_RECIPIENT.contains(role) || (*role == Role::SourceOperator && sends()) || authorised(*role)
    };
    Role::ALL.iter().copied().filter(has).collect()
}

/// Two of some roles that may not meet in one person of an organisation, and where that stands: whoever registers files
/// does not consult where an authorisation asks for a file that somebody else registered (12/057 point 22).
#[must_use]
pub fn separated<'c>(
    catalogue: &'c Catalogue,
    recipients: &[RecipientId],
    roles: &[Role],
) -> Option<(Role, Role, &'c Source)> {
    if !roles.contains(&Role::Registrar) {
        return None;
    }
    let apart = catalogue.authorisations().iter().filter(|found| recipients.contains(&found.recipient));
    apart.into_iter().find_map(|found| {
        let source = found.own_file.as_ref()?;
        let consulting = found.roles.iter().chain(found.purposes.iter().flat_map(|purpose| &purpose.roles));
        let other = consulting.into_iter().find(|role| roles.contains(role))?;
        Some((Role::Registrar, *other, source))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::files::builtin;

    #[test]
    fn an_organisation_has_the_roles_that_its_authorisations_name() {
        let catalogue = builtin().expect("a sound catalogue");
        let of = |recipients: &[&str]| {
            let recipients: Vec<_> =
                recipients.iter().map(|id| RecipientId::new(*id).expect("an identifier")).collect();
            roles_within(&catalogue, &recipients)
        };
        let every = [Role::Registrar, Role::CaseWorker, Role::OrganisationAdmin, Role::SecurityAdviser];
        assert_eq!(of(&["vdab"]), every);
        assert_eq!(of(&["onem-inspection"]), every, "a member");
        let cpas = of(&["cpas"]);
        assert!(cpas.contains(&Role::PaymentsOfficer) && !cpas.contains(&Role::Auditor), "{cpas:?}");
        assert!(of(&["insurers"]).contains(&Role::SourceOperator));
        assert_eq!(of(&[]), OF_EVERY_RECIPIENT, "what belongs to no recipient yet is not the committee");
    }

    #[test]
    fn whoever_registers_files_does_not_consult_where_the_text_keeps_them_apart() {
        let catalogue = builtin().expect("a sound catalogue");
        let of = |recipient: &str, roles: &[Role]| {
            let recipients = [RecipientId::new(recipient).expect("an identifier")];
            separated(&catalogue, &recipients, roles)
                .map(|(one, other, source)| (one, other, String::from(source.clone())))
        };
        let both = [Role::CaseWorker, Role::Registrar];
        let (one, other, source) = of("secal", &both).expect("they are apart");
        assert_eq!((one, other), (Role::Registrar, Role::CaseWorker));
        assert!(source.starts_with("12/057"), "{source}");
        assert_eq!(of("secal", &[Role::Registrar, Role::SecurityAdviser]), None);
        assert_eq!(of("cpas", &both), None, "20/130 does not part them");
    }
}
