//! The answers: who, with which module, for which purpose, under which conditions, from when to when, by which points.

use delibero_domain::period::Period;
use delibero_domain::text::Language;
use delibero_words::conditions as words;
use delibero_words::formats::{long_date, period};
use delibero_words::reasons::role_names;
use delibero_words::say;
use leptos::prelude::*;

use super::view::{AnswerLine, Answers, Of};
use super::{WhoPage, WhoSort, sort_name};
use crate::components::html::{Html, html};
use crate::components::source::{write_point, write_text_link};
use crate::components::table::{Column, Direction, Row, Table};
use crate::filters::Filters as _;
use crate::pages::conditions::rules;

pub(super) fn table(page: &WhoPage, found: &Answers) -> AnyView {
    let language = page.language;
    let (sort, descending) = page.query.sorted();
    let sorting = |by: WhoSort| {
        let now = (by == sort).then(|| Direction::of(descending));
        Column::new(sort_name(language, by)).sorts(page.query.sorted_by(by).address(), now)
    };
    let columns = [
        sorting(WhoSort::Recipient),
        sorting(WhoSort::Module),
        sorting(WhoSort::Purpose),
        Column::new(say!(language, who.conditions)),
        sorting(WhoSort::From),
        sorting(WhoSort::Point),
    ];
    let mut table = Table::new(say!(language, who.caption), columns).wide();
    for line in &found.lines {
        table.row(&Row::new([
            recipient(language, line),
            module(language, line),
            purpose(language, line),
            conditions(language, line),
            days(language, line),
            points(page, line),
        ]));
    }
    table.view()
}

fn recipient(language: Language, line: &AnswerLine) -> Html {
    let mut out = Html::default();
    html!(out, "<a class=\"link row-link\" href=\"/catalogue/" {&line.recipient.id} "\">" {line.recipient.label.get(language)} "</a>");
    if let Some(owner) = &line.recipient.member_of {
        html!(out, "<small>" {say!(language, matrix.member_of, name = owner.get(language))} "</small>");
    }
    if line.members.is_empty() {
        return out;
    }
    let summary = match line.members.len() {
        1 => say!(language, who.members_one).to_owned(),
        count => say!(language, who.members_many, count = count),
    };
    html!(out, "<details><summary>" {summary} "</summary><ul class=\"links\">");
    for member in &line.members {
        html!(out, "<li><a class=\"link\" href=\"/catalogue/" {&member.id} "\">" {member.label.get(language)} "</a></li>");
    }
    html!(out, "</ul></details>");
    out
}

fn module(language: Language, line: &AnswerLine) -> Html {
    let mut out = Html::default();
    html!(out, {line.module.get(language)} "<small>" {words::kind(language, line.kind)} "</small>");
    out
}

fn purpose(language: Language, line: &AnswerLine) -> Html {
    let mut out = Html::default();
    html!(out, {line.purpose.get(language)} "<small>" {role_names(language, &line.roles)} "</small>");
    if !line.person_roles.is_empty() {
        let roles = words::joined(&line.person_roles, language);
        html!(out, "<small>" {say!(language, matrix.person_roles)} {say!(language, kit.colon)} {roles} "</small>");
    }
    out
}

/// What is asked of the record first, then what the network checks.
fn conditions(language: Language, line: &AnswerLine) -> Html {
    let mut out = Html::default();
    for (rule, elements) in &line.rules {
        html!(out, "<span class=\"line\">" {rules::label(language, rule)} {say!(language, kit.colon)}
            {rules::asked(language, rule)});
        if !elements.is_empty() {
            html!(out, " (" {words::joined(elements, language)} ")");
        }
        html!(out, "</span>");
    }
    html!(out, "<span class=\"line quiet\">" {words::recipient_integration(language, line.recipient_integration)} "</span>");
    html!(out, "<span class=\"line quiet\">" {words::sender_integration(language, line.sender_integration)} "</span>");
    if line.own_file {
        html!(out, "<span class=\"line quiet\">" {say!(language, matrix.own_file)} {say!(language, kit.colon)}
            {say!(language, matrix.own_file_words)} "</span>");
    }
    if line.designated {
        html!(out, "<span class=\"line quiet\">" {say!(language, matrix.designated_words)} "</span>");
    }
    if line.batch {
        html!(out, "<span class=\"line quiet\">" {say!(language, who.batch)} "</span>");
    }
    out
}

fn days(language: Language, line: &AnswerLine) -> Html {
    let mut out = Html::default();
    html!(out, { period(Period { begin: line.from, end: line.until }, language) });
    for day in &line.suspended {
        html!(out, "<small class=\"said-warning\">" {say!(language, suspension.row, day = long_date(*day, language))} "</small>");
    }
    out
}

/// Those of what is in force lead to the recipient's page; the texts are the same whatever the state.
fn points(page: &WhoPage, line: &AnswerLine) -> Html {
    let recipient = (page.view.of == Of::InForce).then_some(line.recipient.id.as_str());
    let mut out = Html::default();
    html!(out, "<ul class=\"links\">");
    for source in &line.points {
        html!(out, "<li class=\"cited\">");
        write_point(&mut out, page.language, source, recipient, false);
        if recipient.is_none() {
            write_text_link(&mut out, page.language, source);
        }
        html!(out, "</li>");
    }
    html!(out, "</ul>");
    out
}
