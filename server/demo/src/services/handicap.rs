//! What the directorate and the Flemish care fund know of persons with a disability.

use delibero_domain::period::Month;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::Known;
use crate::course::after;
use crate::random::Random;

/// What may be asked for, and how far that is.
const PROCEDURES: [(&str, &str); 3] =
    [("LAW-1987", "administrative-treatment"), ("IT", "recognition-examination"), ("PARKING", "appeal")];

pub(super) fn lines(known: &Known, today: Date) -> Vec<Json> {
    let mut random = known.random(3);
    if !known.has_story && !random.chance(250) {
        return Vec::new();
    }
    let mut found = vec![of_directorate(known, today, &mut random)];
    if known.key % 5 == 1 {
        found.push(of_care_fund(known, today, &mut random));
    }
    found
}

fn of_directorate(known: &Known, today: Date, random: &mut Random) -> Json {
    let begun = today.saturating_sub((700 + i64::try_from(random.below(2500)).unwrap_or_default()).days());
    let child = known.key % 4 == 3;
    let earlier_end = after(begun, 364 + random.below(200));
    let mut recognitions = vec![recognition(child, (begun, Some(earlier_end)), random)];
    recognitions.push(recognition(child, (after(earlier_end, 1), None), random));
    let has_card = random.chance(500);
    let handicaps: Vec<Json> = match known.key % 6 {
        0 => vec!["lower-limbs-50", "upper-limbs-amputation"],
        1 => vec!["total-blindness"],
        _ => Vec::new(),
    }
    .into_iter()
    .map(|code| json!({ "specificHandicap": code }))
    .collect();
    let applications = (0..if known.has_story { 3 } else { random.below(2) }).map(|place| {
        let asked = today.saturating_sub((120 + 300 * i64::try_from(place).unwrap_or_default()).days());
        let (regulation, progress) = PROCEDURES[usize::try_from(place % 3).unwrap_or_default()];
        json!({
            "applicationRegulation": regulation,
            "applicationDate": asked.to_string(),
            "applicationProgress": progress,
            "fileClosingDate": (place == 2).then(|| after(asked, 170).to_string()),
        })
    });
    json!({ "file": {
        "ssin": known.niss.reveal(),
        "recordId": format!("{:016x}", known.key),
        "period": { "beginDate": begun.to_string() },
        "creationDate": today.saturating_sub(40.days()).to_string(),
        "person": [{ "residenceAddress": format!("Rue des Essais {}, 5000 Namur", 1 + random.below(180)) }],
        "recognition": recognitions,
        "handicap": handicaps,
        "right": [right(today, begun, random)],
        "card": if has_card { json!([card(begun, random)]) } else { json!([]) },
        "application": applications.collect::<Vec<_>>(),
    } })
}

fn recognition(child: bool, (begin, end): (Date, Option<Date>), random: &mut Random) -> Json {
    let decided = begin.saturating_sub(30.days()).to_string();
    let mut found = json!({
        "recognitionStartDate": begin.to_string(),
        "recognitionEndDate": end.map(|end| end.to_string()),
        "recognitionDecisionDate": decided,
    });
    let more = if child {
        let pillars = [random.below(7), random.below(10), random.below(19)];
        json!({
            "childPillar1Points": pillars[0],
            "childTotalPoints": pillars.iter().sum::<u64>(),
            "childPointsPerPillar": format!("1: {}; 2: {}; 3: {}", pillars[0], pillars[1], pillars[2]),
        })
    } else {
        let criteria: Vec<u64> = (0..6).map(|_| random.below(4)).collect();
        let said: Vec<String> = criteria.iter().zip(1..).map(|(points, place)| format!("{place}: {points}")).collect();
        json!({
            "adultTotalPoints": criteria.iter().sum::<u64>(),
            "adultPointsPerCriterion": said.join("; "),
            "earningCapacityReduction": "66 %",
        })
    };
    if let (Json::Object(found), Json::Object(more)) = (&mut found, more) {
        found.extend(more);
    }
    found
}

fn right(today: Date, begun: Date, random: &mut Random) -> Json {
    let monthly = 30_000 + random.below(90_000);
    let euro = |cents: u64| format!("{}.{:02}", cents / 100, cents % 100);
    let current = Month::containing(today);
    let payments = (1..=3).rev().map(|steps| {
        json!({
            "paymentMonth": current.shifted(-steps).to_string(),
            "paymentAmount": euro(monthly),
            "paymentSuspended": "no",
        })
    });
    json!({
        "increasedInterventionStatus": if random.chance(600) { "yes" } else { "no" },
        "rightStartDate": begun.to_string(),
        "applicableRegulation": "LAW-1987",
        "monthlyTotalAmount": euro(monthly),
        "monthlyIntegrationAmount": euro(monthly / 3),
        "incomeReplacementCategory": "B",
        "integrationOrElderlyCategory": "3",
        "partnerIncomeExemption": "no",
        "payment": payments.collect::<Vec<_>>(),
    })
}

fn card(begun: Date, random: &mut Random) -> Json {
    json!({
        "socialCardType": "A",
        "socialCardIssueDate": after(begun, 40).to_string(),
        "socialCardEndDate": after(begun, 2500 + random.below(900)).to_string(),
    })
}

/// The care fund has its own file, with its own numbers.
fn of_care_fund(known: &Known, today: Date, random: &mut Random) -> Json {
    let begun = today.saturating_sub((200 + i64::try_from(random.below(300)).unwrap_or_default()).days());
    json!({ "file": {
        "ssin": known.niss.reveal(),
        "sender": "vlaams-zorgfonds",
        "recordId": format!("{:016x}", known.key),
        "period": { "beginDate": begun.to_string() },
        "creationDate": today.saturating_sub(20.days()).to_string(),
        "right": [{
            "rightStartDate": begun.to_string(),
            "applicableRegulation": "VSB-THAB",
            "monthlyTotalAmount": "412.00",
            "integrationOrElderlyCategory": "2",
        }],
    } })
}
