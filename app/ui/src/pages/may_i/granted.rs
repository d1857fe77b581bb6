//! What the organisation may consult, purpose by purpose, and whether one may oneself.

use delibero_domain::authorisation::{Authorisation, ModuleGrant, PurposeGrant};
use delibero_domain::catalogue::{Catalogue, ModuleKind, Service};
use delibero_domain::consultation::{Refusal, UserFacts, acts_as, check_user};
use delibero_domain::text::Language;
use delibero_usecases::accounts::mandates::user_facts;
use delibero_words::acting::office_held;
use delibero_words::conditions::recipient_integration;
use delibero_words::formats::short_date;
use delibero_words::reasons::role_words;
use delibero_words::refusals::heading;
use delibero_words::say;
use leptos::prelude::*;

use super::Asking;
use crate::components::badge::{State, badge};
use crate::components::html::{Html, html};
use crate::components::source::write_point;
use crate::components::table::{Column, Row, Table};
use crate::services::Services;

pub(super) fn table(language: Language, with: &Services, asking: Asking<'_>) -> AnyView {
    let (catalogue, today) = (&with.catalogue, with.clock.today());
    let recipients = asking.organisation.recipients_on(today);
    let own = catalogue
        .authorisations()
        .iter()
        .filter(|found| recipients.contains(&found.recipient) && found.validity.holds_on(today));
    let columns = [
        say!(language, may_i.purpose),
        say!(language, may_i.about),
        say!(language, may_i.elements),
        say!(language, may_i.point),
        say!(language, may_i.you),
    ];
    let mut table = Table::new(say!(language, may_i.granted), columns.map(Column::new));
    let mut empty = true;
    for authorisation in own {
        let Some(service) = catalogue.service(authorisation.service.as_str()) else { continue };
        for grant in &authorisation.modules {
            empty = false;
            let asked = (&authorisation.recipient, &authorisation.service);
            let user = user_facts(asking.mandates, &asking.organisation.id, asked, today);
            let told = Told { language, catalogue, authorisation, service, grant, asking, user };
            table.group(&told.heading());
            for (place, purpose) in authorisation.purposes.iter().enumerate() {
                table.row(&told.row(place, purpose));
            }
        }
    }
    if empty { view! { <p>{say!(language, may_i.none)}</p> }.into_any() } else { table.view() }
}

struct Told<'t> {
    language: Language,
    catalogue: &'t Catalogue,
    authorisation: &'t Authorisation,
    service: &'t Service,
    grant: &'t ModuleGrant,
    asking: Asking<'t>,
    user: UserFacts,
}

impl Told<'_> {
    fn heading(&self) -> String {
        let (language, module) = (self.language, &self.service.modules[self.grant.module]);
        let rule = recipient_integration(language, self.authorisation.integration.recipient);
        let integration = say!(language, may_i.integration, rule = rule);
        let until = self.authorisation.validity.until.map(|day| say!(language, may_i.until, day = short_date(day)));
        let parts = [
            Some(self.service.label.get(language).to_owned()),
            Some(module.label.get(language).to_owned()),
            Some(integration),
            until,
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn row(&self, place: usize, purpose: &PurposeGrant) -> Row {
        let mut point = Html::default();
        html!(point, "<span class=\"cited\">");
        let recipient = self.authorisation.recipient.as_str();
        write_point(&mut point, self.language, &purpose.source, Some(recipient), false);
        html!(point, "</span>");
        let count = self.grant.by_purpose[place].granted.iter().count();
        Row::new([
            self.catalogue.purpose_label(purpose.id.as_str()).get(self.language).into(),
            self.about(purpose),
            say!(self.language, may_i.elements_count, count = count).into(),
            point,
            self.whether(purpose),
        ])
    }

    fn about(&self, purpose: &PurposeGrant) -> Html {
        let own = &purpose.person_roles;
        let roles = if own.is_empty() { &self.authorisation.person_roles } else { own };
        let words: Vec<_> = roles
            .iter()
            .map(|role| self.catalogue.person_role_label(role.as_str()).get(self.language).to_owned())
            .collect();
        if words.is_empty() { say!(self.language, may_i.anyone).into() } else { words.join(", ").into() }
    }

    /// With the office in which one acts, where one is asked for.
    fn yes(&self, purpose: &PurposeGrant) -> Html {
        let mut out = Html::of(badge(State::Granted, say!(self.language, may_i.yes)));
        let region = self.asking.organisation.region.as_ref();
        if let Some(found) = acts_as(purpose, region, &self.user) {
            let words = office_held(self.language, self.catalogue, found.office, found.deputy);
            html!(out, "<small>" {words} "</small>");
        }
        out
    }

    /// What is missing, and where that stands.
    fn no(&self, refusal: &Refusal) -> Html {
        let mut out = Html::from(heading(self.language, refusal.reason));
        if let Some(source) = &refusal.source {
            html!(out, "<small class=\"cited\">");
            write_point(&mut out, self.language, source, Some(self.authorisation.recipient.as_str()), false);
            html!(out, "</small>");
        }
        out
    }

    fn whether(&self, purpose: &PurposeGrant) -> Html {
        let language = self.language;
        if self.service.modules[self.grant.module].kind != ModuleKind::Pull {
            return say!(language, may_i.sent).into();
        }
        let needed = if purpose.roles.is_empty() { &self.authorisation.roles } else { &purpose.roles };
        let has_role = needed.iter().any(|role| self.asking.roles.contains(role));
        let region = self.asking.organisation.region.as_ref();
        match check_user(self.authorisation, purpose, region, &self.user) {
            Err(refusal) if has_role => self.no(&refusal),
            _ if !self.service.held => say!(language, may_i.not_held).into(),
            _ if has_role => self.yes(purpose),
            _ => {
                let words: Vec<_> = needed.iter().map(|role| role_words(language, *role)).collect();
                say!(language, may_i.needs_role, roles = words.join(", ")).into()
            }
        }
    }
}
