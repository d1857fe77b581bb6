//! One organisation: what is registered of it, what it may consult, its people, and what waits.

use delibero_domain::capability::Capability;
use delibero_domain::role::Role;
use delibero_domain::text::Text;
use delibero_usecases::belgian_time;
use delibero_usecases::organisations::{
    Field, IntegrationCount, MonthCount, Proposal, Registered, Typed, TypedMembership, Wrong,
};
use jiff::civil::Date;

use super::opens::{OpensView, opens};
use super::{MembershipView, Names, known_organisation, membership_view, recipient_choices, recipient_label};
use crate::error::{PageError, Trouble};
use crate::form_replay::FormReplay;
use crate::services::{Services, services, signed_in};
use crate::session::StoppedView;

/// How many months the plot shows, this one included.
pub const MONTHS: i32 = 12;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationView {
    pub id: String,
    pub name: Text,
    pub typed: Typed,
    pub region: Option<Text>,
    pub sector: Option<Text>,
    pub stopped: Option<StoppedView>,
    pub today: Date,
    /// What it belongs to, with whether it does today, and how its line is named in forms.
    pub memberships: Vec<(MembershipView, bool, String)>,
    pub proposals: Vec<ProposalView>,
    /// What it may consult today, by recipient.
    pub opens: Vec<(Text, Vec<OpensView>)>,
    pub users: Vec<UserLine>,
    pub integrations: Vec<IntegrationCount>,
    /// From the first of [`MONTHS`] to this one, each once.
    pub months: Vec<MonthCount>,
    /// Whether this user sees every organisation.
    pub whole: bool,
    pub writes: bool,
    pub approves: bool,
    /// Identifier and label, for the form.
    pub recipients: Vec<(String, Text)>,
    pub replay: Option<ActionReplay>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserLine {
    pub user: String,
    pub display_name: String,
    pub roles: Vec<Role>,
    pub enabled: bool,
}

/// A recipient that waits for somebody to confirm it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalView {
    pub id: String,
    pub organisation: String,
    pub organisation_name: Text,
    pub membership: MembershipView,
    pub why: String,
    /// None: at the command line.
    pub by: Option<String>,
    /// `2026-11-21 01:02:03`
    pub at: String,
    /// Whether this user proposed it.
    pub own: bool,
    pub load: Option<String>,
    /// What it would open.
    pub opens: Vec<OpensView>,
}

/// Why an action was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionProblem {
    Wrong(Vec<Wrong>),
    WhyMissing,
    WhyWithNiss,
    Already,
    Ended,
    NoProposal,
    OwnProposal,
    LastDay,
    NoSuchDay,
    Store(Trouble),
}

/// What an action that was not done gives to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionReplay {
    pub action: String,
    pub why: String,
    pub membership: TypedMembership,
    pub problem: ActionProblem,
}

/// # Errors
/// When there is no such organisation, or not for this user.
pub async fn load(id: &str) -> Result<OrganisationView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let known = with.organisations(&account.actor)?;
    let found = known_organisation(known, id).await?;
    let (today, catalogue) = (with.clock.today(), &with.catalogue);
    let names = Names::of(known, found.proposals.iter().filter_map(|proposal| proposal.by.clone()).collect()).await?;
    let proposal = |proposal: &Proposal| {
        proposal_view(
            &with,
            &names,
            proposal,
            found.particulars.name.clone(),
            proposal.by.as_ref() == Some(&account.actor.user),
        )
    };
    let first = first_month(today);
    let months = every_month(first, known.consultations(&found, first).await?);
    let users = known.users(&found).await?.into_iter().map(|user| UserLine {
        user: user.user.to_string(),
        display_name: user.display_name,
        roles: user.roles,
        enabled: user.enabled,
    });
    let opened = found
        .recipients_on(today)
        .into_iter()
        .map(|recipient| (recipient_label(catalogue, recipient.as_str()), opens(catalogue, recipient.as_str(), today)));
    let stopped = match &found.stopped {
        Some(stopped) => Some(StoppedView::of(&with, stopped).await?),
        None => None,
    };
    let typed = Typed::of(&found.particulars);
    Ok(OrganisationView {
        id: id.to_owned(),
        name: found.particulars.name.clone(),
        region: found.particulars.region.as_ref().map(|region| catalogue.region_label(region.as_str())),
        sector: sector(&with, typed.get(Field::Sector)),
        typed,
        stopped,
        today,
        memberships: memberships(&with, &found, today),
        proposals: found.proposals.iter().map(proposal).collect(),
        opens: opened.collect(),
        users: users.collect(),
        integrations: known.integrations(&found, today).await?,
        months,
        whole: known.is_whole(),
        writes: account.actor.may(Capability::WriteOrganisations),
        approves: account.actor.may(Capability::ApproveRecipients),
        recipients: recipient_choices(catalogue),
        replay: FormReplay::<ActionReplay>::given(),
    })
}

fn sector(with: &Services, number: &str) -> Option<Text> {
    let known = super::edit::sectors(&with.catalogue).into_iter().find(|(known, _)| known == number);
    known.map(|(_, label)| label).or_else(|| (!number.is_empty()).then(|| Text::same(number)))
}

fn memberships(with: &Services, found: &Registered, today: Date) -> Vec<(MembershipView, bool, String)> {
    let view = |membership: &delibero_usecases::directory::Membership| {
        let name = delibero_usecases::organisations::membership_words(membership);
        (membership_view(&with.catalogue, membership), membership.holds_on(today), name)
    };
    found.memberships.iter().map(view).collect()
}

pub(super) fn proposal_view(
    with: &Services,
    names: &Names,
    proposal: &Proposal,
    organisation_name: Text,
    own: bool,
) -> ProposalView {
    ProposalView {
        id: proposal.id.clone(),
        organisation: proposal.organisation.to_string(),
        organisation_name,
        membership: membership_view(&with.catalogue, &proposal.membership),
        why: proposal.why.clone(),
        by: proposal.by.as_ref().map(|user| names.get(user)),
        at: belgian_time::written(proposal.at),
        own,
        load: proposal.load.clone(),
        opens: opens(&with.catalogue, proposal.membership.recipient.as_str(), with.clock.today()),
    }
}

fn first_month(today: Date) -> Date {
    let this = today.first_of_month();
    this.checked_sub(jiff::Span::new().months(MONTHS - 1)).unwrap_or(this)
}

fn every_month(first: Date, known: Vec<MonthCount>) -> Vec<MonthCount> {
    let month = |place: i32| first.saturating_add(jiff::Span::new().months(place));
    let of = |month: Date| {
        let found = known.iter().find(|found| found.month == month).copied();
        found.unwrap_or(MonthCount { month, granted: 0, refused: 0 })
    };
    (0..MONTHS).map(month).map(of).collect()
}
