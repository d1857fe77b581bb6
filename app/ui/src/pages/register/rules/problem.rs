//! Why an answer about a rule was not kept, in words.

use delibero_domain::text::Language;
use delibero_words::say;

use super::view::AnswerProblem;
use crate::components::problem::not_done;

pub(in crate::pages) fn problem_words(language: Language, problem: AnswerProblem) -> &'static str {
    match problem {
        AnswerProblem::ReasonMissing => say!(language, rules.reason_missing),
        AnswerProblem::Niss => say!(language, changes.wrong_niss),
        AnswerProblem::NothingAsked => say!(language, rules.nothing_asked),
        AnswerProblem::Store(trouble) => not_done(language, trouble, say!(language, changes.problem_unavailable)),
    }
}
