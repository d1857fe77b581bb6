//! Recipients that wait for an approver, by the file that they came with.

use delibero_domain::capability::Capability;
use delibero_domain::text::Text;

use super::Names;
use super::organisation::{ActionReplay, ProposalView, proposal_view};
use crate::error::PageError;
use crate::form_replay::FormReplay;
use crate::services::{services, signed_in};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingView {
    /// Those proposed by hand, oldest first.
    pub single: Vec<ProposalView>,
    /// By load: its identifier, the name of the file, and all that came with it.
    pub loads: Vec<(String, String, Vec<ProposalView>)>,
    pub approves: bool,
    pub writes: bool,
    pub replay: Option<ActionReplay>,
}

/// # Errors
/// When the user does not see every organisation.
pub async fn load() -> Result<WaitingView, PageError> {
    let account = signed_in()?;
    account.actor.must(Capability::ReadEveryOrganisation)?;
    let with = services()?;
    let known = with.organisations(&account.actor)?;
    let due = known.due().await?.proposals;
    let names = Names::of(known, due.iter().filter_map(|proposal| proposal.by.clone()).collect()).await?;
    let organisations = known.names_of_organisations().await?;
    let mut view = WaitingView {
        single: Vec::new(),
        loads: Vec::new(),
        approves: account.actor.may(Capability::ApproveRecipients),
        writes: account.actor.may(Capability::WriteOrganisations),
        replay: FormReplay::<ActionReplay>::given(),
    };
    for proposal in &due {
        let id = &proposal.organisation;
        let name = organisations.get(id).cloned().unwrap_or_else(|| Text::same(id.as_str()));
        let own = proposal.by.as_ref() == Some(&account.actor.user);
        let shown = proposal_view(&with, &names, proposal, name, own);
        match &proposal.load {
            None => view.single.push(shown),
            Some(load) => match view.loads.iter_mut().find(|(known, ..)| known == load) {
                Some((.., together)) => together.push(shown),
                None => view.loads.push((load.clone(), proposal.why.clone(), vec![shown])),
            },
        }
    }
    Ok(view)
}
