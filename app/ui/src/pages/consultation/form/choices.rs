//! What is asked, what for, and in which role the person stands in the file.

use crate::pages::consultation::view::{ModuleOption, PurposeOption};
use delibero_domain::text::{Language, Text};
use delibero_words::say;
use leptos::prelude::*;

use super::confirmations::ConfirmationChoice;
use super::{begins_at, is_wrong};
use crate::components::errors::{FieldProblem, Wrong};
use crate::components::language::{text_of, use_language};
use crate::components::source::SourceLink;

/// A purpose, and the modules that have it.
#[derive(Clone)]
pub struct PurposeChoice {
    option: PurposeOption,
    modules: Vec<String>,
    /// The labels of its modules, where not every module has it.
    only_for: Option<Text>,
}

/// A role of the person, and the purposes that ask for it.
#[derive(Clone)]
pub struct RoleChoice {
    value: String,
    label: Text,
    purposes: Vec<String>,
}

/// Every purpose once, in the order of the modules.
pub fn purpose_choices(modules: &[ModuleOption]) -> Vec<PurposeChoice> {
    let mut choices: Vec<PurposeChoice> = Vec::new();
    for module in modules {
        for option in &module.purposes {
            match choices.iter_mut().find(|choice| choice.option == *option) {
                Some(choice) => choice.modules.push(module.value.clone()),
                None => choices.push(PurposeChoice {
                    option: option.clone(),
                    modules: vec![module.value.clone()],
                    only_for: None,
                }),
            }
        }
    }
    for choice in choices.iter_mut().filter(|choice| choice.modules.len() < modules.len()) {
        let own = modules.iter().filter(|module| choice.modules.contains(&module.value));
        choice.only_for = Some(joined(own.map(|module| &module.module)));
    }
    choices
}

fn joined<'t>(texts: impl Iterator<Item = &'t Text>) -> Text {
    let texts: Vec<&Text> = texts.collect();
    let join = |language| texts.iter().map(|text| text.get(language)).collect::<Vec<_>>().join(", ");
    Text { fr: join(Language::Fr), nl: join(Language::Nl), de: join(Language::De) }
}

/// Every role of the person once.
pub fn role_choices(modules: &[ModuleOption]) -> Vec<RoleChoice> {
    let mut choices: Vec<RoleChoice> = Vec::new();
    for purpose in modules.iter().flat_map(|module| &module.purposes) {
        for (value, label) in &purpose.person_roles {
            match choices.iter_mut().find(|choice| choice.value == *value) {
                Some(choice) => choice.purposes.push(purpose.value.clone()),
                None => choices.push(RoleChoice {
                    value: value.clone(),
                    label: label.clone(),
                    purposes: vec![purpose.value.clone()],
                }),
            }
        }
    }
    choices
}

/// The module: a text when there is one only.
#[component]
pub fn ModuleField(
    /// What may be asked for.
    modules: Vec<ModuleOption>,
    /// The one chosen.
    chosen: String,
    /// What is wrong with the form.
    wrongs: Vec<Wrong>,
    /// Where one begins.
    focus: &'static str,
) -> impl IntoView {
    let language = use_language();
    let several_recipients = modules.iter().any(|option| option.recipient != modules[0].recipient);
    if let [only] = modules.as_slice() {
        let words = module_name(only, false);
        return view! {
            <div>
                <p class="label">{say!(language, consultation.module)}</p>
                <p>{words}</p>
                <input type="hidden" name="module" value=only.value.clone() />
            </div>
        }
        .into_any();
    }
    let wrong = is_wrong(&wrongs, "module");
    let option = move |option: ModuleOption| {
        let selected = option.value == chosen;
        let words = module_name(&option, several_recipients);
        view! { <option value=option.value selected=selected>{words}</option> }
    };
    view! {
        <div>
            <label class="label" for="module">{say!(language, consultation.module)}</label>
            <FieldProblem id="module-problem" field="module" wrongs />
            <select
                class="field mt-1 max-w-full"
                id="module"
                name="module"
                autofocus=begins_at(focus, "module")
                aria-invalid=wrong.then_some("true")
                aria-describedby=wrong.then_some("module-problem")
            >
                {modules.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

fn module_name(option: &ModuleOption, with_recipient: bool) -> String {
    let language = use_language();
    let words = format!("{} – {}", option.service.get(language), option.module.get(language));
    if with_recipient { format!("{}: {words}", option.recipient.get(language)) } else { words }
}

fn purpose_id(index: usize) -> String {
    if index == 0 { "purpose".to_owned() } else { format!("purpose-{index}") }
}

/// The purpose, each with its point.
#[component]
pub fn PurposeField(
    /// The purposes.
    purposes: Vec<PurposeChoice>,
    /// What may be confirmed for them.
    confirmations: Vec<ConfirmationChoice>,
    /// The module chosen.
    module: String,
    /// The one chosen.
    purpose: String,
    /// What is wrong with the form.
    wrongs: Vec<Wrong>,
    /// Where one begins.
    focus: &'static str,
) -> impl IntoView {
    let language = use_language();
    let wrong = is_wrong(&wrongs, "purpose");
    let chosen = |choice: &PurposeChoice| choice.option.value == purpose && choice.modules.contains(&module);
    let checked = purposes.iter().position(chosen);
    let radio = move |(index, choice): (usize, PurposeChoice)| {
        let PurposeChoice { option, modules, only_for } = choice;
        let confirmable = confirmations.iter().any(|choice| choice.is_for_purpose(&option.value));
        let value = option.value;
        let asks_role = (!option.person_roles.is_empty()).then_some("");
        let away = if modules.contains(&module) { "choice" } else { "choice put-away" };
        view! {
            <label class=away data-modules=modules.join(" ")>
                <input
                    type="radio"
                    id=purpose_id(index)
                    name="purpose"
                    value=value
                    checked=checked == Some(index)
                    data-asks-role=asks_role
                    data-confirmable=confirmable.then_some("")
                    autofocus=index == 0 && begins_at(focus, "purpose")
                />
                <span>
                    {text_of(&option.label)} " "
                    <span class="hint"><SourceLink source=option.source /></span>
                    {only_for.map(|modules| view! {
                        <span class="hint without-script">
                            " (" {say!(language, consultation.purpose_only_for)} " " {text_of(&modules)} ")"
                        </span>
                    })}
                </span>
            </label>
        }
    };
    view! {
        <fieldset aria-describedby=wrong.then_some("purpose-problem")>
            <legend class="label">{say!(language, consultation.purpose)}</legend>
            <FieldProblem id="purpose-problem" field="purpose" wrongs />
            <div class="grid gap-x-4 sm:grid-cols-2">{purposes.into_iter().enumerate().map(radio).collect_view()}</div>
        </fieldset>
    }
}

/// The role of the person; the style sheet shows it for the purposes that ask for one.
#[component]
pub fn PersonRoleField(
    /// The roles.
    roles: Vec<RoleChoice>,
    /// The one chosen.
    chosen: String,
    /// The purpose chosen.
    purpose: String,
    /// What is wrong with the form.
    wrongs: Vec<Wrong>,
    /// Where one begins.
    focus: &'static str,
) -> impl IntoView {
    let language = use_language();
    let wrong = is_wrong(&wrongs, "person-role");
    let radio = move |(index, choice): (usize, RoleChoice)| {
        let RoleChoice { value, label, purposes } = choice;
        let checked = value == chosen;
        let id = if index == 0 { "person-role".to_owned() } else { format!("person-role-{index}") };
        let away = !purpose.is_empty() && !purposes.contains(&purpose);
        let class = if away { "choice put-away" } else { "choice" };
        view! {
            <label class=class data-purposes=purposes.join(" ")>
                <input
                    type="radio"
                    id=id
                    name="person_role"
                    value=value
                    checked=checked
                    autofocus=index == 0 && begins_at(focus, "person-role")
                />
                <span>{text_of(&label)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="person-roles" aria-describedby=wrong.then_some("person-role-problem")>
            <legend class="label">{say!(language, consultation.person_role)}</legend>
            <FieldProblem id="person-role-problem" field="person-role" wrongs />
            <div class="flex flex-wrap gap-x-4">{roles.into_iter().enumerate().map(radio).collect_view()}</div>
        </fieldset>
    }
}
