//! The program as it runs: at a shell, with slow clients, killed, and as the child that reads.

mod batch_killed;
mod catalogue;
mod decide;
mod doctor;
mod import_deliberation;
mod kill;
mod load_killed;
mod panics;
mod reading_child;
mod slow;
