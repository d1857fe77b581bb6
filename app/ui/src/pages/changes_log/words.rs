//! Kinds, fields and values of changes in words.

use delibero_domain::access_log::AdministrationKind;
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_words::reasons::role_words;
use delibero_words::say;
use serde_json::Value as Json;

use crate::pages::access_log::outcome;
use crate::pages::people::state_words;

pub(super) fn kind(language: Language, kind: AdministrationKind) -> &'static str {
    match kind {
        AdministrationKind::OrganisationChanged => say!(language, changes_log.kind_organisation_changed),
        AdministrationKind::UserChanged => say!(language, changes_log.kind_user_changed),
        AdministrationKind::RoleChanged => say!(language, changes_log.kind_role_changed),
        AdministrationKind::DesignationChanged => say!(language, changes_log.kind_designation_changed),
        AdministrationKind::AccessLinkMade => say!(language, changes_log.kind_access_link_made),
        AdministrationKind::PasswordChanged => say!(language, changes_log.kind_password_changed),
        AdministrationKind::SessionEnded => say!(language, changes_log.kind_session_ended),
        AdministrationKind::IntegrationChanged => say!(language, changes_log.kind_integration_changed),
        AdministrationKind::IntegrationSearched => say!(language, changes_log.kind_integration_searched),
        AdministrationKind::IntegrationsLoaded => say!(language, changes_log.kind_integrations_loaded),
        AdministrationKind::CataloguePublished => say!(language, changes_log.kind_catalogue_published),
        AdministrationKind::CatalogueSuspended => say!(language, changes_log.kind_catalogue_suspended),
        AdministrationKind::RecordsLoaded => say!(language, changes_log.kind_records_loaded),
        AdministrationKind::RejectsExported => say!(language, changes_log.kind_rejects_exported),
        AdministrationKind::BatchBegun => say!(language, changes_log.kind_batch_begun),
        AdministrationKind::BatchStopped => say!(language, changes_log.kind_batch_stopped),
        AdministrationKind::BatchResumed => say!(language, changes_log.kind_batch_resumed),
        AdministrationKind::BatchEnded => say!(language, changes_log.kind_batch_ended),
        AdministrationKind::BatchShown => say!(language, changes_log.kind_batch_shown),
        AdministrationKind::BatchExported => say!(language, changes_log.kind_batch_exported),
        AdministrationKind::LogRead => say!(language, changes_log.kind_log_read),
        AdministrationKind::LogExported => say!(language, changes_log.kind_log_exported),
        AdministrationKind::ReceiptTaken => say!(language, changes_log.kind_receipt_taken),
        AdministrationKind::HandedOver => say!(language, changes_log.kind_handed_over),
        AdministrationKind::LimitChanged => say!(language, changes_log.kind_limit_changed),
        AdministrationKind::SignedIn => say!(language, changes_log.kind_signed_in),
        AdministrationKind::SignInRefused => say!(language, changes_log.kind_sign_in_refused),
        AdministrationKind::SignedOut => say!(language, changes_log.kind_signed_out),
        AdministrationKind::AccessRefused => say!(language, changes_log.kind_access_refused),
        AdministrationKind::ProgramStarted => say!(language, changes_log.kind_program_started),
        AdministrationKind::ProgramStopped => say!(language, changes_log.kind_program_stopped),
    }
}

/// The label of a field; a field without one is named as it is.
pub(super) fn field(language: Language, field: &str) -> String {
    let known = match field {
        "display_name" => say!(language, changes_log.field_display_name),
        "organisation" => say!(language, changes_log.field_organisation),
        "roles" => say!(language, changes_log.field_roles),
        "state" => say!(language, changes_log.field_state),
        "expires" => say!(language, changes_log.field_expires),
        "sessions_ended" => say!(language, changes_log.field_sessions_ended),
        "from" => say!(language, changes_log.field_from),
        "until" => say!(language, changes_log.field_until),
        "ended" => say!(language, changes_log.field_mandate_ended),
        "service" => say!(language, changes_log.field_service),
        "recipient" => say!(language, changes_log.field_recipient),
        "office" => say!(language, changes_log.field_office),
        "in_place_of" => say!(language, changes_log.field_in_place_of),
        "by_link_of" => say!(language, changes_log.field_by_link_of),
        "lines" => say!(language, changes_log.field_lines),
        "newest" => say!(language, changes_log.field_newest),
        "oldest" => say!(language, changes_log.field_oldest),
        "user" => say!(language, changes_log.field_user),
        "outcome" => say!(language, changes_log.field_outcome),
        "kind" => say!(language, changes_log.field_kind),
        "subject" => say!(language, changes_log.field_subject),
        "address" => say!(language, changes_log.field_address),
        "version" => say!(language, changes_log.field_version),
        "most" => say!(language, changes_log.field_most),
        other => return other.replace('_', " "),
    };
    known.to_owned()
}

/// A value as people read it: roles by their names, texts by their words, lists with commas.
pub(super) fn value(language: Language, field: &str, value: &Json) -> String {
    match value {
        Json::String(word) => of_word(language, field, word),
        Json::Array(items) => {
            items.iter().map(|item| self::value(language, field, item)).collect::<Vec<_>>().join(", ")
        }
        Json::Object(fields) => match fields.get(language.code()).and_then(Json::as_str) {
            Some(words) => words.to_owned(),
            None => fields
                .iter()
                .map(|(name, item)| format!("{name} {}", self::value(language, name, item)))
                .collect::<Vec<_>>()
                .join(", "),
        },
        Json::Bool(true) => say!(language, effect.yes).to_owned(),
        Json::Bool(false) => say!(language, effect.no).to_owned(),
        other => other.to_string(),
    }
}

/// Which part of the log was read.
pub(super) fn part_of_log(language: Language, part: &str) -> &str {
    match part {
        "entries" => say!(language, changes_log.tab_access),
        "changes" => say!(language, changes_log.tab_changes),
        "readings" => say!(language, changes_log.tab_readings),
        "security" => say!(language, changes_log.tab_security),
        "records" => say!(language, changes_log.part_records),
        other => other,
    }
}

fn of_word(language: Language, field: &str, word: &str) -> String {
    match (field, Role::from_word(word)) {
        ("outcome", _) => outcome::words(language, word),
        ("roles", Some(role)) => role_words(language, role).to_owned(),
        ("state", _) => state_words(language, word).to_owned(),
        ("expires", _) => word.parse().map_or_else(|_| word.to_owned(), crate::pages::consultation::view::local_time),
        _ => word.to_owned(),
    }
}
