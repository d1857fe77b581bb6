//! What may be chosen in a field, with its words.

use delibero_domain::authorisation::WithheldReason;
use delibero_domain::cases::Outcome;
use delibero_domain::catalogue::{Catalogue, Element, Recipient, Service, TimeKind};
use delibero_domain::consultation::RefusalReason;
use delibero_domain::parameters::ParameterKind;
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_usecases::catalogue::editing::{Choices, DocumentKind};
use delibero_words::reasons::{role_words, withheld_words};
use delibero_words::{refusals, say};

use super::view::DocumentView;

/// Value and words.
pub(super) type Choice = (String, String);

/// The choices of a list; `service` is the one that the field is about.
pub(super) fn of(view: &DocumentView, language: Language, list: Choices, service: &str) -> Vec<Choice> {
    let catalogue = view.catalogue.as_ref();
    let service = catalogue.service(service);
    match list {
        Choices::Deliberations => catalogue
            .deliberations()
            .iter()
            .map(|found| (found.number.clone(), format!("{} – {}", found.number, found.subject.get(language))))
            .collect(),
        Choices::Recipients => recipients(catalogue, language),
        Choices::Parties => parties(view, language),
        Choices::Services => {
            catalogue.services().iter().map(|found| labelled(&found.id, found.label.get(language))).collect()
        }
        Choices::Modules if service.is_none() && view.kind == DocumentKind::Cases => catalogue
            .services()
            .iter()
            .flat_map(|service| of_service(service, modules(Some(service), language), language))
            .collect(),
        Choices::Elements if service.is_none() && view.kind == DocumentKind::Cases => Vec::new(),
        Choices::Modules => modules(service, language),
        Choices::Blocks => blocks(service, language),
        Choices::Elements => elements(service, language),
        Choices::Shapes => shapes(service, language),
        Choices::TimeKinds => vec![
            fixed(TimeKind::Quarter.as_str(), say!(language, documents.word_a_quarter)),
            fixed(TimeKind::Month.as_str(), say!(language, documents.word_a_month)),
            fixed(TimeKind::Day.as_str(), say!(language, documents.word_a_day)),
            fixed(TimeKind::Period.as_str(), say!(language, documents.word_a_period)),
        ],
        Choices::Purposes => terms(catalogue.purposes(), language),
        Choices::PersonRoles => terms(catalogue.person_roles(), language),
        Choices::Events => terms(catalogue.events(), language),
        Choices::Regions => terms(catalogue.regions(), language),
        Choices::Offices => terms(catalogue.offices(), language),
        Choices::Conditions => terms(catalogue.conditions(), language),
        Choices::CodeLists => catalogue.code_lists().iter().map(|list| labelled(&list.id, "")).collect(),
        Choices::Regimes => codes(catalogue, service, |service| service.regime_element, language),
        Choices::Risks => codes(catalogue, service, |service| service.risk_element, language),
        Choices::Roles => {
            let role = |role: &Role| (role.as_str().to_owned(), role_words(language, *role).to_owned());
            Role::ALL.iter().map(role).collect()
        }
        Choices::ReducedForms => vec![fixed("whether", say!(language, documents.word_whether))],
        Choices::RecipientIntegration => vec![
            fixed("required", say!(language, documents.word_required)),
            fixed("waived", say!(language, documents.word_waived)),
            fixed("own-directory", say!(language, documents.word_own_directory)),
            fixed("regional-integrator", say!(language, documents.word_regional_integrator)),
        ],
        Choices::SenderIntegration => vec![
            fixed("required", say!(language, documents.word_required)),
            fixed("not-checked", say!(language, documents.word_not_checked)),
        ],
        Choices::ElementKinds => vec![
            fixed("niss", say!(language, documents.word_niss)),
            fixed("code", say!(language, documents.word_code)),
            fixed("date", say!(language, documents.word_date)),
            fixed("period", say!(language, documents.word_period)),
            fixed("amount", say!(language, documents.word_amount)),
            fixed("count", say!(language, documents.word_count)),
            fixed("text", say!(language, documents.word_text)),
        ],
        Choices::Outcomes => {
            let granted = fixed(Outcome::Granted.as_str(), say!(language, catalogue.granted));
            let refused = |reason: &RefusalReason| fixed(reason.as_str(), refusals::heading(language, *reason));
            std::iter::once(granted).chain(RefusalReason::ALL.iter().map(refused)).collect()
        }
        Choices::WithheldReasons => {
            WithheldReason::ALL.iter().map(|reason| fixed(reason.as_str(), withheld_words(language, *reason))).collect()
        }
        Choices::ParameterKinds => {
            ParameterKind::ALL.iter().map(|kind| fixed(kind.as_str(), asks_for(language, *kind))).collect()
        }
        Choices::ModuleKinds => vec![
            fixed("push", say!(language, documents.word_push)),
            fixed("pull", say!(language, documents.word_pull)),
            fixed("batch", say!(language, documents.word_batch)),
        ],
    }
}

const fn asks_for(language: Language, kind: ParameterKind) -> &'static str {
    match kind {
        ParameterKind::Quarters => say!(language, documents.word_quarters),
        ParameterKind::Months => say!(language, documents.word_months),
        ParameterKind::Day => say!(language, documents.word_day),
        ParameterKind::LastKnown => say!(language, documents.word_last_known),
        ParameterKind::Whole => say!(language, documents.word_whole),
        ParameterKind::MessageNumber => say!(language, documents.word_message_number),
        ParameterKind::ReturnDay => say!(language, documents.word_return_day),
    }
}

fn fixed(value: &str, words: &str) -> Choice {
    (value.to_owned(), words.to_owned())
}

fn labelled(id: &impl ToString, label: &str) -> Choice {
    let id = id.to_string();
    let words = if label.is_empty() { id.clone() } else { label.to_owned() };
    (id, words)
}

fn terms(terms: &[delibero_domain::catalogue::Term], language: Language) -> Vec<Choice> {
    terms.iter().map(|term| labelled(&term.id, term.label.get(language))).collect()
}

fn recipients(catalogue: &Catalogue, language: Language) -> Vec<Choice> {
    let own = catalogue.recipients().iter().filter(|found| found.member_of.is_none());
    own.map(|found| labelled(&found.id, found.label.get(language))).collect()
}

/// The recipient of the authorisation, and its members; for a case or a reading, everybody.
fn parties(view: &DocumentView, language: Language) -> Vec<Choice> {
    if matches!(view.kind, DocumentKind::Cases | DocumentKind::Points) {
        let named = |found: &Recipient| labelled(&found.id, found.label.get(language));
        return view.catalogue.recipients().iter().map(named).collect();
    }
    let recipient = view.values.get("authorisation.recipient");
    let own = view.catalogue.recipient(recipient).into_iter();
    own.chain(view.catalogue.members_of(recipient))
        .map(|found| labelled(&found.id, found.label.get(language)))
        .collect()
}

/// Choices with the name of their service before.
fn of_service(service: &Service, choices: Vec<Choice>, language: Language) -> Vec<Choice> {
    let label = service.label.get(language);
    choices.into_iter().map(|(value, words)| (value, format!("{label} – {words}"))).collect()
}

fn modules(service: Option<&Service>, language: Language) -> Vec<Choice> {
    let modules = service.map(|service| service.modules.as_slice()).unwrap_or_default();
    modules.iter().map(|module| labelled(&module.id, module.label.get(language))).collect()
}

fn blocks(service: Option<&Service>, language: Language) -> Vec<Choice> {
    let blocks = service.map(|service| service.blocks.as_slice()).unwrap_or_default();
    blocks.iter().map(|block| labelled(&block.id, block.label.get(language))).collect()
}

fn shapes(service: Option<&Service>, language: Language) -> Vec<Choice> {
    let shapes = service.map(|service| service.layout.shapes.as_slice()).unwrap_or_default();
    shapes.iter().map(|shape| labelled(&shape.id, shape.label.get(language))).collect()
}

/// Every block as a whole, then its elements.
fn elements(service: Option<&Service>, language: Language) -> Vec<Choice> {
    let Some(service) = service else { return Vec::new() };
    let of_block = |(place, block): (usize, &delibero_domain::catalogue::Block)| {
        let whole = format!("{} – {}", block.label.get(language), say!(language, documents.all_of_block));
        let own = service.elements.iter().filter(move |element| element.block == place);
        let element = move |element: &Element| labelled(&element.id, element.label.get(language));
        std::iter::once((format!("{}.*", block.id), whole)).chain(own.map(element)).collect::<Vec<_>>()
    };
    service.blocks.iter().enumerate().flat_map(of_block).collect()
}

fn codes(
    catalogue: &Catalogue,
    service: Option<&Service>,
    element: fn(&Service) -> Option<usize>,
    language: Language,
) -> Vec<Choice> {
    let element = service.and_then(|service| Some(&service.elements[element(service)?]));
    let codes = element.and_then(|element| catalogue.list_of(element)).map(|list| list.codes.as_slice());
    let mut choices: Vec<Choice> = Vec::new();
    for code in codes.unwrap_or_default() {
        if !choices.iter().any(|(known, _)| *known == code.id) {
            choices.push((code.id.clone(), code.label.get(language).to_owned()));
        }
    }
    choices
}
