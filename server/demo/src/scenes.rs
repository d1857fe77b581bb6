//! Who looks up whom and when, in six weeks: mostly work, and a few patterns that are worth finding.

use delibero_domain::niss::Niss;
use delibero_usecases::belgian_time;
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan as _};

use super::filling::integrated_by;
use super::organisations::{DESKS, Desk};
use super::people;
use super::personas::{cast, colleague_of_luc_lambert};
use super::random::Random;

/// How many days there are.
const DAYS: i64 = 42;
/// How many of the made-up persons a desk works with.
const MOST_FILES: u64 = 200;

#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub at: Timestamp,
    pub user: &'static str,
    pub person: Niss,
    /// What chooses among the purposes that the desk offers.
    pub choice: u64,
    pub exported: bool,
}

/// Every consultation of the weeks before a day, in the order of time.
pub(super) fn scenes(seed: u64, persons: u64, today: Date) -> Vec<Scene> {
    let made: Vec<Niss> = (0..persons.min(MOST_FILES)).map(|index| people::person(seed, index).niss).collect();
    let mut scenes = Vec::new();
    for (place, (desk, user)) in
        DESKS.iter().flat_map(|desk| desk.users.iter().map(move |user| (desk, user))).enumerate()
    {
        let files = files(desk, seed, &made, today);
        for back in 1..=DAYS {
            let Ok(day) = today.checked_sub(back.days()) else { continue };
            let keys = [seed, place as u64, back.unsigned_abs(), 11];
            scenes.extend(working_day(&mut Random::of(&keys), day, user.user, &files, &made));
        }
    }
    scenes.extend(patterns(seed, &made, today));
    scenes.sort_by_key(|scene| scene.at);
    scenes
}

/// Those whom a desk has integrated.
fn files(desk: &Desk, seed: u64, made: &[Niss], today: Date) -> Vec<Niss> {
    let own = (0..).zip(made).filter(|(index, _)| integrated_by(seed, *index, desk.id)).map(|(_, niss)| *niss);
    let known = cast(today).into_iter();
    let known = known.filter(|member| member.integrations.iter().any(|(organisation, _)| *organisation == desk.id));
    own.chain(known.map(|member| member.persona.niss)).collect()
}

fn at(day: Date, hour: i8, minute: u64, second: u64) -> Option<Timestamp> {
    let begun = day.at(hour, 0, 0, 0).to_zoned(belgian_time::zone()).ok()?.timestamp();
    let seconds = i64::try_from(minute * 60 + second).ok()?;
    begun.checked_add(seconds.seconds()).ok()
}

/// One or two files on most working days; now and then a number that is nobody's file.
fn working_day(random: &mut Random, day: Date, user: &'static str, files: &[Niss], made: &[Niss]) -> Vec<Scene> {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let count = if weekend { 0 } else { random.below(3) };
    let mut scenes = Vec::new();
    for _ in 0..count {
        let stranger = random.chance(120) && !made.is_empty();
        let among = if stranger { made } else { files };
        let (hour, minute, second) = (8 + random.below(9), random.below(60), random.below(60));
        let (choice, exported) = (random.next(), random.chance(120));
        let person = (!among.is_empty()).then(|| random.pick(among));
        let at = at(day, i8::try_from(hour).unwrap_or(9), minute, second);
        scenes.extend(at.zip(person).map(|(at, person)| Scene { at, user, person, choice, exported }));
    }
    scenes
}

fn patterns(seed: u64, made: &[Niss], today: Date) -> Vec<Scene> {
    let mut random = Random::of(&[seed, 12]);
    let mut scenes = Vec::new();
    let mut add = |back: i64, time: (i8, u64), user, person, choice, exported| {
        let day = today.checked_sub(back.days()).ok();
        let at = day.and_then(|day| at(day, time.0, time.1, time.1 * 7 % 60));
        scenes.extend(at.map(|at| Scene { at, user, person, choice, exported }));
    };
    // Somebody looks up a colleague, over lunch and after hours, for one purpose after another.
    let colleague = colleague_of_luc_lambert();
    for (turn, (back, time)) in
        [(38, (12, 41)), (36, (18, 22)), (31, (12, 37)), (24, (19, 5)), (17, (12, 44)), (10, (18, 51)), (3, (12, 39))]
            .into_iter()
            .enumerate()
    {
        add(back, time, "luc.lambert", colleague, turn as u64, turn == 5);
    }
    // The same person for two purposes within minutes: what one purpose withholds, another may show.
    for (back, choice) in [(29, 1), (15, 2), (8, 3)] {
        let person = cast(today)[0].persona.niss;
        add(back, (10, 12), "marie.dubois", person, choice, false);
        add(back, (10, 19), "marie.dubois", person, choice + 10, false);
    }
    if made.is_empty() {
        return scenes;
    }
    // Late evenings and a Sunday, always the same account.
    for back in [39, 34, 33, 27, 20, 19, 13, 6] {
        for turn in 0..2 {
            add(back, (22, 4 + turn * 13), "els.peeters", random.pick(made), random.next(), false);
        }
    }
    // A burst: forty files in forty minutes, downloaded.
    for minute in 0..40 {
        add(12, (14, minute), "lotte.claes", random.pick(made), 0, minute % 2 == 0);
    }
    scenes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weeks_follow_from_seed_and_day_and_end_before_it() {
        let today: Date = "2026-08-20".parse().unwrap();
        let made = scenes(1, 60, today);
        let same = scenes(1, 60, today);
        assert_eq!(made.len(), same.len());
        assert!(made.iter().zip(&same).all(|(one, other)| (one.at, one.person) == (other.at, other.person)));
        assert!(made.is_sorted_by_key(|scene| scene.at));
        let (first, last) = (made.first().unwrap().at, made.last().unwrap().at);
        assert!(belgian_time::day_of(first) >= "2026-07-09".parse().unwrap());
        assert!(belgian_time::day_of(last) < today);
        let by = |user: &str| made.iter().filter(|scene| scene.user == user).count();
        assert!(by("lotte.claes") >= 40, "the burst");
        let colleague = colleague_of_luc_lambert();
        let curious = made.iter().filter(|scene| scene.person == colleague && scene.user == "luc.lambert").count();
        assert!(curious >= 7, "the colleague");
    }
}
