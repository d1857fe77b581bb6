//! The time, as a port: use cases are given it and never ask the machine.

use jiff::Timestamp;
use jiff::civil::Date;

pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;

    /// The day in Belgium.
    fn today(&self) -> Date;
}
