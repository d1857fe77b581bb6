//! Who sees elements by the oracle, beside who is named.

use delibero_domain::authorisation::{RecipientIntegration, SenderIntegration};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::Exchange;
use delibero_domain::identifier::ElementId;
use delibero_domain::who::{Answer as Named, Sought, who};

use crate::book::Day;
use crate::case::Case;
use crate::draw::Dice;
use crate::engine::date_of;
use crate::rules::{Oracle, history_begins};

use super::SERVICE;
use super::every::Pools;

/// What is asked for, and who is named.
struct Question<'c> {
    elements: Vec<String>,
    regime: Option<&'static str>,
    answers: Vec<Named<'c>>,
}

/// How many cases were asked, and how often something was seen.
pub fn assert_named(dice: &mut Dice, catalogue: &Catalogue, oracle: &Oracle<'_>, pools: &Pools<'_>) -> (usize, usize) {
    let Some(service) = catalogue.service(SERVICE) else { return (0, 0) };
    let elements: Vec<&ElementId> = service.elements.iter().map(|element| &element.id).collect();
    let ask = |elements: &[&ElementId], regime: Option<&'static str>| {
        let sought = Sought {
            service: service.id.clone(),
            elements: elements.iter().map(|id| (*id).clone()).collect(),
            values: regime
                .iter()
                .filter_map(|regime| Some((service.elements[service.regime_element?].id.clone(), (*regime).to_owned())))
                .collect(),
            at: None,
        };
        let answers = who(catalogue, &sought).unwrap_or_else(|error| panic!("{error}"));
        Question { elements: elements.iter().map(ToString::to_string).collect(), regime, answers }
    };
    let pair = [dice.pick(&elements), dice.pick(&elements)];
    let known =
        service.regime_element.is_some_and(|place| catalogue.ids_of(&service.elements[place]).any(|id| id == "own"));
    let questions: Vec<Question<'_>> = elements
        .iter()
        .map(|element| ask(&[*element], None))
        .chain([ask(&pair, None)])
        .chain(known.then(|| ask(&pair[..1], Some("own"))))
        .collect();
    for question in &questions {
        question.answers.iter().for_each(|answer| assert_sees(answer, question, oracle));
    }
    let (mut asked, mut shown) = (0, 0);
    for spot in &pools.spots {
        pools.each(spot, |case| {
            asked += 1;
            let answer = oracle.answer(case);
            let granted: Vec<&str> = answer.granted().collect();
            for question in &questions {
                let sees = question.elements.iter().all(|element| granted.contains(&element.as_str()))
                    && question.regime.is_none_or(|regime| case.regime == Some(regime));
                let named = question.answers.iter().any(|answer| admits(answer, case));
                assert!(
                    !sees || named,
                    "{:?} seen, and nobody named:\n{case}\n{:#?}",
                    question.elements,
                    question.answers
                );
                let certain =
                    case.quality_codes.is_empty() && question.regime.is_none_or(|regime| case.regime == Some(regime));
                assert!(sees || !named || !certain, "{:?} not seen, and somebody named:\n{case}", question.elements);
                shown += usize::from(sees);
            }
        });
    }
    (asked, shown)
}

/// Whether an answer admits a request and a record.
fn admits(answer: &Named<'_>, case: &Case<'_>) -> bool {
    let authorisation = answer.authorisation;
    let organisation = case.organisation.map(|word| word.parse().expect("an organisation"));
    let rule = answer.integration();
    let said = case.person_role.or(answer.purpose.default_person_role.as_ref().map(|role| role.as_str()));
    let network = matches!(rule.recipient, RecipientIntegration::Required | RecipientIntegration::RegionalIntegrator);
    answer.recipient().as_str() == case.recipient
        && authorisation.validity.holds_on(date_of(case.at))
        && !answer.suspensions.iter().any(|found| found.stops(date_of(case.at), organisation.as_ref()))
        && answer.module.as_str() == case.module
        && answer.purpose().as_str() == case.purpose
        && (answer.exchange == Exchange::Notification) == case.notified
        && (authorisation.batch.allowed || !case.batch)
        && (answer.person_roles.is_empty()
            || said.is_some_and(|said| answer.person_roles.iter().any(|role| role.as_str() == said)))
        && (authorisation.designated.is_none() || case.designated != Some(false))
        && acts(answer, case)
        && case.role.is_some_and(|said| answer.roles.iter().any(|role| role.as_str() == said))
        && case.niss == "valid"
        && (!network || case.recipient_integrated)
        && answer.quality_codes.iter().all(|codes| codes.iter().any(|code| case.quality_codes.contains(code)))
        && (authorisation.own_file.is_none() || case.own_file_by_other)
        && (rule.sender == SenderIntegration::NotChecked || case.sender_integrated)
        && (rule.recipient != RecipientIntegration::RegionalIntegrator || case.legal_context.is_some())
        && of_record(answer, case)
}

fn acts(answer: &Named<'_>, case: &Case<'_>) -> bool {
    let authorities = &answer.purpose.authorities;
    let of_region = authorities.iter().filter(|found| Some(found.region.as_str()) == case.region);
    let known =
        |held: &[&str]| of_region.flat_map(|found| &found.offices).any(|office| held.contains(&office.as_str()));
    !answer.purpose.asks_for_office() || case.offices.is_none_or(known)
}

fn of_record(answer: &Named<'_>, case: &Case<'_>) -> bool {
    let regime = match case.regime {
        None => answer.regime_unsaid || answer.regimes.is_empty(),
        Some(regime) => answer.regimes.is_empty() && !answer.regime_unsaid || answer.regimes.contains(&regime),
    };
    let reaches = answer.histories.iter().all(|reach| {
        let confirmed = reach.extension.filter(|(_, condition)| case.confirmed == Some(condition.as_str()));
        let first = history_begins(case.at, confirmed.map_or(reach.years, |(years, _)| years));
        case.period.is_some_and(|(_, end)| end.is_none_or(|end| end >= first))
    });
    regime && (answer.risks.is_empty() || case.risk.is_some_and(|risk| answer.risks.contains(&risk))) && reaches
}

/// There is a request and a record for which the answer is true, unless it was stopped from the first day on.
fn assert_sees(answer: &Named<'_>, question: &Question<'_>, oracle: &Oracle<'_>) {
    let from = answer.authorisation.validity.from;
    if answer.suspensions.iter().any(|found| found.stops(from, None)) {
        return;
    }
    let at = Day(from.year(), from.month(), from.day());
    let codes: Vec<u16> = answer.quality_codes.iter().map(|codes| codes[0]).collect();
    let authorities = answer.purpose.authorities.iter().filter(|found| !found.offices.is_empty());
    let acting = authorities.map(|found| (found.region.as_str(), found.offices[0].as_str())).next();
    let office = acting.map(|(_, office)| [office]);
    let case = Case {
        at,
        recipient: answer.recipient().as_str(),
        organisation: None,
        region: acting.map(|(region, _)| region),
        service: SERVICE,
        module: answer.module.as_str(),
        purpose: answer.purpose().as_str(),
        person_role: answer.person_roles.first().map(|role| role.as_str()),
        role: answer.roles.first().map(|role| role.as_str()),
        designated: Some(true),
        offices: office.as_ref().map(<[_; 1]>::as_slice),
        batch: false,
        notified: answer.exchange == Exchange::Notification,
        belongs_to: None,
        niss: "valid",
        confirmed: None,
        recipient_integrated: true,
        quality_codes: &codes,
        sender_integrated: true,
        legal_context: Some("RENT"),
        own_file_by_other: true,
        own_file_by_oneself: false,
        regime: answer.regimes.first().copied(),
        risk: answer.risks.first().copied(),
        period: Some((at, None)),
    };
    let told = oracle.answer(&case);
    let granted: Vec<&str> = told.granted().collect();
    assert!(
        question.elements.iter().all(|element| granted.contains(&element.as_str())),
        "{case}\n{told:?}\n{answer:#?}"
    );
}
