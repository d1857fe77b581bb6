//! Who hashes next: a few at once, the others wait in lanes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use delibero_usecases::accounts::sign_in::Lane;
use tokio::sync::oneshot;

/// The most that wait in a lane; more are sent away. Together with the answers that are held back they are fewer than the
/// connections: those who fail do not keep the others from being heard.
const fn most_waiting(lane: Lane) -> usize {
    match lane {
        Lane::Likely | Lane::Clean => 160,
        Lane::Mixed => 96,
        Lane::Failing => 64,
    }
}
/// Which lane comes next, where nobody waits in the first of all: none of them waits for ever.
const ORDER: [Lane; 6] = [Lane::Clean, Lane::Clean, Lane::Mixed, Lane::Clean, Lane::Clean, Lane::Failing];

/// Places to hash, and who waits for one.
pub(crate) struct Turns(Mutex<Waiting>);

struct Waiting {
    free: usize,
    lanes: [VecDeque<oneshot::Sender<Place>>; Lane::ALL.len()],
    given: usize,
}

impl Waiting {
    fn lane(&mut self, lane: Lane) -> &mut VecDeque<oneshot::Sender<Place>> {
        &mut self.lanes[lane as usize]
    }

    fn next(&mut self) -> Option<oneshot::Sender<Place>> {
        if let Some(first) = self.lane(Lane::Likely).pop_front() {
            return Some(first);
        }
        self.given = (self.given + 1) % ORDER.len();
        let turn = ORDER[self.given];
        let lanes = std::iter::once(turn).chain(Lane::ALL);
        lanes.into_iter().find_map(|lane| self.lane(lane).pop_front())
    }
}

/// A place to hash; when it is dropped, the next in line has it.
pub(crate) struct Place(Option<Arc<Turns>>);

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(turns) = self.0.take() {
            turns.give_on();
        }
    }
}

impl Turns {
    pub fn new(places: usize) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Waiting { free: places, lanes: Default::default(), given: 0 })))
    }

    /// Waits for a place; none when too many wait.
    pub async fn wait(self: &Arc<Self>, lane: Lane) -> Option<Place> {
        let receiver = {
            let mut waiting = self.waiting();
            if waiting.free > 0 {
                waiting.free -= 1;
                return Some(Place(Some(Arc::clone(self))));
            }
            let (line, most) = (waiting.lane(lane), most_waiting(lane));
            if line.len() >= most {
                line.retain(|waiter| !waiter.is_closed());
            }
            if line.len() >= most {
                return None;
            }
            let (sender, receiver) = oneshot::channel();
            line.push_back(sender);
            receiver
        };
        receiver.await.ok()
    }

    /// Who went away meanwhile is passed over.
    fn give_on(self: Arc<Self>) {
        loop {
            let next = {
                let mut waiting = self.waiting();
                let next = waiting.next();
                if next.is_none() {
                    waiting.free += 1;
                }
                next
            };
            let Some(next) = next else { return };
            match next.send(Place(Some(Arc::clone(&self)))) {
                Ok(()) => return,
                Err(mut unsent) => drop(unsent.0.take()),
            }
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_likely_password_goes_first_and_no_lane_waits_for_ever() {
        let turns = Turns::new(1);
        let first = turns.wait(Lane::Clean).await.expect("free");
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut line = tokio::task::JoinSet::new();
        for lane in [vec![Lane::Failing], vec![Lane::Clean; 6], vec![Lane::Likely]].concat() {
            let (turns, order) = (Arc::clone(&turns), Arc::clone(&order));
            line.spawn(async move {
                let _place = turns.wait(lane).await.expect("room");
                order.lock().expect("no panic").push(lane);
            });
        }
        while turns.waiting().lanes.iter().map(VecDeque::len).sum::<usize>() < 8 {
            tokio::task::yield_now().await;
        }
        drop(first);
        line.join_all().await;
        let order = order.lock().expect("no panic").clone();
        assert_eq!(order[0], Lane::Likely);
        let failing = order.iter().position(|lane| *lane == Lane::Failing).expect("it had its turn");
        assert!((1..7).contains(&failing), "{order:?}");
        assert_eq!(turns.waiting().free, 1);
    }

    #[tokio::test]
    async fn who_went_away_holds_nobody_up_and_a_lane_is_bounded() {
        let turns = Turns::new(1);
        let first = turns.wait(Lane::Clean).await.expect("free");
        {
            let mut gone = Box::pin(turns.wait(Lane::Clean));
            assert!(tokio::time::timeout(std::time::Duration::ZERO, &mut gone).await.is_err());
        }
        drop(first);
        let _first = turns.wait(Lane::Failing).await.expect("free again");
        let mut line: Vec<_> = (0..most_waiting(Lane::Failing)).map(|_| Box::pin(turns.wait(Lane::Failing))).collect();
        for waiter in &mut line {
            assert!(tokio::time::timeout(std::time::Duration::ZERO, waiter).await.is_err());
        }
        assert!(turns.wait(Lane::Failing).await.is_none());
    }
}
