//! The journal as auditors and security advisers read it.

mod log;
mod readings;
