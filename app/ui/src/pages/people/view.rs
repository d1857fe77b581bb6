//! Reads people into what those see who look after them.

use std::sync::Arc;

use delibero_domain::authorisation::Source;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::folding::folded_line;
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::role::Role;
use delibero_usecases::accounts::mandates::{Mandate, MandateChoices, MandateError};
use delibero_usecases::accounts::people::{NewLink, OpenSession, PeopleError, User, UserFilter, UserState};
use delibero_usecases::directory::Organisation;
use jiff::civil::Date;

use super::PeopleQuery;
use crate::error::{PageError, Trouble};
use crate::filters::{FilterReader, Unread, number, one_of};
use crate::form_replay::FormReplay;
use crate::services::{services, signed_in};

/// How many people stand on a page of the list.
pub const PAGE_SIZE: u32 = 50;

/// The words of a state of a user, in the order in which one chooses among them.
pub(super) const STATES: [&str; 4] = ["active", "invited", "suspended", "ended"];

pub(super) struct ListView {
    pub users: Vec<User>,
    pub count: u64,
    pub page: u32,
    /// Those whose people are seen; one: the own.
    pub organisations: Vec<Organisation>,
    /// Whether an account will be suspended soon is told by it.
    pub now: jiff::Timestamp,
    pub unread: Vec<Unread>,
}

pub(super) async fn load_list(query: &PeopleQuery) -> Result<ListView, PageError> {
    let (with, account) = (services()?, signed_in()?);
    let people = with.people(&account.actor)?;
    let organisations = people.organisations().await?;
    let mut reading = FilterReader::of(&query.strange);
    let known = |typed: &str| one_of(organisations.iter().map(|found| found.id.clone()), |id| id.as_str() == typed);
    let filter = UserFilter {
        organisation: reading.field("organisation", &query.organisation, known),
        role: reading
            .field("role", &query.role, |typed| one_of(Role::ALL.iter().copied(), |role| role.as_str() == typed)),
        state: reading.field("state", &query.state, |typed| one_of(STATES.into_iter(), |state| *state == typed)),
        named: reading.field("named", &query.named, |typed| Ok(folded_line(typed))),
    };
    let page = reading.field("page", &query.page, number).unwrap_or(1u32);
    let unread = reading.unread();
    let (users, count) = match unread.is_empty() {
        true => people.users(filter, (page - 1).saturating_mul(PAGE_SIZE), PAGE_SIZE).await?,
        false => (Vec::new(), 0),
    };
    Ok(ListView { users, count, page, organisations, now: with.clock.now(), unread })
}

/// A link that was made, and the portal's address before it.
#[derive(Clone, Debug)]
pub struct MadeLink {
    pub link: NewLink,
    /// `https://delibero.example`
    pub origin: String,
}

/// What was typed of somebody who is to get an account, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct NewReplay {
    pub organisation: String,
    pub user: String,
    pub display_name: String,
    pub roles: Vec<String>,
    pub problem: Option<Problem>,
    /// The link, once it is made: shown here and nowhere else.
    pub made: Option<MadeLink>,
}

/// Why nothing was done, in what a page may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    NotAllowed,
    Organisation,
    NameTaken,
    BadName,
    NoDisplayName,
    NoReason,
    Niss,
    Role(Role),
    OwnRole(Role),
    Separated(Role, Role, Source),
    OwnAccount,
    LastAdministrator,
    Conflict,
    State,
    Mandate(MandateError),
    Store(Trouble),
}

impl Problem {
    /// None: there is no such user for this one.
    #[must_use]
    pub fn of(error: PeopleError) -> Option<Self> {
        Some(match error {
            PeopleError::Unknown => return None,
            PeopleError::NotAllowed => Self::NotAllowed,
            PeopleError::UnknownOrganisation => Self::Organisation,
            PeopleError::NameTaken => Self::NameTaken,
            PeopleError::BadName => Self::BadName,
            PeopleError::NoDisplayName => Self::NoDisplayName,
            PeopleError::NoReason => Self::NoReason,
            PeopleError::Niss => Self::Niss,
            PeopleError::RoleNotGiven(role) => Self::Role(role),
            PeopleError::OwnRole(role) => Self::OwnRole(role),
            PeopleError::Separated(one, other, source) => Self::Separated(one, other, source),
            PeopleError::OwnAccount => Self::OwnAccount,
            PeopleError::LastAdministrator => Self::LastAdministrator,
            PeopleError::Conflict(_) => Self::Conflict,
            PeopleError::State => Self::State,
            PeopleError::Mandate(error) => Self::Mandate(error),
            PeopleError::Store(error) => Self::Store(Trouble::traced(&error, "nobody's account was changed")),
        })
    }
}

pub(super) struct NewView {
    pub replay: NewReplay,
    pub organisations: Vec<Organisation>,
    /// Where one is chosen: it, and the roles that may be given in it.
    pub chosen: Option<(Organisation, Vec<Role>)>,
}

pub(super) async fn load_new(asked: &str) -> Result<NewView, PageError> {
    let (with, account) = (services()?, signed_in()?);
    let people = with.people(&account.actor)?;
    let organisations = people.organisations().await?;
    let mut replay = FormReplay::<NewReplay>::given().unwrap_or_default();
    if replay.organisation.is_empty() {
        replay.organisation = asked.to_owned();
    }
    let only = (organisations.len() == 1).then(|| organisations[0].id.to_string());
    let id = only.unwrap_or_else(|| replay.organisation.clone());
    let chosen = organisations.iter().find(|found| found.id.as_str() == id).cloned();
    let chosen = chosen.map(|organisation| {
        let gives = people.gives(&organisation);
        (organisation, gives)
    });
    Ok(NewView { replay, organisations, chosen })
}

/// What was typed about somebody, and what became of it.
#[derive(Clone, Debug, Default)]
pub struct UserReplay {
    pub display_name: Option<String>,
    pub roles: Option<Vec<String>>,
    pub why: String,
    pub move_to: String,
    pub problem: Option<Problem>,
    /// The link, once it is made: shown here and nowhere else.
    pub made: Option<MadeLink>,
}

/// What was typed in a form of mandates, and what became of it.
#[derive(Clone, Debug, Default)]
pub struct MandateReplay {
    /// Which form.
    pub act: String,
    /// What was chosen.
    pub what: String,
    pub from: String,
    pub until: String,
    pub why: String,
    pub problem: Option<MandateProblem>,
}

/// Why no mandate was given or ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MandateProblem {
    /// Nothing that there is.
    What,
    FirstDay,
    LastDay,
    Refused(Problem),
}

pub(super) struct UserView {
    pub user: User,
    pub organisation: Organisation,
    /// The roles that may be given here, by who reads it.
    pub gives: Vec<Role>,
    /// Where the account could be moved to.
    pub elsewhere: Vec<Organisation>,
    pub sessions: Vec<OpenSession>,
    /// Whether it is the reader's own account.
    pub own: bool,
    pub reads_journal: bool,
    pub now: jiff::Timestamp,
    pub replay: UserReplay,
    /// Every one, the newest first.
    pub mandates: Vec<Mandate>,
    /// What the reader may give; none: nothing, since the organisation is another.
    pub choices: Option<MandateChoices>,
    pub mandate_replay: Option<MandateReplay>,
    /// It names services and offices.
    pub catalogue: Arc<Catalogue>,
    pub today: Date,
    /// What was done just before, by the address.
    pub done: String,
}

impl UserView {
    pub fn is_ended(&self) -> bool {
        matches!(self.user.state, UserState::Ended(_))
    }
}

pub(super) async fn load_user(user: &str, done: &str) -> Result<UserView, PageError> {
    let (with, account) = (services()?, signed_in()?);
    let people = with.people(&account.actor)?;
    let user = UserName::new(user).map_err(|_| PageError::Unknown)?;
    let (user, organisation) = people.user(&user).await.map_err(page_error)?;
    let sessions = people.sessions(&user.user).await.map_err(page_error)?;
    let gives = people.gives(&organisation);
    let mandates = people.mandates(&user.user).await.map_err(page_error)?;
    let choices = match people.gives_mandates(&organisation) {
        true => Some(people.mandate_choices(&organisation).await.map_err(page_error)?),
        false => None,
    };
    let mut elsewhere = if people.sees_all() { people.organisations().await? } else { Vec::new() };
    elsewhere.retain(|other| other.id != organisation.id);
    Ok(UserView {
        own: user.user == account.actor.user,
        reads_journal: account.actor.may(delibero_domain::capability::Capability::ReadJournal),
        now: with.clock.now(),
        replay: FormReplay::given().unwrap_or_default(),
        mandates,
        choices,
        mandate_replay: FormReplay::given(),
        catalogue: Arc::clone(&with.catalogue),
        today: with.clock.today(),
        done: done.to_owned(),
        user,
        organisation,
        gives,
        elsewhere,
        sessions,
    })
}

fn page_error(error: PeopleError) -> PageError {
    match error {
        PeopleError::NotAllowed => PageError::NotAllowed,
        PeopleError::Store(error) => error.into(),
        _ => PageError::Unknown,
    }
}

/// Reads an organisation's identifier of a form.
#[must_use]
pub fn organisation_of(typed: &str) -> Option<OrganisationId> {
    OrganisationId::new(typed.trim()).ok()
}
