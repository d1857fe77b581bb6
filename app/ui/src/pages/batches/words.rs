//! States, refused lines and refusals in words.

use delibero_domain::consultation::Refusal;
use delibero_domain::text::Language;
use delibero_usecases::batches::{BatchState, LineFault, ListProblem, OutcomeKind};
use delibero_words::points::citation;
use delibero_words::reasons::niss_reason;
use delibero_words::{refusals, say};

use super::view::{MOST_MEBIBYTES, NewProblem};
use crate::components::badge::State;
use crate::components::problem::not_done;

pub(super) fn state(language: Language, state: BatchState) -> (State, &'static str) {
    match state {
        BatchState::Listing => (State::Warning, say!(language, batches.state_listing)),
        BatchState::Running => (State::Plain, say!(language, batches.state_running)),
        BatchState::Stopped => (State::Warning, say!(language, batches.state_stopped)),
        BatchState::Ended => (State::Granted, say!(language, batches.state_ended)),
    }
}

pub(super) fn outcome(language: Language, outcome: OutcomeKind) -> (State, &'static str) {
    match outcome {
        OutcomeKind::Answered => (State::Granted, say!(language, batches.answered)),
        OutcomeKind::Empty => (State::Plain, say!(language, batches.empty_answer)),
        OutcomeKind::Refused => (State::Refused, say!(language, batches.refused)),
    }
}

pub(super) fn outcome_of_one(language: Language, outcome: OutcomeKind) -> (State, &'static str) {
    match outcome {
        OutcomeKind::Refused => (State::Refused, say!(language, batches.refused_one)),
        other => self::outcome(language, other),
    }
}

/// Why a line was refused.
#[must_use]
pub fn fault_words(language: Language, fault: LineFault) -> String {
    match fault {
        LineFault::Niss(error) => niss_reason(language, error),
        LineFault::Twice => say!(language, batches.fault_twice).to_owned(),
        LineFault::Unreadable => say!(language, batches.fault_unreadable).to_owned(),
    }
}

/// What happened, and the point that says so.
#[must_use]
pub fn refusal_words(language: Language, refusal: &Refusal) -> String {
    let heading = refusals::heading(language, refusal.reason);
    match &refusal.source {
        Some(source) => format!("{heading} ({})", citation(language, source)),
        None => heading.to_owned(),
    }
}

pub(super) fn list_problem(language: Language, problem: ListProblem) -> String {
    match problem {
        ListProblem::Empty => say!(language, batches.list_empty).to_owned(),
        ListProblem::NoColumn => say!(language, batches.list_no_column).to_owned(),
        ListProblem::Encoding => say!(language, batches.list_encoding).to_owned(),
        ListProblem::Broken(line) => say!(language, batches.list_broken, line = line),
        ListProblem::NotAWorkbook => say!(language, batches.list_not_a_workbook).to_owned(),
        ListProblem::Unfolds => say!(language, batches.list_unfolds).to_owned(),
        ListProblem::Doctype => say!(language, batches.list_doctype).to_owned(),
    }
}

/// The field that it is about, and the words.
pub(super) fn new_problem(language: Language, problem: &NewProblem) -> (Option<&'static str>, String) {
    match problem {
        NewProblem::Origin => (Some("origin"), say!(language, batches.wrong_origin).to_owned()),
        NewProblem::NoFile => (Some("file"), say!(language, batches.no_file).to_owned()),
        NewProblem::TooLarge => (Some("file"), say!(language, loads.file_too_large, most = MOST_MEBIBYTES)),
        NewProblem::File(problem) => (Some("file"), list_problem(language, *problem)),
        NewProblem::Nobody => (Some("origin"), say!(language, batches.nobody).to_owned()),
        NewProblem::TooLong => (Some("file"), say!(language, batches.too_long).to_owned()),
        NewProblem::NotConfirmed => (Some("confirmed"), say!(language, batches.not_confirmed).to_owned()),
        NewProblem::Refused(refusal) => {
            let meaning = refusals::meaning(language, refusal.reason);
            (None, format!("{}. {meaning}", refusal_words(language, refusal)))
        }
        NewProblem::Store(trouble) => (None, not_done(language, *trouble, say!(language, batches.outage)).to_owned()),
        NewProblem::Field(_) => (None, String::new()),
    }
}
