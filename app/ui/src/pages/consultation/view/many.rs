//! What may be asked about many persons at once, and reading what was typed of it.

use delibero_domain::authorisation::{Authorisation, ModuleGrant, Source};
use delibero_domain::catalogue::{Catalogue, Module, ModuleKind};
use delibero_domain::consultation::asked_of;
use delibero_domain::identifier::{ConditionId, PersonRoleId, PurposeId};
use delibero_domain::text::Text;
use delibero_usecases::accounts::Account;
use delibero_usecases::batches::BatchQuestion;
use jiff::civil::Date;

use super::asked;
use super::form::{Asking, Options, is_regional, proposed, target};
use super::{ConfirmationOption, Entered, FieldError, ModuleOption};
use crate::error::PageError;
use crate::services::Services;
use delibero_usecases::log_tree::Standing;

/// What a form about many persons is made from.
pub struct ManyForm {
    pub modules: Vec<ModuleOption>,
    /// The services about which many may not be asked at once, and where that is said.
    pub refused: Vec<(Text, Source)>,
    pub legal_contexts: Vec<String>,
    pub today: Date,
    pub proposed: Entered,
}

/// # Errors
/// When the organisation is stopped, or the store does not answer.
pub async fn many_form(with: &Services, account: &Account) -> Result<ManyForm, PageError> {
    let organisation = with.organisation_of(&account.actor).await?.ok_or(PageError::NotAllowed)?;
    if organisation.stopped.is_some() {
        return Err(PageError::Stopped);
    }
    if matches!(with.standing(), Standing::Closed { .. }) {
        return Err(PageError::Unwitnessed);
    }
    let today = with.clock.today();
    let mandates = with.own_mandates(&account.actor).await?;
    let asking = Asking { organisation: &organisation, actor: &account.actor, mandates: &mandates, today };
    let catalogue = &with.catalogue;
    let recipients = organisation.recipients_on(today);
    let own = catalogue.authorisations().iter().filter(|found| recipients.contains(&found.recipient));
    let own: Vec<&Authorisation> = own.filter(|found| found.validity.holds_on(today) && asking.sees(found)).collect();
    let modules = own.iter().filter(|found| found.batch.allowed).flat_map(|found| modules(catalogue, found, asking));
    let modules: Vec<ModuleOption> = modules.collect();
    let refused = own.iter().filter(|found| !found.batch.allowed).filter_map(|found| {
        let service = catalogue.service(found.service.as_str())?;
        Some((service.label.clone(), found.batch.source.clone()))
    });
    let legal_contexts = match is_regional(catalogue, &organisation, today) {
        true => organisation.legal_contexts.clone(),
        false => Vec::new(),
    };
    Ok(ManyForm { refused: refused.collect(), legal_contexts, today, proposed: proposed(&modules, today), modules })
}

/// Those that are made for many; where there is none, those that answer.
fn modules(catalogue: &Catalogue, authorisation: &Authorisation, asking: Asking<'_>) -> Vec<ModuleOption> {
    let Some(service) = catalogue.service(authorisation.service.as_str()) else { return Vec::new() };
    let options = Options { catalogue, authorisation, service, actor: asking.actor, today: asking.today };
    let of = |kind: ModuleKind| {
        let granted = authorisation.modules.iter().map(|grant| (grant, &service.modules[grant.module]));
        let granted = granted.filter(|(_, module)| module.kind == kind);
        let option = |(grant, module): (&ModuleGrant, &Module)| {
            let mut option = options.module(grant, module);
            option.confirmations = limits(authorisation, grant.module, &option);
            option
        };
        granted.map(option).filter(|option| !option.purposes.is_empty()).collect::<Vec<_>>()
    };
    let made_for_many = of(ModuleKind::Batch);
    if made_for_many.is_empty() { of(ModuleKind::Pull) } else { made_for_many }
}

/// The limits on use that have to be confirmed, for each purpose.
fn limits(authorisation: &Authorisation, module: usize, option: &ModuleOption) -> Vec<ConfirmationOption> {
    let limits = authorisation.use_limits.iter().flat_map(|limit| {
        let speaks = |purpose: &str| PurposeId::new(purpose).is_ok_and(|purpose| limit.applies_to(module, &purpose));
        let purposes = option.purposes.iter().filter(move |purpose| speaks(&purpose.value));
        purposes.map(|purpose| ConfirmationOption {
            value: limit.id.to_string(),
            label: limit.text.clone(),
            source: limit.source.clone(),
            purpose: purpose.value.clone(),
        })
    });
    limits.collect()
}

/// Reads what was typed, but for the list.
///
/// # Errors
/// Every field that cannot be read, in the order of the form.
pub fn many_question(entered: &Entered, catalogue: &Catalogue, today: Date) -> Result<BatchQuestion, Vec<FieldError>> {
    let mut errors = Vec::new();
    let target = target(&entered.module, catalogue);
    let purpose = PurposeId::new(entered.purpose.trim()).ok().filter(|id| catalogue.knows_purpose(id.as_str()));
    let person_role = match entered.person_role.trim() {
        "" => Ok(None),
        word => PersonRoleId::new(word).ok().filter(|id| catalogue.knows_person_role(id.as_str())).map(Some).ok_or(()),
    };
    let asks = target.as_ref().map_or_else(
        || Module::USUALLY_ASKS.to_vec(),
        |((recipient, service, module), _)| asked_of(catalogue, recipient, service, module, today),
    );
    let asked = asked::read(entered, &asks, today);
    errors.extend(target.is_none().then_some(FieldError::Module));
    errors.extend(purpose.is_none().then_some(FieldError::Purpose));
    errors.extend(person_role.is_err().then_some(FieldError::PersonRole));
    errors.extend(asked.as_ref().err().into_iter().flatten());
    match (target, purpose, person_role, asked) {
        (Some(((recipient, service, module), _)), Some(purpose), Ok(person_role), Ok(asked)) => {
            // Only what a text says of this authorisation can be confirmed.
            let limits = catalogue.authorisations_of(recipient.as_str(), service.as_str());
            let known: Vec<&str> = limits.flat_map(|found| &found.use_limits).map(|limit| limit.id.as_str()).collect();
            let said = entered.confirmed.iter().filter(|said| known.contains(&said.as_str()));
            let confirmed = said.filter_map(|said| ConditionId::new(said).ok()).collect();
            let legal_context = Some(entered.legal_context.trim().to_owned()).filter(|context| !context.is_empty());
            Ok(BatchQuestion { recipient, service, module, purpose, person_role, asked, confirmed, legal_context })
        }
        _ => Err(errors),
    }
}
