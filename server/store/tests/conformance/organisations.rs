//! What is registered of organisations.

use delibero_domain::catalogue::files::builtin;
use delibero_domain::identifier::OrganisationId;
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_testkit::examples::word;
use delibero_testkit::{FixedClock, SeededRandomness};
use delibero_usecases::accounts::Actor;
use delibero_usecases::directory::{DirectoryStore as _, StopKind};
use delibero_usecases::journal::{AdministrationFilter, JournalStore as _};
use delibero_usecases::organisations::{
    Field, LoadRow, OrganisationError, OrganisationQuery, OrganisationSort, OrganisationStore as _, Problem,
    Registered, Registering, StateFilter, Typed, TypedMembership,
};
use jiff::civil::Date;

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    an_organisation_is_registered_changed_and_found,
    a_recipient_is_given_by_another_than_proposed_it,
    what_has_ended_belongs_to_nobody,
    every_change_stands_in_the_journal,
    a_file_loaded_again_changes_nothing,
    a_list_is_filtered_sorted_and_paged,
);

struct Office {
    case: TestDatabase,
    clock: FixedClock,
    randomness: SeededRandomness,
    catalogue: delibero_domain::catalogue::Catalogue,
}

const TODAY: Date = Date::constant(2025, 6, 16);

fn actor(user: &str, role: Role) -> Actor {
    Actor { user: word(user), organisation: word("bcss-committee"), roles: vec![role] }
}

impl Office {
    fn new(case: TestDatabase) -> Self {
        let clock = FixedClock::at("2025-06-16T09:30:00Z");
        Self { case, clock, randomness: SeededRandomness::new(1), catalogue: builtin().unwrap() }
    }

    fn with<'o>(&'o self, writer: &'o Actor) -> Registering<'o> {
        Registering::new(&self.case.database, &self.catalogue, &self.clock, &self.randomness, Some(writer))
    }

    async fn find(&self, id: &str) -> Registered {
        self.case.database.registered(&word(id)).await.unwrap().unwrap()
    }

    async fn register(&self, name: &str, number: &str) -> OrganisationId {
        let writer = actor("helene", Role::Secretariat);
        self.with(&writer).register("", &typed(name, number)).await.unwrap()
    }
}

fn typed(name: &str, number: &str) -> Typed {
    let mut typed = Typed::default();
    for field in [Field::NameFr, Field::NameNl, Field::NameDe] {
        typed.set(field, name);
    }
    typed.set(Field::EnterpriseNumber, number);
    typed
}

fn membership(from: &str, until: &str) -> TypedMembership {
    TypedMembership {
        recipient: "cpas".to_owned(),
        deliberation: "20/130".to_owned(),
        from: from.to_owned(),
        until: until.to_owned(),
    }
}

fn everything() -> OrganisationQuery {
    OrganisationQuery {
        words: Vec::new(),
        state: None,
        recipient: None,
        region: None,
        sector: None,
        only: None,
        day: TODAY,
        sort: OrganisationSort::Name(Language::Fr),
        descending: false,
        skip: 0,
        most: 50,
    }
}

async fn an_organisation_is_registered_changed_and_found(case: TestDatabase) {
    let office = Office::new(case);
    let id = office.register("CPAS de Liège", "0206.731.645").await;
    assert_eq!(id.as_str(), "cpas-de-liege");
    let writer = actor("helene", Role::Secretariat);
    let mut changed = typed("CPAS de Liège", "0206.731.645");
    changed.set(Field::Municipality, "Liège");
    changed.set(Field::Region, "wallonia");
    changed.set(Field::LegalContexts, "A\nB");
    office.with(&writer).change(&id, 1, &changed, "moved").await.unwrap();
    let found = office.find("cpas-de-liege").await;
    assert_eq!((found.revision, Typed::of(&found.particulars).get(Field::LegalContexts)), (2, "A\nB"));
    let late = typed("Another", "0206.731.645");
    let conflict = office.with(&writer).change(&id, 1, &late, "").await.unwrap_err();
    assert!(matches!(conflict, OrganisationError::Conflict(now) if *now == found));
    let again = office.with(&writer).register("", &typed("CPAS de Liège", "0207.000.077")).await.unwrap_err();
    assert!(matches!(again, OrganisationError::Wrong(wrongs) if wrongs[0].problem == Problem::Taken));
    let taken = office.with(&writer).register("", &late).await.unwrap_err();
    assert!(matches!(taken, OrganisationError::EnterpriseTaken(other) if other == id));
    let nobody = actor("marie", Role::CaseWorker);
    assert!(matches!(office.with(&nobody).register("", &late).await, Err(OrganisationError::NotAllowed(_))));
    let decided = office.case.database.organisation(&id).await.unwrap().unwrap();
    assert_eq!(decided.legal_contexts, ["A", "B"]);
}

async fn a_recipient_is_given_by_another_than_proposed_it(case: TestDatabase) {
    let office = Office::new(case);
    let id = office.register("CPAS", "0206.731.645").await;
    let both = Actor { roles: vec![Role::Secretariat, Role::Approver], ..actor("helene", Role::Secretariat) };
    let with = office.with(&both);
    with.propose(&id, &membership("2025-06-17", "2026-01-31"), "20/130").await.unwrap();
    let proposal = office.find("cpas").await.proposals.remove(0);
    assert!(matches!(with.confirm(&proposal.id).await, Err(OrganisationError::OwnProposal)));
    let twice = with.propose(&id, &membership("2026-01-31", ""), "20/130").await.unwrap_err();
    assert!(matches!(twice, OrganisationError::Wrong(wrongs) if wrongs[0].problem == Problem::Belongs));
    assert!(matches!(with.propose(&id, &membership("2026-02-01", ""), " ").await, Err(OrganisationError::WhyMissing)));
    let approver = actor("koen", Role::Approver);
    office.with(&approver).confirm(&proposal.id).await.unwrap();
    assert!(matches!(office.with(&approver).confirm(&proposal.id).await, Err(OrganisationError::NoProposal)));
    let decided = office.case.database.organisation(&id).await.unwrap().unwrap();
    let on = |day: &str| decided.recipients_on(word(day)).len();
    assert_eq!((on("2025-06-16"), on("2025-06-17"), on("2026-01-31"), on("2026-02-01")), (0, 1, 1, 0));
    let given = "cpas 20/130 2025-06-17 2026-01-31";
    let later = with.close(&id, given, word("2026-02-01"), "closed").await;
    assert!(matches!(later, Err(OrganisationError::LastDay)));
    with.close(&id, given, word("2025-12-31"), "closed").await.unwrap();
    assert_eq!(office.find("cpas").await.memberships[0].until, Some(word("2025-12-31")));
}

async fn what_has_ended_belongs_to_nobody(case: TestDatabase) {
    let office = Office::new(case);
    let id = office.register("CPAS", "0206.731.645").await;
    let (writer, approver) = (actor("helene", Role::Secretariat), actor("koen", Role::Approver));
    let with = office.with(&writer);
    with.propose(&id, &membership("2025-01-01", ""), "20/130").await.unwrap();
    office.with(&approver).confirm(&office.find("cpas").await.proposals[0].id).await.unwrap();
    with.stop(&id, StopKind::Suspended, "no adviser").await.unwrap();
    assert!(matches!(with.stop(&id, StopKind::Suspended, "again").await, Err(OrganisationError::Already)));
    let stopped = office.case.database.organisation(&id).await.unwrap().unwrap().stopped.unwrap();
    assert_eq!(
        (stopped.kind, stopped.by, stopped.why.as_str()),
        (StopKind::Suspended, Some(word("helene")), "no adviser")
    );
    with.resume(&id, "there is one").await.unwrap();
    assert_eq!(office.find("cpas").await.stopped, None);
    with.propose(&id, &TypedMembership { recipient: "secal".to_owned(), ..membership("2025-01-01", "") }, "x")
        .await
        .unwrap();
    with.stop(&id, StopKind::Ended, "merged").await.unwrap();
    let ended = office.find("cpas").await;
    assert!(ended.proposals.is_empty() && ended.recipients_on(TODAY).is_empty());
    assert_eq!(ended.memberships[0].until, Some(word("2025-06-15")));
    assert!(matches!(with.propose(&id, &membership("2025-07-01", ""), "x").await, Err(OrganisationError::Ended)));
    assert!(office.case.database.registered(&word("nobody")).await.unwrap().is_none());
}

async fn every_change_stands_in_the_journal(case: TestDatabase) {
    let office = Office::new(case);
    let id = office.register("CPAS", "0206.731.645").await;
    let writer = actor("helene", Role::Secretariat);
    let mut changed = typed("CPAS", "0206.731.645");
    changed.set(Field::Street, "rue Haute 1");
    office.with(&writer).change(&id, 1, &changed, "moved").await.unwrap();
    office.with(&writer).stop(&id, StopKind::Suspended, "no adviser").await.unwrap();
    let filter = AdministrationFilter { subject: Some(id.to_string()), ..AdministrationFilter::default() };
    let page = office.case.database.administration_page(&filter, None, 10).await.unwrap();
    let told: Vec<_> = page
        .entries
        .iter()
        .map(|logged| {
            let fields = logged.entry.changed().iter().map(|found| found.field.to_owned()).collect::<Vec<_>>();
            (fields, logged.entry.why.clone().unwrap_or_default(), logged.entry.before.is_none())
        })
        .collect();
    let words = |fields: &[&str]| fields.iter().map(|field| (*field).to_owned()).collect::<Vec<_>>();
    assert_eq!(told[0], (words(&["state"]), "no adviser".to_owned(), false));
    assert_eq!(told[1], (words(&["street"]), "moved".to_owned(), false));
    assert_eq!(told[2].0, words(&["enterprise_number", "name_de", "name_fr", "name_nl", "state"]));
    assert!(told[2].2 && told.len() == 3);
}

fn row(line: u32, cells: &[(&str, &str)]) -> LoadRow {
    let cells = cells.iter().map(|(head, value)| ((*head).to_owned(), (*value).to_owned())).collect();
    LoadRow { line, cells }
}

fn cpas(line: u32, name: &str, number: &str, recipients: &str) -> LoadRow {
    let names = [("name_fr", name), ("name_nl", name), ("name_de", name)];
    let mut cells = names.to_vec();
    cells.extend([("enterprise_number", number), ("recipients", recipients)]);
    row(line, &cells)
}

async fn a_file_loaded_again_changes_nothing(case: TestDatabase) {
    let office = Office::new(case);
    let writer = actor("helene", Role::Secretariat);
    let rows = || {
        vec![
            cpas(2, "CPAS d'Arlon", "0206.731.645", "cpas 20/130 2025-01-01"),
            cpas(3, "CPAS de Huy", "207000077", ""),
            cpas(4, "CPAS de Huy", "0207.000.077", ""),
            cpas(5, "", "0207.000.093", "cpas 20/130 soon"),
        ]
    };
    let report = office.with(&writer).load("cpas.csv", rows()).await.unwrap();
    assert_eq!((report.added, report.changed, report.known, report.proposed), (2, 0, 0, 1));
    let refused: Vec<_> = report.refused.iter().map(|row| (row.line, row.wrongs[0].problem)).collect();
    assert_eq!(refused, [(4, Problem::Twice), (5, Problem::Missing)]);
    assert_eq!(office.case.database.load_report(&report.id).await.unwrap(), Some(report.clone()));
    let again = office.with(&writer).load("cpas.csv", rows()).await.unwrap();
    assert_eq!((again.added, again.changed, again.known, again.proposed), (0, 0, 2, 0));
    let approver = actor("koen", Role::Approver);
    assert!(matches!(office.with(&approver).confirm_load(&again.id).await, Err(OrganisationError::NoProposal)));
    assert_eq!(office.with(&approver).confirm_load(&report.id).await.unwrap(), 1);
    let third = office.with(&writer).load("cpas.csv", rows()).await.unwrap();
    assert_eq!((third.known, third.proposed), (2, 0), "what is given is not proposed again");
}

async fn a_list_is_filtered_sorted_and_paged(case: TestDatabase) {
    let office = Office::new(case);
    let writer = actor("helene", Role::Secretariat);
    for (name, number) in [("CPAS d'Éghezée", "0206.731.645"), ("CPAS de Huy", "0207.000.077")] {
        office.register(name, number).await;
    }
    let id = word("cpas-de-huy");
    office.with(&writer).propose(&id, &membership("2025-01-01", ""), "20/130").await.unwrap();
    let list = async |query: OrganisationQuery| {
        let page = office.case.database.registered_page(&query).await.unwrap();
        (page.total, page.organisations.iter().map(|found| found.id.to_string()).collect::<Vec<_>>())
    };
    let every = everything();
    assert_eq!(list(every.clone()).await.1, ["cpas-d-eghezee", "cpas-de-huy"]);
    let turned = OrganisationQuery { descending: true, most: 1, ..every.clone() };
    assert_eq!(list(turned).await, (2, vec!["cpas-de-huy".to_owned()]));
    let waiting = OrganisationQuery { state: Some(StateFilter::Waiting), ..every.clone() };
    assert_eq!(list(waiting).await.1, ["cpas-de-huy"]);
    let worded = OrganisationQuery { words: vec!["eghezee".to_owned()], ..every.clone() };
    assert_eq!(list(worded).await.1, ["cpas-d-eghezee"]);
    let of_cpas = OrganisationQuery { recipient: Some(word("cpas")), ..every.clone() };
    assert_eq!(list(of_cpas.clone()).await.0, 0, "what is proposed is not given");
    let approver = actor("koen", Role::Approver);
    let proposal = office.find("cpas-de-huy").await.proposals.remove(0);
    office.with(&approver).confirm(&proposal.id).await.unwrap();
    assert_eq!(list(of_cpas).await.1, ["cpas-de-huy"]);
    assert!(office.case.database.integration_counts(&id, TODAY).await.unwrap().is_empty());
    assert!(office.case.database.decisions_by_month(&id, TODAY).await.unwrap().is_empty());
    assert!(office.case.database.users_of(&id).await.unwrap().is_empty());
}
