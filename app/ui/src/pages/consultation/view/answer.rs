//! The answer: from what the use case returned to what the page shows. Only reduced data can come here.

use delibero_domain::access_log::EventKind;
use delibero_domain::authorisation::{Source, Withheld};
use delibero_domain::catalogue::{Catalogue, ElementKind, RecordKind, RowShape, Service, TextUnknown};
use delibero_domain::consultation::{
    Cell, CellState, RecordView, Reduced, RefusalReason, RowView, Scope, asked_of, confirmable, suspended,
};
use delibero_domain::identifier::{CodeListId, ElementId, RecipientId};
use delibero_domain::niss::Niss;
use delibero_domain::record::Value;
use delibero_domain::text::{Language, Text};
use delibero_usecases::belgian_time;
use delibero_usecases::consultation::{
    Answer, ConsultError, Consultation, Grant, Outcome, disclose, disclose_versions,
};
use delibero_words::acting::acts_as;
use jiff::Timestamp;
use leptos::prelude::use_context;

use super::asked;
use super::timeline::timeline;
use super::{
    AnswerOutcome, AnswerPage, BlockInfo, CellPage, CellValue, ElementInfo, Entered, GrantedAnswer, KindInfo,
    RecordPage, RetentionPage, RiskLimit, RowPage, ScopePage, ShapeInfo,
};
use crate::error::PageError;
use crate::page_facts::PageFacts;
use crate::pages::suspensions::Suspensions;
use crate::services::{services, signed_in};

pub(super) async fn page(id: &str, kind: EventKind) -> Result<AnswerPage, PageError> {
    let with = services()?;
    shown(disclose(with.consulting(), &signed_in()?.actor, id, kind).await).await
}

/// Of the versions of the records about a time.
pub(super) async fn versions(id: &str, of: &str) -> Result<AnswerPage, PageError> {
    let with = services()?;
    shown(disclose_versions(with.consulting(), &signed_in()?.actor, id, of).await).await
}

async fn shown(answer: Result<Answer, ConsultError>) -> Result<AnswerPage, PageError> {
    let answer = answer.map_err(|error| match error {
        ConsultError::NotAllowed => PageError::NotAllowed,
        ConsultError::Stopped(_) => PageError::Stopped,
        ConsultError::Unwitnessed { .. } => PageError::Unwitnessed,
        ConsultError::Unknown | ConsultError::LimitReached { .. } => PageError::Unknown,
        ConsultError::Closed => PageError::Closed,
        ConsultError::Store(error) => error.into(),
    })?;
    if let Some(facts) = use_context::<PageFacts>() {
        facts.set_organisation(answer.organisation.name.clone());
    }
    let page = answer_of(&answer).ok_or(PageError::Unknown)?;
    with_suspension(page, &answer).await
}

/// Who stopped it and why, where that is why it was refused.
async fn with_suspension(mut page: AnswerPage, answer: &Answer) -> Result<AnswerPage, PageError> {
    let AnswerOutcome::Refused { reason: RefusalReason::Suspended, suspension, .. } = &mut page.outcome else {
        return Ok(page);
    };
    let (asked, organisation) = (&answer.consultation.question, &answer.organisation.id);
    let what = (&asked.recipient, &asked.service);
    if let Some(found) = suspended(&answer.catalogue, what, Some(organisation), answer.today) {
        let known = Suspensions::of_catalogue(&answer.catalogue).await?;
        *suspension = known.known(found).cloned().map(Box::new);
    }
    Ok(page)
}

/// An instant in Belgian time: `2026-11-21 01:02:03`.
#[must_use]
pub fn local_time(at: Timestamp) -> String {
    belgian_time::written(at)
}

/// What the page shows of an answer; none when the catalogue no longer knows the service.
#[must_use]
pub fn answer_of(answer: &Answer) -> Option<AnswerPage> {
    let catalogue = answer.catalogue.as_ref();
    let Consultation { id, role, question: asked, .. } = &answer.consultation;
    let service = catalogue.service(asked.service.as_str())?;
    let (_, module) = service.module(&asked.module)?;
    let status = answer.outcome.status();
    let recipient = catalogue.recipient(asked.recipient.as_str());
    Some(AnswerPage {
        id: id.clone(),
        niss: asked.person.reveal_formatted(),
        at: local_time(answer.at),
        today: answer.today,
        organisation: answer.organisation.name.clone(),
        recipient: recipient.map_or_else(|| Text::same(asked.recipient.as_str()), |found| found.label.clone()),
        recipient_id: asked.recipient.to_string(),
        service: service.label.clone(),
        module: module.label.clone(),
        purpose: catalogue.purpose_label(asked.purpose.as_str()),
        person_role: asked.person_role.as_ref().map(|role| catalogue.person_role_label(role.as_str())),
        confirmed: confirmed(catalogue, answer),
        legal_context: answer.organisation.legal_context_of(asked.legal_context.as_deref()).map(str::to_owned),
        role: *role,
        asked: asked.asked.clone(),
        asks: asked_of(catalogue, &asked.recipient, &asked.service, &asked.module, answer.today),
        status: status.to_owned(),
        status_meaning: status_meaning(catalogue, status),
        outcome: outcome(catalogue, service, &answer.outcome),
        text_unknown: text_unknown(catalogue, answer),
        entered: entered(&answer.consultation),
    })
}

fn entered(Consultation { id, question: asked, .. }: &Consultation) -> Entered {
    let mut entered = Entered {
        module: format!("{}/{}/{}", asked.recipient, asked.service, asked.module),
        purpose: asked.purpose.to_string(),
        person_role: asked.person_role.as_ref().map(ToString::to_string).unwrap_or_default(),
        niss: asked.person.reveal_formatted(),
        confirmed: asked.confirmed.iter().map(ToString::to_string).collect(),
        legal_context: asked.legal_context.clone().unwrap_or_default(),
        form: id.clone(),
        ..Entered::default()
    };
    asked::fill_in(&mut entered, &asked.asked);
    entered
}

fn confirmed(catalogue: &Catalogue, answer: &Answer) -> Vec<(String, Text, Source)> {
    let asked = &answer.consultation.question;
    let confirmable = confirmable(catalogue, asked.intent(), answer.today).into_iter();
    let confirmed = confirmable.filter(|(condition, _)| asked.confirmed.contains(condition));
    confirmed
        .map(|(condition, source)| {
            (condition.to_string(), catalogue.condition_label(condition.as_str()), source.clone())
        })
        .collect()
}

fn text_unknown(catalogue: &Catalogue, answer: &Answer) -> Option<TextUnknown> {
    let source = match &answer.outcome {
        Outcome::Granted(grant) => Some(&grant.source),
        Outcome::Refused { refusal, .. } => refusal.source.as_ref(),
    };
    catalogue.text_unknown(&source?.deliberation, answer.today)
}

fn status_meaning(catalogue: &Catalogue, status: &str) -> Text {
    let list = CodeListId::new("network-status").ok().and_then(|id| catalogue.code_list(&id));
    let code = list.and_then(|list| list.code(status));
    code.map_or_else(|| Text::same(status), |code| code.label.clone())
}

fn outcome(catalogue: &Catalogue, service: &Service, outcome: &Outcome) -> AnswerOutcome {
    match outcome {
        Outcome::Granted(grant) => AnswerOutcome::Granted(Box::new(Showing { catalogue, service }.granted(grant))),
        Outcome::Refused { refusal, replaced_by } => AnswerOutcome::Refused {
            reason: refusal.reason,
            source: refusal.source.clone(),
            replaced_by: replaced_by.map(Niss::reveal_formatted),
            suspension: None,
        },
    }
}

struct Showing<'s> {
    catalogue: &'s Catalogue,
    service: &'s Service,
}

impl Showing<'_> {
    fn granted(&self, grant: &Grant) -> GrantedAnswer {
        let records: Vec<_> = grant.records.iter().map(|found| self.record(found)).collect();
        GrantedAnswer {
            source: grant.source.clone(),
            held: self.service.held,
            elements: self.elements(),
            blocks: self.blocks(),
            declared: self.service.layout.declared,
            senders: self.service.senders().map(|sender| self.sender(sender)).collect(),
            kinds: self.kinds(),
            shapes: self.shapes(),
            withheld: grant.withheld.iter().map(|(index, withheld)| (place(*index), withheld.clone())).collect(),
            scope: self.scope(&grant.scope),
            timeline: timeline(self.service, &records),
            records,
            retention: grant
                .retention
                .iter()
                .map(|duty| RetentionPage {
                    summary: duty.rule.summary.clone(),
                    awaited: duty.unknown_events.iter().map(|id| self.catalogue.event_label(id.as_str())).collect(),
                    until: duty.until,
                    source: duty.rule.source.clone(),
                })
                .collect(),
            obligations: self.obligations(grant),
        }
    }

    fn scope(&self, scope: &Scope) -> ScopePage {
        let labelled = |element: Option<usize>, ids: &[String]| {
            let labels = self.catalogue.labels_of(element.map(|place| &self.service.elements[place]), ids);
            ids.iter().cloned().zip(labels).collect()
        };
        let regimes = scope.regimes.as_ref();
        let risks = scope.risks.iter().map(|(elements, ids, source)| RiskLimit {
            elements: elements.iter().map(place).collect(),
            risks: labelled(self.service.risk_element, ids),
            source: source.clone(),
        });
        let mut since = Vec::new();
        for (day, elements, source) in &scope.histories {
            let blocks = self.service.blocks.iter().enumerate();
            let concerned = blocks.filter(|(_, block)| !block.elements.and(*elements).is_empty());
            since.extend(concerned.map(|(at, _)| (place(at), *day, source.clone())));
        }
        ScopePage {
            regimes: regimes.map(|(ids, source)| (labelled(self.service.regime_element, ids), source.clone())),
            blocks: scope.blocks.iter().map(|(at, seen, source)| (place(*at), *seen, source.clone())).collect(),
            risks: risks.collect(),
            since,
        }
    }

    /// The limits on use, and who acts for the purpose.
    fn obligations(&self, grant: &Grant) -> Vec<(Text, Source)> {
        let limits = grant.obligations.iter().map(|found| (found.text.clone(), found.source.clone()));
        let authorities = grant.authorities.iter().map(|found| {
            let region = self.catalogue.region_label(found.region.as_str());
            let colon = |language| if language == Language::Fr { "\u{a0}:" } else { ":" };
            let said = Text::in_each(|language| {
                format!("{}{} {}", region.get(language), colon(language), found.title.get(language))
            });
            (said, found.source.clone())
        });
        let acting = grant.acts_as.iter();
        let acting = acting.map(|found| (acts_as(self.catalogue, &found.office, found.deputy), found.source.clone()));
        limits.chain(authorities).chain(acting).collect()
    }

    fn elements(&self) -> Vec<ElementInfo> {
        let elements = self.service.elements.iter().enumerate();
        let shapes = &self.service.layout.shapes;
        let shape_of = |index| shapes.iter().position(|shape| shape.elements.contains(index));
        elements
            .map(|(index, element)| ElementInfo {
                id: element.id.to_string(),
                label: element.label.clone(),
                block: place(element.block),
                shape: shape_of(index).map_or(u8::MAX, place),
                numeric: matches!(element.kind, ElementKind::Amount | ElementKind::Count),
            })
            .collect()
    }

    fn blocks(&self) -> Vec<BlockInfo> {
        let blocks = self.service.blocks.iter();
        blocks.map(|block| BlockInfo { id: block.id.to_string(), label: block.label.clone() }).collect()
    }

    fn sender(&self, id: &RecipientId) -> Text {
        self.catalogue.recipient(id.as_str()).map_or_else(|| Text::same(id.as_str()), |known| known.label.clone())
    }

    fn kinds(&self) -> Vec<KindInfo> {
        let kinds = self.service.layout.kinds.iter();
        let info = |kind: &RecordKind| KindInfo {
            id: kind.id.to_string(),
            label: kind.label.clone(),
            shapes: kind.shapes.iter().copied().map(place).collect(),
            one_row: kind.one_row,
        };
        kinds.map(info).collect()
    }

    fn shapes(&self) -> Vec<ShapeInfo> {
        let shapes = self.service.layout.shapes.iter();
        let info = |shape: &RowShape| ShapeInfo {
            id: shape.id.to_string(),
            label: shape.label.clone(),
            within: shape.within.map(place),
            lasts: shape.lasts.map(|lasts| (place(lasts.begins), lasts.ends.map(place))),
        };
        shapes.map(info).collect()
    }

    fn record(&self, found: &Reduced<RecordView>) -> RecordPage {
        let rows: Vec<RowPage> = found.rows.iter().map(|row| self.row(row)).collect();
        let layout = &self.service.layout;
        let kind = layout.kind(found.kind.as_str());
        let label = kind.map_or_else(|| Text::same(found.kind.as_str()), |kind| kind.label.clone());
        let sender = found.sender.as_ref().unwrap_or(&self.service.sender);
        RecordPage {
            kind: (found.kind.to_string(), label),
            sender: (!layout.other_senders.is_empty()).then(|| self.sender(sender)),
            id: found.id.clone(),
            version: found.version,
            status: found.status,
            time: found.time,
            created: found.created,
            identified: found.identified,
            temporary: found.temporary,
            totals: self.totals(&rows),
            filtered: self.places(&found.filtered),
            rows,
        }
    }

    fn row(&self, row: &RowView) -> RowPage {
        let shape = self.service.layout.shape(&row.shape).map_or(usize::MAX, |(at, _)| at);
        RowPage {
            shape: place(shape),
            cells: row.cells.iter().filter_map(|cell| self.cell(cell)).collect(),
            rows: row.rows.iter().map(|row| self.row(row)).collect(),
            filtered: self.places(&row.filtered),
        }
    }

    fn places(&self, elements: &[ElementId]) -> Vec<u8> {
        elements.iter().filter_map(|id| self.service.element_index(id.as_str()).map(place)).collect()
    }

    fn cell(&self, cell: &Cell) -> Option<CellPage> {
        let index = self.service.element_index(cell.element.as_str())?;
        Some(CellPage {
            element: place(index),
            value: match &cell.state {
                CellState::Withheld(Withheld { reason, source }) => {
                    CellValue::Withheld(Withheld { reason: *reason, source: source.clone() })
                }
                CellState::Whether { says, source } => CellValue::Whether(*says, source.clone()),
                CellState::Granted(None) => CellValue::Empty,
                CellState::Filtered => CellValue::Filtered,
                CellState::Granted(Some(value)) => self.value(index, value),
            },
        })
    }

    fn value(&self, index: usize, value: &Value) -> CellValue {
        match value {
            Value::Code(code) => {
                let list = self.catalogue.list_of(&self.service.elements[index]);
                let known = list.and_then(|list| list.code(code));
                CellValue::Code(code.clone(), known.map(|code| code.label.clone()))
            }
            Value::Text(words) => CellValue::Text(words.clone()),
            Value::Date(day) => CellValue::Date(*day),
            Value::Period(period) => CellValue::Period(*period),
            Value::Amount(amount) => CellValue::Amount(amount.get()),
            Value::Count(count) => CellValue::Count(count.get()),
            Value::Niss(niss) => CellValue::Niss(niss.reveal_formatted()),
        }
    }

    fn totals(&self, rows: &[RowPage]) -> Vec<(u8, i64)> {
        let below = || rows.iter().flat_map(|row| &row.rows).flat_map(|row| &row.cells);
        let numeric = self.elements().into_iter().enumerate().filter(|(_, element)| element.numeric);
        numeric
            .filter_map(|(index, _)| {
                let numbers = below().filter(|cell| cell.element == place(index)).filter_map(|cell| match cell.value {
                    CellValue::Amount(number) | CellValue::Count(number) => Some(number),
                    _ => None,
                });
                numbers.reduce(i64::saturating_add).map(|sum| (place(index), sum))
            })
            .collect()
    }
}

/// A service has at most 64 elements.
fn place(index: usize) -> u8 {
    u8::try_from(index).unwrap_or(u8::MAX)
}
