//! How long a decision takes, beside a hand-written floor and beside the same rules in Cedar. `make bench`.

mod agreement;
mod allocations;
mod asking;
#[cfg(feature = "cedar")]
mod cedar;
mod facts;
mod floor;
mod floor_ratio;
mod growth;
mod measure;
mod random;
mod synthetic;
mod tally;
mod world;

use delibero_domain::catalogue::files;

use crate::measure::Effort;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if world::print_resident(&arguments) {
        return;
    }
    let quick = arguments.iter().any(|word| word == "--quick");
    let effort = if quick { Effort::QUICK } else { Effort::FULL };
    let shipped = files::builtin().expect("the shipped catalogue is sound");
    if floor_ratio::only_work(&arguments, &shipped) {
        return;
    }
    let world = world::World::load(synthetic::LARGE);

    println!("\nThe floor and the engine agree");
    agreement::check(&shipped);
    agreement::check(&world.catalogue);

    println!("\nA decision with all reasons for one record: engine / floor (at most 1.5)");
    floor_ratio::print(&shipped, &world.catalogue, effort);

    println!("\nAllocations");
    allocations::print(&world.catalogue);

    #[cfg(feature = "cedar")]
    {
        println!("\nThe same rules in Cedar: Cedar / engine (at least 25)");
        cedar::print(&shipped, 16, effort);
        cedar::print(&world.catalogue, 2, effort);
    }

    println!("\nA whole consultation decision, as authorisations grow");
    growth::print(world, effort);
}
