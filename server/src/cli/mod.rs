//! The command line.

mod administer;
mod catalogue;
mod catalogue_source;
mod decide;
#[cfg(feature = "demonstration")]
mod demo;
mod doctor;
mod effect;
mod effect_options;
mod happened;
mod import_deliberation;
mod import_organisations;
mod limit;
mod load;
mod load_integrations;
mod log;
mod log_export;
mod log_verify;
mod mandate;
mod points;
mod schema;
mod who;
mod witness;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_domain::tlog::KeyKind;
use delibero_files::official_texts;

use crate::config::Config;
use crate::serve::ServeError;
pub use crate::standard_output::say;
use crate::{serve, trace};

/// How long threads may go on when the program ends.
const LAST_WAIT: std::time::Duration = std::time::Duration::from_secs(2);

/// Delibero: who may receive which social data about whom, for which purpose and for how long.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal.
    Serve,
    /// Read one text from standard input within limits; the server and the import start it.
    #[command(name = official_texts::COMMAND, hide = true)]
    ReadDocument,
    /// Say what is wrong with this installation, and what to type. Exit status: 0 it can serve, 1 something is wrong.
    Doctor(doctor::Doctor),
    /// Bring the schema of the database up to date.
    Migrate(Migrate),
    /// Load files.
    #[command(subcommand)]
    Import(Import),
    /// Make demonstration data: a synthetic population, organisations and users, through the importer.
    #[cfg(feature = "demonstration")]
    Demo(demo::Demo),
    /// Decide on requests, one JSON object a line in, one decision a line out.
    Decide(decide::Decide),
    /// Explain one decision in words.
    Explain(Box<decide::Explain>),
    /// Check, export or compare catalogues.
    #[command(subcommand)]
    Catalogue(catalogue::Command),
    /// Manage users.
    #[command(subcommand)]
    User(User),
    /// Give and end designations, offices and deputies.
    #[command(subcommand)]
    Mandate(mandate::Command),
    /// Manage organisations.
    #[command(subcommand)]
    Organisation(Organisation),
    /// Set how many consultations a user may open in an hour.
    #[command(subcommand)]
    Limit(limit::Command),
    /// Describe the exchange format of a service's records: XML Schema or JSON Schema.
    Schema(schema::Schema),
    /// Read the access log.
    #[command(subcommand)]
    Log(log::Command),
    /// Cosign checkpoints of logs that are not one's own, so that they cannot be written anew unseen.
    Witness(witness::Witness),
    /// Make keys: that of the data, that of the log, that of a witness.
    #[command(subcommand)]
    Key(Key),
}

#[derive(Args)]
struct Migrate {
    /// A role of PostgreSQL that is to serve: it is given what it needs, and only adds to the access log.
    #[arg(long, value_name = "ROLE")]
    serving_role: Option<String>,
}

#[derive(Subcommand)]
enum Import {
    /// Load attestations: XML or NDJSON, told apart by their content.
    ///
    /// Exit status: 0 all loaded, 1 some records refused (see the rejects file), 2 a file cannot be used.
    Attestations(ImportFiles),
    /// Load records of a service: XML or NDJSON, told apart by their content (`schema` describes them).
    ///
    /// Exit status: 0 all loaded, 1 some records refused (see the rejects file), 2 a file cannot be used.
    Records(ImportRecords),
    /// Register and change organisations from sheets: CSV or XLSX, told apart by their content.
    ///
    /// Exit status: 0 all loaded, 1 some rows refused (see the rejects file), 2 a file cannot be used.
    Organisations(import_organisations::ImportOrganisations),
    /// Integrate persons for an organisation from files: CSV, XLSX or NDJSON.
    ///
    /// Loading a file again changes nothing. Exit status: 0 all taken, 1 some rows refused (see FILE.rejects.csv), 2 a file
    /// cannot be used.
    Integrations(load_integrations::ImportIntegrations),
    /// Import official texts of deliberations into the register: plain text, Markdown or PDF, in French or Dutch.
    ///
    /// Exit status: 0 done (or there already), 1 a file was refused or not taken, 2 a file cannot be read.
    Deliberation(import_deliberation::ImportDeliberation),
}

#[derive(Args)]
struct ImportRecords {
    /// The service, by its identifier in the catalogue.
    #[arg(long)]
    service: String,
    #[command(flatten)]
    of: ImportFiles,
}

#[derive(Args)]
struct ImportFiles {
    /// The files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where refused records go; by default beside the file, named after it.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

#[derive(Subcommand)]
enum User {
    /// Add a user; the password is read from the standard input.
    Add(UserAdd),
    /// Disable a user: sessions end with the next request.
    Disable {
        /// The sign-in name.
        name: String,
    },
}

#[derive(Args)]
struct UserAdd {
    /// The sign-in name: lower-case letters, digits, `-`, `_`, `.`.
    name: String,
    /// The organisation's identifier.
    #[arg(long)]
    organisation: String,
    /// The name people read.
    #[arg(long)]
    display_name: String,
    /// A role; may be given several times.
    #[arg(long = "role", required = true, value_parser = role)]
    roles: Vec<Role>,
}

#[derive(Subcommand)]
enum Organisation {
    /// Add an organisation.
    Add(OrganisationAdd),
}

#[derive(Args)]
struct OrganisationAdd {
    /// Its identifier: lower-case letters, digits, `-`.
    id: String,
    /// Its name in French, Dutch and German.
    #[arg(long, num_args = 3, value_names = ["FR", "NL", "DE"], required = true)]
    name: Vec<String>,
    /// A recipient of a deliberation that it is (or a member of one); may be given several times.
    #[arg(long = "recipient")]
    recipients: Vec<String>,
    /// Its sector in the reference directory (17 for a CPAS).
    #[arg(long)]
    sector: Option<u16>,
    /// The legal context that its regional integrator gives.
    #[arg(long)]
    legal_context: Option<String>,
    /// The region whose authorities act for it (flanders, wallonia, german-speaking-community, brussels).
    #[arg(long)]
    region: Option<String>,
}

#[derive(Subcommand)]
enum Key {
    /// Make a data key in a new file that only you can read. Losing it makes the database unreadable.
    New {
        /// The file; it must not exist.
        file: PathBuf,
    },
    /// Make a key that signs the log, in a new file that only you can read. Whoever has it can forge the log.
    Log {
        /// Where the log is published, without scheme: `delibero.example/tlog`. It names the log for ever.
        origin: String,
        /// The file; it must not exist.
        file: PathBuf,
    },
    /// Make a key with which a witness cosigns, in a new file that only you can read.
    Witness {
        /// What the witness is called, an address without scheme: `witness.example/delibero`.
        name: String,
        /// The file; it must not exist.
        file: PathBuf,
    },
}

/// The language in which something is said.
#[derive(Clone, Copy, ValueEnum)]
enum Tongue {
    /// French.
    Fr,
    /// Dutch.
    Nl,
    /// German.
    De,
}

impl Tongue {
    const fn language(self) -> Language {
        match self {
            Self::Fr => Language::Fr,
            Self::Nl => Language::Nl,
            Self::De => Language::De,
        }
    }
}

fn role(word: &str) -> Result<Role, String> {
    let all = || Role::ALL.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ");
    Role::from_word(word).ok_or_else(|| format!("the roles are {}", all()))
}

/// Writes what was asked for to the standard output. A reader that went away is no reason to complain; a full disk is.
fn write_out(text: &str) -> Result<(), String> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("the standard output cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}

/// Writes a line to the standard error.
pub fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Runs the command line of the process.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    if matches!(cli.command, Command::ReadDocument) {
        return official_texts::child::run();
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            complain(&format!("delibero: cannot start: {error}"));
            return ExitCode::from(2);
        }
    };
    let status = runtime.block_on(command(cli.command));
    // What still runs on other threads is not waited for: it was answered, or its deadline is over.
    runtime.shutdown_timeout(LAST_WAIT);
    status
}

async fn command(command: Command) -> ExitCode {
    // It says itself what is wrong with the configuration.
    let command = match command {
        Command::Doctor(options) => return doctor::run(options).await,
        other => other,
    };
    let outcome = match Config::from_environment() {
        Ok(config) => {
            if let Err(error) = trace::start(&config.trace_filter, config.trace_format) {
                complain(&format!("delibero: DELIBERO_TRACE is not a filter: {error}"));
                return ExitCode::from(2);
            }
            dispatch(command, config).await
        }
        Err(error) => Err(ServeError::from(error).into()),
    };
    outcome.unwrap_or_else(|error| {
        complain(&format!("delibero: {error}"));
        ExitCode::from(2)
    })
}

/// The catalogue that ships with the program.
fn shipped() -> Result<Catalogue, ServeError> {
    builtin().map_err(ServeError::catalogue)
}

async fn dispatch(command: Command, config: Config) -> Result<ExitCode, Box<dyn std::error::Error>> {
    match command {
        Command::Serve => serve::serve(config).await?,
        Command::Doctor(options) => return Ok(doctor::run(options).await),
        Command::ReadDocument => return Ok(official_texts::child::run()),
        Command::Migrate(options) => administer::migrate(config, options.serving_role).await?,
        Command::Import(Import::Attestations(options)) => return load::import_attestations(config, options).await,
        Command::Schema(options) => schema::run(config, &options).await?,
        Command::Import(Import::Records(options)) => return load::import(config, options).await,
        Command::Import(Import::Organisations(options)) => return import_organisations::import(config, options).await,
        Command::Import(Import::Integrations(options)) => return load_integrations::import(config, options).await,
        Command::Import(Import::Deliberation(options)) => return import_deliberation::import(config, options).await,
        Command::Decide(options) => return decide::decide(config, &options).await,
        Command::Explain(options) => return decide::explain(config, *options),
        Command::Catalogue(command) => return catalogue::run(config, &command).await,
        #[cfg(feature = "demonstration")]
        Command::Demo(options) => demo::run(config, options).await?,
        Command::User(User::Add(options)) => administer::add_user(config, options).await?,
        Command::User(User::Disable { name }) => administer::disable_user(config, &name).await?,
        Command::Organisation(Organisation::Add(options)) => administer::add_organisation(config, options).await?,
        Command::Mandate(command) => mandate::run(config, command).await?,
        Command::Limit(command) => limit::run(config, command).await?,
        Command::Log(command) => return log::run(config, command).await,
        Command::Key(Key::New { file }) => {
            crate::config::make_key(&file).map_err(|error| key_not_made(&file, &error))?;
            say(&format!(
                "A data key is in {}. Keep a copy elsewhere: without it the database cannot be read.",
                file.display()
            ));
        }
        Command::Key(Key::Log { origin, file }) => {
            let signer = crate::log_key::make(&origin, &file)?;
            say(&format!(
                "A key of the log is in {}. Keep a copy elsewhere, and give whoever verifies the log this line:\nlog {}",
                file.display(),
                signer.verifier(KeyKind::Text)
            ));
        }
        Command::Key(Key::Witness { name, file }) => {
            let signer = crate::log_key::make(&name, &file)?;
            say(&format!(
                "A key of a witness is in {}. Give those whose log it cosigns this line:\nwitness {} ADDRESS",
                file.display(),
                signer.verifier(KeyKind::Cosignature)
            ));
        }
        Command::Witness(options) => witness::run(options).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn key_not_made(file: &std::path::Path, error: &std::io::Error) -> String {
    let file = file.display();
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            format!("{file} exists already; name another file: a key is never written over, its database would be lost")
        }
        _ => format!("{file} cannot be written: {error}"),
    }
}
