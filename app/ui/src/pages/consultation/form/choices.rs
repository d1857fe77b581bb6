//! What is offered: each thing once, however many modules have it, with the modules and purposes that it belongs to. The
//! island `Choices` and the style sheet put away what does not belong to what is chosen.

use delibero_domain::authorisation::Source;
use delibero_domain::parameters::ParameterKind;
use delibero_domain::text::{Language, Text};
use delibero_words::say;
use leptos::prelude::*;

use crate::components::radio_group::GroupChoice;
use crate::components::source::SourceLink;
use crate::pages::consultation::view::{Entered, ModuleOption, PurposeOption};

/// Each thing once, in its order, with all that it belongs to.
fn owned<K: PartialEq, O: PartialEq>(pairs: impl Iterator<Item = (K, O)>) -> Vec<(K, Vec<O>)> {
    let mut owned: Vec<(K, Vec<O>)> = Vec::new();
    for (thing, owner) in pairs {
        match owned.iter_mut().find(|(known, _)| *known == thing) {
            Some((_, owners)) if owners.contains(&owner) => {}
            Some((_, owners)) => owners.push(owner),
            None => owned.push((thing, vec![owner])),
        }
    }
    owned
}

/// What the modules ask for, each kind with the modules that ask for it.
pub(super) fn owned_kinds(modules: &[ModuleOption]) -> Vec<(ParameterKind, Vec<&ModuleOption>)> {
    let mut kinds = owned(modules.iter().flat_map(|module| module.asks.iter().map(move |kind| (*kind, module))));
    kinds.sort_by_key(|(kind, _)| *kind);
    kinds
}

fn joined<'w>(words: impl Iterator<Item = &'w str>, between: &str) -> String {
    words.collect::<Vec<_>>().join(between)
}

pub(super) fn module_name(language: Language, option: &ModuleOption, with_recipient: bool) -> String {
    let words = format!("{} – {}", option.service.get(language), option.module.get(language));
    if !with_recipient {
        return words;
    }
    format!("{}{}{words}", option.recipient.get(language), say!(language, kit.colon))
}

/// Each with its point, and the modules that have it where not every one does.
pub(super) fn purposes(language: Language, modules: &[ModuleOption], entered: &Entered) -> Vec<GroupChoice> {
    let pairs = modules.iter().flat_map(|module| module.purposes.iter().map(move |purpose| (purpose, module)));
    let mut is_open = true;
    let choice = |(purpose, owners): (&PurposeOption, Vec<&ModuleOption>)| {
        let own = owners.iter().any(|module| module.value == entered.module);
        // Two of one name differ in their modules.
        let checked = is_open && own && purpose.value == entered.purpose;
        is_open &= !checked;
        let confirmable = |module: &ModuleOption| module.confirmations.iter().any(|one| one.purpose == purpose.value);
        let only_for = (owners.len() < modules.len())
            .then(|| joined(owners.iter().map(|module| module.module.get(language)), ", "));
        let asks_role = (!purpose.person_roles.is_empty()).then_some("data-asks-role");
        let confirmable = modules.iter().any(confirmable).then_some("data-confirmable");
        GroupChoice {
            value: purpose.value.clone(),
            checked,
            words: Some(with_point(language, purpose.label.get(language), &purpose.source, only_for)),
            away: !own,
            marks: vec![("data-modules", joined(owners.iter().map(|module| module.value.as_str()), " "))],
            signs: asks_role.into_iter().chain(confirmable).collect(),
        }
    };
    owned(pairs).into_iter().map(choice).collect()
}

/// The roles of the person; the style sheet shows them for the purposes that ask for one.
pub(super) fn person_roles(language: Language, modules: &[ModuleOption], entered: &Entered) -> Vec<GroupChoice> {
    let purposes = modules.iter().flat_map(|module| &module.purposes);
    let pairs = purposes.flat_map(|purpose| purpose.person_roles.iter().map(|role| (role, purpose.value.as_str())));
    let choice = |((value, label), purposes): (&(String, Text), Vec<&str>)| GroupChoice {
        value: value.clone(),
        checked: *value == entered.person_role,
        words: Some(label.get(language).to_owned().into_any()),
        away: !entered.purpose.is_empty() && !purposes.contains(&entered.purpose.as_str()),
        marks: vec![("data-purposes", joined(purposes.into_iter(), " "))],
        signs: Vec::new(),
    };
    owned(pairs).into_iter().map(choice).collect()
}

/// The value, the words and the point of what may be confirmed.
type Confirmable<'o> = (&'o String, &'o Text, &'o Source);

/// What may be confirmed to see more, each with its point and its purposes.
pub(super) fn confirmations(language: Language, modules: &[ModuleOption], entered: &Entered) -> Vec<GroupChoice> {
    let pairs = modules.iter().flat_map(|module| {
        let options = module.confirmations.iter();
        options.map(move |option| ((&option.value, &option.label, &option.source), (module, option.purpose.as_str())))
    });
    let choice = |((value, label, source), owners): (Confirmable<'_>, Vec<(&ModuleOption, &str)>)| {
        let purposes = owned(owners.iter().filter_map(|(module, wanted)| {
            let purpose = module.purposes.iter().find(|purpose| purpose.value == *wanted)?;
            Some((purpose.label.get(language), ()))
        }));
        let only_for = joined(purposes.into_iter().map(|(label, _)| label), ", ");
        let pairs = owners.iter().map(|(module, purpose)| format!("{}:{purpose}", module.value));
        GroupChoice {
            value: value.clone(),
            checked: entered.confirmed.contains(value),
            words: Some(with_point(language, label.get(language), source, Some(only_for))),
            away: !owners.iter().any(|(module, purpose)| module.value == entered.module && *purpose == entered.purpose),
            marks: vec![("data-for", pairs.collect::<Vec<_>>().join(" "))],
            signs: Vec::new(),
        }
    };
    owned(pairs).into_iter().map(choice).collect()
}

fn with_point(language: Language, label: &str, source: &Source, only_for: Option<String>) -> AnyView {
    let only_for = only_for.map(|names| {
        let words = say!(language, consultation.purpose_only_for);
        view! { <span class="hint without-script">" (" {words} " " {names} ")"</span> }
    });
    view! {
        {label.to_owned()}
        " "
        <span class="hint"><SourceLink source=source.clone() /></span>
        {only_for}
    }
    .into_any()
}
