//! The insurers' messages on days of sickness: one a quarter, employers and their days within it.

use delibero_domain::period::Quarter;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::Known;
use crate::course::after;
use crate::random::Random;

/// How many quarters are made, the current one left out.
const QUARTERS: i16 = 6;
const EMPLOYERS: [(&str, &str); 4] =
    [("0206731645", "200"), ("0316380841", "124"), ("0202239951", "302"), ("0403170701", "330")];

pub(super) fn lines(known: &Known, today: Date) -> Vec<Json> {
    let mut random = known.random(2);
    if !known.has_story && !random.chance(350) {
        return Vec::new();
    }
    let current = Quarter::containing(today);
    let mut found = Vec::new();
    for steps in 1..=QUARTERS {
        let quarter = current.shifted(-steps);
        if known.has_story || random.chance(600) {
            found.extend(versions(known, quarter, &mut random));
        }
    }
    found
}

/// Some messages are corrected: a second version with a day more.
fn versions(known: &Known, quarter: Quarter, random: &mut Random) -> Vec<Json> {
    let created = after(quarter.last_day(), 4 + random.below(16));
    let begin = after(quarter.first_day(), random.below(40));
    let end = after(begin, 10 + random.below(30)).min(quarter.last_day());
    let (number, several) = (format!("{:08X}{quarter}", known.key as u32), random.chance(300));
    let (first, second) = (random.pick(&EMPLOYERS), random.pick(&EMPLOYERS));
    let count = 4 + random.below(16);
    let fit = random.chance(500).then(|| {
        json!({ "fitnessDecisionSource": if random.chance(700) { "medical-adviser" } else { "inami" }, "fitnessDate": after(end, 1).to_string() })
    });
    let message = |version: u64, created: Date, count: u64| {
        let mut employers = vec![employer(first, count, (begin, end))];
        employers.extend(several.then(|| employer(second, 2, (begin, end))));
        json!({ "message": {
            "ssin": known.niss.reveal(),
            "messageNumber": number,
            "messageVersion": version,
            "creationDate": created.to_string(),
            "messageQuarter": quarter.to_string(),
            "messageStatus": if version == 0 { "0 - original" } else { "1 - corrected" },
            "employerCount": employers.len(),
            "employer": employers,
            "fitness": fit,
        } })
    };
    let mut found = vec![message(0, created, count)];
    found.extend(random.chance(200).then(|| message(1, after(created, 20), count + 1)));
    found
}

fn employer((number, committee): (&str, &str), count: u64, (begin, end): (Date, Date)) -> Json {
    json!({
        "employerNumber": number,
        "employerCategory": "010",
        "workerIndex": "495",
        "jointCommittee": committee,
        "employmentStartDate": "2018-04-03",
        "workerCategory": "employee",
        "factorQ": "38",
        "factorS": "38",
        "dayEntryCount": 2,
        "days": [
            { "dayType": "indemnified", "dayCount": count, "allowanceType": "normal-work", "allowanceNature": "full",
              "incapacityPeriod": { "beginDate": begin.to_string(), "endDate": end.to_string() } },
            { "dayType": "not-indemnified", "dayCount": 2 },
        ],
    })
}
