//! What each refusal lacks, and who can mend it.

use delibero_domain::consultation::RefusalReason;
use delibero_domain::text::Language;
use delibero_words::refusals::{heading, next_step};
use delibero_words::say;
use leptos::prelude::*;

use crate::components::html::{Html, html};
use crate::components::table::{Column, Row, Table};

pub(super) fn table(language: Language) -> AnyView {
    let columns = [say!(language, may_i.reason), say!(language, may_i.who)];
    let mut table = Table::new(say!(language, may_i.missing), columns.map(Column::new));
    for reason in RefusalReason::ALL.iter().copied() {
        let mut what = Html::from(heading(language, reason));
        html!(what, "<small>" {next_step(language, reason)} "</small>");
        table.row(&Row::new([what, mends(language, reason).into()]).id(Some(format!("missing-{}", reason.as_str()))));
    }
    table.view()
}

/// Who can mend a refusal.
fn mends(language: Language, reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::NoAuthorisation
        | RefusalReason::Expired
        | RefusalReason::ModuleNotGranted
        | RefusalReason::PurposeNotGranted
        | RefusalReason::PersonRoleNotGranted
        | RefusalReason::NoLegalContext => say!(language, may_i.mends_secretariat),
        RefusalReason::Suspended => say!(language, may_i.mends_suspended),
        RefusalReason::NotYetInForce | RefusalReason::LimitReached => say!(language, may_i.mends_time),
        RefusalReason::RoleNotAllowed | RefusalReason::NotDesignated | RefusalReason::NoOffice => {
            say!(language, may_i.mends_admin)
        }
        RefusalReason::NotIntegrated | RefusalReason::RegisteredByOneself => {
            say!(language, may_i.mends_registrar)
        }
        RefusalReason::SenderNotIntegrated => say!(language, may_i.mends_sender),
        RefusalReason::NissInvalid | RefusalReason::NissReplaced | RefusalReason::NissCancelled => {
            say!(language, may_i.mends_you)
        }
    }
}
