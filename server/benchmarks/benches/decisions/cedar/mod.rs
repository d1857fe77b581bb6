//! The engine beside Cedar, with the same rules, made from the same catalogue.

mod policies;
mod question;
mod rule;
mod schema;

use std::hint::black_box;

use cedar_policy::{Entities, Schema, ValidationMode, Validator};
use delibero_domain::catalogue::{Catalogue, ElementSet};
use delibero_domain::consultation::Request;
use jiff::civil::date;

use self::policies::Policies;
use self::question::Question;
use crate::asking;
use crate::facts;
use crate::measure::{Effort, Side, alternate};
use crate::random::Random;

/// Questions on which both must agree before anything is timed.
const CHECKED: usize = 400;

/// Of them, those for which Cedar also weighs the policies of everybody for each element, which is slow.
const CHECKED_WITH_ALL: usize = 40;

/// Questions that are timed; the engine always has all of them.
const TIMED: usize = 256;

/// Everything that Cedar parses once.
struct Cedar<'c> {
    catalogue: &'c Catalogue,
    schema: Schema,
    policies: Policies,
    entities: Entities,
}

/// Prints the ratios for a catalogue; with everybody's policies Cedar has only so many questions.
///
/// # Panics
/// Where they do not grant the same.
pub fn print(catalogue: &Catalogue, with_all: usize, effort: Effort) {
    let cedar = Cedar::new(catalogue);
    cedar.check();
    println!(
        "  {} authorisations, {} policies: the same elements for {CHECKED} questions",
        catalogue.authorisations().len(),
        cedar.policies.by_element.num_of_policies()
    );
    cedar.time(with_all, effort);
}

impl<'c> Cedar<'c> {
    fn new(catalogue: &'c Catalogue) -> Self {
        let schema = schema::schema(catalogue);
        let policies = Policies::of(catalogue);
        let entities = schema::entities(catalogue, &policies.groups, &schema);
        let found = Validator::new(schema.clone()).validate(&policies.by_element, ValidationMode::Strict);
        assert!(found.validation_passed(), "{found}");
        Self { catalogue, schema, policies, entities }
    }

    fn question(&self, request: Request, random: &mut Random) -> Question {
        Question::new(self.catalogue, &self.schema, request, facts::lifelike(random))
    }

    fn check(&self) {
        let mut random = Random::new(5);
        let requests = asking::requests(self.catalogue);
        for number in 0..CHECKED {
            let asked = random.pick(&requests).clone();
            let question = self.question(spoilt(asked, &mut random), &mut random);
            let engine = question.of_engine(self.catalogue);
            assert_eq!(engine, question.by_element_of(&self.policies, &self.entities), "asked by element");
            assert_eq!(engine, question.by_record_of(&self.policies, &self.entities), "asked by record");
            assert_eq!(engine, question.by_record_for(&self.policies, &self.entities), "asked by record and purpose");
            if number < CHECKED_WITH_ALL {
                assert_eq!(engine, question.by_element(&self.policies.by_element, &self.entities), "asked of all");
            }
        }
    }

    fn time(&self, with_all: usize, effort: Effort) {
        let mut random = Random::new(6);
        let requests = asking::requests_for(self.catalogue, "hdi", "consult-attest");
        let questions: Vec<Question> =
            (0..TIMED).map(|_| self.question(random.pick(&requests).clone(), &mut random)).collect();
        let (policies, entities) = (&self.policies, &self.entities);
        let of_element = |it: &Question| it.by_element(&policies.by_element, entities);
        let sides = [
            ("a request per element, all policies", side(&questions[..with_all], of_element)),
            ("a request per element, the recipient's", side(&questions, |it| it.by_element_of(policies, entities))),
            ("a request per record, the recipient's", side(&questions, |it| it.by_record_of(policies, entities))),
            ("a request per record, the purpose's", side(&questions, |it| it.by_record_for(policies, entities))),
        ];
        for (name, of_cedar) in sides {
            self.time_one(name, &questions, effort, of_cedar);
        }
    }

    fn time_one(&self, name: &str, questions: &[Question], effort: Effort, of_cedar: Side<'_>) {
        let of_engine: Side<'_> = Box::new(|| {
            questions.iter().for_each(|question| question.ask_engine(self.catalogue));
            questions.len()
        });
        let series = alternate(effort, vec![of_engine, of_cedar]);
        let (engine, cedar) = (series[0].spread().median, series[1].spread().median / 1000.0);
        println!(
            "    {name:<39} engine {engine:5.0} ns  Cedar {cedar:9.1} µs  ratio {:.0}",
            series[1].over(&series[0])
        );
    }
}

fn side<'q>(questions: &'q [Question], ask: impl Fn(&Question) -> ElementSet + 'q) -> Side<'q> {
    Box::new(move || {
        for question in questions {
            black_box(ask(question));
        }
        questions.len()
    })
}

/// The request, or one in two times with something that may have it refused.
fn spoilt(mut request: Request, random: &mut Random) -> Request {
    match random.below(18) {
        0 => request.at = date(2022, 6, 1),
        1 => request.role = None,
        2 => request.person_role = None,
        3 => request.batch = true,
        4 => request.integration.recipient = false,
        5 => request.integration.sender = false,
        6 => request.integration.quality_codes = vec![2],
        7 => request.integration.legal_context = None,
        8 => request.integration.own_file_by_other = false,
        _ => {}
    }
    request
}
