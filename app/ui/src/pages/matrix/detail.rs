//! The detail of a cell: what holds, why, where it stands, for which purposes, under which conditions, for how long.

use crate::pages::conditions::rules;
use crate::pages::conditions::view::{ConditionsView, LimitView, PurposeView, ReadingView, RetentionView, RuleView};
use crate::pages::matrix::view::{CellDetail, Mark, ModuleMarkView, Standing};
use delibero_domain::authorisation::Source;
use delibero_domain::period::Period;
use delibero_domain::text::Text;
use delibero_words::conditions as words;
use delibero_words::formats::period;
use delibero_words::reasons::{role_names, withheld_words};
use delibero_words::say;
use leptos::prelude::*;

use super::{MatrixPage, marks, query, table};
use crate::components::icon::{Icon, IconName};
use crate::components::source::SourceLink;
use crate::pages::who::who_address;

const HEADING: &str = "mt-4 mb-1 text-sm font-semibold";
const CLOSE: &str = "link inline-flex min-h-6 items-center gap-1 whitespace-nowrap print:hidden";

/// What every part of the detail works with.
struct Open<'s> {
    page: &'s MatrixPage,
    found: &'s CellDetail,
}

/// The detail: at the side where there is room, below the matrix elsewhere.
pub(super) fn view(page: &MatrixPage, found: &CellDetail) -> AnyView {
    let open = Open { page, found };
    let name = found.recipient.full(page.language);
    let title = format!("{name} – {}", page.say(&found.label));
    let whole = say!(page.language, matrix.whole, name = name);
    let who = who_address(&page.view.service, &found.element, "");
    let in_force = found.standing == Standing::InForce;
    view! {
        <section
            id="detail"
            tabindex="-1"
            aria-labelledby="detail-heading"
            class="mb-6 scroll-mt-4 self-start boxed p-4 text-sm xl:sticky xl:top-4 \
            xl:max-h-[calc(100vh-2rem)] xl:overflow-y-auto print:static print:max-h-none"
        >
            <div class="mb-2 flex items-start justify-between gap-3">
                <h2 id="detail-heading" class="text-base font-semibold">
                    {title}
                    <span class="block text-sm font-normal quiet">{page.say(&found.block).to_owned()}</span>
                </h2>
                {open.close()}
            </div>
            {open.verdict()}
            {in_force.then(|| open.rules())}
            {open.validity()}
            <p class="mt-4">
                <a class="link inline-flex min-h-6 items-center" href=format!("/catalogue/{}", found.recipient.id)>
                    {whole}
                </a>
            </p>
            <p><a class="link inline-flex min-h-6 items-center" href=who>{say!(page.language, who.see)}</a></p>
        </section>
    }
    .into_any()
}

impl Open<'_> {
    /// Back to the cell: that of the table, or that of the sheets.
    fn close(&self) -> AnyView {
        let cell = query::cell(&self.found.recipient.id, &self.found.element);
        let compared = self.page.view.comparison.is_some();
        let link = |id: &'static str, sheet: bool, class: &'static str| {
            let to = self.page.closed(&query::place(sheet && !compared, &cell));
            view! {
                <a id=id class=format!("{CLOSE} {class}") href=to>
                    <Icon name=IconName::Close />
                    {say!(self.page.language, matrix.close)}
                </a>
            }
        };
        (link("detail-close", false, "max-md:hidden"), link("detail-close-sheet", true, "md:hidden")).into_any()
    }

    fn point(&self, source: &Source) -> AnyView {
        let recipient = self.found.recipient.id.clone();
        view! { <SourceLink source=source.clone() recipient=Some(recipient) /> }.into_any()
    }

    fn verdict(&self) -> AnyView {
        let (language, mark) = (self.page.language, self.found.cell.mark);
        if let Some(words) = table::standing(self.page, self.found.standing) {
            return view! {
                <p class="font-semibold said-warning">{words}</p>
                <p>{say!(language, matrix.nothing_in_force)}</p>
            }
            .into_any();
        }
        let words = match mark {
            Mark::Granted => say!(language, matrix.detail_granted),
            Mark::Partly => say!(language, matrix.detail_partly),
            Mark::Reduced => say!(language, matrix.detail_reduced),
            Mark::Excluded => say!(language, matrix.detail_excluded),
            Mark::NotAsked => say!(language, matrix.detail_not_asked),
        };
        let source = self.found.cell.source.as_ref().map(|source| self.point(source));
        view! {
            <p class="flex items-start gap-2">
                <span class="mt-0.5 flex-none">{marks::shape(mark)}</span>
                <span>
                    <span class=format!("font-semibold {}", marks::colour(mark))>{words}</span>
                    <span class="block">{source}</span>
                </span>
            </p>
        }
        .into_any()
    }

    fn rules(&self) -> AnyView {
        let language = self.page.language;
        let conditions = &self.found.conditions;
        let modules: Vec<_> = self.found.modules.iter().map(|module| self.module(module)).collect();
        let purposes: Vec<_> = conditions.purposes.iter().map(|purpose| self.purpose(purpose)).collect();
        let retention: Vec<_> = conditions.retention.iter().map(|rule| self.retention(rule)).collect();
        let limits: Vec<_> = conditions.use_limits.iter().map(|limit| self.limit(limit)).collect();
        let readings: Vec<_> = conditions.readings.iter().map(|found| self.reading(found)).collect();
        (
            self.list(say!(language, matrix.by_module), modules),
            self.list(say!(language, matrix.purposes), purposes),
            self.conditions(conditions),
            self.list(say!(language, matrix.retention), retention),
            self.list(say!(language, matrix.use_limits), limits),
            self.list(say!(language, catalogue.readings), readings),
        )
            .into_any()
    }

    fn list(&self, heading: &'static str, items: Vec<AnyView>) -> Option<AnyView> {
        (!items.is_empty()).then(|| {
            view! {
                <h3 class=HEADING>{heading}</h3>
                <ul class="space-y-2">{items}</ul>
            }
            .into_any()
        })
    }

    fn module(&self, module: &ModuleMarkView) -> AnyView {
        let page = self.page;
        let reason = match (module.mark, module.reason, &module.source) {
            (Mark::Granted | Mark::Partly | Mark::Reduced, ..) => None,
            (_, _, None) => Some(say!(page.language, matrix.module_not_granted).to_owned()),
            (Mark::NotAsked, Some(reason), _) => Some(withheld_words(self.page.language, reason).to_owned()),
            _ => None,
        };
        let words = reason.unwrap_or_else(|| marks::words(page, module.mark).to_owned());
        let source = module.source.as_ref().map(|source| view! { ", " {self.point(source)} });
        let kind = words::kind(page.language, module.kind);
        view! {
            <li class="flex items-start gap-2">
                <span class="mt-0.5 flex-none">{marks::shape(module.mark)}</span>
                <span>
                    <span class="block">
                        {page.say(&module.label).to_owned()} " " <span class="text-xs quiet">"(" {kind} ")"</span>
                    </span>
                    <span class="block quiet">{words} {source}</span>
                </span>
            </li>
        }
        .into_any()
    }

    fn purpose(&self, purpose: &PurposeView) -> AnyView {
        let (page, language) = (self.page, self.page.language);
        let (mark, words) = match (&purpose.reserved, purpose.given) {
            (_, true) => (Mark::Granted, say!(language, matrix.granted)),
            (Some(_), false) => (Mark::Excluded, say!(language, matrix.reserved)),
            (None, false) => (Mark::NotAsked, say!(language, matrix.not_for_purpose)),
        };
        // Where no purpose has the element, each of them need not say so.
        let told = self.found.cell.mark.is_given();
        let reserved = purpose.reserved.as_ref().map(|source| view! { ", " {self.point(source)} });
        let told = told.then(|| view! { <span class="block quiet">{words} {reserved}</span> });
        let conditions = self.of_purpose(purpose);
        let shape = told.is_some().then(|| view! { <span class="mt-0.5 flex-none">{marks::shape(mark)}</span> });
        view! {
            <li class="flex items-start gap-2">
                {shape}
                <span>
                    <span class="block">{page.say(&purpose.label).to_owned()} ", " {self.point(&purpose.source)}</span>
                    {told}
                    {conditions}
                </span>
            </li>
        }
        .into_any()
    }

    fn of_purpose(&self, purpose: &PurposeView) -> Vec<AnyView> {
        let (page, language) = (self.page, self.page.language);
        let line = |label: &'static str, words: String| {
            view! { <span class="block quiet">{label} {say!(language, kit.colon)} {words}</span> }.into_any()
        };
        let mut lines = Vec::new();
        if !purpose.person_roles.is_empty() {
            let roles = words::joined(&purpose.person_roles, page.language);
            lines.push(line(say!(language, matrix.person_roles), roles));
        }
        if !purpose.roles.is_empty() {
            lines.push(line(say!(language, matrix.roles), role_names(language, &purpose.roles)));
        }
        for (region, offices, source) in &purpose.authorities {
            let words = format!("{}{}{}", page.say(region), say!(language, kit.colon), page.say(offices));
            let source = view! { ", " {self.point(source)} };
            lines.push(view! { <span class="block quiet">{words} {source}</span> }.into_any());
        }
        lines
    }

    fn conditions(&self, found: &ConditionsView) -> AnyView {
        let (page, language) = (self.page, self.page.language);
        let joined = |texts: &[Text]| words::joined(texts, page.language);
        let mut facts = Vec::new();
        facts.extend(found.rules.iter().map(|rule| self.rule(rule)));
        if !found.person_roles.is_empty() {
            let roles = joined(&found.person_roles);
            facts.push(self.fact(say!(language, matrix.person_roles), roles, Some(&found.person_roles_source)));
        }
        facts.push(self.fact(say!(language, matrix.roles), role_names(language, &found.roles), None));
        let integration = integration(page, found);
        facts.push(self.fact(say!(language, matrix.integration), integration, Some(&found.integration_source)));
        if let Some(source) = &found.own_file {
            let words = say!(language, matrix.own_file_words).to_owned();
            facts.push(self.fact(say!(language, matrix.own_file), words, Some(source)));
        }
        if let Some(source) = &found.designated {
            let words = say!(language, matrix.designated_words).to_owned();
            facts.push(self.fact(say!(language, matrix.designated), words, Some(source)));
        }
        facts.push(self.fact(say!(language, matrix.batch), batch(page, found), Some(&found.batch_source)));
        view! {
            <h3 class=HEADING>{say!(language, matrix.conditions)}</h3>
            <dl class="space-y-2">{facts}</dl>
        }
        .into_any()
    }

    fn fact(&self, label: &'static str, words: String, source: Option<&Source>) -> AnyView {
        let source = source.map(|source| view! { <span class="block">{self.point(source)}</span> });
        view! {
            <div>
                <dt class="quiet">{label}</dt>
                <dd>{words} {source}</dd>
            </div>
        }
        .into_any()
    }

    fn retention(&self, rule: &RetentionView) -> AnyView {
        let page = self.page;
        let purposes = (!rule.purposes.is_empty()).then(|| {
            let purposes = words::joined(&rule.purposes, page.language);
            view! { <span class="block quiet">{say!(page.language, matrix.only_purposes)} " " {purposes}</span> }
        });
        view! {
            <li>
                {page.say(&rule.summary).to_owned()}
                {purposes}
                <span class="block">{self.point(&rule.source)}</span>
            </li>
        }
        .into_any()
    }

    fn limit(&self, limit: &LimitView) -> AnyView {
        view! {
            <li>
                {self.page.say(&limit.text).to_owned()}
                {self.reach([&[], &limit.modules, &limit.purposes])}
                <span class="block">{self.point(&limit.source)}</span>
            </li>
        }
        .into_any()
    }

    fn reading(&self, found: &ReadingView) -> AnyView {
        view! {
            <li>
                {self.page.say(&found.text).to_owned()}
                <span class="block">{self.point(&found.source)}</span>
            </li>
        }
        .into_any()
    }

    fn rule(&self, found: &RuleView) -> AnyView {
        let language = self.page.language;
        view! {
            <div>
                <dt class="quiet">{rules::label(language, &found.rule)}</dt>
                <dd>
                    {rules::asked(language, &found.rule)}
                    {self.reach([&found.elements, &found.modules, &found.purposes])}
                    <span class="block">{self.point(&found.source)}</span>
                </dd>
            </div>
        }
        .into_any()
    }

    fn reach(&self, reached: [&[Text]; 3]) -> AnyView {
        let lines = rules::reach(self.page.language, reached).into_iter();
        lines.map(|line| view! { <span class="block text-xs quiet">{line}</span> }).collect_view().into_any()
    }

    fn validity(&self) -> AnyView {
        let found = &self.found.conditions;
        let note = found.validity_note.as_ref();
        let note = note.map(|note| view! { <span class="block text-xs quiet">{self.page.say(note).to_owned()}</span> });
        view! {
            <h3 class=HEADING>{say!(self.page.language, matrix.validity)}</h3>
            <p>{validity(self.page, found)} ", " {self.point(&found.source)} {note}</p>
        }
        .into_any()
    }
}

pub(super) fn validity(page: &MatrixPage, found: &ConditionsView) -> String {
    period(Period { begin: found.valid_from, end: found.valid_until }, page.language)
}

/// Both sides of the integration rule.
pub(super) fn integration(page: &MatrixPage, found: &ConditionsView) -> String {
    let sides = [
        words::recipient_integration(page.language, found.recipient_integration),
        words::sender_integration(page.language, found.sender_integration),
    ];
    sides.join(" ")
}

/// Whether many persons may be asked about at once.
pub(super) fn batch(page: &MatrixPage, found: &ConditionsView) -> String {
    words::batch(page.language, found.batch).to_owned()
}
