//! The list of organisations.

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::folding::folded_line;
use delibero_domain::identifier::RecipientId;
use delibero_domain::identifier::RegionId;
use delibero_domain::text::{Language, Text};
use delibero_usecases::accounts::Actor;
use delibero_usecases::organisations::{OrganisationQuery, OrganisationSort, Registered, StateFilter};
use jiff::civil::Date;

use super::super::{OrganisationListQuery, OrganisationListSort};
use super::{recipient_choices, recipient_label};
use crate::error::PageError;
use crate::filters::{FilterProblem, FilterReader, Unread, number, one_of};
use crate::services::{Services, services, signed_in};

/// How many are on a page.
pub const PAGE_LENGTH: u32 = 50;
/// How many a file holds at most.
pub const MOST_LINES: u32 = 20_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationLine {
    pub id: String,
    pub name: Text,
    pub enterprise_number: Option<String>,
    pub municipality: String,
    pub region: Option<Text>,
    pub sector: Option<u16>,
    /// `active`, `suspended` or `ended`.
    pub state: &'static str,
    /// Those of today.
    pub recipients: Vec<Text>,
    /// How many wait for an approver.
    pub proposals: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationListView {
    pub lines: Vec<OrganisationLine>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    pub unread: Vec<Unread>,
    /// Identifier and label.
    pub recipients: Vec<(String, Text)>,
    pub regions: Vec<(String, Text)>,
    pub sectors: Vec<(String, Text)>,
    /// Recipients that wait for an approver, over all organisations.
    pub waiting: u32,
    pub whole: bool,
    pub writes: bool,
}

/// # Errors
/// When the user may not see any organisation.
pub async fn load(query: &OrganisationListQuery, language: Language) -> Result<OrganisationListView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let known = with.organisations(&account.actor)?;
    let (catalogue, today) = (&with.catalogue, with.clock.today());
    let mut view = OrganisationListView {
        page: 1,
        pages: 1,
        recipients: recipient_choices(catalogue),
        regions: catalogue.regions().iter().map(|region| (region.id.clone(), region.label.clone())).collect(),
        sectors: super::edit::sectors(catalogue),
        waiting: known.due_count().await?,
        whole: known.is_whole(),
        writes: account.actor.may(Capability::WriteOrganisations),
        ..OrganisationListView::default()
    };
    let (mut asked, page) = match read(query, catalogue, today, language) {
        Ok(read) => read,
        Err(unread) => return Ok(OrganisationListView { unread, ..view }),
    };
    asked.skip = (page - 1).saturating_mul(PAGE_LENGTH);
    let found = known.page(asked).await?;
    view.total = found.total;
    view.pages = found.total.div_ceil(PAGE_LENGTH).max(1);
    view.page = page;
    view.lines = found.organisations.iter().map(|found| line(catalogue, found, today)).collect();
    Ok(view)
}

/// What the address asks for, and which page; or what was not read.
fn read(
    query: &OrganisationListQuery,
    catalogue: &Catalogue,
    day: Date,
    language: Language,
) -> Result<(OrganisationQuery, u32), Vec<Unread>> {
    let mut reading = FilterReader::of(&query.strange);
    let words = reading.field("q", &query.q, |typed| {
        let words: Vec<String> = folded_line(typed).split_whitespace().map(str::to_owned).collect();
        if words.is_empty() { Err(FilterProblem::NoWord) } else { Ok(words) }
    });
    let state = reading
        .field("state", &query.state, |typed| one_of(StateFilter::ALL.into_iter(), |state| state.as_str() == typed));
    let recipient = reading.field("recipient", &query.recipient, |typed| {
        RecipientId::new(typed)
            .ok()
            .filter(|id| catalogue.recipient(id.as_str()).is_some())
            .ok_or(FilterProblem::Unknown)
    });
    let region = reading.field("region", &query.region, |typed| {
        RegionId::new(typed).ok().filter(|id| catalogue.knows_region(id.as_str())).ok_or(FilterProblem::Unknown)
    });
    let sector = reading.field("sector", &query.sector, number);
    reading.field("sort", &query.sort, |typed| {
        one_of(OrganisationListSort::ALL.into_iter(), |sort| sort.as_str() == typed)
    });
    reading.field("order", &query.order, |typed| one_of(["asc", "desc"].into_iter(), |order| *order == typed));
    let page = reading.field("page", &query.page, number);
    let unread = reading.unread();
    if !unread.is_empty() {
        return Err(unread);
    }
    let (sort, descending) = query.sorted();
    let sort = match sort {
        OrganisationListSort::Name => OrganisationSort::Name(language),
        OrganisationListSort::EnterpriseNumber => OrganisationSort::EnterpriseNumber,
        OrganisationListSort::Sector => OrganisationSort::Sector,
    };
    let asked = OrganisationQuery {
        words: words.unwrap_or_default(),
        state,
        recipient,
        region,
        sector,
        only: None,
        day,
        sort,
        descending,
        skip: 0,
        most: PAGE_LENGTH,
    };
    Ok((asked, page.unwrap_or(1)))
}

fn line(catalogue: &Catalogue, found: &Registered, today: Date) -> OrganisationLine {
    OrganisationLine {
        id: found.id.to_string(),
        name: found.particulars.name.clone(),
        enterprise_number: found.particulars.enterprise_number.map(|number| number.to_string()),
        municipality: found.particulars.details.municipality.clone(),
        region: found.particulars.region.as_ref().map(|region| catalogue.region_label(region.as_str())),
        sector: found.particulars.sector,
        state: found.stopped.as_ref().map_or("active", |stopped| stopped.kind.as_str()),
        recipients: found
            .recipients_on(today)
            .into_iter()
            .map(|recipient| recipient_label(catalogue, recipient.as_str()))
            .collect(),
        proposals: found.proposals.len(),
    }
}

/// Every organisation of an address, whatever the page, up to [`MOST_LINES`]; or the filters that were not read.
///
/// # Errors
/// When the reader may not see organisations, or the store does not answer.
pub async fn whole(
    with: &Services,
    reader: &Actor,
    query: &OrganisationListQuery,
    language: Language,
) -> Result<Result<Vec<Registered>, Vec<Unread>>, PageError> {
    let known = with.organisations(reader)?;
    let (mut asked, _) = match read(query, &with.catalogue, with.clock.today(), language) {
        Ok(read) => read,
        Err(unread) => return Ok(Err(unread)),
    };
    asked.most = MOST_LINES;
    Ok(Ok(known.page(asked).await?.organisations))
}
