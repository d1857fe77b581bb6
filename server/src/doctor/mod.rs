//! What is wrong with an installation, and what to type. It changes nothing but the database's heartbeat, makes no file
//! that is not there, and never says a secret.

mod database;
mod log;
mod machine;
mod site;

use std::collections::BTreeMap;
use std::fmt;

use delibero_files::official_texts::Reader;
use delibero_usecases::clock::Clock;
use serde::Serialize;

use crate::config::{Config, KeySource};

/// What is looked at, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    Configuration,
    DataKey,
    Database,
    Schema,
    Clock,
    Log,
    Witnesses,
    Site,
    Disk,
    Reader,
}

impl Subject {
    const fn name(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::DataKey => "data key",
            Self::Database => "database",
            Self::Schema => "schema",
            Self::Clock => "clock",
            Self::Log => "log",
            Self::Witnesses => "witnesses",
            Self::Site => "site",
            Self::Disk => "disk",
            Self::Reader => "reader",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    Ok,
    /// It serves, and something should be done.
    Warning,
    /// It does not serve, or should not.
    Wrong,
}

/// What was found about one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub subject: Subject,
    pub health: Health,
    pub found: String,
    /// What to type or do.
    #[serde(rename = "do", skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
}

impl Finding {
    fn ok(subject: Subject, found: impl Into<String>) -> Self {
        Self { subject, health: Health::Ok, found: found.into(), advice: None }
    }

    fn warning(subject: Subject, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { subject, health: Health::Warning, found: found.into(), advice: Some(advice.into()) }
    }

    fn wrong(subject: Subject, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { subject, health: Health::Wrong, found: found.into(), advice: Some(advice.into()) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let health = match self.health {
            Health::Ok => "ok",
            Health::Warning => "warning",
            Health::Wrong => "WRONG",
        };
        write!(f, "{health:<8} {:<14} {}", self.subject.name(), self.found)?;
        match &self.advice {
            Some(advice) => write!(f, "\n{:<8} {:<14} → {advice}", "", ""),
            None => Ok(()),
        }
    }
}

/// Looks at everything that a program with these variables needs. What cannot be looked at before something else is
/// mended is left out.
pub async fn examine(variables: &BTreeMap<String, String>, clock: &dyn Clock, reader: &Reader) -> Vec<Finding> {
    let config = match configuration(variables) {
        Ok((config, finding)) => (config, finding),
        Err(finding) => return vec![finding],
    };
    let (config, configuration) = config;
    let mut findings = vec![configuration];
    let (key, about_key) = data_key(config.data_key, config.demonstration);
    let log_key = config.log_key.load(false);
    let before = config.log_key_before.as_ref().and_then(|source| source.load(false).ok());
    let kind = database::Expected {
        migrates: config.migrate,
        demonstration: config.demonstration,
        signer: log_key.as_ref().ok(),
        before: before.as_ref(),
    };
    let mut about_database = database::examine(&config.database_url, kind, key, clock).await;
    let about_log = about_database.log.take();
    findings.extend(about_database.under(about_key));
    findings.push(log::examine(&config.log_key.place(), &log_key, config.demonstration, about_log));
    findings.extend(config.witnesses.clone().map(log::witnesses));
    findings.push(site::examine(&config.site_root, &config.browser_files));
    findings.push(machine::disk(&config.database_url));
    findings.push(machine::reader(reader).await);
    findings
}

fn configuration(variables: &BTreeMap<String, String>) -> Result<(Config, Finding), Finding> {
    let wrong = |found: String, advice: &str| Finding::wrong(Subject::Configuration, found, advice);
    let config = Config::read(variables).map_err(|error| {
        wrong(
            error.to_string(),
            "set the variable as said, and run `delibero doctor` again: nothing else was looked at",
        )
    })?;
    if let Err(error) = tracing_subscriber::EnvFilter::builder().parse(&config.trace_filter) {
        let found = format!("DELIBERO_TRACE is not a filter: {error}");
        return Err(wrong(found, "set DELIBERO_TRACE to a filter such as `info,sqlx=warn`, or remove it"));
    }
    let kind = if config.demonstration { "a demonstration" } else { "work" };
    let found = format!("for {kind}, on http://{}", config.address);
    let finding = if config.demonstration && !config.address.ip().is_loopback() {
        let advice =
            "set DELIBERO_ADDRESS to an address of 127.0.0.1: everybody knows the passwords of a demonstration";
        Finding::warning(Subject::Configuration, format!("{found}, which others may reach"), advice)
    } else {
        Finding::ok(Subject::Configuration, found)
    };
    Ok((config, finding))
}

fn data_key(source: KeySource, demonstration: bool) -> (Option<delibero_store::DataKey>, Finding) {
    let place = match &source {
        KeySource::Given(_) => "DELIBERO_DATA_KEY".to_owned(),
        KeySource::File(path) => path.display().to_string(),
    };
    match source.load(false) {
        Ok(key) => (Some(key), Finding::ok(Subject::DataKey, format!("in {place}, readable by its owner alone"))),
        Err(crate::config::ConfigError::NoKey(_)) if demonstration => {
            let advice = "`delibero serve` and `delibero demo` make one in a demonstration";
            (None, Finding::warning(Subject::DataKey, format!("there is none in {place} yet"), advice))
        }
        Err(error) => {
            let advice = match &error {
                crate::config::ConfigError::NoKey(_) => {
                    format!("put back the key of this database; for a new database: `delibero key new {place}`")
                }
                crate::config::ConfigError::OpenKey(_) => format!("`chmod 600 {place}`"),
                crate::config::ConfigError::KeyFile { .. } => {
                    format!("make {place} readable for the user that serves, and for nobody else")
                }
                _ => format!("put back the key of this database: {place} holds 128 hexadecimal digits"),
            };
            (None, Finding::wrong(Subject::DataKey, error.to_string(), advice))
        }
    }
}
