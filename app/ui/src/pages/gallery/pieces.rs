//! Everything that is no field.

use delibero_domain::authorisation::Source;
use delibero_domain::period::Period;
use delibero_domain::text::Language;
use delibero_usecases::directory::StopKind;
use delibero_words::say;
use jiff::civil::date;
use leptos::prelude::*;

use super::specimen;
use crate::components::badge::{State, badge};
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::change_sign::ChangeSign;
use crate::components::definitions::{definition_rows, definitions};
use crate::components::empty::empty;
use crate::components::html::Html;
use crate::components::icon::IconName;
use crate::components::interruption::Interruption;
use crate::components::panel::{panel, section};
use crate::components::progress::{Work, loading};
use crate::components::source::SourceLink;
use crate::components::stepper::{Progress, Step, stepper};
use crate::components::stopped::stopped_banner;
use crate::components::tabs::{Tab, tabs};
use crate::components::timeline::{Axis, Bar, Group, Lane, Look, Sign, Timeline, write_legend, write_timeline};
use crate::components::upload;
use crate::session::StoppedView;

pub(super) fn all(language: Language) -> AnyView {
    view! {
        {specimen("button", buttons(language))}
        {specimen("banner", banners(language))}
        {specimen("stopped", stopped())}
        {specimen("badge", badges(language))}
        {specimen("change_sign", changes(language))}
        {specimen("panel", panels(language))}
        {specimen("definitions", facts(language))}
        {specimen("empty", empty(say!(language, filters.no_lines), link(language)))}
        {specimen("interruption", interruption(language))}
        {specimen("tabs", views(language))}
        {specimen("stepper", steps(language))}
        {specimen("progress", waiting(language))}
        {specimen("upload", upload::bar(20, say!(language, kit.upload_failed).to_owned(), false))}
        {specimen("source", points())}
        {specimen("timeline", timelines(language))}
    }
    .into_any()
}

fn link(language: Language) -> AnyView {
    view! { <a class="link" href="/catalogue">{say!(language, consultation.nothing_offered_link)}</a> }.into_any()
}

fn buttons(language: Language) -> AnyView {
    let words = say!(language, consultation.submit);
    let stop = say!(language, kit.progress_stop);
    let anew = Button::quiet(say!(language, answer.new_consultation)).icon(IconName::Plus).leads_to("/consultation");
    view! {
        <div class="actions">
            {Button::new(words).view()} {Button::quiet(words).icon(IconName::Search).view()}
            {Button::quiet(words).small().view()} {Button::danger(stop).view()} {Button::danger(stop).small().view()}
            {anew.view()} {link(language)}
        </div>
    }
    .into_any()
}

fn banners(language: Language) -> AnyView {
    let problem = say!(language, consultation.wrong_unavailable);
    view! {
        {Banner::new(Tone::Information).view(say!(language, consultation.logged))}
        {Banner::new(Tone::Warning).heading(say!(language, answer.obligations)).view(say!(language, filters.taken_out))}
        {Banner::new(Tone::Problem).heading(say!(language, shell.error_summary)).view(problem)}
    }
    .into_any()
}

fn stopped() -> AnyView {
    stopped_banner(&StoppedView {
        kind: StopKind::Suspended,
        at: "2026-11-21 01:02:03".to_owned(),
        by: Some("Hélène Martin".to_owned()),
        why: "12/057, 7".to_owned(),
    })
}

fn badges(language: Language) -> AnyView {
    view! {
        <div class="actions">
            {badge(State::Granted, say!(language, answer.granted))}
            {badge(State::Withheld, say!(language, answer.withheld_heading))}
            {badge(State::Refused, say!(language, answer.refused))}
            {badge(State::Warning, say!(language, answer.temporary))}
            {badge(State::Plain, say!(language, answer.version))}
        </div>
    }
    .into_any()
}

fn changes(language: Language) -> AnyView {
    let mut out = Html::default();
    for sign in [
        ChangeSign::inserted(say!(language, differences.inserted_one)),
        ChangeSign::removed(say!(language, differences.removed_one)),
        ChangeSign::changed(say!(language, differences.changed_one)),
        ChangeSign::repealed(say!(language, differences.repealed_one)),
        ChangeSign::restored(say!(language, differences.restored_one)),
        ChangeSign::renumbered(say!(language, differences.renumbered_one)),
        ChangeSign::moved(say!(language, differences.moved_one)),
        ChangeSign::unchanged(say!(language, differences.unchanged)),
        ChangeSign::unknown(say!(language, deliberation.status_unknown)),
    ] {
        sign.write(&mut out, None);
    }
    out.into_div("actions")
}

fn panels(language: Language) -> AnyView {
    let words = say!(language, answer.nothing_withheld);
    view! {
        {panel("g-panel", say!(language, answer.timeline), words)}
        {section("g-section", say!(language, answer.attestations), words)}
    }
    .into_any()
}

fn facts(language: Language) -> AnyView {
    let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned().into_any());
    let facts = || {
        [
            fact(say!(language, answer.organisation), "VDAB"),
            fact(say!(language, answer.user_role), say!(language, shell.role_case_worker)),
            fact(say!(language, answer.quarters), "2025"),
        ]
    };
    view! { {definitions(facts())} {definition_rows(facts())} }.into_any()
}

fn interruption(language: Language) -> AnyView {
    let card = Interruption {
        heading: say!(language, answer.obligations).to_owned(),
        lines: vec![say!(language, consultation.logged).to_owned(), say!(language, answer.none_step_niss).to_owned()],
        action: "/consultation".to_owned(),
        fields: Vec::new(),
        go_on: say!(language, consultation.submit).to_owned(),
        back: (say!(language, answer.new_consultation).to_owned(), "/consultation".to_owned()),
    };
    card.view()
}

fn views(language: Language) -> AnyView {
    let tab = |words: &str, current| Tab { words: words.to_owned(), address: "/dev/components".to_owned(), current };
    let each =
        vec![tab(say!(language, answer.view_attestations), true), tab(say!(language, answer.view_quarters), false)];
    tabs(say!(language, answer.view_label), each)
}

fn steps(language: Language) -> AnyView {
    let current = Progress::Current {
        who: say!(language, shell.role_approver).to_owned(),
        since: date(2026, 11, 21),
        follows: say!(language, answer.nothing_disclosed).to_owned(),
    };
    let step = |role: &str, progress| Step { name: role.to_owned(), progress };
    stepper(vec![
        step(say!(language, shell.role_secretariat), Progress::Done),
        step(say!(language, shell.role_approver), current),
        step(say!(language, shell.role_registrar), Progress::Coming),
    ])
}

fn waiting(language: Language) -> AnyView {
    let name = say!(language, answer.attestations).to_owned();
    let work = Work { name, done: 41_200, all: 120_000, rate: Some(9_800), stop: Some("/dev/components".to_owned()) };
    view! { {work.view()} {loading(say!(language, consultation.sending))} }.into_any()
}

fn points() -> AnyView {
    let point = || Source::new("20/130", "20");
    view! {
        <p><SourceLink source=point() /></p>
        <p><SourceLink source=point() recipient=Some("slrb".to_owned()) /></p>
        <p><SourceLink source=point() recipient=Some("slrb".to_owned()) brackets=true /></p>
    }
    .into_any()
}

/// The two axes; bars that begin before, lead somewhere, are hatched, have words.
fn timelines(language: Language) -> AnyView {
    let bar = |look, begin, end, words: &str| Bar {
        period: Period { begin, end },
        look,
        hatched: look != Look::Light && end.is_none(),
        words: words.to_owned(),
    };
    let group = |bars, leads: bool| Group {
        bars,
        facts: vec![say!(language, answer.risk_period).to_owned()],
        leads: leads.then(|| ("/dev/components".to_owned(), true)),
    };
    let sums = vec![
        bar(Look::Light, date(2024, 11, 4), Some(date(2025, 3, 16)), ""),
        bar(Look::Full, date(2025, 1, 13), Some(date(2025, 1, 31)), ""),
        bar(Look::Warning, date(2025, 2, 1), Some(date(2025, 3, 9)), ""),
        bar(Look::Full, date(2025, 9, 1), None, ""),
    ];
    let versions = [
        group(vec![bar(Look::Tall, date(1998, 1, 13), Some(date(2011, 5, 2)), "13.01.1998")], false),
        group(vec![bar(Look::Tall, date(2011, 5, 3), None, "03.05.2011")], true),
    ];
    let drawn = |axis, (first, last), lane| Timeline {
        label: say!(language, answer.timeline_label),
        area: say!(language, answer.timeline_area),
        first,
        last,
        axis,
        lanes: vec![lane],
        days: vec![(date(2025, 6, 2), say!(language, answer.today).to_owned())],
    };
    let named = Lane { name: "VDAB".to_owned(), groups: vec![group(sums, false)], events: Vec::new() };
    let events = vec![(date(1998, 1, 13), date(1998, 1, 13)), (date(2011, 3, 1), date(2011, 5, 3))];
    let dated = Lane { name: String::new(), groups: versions.into(), events };
    let mut out = Html::default();
    write_timeline(&mut out, language, &drawn(Axis::Quarters, (date(2025, 1, 1), date(2025, 12, 31)), named));
    write_timeline(&mut out, language, &drawn(Axis::Years, (date(1998, 1, 13), date(2026, 11, 21)), dated));
    let signs = [
        (Sign::Bar(Look::Light), say!(language, answer.risk_period)),
        (Sign::Hatched(Look::Full), say!(language, answer.temporary_meaning)),
        (Sign::Hatched(Look::Tall), say!(language, deliberation.text_unknown)),
        (Sign::Event, say!(language, deliberation.approval)),
    ];
    write_legend(&mut out, signs);
    out.into_div("w-full")
}
