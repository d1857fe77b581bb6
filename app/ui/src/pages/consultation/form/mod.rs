//! The form of a consultation: what, what for, about whom, and what the module asks for beside.

mod choices;
mod wrongs;

use delibero_domain::authorisation::Source;
use delibero_domain::consultation::RefusalReason;
use delibero_domain::text::{Language, Text};
use delibero_islands::{Choices, Sending};
use delibero_words::{refusals, say};
use leptos::prelude::*;

use self::choices::{confirmations, module_name, owned_kinds, person_roles, purposes};
pub(crate) use self::wrongs::wrongs;
use crate::address::Address;
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::form_mark::FilledInBy;
use crate::components::language::use_language;
use crate::components::niss_field::niss_field;
use crate::components::page::Page;
use crate::components::radio_group::{Layout, checkbox_group, radio_group};
use crate::components::source::SourceLink;
use crate::components::typed_form::typed_form;
use crate::error::PageError;
use crate::pages::consultation::parameters::Fields;
use crate::pages::consultation::view::{Entered, FieldError, FormPage, ModuleOption, load_form};
use crate::pages::suspensions;

pub(crate) async fn page(_: Address) -> Result<AnyView, PageError> {
    let page = load_form().await?;
    let language = use_language();
    Ok(if page.modules.is_empty() { nothing_offered(language, page.undesignated) } else { form(language, page) })
}

/// `undesignated`: the service for which only designated people consult, and where that stands.
fn nothing_offered(language: Language, undesignated: Option<(Text, Source)>) -> AnyView {
    if let Some((service, source)) = undesignated {
        let reason = RefusalReason::NotDesignated;
        let service = service.get(language).to_owned();
        return view! {
            <Page title=say!(language, consultation.title)>
                <h2 class="heading">{refusals::heading(language, reason)}</h2>
                <p class="mb-3 quiet">{service}</p>
                <p class="mb-2 max-w-[72ch]">{refusals::meaning(language, reason)} " " <SourceLink source brackets=true /></p>
                <p class="mb-3 max-w-[72ch]">{refusals::next_step(language, reason)}</p>
                <a class="link" href="/may-i">{say!(language, may_i.title)}</a>
            </Page>
        }
        .into_any();
    }
    view! {
        <Page title=say!(language, consultation.title)>
            <p class="lead">{say!(language, consultation.nothing_offered)}</p>
            <a class="link" href="/catalogue">{say!(language, consultation.nothing_offered_link)}</a>
        </Page>
    }
    .into_any()
}

fn form(language: Language, page: FormPage) -> AnyView {
    let FormPage { modules, suspensions, niss_rules, legal_contexts, entered, errors, .. } = page;
    let stopped = suspensions::list(language, suspensions.iter());
    let wrongs = wrongs(language, &errors);
    let broken = errors.iter().find_map(|error| if let FieldError::Niss(rule) = error { Some(*rule) } else { None });
    let asked = Fields { language, today: niss_rules.today, entered: &entered, wrongs: &wrongs, prefix: "" };
    let asked = parameters(asked, &modules);
    let to_confirm = (say!(language, consultation.confirmed), say!(language, consultation.confirmed_hint));
    let fields = view! {
        <input type="hidden" name="form" value=entered.form.clone() autocomplete="off" />
        <FilledInBy />
        {what_for(language, &modules, &entered, &wrongs, to_confirm)}
        {legal_context(language, &legal_contexts, &entered.legal_context)}
        {niss_field(say!(language, consultation.niss), entered.niss.clone(), niss_rules, broken, wrongs.is_empty())}
        {asked}
        <div class="actions">
            {Button::new(say!(language, consultation.submit)).view()}
            <p class="hint" role="status" data-meanwhile=say!(language, consultation.sending)>
                {say!(language, consultation.logged)}
            </p>
        </div>
    }
    .into_any();
    view! {
        <div class="max-w-[66rem]">
            <Page title=say!(language, consultation.title) wrongs=wrongs>
                {stopped}
                <form
                    id=typed_form()
                    method="post"
                    action="/consultation"
                    autocomplete="off"
                    novalidate
                    class="grid gap-4"
                >
                    {fields}
                </form>
                <Choices />
                <Sending />
            </Page>
        </div>
    }
    .into_any()
}

/// What the modules ask for beside the person; where not every module asks for the same, each kind with those that do.
pub(crate) fn parameters(fields: Fields<'_>, modules: &[ModuleOption]) -> Vec<AnyView> {
    let groups = owned_kinds(modules).into_iter().map(|(kind, owners)| {
        let away = !owners.iter().any(|module| module.value == fields.entered.module);
        let values = owners.iter().map(|module| module.value.as_str()).collect::<Vec<_>>().join(" ");
        let only_for = (owners.len() < modules.len()).then(|| {
            let names = owners.iter().map(|module| module.module.get(fields.language)).collect::<Vec<_>>().join(", ");
            let words = say!(fields.language, consultation.asked_only_for);
            view! { <p class="hint basis-full without-script">{words} " " {names}</p> }
        });
        view! {
            <div class="flex flex-wrap items-end gap-x-6 gap-y-3" class:put-away=away data-modules=values>
                {only_for}
                {fields.of(kind)}
            </div>
        }
        .into_any()
    });
    groups.collect()
}

/// The module, the purpose, and what the purpose asks for.
pub(crate) fn what_for(
    language: Language,
    modules: &[ModuleOption],
    entered: &Entered,
    wrongs: &[Wrong],
    (to_confirm, hint): (&'static str, &'static str),
) -> AnyView {
    let field = |name, id, label| Field::new(name, label).id(id).of(wrongs);
    let purpose = field("purpose", "purpose", say!(language, consultation.purpose));
    let roles = person_roles(language, modules, entered);
    let confirmable = confirmations(language, modules, entered);
    view! {
        {module(language, modules, entered, wrongs)}
        {radio_group(purpose, "", Layout::Columns, purposes(language, modules, entered))}
        {(!roles.is_empty()).then(|| {
            let field = field("person_role", "person-role", say!(language, consultation.person_role));
            radio_group(field, "person-roles", Layout::Row, roles)
        })}
        {(!confirmable.is_empty()).then(|| {
            let field = field("confirmed", "confirmed", to_confirm).hint(hint);
            checkbox_group(field, "confirmations", Layout::Column, confirmable)
        })}
    }
    .into_any()
}

/// With which the question is sent; nothing where no regional integrator is in between.
pub(crate) fn legal_context(language: Language, contexts: &[String], chosen: &str) -> Option<AnyView> {
    let label = say!(language, consultation.legal_context);
    match contexts {
        [] => None,
        [only] => Some(
            view! {
                <div class="form-field">
                    <p class="label">{label}</p>
                    <p translate="no">{only.clone()}</p>
                    <input type="hidden" name="legal_context" value=only.clone() />
                </div>
            }
            .into_any(),
        ),
        several => {
            let field = Field::new("legal_context", label).hint(say!(language, consultation.legal_context_hint));
            let nothing = (String::new(), say!(language, consultation.legal_context_choose).to_owned());
            let choices = several.iter().map(|context| (context.clone(), context.clone()));
            Some(choice_field(field, std::iter::once(nothing).chain(choices), chosen))
        }
    }
}

/// A text when there is one only.
fn module(language: Language, modules: &[ModuleOption], entered: &Entered, wrongs: &[Wrong]) -> AnyView {
    let label = say!(language, consultation.module);
    if let [only] = modules {
        return view! {
            <div class="form-field">
                <p class="label">{label}</p>
                <p>{module_name(language, only, false)}</p>
                <input type="hidden" name="module" value=only.value.clone() />
            </div>
        }
        .into_any();
    }
    let several = modules.iter().any(|option| option.recipient != modules[0].recipient);
    let choices = modules.iter().map(|option| (option.value.clone(), module_name(language, option, several)));
    choice_field(Field::new("module", label).of(wrongs), choices, &entered.module)
}
