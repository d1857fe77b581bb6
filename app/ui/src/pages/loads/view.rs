//! What the room shows.

use delibero_domain::capability::Capability;
use delibero_domain::identifier::UserName;
use delibero_domain::text::Text;
use delibero_usecases::accounts::Actor;
use delibero_usecases::belgian_time;
use delibero_usecases::source_loads::{
    KeptRejects, LoadCounts, LoadProblem, LoadState, Refused, SourceLoad, SourceLoadQuery,
};
use jiff::{SignedDuration, Timestamp};

use super::LoadsQuery;
use crate::error::{PageError, Trouble};
use crate::filters::{FilterProblem, FilterReader, Unread, day, number, one_of};
use crate::form_replay::FormReplay;
use crate::services::{Services, services, signed_in, signed_in_with};

/// The largest file that a page takes.
pub const MOST_MEBIBYTES: u32 = 512;
/// How many are on a page.
const PAGE_LENGTH: u32 = 25;
/// How many a file holds at most.
const MOST_LINES: u32 = 20_000;
/// How many reasons a page says.
const MOST_REASONS: usize = 100;
/// After this much silence nobody loads at the command line any more.
const SILENCE: SignedDuration = SignedDuration::from_secs(60);

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendProblem {
    NoFile,
    TooLarge,
    Service,
    Store(Trouble),
}

/// A form that was sent, given back.
#[derive(Clone)]
pub struct SendReplay {
    pub problem: SendProblem,
    pub service: String,
}

pub struct LoadLine {
    pub id: String,
    pub service: Text,
    pub file_name: String,
    /// The name that people read; none: at the command line.
    pub by: Option<String>,
    /// `2026-11-21 01:02:03`, in Belgium.
    pub begun: String,
    pub ended: Option<String>,
    /// Whether it went on a moment ago.
    pub still: bool,
    pub state: LoadState,
    pub bytes: u64,
    pub read_bytes: u64,
    /// Bytes a minute; none: not known.
    pub rate: Option<u64>,
    pub counts: LoadCounts,
    /// SHA-256 in hexadecimal digits.
    pub hash: Option<String>,
    pub problem: Option<LoadProblem>,
}

impl LoadLine {
    /// Interrupted: it did not end, and nobody goes on with it.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.ended.is_none() && !self.still
    }
}

pub struct LoadsView {
    pub replay: Option<SendReplay>,
    /// Identifier and label of what the organisation sends.
    pub services: Vec<(String, Text)>,
    pub unread: Vec<Unread>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    pub lines: Vec<LoadLine>,
}

pub struct LoadView {
    pub line: LoadLine,
    /// Whether the refused records can be downloaded.
    pub keeps_rejects: bool,
    /// Why records were refused, the first ones.
    pub reasons: Vec<Refused>,
}

fn state(load: &SourceLoad) -> LoadState {
    match (load.problem, load.ended) {
        (Some(_), _) => LoadState::Broken,
        (None, None) => LoadState::Open,
        (None, Some(_)) if load.counts.refused == 0 => LoadState::Whole,
        (None, Some(_)) => LoadState::Partly,
    }
}

fn rate(load: &SourceLoad) -> Option<u64> {
    let seconds = u64::try_from(load.seen.duration_since(load.begun).as_secs()).ok().filter(|seconds| *seconds > 0)?;
    Some(load.read_bytes.saturating_mul(60) / seconds).filter(|rate| *rate > 0)
}

async fn line(with: &Services, load: SourceLoad, now: Timestamp) -> Result<LoadLine, PageError> {
    let by = match &load.by {
        Some(by) => Some(with.display_name(&by.user).await?),
        None => None,
    };
    let service = with.catalogue.service(load.service.as_str()).map(|service| service.label.clone());
    Ok(LoadLine {
        service: service.unwrap_or_else(|| Text::same(load.service.as_str())),
        by,
        begun: belgian_time::written(load.begun),
        ended: load.ended.map(belgian_time::written),
        // What was sent waits for a worker, however long, and is ended by one.
        still: load.by.is_some() || now.duration_since(load.seen) < SILENCE,
        state: state(&load),
        rate: rate(&load),
        bytes: load.bytes,
        read_bytes: load.read_bytes,
        counts: load.counts,
        hash: load.hash.map(hex::encode),
        problem: load.problem,
        id: load.id,
        file_name: load.file_name,
    })
}

fn read(query: &LoadsQuery, services: &[(String, Text)], user: &Actor) -> Result<(SourceLoadQuery, u32), Vec<Unread>> {
    let mut reading = FilterReader::of(&query.strange);
    let service = reading.field("service", &query.service, |typed| {
        let known = services.iter().find(|(id, _)| id == typed).and_then(|(id, _)| id.parse().ok());
        known.ok_or(FilterProblem::Unknown)
    });
    let state = reading
        .field("state", &query.state, |typed| one_of(LoadState::ALL.into_iter(), |state| state.as_str() == typed));
    let (from, to) = (reading.field("from", &query.from, day), reading.field("to", &query.to, day));
    reading.period(from, (to, "to"));
    let page = reading.field("page", &query.page, number).unwrap_or(1);
    let unread = reading.unread();
    if !unread.is_empty() {
        return Err(unread);
    }
    let (organisation, services) = (user.organisation.clone(), Vec::new());
    let skip = (page - 1_u32).saturating_mul(PAGE_LENGTH);
    Ok((SourceLoadQuery { organisation, services, service, state, from, to, skip, most: PAGE_LENGTH }, page))
}

/// # Errors
/// When the user loads nothing, or the store does not answer.
pub async fn load_list(query: &LoadsQuery) -> Result<LoadsView, PageError> {
    let account = signed_in_with(Capability::LoadRecords)?;
    let with = services()?;
    let loads = with.source_loads(&account.actor)?;
    let sent = services_of(&with, &account.actor).await?;
    let replay = FormReplay::<SendReplay>::given();
    let mut view =
        LoadsView { replay, services: sent, unread: Vec::new(), total: 0, page: 1, pages: 1, lines: Vec::new() };
    match read(query, &view.services, &account.actor) {
        Err(unread) => view.unread = unread,
        Ok((asked, page)) => {
            let found = loads.page(asked).await?;
            (view.total, view.page) = (found.total, page);
            view.pages = found.total.div_ceil(PAGE_LENGTH).max(1);
            let now = with.clock.now();
            for load in found.loads {
                view.lines.push(line(&with, load, now).await?);
            }
        }
    }
    Ok(view)
}

async fn services_of(with: &Services, actor: &Actor) -> Result<Vec<(String, Text)>, PageError> {
    let sent = with.source_loads(actor)?.services().await?;
    let known = sent.iter().filter_map(|id| with.catalogue.service(id.as_str()));
    Ok(known.map(|service| (service.id.to_string(), service.label.clone())).collect())
}

/// Every file of an address, whatever the page; or the filters that were not read.
///
/// # Errors
/// When the reader loads nothing, or the store does not answer.
pub async fn whole(
    with: &Services,
    reader: &Actor,
    query: &LoadsQuery,
) -> Result<Result<Vec<SourceLoad>, Vec<Unread>>, PageError> {
    let loads = with.source_loads(reader)?;
    match read(query, &services_of(with, reader).await?, reader) {
        Err(unread) => Ok(Err(unread)),
        Ok((asked, _)) => {
            let asked = SourceLoadQuery { skip: 0, most: MOST_LINES, ..asked };
            Ok(Ok(loads.page(asked).await?.loads))
        }
    }
}

/// # Errors
/// When there is no such file of the own organisation.
pub async fn load_one(id: &str) -> Result<LoadView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let loads = with.source_loads(&account.actor)?;
    let load = loads.find(id).await?.ok_or(PageError::Unknown)?;
    let (now, kept) = (with.clock.now(), loads.reasons(&load).await?);
    let reasons = kept.into_iter().flat_map(|KeptRejects { records, .. }| records).map(|record| record.refused);
    let own = load.by.as_ref().is_some_and(|by| by.organisation == account.actor.organisation);
    Ok(LoadView {
        keeps_rejects: own && load.keeps_rejects(now),
        reasons: reasons.take(MOST_REASONS).collect(),
        line: line(&with, load, now).await?,
    })
}

/// The user of a load in a file of the list.
#[must_use]
pub fn user_of(load: &SourceLoad) -> Option<&UserName> {
    load.by.as_ref().map(|by| &by.user)
}
