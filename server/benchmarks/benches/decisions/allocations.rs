//! Counts what is allocated, when asked to.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{Permit, Request, decide};

use crate::asking;
use crate::facts;
use crate::random::Random;
use crate::tally::Tally;

const RECORDS: usize = 1_000_000;

/// What was allocated during some work.
pub struct Allocated {
    /// How often memory was asked for.
    pub times: u64,
    /// How many bytes more are in use afterwards.
    pub bytes: i64,
}

/// Does some work and counts.
pub fn during<T>(work: impl FnOnce() -> T) -> (T, Allocated) {
    TIMES.store(0, Ordering::SeqCst);
    BYTES.store(0, Ordering::SeqCst);
    COUNTING.store(true, Ordering::SeqCst);
    let done = work();
    COUNTING.store(false, Ordering::SeqCst);
    (done, Allocated { times: TIMES.load(Ordering::SeqCst), bytes: BYTES.load(Ordering::SeqCst) })
}

/// Prints the allocations of judging and of deciding.
///
/// # Panics
/// When judging a record allocates.
pub fn print(catalogue: &Catalogue) {
    let requests = asking::requests_for(catalogue, "hdi", "consult-attest");
    let permits: Vec<Permit<'_>> = requests.iter().map(|request| asking::permit(catalogue, request)).collect();
    let mut random = Random::new(2);
    let judging = during(|| {
        for _ in 0..RECORDS {
            let mut tally = Tally::default();
            tally.verdict(&random.pick(&permits).judge(facts::lifelike(&mut random)));
            tally.end();
        }
    });
    assert_eq!(judging.1.times, 0, "judging a record allocates");
    println!("  {RECORDS} records judged, with every reason: 0");
    let mut refused = requests.clone();
    refused.iter_mut().for_each(|request| request.role = None);
    let (granted, refused) = (of_deciding(catalogue, &requests), of_deciding(catalogue, &refused));
    println!("  one request decided: {granted} when granted, {refused} when refused (the point is copied)");
}

fn of_deciding(catalogue: &Catalogue, requests: &[Request]) -> f64 {
    let deciding = || {
        for request in requests {
            let _ = black_box(decide(catalogue, black_box(request)));
        }
    };
    during(deciding).1.times as f64 / requests.len() as f64
}

static COUNTING: AtomicBool = AtomicBool::new(false);
static TIMES: AtomicU64 = AtomicU64::new(0);
static BYTES: AtomicI64 = AtomicI64::new(0);

#[global_allocator]
static COUNTER: Counter = Counter;

/// The system's allocator; while nobody counts, it costs one look at a flag.
struct Counter;

impl Counter {
    fn count(times: u64, bytes: i64) {
        if COUNTING.load(Ordering::Relaxed) {
            // There is one thread; adding in one step would only make reading a catalogue look slower.
            TIMES.store(TIMES.load(Ordering::Relaxed) + times, Ordering::Relaxed);
            BYTES.store(BYTES.load(Ordering::Relaxed) + bytes, Ordering::Relaxed);
        }
    }
}

const fn signed(bytes: usize) -> i64 {
    bytes.cast_signed() as i64
}

// SAFETY: every call goes to the system's allocator as it came; counting allocates nothing.
#[expect(unsafe_code, reason = "counting allocations needs an allocator")]
unsafe impl GlobalAlloc for Counter {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::count(1, signed(layout.size()));
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        Self::count(1, signed(layout.size()));
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        Self::count(0, -signed(layout.size()));
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        Self::count(1, signed(size) - signed(layout.size()));
        unsafe { System.realloc(place, layout, size) }
    }
}
