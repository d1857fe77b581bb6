//! The engine beside the floor.

use std::hint::black_box;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{Permit, RecordFacts, Request};

use crate::asking;
use crate::facts;
use crate::floor::Floor;
use crate::measure::{Effort, Side, alternate};
use crate::random::Random;
use crate::synthetic;
use crate::tally::Tally;

/// Records of one workload: few enough to stay in the cache, too many for the processor to learn by heart.
const RECORDS: usize = 16_384;

/// What is decided: a catalogue, and requests to it.
struct Row<'c> {
    name: &'static str,
    catalogue: &'c Catalogue,
    requests: Vec<Request>,
}

fn rows<'c>(shipped: &'c Catalogue, large: &'c Catalogue) -> Vec<Row<'c>> {
    let attest = |catalogue| asking::requests_for(catalogue, "hdi", "consult-attest");
    let of = |recipient: &str, purpose: &str| {
        let mut requests = attest(shipped);
        requests.retain(|it| it.recipient.as_str() == recipient && it.purpose.as_str() == purpose);
        requests
    };
    vec![
        Row { name: "all of the large catalogue", catalogue: large, requests: attest(large) },
        Row { name: "all of the shipped catalogue", catalogue: shipped, requests: attest(shipped) },
        Row { name: "cpas, social inquiry", catalogue: shipped, requests: of("cpas", "social-inquiry") },
        Row { name: "vdab, reintegration (no payments)", catalogue: shipped, requests: of("vdab", "reintegration") },
    ]
}

/// Prints the ratio for several workloads.
pub fn print(shipped: &Catalogue, large: &Catalogue, effort: Effort) {
    for row in rows(shipped, large) {
        with_sides(&row, |floor, engine| {
            let series = alternate(effort, vec![floor, engine]);
            let (floor, engine) = (series[0].spread().median, series[1].spread().median);
            let ratio = series[1].over(&series[0]);
            println!("  {:<34} floor {floor:6.1} ns  engine {engine:6.1} ns  ratio {ratio}", row.name);
        });
    }
}

/// `--work ROW floor|engine PASSES`: only that, for whoever counts instructions from outside. False: it was not asked.
pub fn only_work(arguments: &[String], shipped: &Catalogue) -> bool {
    let Some(at) = arguments.iter().position(|word| word == "--work") else { return false };
    let [row, side, passes] = &arguments[at + 1..at + 4] else { panic!("--work ROW floor|engine PASSES") };
    // Without a clock: what counts instructions does not run the one that the benchmark has.
    let large = synthetic::read(&synthetic::files_of(synthetic::LARGE));
    let row = &rows(shipped, &large)[row.parse::<usize>().expect("the number of a row")];
    let passes: usize = passes.parse().expect("a number of passes");
    with_sides(row, |floor, engine| {
        let records = if side == "floor" { worked_off(floor, passes) } else { worked_off(engine, passes) };
        println!("{records} {}", row.name);
    });
    true
}

fn worked_off(mut side: Side<'_>, passes: usize) -> usize {
    (0..passes).map(|_| side()).sum()
}

fn with_sides(row: &Row<'_>, run: impl FnOnce(Side<'_>, Side<'_>)) {
    let requests = &row.requests;
    let permits: Vec<Permit<'_>> = requests.iter().map(|request| asking::permit(row.catalogue, request)).collect();
    let floors: Vec<Floor<'_>> =
        permits.iter().zip(requests).map(|(permit, request)| Floor::new(permit, request)).collect();
    let work = workload(permits.len());
    let of_floor: Side<'_> = Box::new(|| {
        for (place, record) in &work {
            let mut tally = Tally::default();
            let granted = floors[*place].judge(black_box(*record), |element, reason, source| {
                tally.withheld(element, reason, source);
            });
            tally.granted(granted);
            tally.end();
        }
        work.len()
    });
    let of_engine: Side<'_> = Box::new(|| {
        for (place, record) in &work {
            let mut tally = Tally::default();
            tally.verdict(&permits[*place].judge(black_box(*record)));
            tally.end();
        }
        work.len()
    });
    run(of_floor, of_engine);
}

fn workload(permits: usize) -> Vec<(usize, RecordFacts<'static>)> {
    let mut random = Random::new(1);
    (0..RECORDS).map(|_| (random.below(permits), facts::lifelike(&mut random))).collect()
}
