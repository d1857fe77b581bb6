//! What changed in what recipients may receive, as the catalogue tells it.

use delibero_domain::deliberation::differences::{
    Changes, ModuleChanges, Named, Presence, RecipientChanges, ServiceChanges,
};
use delibero_domain::deliberation::register::Version;
use delibero_words::formats::long_date;
use delibero_words::say;
use leptos::prelude::*;

use super::DifferencesPage;
use super::labels::counted;
use crate::components::proof::texts_unknown;

/// The most elements that are written out at once.
const FEW: usize = 6;

pub(super) fn view(page: &DifferencesPage) -> AnyView {
    view! {
        <section aria-labelledby="grants">
            <h2 id="grants" class="part-heading">{say!(page.language, differences.grants)}</h2>
            {lead(page)}
            <div class="granted">{let body = &page.view.body; list(page, &body.grants)}</div>
        </section>
    }
    .into_any()
}

fn lead(page: &DifferencesPage) -> AnyView {
    let Some(document) = page.view.follows.clone() else {
        return view! { <p class="max-w-[72ch] text-muted">{say!(page.language, differences.grants_not_catalogued)}</p> }.into_any();
    };
    let day = |place: u16| {
        let day = page.version(place).map(Version::effective);
        day.map(|day| long_date(day, page.language)).unwrap_or_default()
    };
    let days = say!(page.language, differences.grants_days, before = day(page.view.from), after = day(page.view.to));
    let result = match page.view.recipients {
        0 => say!(page.language, differences.grants_none).to_owned(),
        count => counted!(page, count, recipients_one, recipients_many),
    };
    view! {
        <p class="mb-2 max-w-[72ch] text-sm text-muted">
            {days} " " {say!(page.language, differences.grants_follows, document = document)}
        </p>
        {texts_unknown(page.language, &page.view.texts_unknown)}
        <p class="mb-2 max-w-[72ch] font-medium">{result}</p>
    }
    .into_any()
}

fn list(page: &DifferencesPage, all: &[RecipientChanges]) -> AnyView {
    let recipients: Vec<_> = all.iter().map(|changes| recipient(page, changes)).collect();
    recipients.into_any()
}

fn recipient(page: &DifferencesPage, changes: &RecipientChanges) -> AnyView {
    let presence = presence(
        changes.presence,
        say!(page.language, differences.recipient_gained),
        say!(page.language, differences.recipient_lost),
    );
    let services: Vec<_> = changes.services.iter().map(|service| self::service(page, service)).collect();
    view! {
        <div class="recipient">
            <h3>
                <a class="link" href=format!("/catalogue/{}", changes.recipient.id)>{label(page, &changes.recipient)}</a>
                {presence}
            </h3>
            <ul>{services}</ul>
        </div>
    }
    .into_any()
}

fn service(page: &DifferencesPage, changes: &ServiceChanges) -> AnyView {
    let presence = presence(
        changes.presence,
        say!(page.language, differences.service_gained),
        say!(page.language, differences.service_lost),
    );
    let purposes = [
        ("+", say!(page.language, differences.purposes_gained), &changes.purposes.gained),
        ("−", say!(page.language, differences.purposes_lost), &changes.purposes.lost),
    ];
    let purposes = purposes.into_iter().filter(|(_, _, all)| !all.is_empty()).map(|(sign, words, all)| {
        let names = names(page, all);
        view! { <li><span aria-hidden="true">{sign} " "</span> {words} {say!(page.language, differences.colon)} {names}</li> }
    });
    let purposes: Vec<_> = purposes.collect();
    let modules = changes.modules.iter().map(|module| self::module(page, &changes.service, module));
    let modules: Vec<_> = modules.collect();
    view! {
        <li>
            <b>{label(page, &changes.service)}</b>
            {presence}
            <ul>{purposes} {modules}</ul>
        </li>
    }
    .into_any()
}

fn module(page: &DifferencesPage, service: &Named, changes: &ModuleChanges) -> AnyView {
    let presence = presence(
        changes.presence,
        say!(page.language, differences.module_gained),
        say!(page.language, differences.module_lost),
    );
    let to = format!("/matrix?service={}&module={}", service.id, changes.module.id);
    let by_purpose = changes.by_purpose.iter().map(|purpose| {
        let words = say!(page.language, differences.for_purpose, purpose = label(page, &purpose.purpose));
        view! { <li>{words} {elements(page, &purpose.elements)}</li> }
    });
    let by_purpose: Vec<_> = by_purpose.collect();
    let by_purpose = (!by_purpose.is_empty()).then(|| view! { <ul>{by_purpose}</ul> });
    view! {
        <li>
            <a class="link" href=to>{label(page, &changes.module)}</a>
            {presence}
            {elements(page, &changes.elements)}
            {by_purpose}
        </li>
    }
    .into_any()
}

/// Elements that came and that went; many are folded.
fn elements(page: &DifferencesPage, changes: &Changes) -> AnyView {
    let (gained, lost) = (changes.gained.len(), changes.lost.len());
    let sides = [
        ("+", counted!(page, gained, elements_gained_one, elements_gained), &changes.gained, "text-granted"),
        ("−", counted!(page, lost, elements_lost_one, elements_lost), &changes.lost, "text-refused"),
    ];
    let sides = sides.into_iter().filter(|(_, _, all, _)| !all.is_empty()).map(|(sign, words, all, colour)| {
        let names = names(page, all);
        let lead = view! { <span class=colour><span aria-hidden="true">{sign} " "</span> {words}</span> };
        match all.len() > FEW {
            true => view! { <details><summary>{lead}</summary> <p>{names}</p></details> }.into_any(),
            false => view! { <p>{lead} {say!(page.language, differences.colon)} {names}</p> }.into_any(),
        }
    });
    let sides: Vec<_> = sides.collect();
    sides.into_any()
}

/// That something came or went as a whole; nothing where it was there before and after.
fn presence(presence: Presence, gained: &'static str, lost: &'static str) -> Option<AnyView> {
    let (sign, words, colour) = match presence {
        Presence::Gained => ("+", gained, "text-granted"),
        Presence::Lost => ("−", lost, "text-refused"),
        Presence::Kept => return None,
    };
    Some(
        view! {
            " "
            <span class=format!("status {colour}")>
                <span aria-hidden="true">{sign} " "</span>
                {words}
            </span>
        }
        .into_any(),
    )
}

fn label(page: &DifferencesPage, named: &Named) -> String {
    named.label.get(page.language).to_owned()
}

fn names(page: &DifferencesPage, all: &[Named]) -> String {
    all.iter().map(|named| named.label.get(page.language)).collect::<Vec<_>>().join(", ")
}
