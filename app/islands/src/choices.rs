//! The choices of the consultation's form: the purposes of the module chosen, the roles of the person that the purpose
//! asks for, what may be confirmed for both. The page says of each which ones it belongs to.

use leptos::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::dom;

const AWAY: &str = "put-away";
/// On a purpose: the modules that have it.
const OF_MODULES: &str = "data-modules";
/// On a role: the purposes that ask for it.
const OF_PURPOSES: &str = "data-purposes";
/// On what may be confirmed: `module:purpose` for each pair that it is for.
const OF_BOTH: &str = "data-for";

/// Puts away what does not belong to what is chosen.
#[island]
pub fn Choices() -> impl IntoView {
    dom::in_browser(|| {
        let Some(form) = dom::find::<HtmlElement>("form:has([data-modules])") else { return };
        refine(false);
        dom::listen(&form, "change", |event| {
            let of_module = dom::element_of(event.target()).is_some_and(|target| target.id() == "module");
            refine(of_module);
        });
    });
}

fn refine(module_changed: bool) {
    if let Some(module) = dom::find::<HtmlSelectElement>("#module") {
        put_away(OF_MODULES, &module.value());
        if module_changed {
            choose_offered();
        }
    }
    if let Some(purpose) = dom::find::<HtmlInputElement>("[name=purpose]:checked") {
        put_away(OF_PURPOSES, &purpose.value());
        if let Some(module) = module() {
            put_away(OF_BOTH, &format!("{module}:{}", purpose.value()));
        }
    }
}

/// The module chosen, or the only one.
fn module() -> Option<String> {
    let only = || dom::find::<HtmlInputElement>("input[name=module]").map(|only| only.value());
    dom::find::<HtmlSelectElement>("#module").map(|module| module.value()).or_else(only)
}

fn put_away(attribute: &str, chosen: &str) {
    for choice in dom::all::<Element>(&format!("[{attribute}]")) {
        let owners = choice.get_attribute(attribute).unwrap_or_default();
        let _ = choice.class_list().toggle_with_force(AWAY, !belongs(&owners, chosen));
    }
}

/// Whether one of the words is what is chosen.
fn belongs(owners: &str, chosen: &str) -> bool {
    owners.split(' ').any(|owner| owner == chosen)
}

/// Chooses the module's purpose of the same word, or else its first one, when the one chosen is not among its own.
fn choose_offered() {
    let checked = dom::find::<HtmlInputElement>("[name=purpose]:checked");
    let is_away = |radio: &HtmlInputElement| radio.closest(".put-away").ok().flatten().is_some();
    if checked.as_ref().is_some_and(|radio| !is_away(radio)) {
        return;
    }
    let word = checked.map(|radio| radio.value()).unwrap_or_default();
    let offered: Vec<_> = dom::all::<HtmlInputElement>("[name=purpose]").filter(|radio| !is_away(radio)).collect();
    if let Some(radio) = offered.iter().find(|radio| radio.value() == word).or(offered.first()) {
        radio.set_checked(true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_belongs_to_whole_words() {
        assert!(belongs("cpas/hdi/consult-attest cpas/hdi/consult-periods", "cpas/hdi/consult-periods"));
        assert!(!belongs("cpas/hdi/consult-attest", "cpas/hdi/consult"));
        assert!(!belongs("", "cpas/hdi/consult"));
    }
}
