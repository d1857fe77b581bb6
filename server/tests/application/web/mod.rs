//! The whole application but its sockets: requests in, answers out. The folders are those of `server/src/web`.

mod batches;
mod changes;
mod consultation;
mod directory;
mod drafts;
mod endpoints;
mod forms;
mod frame;
mod journal;
mod loads;
mod log_tree;
mod mandates;
mod matrix;
mod organisations;
mod organisations_from_a_sheet;
mod people;
mod races;
mod register;
mod sign_in;
mod who;
mod witnesses;
