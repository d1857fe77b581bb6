//! `delibero decide` and `delibero explain`: the engine at a shell. Nothing is looked up about a person.

mod batch;
mod replay;
mod wire;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use delibero_domain::consultation::{BatchRequest, Exchange, NissState, Record, decide as decide_on};
use delibero_domain::identifier::{
    ConditionId, ElementId, EventId, ModuleId, OfficeId, OrganisationId, PersonRoleId, PurposeId, RecipientId,
    RegionId, ServiceId,
};
use delibero_domain::role::Role;
use delibero_usecases::clock::Clock as _;
use delibero_usecases::directory::{DirectoryStore as _, Organisation};
use delibero_words::explain::Explaining;
use jiff::civil::Date;
use serde_json::Value as Json;

use self::batch::{Register, decide_lines};
use self::replay::replay_lines;
use super::catalogue_source::CatalogueSource;
use super::{Tongue, complain, shipped, write_out};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::serve::connect;

#[derive(Args)]
pub(super) struct Decide {
    /// Requests, one JSON object a line; `-` is the standard input.
    #[arg(long, value_name = "FILE", required_unless_present = "replay")]
    batch: Option<PathBuf>,
    /// Logged records, as `delibero log records` writes them, to be decided again; `-` is the standard input.
    ///
    /// Exit status: 0 every decision is the same, 1 one is not, 2 the file cannot be read.
    #[arg(long, value_name = "FILE", conflicts_with = "batch")]
    replay: Option<PathBuf>,
    /// A folder of catalogue files, or what `delibero catalogue export` wrote, `@N` for a published state, or `@`
    /// for the one in force; what ships with the program when none
    /// is given.
    #[arg(long, value_name = "FOLDER|EXPORT")]
    catalogue: Option<CatalogueSource>,
}

#[derive(Args)]
pub(super) struct Explain {
    /// The recipient, or a member of one.
    #[arg(long, required_unless_present = "organisation")]
    recipient: Option<RecipientId>,
    /// A registered body that asks.
    #[arg(long)]
    organisation: Option<OrganisationId>,
    /// The service.
    #[arg(long)]
    service: ServiceId,
    /// The module.
    #[arg(long)]
    module: ModuleId,
    /// The purpose.
    #[arg(long)]
    purpose: PurposeId,
    /// The role of the person in the file.
    #[arg(long)]
    person_role: Option<PersonRoleId>,
    /// The role of the user.
    #[arg(long, default_value = "case-worker", value_parser = super::role)]
    role: Role,
    /// The organisation did not designate the user.
    #[arg(long)]
    not_designated: bool,
    /// The region of the organisation, where none is registered.
    #[arg(long)]
    region: Option<RegionId>,
    /// An office that the user holds; may be given several times.
    #[arg(long = "office")]
    offices: Vec<OfficeId>,
    /// An office that the user holds in place of its holder; may be given several times.
    #[arg(long = "office-as-deputy")]
    offices_as_deputy: Vec<OfficeId>,
    /// The user holds no office.
    #[arg(long, conflicts_with_all = ["offices", "offices_as_deputy"])]
    no_office: bool,
    /// The day of the decision; today when it is not given.
    #[arg(long)]
    at: Option<Date>,
    /// The recipient does not have the person integrated.
    #[arg(long)]
    recipient_not_integrated: bool,
    /// The sender does not have the person integrated.
    #[arg(long)]
    sender_not_integrated: bool,
    /// The quality code of the recipient's integration.
    #[arg(long)]
    quality_code: Option<u16>,
    /// The legal context of a regional integrator.
    #[arg(long)]
    legal_context: Option<String>,
    /// Somebody else registered the recipient's own file on the person.
    #[arg(long)]
    own_file_by_other: bool,
    /// The asking user registered it.
    #[arg(long)]
    own_file_by_oneself: bool,
    /// Many persons are asked about at once.
    #[arg(long = "for-many")]
    batch: bool,
    /// A consultation is asked for; a module that is only sent is then not answered.
    #[arg(long)]
    consultation: bool,
    /// The NISS is not in use: `invalid`, `replaced` or `cancelled`.
    #[arg(long, value_parser = niss_state, default_value = "valid")]
    niss: NissState,
    /// A condition that the user confirms, `pending-dispute`; may be given several times.
    #[arg(long = "confirmed")]
    confirmed: Vec<ConditionId>,
    /// The regime of the record.
    #[arg(long)]
    regime: Option<String>,
    /// The social risk of the record.
    #[arg(long)]
    risk_nature: Option<String>,
    /// The period of the record, `2025-01-01..2025-03-31`; without an end it is open.
    #[arg(long, value_parser = period)]
    period: Option<(Date, Option<Date>)>,
    /// An element asked for; may be given several times; all when it is not given.
    #[arg(long = "element")]
    elements: Vec<ElementId>,
    /// The day of an event, `lease-end=2030-05-31`; may be given several times.
    #[arg(long = "event", value_parser = event)]
    events: Vec<(EventId, Date)>,
    /// The language.
    #[arg(long, value_enum, default_value = "fr")]
    language: Tongue,
}

fn niss_state(word: &str) -> Result<NissState, String> {
    serde_json::from_value(Json::from(word)).map_err(|_| "one of valid, invalid, replaced, cancelled".to_owned())
}

fn period(word: &str) -> Result<(Date, Option<Date>), String> {
    let (begin, end) = word.split_once("..").ok_or("a period is written 2025-01-01..2025-03-31")?;
    let day = |word: &str| word.parse::<Date>().map_err(|error| format!("{word}: {error}"));
    Ok((day(begin)?, if end.is_empty() { None } else { Some(day(end)?) }))
}

fn event(word: &str) -> Result<(EventId, Date), String> {
    let (id, day) = word.split_once('=').ok_or("the day of an event is written lease-end=2030-05-31")?;
    let id = id.parse().map_err(|error| format!("{id}: {error}"))?;
    Ok((id, day.parse().map_err(|error| format!("{day}: {error}"))?))
}

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The organisations of the database, read when one is named.
struct Registered {
    config: Option<Config>,
    found: BTreeMap<OrganisationId, Organisation>,
}

impl Registered {
    const fn new(config: Config) -> Self {
        Self { config: Some(config), found: BTreeMap::new() }
    }

    async fn load(config: Config) -> Outcome<Vec<Organisation>> {
        let (database, _) = connect(config, false).await?;
        let organisations = database.organisations().await?;
        database.close().await;
        Ok(organisations)
    }
}

impl Register for Registered {
    fn organisation(&mut self, id: &OrganisationId) -> Result<Option<Organisation>, String> {
        if let Some(config) = self.config.take() {
            let loading =
                tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(Self::load(config)));
            let organisations = loading.map_err(|error| format!("the organisations cannot be read: {error}"))?;
            self.found = organisations.into_iter().map(|found| (found.id.clone(), found)).collect();
        }
        Ok(self.found.get(id).cloned())
    }
}

/// Decides on every line of a file. Exit status: 0, 1 when a line was bad or differs, 2 when the file cannot be read.
pub(super) async fn decide(config: Config, options: &Decide) -> Outcome<ExitCode> {
    let catalogue = options.catalogue.clone().unwrap_or_default().catalogue(&config).await?;
    let file = options.replay.as_ref().or(options.batch.as_ref()).ok_or("say which file: --batch or --replay")?;
    let input = BufReader::new(opened(file)?);
    let output = BufWriter::new(std::io::stdout().lock());
    let done = match options.replay {
        Some(_) => replay_lines(&catalogue, input, output).map(|replayed| {
            complain(&replayed.to_string());
            replayed.differing
        }),
        None => decide_lines(&catalogue, &mut Registered::new(config), input, output),
    };
    match done {
        Ok(0) => Ok(ExitCode::SUCCESS),
        Ok(_) => Ok(ExitCode::from(1)),
        // A reader that went away is no reason to complain.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(format!("{}: {error}", file.display()).into()),
    }
}

fn opened(path: &Path) -> Outcome<Box<dyn Read>> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    Ok(Box::new(file))
}

/// Explains one decision.
pub(super) fn explain(config: Config, options: Explain) -> Outcome<ExitCode> {
    let catalogue = shipped()?;
    let language = options.language.language();
    let asked = asked(options);
    let organisation = match &asked.organisation {
        Some(id) => {
            let found = Registered::new(config).organisation(id)?;
            Some(found.ok_or_else(|| format!("no organisation {id} is registered"))?)
        }
        None => None,
    };
    let organisation = organisation.as_ref();
    let recipients = organisation.map(|found| found.recipients_on(asked.at)).unwrap_or_default();
    let record = asked.facts()?;
    let body = organisation.map(|found| wire::body(found, &recipients));
    let request = asked.request(&catalogue, body)?;
    let explaining = Explaining { catalogue: &catalogue, request: &request, language };
    let text = match decide_on(&catalogue, &request) {
        Err(refusal) => explaining.refused(&refusal),
        Ok(permit) => {
            let verdicts = asked.verdicts(&permit, record);
            explaining.granted(&permit, &verdicts, &asked.retention(&permit), request.region.as_ref())
        }
    };
    write_out(text.trim_end())?;
    Ok(ExitCode::SUCCESS)
}

fn asked(options: Explain) -> BatchRequest {
    let held = |offices: Vec<OfficeId>| (!offices.is_empty()).then_some(offices);
    let none = options.no_office.then(Vec::new);
    let elements = (!options.elements.is_empty()).then_some(options.elements);
    let said =
        options.regime.is_some() || options.risk_nature.is_some() || options.period.is_some() || elements.is_some();
    let record = said.then_some(Record {
        regime: options.regime,
        risk_nature: options.risk_nature,
        period: options.period,
        elements,
    });
    BatchRequest {
        id: Json::Null,
        at: options.at.unwrap_or_else(|| SystemClock.today()),
        recipient: options.recipient,
        organisation: options.organisation,
        belongs_to: None,
        region: options.region,
        service: options.service,
        module: options.module,
        purpose: options.purpose,
        person_role: options.person_role,
        role: Some(options.role),
        designated: options.not_designated.then_some(false),
        offices: held(options.offices).or(none),
        offices_as_deputy: held(options.offices_as_deputy),
        recipient_integrated: !options.recipient_not_integrated,
        sender_integrated: !options.sender_not_integrated,
        quality_code: options.quality_code,
        quality_codes: Vec::new(),
        legal_context: options.legal_context,
        own_file_by_other: options.own_file_by_other,
        own_file_by_oneself: options.own_file_by_oneself,
        batch: options.batch,
        exchange: options.consultation.then_some(Exchange::Consultation),
        niss: options.niss,
        confirmed: options.confirmed,
        record,
        events: options.events.into_iter().collect(),
    }
}
