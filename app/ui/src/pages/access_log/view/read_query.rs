//! Reads the filters of the log.

use delibero_domain::access_log::EventKind;
use delibero_domain::consultation::RefusalReason;
use delibero_domain::folding::folded_line;
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_usecases::accounts::Actor;
use delibero_usecases::directory::Organisation;
use delibero_usecases::journal::{Journal, LogFilter, LogPosition};
use delibero_usecases::store_error::StoreError;

use crate::filters::{FilterProblem, FilterReader, Unread, day, number, one_of};
use crate::pages::access_log::LogQuery;

/// The outcome of a consultation that was answered.
const GRANTED: &str = "granted";

/// The filter, and the position before which lines are asked for; or what could not be read.
pub(super) async fn read(
    query: &LogQuery,
    reader: &Actor,
    organisations: &[Organisation],
    journal: Journal<'_>,
) -> Result<Result<(LogFilter, Option<LogPosition>), Vec<Unread>>, StoreError> {
    let mut reading = FilterReader::of(&query.strange);
    let mut filter = LogFilter {
        organisation: reading.field("organisation", &query.organisation, |typed| organisation(typed, organisations)),
        user: None,
        person: None,
        outcome: reading.field("outcome", &query.outcome, outcome),
        kind: reading
            .field("kind", &query.kind, |typed| one_of(EventKind::ALL.into_iter(), |kind| kind.as_str() == typed)),
        decided: false,
        from: reading.field("from", &query.from, day),
        to: reading.field("to", &query.to, day),
    };
    reading.period(filter.from, (filter.to, "to"));
    let before = reading.field("before", &query.before, number);
    let foreign = filter.organisation.as_ref().is_some_and(|asked| *asked != reader.organisation);
    if foreign && !journal.is_whole() {
        reading.note("organisation", &query.organisation, FilterProblem::Unknown);
    }
    let typed = reading.field("user", &query.user, |typed| Ok(typed.to_lowercase()));
    if let Some(typed) = typed {
        match UserName::new(typed.as_str()) {
            Ok(user) => filter.user = Some(user),
            Err(_) => reading.note("user", &query.user, meant(&typed, journal).await?),
        }
    }
    let unread = reading.unread();
    Ok(if unread.is_empty() { Ok((filter, before)) } else { Err(unread) })
}

fn organisation(typed: &str, organisations: &[Organisation]) -> Result<OrganisationId, FilterProblem> {
    if let Some(found) = organisations.iter().find(|found| found.id.as_str() == typed) {
        return Ok(found.id.clone());
    }
    let sought = folded_line(typed);
    let is_meant = |found: &&Organisation| {
        let names = [found.id.as_str(), &found.name.fr, &found.name.nl, &found.name.de];
        let sought = without_little_words(&sought);
        !sought.is_empty() && names.iter().any(|name| without_little_words(&folded_line(name)) == sought)
    };
    let meant = organisations.iter().find(is_meant);
    Err(meant.map_or(FilterProblem::Unknown, |found| FilterProblem::Meant(found.id.to_string())))
}

/// `CPAS Namur` is the `CPAS de Namur`.
fn without_little_words(folded: &str) -> String {
    const LITTLE: [&str; 12] = ["de", "du", "des", "d", "la", "le", "les", "van", "von", "der", "het", "den"];
    folded.split(' ').filter(|word| !LITTLE.contains(word)).collect::<Vec<_>>().join(" ")
}

fn outcome(typed: &str) -> Result<String, FilterProblem> {
    let words =
        [GRANTED, LogFilter::REFUSED].into_iter().chain(RefusalReason::ALL.iter().map(|reason| reason.as_str()));
    let folded = typed.to_lowercase();
    match one_of(words.clone(), |word| *word == typed) {
        Ok(word) => Ok(word.to_owned()),
        Err(_) => Err(one_of(words, |word| *word == folded)
            .map_or(FilterProblem::Unknown, |word| FilterProblem::Meant(word.to_owned()))),
    }
}

/// A name where a sign-in name is asked for: `First Last` signs in as `first.last`, where there is such an account.
async fn meant(typed: &str, journal: Journal<'_>) -> Result<FilterProblem, StoreError> {
    let Ok(user) = UserName::new(folded_line(typed).replace(' ', ".")) else { return Ok(FilterProblem::UserName) };
    let known = journal.knows_user(&user).await?;
    Ok(if known { FilterProblem::Meant(user.to_string()) } else { FilterProblem::UserName })
}

#[cfg(test)]
mod tests {
    use delibero_domain::text::Text;

    use super::*;

    #[test]
    fn an_outcome_is_one_of_those_that_there_are() {
        assert_eq!(outcome("expired").as_deref(), Ok("expired"));
        assert_eq!(outcome("Granted"), Err(FilterProblem::Meant("granted".to_owned())));
        assert_eq!(outcome("foo"), Err(FilterProblem::Unknown));
    }

    #[test]
    fn the_name_of_an_organisation_leads_to_its_identifier() {
        let known = [Organisation {
            id: OrganisationId::new("cpas-namur").expect("an identifier"),
            name: Text { fr: "CPAS de Namur".to_owned(), nl: "OCMW Namen".to_owned(), de: "ÖSHZ Namur".to_owned() },
            stopped: None,
            memberships: Vec::new(),
            sector: None,
            legal_contexts: Vec::new(),
            region: None,
        }];
        assert!(organisation("cpas-namur", &known).is_ok());
        for name in ["CPAS Namur", "cpas de namur", "Oshz namur", "CPAS-Namur"] {
            assert_eq!(organisation(name, &known), Err(FilterProblem::Meant("cpas-namur".to_owned())), "{name}");
        }
        assert_eq!(organisation("CPAS", &known), Err(FilterProblem::Unknown));
    }
}
