//! The whole application but its sockets: requests in, answers out.

mod answers;
mod confirmed;
mod deliberation;
mod differences;
mod drafts;
mod endpoints;
mod faults;
mod four_eyes;
mod headers;
mod limits;
mod log;
mod matrix;
mod no_trace;
mod otherwise;
mod register_list;
mod replay;
mod sign_in;
mod spreadsheets;
mod store_away;
mod two_tabs;
