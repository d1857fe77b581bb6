//! How files ended, and why records were refused.

use delibero_domain::text::Language;
use delibero_usecases::records::LoadRefusal;
use delibero_usecases::source_loads::{LoadProblem, LoadState, Rule, UnusableFile};
use delibero_words::reasons::niss_reason;
use delibero_words::say;

use super::view::{MOST_MEBIBYTES, SendProblem};
use crate::components::badge::State;
use crate::components::problem::not_done;

#[must_use]
pub fn state_words(language: Language, state: LoadState) -> &'static str {
    match state {
        LoadState::Whole => say!(language, loads.state_whole),
        LoadState::Partly => say!(language, loads.state_partly),
        LoadState::Broken => say!(language, loads.state_broken),
        LoadState::Open => say!(language, loads.state_open),
    }
}

pub(super) const fn badge_of(state: LoadState) -> State {
    match state {
        LoadState::Whole => State::Granted,
        LoadState::Partly => State::Warning,
        LoadState::Broken => State::Refused,
        LoadState::Open => State::Plain,
    }
}

pub(super) fn send_problem(language: Language, problem: SendProblem) -> String {
    match problem {
        SendProblem::NoFile => say!(language, loads.no_file).to_owned(),
        SendProblem::TooLarge => say!(language, loads.file_too_large, most = MOST_MEBIBYTES),
        SendProblem::Service => say!(language, loads.no_service).to_owned(),
        SendProblem::Store(trouble) => not_done(language, trouble, say!(language, loads.outage)).to_owned(),
    }
}

/// Why a file was not loaded, or not to its end.
pub(super) fn problem(language: Language, problem: LoadProblem) -> String {
    let (what, line) = match problem {
        LoadProblem::NoFormat => return say!(language, loads.problem_no_format).to_owned(),
        LoadProblem::Stopped => return say!(language, loads.problem_stopped).to_owned(),
        LoadProblem::Interrupted => return say!(language, loads.problem_interrupted).to_owned(),
        LoadProblem::File(what, line) => (what, line),
    };
    let words = match what {
        UnusableFile::Unreadable => say!(language, loads.file_unreadable),
        UnusableFile::Empty => say!(language, loads.file_empty),
        UnusableFile::Compressed => say!(language, loads.file_compressed),
        UnusableFile::UnknownFormat => say!(language, loads.file_unknown_format),
        UnusableFile::Encoding => say!(language, loads.file_encoding),
        UnusableFile::Doctype => say!(language, loads.file_doctype),
        UnusableFile::NotWellFormed => say!(language, loads.file_not_well_formed),
        UnusableFile::Truncated => say!(language, loads.file_truncated),
        UnusableFile::Root => say!(language, loads.file_root),
        UnusableFile::TooLarge => say!(language, loads.file_record_too_large),
    };
    match line {
        Some(line) => format!("{} {words}", say!(language, loads.at_line, line = line)),
        None => words.to_owned(),
    }
}

/// Which rule a record breaks.
#[must_use]
pub fn rule_words(language: Language, rule: Rule) -> String {
    let words = match rule {
        Rule::Niss(error) => return niss_reason(language, error),
        Rule::Characters { max } => return say!(language, loads.rule_characters, max = max.to_string()),
        Rule::Unknown => say!(language, loads.rule_unknown),
        Rule::Missing => say!(language, loads.rule_missing),
        Rule::Repeated => say!(language, loads.rule_repeated),
        Rule::Empty => say!(language, loads.rule_empty),
        Rule::NilWithContent => say!(language, loads.rule_nil),
        Rule::UnexpectedText => say!(language, loads.rule_text),
        Rule::ReplacesItself => say!(language, loads.rule_replaces_itself),
        Rule::Flag => say!(language, loads.rule_flag),
        Rule::Quarter => say!(language, loads.rule_quarter),
        Rule::Month => say!(language, loads.rule_month),
        Rule::CancelledWithRows => say!(language, loads.rule_cancelled_rows),
        Rule::Sender => say!(language, loads.rule_sender),
        Rule::OneRow => say!(language, loads.rule_one_row),
        Rule::Alternatives => say!(language, loads.rule_alternatives),
        Rule::Date => say!(language, loads.rule_date),
        Rule::Reversed => say!(language, loads.rule_reversed),
        Rule::Number => say!(language, loads.rule_number),
        Rule::Uuid => say!(language, loads.rule_uuid),
        Rule::Version => say!(language, loads.rule_version),
        Rule::Status => say!(language, loads.rule_status),
        Rule::DaysAndHours => say!(language, loads.rule_days_and_hours),
        Rule::Sequence => say!(language, loads.rule_sequence),
        Rule::Anomaly => say!(language, loads.rule_anomaly),
        Rule::NoTime => say!(language, loads.rule_no_time),
        Rule::NoData => say!(language, loads.rule_no_data),
        Rule::Contradiction => say!(language, loads.rule_contradiction),
        Rule::CancelledWithAllowances => say!(language, loads.rule_cancelled),
        Rule::TemporaryAndIdentified => say!(language, loads.rule_temporary),
        Rule::Stored(LoadRefusal::OtherPerson) => say!(language, loads.rule_other_person),
        Rule::Stored(LoadRefusal::OtherContent) => say!(language, loads.rule_other_content),
    };
    words.to_owned()
}
