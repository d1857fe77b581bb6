//! What a recipient opens, in words.

use delibero_domain::text::Language;
use delibero_words::formats::short_date;
use delibero_words::reasons::role_names;
use delibero_words::say;
use leptos::prelude::*;

use super::view::opens::OpensView;
use crate::components::source::SourceLink;

/// Each authorisation: service, modules with how many elements, purposes, who consults, and the points.
pub(super) fn opens(language: Language, found: &[OpensView]) -> AnyView {
    if found.is_empty() {
        return view! { <p class="quiet">{say!(language, organisations.opens_nothing)}</p> }.into_any();
    }
    let each = found.iter().map(|found| view! { <li>{one(language, found)}</li> }).collect_view();
    view! { <ul class="grid gap-3">{each}</ul> }.into_any()
}

fn one(language: Language, found: &OpensView) -> AnyView {
    let recipient = Some(found.recipient.clone());
    let modules = found.modules.iter().map(|(label, elements, source)| {
        let count = match elements {
            1 => say!(language, organisations.element_one).to_owned(),
            many => say!(language, organisations.element_many, count = many),
        };
        let (source, recipient) = (source.clone(), recipient.clone());
        view! { <li>{label.get(language).to_owned()} ", " {count} " " <SourceLink source recipient brackets=true /></li> }
    });
    let purposes = found.purposes.iter().map(|(label, source)| {
        let (source, recipient) = (source.clone(), recipient.clone());
        view! { <li>{label.get(language).to_owned()} " " <SourceLink source recipient brackets=true /></li> }
    });
    let until = found.valid_until.map(|until| format!(" – {}", short_date(until))).unwrap_or_default();
    let validity =
        say!(language, organisations.opens_validity, days = format!("{}{until}", short_date(found.valid_from)));
    let source = found.source.clone();
    view! {
        <p class="font-semibold">{found.service.get(language).to_owned()} " " <SourceLink source recipient=recipient.clone() brackets=true /></p>
        <p class="text-sm quiet">{validity} " · " {say!(language, organisations.opens_roles)} " " {role_names(language, &found.roles)}</p>
        <div class="grid gap-x-8 gap-y-2 sm:grid-cols-2">
            <div>
                <p class="text-sm font-semibold">{say!(language, organisations.opens_modules)}</p>
                <ul class="links">{modules.collect_view()}</ul>
            </div>
            <div>
                <p class="text-sm font-semibold">{say!(language, organisations.opens_purposes)}</p>
                <ul class="links">{purposes.collect_view()}</ul>
            </div>
        </div>
    }
    .into_any()
}
