//! Timing things beside each other: in one run, turn by turn, because a shared machine is never quiet for long; and in
//! the processor time of this thread, so that the turns of others do not count.

use std::fmt;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// How long to measure.
#[derive(Clone, Copy)]
pub struct Effort {
    /// How often every side has its turn.
    pub rounds: usize,
    /// How long a turn lasts at least.
    pub turn: Duration,
    /// The largest catalogue measured, in authorisations.
    pub largest: usize,
}

impl Effort {
    /// What the figures of the README were measured with.
    pub const FULL: Self = Self { rounds: 101, turn: Duration::from_millis(4), largest: 150_000 };
    /// Enough to see whether something went wrong.
    pub const QUICK: Self = Self { rounds: 11, turn: Duration::from_millis(1), largest: 15_000 };
}

/// One of the things compared: a pass over its work, which says how many items that was.
pub type Side<'s> = Box<dyn FnMut() -> usize + 's>;

/// The time per item of one side, in nanoseconds, round by round.
pub struct Series(Vec<f64>);

impl Series {
    /// The smallest, the median and the largest time of the rounds.
    pub fn spread(&self) -> Spread {
        Spread::of(self.0.clone())
    }

    /// How many times as long as another side this one took, round by round.
    pub fn over(&self, other: &Self) -> Spread {
        Spread::of(self.0.iter().zip(&other.0).map(|(mine, theirs)| mine / theirs).collect())
    }
}

/// The smallest, the median and the largest of some values.
pub struct Spread {
    /// The smallest.
    pub least: f64,
    /// The median.
    pub median: f64,
    /// The largest.
    pub most: f64,
}

impl Spread {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self { least: values[0], median: values[values.len() / 2], most: values[values.len() - 1] }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = f.precision().unwrap_or(2);
        write!(f, "{:.places$} ({:.places$} to {:.places$})", self.median, self.least, self.most)
    }
}

/// Gives every side its turn, round after round, each round beginning with another side. A pass before the clock runs
/// gives each the caches back that the others took, where a turn is more than one pass.
pub fn alternate(effort: Effort, mut sides: Vec<Side<'_>>) -> Vec<Series> {
    let passes: Vec<usize> = sides.iter_mut().map(|side| passes_of_a_turn(side, effort.turn)).collect();
    let mut series: Vec<Series> = sides.iter().map(|_| Series(Vec::new())).collect();
    for round in 0..effort.rounds {
        for turn in 0..sides.len() {
            let side = (round + turn) % sides.len();
            if passes[side] > 1 {
                sides[side]();
            }
            let (time, items) = timed(&mut sides[side], passes[side]);
            series[side].0.push(time.as_secs_f64() * 1e9 / items as f64);
        }
    }
    series
}

/// How many passes fill a turn, once the caches are warm.
fn passes_of_a_turn(side: &mut Side<'_>, turn: Duration) -> usize {
    side();
    let mut passes = 1;
    while timed(side, passes).0 < turn {
        passes *= 2;
    }
    passes
}

fn timed(side: &mut Side<'_>, passes: usize) -> (Duration, usize) {
    let begun = worked();
    let items = (0..passes).map(|_| side()).sum();
    (worked() - begun, items)
}

/// How long this thread has worked.
pub fn worked() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).expect("a clock that runs forward")
}
