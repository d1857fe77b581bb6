//! Words for what the engine says in identifiers: reasons, roles, rules of the NISS.

use delibero_domain::authorisation::WithheldReason;
use delibero_domain::niss::NissError;
use delibero_domain::role::Role;

use crate::i18n::{t_string, use_i18n};

/// Why an element is withheld, in about six words.
pub fn withheld_reason(reason: WithheldReason) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let i18n = use_i18n();
    move || {
        match reason {
            WithheldReason::ElementNotGranted => t_string!(i18n, shell.withheld_element_not_granted),
            WithheldReason::BlockNotGranted => t_string!(i18n, shell.withheld_block_not_granted),
            WithheldReason::ModuleWithoutElement => t_string!(i18n, shell.withheld_module_without_element),
            WithheldReason::RegimeNotGranted => t_string!(i18n, shell.withheld_regime_not_granted),
            WithheldReason::RiskNotGranted => t_string!(i18n, shell.withheld_risk_not_granted),
            WithheldReason::OutsideHistory => t_string!(i18n, shell.withheld_outside_history),
        }
        .to_owned()
    }
}

/// Which rule a would-be NISS breaks, and what to check.
pub fn niss_reason(error: NissError) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let i18n = use_i18n();
    move || {
        match error {
            NissError::Empty => t_string!(i18n, shell.niss_empty),
            NissError::Character => t_string!(i18n, shell.niss_character),
            NissError::Length => t_string!(i18n, shell.niss_length),
            NissError::Month => t_string!(i18n, shell.niss_month),
            NissError::Day => t_string!(i18n, shell.niss_day),
            NissError::Counter => t_string!(i18n, shell.niss_counter),
            NissError::CheckDigits => t_string!(i18n, shell.niss_check_digits),
        }
        .to_owned()
    }
}

/// A role of a user.
pub fn role_name(role: Role) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let i18n = use_i18n();
    move || {
        match role {
            Role::Secretariat => t_string!(i18n, shell.role_secretariat),
            Role::Approver => t_string!(i18n, shell.role_approver),
            Role::Registrar => t_string!(i18n, shell.role_registrar),
            Role::CaseWorker => t_string!(i18n, shell.role_case_worker),
            Role::PaymentsOfficer => t_string!(i18n, shell.role_payments_officer),
            Role::OrganisationAdmin => t_string!(i18n, shell.role_organisation_admin),
            Role::SecurityAdviser => t_string!(i18n, shell.role_security_adviser),
            Role::Auditor => t_string!(i18n, shell.role_auditor),
            Role::SourceOperator => t_string!(i18n, shell.role_source_operator),
            Role::SystemAdmin => t_string!(i18n, shell.role_system_admin),
        }
        .to_owned()
    }
}

/// Several roles, one after the other.
pub fn role_names(roles: Vec<Role>) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let names: Vec<_> = roles.into_iter().map(role_name).collect();
    move || names.iter().map(|name| name()).collect::<Vec<_>>().join(", ")
}
