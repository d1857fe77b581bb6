//! The property that matters most, apart from the oracle's own order of rules: nothing leaves outside authorisation,
//! purpose, date, regime, role, risk or history, to strangers, as an answer to what is only sent, or about a number that
//! is not in use. Each condition narrows the authorisations that could allow an element; when
//! none is left, the condition that took the last one is the trespass.

use crate::book::{Authorisation, Book, Deliberation, MemberRule, Part, Suspension};
use crate::case::Case;
use crate::rules::{history_begins, years_of};

type Text<'b> = (&'b Deliberation, &'b Authorisation);

/// A condition with its name.
type Condition<'t> = (&'static str, &'t dyn Fn(Text<'_>) -> bool);

/// The first trespass of the elements that were granted, in words.
pub fn trespass<'a>(book: &Book, case: &Case<'_>, granted: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut allowing: Vec<Text<'_>> =
        book.deliberations.iter().flat_map(|text| text.authorisation.iter().map(move |entry| (text, entry))).collect();
    let conditions: [Condition<'_>; 9] = [
        ("number", &|_| case.niss == "valid" && case.belongs_to.is_none_or(|recipient| recipient == case.recipient)),
        ("authorisation", &|text| {
            sent_or_asked(book, case)
                && names_recipient(book, text.1, case)
                && !narrowed(text, case, case.module, |rule| &rule.modules)
        }),
        ("date", &|text| holds(text, case)),
        ("suspension", &|text| !is_stopped(book, text, case)),
        ("purpose", &|text| names_purpose(text, case) && !narrowed(text, case, case.purpose, |rule| &rule.purposes)),
        ("regime", &|text| regime_allowed(book, text, case)),
        ("role", &|text| roles_allowed(text, case)),
        ("designation", &|text| case.designated != Some(false) || text.1.designated.is_none()),
        ("office", &|text| office_held(text, case)),
    ];
    let mut broken = None;
    for (name, allows) in conditions {
        allowing.retain(|text| allows(*text));
        if allowing.is_empty() {
            broken = broken.or(Some(name));
        }
    }
    for element in granted {
        let within =
            |test: fn(Text<'_>, &Case<'_>, &str) -> bool| allowing.iter().any(|text| test(*text, case, element));
        let broken = broken.or_else(|| {
            (!within(element_granted))
                .then_some("authorisation")
                .or_else(|| (!within(within_risks)).then_some("risk"))
                .or_else(|| (!within(within_history)).then_some("history"))
        });
        if let Some(condition) = broken {
            return Some(format!("{element} is outside the {condition}"));
        }
    }
    None
}

fn sent_or_asked(book: &Book, case: &Case<'_>) -> bool {
    let services = book.services.iter().filter(|service| service.id == case.service);
    services
        .flat_map(|service| &service.module)
        .any(|module| module.id == case.module && (module.kind == "push") == case.notified)
}

fn names_recipient(book: &Book, authorisation: &Authorisation, case: &Case<'_>) -> bool {
    let kind = book.recipients.iter().find(|kind| kind.member.iter().any(|member| member.id == case.recipient));
    let recipients = [Some(case.recipient), kind.map(|kind| kind.id.as_str())];
    authorisation.service == case.service && recipients.contains(&Some(&authorisation.recipient))
}

fn is_stopped(book: &Book, text: Text<'_>, case: &Case<'_>) -> bool {
    let stops = |stopped: &Suspension| {
        let of_text = stopped.deliberation == text.0.number && stopped.service == text.1.service;
        let asks = stopped.organisation.is_none() || stopped.organisation.as_deref() == case.organisation;
        of_text && asks && of_kind(book, case.recipient, &stopped.recipient) && stopped.from() <= case.at
    };
    book.suspensions.iter().any(stops)
}

/// Whether somebody is a recipient, or a member of it.
fn of_kind(book: &Book, id: &str, recipient: &str) -> bool {
    let kind = book.recipients.iter().find(|kind| kind.id == recipient);
    id == recipient || kind.is_some_and(|kind| kind.member.iter().any(|member| member.id == id))
}

fn names_purpose((_, authorisation): Text<'_>, case: &Case<'_>) -> bool {
    authorisation.purpose.iter().any(|purpose| purpose.id == case.purpose)
}

fn member_rules<'b>(authorisation: &'b Authorisation, member: &str) -> impl Iterator<Item = &'b MemberRule> {
    authorisation.member.iter().filter(move |rule| rule.ids.iter().any(|id| id == member))
}

/// Whether a rule of the member leaves a module or purpose out.
fn narrowed(text: Text<'_>, case: &Case<'_>, word: &str, only: fn(&MemberRule) -> &Option<Vec<String>>) -> bool {
    let mut lists = member_rules(text.1, case.recipient).filter_map(|rule| only(rule).as_ref());
    lists.any(|list| !list.iter().any(|id| id == word))
}

fn holds((deliberation, authorisation): Text<'_>, case: &Case<'_>) -> bool {
    let first = authorisation.valid_from.unwrap_or(deliberation.defaults.valid_from);
    let last = authorisation.valid_until.or(deliberation.defaults.valid_until);
    first <= case.at && last.is_none_or(|last| case.at <= last)
}

fn regime_allowed(book: &Book, (deliberation, authorisation): Text<'_>, case: &Case<'_>) -> bool {
    let service = book.service(case.service);
    let granted = |regime: &str| {
        let regimes = authorisation.regimes.as_ref().unwrap_or(&deliberation.defaults.regimes);
        let limits = authorisation.regime_limit.iter().filter(|limit| concerns(&limit.part, case));
        regimes.iter().any(|word| word == regime)
            && limits.into_iter().all(|limit| limit.regimes.iter().any(|word| word == regime))
    };
    match (service.codes_of(service.regime_element.as_deref()), case.regime) {
        (None, _) => true,
        (Some(_), Some(regime)) => granted(regime),
        (Some(list), None) => book.code_list(list).code.iter().all(|code| granted(code.word())),
    }
}

fn roles_allowed((deliberation, authorisation): Text<'_>, case: &Case<'_>) -> bool {
    let Some(purpose) = authorisation.purpose.iter().find(|purpose| purpose.id == case.purpose) else { return false };
    let general = authorisation.roles.as_ref().unwrap_or(&deliberation.defaults.roles);
    let users = if purpose.roles.is_empty() { general } else { &purpose.roles };
    let persons = if purpose.person_roles.is_empty() { &authorisation.person_roles } else { &purpose.person_roles };
    let person = case.person_role.or(purpose.default_person_role.as_deref());
    users.iter().any(|role| Some(role.as_str()) == case.role)
        && (persons.is_empty() || persons.iter().any(|role| Some(role.as_str()) == person))
}

/// An office is held that is named for the region, where one is named at all.
fn office_held((_, authorisation): Text<'_>, case: &Case<'_>) -> bool {
    let purposes = authorisation.purpose.iter().filter(|purpose| purpose.id == case.purpose);
    let named: Vec<(&str, &String)> = purposes
        .flat_map(|purpose| &purpose.authority)
        .flat_map(|found| found.offices.iter().map(|office| (found.region.as_str(), office)))
        .collect();
    let holds = |held: &[&str]| {
        named.iter().any(|(region, office)| case.region == Some(region) && held.contains(&office.as_str()))
    };
    named.is_empty() || case.offices.is_none_or(holds)
}

fn element_granted((deliberation, authorisation): Text<'_>, case: &Case<'_>, element: &str) -> bool {
    let lists = |list: &[String]| lists(deliberation, case.service, list, element);
    let named = authorisation.module.iter().any(|grant| grant.id == case.module && lists(&grant.elements));
    let rules = member_rules(authorisation, case.recipient);
    let exclusions = authorisation.exclusion.iter().chain(rules.flat_map(|rule| &rule.exclusion));
    named
        && !exclusions.filter(|exclusion| concerns(&exclusion.part, case)).any(|exclusion| lists(&exclusion.elements))
        && !authorisation
            .reserved
            .iter()
            .any(|reserved| lists(&reserved.elements) && !reserved.purposes.iter().any(|id| id == case.purpose))
}

/// Whether a part is what is asked for.
fn concerns(part: &Part, case: &Case<'_>) -> bool {
    [(&part.modules, case.module), (&part.purposes, case.purpose), (&part.members, case.recipient)]
        .iter()
        .all(|(words, asked)| words.is_empty() || words.iter().any(|word| word == asked))
}

fn within_risks((deliberation, authorisation): Text<'_>, case: &Case<'_>, element: &str) -> bool {
    let grants = authorisation.module.iter().filter(|grant| grant.id == case.module);
    let blocks = grants.flat_map(|grant| &grant.elements).filter_map(|word| word.strip_suffix(".*"));
    let described = blocks.flat_map(|name| deliberation.block.iter().filter(move |block| block.id == name));
    let of_blocks = described.filter(|block| block.service == case.service).flat_map(|block| &block.risk_limit);
    let own = authorisation.risk_limit.iter().filter(|limit| concerns(&limit.part, case));
    own.chain(of_blocks).all(|limit| {
        let listed = |words: &Vec<String>| lists(deliberation, case.service, words, element);
        let concerned = limit.elements.as_ref().is_none_or(listed);
        !concerned || case.risk.is_some_and(|risk| limit.risks.iter().any(|word| word == risk))
    })
}

fn within_history((deliberation, authorisation): Text<'_>, case: &Case<'_>, element: &str) -> bool {
    authorisation.history.iter().filter(|history| concerns(&history.part, case)).all(|history| {
        let concerned = lists(deliberation, case.service, &history.elements, element);
        let first = history_begins(case.at, years_of(history, case));
        !concerned || case.period.is_some_and(|(_, end)| end.is_none_or(|end| end >= first))
    })
}

fn lists(deliberation: &Deliberation, service: &str, list: &[String], element: &str) -> bool {
    let block = |name: &str| deliberation.block.iter().find(|block| block.service == service && block.id == name);
    list.iter().any(|word| {
        word == element
            || word
                .strip_suffix(".*")
                .and_then(block)
                .is_some_and(|block| block.elements.iter().any(|id| id == element))
    })
}
