//! How far it is.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is being done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The first pass: it touches no database.
    Checking,
    Loading,
}

/// Who is told how far it is.
pub trait Progress: Send + Sync {
    /// A stage begins, over that many bytes.
    fn stage(&self, stage: Stage, bytes: u64);

    /// The stage is that many bytes far.
    fn at(&self, bytes: u64);

    fn finished(&self);
}

#[derive(Clone, Copy, Debug, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn stage(&self, _: Stage, _: u64) {}
    fn at(&self, _: u64) {}
    fn finished(&self) {}
}

/// A bar on standard error, where that is a terminal; nothing elsewhere.
#[derive(Debug)]
pub struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// A bar for one file.
    #[must_use]
    pub fn new() -> Self {
        let shown = std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let template = "{msg:<8} [{bar:40}] {percent:>3} %  {bytes}/{total_bytes}  {bytes_per_sec}  {eta}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar }
    }
}

impl Default for Bar {
    fn default() -> Self {
        Self::new()
    }
}

impl Progress for Bar {
    fn stage(&self, stage: Stage, bytes: u64) {
        self.bar.reset();
        self.bar.set_length(bytes);
        self.bar.set_message(match stage {
            Stage::Checking => "checking",
            Stage::Loading => "loading",
        });
    }

    fn at(&self, bytes: u64) {
        self.bar.set_position(bytes);
    }

    fn finished(&self) {
        self.bar.finish_and_clear();
    }
}
