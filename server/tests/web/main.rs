//! The whole application but its sockets: requests in, answers out.

mod answers;
mod endpoints;
mod headers;
mod log;
mod matrix;
mod sign_in;
mod support;
