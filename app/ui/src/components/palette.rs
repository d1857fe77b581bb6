//! What the palette finds: sections, recipients of the catalogue and deliberations, never persons.

use crate::pages::catalogue::view::RecipientLine;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::folding::folded_line;
use delibero_domain::niss::holds_niss;
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_islands::Palette;
use delibero_words::say;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::section::Section;
use crate::address::percent_encoded;

const MOST: usize = 8;

/// Somewhere to go.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    name: String,
    address: String,
}

/// The dialogue, closed at first.
pub(crate) fn palette(language: Language) -> AnyView {
    let title = say!(language, shell.palette_title);
    view! {
        <dialog id="palette" class="palette" aria-label=title>
            <div class="palette-head">
                <input
                    class="field field-whole"
                    type="text"
                    role="combobox"
                    autofocus
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=title
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-autocomplete="list"
                    placeholder=say!(language, shell.palette_placeholder)
                />
                <button type="button" class="tool" aria-label=say!(language, shell.palette_close) data-closes="">
                    <Icon name=IconName::Close />
                </button>
            </div>
            <div id="palette-list" aria-live="polite"></div>
        </dialog>
        <Palette />
    }
    .into_any()
}

/// Where what somebody types may lead, as the palette shows it.
#[must_use]
pub fn found(language: Language, roles: &[Role], recipients: &[RecipientLine], typed: &str) -> String {
    let places = places(language, roles, recipients, typed);
    if places.is_empty() {
        let words = say!(language, shell.palette_nothing);
        return view! { <p class="palette-nothing">{words}</p> }.to_html();
    }
    let option = |(index, place): (usize, Place)| {
        view! {
            <li role="option" id=format!("palette-{index}") aria-selected="false">
                <a href=place.address tabindex="-1">{place.name}</a>
            </li>
        }
    };
    let options = places.into_iter().enumerate().map(option).collect_view();
    view! { <ul role="listbox" aria-label=say!(language, shell.palette_title)>{options}</ul> }.to_html()
}

/// The best first.
fn places(language: Language, roles: &[Role], recipients: &[RecipientLine], typed: &str) -> Vec<Place> {
    let place = |name: &str, address: String| Place { name: name.to_owned(), address };
    let sections = Section::open_to(roles).into_iter();
    let sections = sections.map(|section| place(section.name(language), section.address().to_owned()));
    let matrix = place(say!(language, matrix.title), "/matrix".to_owned());
    let who = place(say!(language, who.title), "/who".to_owned());
    let listed = recipients.iter().flat_map(|line| {
        let members = line.members.iter().map(|(id, label)| (id, label));
        std::iter::once((&line.id, &line.label)).chain(members)
    });
    let listed = listed.map(|(id, label)| place(label.get(language), format!("/catalogue/{id}")));
    let wanted = folded_line(typed);
    let fits = |place: &Place| folded_line(&place.name).contains(&wanted);
    let found = sections.chain([matrix, who]).chain(listed).filter(fits).take(MOST);
    let words = say!(language, shell.palette_search);
    numbered(typed).into_iter().chain(found).chain(searched(words, typed)).collect()
}

/// The deliberation of a number.
fn numbered(typed: &str) -> Option<Place> {
    let number = typed.parse::<DeliberationNumber>().ok()?.to_string();
    Some(Place { address: format!("/deliberations/{number}"), name: number })
}

/// The deliberations that hold the words typed; never those of somebody's NISS, which would then stand in an address.
fn searched(label: &str, typed: &str) -> Option<Place> {
    let words = typed.trim();
    let harmless = !words.is_empty() && !holds_niss(words);
    harmless.then(|| Place {
        name: format!("{label} {words}"),
        address: format!("/deliberations?q={}", percent_encoded(words)),
    })
}

#[cfg(test)]
mod tests {
    use delibero_domain::text::Text;

    use super::*;

    fn addresses(typed: &str) -> Vec<String> {
        let line = RecipientLine {
            id: "slrb".to_owned(),
            label: Text::same("Société du Logement"),
            members: vec![("sisp".to_owned(), Text::same("Sociétés immobilières"))],
            sources: Vec::new(),
            modules: Vec::new(),
            granted: 0,
            carried: 0,
        };
        places(Language::Fr, &[Role::Auditor], &[line], typed).into_iter().map(|place| place.address).collect()
    }

    #[test]
    fn a_niss_is_never_looked_for_in_an_address() {
        assert_eq!(addresses("données"), ["/deliberations?q=donn%C3%A9es"]);
        for typed in ["85.07.30-999.32", "Dupont 85 07 30 999 32"] {
            assert!(addresses(typed).is_empty(), "{typed}");
        }
    }

    #[test]
    fn a_number_however_written_leads_to_its_deliberation() {
        assert_eq!(addresses("08/20")[0], "/deliberations/08/020");
    }

    #[test]
    fn names_are_found_without_their_accents_and_members_too() {
        assert_eq!(addresses("societe")[..2], ["/catalogue/slrb", "/catalogue/sisp"]);
        assert!(addresses("").contains(&"/log".to_owned()), "nothing typed: the sections");
        assert!(!addresses("").contains(&"/consultation".to_owned()), "only those that the roles open");
    }
}
