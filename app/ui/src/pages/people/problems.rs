//! Why nothing was done, at its field.

use delibero_domain::text::Language;
use delibero_usecases::accounts::mandates::MandateError;
use delibero_words::points::citation;
use delibero_words::reasons::role_words;
use delibero_words::say;

use super::view::{MandateProblem, MandateReplay, Problem};
use crate::components::errors::Wrong;
use crate::components::problem::not_done;

/// Above the form, and at the field where there is one.
pub(super) fn wrongs(language: Language, problem: Option<&Problem>) -> Vec<Wrong> {
    problem.map(|problem| wrong(language, problem)).into_iter().collect()
}

fn wrong(language: Language, problem: &Problem) -> Wrong {
    match problem {
        Problem::NotAllowed => Wrong::whole(say!(language, people.error_not_allowed)),
        Problem::Organisation => Wrong::with("organisation", say!(language, people.error_organisation)),
        Problem::NameTaken => Wrong::with("user", say!(language, people.error_taken)),
        Problem::BadName => Wrong::with("user", say!(language, people.error_bad_name)),
        Problem::NoDisplayName => Wrong::with("display_name", say!(language, people.error_no_name)),
        Problem::NoReason => Wrong::with("why", say!(language, people.error_no_reason)),
        Problem::Niss => Wrong::whole(say!(language, people.error_niss)),
        Problem::Role(role) => {
            Wrong::with("roles", say!(language, people.error_role, role = role_words(language, *role)))
        }
        Problem::OwnRole(role) => {
            Wrong::with("roles", say!(language, people.error_own_role, role = role_words(language, *role)))
        }
        Problem::Separated(one, other, source) => {
            let (one, other) = (role_words(language, *one), role_words(language, *other));
            let point = citation(language, source);
            Wrong::with("roles", say!(language, people.error_separated, one = one, other = other, source = point))
        }
        Problem::OwnAccount => Wrong::whole(say!(language, people.error_own_account)),
        Problem::LastAdministrator => Wrong::whole(say!(language, people.error_last)),
        Problem::Conflict => Wrong::whole(say!(language, people.error_conflict)),
        Problem::State => Wrong::whole(say!(language, people.error_state)),
        Problem::Mandate(error) => Wrong::whole(mandate_words(language, *error)),
        Problem::Store(trouble) => Wrong::whole(not_done(language, *trouble, say!(language, people.error_store))),
    }
}

const fn mandate_words(language: Language, error: MandateError) -> &'static str {
    match error {
        MandateError::Own => say!(language, people.error_mandate_own),
        MandateError::NotToBeGiven => say!(language, people.error_mandate_what),
        MandateError::DaysReversed => say!(language, people.error_mandate_reversed),
        MandateError::NoLastDay => say!(language, people.error_mandate_last_day),
        MandateError::NotHeldThen => say!(language, people.error_mandate_holder),
        MandateError::GivenAlready => say!(language, people.error_mandate_given),
    }
}

/// The identifiers of what is chosen and of the two days, by form.
pub(super) fn mandate_fields(act: &str) -> [&'static str; 3] {
    match act {
        "designate" => ["designate-what", "designate-from", "designate-until"],
        "office" => ["office-what", "office-from", "office-until"],
        "deputy" => ["deputy-what", "deputy-from", "deputy-until"],
        _ => ["end-what", "end-what", "end-what"],
    }
}

/// At the field of the form where it was typed.
pub(super) fn of_mandate(language: Language, replay: &MandateReplay) -> Option<Wrong> {
    let [what, from, until] = mandate_fields(&replay.act);
    let day = say!(language, people.error_mandate_day);
    Some(match replay.problem.as_ref()? {
        MandateProblem::What => Wrong::with(what, say!(language, people.error_mandate_what)),
        MandateProblem::FirstDay => Wrong::with(from, day),
        MandateProblem::LastDay => Wrong::with(until, day),
        MandateProblem::Refused(Problem::NoReason) => Wrong::with("end-why", say!(language, people.error_no_reason)),
        MandateProblem::Refused(Problem::Niss) => Wrong::with("end-why", say!(language, people.error_niss)),
        MandateProblem::Refused(Problem::Mandate(error)) => {
            let field = match error {
                MandateError::Own | MandateError::NotToBeGiven | MandateError::GivenAlready => what,
                MandateError::DaysReversed | MandateError::NoLastDay | MandateError::NotHeldThen => until,
            };
            Wrong::with(field, mandate_words(language, *error))
        }
        MandateProblem::Refused(problem) => wrong(language, problem),
    })
}
