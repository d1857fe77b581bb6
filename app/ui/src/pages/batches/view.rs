//! What the pages of batches show.

use delibero_domain::authorisation::Source;
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::{Catalogue, Element};
use delibero_domain::consultation::{Refusal, suspended};
use delibero_domain::identifier::{ElementId, RecipientId};
use delibero_domain::record::Value;
use delibero_domain::text::{Language, Text};
use delibero_usecases::batches::{
    AnsweredPerson, Batch, BatchError, Batches, FaultyLine, KEPT_FOR, ListOrigin, ListProblem, OpenResult, PART_LENGTH,
    ResultCell, ResultFilter, ResultPart, ResultUse,
};
use delibero_usecases::belgian_time;
use delibero_words::formats::{amount, count, short_date, short_period};
use jiff::Timestamp;

use super::ResultQuery;
use crate::error::{PageError, Trouble};
use crate::filters::{FilterReader, Filters as _, Unread, number};
use crate::form_replay::FormReplay;
use crate::pages::consultation::view::{Entered, FieldError, ManyForm, many_form};
use crate::pages::suspensions::{SuspensionView, Suspensions};
use crate::services::{Services, services, signed_in_with};

/// The largest list that a page takes.
pub const MOST_MEBIBYTES: u32 = 128;
const PAGE_LENGTH: u32 = 25;
/// How many persons a page of the result shows.
pub const PERSONS_SHOWN: usize = 50;
/// How many parts are looked through for one page: whoever asks for few is shown where to go on.
const PARTS_AT_ONCE: u32 = 250;
const MOST_REASONS: usize = 25;

/// Why a batch was not begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewProblem {
    Field(FieldError),
    Origin,
    NoFile,
    TooLarge,
    File(ListProblem),
    Nobody,
    TooLong,
    NotConfirmed,
    Refused(Refusal),
    Store(Trouble),
}

/// A form that was sent, given back.
#[derive(Clone, Default)]
pub struct NewReplay {
    pub entered: Entered,
    /// `file` or `integrations`.
    pub origin: String,
    pub problems: Vec<NewProblem>,
}

pub struct NewView {
    pub form: ManyForm,
    pub replay: NewReplay,
}

/// # Errors
/// When the user does not consult, or the store does not answer.
pub async fn load_new() -> Result<NewView, PageError> {
    let account = signed_in_with(Capability::Consult)?;
    let with = services()?;
    let form = many_form(&with, &account).await?;
    let replay = FormReplay::<NewReplay>::given().unwrap_or_else(|| NewReplay {
        entered: form.proposed.clone(),
        origin: "file".to_owned(),
        problems: Vec::new(),
    });
    Ok(NewView { form, replay })
}

/// A batch as lists and pages name it.
pub struct BatchLine {
    pub batch: Batch,
    pub service: Text,
    pub module: Text,
    pub purpose: Text,
    pub person_role: Option<Text>,
    /// `2026-11-21 01:02:03`, in Belgium.
    pub begun: String,
    pub ended: Option<String>,
    /// Until when list and result are kept.
    pub kept_until: String,
    pub is_kept: bool,
    /// What has to be respected, as it was confirmed.
    pub limits: Vec<(Text, Source)>,
}

fn line(catalogue: &Catalogue, batch: Batch, now: Timestamp) -> BatchLine {
    let asked = &batch.question;
    let service = catalogue.service(asked.service.as_str());
    let module = service.and_then(|service| service.module(&asked.module)).map(|(_, module)| module.label.clone());
    let limits = catalogue.authorisations_of(asked.recipient.as_str(), asked.service.as_str());
    let limits = limits.flat_map(|found| &found.use_limits);
    let mut confirmed: Vec<(Text, Source)> = Vec::new();
    for limit in limits.filter(|limit| asked.confirmed.iter().any(|said| said.as_str() == limit.id.as_str())) {
        if !confirmed.iter().any(|(text, _)| *text == limit.text) {
            confirmed.push((limit.text.clone(), limit.source.clone()));
        }
    }
    BatchLine {
        service: service.map_or_else(|| Text::same(asked.service.as_str()), |service| service.label.clone()),
        module: module.unwrap_or_else(|| Text::same(asked.module.as_str())),
        purpose: catalogue.purpose_label(asked.purpose.as_str()),
        person_role: asked.person_role.as_ref().map(|role| catalogue.person_role_label(role.as_str())),
        begun: belgian_time::written(batch.begun),
        ended: batch.ended.map(belgian_time::written),
        kept_until: belgian_time::written(batch.seen + KEPT_FOR),
        is_kept: batch.is_kept(now),
        limits: confirmed,
        batch,
    }
}

pub struct ListView {
    pub lines: Vec<BatchLine>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    pub unread: Vec<Unread>,
}

/// # Errors
/// When the user does not consult, or the store does not answer.
pub async fn load_list(page: &str, strange: &str) -> Result<ListView, PageError> {
    let account = signed_in_with(Capability::Consult)?;
    let with = services()?;
    let mut reading = FilterReader::of(strange);
    let page: u32 = reading.field("page", page, number).unwrap_or(1);
    let mut view = ListView { lines: Vec::new(), total: 0, page, pages: 1, unread: reading.unread() };
    if view.unread.is_empty() {
        let found = with.batches(&account.actor)?.page((page - 1).saturating_mul(PAGE_LENGTH), PAGE_LENGTH).await?;
        let now = with.clock.now();
        view.total = found.total;
        view.pages = found.total.div_ceil(PAGE_LENGTH).max(1);
        view.lines = found.batches.into_iter().map(|batch| line(&with.catalogue, batch, now)).collect();
    }
    Ok(view)
}

pub struct OneView {
    pub line: BatchLine,
    /// Why lines were refused, the first ones; nothing of what they say.
    pub reasons: Vec<FaultyLine>,
    /// What refuses whoever is left, and everybody who looks at the result.
    pub suspension: Option<SuspensionView>,
}

/// # Errors
/// When there is no such batch of the user, or the store does not answer.
pub async fn load_one(id: &str) -> Result<OneView, PageError> {
    let account = signed_in_with(Capability::Consult)?;
    let with = services()?;
    let batches = with.batches(&account.actor)?;
    let batch = batches.find(id).await?.ok_or(PageError::Unknown)?;
    let mut reasons = batches.reasons(&batch).await?;
    reasons.truncate(MOST_REASONS);
    let suspension = suspension(&with, &batch).await?;
    Ok(OneView { line: line(&with.catalogue, batch, with.clock.now()), reasons, suspension })
}

async fn suspension(with: &Services, batch: &Batch) -> Result<Option<SuspensionView>, PageError> {
    let asked = (&batch.question.recipient, &batch.question.service);
    let Some(found) = suspended(&with.catalogue, asked, Some(&batch.organisation), with.clock.today()) else {
        return Ok(None);
    };
    Ok(Suspensions::of_catalogue(&with.catalogue).await?.known(found).cloned())
}

/// An element that a result says something of.
pub struct ResultColumn {
    pub id: ElementId,
    pub label: Text,
    /// Code as received, and what it means.
    pub codes: Vec<(String, Text)>,
}

/// In the order of the service.
fn columns(catalogue: &Catalogue, batch: &Batch) -> Vec<ResultColumn> {
    let service = catalogue.service(batch.question.service.as_str());
    let place = |id: &ElementId| service.and_then(|service| service.element_index(id.as_str()));
    let mut elements: Vec<&ElementId> = batch.elements.iter().collect();
    elements.sort_by_key(|id| place(id).unwrap_or(usize::MAX));
    let column = |id: &ElementId| {
        let element: Option<&Element> = place(id).and_then(|place| service.map(|service| &service.elements[place]));
        let codes = element.and_then(|element| catalogue.list_of(element)).map(|list| &list.codes);
        ResultColumn {
            id: id.clone(),
            label: element.map_or_else(|| Text::same(id.as_str()), |element| element.label.clone()),
            codes: codes.into_iter().flatten().map(|code| (code.code.clone(), code.label.clone())).collect(),
        }
    };
    elements.into_iter().map(column).collect()
}

impl ResultColumn {
    /// As people read it.
    #[must_use]
    pub fn words(&self, language: Language, cell: &ResultCell) -> String {
        match cell {
            ResultCell::Value(Value::Code(code)) => {
                let known = self.codes.iter().find(|(known, _)| known == code);
                known.map_or_else(|| code.clone(), |(_, label)| label.get(language).to_owned())
            }
            ResultCell::Value(Value::Date(day)) => short_date(*day),
            ResultCell::Value(Value::Period(period)) => short_period(*period),
            ResultCell::Value(Value::Amount(number)) => amount(number.get()),
            ResultCell::Value(Value::Count(number)) => count(number.get()),
            ResultCell::Value(Value::Niss(person)) => person.reveal_formatted(),
            other => other.said().unwrap_or_else(|| "…".to_owned()),
        }
    }
}

/// What is written of a result, on a page and in files.
pub struct ResultSheet {
    pub line: BatchLine,
    pub columns: Vec<ResultColumn>,
    /// Who sends records of the service, as people read it.
    pub senders: Vec<(RecipientId, Text)>,
}

/// # Errors
/// When there is no such batch of the user, or the store does not answer.
pub async fn sheet_of(with: &Services, batches: Batches<'_>, id: &str) -> Result<ResultSheet, PageError> {
    let batch = batches.find(id).await?.ok_or(PageError::Unknown)?;
    let columns = columns(&with.catalogue, &batch);
    let line = line(&with.catalogue, batch, with.clock.now());
    let recipients = with.catalogue.recipients().iter();
    let senders = recipients.map(|found| (found.id.clone(), found.label.clone())).collect();
    if line.is_kept { Ok(ResultSheet { line, columns, senders }) } else { Err(PageError::Unknown) }
}

pub struct ResultView {
    pub sheet: ResultSheet,
    pub unread: Vec<Unread>,
    /// With the elements of their part.
    pub persons: Vec<(Vec<ElementId>, AnsweredPerson)>,
    /// From which person on the list goes on; none: this is its end.
    pub next: Option<u64>,
    pub is_filtered: bool,
}

/// # Errors
/// When there is no such batch of the user, it is kept no more, or the store does not answer.
pub async fn load_result(id: &str, query: &ResultQuery) -> Result<ResultView, PageError> {
    let account = signed_in_with(Capability::Consult)?;
    let with = services()?;
    let batches = with.batches(&account.actor)?;
    let sheet = sheet_of(&with, batches, id).await?;
    let is_filtered = query.active().next().is_some();
    let mut view = ResultView { unread: Vec::new(), persons: Vec::new(), next: None, is_filtered, sheet };
    match query.read(&view.sheet.line.batch) {
        Err(unread) => view.unread = unread,
        Ok((filter, from)) => {
            let used = ResultUse::Page { filter: filter.words() };
            let opened = batches.result(id, used).await.map_err(page_error)?;
            (view.persons, view.next) = some(&opened, &filter, from).await.map_err(page_error)?;
        }
    }
    Ok(view)
}

type Shown = (Vec<(Vec<ElementId>, AnsweredPerson)>, Option<u64>);

/// From a person on, as many as a page shows.
async fn some(opened: &OpenResult<'_>, filter: &ResultFilter, from: u64) -> Result<Shown, BatchError> {
    let length = PART_LENGTH as u64;
    let first = u32::try_from((from - 1) / length).unwrap_or(u32::MAX);
    let mut shown = Vec::new();
    let last = opened.parts().min(first.saturating_add(PARTS_AT_ONCE));
    for place in first..last {
        let ResultPart { elements, persons } = opened.part(place).await?;
        for (number, person) in (u64::from(place) * length + 1..).zip(persons) {
            let wanted = ResultPart { elements: elements.clone(), persons: vec![person] };
            let Some(person) = filter.of(wanted).persons.pop().filter(|_| number >= from) else { continue };
            if shown.len() == PERSONS_SHOWN {
                return Ok((shown, Some(number)));
            }
            shown.push((elements.clone(), person));
        }
    }
    Ok((shown, (last < opened.parts()).then(|| u64::from(last) * length + 1)))
}

fn page_error(error: BatchError) -> PageError {
    match error {
        BatchError::Store(error) => error.into(),
        BatchError::Stopped(_) => PageError::Stopped,
        BatchError::Unwitnessed => PageError::Unwitnessed,
        BatchError::Unknown => PageError::Unknown,
        _ => PageError::NotAllowed,
    }
}

/// Where the persons of a batch come from, in words.
#[must_use]
pub fn origin_words(language: Language, origin: &ListOrigin) -> String {
    match origin {
        ListOrigin::File(name) => name.clone(),
        ListOrigin::Integrations => delibero_words::say!(language, batches.from_integrations).to_owned(),
    }
}
