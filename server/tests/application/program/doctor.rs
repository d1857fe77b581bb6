//! `delibero doctor`: a healthy installation, and each way in which one is not, on both engines where that matters.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use delibero::doctor::{Finding, Health, Subject, examine};
use delibero_files::official_texts::Reader;
use delibero_store::{DataKey, Database};
use delibero_testkit::{FixedClock, examples};
use delibero_usecases::consultation::ConsultationStore as _;
use delibero_usecases::directory::DirectoryStore as _;
use delibero_usecases::log_tree::Sequencing;
use serde_json::Value as Json;

const KEY: &str = "5a5a5a5a";
const NOW: &str = "2025-06-02T09:30:00Z";

/// An installation in a folder of its own.
struct Installation {
    folder: PathBuf,
    variables: BTreeMap<String, String>,
    clock: FixedClock,
    reader: Reader,
}

impl Installation {
    fn on(name: &str, database: Option<&str>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("doctor-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let sqlite = format!("sqlite://{}/x.sqlite", folder.display());
        let mut made = Self {
            variables: BTreeMap::new(),
            clock: FixedClock::at(NOW),
            reader: Reader::of(env!("CARGO_BIN_EXE_delibero").into(), Duration::from_secs(120)),
            folder,
        };
        made.set("DATABASE_URL", database.unwrap_or(&sqlite));
        made.set("DELIBERO_DATA_KEY", &KEY.repeat(16));
        made.set("DELIBERO_LOG_KEY", &super::kill::signer().to_private_key());
        made.set("DELIBERO_SITE_ROOT", &made.folder.join("site").display().to_string());
        made.build_site(&delibero_ui::island_names().join("\n"));
        made
    }

    /// On SQLite, with this program's schema.
    async fn healthy(name: &str) -> Self {
        let made = Self::on(name, None);
        made.database(&KEY.repeat(16)).await.close().await;
        made
    }

    fn set(&mut self, variable: &str, value: &str) {
        self.variables.insert(variable.to_owned(), value.to_owned());
    }

    fn build_site(&self, program: &str) {
        let site = self.folder.join("site");
        std::fs::create_dir_all(site.join("pkg")).expect("a folder");
        for (file, content) in [
            ("islands.js", ""),
            ("restored.js", ""),
            ("pkg/delibero.css", ""),
            ("pkg/delibero.wasm", ""),
            ("pkg/delibero.js", program),
        ] {
            std::fs::write(site.join(file), content).expect("written");
        }
    }

    /// Its database, migrated.
    async fn database(&self, key: &str) -> Database {
        let key = DataKey::from_hex(key).expect("a key");
        let database = Database::connect(&self.variables["DATABASE_URL"], &key).await.expect("a database");
        database.migrate().await.expect("a schema");
        database
    }

    async fn findings(&self) -> Vec<Finding> {
        examine(&self.variables, &self.clock, &self.reader).await
    }

    /// What is found about a subject, where everything else is well.
    async fn finding(&self, subject: Subject) -> Finding {
        let findings = self.findings().await;
        for finding in findings.iter().filter(|finding| finding.subject != subject) {
            assert_eq!(finding.health, Health::Ok, "{finding}");
        }
        findings.into_iter().find(|finding| finding.subject == subject).expect("it was looked at")
    }

    /// That something is not well, and what is said of it and of what to do.
    async fn says(&self, subject: Subject, health: Health, words: &[&str]) {
        let findings = self.findings().await;
        let finding = findings.iter().find(|finding| finding.subject == subject).expect("it was looked at");
        assert_eq!(finding.health, health, "{finding}");
        for word in words {
            assert!(finding.to_string().contains(word), "{word}: {finding}");
        }
    }

    fn at_a_shell(&self, arguments: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_delibero"));
        program.arg("doctor").args(arguments).env_clear().envs(&self.variables).output().expect("it runs")
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[tokio::test]
async fn a_healthy_installation_is_told_to_be_one_in_words_and_in_json() {
    let healthy = Installation::healthy("healthy").await;
    let findings = healthy.findings().await;
    assert!(findings.iter().all(|finding| finding.health == Health::Ok), "{findings:?}");
    assert_eq!(findings.len(), 9, "{findings:?}");
    let told = healthy.at_a_shell(&[]);
    let words = String::from_utf8(told.stdout).expect("UTF-8");
    assert_eq!((told.status.code(), words.lines().count()), (Some(0), 9), "{words}");
    let told = healthy.at_a_shell(&["--json"]);
    let json: Json = serde_json::from_slice(&told.stdout).expect("JSON");
    assert_eq!((told.status.code(), json["health"].as_str()), (Some(0), Some("ok")), "{json}");
    assert_eq!(json["findings"][1]["subject"], "data-key");
}

#[tokio::test]
async fn on_postgresql_it_is_told_that_nothing_protects_what_travels() {
    let url = std::env::var("DELIBERO_TEST_POSTGRES_URL")
        .expect("set DELIBERO_TEST_POSTGRES_URL to a PostgreSQL server, or run `.tools/with-postgres cargo test`");
    let mut postgres = Installation::on("postgres", Some(&url));
    postgres.set("DELIBERO_DEMO", "1");
    let database = postgres.database(&KEY.repeat(16)).await;
    database.mark_as_demonstration().await.expect("it may be one");
    database.close().await;
    postgres.clock.set("2999-01-01T00:00:00Z".parse().expect("after whatever another test logged"));
    let database = postgres.finding(Subject::Database).await;
    assert_eq!(database.health, Health::Warning, "{database}");
    assert!(database.to_string().contains("sslmode=verify-full"), "{database}");
    postgres.set("DELIBERO_DEMO", "0");
    postgres.says(Subject::Database, Health::Wrong, &["a demonstration's", "DELIBERO_DEMO=1"]).await;

    let separator = if url.contains('?') { '&' } else { '?' };
    postgres.set("DATABASE_URL", &format!("{url}{separator}options[search_path]=of_the_doctor"));
    postgres.says(Subject::Schema, Health::Wrong, &["there is none yet", "`delibero migrate`"]).await;
}

#[tokio::test]
async fn a_configuration_that_is_wrong_is_all_that_is_told() {
    let mut wrong = Installation::healthy("configuration").await;
    for (variable, value) in [("DELIBERO_ADDRESS", "here"), ("DELIBERO_TRACE", "sqlx=loudly")] {
        wrong.set(variable, value);
        let findings = wrong.findings().await;
        assert_eq!((findings.len(), findings[0].health), (1, Health::Wrong), "{findings:?}");
        assert!(findings[0].found.contains(variable), "{findings:?}");
        wrong.variables.remove(variable);
    }
    wrong.set("DELIBERO_DEMO", "1");
    wrong.set("DELIBERO_ADDRESS", "0.0.0.0:3000");
    wrong.says(Subject::Configuration, Health::Warning, &["others may reach", "127.0.0.1"]).await;
}

#[tokio::test]
async fn a_key_that_is_missing_open_broken_or_another_is_told() {
    let mut keys = Installation::healthy("key").await;
    keys.variables.remove("DELIBERO_DATA_KEY");
    let file = keys.folder.join("x.key");
    keys.set("DELIBERO_DATA_KEY_FILE", &file.display().to_string());
    keys.says(Subject::DataKey, Health::Wrong, &["no data key", "`delibero key new"]).await;
    std::fs::write(&file, "abc").expect("written");
    open_to(&file, 0o644);
    keys.says(Subject::DataKey, Health::Wrong, &["others can read", "`chmod 600"]).await;
    open_to(&file, 0o600);
    keys.says(Subject::DataKey, Health::Wrong, &["128 hexadecimal digits"]).await;
    std::fs::write(&file, "6b".repeat(64)).expect("written");
    let another = keys.finding(Subject::DataKey).await;
    assert!(another.to_string().contains("another data key"), "{another}");
    std::fs::write(&file, KEY.repeat(16)).expect("written");
    assert_eq!(keys.finding(Subject::DataKey).await.health, Health::Ok);
}

#[tokio::test]
async fn a_log_without_its_key_or_that_was_not_signed_with_it_is_told() {
    let mut keys = Installation::healthy("log").await;
    keys.says(Subject::Log, Health::Ok, &["0 entries", "log.example/delibero+"]).await;
    let database = keys.database(&KEY.repeat(16)).await;
    let signer = super::kill::signer();
    let sequencing = Sequencing { store: &database, signer: &signer, before: None, clock: &keys.clock };
    sequencing.integrate_all().await.expect("it is signed");
    database.close().await;
    assert_eq!(keys.finding(Subject::Log).await.health, Health::Ok);

    keys.variables.remove("DELIBERO_LOG_KEY");
    let file = keys.folder.join("log.key");
    keys.set("DELIBERO_LOG_KEY_FILE", &file.display().to_string());
    keys.says(Subject::Log, Health::Wrong, &["no key of the log", "`delibero key log ORIGIN"]).await;
    std::fs::write(&file, "abc").expect("written");
    open_to(&file, 0o644);
    keys.says(Subject::Log, Health::Wrong, &["others can read", "`chmod 600"]).await;
    open_to(&file, 0o600);
    keys.says(Subject::Log, Health::Wrong, &["no key of a log", "PRIVATE+KEY+"]).await;
    std::fs::remove_file(&file).expect("it is there");
    delibero::log_key::make("log.example/delibero", &file).expect("another key");
    keys.says(Subject::Log, Health::Wrong, &["signed with another key", "DELIBERO_LOG_KEY_FILE"]).await;
    let serves = Command::new(env!("CARGO_BIN_EXE_delibero")).arg("serve").env_clear().envs(&keys.variables).output();
    let refused = String::from_utf8(serves.expect("it runs").stderr).expect("UTF-8");
    assert!(refused.contains("signed with another key") && refused.contains("delibero doctor"), "{refused}");
}

#[tokio::test]
async fn witnesses_that_cannot_be_asked_are_told() {
    let mut asks = Installation::healthy("witnesses").await;
    let file = asks.folder.join("witnesses");
    asks.set("DELIBERO_WITNESSES", &file.display().to_string());
    asks.says(Subject::Witnesses, Health::Wrong, &["cannot be read", "DELIBERO_WITNESSES"]).await;
    let key = super::kill::signer().verifier(delibero_domain::tlog::KeyKind::Cosignature);
    std::fs::write(&file, format!("witness {key}\nquorum 1\n")).expect("written");
    asks.says(Subject::Witnesses, Health::Wrong, &["no address", "`witness KEY ADDRESS`"]).await;
    std::fs::write(&file, format!("witness {key} http://127.0.0.1:1\nquorum 2\n")).expect("written");
    asks.says(Subject::Witnesses, Health::Wrong, &["more witnesses are needed than there are"]).await;
    std::fs::write(&file, format!("witness {key} http://127.0.0.1:1\nquorum 1\nstop-after 2\n")).expect("written");
    asks.says(Subject::Witnesses, Health::Ok, &["1 are asked, 1 are needed", "2 h"]).await;
}

fn open_to(file: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode)).expect("a mode");
}

#[tokio::test]
async fn a_database_that_is_missing_away_or_for_something_else_is_told_without_its_password() {
    let mut away = Installation::on("database", None);
    away.says(Subject::Database, Health::Warning, &["no file", "`delibero migrate`"]).await;
    assert!(!away.folder.join("x.sqlite").exists(), "looking makes nothing");
    away.set("DATABASE_URL", "postgres://delibero:a-secret@127.0.0.1:1/delibero");
    let told = away.at_a_shell(&["--json"]);
    let json = String::from_utf8(told.stdout).expect("UTF-8");
    assert!(told.status.code() == Some(1) && !json.contains("a-secret"), "{json}");
    let json: Json = serde_json::from_str(&json).expect("JSON");
    let database = json["findings"].as_array().into_iter().flatten().find(|finding| finding["subject"] == "database");
    assert_eq!(database.map(|finding| finding["health"].clone()), Some("wrong".into()), "{json}");

    let mut work = Installation::healthy("work").await;
    let database = work.database(&KEY.repeat(16)).await;
    let mut unit = database.begin_directory().await.expect("a unit of work");
    unit.add_organisation(&examples::organisation("ocmw-leuven")).await.expect("added");
    unit.commit().await.expect("committed");
    database.close().await;
    work.set("DELIBERO_DEMO", "1");
    work.says(Subject::Database, Health::Wrong, &["it is for work", "DELIBERO_DEMO=0"]).await;
}

#[tokio::test]
async fn a_schema_that_is_not_there_is_brought_or_has_to_be() {
    let mut bare = Installation::on("schema", None);
    let key = DataKey::from_hex(&KEY.repeat(16)).expect("a key");
    Database::connect(&bare.variables["DATABASE_URL"], &key).await.expect("a file").close().await;
    bare.says(Subject::Schema, Health::Warning, &["there is none yet"]).await;
    bare.set("DELIBERO_MIGRATE", "0");
    bare.says(Subject::Schema, Health::Wrong, &["there is none yet", "`delibero migrate`"]).await;
}

#[tokio::test]
async fn a_clock_behind_the_log_is_told() {
    let behind = Installation::healthy("clock").await;
    let database = behind.database(&KEY.repeat(16)).await;
    let mut unit = database.begin_consultation().await.expect("a unit of work");
    let entry = delibero_domain::access_log::Entry {
        at: "2025-06-02T10:30:00Z".parse().expect("an hour later"),
        ..examples::log_entry(None)
    };
    unit.append_log(&entry, [7; delibero_domain::access_log::SALT_LENGTH]).await.expect("logged");
    unit.commit().await.expect("committed");
    database.close().await;
    behind.says(Subject::Clock, Health::Wrong, &["12:30:00", "timedatectl"]).await;
    behind.clock.set("2025-06-02T10:29:00Z".parse().expect("within what clocks may differ"));
    assert_eq!(behind.finding(Subject::Clock).await.health, Health::Ok);
}

#[tokio::test]
async fn a_site_that_is_missing_or_of_another_build_is_told() {
    let site = Installation::healthy("site").await;
    site.build_site("export function _island_Palette_1() {}");
    site.says(Subject::Site, Health::Wrong, &["of another build", "`make build`"]).await;
    std::fs::remove_file(site.folder.join("site/pkg/delibero.wasm")).expect("it is there");
    site.says(Subject::Site, Health::Wrong, &["no pkg/delibero.wasm", "DELIBERO_SITE_ROOT"]).await;
}

#[tokio::test]
async fn a_child_that_does_not_start_is_told() {
    let mut mute = Installation::healthy("child").await;
    mute.reader = Reader::of("/nowhere/at/all".into(), Duration::from_secs(120));
    mute.says(Subject::Reader, Health::Wrong, &["cannot be imported"]).await;
}
