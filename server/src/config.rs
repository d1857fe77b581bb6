//! The configuration: environment variables, all of them checked before anything starts.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use delibero_domain::tlog::Signer;
use delibero_store::DataKey;
use delibero_ui::BrowserFiles;
use thiserror::Error;

use crate::closed_file;
use crate::log_key::{LogKeyError, LogKeySource};
use crate::web::client::Proxies;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TraceFormat {
    Text,
    Json,
}

/// What the program is told from outside.
#[derive(Clone, Debug)]
pub struct Config {
    /// `DATABASE_URL`: `sqlite://PATH` or `postgres://…`.
    pub database_url: String,
    /// `DELIBERO_ADDRESS`, else `LEPTOS_SITE_ADDR`: where to listen.
    pub address: SocketAddr,
    /// `DELIBERO_DATA_KEY` (128 hexadecimal digits), else the file `DELIBERO_DATA_KEY_FILE`.
    pub data_key: KeySource,
    /// `DELIBERO_LOG_KEY` (`PRIVATE+KEY+…`), else the file `DELIBERO_LOG_KEY_FILE`: what signs the tree of the log.
    pub log_key: LogKeySource,
    /// `DELIBERO_LOG_KEY_FILE_BEFORE`: the file of the key before, which signs as well until everybody knows the new one.
    pub log_key_before: Option<LogKeySource>,
    /// `DELIBERO_WITNESSES`: a file with the witnesses that cosign how far the log is.
    pub witnesses: Option<PathBuf>,
    /// `DELIBERO_DEMO`: whether the sign-in page shows the demonstration accounts.
    pub demonstration: bool,
    /// `DELIBERO_SITE_ROOT`, else `LEPTOS_SITE_ROOT`: the folder of the built site.
    pub site_root: PathBuf,
    /// `LEPTOS_SITE_PKG_DIR` and `LEPTOS_OUTPUT_NAME`: the style sheet and the browser's program in that folder.
    pub browser_files: BrowserFiles,
    /// `LEPTOS_RELOAD_PORT` while `cargo-leptos watch` runs this program (`LEPTOS_WATCH`), and never in a release build.
    pub reload_port: Option<u16>,
    /// `DELIBERO_SECURE_COOKIES`: whether cookies travel over HTTPS only; only a demonstration on loopback may do without.
    pub secure_cookies: bool,
    /// `DELIBERO_MIGRATE`: whether commands bring the schema up to date before they begin.
    pub migrate: bool,
    /// `DELIBERO_TRUSTED_PROXIES`: whose word about the address of a client is taken.
    pub proxies: Proxies,
    /// `DELIBERO_TRACE`: what is traced.
    pub trace_filter: String,
    /// `DELIBERO_TRACE_FORMAT`: `text` or `json`.
    pub trace_format: TraceFormat,
}

/// Where the data key is.
#[derive(Clone, Debug)]
pub enum KeySource {
    Given(DataKey),
    /// In a file, which the demonstration may make.
    File(PathBuf),
}

/// What is wrong with the configuration, and what to do.
#[derive(Debug, Error)]
pub enum ConfigError {
    #[error("{0} is not a variable of this program; remove it, or see the table in README.md")]
    Unknown(String),
    #[error("{variable} must be {expected}")]
    Value { variable: &'static str, expected: &'static str },
    #[error(
        "this program was built without the demonstration; remove DELIBERO_DEMO, or build it with `cargo build --package delibero`"
    )]
    NoDemonstration,
    #[error(
        "there is no data key in {0}; set DELIBERO_DATA_KEY or DELIBERO_DATA_KEY_FILE, or make one with `delibero key new FILE`"
    )]
    NoKey(PathBuf),
    #[error("others can read the data key file {0}; close it with `chmod 600 {0}`, and think of who may have read it")]
    OpenKey(PathBuf),
    #[error("the data key file {path} cannot be used: {error}")]
    KeyFile { path: PathBuf, error: std::io::Error },
    #[error(transparent)]
    LogKey(#[from] LogKeyError),
}

const VARIABLES: &[&str] = &[
    "DELIBERO_ADDRESS",
    "DELIBERO_DATA_KEY",
    "DELIBERO_DATA_KEY_FILE",
    "DELIBERO_DEMO",
    "DELIBERO_LOG_KEY",
    "DELIBERO_LOG_KEY_FILE",
    "DELIBERO_LOG_KEY_FILE_BEFORE",
    "DELIBERO_MIGRATE",
    "DELIBERO_SECURE_COOKIES",
    "DELIBERO_SITE_ROOT",
    "DELIBERO_TRACE",
    "DELIBERO_TRACE_FORMAT",
    "DELIBERO_TRUSTED_PROXIES",
    "DELIBERO_WITNESSES",
];

/// Variables of the build and of the tests: they may be set and mean nothing here.
const VARIABLES_OF_TOOLS: &[&str] = &["DELIBERO_TOOLS", "DELIBERO_TEST_POSTGRES_URL"];

impl Config {
    /// Reads the variables of the process.
    ///
    /// # Errors
    /// When one is not understood.
    pub fn from_environment() -> Result<Self, ConfigError> {
        Self::read(&std::env::vars().collect())
    }

    /// Reads variables.
    ///
    /// # Errors
    /// When one is not understood.
    pub fn read(variables: &BTreeMap<String, String>) -> Result<Self, ConfigError> {
        let ours = |name: &&String| name.starts_with("DELIBERO_");
        let known = |name: &str| VARIABLES.contains(&name) || VARIABLES_OF_TOOLS.contains(&name);
        if let Some(name) = variables.keys().filter(ours).find(|name| !known(name)) {
            return Err(ConfigError::Unknown(name.clone()));
        }
        let get = |name: &str| variables.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
        let address = address(&get)?;
        let demonstration = flag(get("DELIBERO_DEMO"), "DELIBERO_DEMO")?.unwrap_or(false);
        if demonstration && !cfg!(feature = "demonstration") {
            return Err(ConfigError::NoDemonstration);
        }
        let database_url = database_url(get("DATABASE_URL"))?;
        let embedded = database_url.starts_with("sqlite:");
        Ok(Self {
            database_url,
            address,
            data_key: data_key(get("DELIBERO_DATA_KEY"), get("DELIBERO_DATA_KEY_FILE"))?,
            log_key: log_key(get("DELIBERO_LOG_KEY"), get("DELIBERO_LOG_KEY_FILE"))?,
            log_key_before: get("DELIBERO_LOG_KEY_FILE_BEFORE").map(|file| LogKeySource::File(file.into())),
            witnesses: get("DELIBERO_WITNESSES").map(PathBuf::from),
            demonstration,
            site_root: get("DELIBERO_SITE_ROOT").or_else(|| get("LEPTOS_SITE_ROOT")).unwrap_or("target/site").into(),
            browser_files: browser_files(&get)?,
            reload_port: reload_port(&get)?,
            secure_cookies: secure_cookies(
                get("DELIBERO_SECURE_COOKIES"),
                demonstration && address.ip().is_loopback(),
            )?,
            migrate: flag(get("DELIBERO_MIGRATE"), "DELIBERO_MIGRATE")?.unwrap_or(demonstration || embedded),
            proxies: proxies(get("DELIBERO_TRUSTED_PROXIES"))?,
            trace_filter: get("DELIBERO_TRACE").unwrap_or("info,sqlx=warn").to_owned(),
            trace_format: match get("DELIBERO_TRACE_FORMAT") {
                None | Some("text") => TraceFormat::Text,
                Some("json") => TraceFormat::Json,
                Some(_) => {
                    return Err(ConfigError::Value { variable: "DELIBERO_TRACE_FORMAT", expected: "text or json" });
                }
            },
        })
    }
}

fn address<'v>(get: &impl Fn(&str) -> Option<&'v str>) -> Result<SocketAddr, ConfigError> {
    let expected = "an address and port like 127.0.0.1:3000";
    let ours = parsed(get("DELIBERO_ADDRESS"), "DELIBERO_ADDRESS", expected)?;
    let of_leptos = || parsed(get("LEPTOS_SITE_ADDR"), "LEPTOS_SITE_ADDR", expected);
    Ok(ours.map_or_else(of_leptos, |address| Ok(Some(address)))?.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000))))
}

/// They are written into every page as they are.
fn browser_files<'v>(get: &impl Fn(&str) -> Option<&'v str>) -> Result<BrowserFiles, ConfigError> {
    let plain = |variable: &'static str, value: &str| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
        let expected = "letters, digits, `-`, `_` and `/`";
        if value.chars().all(is_plain) { Ok(()) } else { Err(ConfigError::Value { variable, expected }) }
    };
    let mut files = BrowserFiles::default();
    if let Some(folder) = get("LEPTOS_SITE_PKG_DIR") {
        plain("LEPTOS_SITE_PKG_DIR", folder)?;
        files.folder = folder.trim_matches('/').into();
    }
    if let Some(name) = get("LEPTOS_OUTPUT_NAME") {
        plain("LEPTOS_OUTPUT_NAME", name)?;
        files.name = name.into();
    }
    Ok(files)
}

fn reload_port<'v>(get: &impl Fn(&str) -> Option<&'v str>) -> Result<Option<u16>, ConfigError> {
    let watched = get("LEPTOS_WATCH").is_some_and(|watched| !matches!(watched, "false" | "0"));
    let production = get("LEPTOS_ENV").is_some_and(|kind| kind.eq_ignore_ascii_case("PROD"));
    let port = parsed(get("LEPTOS_RELOAD_PORT"), "LEPTOS_RELOAD_PORT", "a port like 3001")?;
    Ok(port.filter(|_| cfg!(debug_assertions) && watched && !production))
}

fn secure_cookies(value: Option<&str>, harmless: bool) -> Result<bool, ConfigError> {
    let variable = "DELIBERO_SECURE_COOKIES";
    match flag(value, variable)? {
        Some(false) if !harmless => Err(ConfigError::Value {
            variable,
            expected: "1: only a demonstration on a loopback address may do without",
        }),
        chosen => Ok(chosen.unwrap_or(!harmless)),
    }
}

fn proxies(value: Option<&str>) -> Result<Proxies, ConfigError> {
    let expected = "addresses and networks like 10.0.0.7 or 10.0.0.0/8, with commas between them";
    Proxies::read(value.unwrap_or_default())
        .ok_or(ConfigError::Value { variable: "DELIBERO_TRUSTED_PROXIES", expected })
}

fn database_url(value: Option<&str>) -> Result<String, ConfigError> {
    let url = value.unwrap_or("sqlite://data/delibero.sqlite");
    if ["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme)) {
        Ok(url.to_owned())
    } else {
        Err(ConfigError::Value { variable: "DATABASE_URL", expected: "sqlite://PATH or postgres://USER@HOST/DATABASE" })
    }
}

fn data_key(given: Option<&str>, file: Option<&str>) -> Result<KeySource, ConfigError> {
    match given {
        Some(hexadecimal) => DataKey::from_hex(hexadecimal)
            .map(KeySource::Given)
            .map_err(|_| ConfigError::Value { variable: "DELIBERO_DATA_KEY", expected: "128 hexadecimal digits" }),
        None => Ok(KeySource::File(file.unwrap_or("data/delibero.key").into())),
    }
}

fn log_key(given: Option<&str>, file: Option<&str>) -> Result<LogKeySource, ConfigError> {
    let expected = "a key that `delibero key log` makes, PRIVATE+KEY+…";
    match given {
        Some(word) => Signer::from_private_key(word)
            .map(|signer| LogKeySource::Given(Box::new(signer)))
            .map_err(|_| ConfigError::Value { variable: "DELIBERO_LOG_KEY", expected }),
        None => Ok(LogKeySource::File(file.unwrap_or("data/delibero-log.key").into())),
    }
}

fn parsed<T: std::str::FromStr>(
    value: Option<&str>,
    variable: &'static str,
    expected: &'static str,
) -> Result<Option<T>, ConfigError> {
    value.map(|word| word.parse().map_err(|_| ConfigError::Value { variable, expected })).transpose()
}

fn flag(value: Option<&str>, variable: &'static str) -> Result<Option<bool>, ConfigError> {
    match value {
        None => Ok(None),
        Some("1" | "true" | "yes" | "on") => Ok(Some(true)),
        Some("0" | "false" | "no" | "off") => Ok(Some(false)),
        Some(_) => Err(ConfigError::Value { variable, expected: "1 or 0" }),
    }
}

impl KeySource {
    /// The key; in a file that is not there yet it is made where `make_missing` says so.
    ///
    /// # Errors
    /// When there is none, or the file is not one.
    pub fn load(self, make_missing: bool) -> Result<DataKey, ConfigError> {
        let path = match self {
            Self::Given(key) => return Ok(key),
            Self::File(path) => path,
        };
        match closed_file::read(&path) {
            Ok(None) => Err(ConfigError::OpenKey(path)),
            Ok(Some(hexadecimal)) => DataKey::from_hex(hexadecimal.trim())
                .map_err(|_| ConfigError::Value { variable: "the data key file", expected: "128 hexadecimal digits" }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && make_missing => {
                make_key(&path).map_err(|error| ConfigError::KeyFile { path, error })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(ConfigError::NoKey(path)),
            Err(error) => Err(ConfigError::KeyFile { path, error }),
        }
    }
}

/// Makes a new data key in a file that only its owner can read, and that must not exist yet.
///
/// # Errors
/// When the file exists or cannot be written.
///
/// # Panics
/// Never: the digits made here are a key.
pub fn make_key(path: &Path) -> std::io::Result<DataKey> {
    let mut bytes = [0_u8; 64];
    crate::entropy::fill(&mut bytes);
    let hexadecimal = hex::encode(bytes);
    closed_file::write_new(path, &hexadecimal)?;
    Ok(DataKey::from_hex(&hexadecimal).expect("128 hexadecimal digits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(&pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn nothing_set_is_the_embedded_default_on_loopback() {
        let config = read(&[]).expect("defaults");
        assert_eq!(config.database_url, "sqlite://data/delibero.sqlite");
        assert_eq!(config.address.to_string(), "127.0.0.1:3000");
        assert!(config.secure_cookies && config.migrate && !config.demonstration);
    }

    #[test]
    fn cookies_are_secure_but_in_a_demonstration_on_loopback() {
        let demonstration = ("DELIBERO_DEMO", "1");
        let open = ("DELIBERO_ADDRESS", "0.0.0.0:3000");
        assert!(!read(&[demonstration]).expect("valid").secure_cookies);
        assert!(read(&[demonstration, ("DELIBERO_SECURE_COOKIES", "1")]).expect("valid").secure_cookies);
        assert!(read(&[demonstration, open]).expect("valid").secure_cookies);
        for more in [vec![], vec![demonstration, open]] {
            let refused = [more, vec![("DELIBERO_SECURE_COOKIES", "0")]].concat();
            assert!(read(&refused).is_err(), "{refused:?}");
        }
    }

    #[test]
    fn the_environment_of_leptos_is_followed_and_ours_goes_first() {
        let leptos = [
            ("LEPTOS_SITE_ADDR", "127.0.0.1:4000"),
            ("LEPTOS_SITE_ROOT", "elsewhere"),
            ("LEPTOS_SITE_PKG_DIR", "built"),
            ("LEPTOS_OUTPUT_NAME", "portal"),
            ("LEPTOS_RELOAD_PORT", "4001"),
        ];
        let config = read(&leptos).expect("valid");
        assert_eq!(config.address.to_string(), "127.0.0.1:4000");
        assert_eq!(config.site_root, Path::new("elsewhere"));
        assert_eq!((&*config.browser_files.folder, &*config.browser_files.name), ("built", "portal"));
        assert_eq!(config.reload_port, None, "nobody watches");
        let ours = [("DELIBERO_ADDRESS", "127.0.0.1:5000"), ("DELIBERO_SITE_ROOT", "ours")];
        let config = read(&[&leptos[..], &ours].concat()).expect("valid");
        assert_eq!((config.address.port(), config.site_root.as_path()), (5000, Path::new("ours")));
        let watched = [&leptos[..], &[("LEPTOS_WATCH", "true")]].concat();
        let development = cfg!(debug_assertions);
        assert_eq!(read(&watched).expect("valid").reload_port, development.then_some(4001));
        let production = [&watched[..], &[("LEPTOS_ENV", "PROD")]].concat();
        assert_eq!(read(&production).expect("valid").reload_port, None);
    }

    #[test]
    fn postgres_is_migrated_where_that_is_said() {
        let postgres = ("DATABASE_URL", "postgres://delibero@localhost/delibero");
        assert!(!read(&[postgres]).expect("valid").migrate);
        assert!(read(&[postgres, ("DELIBERO_MIGRATE", "1")]).expect("valid").migrate);
        assert!(read(&[postgres, ("DELIBERO_DEMO", "1")]).expect("valid").migrate);
    }

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let path = std::env::temp_dir().join(format!("delibero-key-{}", std::process::id()));
        make_key(&path).expect("a key");
        assert!(KeySource::File(path.clone()).load(false).is_ok());
        for mode in [0o640, 0o604, 0o620] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("a mode");
            assert!(matches!(KeySource::File(path.clone()).load(true), Err(ConfigError::OpenKey(_))), "{mode:o}");
        }
        std::fs::remove_file(path).expect("it is there");
    }

    #[test]
    fn what_is_not_understood_stops_the_start_and_is_named() {
        for (name, value) in [
            ("DELIBERO_ADRESS", "127.0.0.1:3000"),
            ("DELIBERO_ADDRESS", "here"),
            ("DATABASE_URL", "mysql://x"),
            ("DELIBERO_DATA_KEY", "abc"),
            ("DELIBERO_LOG_KEY", "abc"),
            ("DELIBERO_DEMO", "perhaps"),
            ("DELIBERO_TRACE_FORMAT", "xml"),
            ("DELIBERO_TRUSTED_PROXIES", "proxy.example"),
            ("LEPTOS_SITE_ADDR", "3000"),
            ("LEPTOS_RELOAD_PORT", "port"),
            ("LEPTOS_OUTPUT_NAME", "a\" onload"),
        ] {
            let error = read(&[(name, value)]).expect_err(name).to_string();
            assert!(error.contains(name), "{error}");
        }
    }
}
