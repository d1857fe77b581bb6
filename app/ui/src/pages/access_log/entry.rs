//! One entry of the log: what was asked, how and on which facts it was decided, what left; and whether it would be decided
//! so again.

use delibero_domain::access_log::{Considered, PassedOver, Replay};
use delibero_domain::authorisation::Source;
use delibero_domain::consultation::NissState;
use delibero_domain::text::{Language, Text};
use delibero_words::formats::{date_time, short_date, short_period};
use delibero_words::reasons::{reduced_words, withheld_words};
use delibero_words::say;
use leptos::prelude::*;

use super::outcome;
use super::table::{LineText, records_words};
use super::view::{Again, DecidedView, EntryView, load_entry};
use crate::address::Address;
use crate::components::banner::{Banner, Tone};
use crate::components::definitions::definition_rows;
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::panel::section;
use crate::components::source::write_point;
use crate::components::table::{Column, Row, Table};
use crate::error::PageError;

type Fact = (String, AnyView);

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let view = load_entry(address.part("position"), address.asked("again") == "yes").await?;
    Ok(content(EntryPage { language: use_language(), view: &view }))
}

#[derive(Clone, Copy)]
struct EntryPage<'e> {
    language: Language,
    view: &'e EntryView,
}

fn content(page: EntryPage<'_>) -> AnyView {
    let (language, line) = (page.language, &page.view.line);
    let title = say!(language, access_log.entry_title, position = line.position);
    let decided = page.view.decided.as_ref();
    let facts = decided.map(|decided| section("facts", say!(language, log_entry.facts), page.facts(decided)));
    let rules = decided.map(|decided| section("rules", say!(language, log_entry.rules), page.rules(decided)));
    let first = (
        section("asked", say!(language, log_entry.asked), page.asked()),
        section("decision", say!(language, log_entry.decision), page.decision()),
        section("again", say!(language, log_entry.again), page.again()),
        section("left", say!(language, access_log.left), page.left()),
    );
    let proof = section("proof", say!(language, access_log.proof), page.proof());
    view! {
        <Page title>
            <p class="mb-3">
                <a class="link" href="/log">{say!(language, access_log.title)}</a>
            </p>
            {first}
            {facts}
            {rules}
            {proof}
        </Page>
    }
    .into_any()
}

fn shown(html: Html) -> AnyView {
    view! { <span inner_html=html.into_string()></span> }.into_any()
}

fn words(words: impl Into<String>) -> AnyView {
    words.into().into_any()
}

fn fact(label: &str, value: AnyView) -> Fact {
    (label.to_owned(), value)
}

impl EntryPage<'_> {
    fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    fn yes(&self, yes: bool) -> AnyView {
        words(if yes { say!(self.language, effect.yes) } else { say!(self.language, effect.no) })
    }

    fn texts(&self, texts: &[Text]) -> String {
        let texts: Vec<&str> = texts.iter().map(|text| self.text(text)).collect();
        if texts.is_empty() { say!(self.language, access_log.none).to_owned() } else { texts.join(", ") }
    }

    fn point(&self, out: &mut Html, source: &Source) {
        out.mark("<span class=\"cited\">");
        write_point(out, self.language, source, Some(&self.view.line.recipient), false);
        out.mark("</span>");
    }

    fn asked(&self) -> AnyView {
        let (language, line) = (self.language, &self.view.line);
        let text = LineText { language, line };
        let organisation = format!("{} ({})", self.text(&line.organisation_name), line.organisation);
        definition_rows([
            fact(say!(language, access_log.time), words(date_time(&line.at, language))),
            fact(say!(language, access_log.kind), words(outcome::kind(language, line.kind))),
            fact(say!(language, access_log.who), shown(text.who())),
            fact(say!(language, access_log.organisation), words(organisation)),
            fact(say!(language, log_entry.recipient), words(self.text(&self.view.recipient))),
            fact(say!(language, access_log.person), shown(text.person())),
            fact(say!(language, access_log.purpose), shown(text.purpose())),
            fact(say!(language, log_entry.service), words(self.text(&self.view.service))),
            fact(say!(language, access_log.module), words(self.text(&line.module))),
            fact(say!(language, access_log.span), shown(text.asked())),
        ])
    }

    fn decision(&self) -> AnyView {
        let (language, line) = (self.language, &self.view.line);
        let text = LineText { language, line };
        let mut facts = vec![fact(say!(language, access_log.outcome_point), shown(text.outcome()))];
        if !line.granted.is_empty() {
            facts.push(fact(say!(language, access_log.elements), words(self.texts(&line.granted))));
        }
        if let Some(decided) = &self.view.decided {
            self.add_ruling(decided, &mut facts);
        }
        definition_rows(facts)
    }

    fn add_ruling(&self, decided: &DecidedView, facts: &mut Vec<Fact>) {
        let language = self.language;
        let mut list = |label: &str, items: Vec<Html>| {
            if !items.is_empty() {
                let items = items.into_iter().map(|item| view! { <li inner_html=item.into_string()></li> });
                facts.push(fact(label, view! { <ul>{items.collect_view()}</ul> }.into_any()));
            }
        };
        let with_point = |words: String, source: &Source| {
            let mut out = Html::from(words);
            out.mark(" ");
            self.point(&mut out, source);
            out
        };
        let reduced = decided.reduced.iter().map(|(label, form, source)| {
            with_point(format!("{}: {}", self.text(label), reduced_words(language, *form)), source)
        });
        list(say!(language, log_entry.reduced), reduced.collect());
        let withheld = decided.withheld.iter().map(|(reason, source, labels)| {
            let mut out = with_point(withheld_words(language, *reason).to_owned(), source);
            html!(out, "<br>" {self.texts(labels)});
            out
        });
        list(say!(language, log_entry.withheld), withheld.collect());
        let kept = decided.retention.iter().map(|(label, until, source)| {
            let until = until.map(|day| format!(" ({})", short_date(day))).unwrap_or_default();
            with_point(format!("{}{until}", self.text(label)), source)
        });
        list(say!(language, log_entry.retention), kept.collect());
        let limits = decided.obligations.iter().map(|(label, source)| with_point(self.text(label).to_owned(), source));
        list(say!(language, log_entry.obligations), limits.collect());
    }

    fn left(&self) -> AnyView {
        let language = self.language;
        if self.view.records.is_empty() {
            return view! { <p>{say!(language, access_log.left_nothing)}</p> }.into_any();
        }
        let records = self.view.records.iter().map(|(found, sender)| {
            let version = found.version.map(|version| format!(", {} {version}", say!(language, access_log.version)));
            let sender = sender.as_ref().map(|sender| format!(" · {}", self.text(sender)));
            view! { <li><code>{found.record.clone()}</code>{version}{sender}</li> }
        });
        view! {
            <p>{records_words(language, self.view.records.len())}</p>
            <ul class="limits">{records.collect_view()}</ul>
        }
        .into_any()
    }

    fn facts(&self, view: &DecidedView) -> AnyView {
        let (language, known) = (self.language, &view.decided.facts);
        let integration = &known.integration;
        let codes = view.quality_codes.iter().map(|(code, label)| match label {
            Some(label) => format!("{code} ({})", self.text(label)),
            None => code.to_string(),
        });
        let codes = codes.collect::<Vec<_>>().join(", ");
        let niss = match known.niss {
            NissState::Valid => say!(language, log_entry.niss_valid),
            NissState::Invalid => say!(language, access_log.niss_invalid),
            NissState::Replaced => say!(language, access_log.niss_replaced),
            NissState::Cancelled => say!(language, access_log.niss_cancelled),
        };
        let mut facts = vec![
            fact(say!(language, log_entry.day), words(short_date(known.day))),
            fact(say!(language, log_entry.niss), words(niss)),
            fact(say!(language, log_entry.integrated), self.yes(integration.recipient)),
            fact(say!(language, log_entry.sender_integrated), self.yes(integration.sender)),
            fact(say!(language, log_entry.own_file), self.yes(integration.own_file_by_other)),
            fact(say!(language, log_entry.batch), self.yes(known.batch)),
        ];
        if !codes.is_empty() {
            facts.insert(3, fact(say!(language, log_entry.quality_codes), words(codes)));
        }
        if known.belongs_to.is_some() {
            facts.push(fact(say!(language, log_entry.belongs_to), words(self.texts(&view.belongs_to))));
        }
        if let Some(region) = &view.region {
            facts.push(fact(say!(language, log_entry.region), words(self.text(region))));
        }
        if let Some(context) = &integration.legal_context {
            facts.push(fact(say!(language, log_entry.legal_context), words(context.clone())));
        }
        if let Some(designated) = known.user.designated {
            facts.push(fact(say!(language, log_entry.designated), self.yes(designated)));
        }
        if known.user.offices.is_some() {
            facts.push(fact(say!(language, log_entry.offices), words(self.texts(&view.offices))));
        }
        if let Some(limit) = known.limit {
            facts.push(fact(say!(language, log_entry.limit), words(format!("{} / {}", limit.opened, limit.most))));
        }
        definition_rows(facts)
    }

    fn rules(&self, view: &DecidedView) -> AnyView {
        let language = self.language;
        let columns = [
            say!(language, log_entry.rule),
            say!(language, log_entry.service),
            say!(language, log_entry.validity),
            say!(language, log_entry.applied),
        ];
        let mut table = Table::new(say!(language, log_entry.rules), columns.map(Column::new)).verbatim();
        for (found, service) in &view.considered {
            let mut point = Html::default();
            self.point(&mut point, &found.source);
            let Considered { from, until, passed_over, .. } = found;
            let period = delibero_domain::period::Period { begin: *from, end: *until };
            table.row(&Row::new([
                point,
                self.text(service).into(),
                short_period(period).into(),
                passed_over.map_or(say!(language, log_entry.was_applied), |why| passed(language, why)).into(),
            ]));
        }
        let catalogue = definition_rows([
            fact(say!(language, log_entry.state), self.state()),
            fact(say!(language, log_entry.engine), words(view.decided.engine.clone())),
        ]);
        view! { {table.view()} {catalogue} }.into_any()
    }

    fn state(&self) -> AnyView {
        let language = self.language;
        let hash = self.view.decided.as_ref().map(|view| view.decided.catalogue.to_string());
        let number = self.view.state.map(|number| {
            let words = say!(language, log_entry.state_number, number = number);
            match self.view.may_open_state {
                true => view! { <a class="link" href=format!("/states/{number}")>{words}</a> " " }.into_any(),
                false => view! { {words} " " }.into_any(),
            }
        });
        view! { {number} <code class="break-all">{hash}</code> }.into_any()
    }

    fn again(&self) -> AnyView {
        let language = self.language;
        let Some(again) = &self.view.again else {
            let address = format!("/log/{}?again=yes#again", self.view.line.position);
            return view! {
                <p class="quiet mb-2">{say!(language, log_entry.again_hint)}</p>
                <p><a class="button button-quiet" href=address>{say!(language, log_entry.again_do)}</a></p>
            }
            .into_any();
        };
        let Again { decided: Some(decided) } = again else {
            return view! { <p>{say!(language, log_entry.again_not_kept)}</p> }.into_any();
        };
        let then = match &decided.then {
            Some((number, replay)) => self.verdict(say!(language, log_entry.again_then, number = number), replay),
            None => view! { <p>{say!(language, log_entry.again_then_unknown)}</p> }.into_any(),
        };
        let (number, replay) = &decided.now;
        let mut now = Html::from(outcome::words(language, &decided.conclusion_now.outcome));
        if let Some(source) = &decided.conclusion_now.source {
            now.mark(" ");
            self.point(&mut now, source);
        }
        view! {
            {then}
            {self.verdict(say!(language, log_entry.again_now, number = number), replay)}
            {(!replay.same).then(|| view! { <p class="mt-2">{say!(language, log_entry.again_says)} " " {shown(now)}</p> })}
        }
        .into_any()
    }

    fn verdict(&self, heading: String, replay: &Replay) -> AnyView {
        let language = self.language;
        if replay.same {
            let same = view! { <p>{say!(language, log_entry.again_same)}</p> };
            return Banner::new(Tone::Information).heading(heading).view(same);
        }
        let fields = replay.differs.iter().map(|field| field_words(language, field)).collect::<Vec<_>>().join(", ");
        let other = view! { <p>{say!(language, log_entry.again_other, fields = fields)}</p> };
        Banner::new(Tone::Warning).heading(heading).view(other)
    }

    fn proof(&self) -> AnyView {
        let (language, line) = (self.language, &self.view.line);
        let file = format!("/log/{}/receipt", line.position);
        definition_rows([
            fact(
                say!(language, access_log.consultation),
                view! { <code class="break-all">{line.consultation.clone()}</code> }.into_any(),
            ),
            fact(
                say!(language, access_log.leaf),
                view! { <code class="break-all">{line.leaf.clone()}</code> }.into_any(),
            ),
            fact(
                say!(language, access_log.proof),
                view! { <a class="link" href=file download>{say!(language, access_log.proof_file)}</a> }.into_any(),
            ),
        ])
    }
}

fn passed(language: Language, why: PassedOver) -> &'static str {
    match why {
        PassedOver::OtherService => say!(language, log_entry.other_service),
        PassedOver::NotYetInForce => say!(language, access_log.not_yet_in_force),
        PassedOver::Expired => say!(language, access_log.expired),
        PassedOver::Suspended => say!(language, access_log.suspended),
        PassedOver::AnotherHolds => say!(language, log_entry.another_holds),
    }
}

/// A field of a decision, as a replay names it.
fn field_words(language: Language, field: &str) -> String {
    let known = match field {
        "outcome" => say!(language, access_log.outcome),
        "source" => say!(language, batches.refusal_point),
        "granted" => say!(language, access_log.elements),
        "considered" => say!(language, log_entry.rules),
        "reduced" => say!(language, log_entry.reduced),
        "withheld" => say!(language, log_entry.withheld),
        "retention" => say!(language, log_entry.retention),
        "obligations" => say!(language, log_entry.obligations),
        other => return other.replace('_', " "),
    };
    known.to_owned()
}
