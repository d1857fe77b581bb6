//! The form: what may be asked for, and reading what was typed.

use delibero_domain::authorisation::{Authorisation, ModuleGrant, PurposeGrant, RecipientIntegration, Source};
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::{Catalogue, Module, ModuleKind, Service};
use delibero_domain::consultation::{Intent, asked_of, confirmable};
use delibero_domain::identifier::{ConditionId, ModuleId, PersonRoleId, PurposeId, RecipientId, ServiceId};
use delibero_domain::niss::NissRules;
use delibero_domain::role::Role;
use delibero_domain::text::Text;
use delibero_usecases::accounts::Actor;
use delibero_usecases::accounts::mandates::{Mandate, user_facts};
use delibero_usecases::belgian_time;
use delibero_usecases::consultation::Question;
use delibero_usecases::directory::Organisation;
use jiff::civil::{Date, DateTimeRound};
use jiff::{RoundMode, Timestamp, Unit};
use leptos::prelude::use_context;

use super::asked;
use super::{ConfirmationOption, Entered, FieldError, FormPage, ModuleOption, PurposeOption};
use crate::error::PageError;
use crate::form_replay::FormReplay;
use crate::page_facts::PageFacts;
use crate::pages::suspensions::Suspensions;
use crate::services::{services, signed_in_with};
use delibero_usecases::log_tree::Standing;

pub(super) async fn page() -> Result<FormPage, PageError> {
    let account = signed_in_with(Capability::Consult)?;
    let with = services()?;
    let organisation = with.organisation_of(&account.actor).await?.ok_or(PageError::NotAllowed)?;
    if organisation.stopped.is_some() {
        return Err(PageError::Stopped);
    }
    if matches!(with.standing(), Standing::Closed { .. }) {
        return Err(PageError::Unwitnessed);
    }
    if let Some(facts) = use_context::<PageFacts>() {
        facts.set_organisation(organisation.name.clone());
    }
    let today = with.clock.today();
    let mandates = with.own_mandates(&account.actor).await?;
    let asking = Asking { organisation: &organisation, actor: &account.actor, mandates: &mandates, today };
    let modules = module_options(&with.catalogue, asking);
    let (mut entered, errors) =
        FormReplay::<(Entered, Vec<FieldError>)>::given().unwrap_or_else(|| (proposed(&modules, today), Vec::new()));
    if entered.form.is_empty() {
        entered.form = with.form_token().as_str().to_owned();
    }
    let suspensions = Suspensions::stopping(&with.catalogue, &organisation, today).await?;
    let legal_contexts = match is_regional(&with.catalogue, &organisation, today) {
        true => organisation.legal_contexts.clone(),
        false => Vec::new(),
    };
    let niss_rules = with.niss_rules();
    let undesignated = undesignated(&with.catalogue, asking);
    Ok(FormPage { modules, undesignated, suspensions, niss_rules, legal_contexts, entered, errors })
}

/// Whether a regional integrator keeps the directory of the organisation for something that it may ask.
pub(super) fn is_regional(catalogue: &Catalogue, organisation: &Organisation, today: Date) -> bool {
    let recipients = organisation.recipients_on(today);
    let own = catalogue.authorisations().iter().filter(|found| recipients.contains(&found.recipient));
    let regional = RecipientIntegration::RegionalIntegrator;
    let mut in_force = own.filter(|found| found.validity.holds_on(today));
    in_force.any(|found| found.integration.recipient == regional)
}

pub(super) fn proposed(modules: &[ModuleOption], today: Date) -> Entered {
    let module = modules.first();
    let purpose = module.and_then(|module| module.purposes.first());
    let mut entered = Entered {
        module: module.map(|module| module.value.clone()).unwrap_or_default(),
        purpose: purpose.map(|purpose| purpose.value.clone()).unwrap_or_default(),
        person_role: purpose.and_then(|purpose| purpose.default_person_role.clone()).unwrap_or_default(),
        ..Entered::default()
    };
    asked::propose(&mut entered, today);
    entered
}

/// Who asks, and when.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    pub organisation: &'a Organisation,
    pub actor: &'a Actor,
    pub mandates: &'a [Mandate],
    pub today: Date,
}

impl Asking<'_> {
    /// Whether it is seen at all: what is for designated people is for nobody else.
    pub fn sees(self, authorisation: &Authorisation) -> bool {
        let asked = (&authorisation.recipient, &authorisation.service);
        let facts = user_facts(self.mandates, &self.organisation.id, asked, self.today);
        authorisation.designated.is_none() || facts.designated == Some(true)
    }
}

/// The modules that the organisation may ask, with the purposes that one of the user's roles serves. A service whose
/// records are not held here is offered where nothing else is: whether one may consult is decided all the same.
fn module_options(catalogue: &Catalogue, asking: Asking<'_>) -> Vec<ModuleOption> {
    let Asking { organisation, actor, today, .. } = asking;
    let recipients = organisation.recipients_on(today);
    let of = |held: bool| {
        let mut options = Vec::new();
        for authorisation in catalogue.authorisations() {
            let own = recipients.contains(&authorisation.recipient) && asking.sees(authorisation);
            let in_force = authorisation.validity.holds_on(today);
            let service = catalogue.service(authorisation.service.as_str()).filter(|service| service.held == held);
            if let (true, true, Some(service)) = (own, in_force, service) {
                let option = Options { catalogue, authorisation, service, actor, today };
                let granted = authorisation.modules.iter().map(|grant| (grant, &service.modules[grant.module]));
                let pulled = granted.filter(|(_, module)| module.kind == ModuleKind::Pull);
                options.extend(
                    pulled
                        .map(|(grant, module)| option.module(grant, module))
                        .filter(|found| !found.purposes.is_empty()),
                );
            }
        }
        options
    };
    let held = of(true);
    if held.is_empty() { of(false) } else { held }
}

/// Where access is limited to designated people, for what a role of the user would serve.
fn undesignated(catalogue: &Catalogue, asking: Asking<'_>) -> Option<(Text, Source)> {
    let recipients = asking.organisation.recipients_on(asking.today);
    let own = catalogue.authorisations().iter().filter(|found| recipients.contains(&found.recipient));
    let served = |found: &&Authorisation| {
        let of_purposes = found.purposes.iter().flat_map(|purpose| &purpose.roles);
        found.validity.holds_on(asking.today)
            && found.roles.iter().chain(of_purposes).any(|role| asking.actor.has_any(&[*role]))
    };
    let mut hidden = own.filter(served).filter(|found| !asking.sees(found));
    hidden.find_map(|found| {
        let service = catalogue.service(found.service.as_str())?;
        Some((service.label.clone(), found.designated.clone()?))
    })
}

pub(super) struct Options<'o> {
    pub catalogue: &'o Catalogue,
    pub authorisation: &'o Authorisation,
    pub service: &'o Service,
    pub actor: &'o Actor,
    pub today: Date,
}

impl Options<'_> {
    pub fn module(&self, grant: &ModuleGrant, module: &Module) -> ModuleOption {
        let purposes: Vec<_> = self.authorisation.purposes.iter().filter_map(|purpose| self.purpose(purpose)).collect();
        let offered = self
            .authorisation
            .purposes
            .iter()
            .filter(|purpose| purposes.iter().any(|option| option.value == purpose.id.as_str()));
        let recipient = &self.authorisation.recipient;
        let label = self.catalogue.recipient(recipient.as_str()).map(|found| found.label.clone());
        ModuleOption {
            value: format!("{recipient}/{}/{}", self.service.id, module.id),
            recipient: label.unwrap_or_default(),
            service: self.service.label.clone(),
            module: module.label.clone(),
            asks: grant.asks(module),
            confirmations: offered.flat_map(|purpose| self.confirmations(module, purpose)).collect(),
            purposes,
        }
    }

    fn confirmations(&self, module: &Module, purpose: &PurposeGrant) -> Vec<ConfirmationOption> {
        let intent = Intent {
            recipient: &self.authorisation.recipient,
            service: &self.service.id,
            module: &module.id,
            purpose: &purpose.id,
        };
        let option = |(condition, source): (&ConditionId, &Source)| ConfirmationOption {
            value: condition.to_string(),
            label: self.catalogue.condition_label(condition.as_str()),
            source: source.clone(),
            purpose: purpose.id.to_string(),
        };
        confirmable(self.catalogue, intent, self.today).into_iter().map(option).collect()
    }

    fn purpose(&self, purpose: &PurposeGrant) -> Option<PurposeOption> {
        let roles: &[Role] = if purpose.roles.is_empty() { &self.authorisation.roles } else { &purpose.roles };
        let person_roles =
            if purpose.person_roles.is_empty() { &self.authorisation.person_roles } else { &purpose.person_roles };
        self.actor.has_any(roles).then(|| PurposeOption {
            value: purpose.id.to_string(),
            label: self.catalogue.purpose_label(purpose.id.as_str()),
            source: purpose.source.clone(),
            person_roles: person_roles
                .iter()
                .map(|id| (id.to_string(), self.catalogue.person_role_label(id.as_str())))
                .collect(),
            default_person_role: purpose.default_person_role.as_ref().map(ToString::to_string),
        })
    }
}

/// What the form says when the limit is reached. A minute that has begun is waited out.
#[must_use]
pub fn limit_reached(most: u32, until: Option<Timestamp>) -> FieldError {
    let minute = |at: Timestamp| {
        let local = at.to_zoned(belgian_time::zone()).datetime();
        let begun = local.round(DateTimeRound::new().smallest(Unit::Minute).mode(RoundMode::Ceil));
        begun.unwrap_or(local)
    };
    FieldError::LimitReached { most, until: until.map(minute) }
}

/// Reads what was typed.
///
/// # Errors
/// Every field that cannot be read, in the order of the form.
pub fn question(entered: &Entered, catalogue: &Catalogue, rules: NissRules) -> Result<Question, Vec<FieldError>> {
    let mut errors = Vec::new();
    let target = target(&entered.module, catalogue);
    let purpose = PurposeId::new(entered.purpose.trim()).ok().filter(|id| catalogue.knows_purpose(id.as_str()));
    let person_role = match entered.person_role.trim() {
        "" => Ok(None),
        word => PersonRoleId::new(word).ok().filter(|id| catalogue.knows_person_role(id.as_str())).map(Some).ok_or(()),
    };
    let confirmed: Option<Vec<ConditionId>> = entered
        .confirmed
        .iter()
        .map(|word| ConditionId::new(word.trim()).ok().filter(|id| catalogue.knows_condition(id.as_str())))
        .collect();
    let niss = rules.read(&entered.niss);
    let asks = target.as_ref().map_or_else(
        || Module::USUALLY_ASKS.to_vec(),
        |((recipient, service, module), _)| asked_of(catalogue, recipient, service, module, rules.today),
    );
    let asked = asked::read(entered, &asks, rules.today);
    if target.is_none() {
        errors.push(FieldError::Module);
    }
    if purpose.is_none() {
        errors.push(FieldError::Purpose);
    }
    if person_role.is_err() {
        errors.push(FieldError::PersonRole);
    }
    if confirmed.is_none() {
        errors.push(FieldError::Confirmed);
    }
    if let Err(error) = niss {
        errors.push(FieldError::Niss(error));
    }
    if let Err(wrong) = &asked {
        errors.extend(wrong);
    }
    match (target, purpose, person_role, confirmed, niss, asked) {
        (
            Some(((recipient, service, module), _)),
            Some(purpose),
            Ok(person_role),
            Some(confirmed),
            Ok(person),
            Ok(asked),
        ) => {
            let legal_context = Some(entered.legal_context.trim().to_owned()).filter(|context| !context.is_empty());
            Ok(Question { recipient, person, service, module, purpose, person_role, asked, confirmed, legal_context })
        }
        _ => Err(errors),
    }
}

/// Only what the catalogue knows: nothing else may reach the log.
pub(super) fn target<'c>(
    word: &str,
    catalogue: &'c Catalogue,
) -> Option<((RecipientId, ServiceId, ModuleId), &'c Module)> {
    let mut parts = word.trim().split('/');
    let recipient = RecipientId::new(parts.next()?).ok()?;
    let service = ServiceId::new(parts.next()?).ok()?;
    let module = ModuleId::new(parts.next()?).ok()?;
    let known = catalogue.recipient(recipient.as_str()).is_some() && parts.next().is_none();
    let (_, found) = catalogue.service(service.as_str())?.module(&module)?;
    known.then_some(((recipient, service, module), found))
}
