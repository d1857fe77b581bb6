//! How long it takes to read a catalogue, to hash it, to compare it with a changed one, and to say who can see an
//! element, in the processor time of the process and in time that passes. `make bench-catalogue`.

#[path = "../decisions/synthetic.rs"]
#[allow(dead_code, reason = "the other benchmark has a size of its own")]
mod synthetic;

use std::hint::black_box;
use std::time::Duration;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::effect::{Effect, effect};
use delibero_domain::who::{Sought, who};
use rustix::time::{ClockId, clock_gettime};

/// The program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The numbers of authorisations that the goals are for, with how often each thing is done.
const SIZES: [(usize, usize); 2] = [(1_500, 5), (150_000, 3)];

fn main() {
    let quick = std::env::args().any(|word| word == "--quick");
    for (authorisations, rounds) in SIZES.into_iter().filter(|(size, _)| !quick || *size < 10_000) {
        println!("\n{authorisations} authorisations");
        measure(authorisations, rounds);
    }
}

type Files = Vec<(String, String)>;

fn measure(authorisations: usize, rounds: usize) {
    let files = synthetic::files_of(authorisations);
    let catalogue = timed("read", rounds, || synthetic::read(&files));
    timed("hash", 1, || catalogue.hash());
    println!("  {} MiB at most so far", most_resident());
    who_of(&catalogue, rounds);
    // Goals of comparing are for a catalogue that people keep.
    if authorisations < 10_000 {
        compare(&files, &catalogue, rounds);
    }
    println!("  {} MiB at most", most_resident());
}

fn compare(files: &Files, catalogue: &Catalogue, rounds: usize) {
    for (what, rounds, changes) in
        [("nothing", rounds, 0), ("one authorisation", rounds, 1), ("every authorisation", 1, usize::MAX)]
    {
        let other = synthetic::read(&changed(files, changes));
        let found = timed(&format!("effect of a change of {what}"), rounds, || effect(catalogue, &other));
        tell(&found);
    }
}

/// The closure reason is no longer granted with the whole block, in so many files.
fn changed(files: &Files, most: usize) -> Files {
    let mut left = most;
    let made_up = |name: &str| name.starts_with("deliberations/26-");
    let change = |(name, text): &(String, String)| {
        let text = match left {
            0 => text.clone(),
            _ if made_up(name) && text.contains("\"risk.*\"") => {
                left -= 1;
                let few = "\"risk.niss\", \"risk.risk_nature\"";
                if most == 1 { text.replacen("\"risk.*\"", few, 1) } else { text.replace("\"risk.*\"", few) }
            }
            _ => text.clone(),
        };
        (name.clone(), text)
    };
    files.iter().map(change).collect()
}

fn tell(effect: &Effect) {
    println!(
        "    {} classes compared, {} differences, {} touched",
        effect.compared,
        effect.differences.len(),
        effect.recipients().len()
    );
}

/// Every element of the attestations.
fn who_of(catalogue: &Catalogue, rounds: usize) {
    let service = catalogue.service("hdi").expect("the attestations");
    let ask = |element: &delibero_domain::catalogue::Element| {
        let sought =
            Sought { service: service.id.clone(), elements: vec![element.id.clone()], values: Vec::new(), at: None };
        who(catalogue, &sought).expect("an element of the service").len()
    };
    let slowest = service.elements.iter().max_by_key(|element| ask(element)).expect("an element");
    let answers = timed("who can see the element that most can see", rounds, || ask(slowest));
    println!("    {}: {answers} answers", slowest.id);
}

/// Prints the least processor time and the least time that passed, of several rounds.
fn timed<T>(what: &str, rounds: usize, mut work: impl FnMut() -> T) -> T {
    let clock = |id| Duration::try_from(clock_gettime(id)).expect("a clock that runs forward");
    let mut least: Option<[Duration; 2]> = None;
    let mut last = None;
    for _ in 0..rounds {
        // What an earlier round made is no part of this one.
        drop(last.take());
        let begun = [ClockId::ProcessCPUTime, ClockId::Monotonic].map(clock);
        last = Some(black_box(work()));
        let ended = [ClockId::ProcessCPUTime, ClockId::Monotonic].map(clock);
        let took = [ended[0] - begun[0], ended[1] - begun[1]];
        least = Some(least.map_or(took, |least| [least[0].min(took[0]), least[1].min(took[1])]));
    }
    let [processor, passed] = least.expect("a round");
    println!("  {what}: {:.3} s of the processor, {:.3} s passed", processor.as_secs_f64(), passed.as_secs_f64());
    last.expect("a round")
}

/// 0 where the system does not tell.
fn most_resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok())
        .map_or(0, |kilobytes| kilobytes / 1024)
}
