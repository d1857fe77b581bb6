//! Asks the domain, and makes lines of its answers.

use std::collections::HashMap;
use std::sync::Arc;

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::{Catalogue, Service};
use delibero_domain::folding::folded_line;
use delibero_domain::identifier::{ElementId, RecipientId};
use delibero_domain::text::{Language, Text};
use delibero_domain::who::{Answer, Sought, who};
use delibero_usecases::accounts::Actor;

use super::{AnswerLine, Answers, BlockChoices, Chosen, Found, Of, WhoView, read_query};
use crate::components::language::use_language;
use crate::components::recipient::RecipientName;
use crate::error::PageError;
use crate::filters::{FilterProblem, Unread};
use crate::pages::conditions::view::Rule;
use crate::pages::who::{WhoQuery, WhoSort};
use crate::services::{Services, services, signed_in_with};

/// Lines of one page.
const PAGE_SIZE: usize = 100;
/// The newest states that may be chosen.
const NEWEST: usize = 20;

/// The catalogue that an address names; none: there is no such state or draft.
///
/// # Errors
/// When somebody asks for another than the one in force who does not work on the catalogue.
pub async fn chosen(with: &Services, actor: &Actor, state: &str) -> Result<Option<Chosen>, PageError> {
    let state = state.trim();
    if state.is_empty() {
        return Ok(Some(Chosen { of: Of::InForce, catalogue: Some(Arc::clone(&with.catalogue)) }));
    }
    let drafts = with.catalogue_drafts(actor)?;
    if let Ok(number) = state.parse::<u32>() {
        let catalogue = with.catalogue_states(actor)?.catalogue_of(number).await?;
        return Ok(catalogue.map(|catalogue| Chosen { of: Of::State(number), catalogue: Some(catalogue) }));
    }
    let Some(draft) = drafts.draft(state).await? else { return Ok(None) };
    let judged = with.catalogue_states(actor)?.judged(&draft).await?;
    Ok(Some(Chosen {
        of: Of::Draft { id: draft.id, title: draft.content.title },
        catalogue: judged.after.as_ref().ok().cloned(),
    }))
}

pub(super) async fn view(query: &WhoQuery) -> Result<WhoView, PageError> {
    let account = signed_in_with(Capability::ReadRegister)?;
    let with = services()?;
    let chosen = chosen(&with, &account.actor, &query.state).await?;
    let unknown = chosen.is_none();
    let Chosen { of, catalogue } =
        chosen.unwrap_or_else(|| Chosen { of: Of::InForce, catalogue: Some(Arc::clone(&with.catalogue)) });
    let sound = catalogue.is_some();
    let catalogue = catalogue.unwrap_or_else(|| Arc::clone(&with.catalogue));
    let mut view = choices(&catalogue, query);
    view.states = states(&with, &account.actor).await?;
    view.of = of;
    view.found = match read_query::read(&catalogue, query) {
        _ if unknown => Found::Unread(vec![Unread {
            field: "state".to_owned(),
            typed: query.state.clone(),
            problem: FilterProblem::Unknown,
        }]),
        Err(unread) => Found::Unread(unread),
        Ok(_) if !sound => Found::NotSound,
        Ok(None) => Found::NothingChosen,
        Ok(Some(sought)) => {
            view.at = sought.at;
            answers(&catalogue, &sought, query, use_language())
        }
    };
    Ok(view)
}

fn choices(catalogue: &Catalogue, query: &WhoQuery) -> WhoView {
    let service = catalogue.service(&query.service).or_else(|| catalogue.services().first());
    let words = |service: &Service, place: Option<usize>| {
        let list = place.and_then(|place| catalogue.list_of(&service.elements[place]));
        let mut words: Vec<(String, Text)> = Vec::new();
        for code in list.into_iter().flat_map(|list| &list.codes) {
            if words.iter().all(|(id, _)| *id != code.id) {
                words.push((code.id.clone(), code.label.clone()));
            }
        }
        words
    };
    let block = |service: &Service| {
        let blocks = service.blocks.iter().map(|block| {
            let elements = block.elements.iter().map(|place| &service.elements[place]);
            let elements = elements.map(|element| (element.id.to_string(), element.label.clone()));
            BlockChoices { label: block.label.clone(), elements: elements.collect() }
        });
        blocks.collect()
    };
    WhoView {
        of: Of::InForce,
        services: catalogue.services().iter().map(|found| (found.id.to_string(), found.label.clone())).collect(),
        service: service.map(|found| found.id.to_string()).unwrap_or_default(),
        blocks: service.map(block).unwrap_or_default(),
        regimes: service.map(|found| words(found, found.regime_element)).unwrap_or_default(),
        risks: service.map(|found| words(found, found.risk_element)).unwrap_or_default(),
        states: Vec::new(),
        at: None,
        found: Found::NothingChosen,
    }
}

/// Drafts and earlier states, for those who work on the catalogue.
async fn states(with: &Services, actor: &Actor) -> Result<Vec<(String, Option<u32>, String)>, PageError> {
    let Ok(drafts) = with.catalogue_drafts(actor) else { return Ok(Vec::new()) };
    let prepared = drafts.all().await?.into_iter().map(|draft| (draft.id, None, draft.content.title));
    let states = with.catalogue_states(actor)?.all().await?.into_iter().skip(1).take(NEWEST);
    let states = states.map(|state| (state.number.to_string(), Some(state.number), state.why));
    Ok(prepared.chain(states).collect())
}

fn answers(catalogue: &Catalogue, sought: &Sought, query: &WhoQuery, language: Language) -> Found {
    let Ok(found) = who(catalogue, sought) else { return Found::NothingChosen };
    let Some(service) = catalogue.service(sought.service.as_str()) else { return Found::NothingChosen };
    let lines = Lines { catalogue, service, several: sought.elements.len() > 1 };
    let mut lines: Vec<AnswerLine> = lines.folded(&found);
    sort(&mut lines, query, language);
    let total = lines.len();
    let pages = total.div_ceil(PAGE_SIZE).max(1);
    let page = query.page.trim().parse::<usize>().unwrap_or(1).clamp(1, pages);
    let label = |id: &ElementId| {
        service
            .element_index(id.as_str())
            .map_or_else(|| Text::same(id.as_str()), |place| service.elements[place].label.clone())
    };
    Found::Answers(Answers {
        elements: sought.elements.iter().map(label).collect(),
        lines: lines.into_iter().skip((page - 1) * PAGE_SIZE).take(PAGE_SIZE).collect(),
        total,
        page: u32::try_from(page).unwrap_or(u32::MAX),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
    })
}

fn sort(lines: &mut [AnswerLine], query: &WhoQuery, language: Language) {
    let (by, descending) = query.sorted();
    let name = |text: &Text| folded_line(text.get(language));
    lines.sort_by_cached_key(|line| folded_line(&line.recipient.full(language)));
    match by {
        WhoSort::Recipient => {}
        WhoSort::Module => lines.sort_by_cached_key(|line| name(&line.module)),
        WhoSort::Purpose => lines.sort_by_cached_key(|line| name(&line.purpose)),
        WhoSort::From => lines.sort_by_key(|line| (line.from, line.until.unwrap_or(jiff::civil::Date::MAX))),
        WhoSort::Point => lines.sort_by_cached_key(|line| {
            let first = line.points.first();
            let numbers = first.map(|source| numbers(&source.point)).unwrap_or_default();
            (first.map(|source| source.deliberation.clone()), numbers)
        }),
    }
    if descending {
        lines.reverse();
    }
}

/// `61/4` as 61 and 4, so that 9 comes before 10.
fn numbers(point: &str) -> Vec<u32> {
    let parts = point.split(|character: char| !character.is_ascii_digit());
    parts.filter_map(|part| part.parse().ok()).collect()
}

struct Lines<'c> {
    catalogue: &'c Catalogue,
    service: &'c Service,
    /// Whether several elements are sought.
    several: bool,
}

impl Lines<'_> {
    /// Members with the rules of their recipient stand on its line.
    fn folded(&self, answers: &[Answer<'_>]) -> Vec<AnswerLine> {
        let mut places: HashMap<&RecipientId, Vec<usize>> = HashMap::new();
        for (place, answer) in answers.iter().enumerate() {
            places.entry(answer.recipient()).or_default().push(place);
        }
        let owner_of = |answer: &Answer<'_>| {
            let member_of = self.catalogue.recipient(answer.recipient().as_str())?.member_of.as_ref()?;
            places.get(member_of)?.iter().copied().find(|place| {
                let other = &answers[*place];
                Arc::ptr_eq(&other.authorisation.provisions, &answer.authorisation.provisions)
                    && (other.module, other.purpose()) == (answer.module, answer.purpose())
                    && other.suspensions == answer.suspensions
                    && other.quality_codes == answer.quality_codes
            })
        };
        let owners: Vec<Option<usize>> = answers.iter().map(owner_of).collect();
        let mut members: HashMap<usize, Vec<RecipientName>> = HashMap::new();
        for (owner, member) in owners.iter().zip(answers) {
            if let Some(owner) = owner {
                members.entry(*owner).or_default().push(self.named(member));
            }
        }
        let own = answers.iter().enumerate().filter(|(place, _)| owners[*place].is_none());
        own.map(|(place, answer)| AnswerLine {
            members: members.remove(&place).unwrap_or_default(),
            ..self.line(answer)
        })
        .collect()
    }

    fn named(&self, answer: &Answer<'_>) -> RecipientName {
        let id = answer.recipient();
        let known = self.catalogue.recipient(id.as_str());
        let owner = known.and_then(|found| self.catalogue.recipient(found.member_of.as_ref()?.as_str()));
        RecipientName {
            id: id.to_string(),
            label: known.map_or_else(|| Text::same(id.as_str()), |found| found.label.clone()),
            member_of: owner.map(|owner| owner.label.clone()),
        }
    }

    fn line(&self, answer: &Answer<'_>) -> AnswerLine {
        let (authorisation, module) = (answer.authorisation, &self.service.modules[answer.module_grant.module]);
        AnswerLine {
            recipient: self.named(answer),
            members: Vec::new(),
            module: module.label.clone(),
            kind: module.kind,
            purpose: self.catalogue.purpose_label(answer.purpose().as_str()),
            person_roles: answer.person_roles.iter().map(|id| self.catalogue.person_role_label(id.as_str())).collect(),
            roles: answer.roles.to_vec(),
            rules: self.rules(answer),
            recipient_integration: answer.integration().recipient,
            sender_integration: answer.integration().sender,
            own_file: authorisation.own_file.is_some(),
            designated: authorisation.designated.is_some(),
            batch: authorisation.batch.allowed,
            from: authorisation.validity.from,
            until: authorisation.validity.until,
            suspended: answer.suspensions.iter().map(|found| found.first_day()).collect(),
            points: answer.points.iter().map(|source| (*source).clone()).collect(),
        }
    }

    fn rules(&self, answer: &Answer<'_>) -> Vec<(Rule, Vec<Text>)> {
        let mut rules = Vec::new();
        // A record that says no regime is received only where every regime is.
        if !answer.regimes.is_empty() && !answer.regime_unsaid {
            rules.push((Rule::Regimes(self.labels(self.service.regime_element, &answer.regimes)), Vec::new()));
        }
        if !answer.risks.is_empty() {
            rules.push((Rule::Risks(self.labels(self.service.risk_element, &answer.risks)), Vec::new()));
        }
        rules.extend(answer.histories.iter().map(|reach| {
            let extended = reach.extension.map(|(years, id)| (years, self.catalogue.condition_label(id.as_str())));
            (Rule::History { years: reach.years, extended }, Vec::new())
        }));
        let reduced = answer.reduced.iter().filter_map(|(id, ..)| self.service.element_index(id.as_str()));
        let reduced: Vec<Text> = reduced.map(|place| self.service.elements[place].label.clone()).collect();
        if !reduced.is_empty() {
            rules.push((Rule::Whether, if self.several { reduced } else { Vec::new() }));
        }
        let codes = answer.quality_codes.iter();
        rules.extend(codes.map(|codes| (Rule::QualityCodes { codes: codes.clone(), required: true }, Vec::new())));
        rules
    }

    fn labels(&self, element: Option<usize>, ids: &[&str]) -> Vec<Text> {
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        self.catalogue.labels_of(element.map(|place| &self.service.elements[place]), &ids)
    }
}
