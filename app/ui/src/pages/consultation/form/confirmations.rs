//! What may be confirmed to see more: the style sheet shows it for the purposes that it is for.

use crate::pages::consultation::view::{ConfirmationOption, ModuleOption};
use delibero_domain::text::Text;
use delibero_words::say;
use leptos::prelude::*;

use super::{begins_at, is_wrong};
use crate::components::errors::{FieldProblem, Wrong};
use crate::components::language::{text_of, use_language};
use crate::components::source::SourceLink;

/// What may be confirmed, and the modules and purposes that it is for.
#[derive(Clone)]
pub struct ConfirmationChoice {
    option: ConfirmationOption,
    asked: Vec<(String, String)>,
    /// The labels of its purposes.
    purposes: Vec<Text>,
}

impl ConfirmationChoice {
    /// Whether it is for a purpose, with any module.
    pub fn is_for_purpose(&self, purpose: &str) -> bool {
        self.asked.iter().any(|(_, own)| own == purpose)
    }

    fn is_for(&self, module: &str, purpose: &str) -> bool {
        self.asked.iter().any(|(own, of)| own == module && of == purpose)
    }
}

/// Everything that may be confirmed, once.
pub fn confirmation_choices(modules: &[ModuleOption]) -> Vec<ConfirmationChoice> {
    let mut choices: Vec<ConfirmationChoice> = Vec::new();
    for module in modules {
        for option in &module.confirmations {
            let same = |choice: &ConfirmationChoice| {
                choice.option.value == option.value && choice.option.source == option.source
            };
            let place = choices.iter().position(same).unwrap_or_else(|| {
                choices.push(ConfirmationChoice { option: option.clone(), asked: Vec::new(), purposes: Vec::new() });
                choices.len() - 1
            });
            let choice = &mut choices[place];
            choice.asked.push((module.value.clone(), option.purpose.clone()));
            let named = module.purposes.iter().find(|purpose| purpose.value == option.purpose);
            if let Some(purpose) = named.filter(|purpose| !choice.purposes.contains(&purpose.label)) {
                choice.purposes.push(purpose.label.clone());
            }
        }
    }
    choices
}

/// A box to tick for each.
#[component]
pub fn ConfirmationField(
    /// What may be confirmed.
    confirmations: Vec<ConfirmationChoice>,
    /// What was ticked.
    chosen: Vec<String>,
    /// The module chosen.
    module: String,
    /// The purpose chosen.
    purpose: String,
    /// What is wrong with the form.
    wrongs: Vec<Wrong>,
    /// Where one begins.
    focus: &'static str,
) -> impl IntoView {
    let language = use_language();
    let wrong = is_wrong(&wrongs, "confirmed");
    let tick = move |(index, choice): (usize, ConfirmationChoice)| {
        let ConfirmationOption { value, label, source, .. } = choice.option.clone();
        let checked = chosen.contains(&value);
        let purposes = choice.purposes.clone();
        let class = if choice.is_for(&module, &purpose) { "choice" } else { "choice put-away" };
        let pairs: Vec<String> = choice.asked.iter().map(|(module, purpose)| format!("{module}:{purpose}")).collect();
        let purposes = purposes.into_iter().enumerate().map(|(place, label)| {
            view! {
                {(place > 0).then_some(", ")}
                {text_of(label)}
            }
        });
        view! {
            <label class=class data-for=pairs.join(" ")>
                <input
                    type="checkbox"
                    id=if index == 0 { "confirmed".to_owned() } else { format!("confirmed-{index}") }
                    name="confirmed"
                    value=value
                    checked=checked
                    autofocus=index == 0 && begins_at(focus, "confirmed")
                />
                <span>
                    {text_of(label)} " "
                    <span class="hint"><SourceLink source /></span>
                    <span class="hint without-script">
                        " (" {say!(language, consultation.purpose_only_for)} " " {purposes.collect_view()} ")"
                    </span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset
            class="confirmations"
            aria-describedby=if wrong { "confirmed-hint confirmed-problem" } else { "confirmed-hint" }
        >
            <legend class="label">{say!(language, consultation.confirmed)}</legend>
            <p class="hint" id="confirmed-hint">{say!(language, consultation.confirmed_hint)}</p>
            <FieldProblem id="confirmed-problem" field="confirmed" wrongs />
            {confirmations.into_iter().enumerate().map(tick).collect_view()}
        </fieldset>
    }
}
