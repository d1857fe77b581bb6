//! What changed in what recipients may receive, as the catalogue tells it.

use delibero_domain::deliberation::differences::{
    Changes, ModuleChanges, Named, Presence, RecipientChanges, ServiceChanges,
};
use delibero_words::say;
use leptos::prelude::*;

use super::DifferencesPage;
use super::labels::{counted, effective};
use crate::components::change_sign::ChangeSign;
use crate::components::html::{Html, html};
use crate::components::panel::section;
use crate::components::proof::texts_unknown;

/// The most elements that are written out at once.
const FEW: usize = 6;

pub(super) fn view(page: &DifferencesPage) -> AnyView {
    let mut writer = Writer { page, out: Html::default() };
    page.view.grants.iter().for_each(|changes| writer.recipient(changes));
    section("grants", say!(page.language, differences.grants), (lead(page), writer.out.into_div("granted")))
}

fn lead(page: &DifferencesPage) -> AnyView {
    let (language, view) = (page.language, &page.view);
    let Some(document) = view.follows.clone() else {
        return view! { <p class="lead">{say!(language, differences.grants_not_catalogued)}</p> }.into_any();
    };
    let (before, after) = (effective(page, view.from), effective(page, view.to));
    let result = match view.grants.len() {
        0 => say!(language, differences.grants_none).to_owned(),
        count => counted!(page, count, recipients_one, recipients_many),
    };
    view! {
        <p class="hint max-w-[72ch]">
            {say!(language, differences.grants_days, before = before, after = after)} " "
            {say!(language, differences.grants_follows, document = document)}
        </p>
        {texts_unknown(language, &view.texts_unknown)}
        <p class="told">{result}</p>
    }
    .into_any()
}

struct Writer<'p> {
    page: &'p DifferencesPage,
    out: Html,
}

impl<'p> Writer<'p> {
    fn label(&self, named: &'p Named) -> &'p str {
        named.label.get(self.page.language)
    }

    fn names(&self, all: &'p [Named]) -> String {
        all.iter().map(|named| self.label(named)).collect::<Vec<_>>().join(", ")
    }

    /// That something came or went as a whole; nothing where it was there before and after.
    fn presence(&mut self, presence: Presence, gained: &'static str, lost: &'static str) {
        let sign = match presence {
            Presence::Gained => ChangeSign::inserted(gained),
            Presence::Lost => ChangeSign::removed(lost),
            Presence::Kept => return,
        };
        self.out.mark(" ");
        sign.write(&mut self.out, None);
    }

    fn recipient(&mut self, changes: &'p RecipientChanges) {
        let language = self.page.language;
        let (gained, lost) = (say!(language, differences.recipient_gained), say!(language, differences.recipient_lost));
        html!(self.out, "<div class=\"recipient\"><h3><a href=\"/catalogue/" {&changes.recipient.id} "\" class=\"link\">"
            {self.label(&changes.recipient)} "</a>");
        self.presence(changes.presence, gained, lost);
        self.out.mark("</h3><ul>");
        changes.services.iter().for_each(|service| self.service(service));
        self.out.mark("</ul></div>");
    }

    fn service(&mut self, changes: &'p ServiceChanges) {
        let language = self.page.language;
        html!(self.out, "<li><b>" {self.label(&changes.service)} "</b>");
        let (gained, lost) = (say!(language, differences.service_gained), say!(language, differences.service_lost));
        self.presence(changes.presence, gained, lost);
        self.out.mark("<ul>");
        for (sign, words, all) in [
            ("+", say!(language, differences.purposes_gained), &changes.purposes.gained),
            ("−", say!(language, differences.purposes_lost), &changes.purposes.lost),
        ] {
            if !all.is_empty() {
                html!(self.out, "<li><span aria-hidden=\"true\">" {sign} " </span>" {words}
                    {say!(language, kit.colon)} {self.names(all)} "</li>");
            }
        }
        changes.modules.iter().for_each(|module| self.module(&changes.service, module));
        self.out.mark("</ul></li>");
    }

    fn module(&mut self, service: &Named, changes: &'p ModuleChanges) {
        let language = self.page.language;
        html!(self.out, "<li><a href=\"/matrix?service=" {&service.id} "&amp;module=" {&changes.module.id}
            "\" class=\"link\">" {self.label(&changes.module)} "</a>");
        let (gained, lost) = (say!(language, differences.module_gained), say!(language, differences.module_lost));
        self.presence(changes.presence, gained, lost);
        self.elements(&changes.elements);
        for purpose in &changes.by_purpose {
            let words = say!(language, differences.for_purpose, purpose = self.label(&purpose.purpose));
            html!(self.out, "<div class=\"of-purpose\">" {words});
            self.elements(&purpose.elements);
            self.out.mark("</div>");
        }
        self.out.mark("</li>");
    }

    /// Elements that came and that went; many are folded.
    fn elements(&mut self, changes: &'p Changes) {
        let (gained, lost) = (changes.gained.len(), changes.lost.len());
        for (class, sign, words, all) in [
            ("sign-granted", "+ ", counted!(self.page, gained, elements_gained_one, elements_gained), &changes.gained),
            ("sign-refused", "− ", counted!(self.page, lost, elements_lost_one, elements_lost), &changes.lost),
        ] {
            let many = match all.len() {
                0 => continue,
                count => count > FEW,
            };
            self.out.mark(if many { "<details><summary>" } else { "<p>" });
            html!(self.out, "<span class=\"" {class} "\"><span aria-hidden=\"true\">" {sign} "</span>" {words} "</span>");
            match many {
                true => html!(self.out, "</summary><p>" {self.names(all)} "</p></details>"),
                false => html!(self.out, {say!(self.page.language, kit.colon)} {self.names(all)} "</p>"),
            }
        }
    }
}
