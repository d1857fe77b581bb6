//! Words for what changes say in identifiers.

use delibero_domain::text::Language;
use delibero_usecases::drafts::EditKind;
use delibero_words::say;

use super::view::describe::DescribeError;
use super::view::documents::{ChangeKind, DocumentView};
use super::view::draft::{ActionProblem, NotDone};
use crate::components::problem::not_done;
use crate::error::Trouble;
use crate::pages::documents::words::kind as kind_name;
use crate::pages::register::rules::problem::problem_words;

pub(in crate::pages) fn document_kind(language: Language, document: &DocumentView) -> &'static str {
    match document.kind {
        Some(kind) => kind_name(language, kind),
        None if document.is_suspension() => say!(language, suspension.document_kind),
        None => say!(language, changes.kind_other),
    }
}

/// `CPAS – HDI – 20/130`
pub(in crate::pages) fn document_label(language: Language, document: &DocumentView) -> String {
    document.labels.iter().map(|label| label.get(language)).collect::<Vec<_>>().join(" – ")
}

pub(super) fn change_kind(language: Language, kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => say!(language, changes.change_added),
        ChangeKind::Changed => say!(language, changes.change_changed),
        ChangeKind::Removed => say!(language, changes.change_removed),
    }
}

/// `3 documents`
pub(super) fn documents(language: Language, count: impl TryInto<u64>) -> String {
    match count.try_into().unwrap_or(u64::MAX) {
        1 => say!(language, changes.documents_one).to_owned(),
        count => say!(language, changes.documents_many, count = count),
    }
}

pub(super) fn edit(language: Language, what: EditKind) -> &'static str {
    match what {
        EditKind::Begun => say!(language, changes.edit_begun),
        EditKind::Saved => say!(language, changes.edit_saved),
        EditKind::Proposed => say!(language, changes.edit_proposed),
        EditKind::Returned => say!(language, changes.edit_returned),
        EditKind::Published => say!(language, changes.edit_published),
        EditKind::Discarded => say!(language, changes.edit_discarded),
    }
}

pub(super) fn describe(language: Language, error: DescribeError) -> &'static str {
    match error {
        DescribeError::TitleMissing => say!(language, changes.wrong_title),
        DescribeError::Niss => say!(language, changes.wrong_niss),
        DescribeError::NotANumber => say!(language, changes.wrong_number),
        DescribeError::UnknownDeliberation => say!(language, changes.wrong_unknown),
        DescribeError::VersionMissing => say!(language, changes.wrong_version),
        DescribeError::Store(trouble) => store(language, trouble),
    }
}

fn store(language: Language, trouble: Trouble) -> &'static str {
    not_done(language, trouble, say!(language, changes.problem_unavailable))
}

/// What was not done and why, each line with the field that it is about.
pub(super) fn action(language: Language, problem: &ActionProblem) -> Vec<(Option<&'static str>, &'static str)> {
    let whole = |words| vec![(None, words)];
    match problem {
        ActionProblem::Conflict => whole(say!(language, changes.problem_conflict)),
        ActionProblem::OwnDraft => whole(say!(language, changes.problem_own)),
        ActionProblem::NotProposed => whole(say!(language, changes.problem_not_proposed)),
        ActionProblem::Refused(NotDone::NothingChanges) => whole(say!(language, changes.problem_nothing)),
        ActionProblem::Refused(NotDone::NotSound) => vec![(Some("faults"), say!(language, changes.problem_not_sound))],
        ActionProblem::Refused(NotDone::Outdated) => {
            vec![(Some("documents"), say!(language, changes.problem_outdated))]
        }
        ActionProblem::Refused(NotDone::NotCompared) => {
            vec![(Some("effect"), say!(language, changes.problem_not_compared))]
        }
        ActionProblem::NoteMissing => vec![(Some("note"), say!(language, changes.problem_note))],
        ActionProblem::NoteWithNiss => vec![(Some("note"), say!(language, changes.wrong_niss))],
        ActionProblem::Refused(NotDone::PointsNotAnswered) => {
            vec![(Some("missing-points"), say!(language, changes.problem_missing))]
        }
        ActionProblem::Refused(NotDone::NotAnswered { problem, .. }) => {
            vec![(Some("missing-points"), problem_words(language, *problem))]
        }
        ActionProblem::Refused(NotDone::Describe(errors)) => {
            errors.iter().map(|error| (error.field(), describe(language, *error))).collect()
        }
        ActionProblem::Store(trouble) => whole(store(language, *trouble)),
    }
}
