//! Mandates as they are kept: only added to, and ended.

use delibero_domain::consultation::{HeldOffice, UserFacts};
use delibero_domain::identifier::{OfficeId, OrganisationId, RecipientId, ServiceId, UserName};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    pub id: String,
    pub user: UserName,
    pub organisation: OrganisationId,
    pub given: Given,
    pub from: Date,
    /// The last day; none: while no end is set.
    pub until: Option<Date>,
    /// None: at the command line.
    pub by: Option<UserName>,
    pub at: Timestamp,
    pub ended: Option<EndedMandate>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Access of designated people to what a recipient may ask of a service.
    Designation {
        recipient: RecipientId,
        service: ServiceId,
    },
    Office(OfficeId),
    /// An office, while its holder is away.
    Deputy {
        office: OfficeId,
        holder: Holder,
    },
}

/// The mandate in whose place a deputy acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Of the holder's mandate.
    pub mandate: String,
    pub user: UserName,
    pub from: Date,
    pub until: Option<Date>,
    pub ended: bool,
}

/// It counts no more from that moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedMandate {
    /// None: at the command line.
    pub by: Option<UserName>,
    pub at: Timestamp,
    /// As it was typed.
    pub why: String,
}

impl Mandate {
    /// Whether it counts on a day. A deputy's ends at the latest with the holder's.
    #[must_use]
    pub fn counts_on(&self, day: Date) -> bool {
        let holds = match &self.given {
            Given::Deputy { holder, .. } => !holder.ended && holds_on(day, holder.from, holder.until),
            Given::Designation { .. } | Given::Office(_) => true,
        };
        holds && self.ended.is_none() && holds_on(day, self.from, self.until)
    }

    /// What the log compares.
    #[must_use]
    pub fn facts(&self) -> Json {
        let mut facts = json!({ "from": self.from, "until": self.until, "ended": self.ended.is_some() });
        match &self.given {
            Given::Designation { recipient, service } => {
                facts["recipient"] = json!(recipient);
                facts["service"] = json!(service);
            }
            Given::Office(office) => facts["office"] = json!(office),
            Given::Deputy { office, holder } => {
                facts["office"] = json!(office);
                facts["in_place_of"] = json!(holder.user);
            }
        }
        facts
    }
}

fn holds_on(day: Date, from: Date, until: Option<Date>) -> bool {
    from <= day && until.is_none_or(|until| day <= until)
}

/// What a decision is told of a user of an organisation: what another one gave does not count.
#[must_use]
pub fn user_facts(
    mandates: &[Mandate],
    organisation: &OrganisationId,
    (recipient, service): (&RecipientId, &ServiceId),
    day: Date,
) -> UserFacts {
    let mut facts = UserFacts { designated: Some(false), offices: Some(Vec::new()) };
    for mandate in mandates.iter().filter(|found| found.organisation == *organisation && found.counts_on(day)) {
        let held = |office: &OfficeId, deputy| HeldOffice { office: office.clone(), deputy };
        match &mandate.given {
            Given::Designation { recipient: of, service: to } if of == recipient && to == service => {
                facts.designated = Some(true);
            }
            Given::Designation { .. } => {}
            Given::Office(office) => facts.offices.get_or_insert_default().push(held(office, false)),
            Given::Deputy { office, .. } => facts.offices.get_or_insert_default().push(held(office, true)),
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word<T: std::str::FromStr<Err: std::fmt::Debug>>(word: &str) -> T {
        word.parse().expect("a word of the right form")
    }

    fn mandate(given: Given) -> Mandate {
        Mandate {
            id: "m".to_owned(),
            user: word("anna"),
            organisation: word("cpas-namur"),
            given,
            from: word("2026-01-01"),
            until: Some(word("2026-06-30")),
            by: Some(word("paul")),
            at: word("2026-01-01T08:00:00Z"),
            ended: None,
        }
    }

    fn facts(mandates: &[Mandate], day: &str) -> (Option<bool>, Vec<(String, bool)>) {
        let facts = user_facts(mandates, &word("cpas-namur"), (&word("cpas"), &word("hdi")), word(day));
        let offices = facts.offices.expect("a user who is known").into_iter();
        (facts.designated, offices.map(|held| (held.office.to_string(), held.deputy)).collect())
    }

    #[test]
    fn a_designation_is_for_a_service_of_a_recipient_and_for_its_days() {
        let designated =
            |recipient: &str| vec![mandate(Given::Designation { recipient: word(recipient), service: word("hdi") })];
        assert_eq!(facts(&designated("cpas"), "2026-01-01"), (Some(true), Vec::new()));
        assert_eq!(facts(&designated("cpas"), "2026-06-30").0, Some(true));
        assert_eq!(facts(&designated("cpas"), "2026-07-01").0, Some(false));
        assert_eq!(facts(&designated("spp-is"), "2026-01-01").0, Some(false));
        let mut elsewhere = designated("cpas");
        elsewhere[0].organisation = word("cpas-liege");
        assert_eq!(facts(&elsewhere, "2026-01-01").0, Some(false), "moved since");
        let ended = EndedMandate { by: None, at: word("2026-02-01T08:00:00Z"), why: "left".to_owned() };
        let ended = Mandate { ended: Some(ended), ..designated("cpas").remove(0) };
        assert_eq!(facts(&[ended], "2026-01-01").0, Some(false));
    }

    #[test]
    fn a_deputy_holds_the_office_while_the_holder_does_between_two_days() {
        let holder = Holder {
            mandate: "h".to_owned(),
            user: word("luc"),
            from: word("2025-01-01"),
            until: Some(word("2026-03-31")),
            ended: false,
        };
        let deputy = |holder: Holder| [mandate(Given::Deputy { office: word("receiver"), holder })];
        let acting = (Some(false), vec![("receiver".to_owned(), true)]);
        assert_eq!(facts(&deputy(holder.clone()), "2026-03-31"), acting);
        assert_eq!(facts(&deputy(holder.clone()), "2026-04-01").1, []);
        assert_eq!(facts(&deputy(holder.clone()), "2025-12-31").1, []);
        assert_eq!(facts(&deputy(Holder { ended: true, ..holder }), "2026-03-31").1, []);
        assert_eq!(
            facts(&[mandate(Given::Office(word("secretary")))], "2026-03-31").1,
            [("secretary".to_owned(), false)]
        );
    }
}
