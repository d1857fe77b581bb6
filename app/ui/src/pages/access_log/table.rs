//! The lines of the log.

use delibero_domain::text::{Language, Text};
use delibero_words::formats::{short_date, short_date_time, span};
use delibero_words::reasons::role_words;
use delibero_words::say;
use leptos::prelude::*;

use super::view::LogLine;
use super::{LogPage, outcome};
use crate::components::html::{Html, html};
use crate::components::icon::{Icon, IconName};
use crate::components::source::write_point;
use crate::components::table::{Column, Row, Table};

pub(super) fn table(page: &LogPage) -> AnyView {
    let language = page.language;
    let columns = [
        say!(language, access_log.time),
        say!(language, access_log.kind),
        say!(language, access_log.who),
        say!(language, access_log.organisation),
        say!(language, access_log.person),
        say!(language, access_log.purpose),
        say!(language, access_log.module),
        say!(language, access_log.span),
        say!(language, access_log.outcome_point),
        say!(language, access_log.left),
    ];
    let mut table = Table::new(say!(language, access_log.caption), columns.map(Column::new)).wide().verbatim();
    for line in &page.view.lines {
        let text = LineText { language, line };
        table.row(&Row::new([
            text.time().into(),
            text.kind(),
            text.who(),
            text.of(&line.organisation_name).into(),
            text.person(),
            text.purpose(),
            text.of(&line.module).into(),
            text.asked(),
            text.outcome(),
            text.left(),
        ]));
    }
    table.view()
}

/// A line in the language of the page.
pub(super) struct LineText<'l> {
    pub language: Language,
    pub line: &'l LogLine,
}

impl LineText<'_> {
    fn of<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    /// Broken only between day and time.
    fn time(&self) -> String {
        short_date_time(&self.line.at).replace('\u{a0}', " ")
    }

    /// With the beginning of the consultation's identifier: lines of one consultation have the same.
    fn kind(&self) -> Html {
        let mut out = Html::from(outcome::kind(self.language, self.line.kind));
        let shown = self.line.consultation.get(..8).unwrap_or(&self.line.consultation);
        html!(out, "<small class=\"code\">" {shown} "</small>");
        out
    }

    pub fn who(&self) -> Html {
        let mut out = Html::from(&self.line.user);
        html!(out, "<small>" {role_words(self.language, self.line.role)} "</small>");
        if let Some(held) = &self.line.office {
            html!(out, "<small>" {self.of(&self.line.office_label)});
            if held.deputy {
                html!(out, ", " {say!(self.language, answer.as_deputy)});
            }
            html!(out, "</small>");
        }
        out
    }

    pub fn person(&self) -> Html {
        let mut out = Html::default();
        match &self.line.person {
            Some(niss) => html!(out, "<span class=\"niss\">" {niss} "</span>"),
            None => html!(out, "<small>" {say!(self.language, access_log.no_person)} "</small>"),
        }
        if let Some(niss) = &self.line.successor {
            let words = say!(self.language, access_log.successor);
            html!(out, "<small>" {words} " <span class=\"niss\">" {niss} "</span></small>");
        }
        out
    }

    pub fn purpose(&self) -> Html {
        let mut out = Html::from(self.of(&self.line.purpose));
        if let Some(role) = &self.line.person_role {
            html!(out, "<small>" {self.of(role)} "</small>");
        }
        for condition in &self.line.confirmed {
            let words = say!(self.language, access_log.confirmed);
            html!(out, "<small>" {words} " " {self.of(condition)} "</small>");
        }
        out
    }

    /// The time, the message, the day of return.
    pub fn asked(&self) -> Html {
        let asked = &self.line.asked;
        let mut out = Html::from(span(asked.span, self.language));
        if let Some(number) = &asked.message_number {
            html!(out, "<small>" {say!(self.language, answer.asked_message)} " " {number} "</small>");
        }
        if let Some(day) = asked.return_day {
            html!(out, "<small>" {say!(self.language, answer.asked_return_day)} " " {short_date(day)} "</small>");
        }
        out
    }

    pub fn outcome(&self) -> Html {
        let mut out = Html::default();
        if self.line.outcome == outcome::GRANTED {
            html!(out, "<span class=\"sign sign-granted\">");
            out.view(view! { <Icon name=IconName::Check /> });
        } else {
            html!(out, "<span class=\"sign sign-refused\">");
            out.view(view! { <Icon name=IconName::Stop /> });
        }
        html!(out, {outcome::words(self.language, &self.line.outcome)} "</span>");
        if let Some(source) = &self.line.source {
            html!(out, "<span class=\"cited line\">");
            write_point(&mut out, self.language, source, Some(&self.line.recipient), false);
            html!(out, "</span>");
        }
        if let Some(found) = &self.line.suspended {
            let since = short_date_time(&found.since.strftime("%Y-%m-%d %H:%M").to_string());
            let words = say!(self.language, suspension.logged, at = since, by = found.by.as_str(), why = found.reason);
            html!(out, "<small>" {words} "</small>");
        }
        html!(out, "<small>" {&self.line.status} "</small>");
        out
    }

    /// How many records, and the way to everything that the entry keeps.
    fn left(&self) -> Html {
        let mut out = Html::default();
        html!(out, "<a class=\"link\" href=\"/log/" {self.line.position.to_string()} "\">"
            {records_words(self.language, self.line.disclosed.len())} "</a>");
        out
    }
}

pub(super) fn records_words(language: Language, count: usize) -> String {
    match count {
        0 => say!(language, access_log.left_nothing).to_owned(),
        1 => say!(language, access_log.left_one).to_owned(),
        many => format!("{many}\u{a0}{}", say!(language, access_log.left_many)),
    }
}
