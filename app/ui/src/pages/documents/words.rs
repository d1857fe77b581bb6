//! The words of kinds, fields and mistakes.

use delibero_domain::text::Language;
use delibero_usecases::catalogue::editing::{DocumentKind, Fault, LANGUAGES};
use delibero_words::say;

pub(in crate::pages) fn kind(language: Language, kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Authorisation => say!(language, documents.kind_authorisation),
        DocumentKind::Recipient => say!(language, documents.kind_recipient),
        DocumentKind::Purpose => say!(language, documents.kind_purpose),
        DocumentKind::PersonRole => say!(language, documents.kind_person_role),
        DocumentKind::Event => say!(language, documents.kind_event),
        DocumentKind::Region => say!(language, documents.kind_region),
        DocumentKind::Office => say!(language, documents.kind_office),
        DocumentKind::Condition => say!(language, documents.kind_condition),
        DocumentKind::CodeList => say!(language, documents.kind_code_list),
        DocumentKind::EverySector => say!(language, documents.kind_every_sector),
        DocumentKind::Sector => say!(language, documents.kind_sector),
        DocumentKind::Service => say!(language, documents.kind_service),
        DocumentKind::Deliberation => say!(language, documents.kind_deliberation),
        DocumentKind::Cases => say!(language, documents.kind_cases),
        DocumentKind::Points => say!(language, documents.kind_points),
    }
}

pub(super) fn fault(language: Language, fault: Fault) -> &'static str {
    match fault {
        Fault::Missing => say!(language, documents.wrong_missing),
        Fault::NotANumber => say!(language, documents.wrong_number),
        Fault::NotADay => say!(language, documents.wrong_day),
        Fault::NotAnIdentifier => say!(language, documents.wrong_identifier),
        Fault::Reused => say!(language, documents.wrong_reused),
        Fault::Taken => say!(language, documents.name_taken),
        Fault::Niss => say!(language, documents.wrong_niss),
    }
}

/// The name of a field: that of its key, where the group around it does not make it another.
pub(super) fn of_path(language: Language, path: &str) -> &'static str {
    let is_key = |key: &&str| key.parse::<usize>().is_err() && !LANGUAGES.contains(key);
    let mut keys = path.rsplit('.').filter(is_key);
    let key = keys.next().unwrap_or_default();
    match (keys.next().unwrap_or_default(), key) {
        ("integration", "recipient") => say!(language, documents.k_integration_recipient),
        ("integration", "sender") => say!(language, documents.k_integration_sender),
        ("module", "id") if path.starts_with("authorisation") => say!(language, documents.k_one_module),
        ("purpose", "id") if path.starts_with("authorisation") => say!(language, documents.k_one_purpose),
        ("given", "module") => say!(language, documents.k_one_module),
        ("given", "purpose") => say!(language, documents.k_one_purpose),
        ("withheld" | "reduced", "element") => say!(language, documents.k_one_element),
        ("given", "designated") => say!(language, documents.k_given_designated),
        ("block", "id") => say!(language, documents.k_one_block),
        ("element", "codes") => say!(language, documents.k_code_list),
        ("", "points") => say!(language, documents.k_points_of_text),
        ("not_for_a_machine", "points") => say!(language, documents.k_these_points),
        ("quality_codes", "reserved") => say!(language, documents.k_reserved_tick),
        _ => of_key(language, key).unwrap_or(say!(language, documents.row)),
    }
}

/// What a key of a file names, group within group, with identifiers as they are: `Modules › consult-attest`.
pub(in crate::pages) fn of_key_path(language: Language, key: &str) -> Option<String> {
    if let Some(case) = key.strip_prefix("case ") {
        return Some(format!("{} › {case}", say!(language, documents.kind_cases)));
    }
    let keys: Vec<&str> = key.split('.').collect();
    // Whose authorisation it is, the name of the document says.
    let keys = if keys[0] == "authorisation" { keys.get(2..).unwrap_or_default() } else { &keys[..] };
    let mut named: Vec<String> = Vec::new();
    let mut after_word = false;
    for (at, key) in keys.iter().enumerate().filter(|(_, key)| **key != "file") {
        // The group around a key may make it another; an identifier between the two does not.
        let within = at.checked_sub(1).map_or(String::new(), |before| format!("{}.", keys[before]));
        match of_key(language, key).or_else(|| of_language(language, key)) {
            Some(_) if of_language(language, key).is_none() => {
                named.push(of_path(language, &format!("{within}{key}")).to_owned());
            }
            Some(words) => named.push(words.to_owned()),
            // Identifiers have dots in them.
            None => match named.last_mut().filter(|_| after_word) {
                Some(word) => *word = format!("{word}.{key}"),
                None => named.push((*key).to_owned()),
            },
        }
        after_word = of_key(language, key).is_none() && of_language(language, key).is_none();
    }
    (!named.is_empty()).then(|| named.join(" › "))
}

fn of_language(language: Language, key: &str) -> Option<&'static str> {
    match key {
        "fr" => Some(say!(language, documents.french)),
        "nl" => Some(say!(language, documents.dutch)),
        "de" => Some(say!(language, documents.german)),
        _ => None,
    }
}

fn of_key(language: Language, key: &str) -> Option<&'static str> {
    let words = match key {
        "begins" => say!(language, documents.k_begins),
        "ends" => say!(language, documents.k_ends),
        "alternative" => say!(language, documents.k_alternative),
        "created_name" => say!(language, documents.k_created_name),
        "id_name" => say!(language, documents.k_id_name),
        "name" => say!(language, documents.k_name),
        "one_row" => say!(language, documents.k_one_row),
        "other_senders" => say!(language, documents.k_other_senders),
        "row" => say!(language, documents.k_row),
        "rows" => say!(language, documents.k_rows),
        "time" => say!(language, documents.k_time),
        "time_name" => say!(language, documents.k_time_name),
        "version_name" => say!(language, documents.k_version_name),
        "within" => say!(language, documents.k_within),
        "asks" => say!(language, documents.k_asks),
        "at" => say!(language, documents.k_at),
        "begin" => say!(language, documents.k_begin),
        "case" => say!(language, documents.k_case),
        "confirmed" => say!(language, documents.k_confirmed),
        "end" => say!(language, documents.k_end),
        "expect" => say!(language, documents.k_expect),
        "given" => say!(language, documents.k_given),
        "granted" => say!(language, documents.k_granted),
        "legal_context" => say!(language, documents.k_legal_context),
        "outcome" => say!(language, documents.k_outcome),
        "own_file_by_other" => say!(language, documents.k_own_file_by_other),
        "person_role" => say!(language, documents.k_person_role),
        "reason" => say!(language, documents.k_reason),
        "recipient_integrated" => say!(language, documents.k_recipient_integrated),
        "record" => say!(language, documents.k_record),
        "reduced" => say!(language, documents.k_reduced),
        "regime" => say!(language, documents.k_regime),
        "risk_nature" => say!(language, documents.k_risk_nature),
        "role" => say!(language, documents.k_role),
        "sender_integrated" => say!(language, documents.k_sender_integrated),
        "withheld" => say!(language, documents.k_withheld),
        "not_for_a_machine" => say!(language, documents.k_not_for_a_machine),
        "reading" => say!(language, documents.k_reading),
        "why" => say!(language, documents.k_why),
        "allowed" => say!(language, documents.k_allowed),
        "approved" => say!(language, documents.k_approved),
        "authority" => say!(language, documents.k_authority),
        "batch" => say!(language, documents.k_batch),
        "without" => say!(language, documents.k_without),
        "beyond_module" => say!(language, documents.k_beyond_module),
        "block" => say!(language, documents.k_block),
        "code" => say!(language, documents.k_code),
        "codes" => say!(language, documents.k_codes),
        "condition" => say!(language, documents.k_condition),
        "counts" => say!(language, documents.k_counts),
        "days" => say!(language, documents.k_days),
        "default_person_role" => say!(language, documents.k_default_person_role),
        "defaults" => say!(language, documents.k_defaults),
        "deliberation" => say!(language, documents.k_deliberation),
        "designated" => say!(language, documents.k_designated),
        "office" => say!(language, documents.k_office),
        "offices" => say!(language, documents.k_offices),
        "offices_as_deputy" => say!(language, documents.k_offices_as_deputy),
        "described" => say!(language, documents.k_described),
        "document" => say!(language, documents.k_document),
        "element" => say!(language, documents.k_element),
        "elements" => say!(language, documents.k_elements),
        "event" => say!(language, documents.k_event),
        "exclusion" => say!(language, documents.k_exclusion),
        "extension" => say!(language, documents.k_extension),
        "field" => say!(language, documents.k_field),
        "form" => say!(language, documents.k_form),
        "held" => say!(language, documents.k_held),
        "history" => say!(language, documents.k_history),
        "id" => say!(language, documents.k_id),
        "ids" => say!(language, documents.k_ids),
        "integration" => say!(language, documents.k_integration),
        "kind" => say!(language, documents.k_kind),
        "label" => say!(language, documents.k_label),
        "length" => say!(language, documents.k_length),
        "maximum" => say!(language, documents.k_maximum),
        "member" => say!(language, documents.k_member),
        "members" => say!(language, documents.k_members),
        "module" => say!(language, documents.k_module),
        "modules" => say!(language, documents.k_modules),
        "months" => say!(language, documents.k_months),
        "number" => say!(language, documents.k_number),
        "own_file" => say!(language, documents.k_own_file),
        "partial" => say!(language, documents.k_partial),
        "person_roles" => say!(language, documents.k_person_roles),
        "person_roles_point" => say!(language, documents.k_person_roles_point),
        "point" => say!(language, documents.k_point),
        "points" => say!(language, documents.k_points),
        "proven_from" => say!(language, documents.k_proven_from),
        "purpose" => say!(language, documents.k_purpose),
        "purposes" => say!(language, documents.k_purposes),
        "quality_codes" => say!(language, documents.k_quality_codes),
        "recipient" => say!(language, documents.k_recipient),
        "recipients" => say!(language, documents.k_recipients),
        "reduction" => say!(language, documents.k_reduction),
        "regime_element" => say!(language, documents.k_regime_element),
        "regime_limit" => say!(language, documents.k_regime_limit),
        "regimes" => say!(language, documents.k_regimes),
        "regimes_point" => say!(language, documents.k_regimes_point),
        "region" => say!(language, documents.k_region),
        "reserved" => say!(language, documents.k_reserved),
        "retention" => say!(language, documents.k_retention),
        "risk_element" => say!(language, documents.k_risk_element),
        "risk_limit" => say!(language, documents.k_risk_limit),
        "risks" => say!(language, documents.k_risks),
        "roles" => say!(language, documents.k_roles),
        "says_nothing" => say!(language, documents.k_says_nothing),
        "sender" => say!(language, documents.k_sender),
        "service" => say!(language, documents.k_service),
        "source" => say!(language, documents.k_source),
        "subject" => say!(language, documents.k_subject),
        "summary" => say!(language, documents.k_summary),
        "text" => say!(language, documents.k_text),
        "toml" => say!(language, documents.k_toml),
        "title" => say!(language, documents.k_title),
        "unlisted_count" => say!(language, documents.k_unlisted_count),
        "use_limit" => say!(language, documents.k_use_limit),
        "valid_from" => say!(language, documents.k_valid_from),
        "valid_until" => say!(language, documents.k_valid_until),
        "validity_note" => say!(language, documents.k_validity_note),
        "years" => say!(language, documents.k_years),
        _ => return None,
    };
    Some(words)
}
