//! A whole consultation decision, from the organisation and the person to every reason, as the catalogue grows.

use std::hint::black_box;

use delibero_domain::consultation::{RecordFacts, decide};

use crate::allocations::during;
use crate::facts;
use crate::measure::{Effort, Side, alternate};
use crate::random::Random;
use crate::tally::Tally;
use crate::world::{Ask, World, resident_with};

/// Consultations that come again so soon that everything about them is still in the cache.
const FEW: usize = 600;

/// Prints what a world of ten and a hundred times as many authorisations costs.
pub fn print(first: World, effort: Effort) {
    let mut worlds = vec![first];
    while worlds[worlds.len() - 1].catalogue.authorisations().len() < effort.largest {
        worlds.push(World::load(worlds[worlds.len() - 1].catalogue.authorisations().len() * 10));
    }
    let mut random = Random::new(4);
    let records: Vec<_> = worlds[0].asks.iter().map(|_| facts::lifelike(&mut random)).collect();
    let all = worlds.iter().map(|world| side(world, &world.asks, &records));
    let few = worlds.iter().map(|world| side(world, &world.asks[..FEW], &records));
    let series = alternate(effort, all.chain(few).collect());
    let (all, few) = series.split_at(worlds.len());
    for (place, world) in worlds.iter().enumerate() {
        println!(
            "  {:>6} authorisations, {:>5} organisations, {} integrations: {:6.1} ns; the same {FEW} again: {:6.1} ns",
            world.catalogue.authorisations().len(),
            world.directory.organisations.len(),
            world.directory.integrations.len(),
            all[place].spread().median,
            few[place].spread().median,
        );
        println!(
            "         times the first: {}; the same {FEW}: {}",
            all[place].over(&all[0]),
            few[place].over(&few[0])
        );
        print_cost(world);
    }
    let allocated = during(|| consult(&worlds[0], &worlds[0].asks[0], records[0])).1.times;
    println!("  a decision allocates {allocated} times, all of it to make the request (its words are owned)");
}

fn side<'w>(world: &'w World, asks: &'w [Ask], records: &'w [RecordFacts<'static>]) -> Side<'w> {
    Box::new(move || {
        asks.iter().zip(records).for_each(|(ask, record)| consult(world, black_box(ask), black_box(*record)));
        asks.len()
    })
}

/// Looks up the organisation, its recipients and its integration of the person; decides; judges a record.
fn consult(world: &World, ask: &Ask, record: RecordFacts<'_>) {
    let request = world.request(ask);
    let permit = decide(&world.catalogue, &request).expect("the consultation is granted");
    let mut tally = Tally::default();
    tally.verdict(&permit.judge(record));
    tally.end();
}

fn print_cost(world: &World) {
    let cost = &world.cost;
    let authorisations = world.catalogue.authorisations().len();
    let mib = |bytes: i64| bytes as f64 / f64::from(1 << 20);
    println!(
        "         read in {:.2} s; catalogue {:.1} MiB ({} bytes each), directory {:.1} MiB; process {:.1} MiB resident",
        cost.reading.as_secs_f64(),
        mib(cost.catalogue.bytes),
        cost.catalogue.bytes / authorisations as i64,
        mib(cost.directory.bytes),
        mib(resident_with(authorisations)),
    );
}
