//! The engine beside the floor.

use std::hint::black_box;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{Permit, RecordFacts, Request};

use crate::asking;
use crate::facts;
use crate::floor::Floor;
use crate::measure::{Effort, Side, alternate};
use crate::random::Random;
use crate::tally::Tally;

/// Records of one workload: few enough to stay in the cache, too many for the processor to learn by heart.
const RECORDS: usize = 16_384;

/// Prints the ratio for several workloads.
pub fn print(shipped: &Catalogue, large: &Catalogue, effort: Effort) {
    let attest = |catalogue| asking::requests_for(catalogue, "hdi", "consult-attest");
    let of = |recipient: &str, purpose: &str| {
        let mut requests = attest(shipped);
        requests.retain(|it| it.recipient.as_str() == recipient && it.purpose.as_str() == purpose);
        requests
    };
    let authorisations = large.authorisations().len();
    print_one(&format!("all of {authorisations} authorisations"), large, &attest(large), effort);
    print_one("all of the shipped catalogue", shipped, &attest(shipped), effort);
    print_one("cpas, social inquiry", shipped, &of("cpas", "social-inquiry"), effort);
    print_one("vdab, reintegration (no payments)", shipped, &of("vdab", "reintegration"), effort);
}

fn print_one(name: &str, catalogue: &Catalogue, requests: &[Request], effort: Effort) {
    let permits: Vec<Permit<'_>> = requests.iter().map(|request| asking::permit(catalogue, request)).collect();
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
    let series = alternate(effort, vec![of_floor, of_engine]);
    let (floor, engine) = (series[0].spread().median, series[1].spread().median);
    let ratio = series[1].over(&series[0]);
    println!("  {name:<34} floor {floor:6.1} ns  engine {engine:6.1} ns  ratio {ratio}");
}

fn workload(permits: usize) -> Vec<(usize, RecordFacts<'static>)> {
    let mut random = Random::new(1);
    (0..RECORDS).map(|_| (random.below(permits), facts::lifelike(&mut random))).collect()
}
