//! A reader that counts lines, keeps the bytes of the record being read, and stops at the limits.

use std::io::{self, BufRead, Read};

use super::{MAX_RECORD, MAX_TEXT};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Text,
    Record,
    Character,
}

pub(super) struct Guard<R> {
    inner: R,
    line: u64,
    since_event: usize,
    kept: Vec<u8>,
    stop: Option<Stop>,
}

impl<R> Guard<R> {
    pub fn new(inner: R) -> Self {
        Self { inner, line: 1, since_event: 0, kept: Vec::new(), stop: None }
    }

    /// The line on which the next byte stands.
    pub const fn line(&self) -> u64 {
        self.line
    }

    pub const fn inner(&self) -> &R {
        &self.inner
    }

    pub const fn inner_mut(&mut self) -> &mut R {
        &mut self.inner
    }

    /// Why reading stopped, where a limit was the reason.
    pub const fn stop(&self) -> Option<Stop> {
        self.stop
    }

    /// Begins an event: its length is counted from here.
    pub const fn begin_event(&mut self) {
        self.since_event = 0;
    }

    /// Begins what is kept: nothing of what came before.
    pub fn begin_keeping(&mut self) {
        self.kept.clear();
    }

    /// What was read since [`Self::begin_keeping`].
    pub fn kept(&self) -> &[u8] {
        &self.kept
    }

    pub fn take_kept(&mut self) -> Vec<u8> {
        let size = self.kept.len();
        std::mem::replace(&mut self.kept, Vec::with_capacity(size))
    }
}

fn is_control(byte: &u8) -> bool {
    *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

impl<R: BufRead> BufRead for Guard<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.stop.is_none() && self.since_event > MAX_TEXT {
            self.stop = Some(Stop::Text);
        } else if self.stop.is_none() && self.kept.len() > MAX_RECORD {
            self.stop = Some(Stop::Record);
        }
        if self.stop.is_some() {
            return Err(io::Error::other("limit"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        // The buffer is full already: this reads nothing.
        if let Ok(buffer) = self.inner.fill_buf() {
            let taken = &buffer[..amount.min(buffer.len())];
            self.line += taken.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
            if self.stop.is_none() && taken.iter().any(is_control) {
                self.stop = Some(Stop::Character);
            }
            self.kept.extend_from_slice(taken);
        }
        self.since_event += amount;
        self.inner.consume(amount);
    }
}

impl<R: BufRead> Read for Guard<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        super::encoding::read_buffered(self, target)
    }
}
