//! Loading files of attestations into a store: everything, nothing, or everything but what was refused.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::identifier::ServiceId;
use delibero_domain::niss::{Niss, NissRules};
use delibero_domain::period::{Quarter, QuarterRange};
use delibero_domain::record::{Edition, Record};
use delibero_files::records::{
    ImportError, ImportOptions, ImportReport, NoProgress, Progress, Stage, import_records, temporary_id,
};
use delibero_store::{DataKey, Database};
use delibero_testkit::records::{attestations, versions};
use delibero_testkit::{FixedClock, SeededRandomness};
use delibero_usecases::directory::PersonState;
use delibero_usecases::records::LoadRefusal;
use delibero_usecases::records::{RecordStore as _, StoredVersion};
use delibero_usecases::source_loads::{
    LoadKeeping, LoadProblem, Rule, SourceLoad, SourceLoadStore as _, SourceLoading, UnusableFile,
};
use jiff::civil::date;
use sha2::Digest as _;

const SAMPLE: &str = include_str!("samples/attestations.xml");
const FIRST: &str = "0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2e01";

/// A folder and an empty store of its own.
struct Place {
    folder: PathBuf,
    store: Database,
    catalogue: Catalogue,
    service: ServiceId,
    loaded: AtomicU32,
}

impl Place {
    async fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("import-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite:{}", folder.join("store.db").display());
        let store = Database::connect(&url, &DataKey::from_hex(&"7e".repeat(64)).unwrap()).await.unwrap();
        store.migrate().await.unwrap();
        let service = ServiceId::new("hdi").unwrap();
        Self { folder, store, catalogue: builtin().unwrap(), service, loaded: AtomicU32::new(1) }
    }

    fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.join(name);
        std::fs::write(&path, contents).unwrap();
        path
    }

    async fn import(&self, path: &Path) -> Result<ImportReport, ImportError> {
        self.import_with(path, &in_demonstration(), &NoProgress).await
    }

    async fn import_with(
        &self,
        path: &Path,
        options: &ImportOptions,
        progress: &dyn Progress,
    ) -> Result<ImportReport, ImportError> {
        self.import_of(&self.service, path, options, progress).await.0
    }

    /// What became of it, and what is noted of it.
    async fn import_of(
        &self,
        service: &ServiceId,
        path: &Path,
        options: &ImportOptions,
        progress: &dyn Progress,
    ) -> (Result<ImportReport, ImportError>, SourceLoad) {
        let clock = FixedClock::at("2026-11-28T09:30:00Z");
        let randomness = SeededRandomness::new(self.loaded.fetch_add(1, Ordering::Relaxed).into());
        let keeping = LoadKeeping { loads: &self.store, clock: &clock, randomness: &randomness };
        let size = path.metadata().map_or(0, |found| found.len());
        let mut loading = SourceLoading::at_command_line(keeping, service, ("a.xml", size)).await.unwrap();
        let outcome = import_records(&self.store, &self.catalogue, &mut loading, path, options, progress).await;
        let noted = self.store.source_load(&loading.load().id).await.unwrap().unwrap();
        assert_eq!(&noted, loading.load());
        (outcome, noted)
    }

    async fn versions(&self, id: &str) -> Vec<StoredVersion> {
        let mut work = self.store.begin_records().await.unwrap();
        versions(work.as_mut(), &self.service, id).await.unwrap()
    }

    async fn attestations(&self, person: Niss) -> Vec<Record> {
        let quarter = |word: &str| word.parse::<Quarter>().unwrap();
        let range = QuarterRange { first: quarter("2024Q1"), last: quarter("2025Q4") };
        let mut work = self.store.begin_records().await.unwrap();
        attestations(work.as_mut(), &self.service, person, range).await.unwrap()
    }

    async fn state(&self, person: &str) -> PersonState {
        self.store.begin_records().await.unwrap().person_state(niss(person)).await.unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The persons of the sample are the demonstration's.
fn in_demonstration() -> ImportOptions {
    ImportOptions::new(NissRules { today: date(2026, 11, 28), demonstration: true })
}

fn niss(digits: &str) -> Niss {
    digits.parse().unwrap()
}

/// New, higher, lower, same, refused.
fn counts(report: &ImportReport) -> [u64; 5] {
    assert_eq!(report.records, report.new + report.higher + report.lower + report.same + report.refused);
    [report.new, report.higher, report.lower, report.same, report.refused]
}

#[tokio::test]
async fn the_sample_loads_and_loading_it_again_changes_nothing() {
    let place = Place::new().await;
    let path = place.write("a.xml", SAMPLE);
    let report = place.import(&path).await.unwrap();
    assert_eq!((counts(&report), report.exit_code()), ([4, 0, 0, 0, 0], 0));
    assert_eq!((report.bytes, &report.rejects), (SAMPLE.len() as u64, &None));
    assert_eq!(place.versions(FIRST).await[0].record.edition, Edition::Version(2));
    assert_eq!(place.state("72281499995").await, PersonState::Replaced(niss("85073099932")));
    let person = niss("01021599970");
    let found = place.attestations(person).await;
    assert_eq!(found.iter().map(|found| found.edition == Edition::Temporary).collect::<Vec<_>>(), [true, false]);
    assert_eq!(found[0].id, temporary_id(&place.store, person, found[0].time, "100"));

    let again = place.import(&path).await.unwrap();
    assert_eq!(counts(&again), [0, 0, 0, 4, 0]);
    assert_eq!(place.attestations(person).await, found);
}

#[tokio::test]
async fn versions_may_come_in_any_order() {
    let place = Place::new().await;
    let with = |version: u32| SAMPLE.replace("Version>2<", &format!("Version>{version}<"));
    for (version, expected) in [(2, [4, 0, 0, 0, 0]), (3, [0, 1, 0, 3, 0]), (1, [0, 0, 1, 3, 0])] {
        let report = place.import(&place.write("a.xml", with(version))).await.unwrap();
        assert_eq!(counts(&report), expected, "version {version}");
    }
    let stored: Vec<_> = place.versions(FIRST).await.iter().map(|found| found.record.edition).collect();
    assert_eq!(stored, [1, 2, 3].map(Edition::Version));
    let changed = SAMPLE.replace("<hours>6<", "<hours>7<");
    let report = place.import(&place.write("a.xml", changed)).await.unwrap();
    assert_eq!(counts(&report), [0, 1, 0, 3, 0], "a temporary attestation is replaced");
}

#[tokio::test]
async fn one_bad_record_is_refused_alone_and_loads_once_corrected() {
    let place = Place::new().await;
    let broken = SAMPLE.replace("<attestations>", "<attestations\n xmlns='urn:x'>").replace("<days>17<", "<days>x<");
    let path = place.write("a.xml", &broken);
    let report = place.import(&path).await.unwrap();
    assert_eq!((counts(&report), report.exit_code()), ([3, 0, 0, 0, 1], 1));
    let [refused] = report.listed.as_slice() else { panic!("one") };
    let element = "attest/allowances/allowance[1]/payments/payment[1]/days";
    assert_eq!((refused.line, refused.fault.line, refused.fault.element.as_str()), (5, 36, element));
    assert_eq!(refused.fault.rule, Rule::Number);

    let rejects = report.rejects.unwrap();
    assert_eq!(rejects, place.folder.join("a.xml.rejects.xml"));
    let text = std::fs::read_to_string(&rejects).unwrap();
    assert!(text.contains("<attestations\n xmlns='urn:x'>"), "{text}");
    let comment = text.lines().find(|line| line.contains("<!--")).unwrap();
    let expected = format!(
        "  <!-- refused: record on line 5; line 36, {element}: a number has at most 13 digits and two decimals -->"
    );
    assert_eq!(comment, expected);
    std::fs::write(&rejects, text.replace("<days>x<", "<days>17<")).unwrap();
    let report = place.import(&rejects).await.unwrap();
    assert_eq!(counts(&report), [1, 0, 0, 0, 0]);
    assert_eq!(counts(&place.import(&place.write("b.xml", SAMPLE)).await.unwrap()), [0, 0, 0, 4, 0]);
}

#[cfg(unix)]
#[tokio::test]
async fn rejects_are_private_and_never_written_over() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new().await;
    let path = place.write("a.xml", SAMPLE.replace("MODIFICATION", "x"));
    let first = place.import(&path).await.unwrap().rejects.unwrap();
    assert_eq!(first.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let second = place.import(&path).await.unwrap().rejects.unwrap();
    assert_eq!(second, place.folder.join("a.xml.rejects-2.xml"));
    let options = ImportOptions { rejects: Some(first), ..in_demonstration() };
    let error = place.import_with(&path, &options, &NoProgress).await.unwrap_err();
    assert!(matches!(error, ImportError::Rejects { loaded: 0, .. }), "{error}");
    let options = ImportOptions { rejects: Some(place.folder.join("mine")), ..in_demonstration() };
    let report = place.import_with(&path, &options, &NoProgress).await.unwrap();
    assert_eq!(report.rejects, options.rejects);
}

#[tokio::test]
async fn ndjson_is_known_by_its_content_and_its_rejects_load_as_they_are() {
    let place = Place::new().await;
    let record = |id: u32, days: &str| {
        format!(
            "{{\"ssin\":\"85073099932\",\"insurer\":\"300\",\"attest\":{{\"attestationIdentification\":{{\
             \"yearQuarter\":\"2025Q1\",\"creationDate\":\"2025-04-07\",\
             \"attestationId\":\"0195f2a4-0f5e-7c11-9c3e-{id:012}\",\"attestationVersion\":1,\
             \"attestationStatus\":\"CREATION\"}},\"allowances\":[{{\"socialRisk\":\"incapacity\",\
             \"regime\":\"general\",\"period\":{{\"beginDate\":\"2025-01-13\"}},\"payments\":[{{\
             \"period\":{{\"beginDate\":\"2025-01-13\"}},\"days\":{days}}}]}}]}}}}\n"
        )
    };
    let path = place.write("a.xml", record(1, "1") + &record(2, "\"x\"") + "{}\n");
    let report = place.import(&path).await.unwrap();
    assert_eq!(counts(&report), [1, 0, 0, 0, 2]);
    let rejects = report.rejects.unwrap();
    assert_eq!(rejects, place.folder.join("a.xml.rejects.ndjson"));
    let text = std::fs::read_to_string(&rejects).unwrap();
    let last = "{\"_rejected\":{\"element\":\"attest\",\"line\":3,\"reason\":\"this element is missing\"}}";
    assert_eq!(text.lines().last(), Some(last));
    let again = place.import(&rejects).await.unwrap();
    assert_eq!(counts(&again), [0, 0, 0, 0, 2]);
    let text_again = std::fs::read_to_string(again.rejects.unwrap()).unwrap();
    assert_eq!(text_again.matches("_rejected").count(), 2);
    std::fs::write(&rejects, text_again.replace("\"days\":\"x\"", "\"days\":2")).unwrap();
    assert_eq!(counts(&place.import(&rejects).await.unwrap()), [1, 0, 0, 0, 1]);
}

#[tokio::test]
async fn a_file_that_is_broken_at_its_end_loads_nothing() {
    let place = Place::new().await;
    let broken: [Vec<u8>; 6] = [
        SAMPLE.trim_end().trim_end_matches("</attestations>").into(),
        SAMPLE.replace("<hours>6<", &format!("<hours>{}<", "6".repeat(10 << 20))).into(),
        SAMPLE.replace("<hours>6<", "<hours>&bomb;<").into(),
        [SAMPLE.as_bytes(), b"\0"].concat(),
        SAMPLE.replace("ZZ", "\u{e9}").chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect(),
        Vec::new(),
    ];
    for contents in broken {
        let error = place.import(&place.write("a.xml", contents)).await.unwrap_err();
        assert!(matches!(error, ImportError::File { .. }), "{error}");
        assert!(!place.store.has_records().await.unwrap());
    }
    for missing in [place.folder.clone(), place.folder.join("missing")] {
        assert!(matches!(place.import(&missing).await.unwrap_err(), ImportError::File { .. }));
    }
}

#[tokio::test]
async fn what_contradicts_the_store_is_refused_without_naming_anybody() {
    let place = Place::new().await;
    place.import(&place.write("a.xml", SAMPLE)).await.unwrap();
    let other = SAMPLE.replace("<days>17<", "<days>18<").replace("2e02", "2e03");
    let report = place.import(&place.write("b.xml", other)).await.unwrap();
    assert_eq!(counts(&report), [0, 0, 0, 2, 2]);
    let rules: Vec<_> = report.listed.iter().map(|refused| (refused.line, refused.fault.rule)).collect();
    let expected = [(4, Rule::Stored(LoadRefusal::OtherContent)), (54, Rule::Stored(LoadRefusal::OtherPerson))];
    assert_eq!(rules, expected);
    let text = std::fs::read_to_string(report.rejects.unwrap()).unwrap();
    for comment in text.lines().filter(|line| line.contains("<!--")) {
        assert!(!comment.contains("85073099932") && !comment.contains("01021599970"));
    }
}

#[derive(Default)]
struct Steps(Mutex<Vec<(Stage, u64)>>);

impl Progress for Steps {
    fn stage(&self, stage: Stage, bytes: u64) {
        self.0.lock().unwrap().push((stage, bytes));
    }
    fn at(&self, bytes: u64) {
        let mut steps = self.0.lock().unwrap();
        let stage = steps.last().unwrap().0;
        steps.push((stage, bytes));
    }
    fn finished(&self) {}
}

#[tokio::test]
async fn small_transactions_load_everything_and_progress_is_told() {
    let place = Place::new().await;
    let options = ImportOptions { batch: 1, ..in_demonstration() };
    let steps = Steps::default();
    let report = place.import_with(&place.write("a.xml", SAMPLE), &options, &steps).await.unwrap();
    assert_eq!(counts(&report), [4, 0, 0, 0, 0]);
    let steps = steps.0.into_inner().unwrap();
    let size = SAMPLE.len() as u64;
    assert_eq!(steps[0], (Stage::Checking, size));
    assert_eq!(steps.last(), Some(&(Stage::Loading, size)));
    assert_eq!(steps.iter().filter(|(stage, _)| *stage == Stage::Loading).count(), 6);
}

#[tokio::test]
async fn a_service_that_is_not_there_is_an_error() {
    let place = Place::new().await;
    let path = place.write("a.xml", SAMPLE);
    let service = ServiceId::new("nothing").unwrap();
    let (error, noted) = place.import_of(&service, &path, &in_demonstration(), &NoProgress).await;
    assert!(matches!(error, Err(ImportError::UnknownService(_))));
    assert_eq!(noted.problem, Some(LoadProblem::NoFormat));
}

const ANSWER: &str = include_str!("samples/network-answer.xml");
const BATCH: &str = include_str!("samples/network-batch.xml");

#[tokio::test]
async fn messages_of_the_network_load_once_and_version_0_comes_first() {
    let place = Place::new().await;
    let answer = place.write("answer.xml", ANSWER);
    let batch = place.write("batch.xml", BATCH);
    assert_eq!(counts(&place.import(&answer).await.unwrap()), [1, 0, 0, 0, 0]);
    let report = place.import(&batch).await.unwrap();
    assert_eq!((counts(&report), report.exit_code()), ([3, 1, 0, 0, 0], 0));
    let id = "0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2f01";
    let editions = |found: Vec<StoredVersion>| found.iter().map(|one| one.record.edition).collect::<Vec<_>>();
    let expected = [Edition::Version(0), Edition::Version(Edition::MAX_VERSION)];
    assert_eq!(editions(place.versions(id).await), expected);
    for file in [&answer, &batch] {
        let again = place.import(file).await.unwrap();
        assert_eq!(again.same, again.records, "{again:?}");
    }
    let shown = place.attestations(niss("85073003328")).await;
    assert_eq!(shown.iter().map(|found| found.edition).collect::<Vec<_>>(), [expected[1], Edition::Version(3)]);
    assert_eq!(place.state("72281499995").await, PersonState::Replaced(niss("85073003328")));
    let later = ANSWER.replace("12.500", "13").replace("Version>0<", "Version>1<");
    assert_eq!(counts(&place.import(&place.write("later.xml", later)).await.unwrap()), [0, 0, 1, 0, 0]);
    let other = ANSWER.replace("12.500", "13");
    assert_eq!(counts(&place.import(&place.write("other.xml", other)).await.unwrap()), [0, 0, 0, 0, 1]);
}

#[tokio::test]
async fn a_notice_stands_in_until_its_quarter_is_attested() {
    let place = Place::new().await;
    place.import(&place.write("batch.xml", BATCH)).await.unwrap();
    let person = niss("24203200171");
    let [notice] = place.attestations(person).await.try_into().unwrap();
    assert_eq!((notice.edition, notice.time.to_string().as_str()), (Edition::Notice(1), "2025Q2"));
    assert_ne!(notice.id, "0195f2a4-0f5e-7c11-9c3e-6a0f5b1d2f02", "an attestation of that identifier may still come");
    let changed = BATCH.replace("2025-05-09", "2025-05-16");
    assert_eq!(counts(&place.import(&place.write("changed.xml", changed)).await.unwrap()), [0, 1, 0, 3, 0]);
    let attested = ANSWER
        .replace("85073003328", "24203200171")
        .replace("5B1D2F01", "5B1D2F02")
        .replace("<yearQuarter>2025Q1", "<yearQuarter>2025Q2")
        .replace("Version>0<", "Version>1<");
    assert_eq!(counts(&place.import(&place.write("attested.xml", attested)).await.unwrap()), [1, 0, 0, 0, 0]);
    let shown = place.attestations(person).await;
    assert_eq!(shown.iter().map(|found| found.edition).collect::<Vec<_>>(), [Edition::Version(1)]);
    let periods = place.attestations(niss("00003241778")).await;
    assert_eq!(periods.len(), 1);
}

/// Refused in whatever encoding and shape they came, they are loaded from the file of refused records.
#[tokio::test]
async fn refused_records_of_the_network_can_be_corrected_in_utf_8() {
    let wide = |text: &str| text.replace("UTF-8", "UTF-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = |text: &str| {
        let text = text.replace("UTF-8", "ISO-8859-1").replace("MADE:UP", "FAIT:\u{e9}");
        text.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect()
    };
    let broken = [ANSWER.replace("+84.10", "many"), BATCH.replace("2025-05-09", "2025-04-01")];
    for (text, correction) in broken.iter().zip([("many", "+84.10"), ("2025-04-01<", "2025-05-09<")]) {
        let files: [Vec<u8>; 3] = [text.clone().into_bytes(), wide(text), latin(text)];
        for file in files {
            let place = Place::new().await;
            let report = place.import(&place.write("a.xml", file)).await.unwrap();
            assert_eq!((report.refused, report.exit_code()), (1, 1), "{report:?}");
            let rejects = report.rejects.unwrap();
            let kept = std::fs::read_to_string(&rejects).unwrap();
            let reasons = kept.lines().filter(|line| line.contains("refused:")).collect::<String>();
            assert!(!reasons.contains("8507300") && !reasons.contains("242032"), "{reasons}");
            std::fs::write(&rejects, kept.replace(correction.0, correction.1)).unwrap();
            assert_eq!(counts(&place.import(&rejects).await.unwrap()), [1, 0, 0, 0, 0], "{kept}");
        }
    }
}

/// What came in, when, and what it was: also of a file of which nothing was loaded.
#[tokio::test]
async fn each_file_is_noted_with_its_hash_and_its_counts() {
    let place = Place::new().await;
    let broken = SAMPLE.replacen("85073099932", "85073099933", 1);
    let path = place.write("a.xml", format!("{broken}\n\n"));
    let (report, noted) = place.import_of(&place.service, &path, &in_demonstration(), &NoProgress).await;
    let report = report.unwrap();
    assert_eq!((noted.counts.read(), noted.counts.refused), (report.records, report.refused));
    assert!(noted.counts.refused > 0 && noted.ended.is_some() && noted.problem.is_none());
    let hash = sha2::Sha256::digest(std::fs::read(&path).unwrap());
    assert_eq!((noted.hash.unwrap().as_slice(), noted.format.as_deref()), (hash.as_slice(), Some("xml")));
    let cut = place.write("b.xml", &SAMPLE[..SAMPLE.len() / 2]);
    let (_, noted) = place.import_of(&place.service, &cut, &in_demonstration(), &NoProgress).await;
    assert!(matches!(noted.problem, Some(LoadProblem::File(UnusableFile::Truncated, Some(_)))), "{noted:?}");
    assert_eq!((noted.counts.read(), noted.hash), (0, None));
}
