//! What is said of integrations, and of what is wrong with a form.

use delibero_domain::text::Language;
use delibero_usecases::directory::{ChangeKind, FileProblem, MAX_FILE_NUMBER, Origin, RowFault};
use delibero_words::formats::{date_time, short_period};
use delibero_words::reasons::{day_reason, niss_reason};
use delibero_words::say;

use super::view::form::{DirectoryField, DirectoryProblem};
use super::view::loads::{ImportProblem, MOST_MEBIBYTES};
use super::view::person::{SaidView, Standing};
use crate::components::badge::State;
use crate::components::problem::not_done;

pub(super) fn label(language: Language, field: DirectoryField) -> &'static str {
    match field {
        DirectoryField::Code => say!(language, directory.code),
        DirectoryField::From => say!(language, directory.from),
        DirectoryField::Until => say!(language, directory.until),
        DirectoryField::FileNumber => say!(language, directory.file_number),
        DirectoryField::Day => say!(language, directory.last_day),
        DirectoryField::Why => say!(language, directory.why),
    }
}

pub(super) fn problem(language: Language, problem: &DirectoryProblem) -> String {
    let words = match problem {
        DirectoryProblem::Code => say!(language, directory.wrong_code),
        DirectoryProblem::DayMissing(DirectoryField::From) => say!(language, directory.wrong_from_missing),
        DirectoryProblem::DayMissing(_) => say!(language, directory.wrong_day_missing),
        DirectoryProblem::Day(_, error, typed) => return day_reason(language, *error, typed),
        DirectoryProblem::Reversed(_) => say!(language, directory.wrong_reversed),
        DirectoryProblem::TooLong(days) => return say!(language, directory.wrong_too_long, days = *days),
        DirectoryProblem::FileNumber => {
            return say!(language, directory.wrong_file_number, most = MAX_FILE_NUMBER.to_string());
        }
        DirectoryProblem::AlreadyThere(Some(by), Some(at)) => {
            let at = date_time(at, language);
            return say!(language, directory.wrong_there_by, by = by.clone(), at = at);
        }
        DirectoryProblem::AlreadyThere(..) => say!(language, directory.wrong_there),
        DirectoryProblem::Conflict => say!(language, directory.wrong_conflict),
        DirectoryProblem::Replaced => say!(language, directory.wrong_replaced),
        DirectoryProblem::Cancelled => say!(language, directory.wrong_cancelled),
        DirectoryProblem::ReasonMissing => say!(language, directory.wrong_why_missing),
        DirectoryProblem::ReasonWithNiss => say!(language, directory.wrong_why_niss),
        DirectoryProblem::NothingChanges => say!(language, directory.wrong_nothing),
        DirectoryProblem::Store(trouble) => not_done(language, *trouble, say!(language, directory.unavailable)),
    };
    words.to_owned()
}

pub(super) fn standing(language: Language, standing: Standing) -> (State, &'static str) {
    match standing {
        Standing::Valid => (State::Granted, say!(language, directory.standing_valid)),
        Standing::Coming => (State::Plain, say!(language, directory.standing_coming)),
        Standing::Ended => (State::Withheld, say!(language, directory.standing_ended)),
    }
}

pub(super) fn origin(language: Language, origin: Origin) -> &'static str {
    match origin {
        Origin::Unknown => say!(language, directory.origin_unknown),
        Origin::Page => say!(language, directory.origin_page),
        Origin::File => say!(language, directory.origin_file),
        Origin::Command => say!(language, directory.origin_command),
    }
}

pub(super) fn change(language: Language, kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Ended => say!(language, directory.change_ended),
        ChangeKind::Corrected => say!(language, directory.change_corrected),
        ChangeKind::Loaded => say!(language, directory.change_loaded),
    }
}

/// `2 – Revenu d’intégration`; a code without a label is shown as it is.
pub(super) fn code(language: Language, said: &SaidView) -> String {
    match &said.label {
        Some(label) => format!("{} – {}", said.code, label.get(language)),
        None => say!(language, directory.code_unknown, code = said.code),
    }
}

/// Everything that an integration said, in one line.
pub(super) fn whole(language: Language, said: &SaidView) -> String {
    let number = said.file_number.as_ref().map(|number| format!(" · {number}")).unwrap_or_default();
    format!("{} · {}{number}", code(language, said), short_period(said.period))
}

/// Why a row of a file was refused.
#[must_use]
pub fn row_fault(language: Language, fault: RowFault) -> String {
    let words = match fault {
        RowFault::Niss(error) => return niss_reason(language, error),
        RowFault::Code => say!(language, directory.wrong_code),
        RowFault::FromMissing => say!(language, directory.wrong_from_missing),
        RowFault::From => say!(language, directory.row_from),
        RowFault::Until => say!(language, directory.row_until),
        RowFault::Reversed => say!(language, directory.wrong_reversed),
        RowFault::TooLong(days) => return say!(language, directory.wrong_too_long, days = days),
        RowFault::FileNumber => {
            return say!(language, directory.wrong_file_number, most = MAX_FILE_NUMBER.to_string());
        }
        RowFault::Replaced => say!(language, directory.wrong_replaced),
        RowFault::Cancelled => say!(language, directory.wrong_cancelled),
        RowFault::Shape => say!(language, directory.row_shape),
    };
    words.to_owned()
}

/// Why a file was not read, or not to its end.
#[must_use]
pub fn file_problem_words(language: Language, problem: &FileProblem) -> String {
    let words = match problem {
        FileProblem::Empty => say!(language, directory.file_empty),
        FileProblem::NotUtf8 => say!(language, directory.file_not_utf8),
        FileProblem::UnknownColumn(name) => return say!(language, directory.file_unknown_column, name = name.clone()),
        FileProblem::MissingColumn(name) => return say!(language, directory.file_missing_column, name = name.clone()),
        FileProblem::ColumnTwice(name) => return say!(language, directory.file_column_twice, name = name.clone()),
        FileProblem::NotAWorkbook => say!(language, directory.file_no_workbook),
        FileProblem::Unfolds => say!(language, directory.file_unfolds),
        FileProblem::Broken(line) => return say!(language, directory.file_broken, line = *line),
        FileProblem::Stopped => say!(language, directory.file_stopped),
        FileProblem::Interrupted => say!(language, directory.file_interrupted),
    };
    words.to_owned()
}

/// Why a page did not take a file.
pub(super) fn import_problem(language: Language, problem: &ImportProblem) -> String {
    match problem {
        ImportProblem::NoFile => say!(language, directory.file_none).to_owned(),
        ImportProblem::TooLarge => say!(language, directory.file_too_large, most = MOST_MEBIBYTES),
        ImportProblem::File(problem) => file_problem_words(language, problem),
    }
}
