//! Designations, offices and deputies, by whoever operates the program: for the people of every organisation.

use clap::{Args, Subcommand};
use delibero_domain::identifier::{OfficeId, RecipientId, ServiceId, UserName};
use delibero_usecases::accounts::mandates::{Given, Mandate, MandateChoices, Mandating, NewGiven, NewMandate};
use delibero_usecases::accounts::people::{PeopleError, PeopleWith};
use delibero_usecases::belgian_time::day_of;
use delibero_usecases::clock::Clock as _;
use jiff::civil::Date;

use super::{say, write_out};
use crate::catalogue_in_force;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::entropy::SystemRandomness;
use crate::serve::connect;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Give somebody a designation, an office, or an office in place of its holder.
    Give(Give),
    /// End a mandate at once; it counts no more from the next request on.
    End(End),
    /// Show every mandate of somebody, the newest first, and what may be given.
    List {
        /// The sign-in name.
        name: UserName,
    },
}

#[derive(Args)]
pub(super) struct Give {
    /// The sign-in name.
    name: UserName,
    #[command(flatten)]
    what: What,
    /// The first day: YYYY-MM-DD.
    #[arg(long, value_name = "DAY")]
    from: Date,
    /// The last day; none: until it is ended. A deputy has one.
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,
}

#[derive(Args)]
#[group(required = true, multiple = true)]
struct What {
    /// A service that only designated people see.
    #[arg(long, conflicts_with_all = ["office", "in_place_of"])]
    service: Option<ServiceId>,
    /// As which recipient, where the organisation is several that limit access to the service.
    #[arg(long, requires = "service")]
    recipient: Option<RecipientId>,
    /// An office that the region of the organisation knows.
    #[arg(long)]
    office: Option<OfficeId>,
    /// Who holds the office and is away; `--office` says which, where it is more than one.
    #[arg(long, value_name = "USER")]
    in_place_of: Option<UserName>,
}

#[derive(Args)]
pub(super) struct End {
    /// The sign-in name.
    name: UserName,
    /// The mandate's identifier, as `delibero mandate list` shows it.
    id: String,
    /// Why; it is kept for ever, without any NISS.
    #[arg(long, value_name = "TEXT")]
    why: String,
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

pub(super) async fn run(config: Config, command: Command) -> Outcome {
    let (database, _) = connect(config, false).await?;
    let catalogue = catalogue_in_force::begin(&database, &SystemClock).await?.now().catalogue.clone();
    let mandating = Mandating::at_shell(PeopleWith {
        people: &database,
        directory: &database,
        catalogue: &catalogue,
        clock: &SystemClock,
        randomness: &SystemRandomness,
    });
    match command {
        Command::Give(options) => give(mandating, options).await,
        Command::End(End { name, id, why }) => {
            mandating.end_of(&name, &id, &why).await.map_err(|error| match error {
                PeopleError::Unknown => format!("{name} has no mandate {id} that could be ended"),
                other => other.to_string(),
            })?;
            say(&format!("{name} has it no more, from the next request on."));
            Ok(())
        }
        Command::List { name } => list(mandating, &name).await,
    }
}

async fn give(mandating: Mandating<'_>, options: Give) -> Outcome {
    let Give { name, what, from, until } = options;
    let choices = mandating.choices(&name).await.map_err(|error| told(&name, &error))?;
    let given = chosen(&choices, &what)?;
    mandating.give_to(&name, NewMandate { given, from, until }).await.map_err(|error| told(&name, &error))?;
    say(&format!("{name} has it from {from} on."));
    Ok(())
}

/// What is meant, where it is one thing that may be given.
fn chosen(choices: &MandateChoices, what: &What) -> Result<NewGiven, String> {
    if let Some(service) = &what.service {
        let is_meant = |recipient: &RecipientId| what.recipient.as_ref().is_none_or(|meant| meant == recipient);
        let found: Vec<_> = choices.designable.iter().filter(|found| found.service == *service).collect();
        let mut meant = found.iter().filter(|found| is_meant(&found.recipient));
        return match (meant.next(), meant.next()) {
            (Some(one), None) => {
                Ok(NewGiven::Designation { recipient: one.recipient.clone(), service: service.clone() })
            }
            (Some(_), Some(_)) => {
                Err(format!("several recipients of {service} are possible: name one with --recipient"))
            }
            (None, _) => Err(format!("nobody is designated for {service} there{}", may_be_given(choices))),
        };
    }
    let Some(holder) = &what.in_place_of else {
        let office = what.office.clone().ok_or("name a service, an office or a holder")?;
        return match choices.offices.iter().any(|(known, _)| *known == office) {
            true => Ok(NewGiven::Office(office)),
            false => Err(format!("the region of the organisation knows no office {office}{}", may_be_given(choices))),
        };
    };
    let holds = |held: &&Mandate| match &held.given {
        Given::Office(office) => held.user == *holder && what.office.as_ref().is_none_or(|meant| meant == office),
        Given::Designation { .. } | Given::Deputy { .. } => false,
    };
    let mut held = choices.holders.iter().filter(holds);
    match (held.next(), held.next()) {
        (Some(one), None) => Ok(NewGiven::Deputy { holder: one.id.clone() }),
        (Some(_), Some(_)) => Err(format!("{holder} holds several offices: name one with --office")),
        (None, _) => Err(format!("{holder} holds no such office in the organisation")),
    }
}

fn told(name: &UserName, error: &PeopleError) -> String {
    match error {
        PeopleError::Unknown => format!("there is no user {name}"),
        PeopleError::State => format!("the account of {name} has ended"),
        other => other.to_string(),
    }
}

fn may_be_given(choices: &MandateChoices) -> String {
    let designations = choices.designable.iter().map(|found| format!("--service {}", found.service));
    let offices = choices.offices.iter().map(|(office, _)| format!("--office {office}"));
    let all: Vec<String> = designations.chain(offices).collect();
    if all.is_empty() { "; nothing may be given there".to_owned() } else { format!("; there is: {}", all.join(", ")) }
}

async fn list(mandating: Mandating<'_>, name: &UserName) -> Outcome {
    let mandates = mandating.mandates(name).await.map_err(|error| told(name, &error))?;
    let today = day_of(SystemClock.now());
    for mandate in &mandates {
        write_out(&line(mandate, today))?;
    }
    let choices = mandating.choices(name).await.map_err(|error| told(name, &error))?;
    super::complain(&format!("{} of {name}{}", mandates.len(), may_be_given(&choices)));
    Ok(())
}

fn line(mandate: &Mandate, today: Date) -> String {
    let what = match &mandate.given {
        Given::Designation { recipient, service } => format!("designated for {service} as {recipient}"),
        Given::Office(office) => format!("office {office}"),
        Given::Deputy { office, holder } => format!("office {office} in place of {}", holder.user),
    };
    let until = mandate.until.map_or_else(|| "open".to_owned(), |day| day.to_string());
    let state = match (&mandate.ended, mandate.counts_on(today)) {
        (Some(_), _) => "ended",
        (None, true) => "counts",
        (None, false) => "does not count today",
    };
    format!("{}\t{what}\t{}\t{until}\t{state}", mandate.id, mandate.from)
}
