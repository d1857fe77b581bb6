//! Why nothing was done, at its field.

use delibero_domain::text::Language;
use delibero_words::reasons::role_words;
use delibero_words::say;

use super::view::Problem;
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
            let point = format!("{}, {} {}", source.deliberation, say!(language, shell.point), source.point);
            Wrong::with("roles", say!(language, people.error_separated, one = one, other = other, source = point))
        }
        Problem::OwnAccount => Wrong::whole(say!(language, people.error_own_account)),
        Problem::LastAdministrator => Wrong::whole(say!(language, people.error_last)),
        Problem::Conflict => Wrong::whole(say!(language, people.error_conflict)),
        Problem::State => Wrong::whole(say!(language, people.error_state)),
        Problem::Store(trouble) => Wrong::whole(not_done(language, *trouble, say!(language, people.error_store))),
    }
}
