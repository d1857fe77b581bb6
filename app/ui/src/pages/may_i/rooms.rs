//! What each of one's roles is for, and the way to its room.

use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_words::reasons::role_words;
use delibero_words::say;
use leptos::prelude::*;

use crate::components::definitions::definition_rows;
use crate::components::section::Section;

pub(super) fn rooms(language: Language, roles: &[Role]) -> AnyView {
    if roles.is_empty() {
        return view! { <p>{say!(language, may_i.no_role)}</p> }.into_any();
    }
    let room = |role: &Role| {
        let ways = Section::rooms_of(*role).into_iter();
        let ways = ways.map(|section| {
            let (to, name) = (section.address(), section.name(language));
            view! { " " <a class="link" href=to>{name}</a> }
        });
        let says = view! { {duty(language, *role)} {ways.collect_view()} };
        (role_words(language, *role).to_owned(), says.into_any())
    };
    definition_rows(roles.iter().map(room))
}

fn duty(language: Language, role: Role) -> &'static str {
    match role {
        Role::Secretariat => say!(language, may_i.role_secretariat),
        Role::Approver => say!(language, may_i.role_approver),
        Role::Registrar => say!(language, may_i.role_registrar),
        Role::CaseWorker => say!(language, may_i.role_case_worker),
        Role::PaymentsOfficer => say!(language, may_i.role_payments_officer),
        Role::OrganisationAdmin => say!(language, may_i.role_organisation_admin),
        Role::SecurityAdviser => say!(language, may_i.role_security_adviser),
        Role::Auditor => say!(language, may_i.role_auditor),
        Role::SourceOperator => say!(language, may_i.role_source_operator),
        Role::SystemAdmin => say!(language, may_i.role_system_admin),
    }
}
