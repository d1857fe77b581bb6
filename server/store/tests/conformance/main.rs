//! What every engine must do, each case on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "clippy takes the helpers of tests for a program")]

mod harness;

mod accounts;
mod batches;
mod batches_suspended;
mod catalogue;
mod counted_integrations;
mod diagnosis;
mod doors;
mod integrations;
mod limits;
mod log;
mod log_audit;
mod log_paging;
mod log_tree;
mod mandates;
mod organisations;
mod people;
mod persons;
mod races;
mod records;
mod register;
mod register_drafts;
mod register_import;
mod register_list;
mod register_search;
mod saved_views;
mod schema;
mod sealing;
mod sent_files;
mod sessions;
mod source_loads;
mod two_nodes;
