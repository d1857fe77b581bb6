//! Whoever is given the services does not get at the ports behind them.

use delibero_usecases::consultation::Consulting;
use delibero_usecases::register::Drafting;
use delibero_usecases::services::Services;

fn of_services(with: &Services) {
    let _ = &with.stores.journal;
}

fn of_the_consultation(with: Consulting<'_>) {
    let _ = with.store;
}

fn of_drafting(with: Drafting<'_>) {
    let _ = with.store;
}

fn main() {}
