//! What the unemployment office knows: months that were paid, and the situation that holds.

use delibero_domain::period::Month;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::Known;
use crate::course::after;
use crate::random::Random;

/// How many months are made.
const MONTHS: i16 = 18;

pub(super) fn lines(known: &Known, today: Date) -> Vec<Json> {
    let mut random = known.random(1);
    if !known.has_story && !random.chance(400) {
        return Vec::new();
    }
    let daily = 4_200 + random.below(2_600);
    let mut found = Vec::new();
    let current = Month::containing(today);
    for steps in 1..=MONTHS {
        let month = current.shifted(-steps);
        let paid = daily * (10 + random.below(17));
        let awaits = steps < 3;
        found.push(json!({ "month": {
            "ssin": known.niss.reveal(),
            "recordId": format!("{:016x}-{month}", known.key),
            "paymentMonth": month.to_string(),
            "creationDate": month.shifted(1).first_day().saturating_add(4.days()).to_string(),
            "amountPaid": euro(paid),
            "amountApproved": (!awaits).then(|| euro(if random.chance(900) { paid } else { paid - daily })),
            "fileProgress": if awaits { "V1 - in verification" } else { "V3 - approved" },
        } }));
    }
    found.extend(situations(known, today, daily, &mut random));
    found
}

fn euro(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// One after the other: a right, then what became of it.
fn situations(known: &Known, today: Date, daily: u64, random: &mut Random) -> Vec<Json> {
    let begun = today.saturating_sub(500.days());
    let turned = after(begun, 380 + random.below(60));
    let last_month = Month::containing(today).shifted(-1);
    let paid = json!({ "paid": {
        "lastPaymentMonth": last_month.to_string(),
        "theoreticalDailyAmount": euro(daily),
        "allowanceCount": 18 + random.below(8),
        "unemploymentNature": "full",
        "voluntaryPartTimeScheme": "no",
    } });
    let valid = json!({ "validRight": {
        "theoreticalDailyAmount": euro(daily),
        "rightStartDate": begun.to_string(),
        "unemploymentNature": "full",
        "familySituation": "cohabiting",
        "voluntaryPartTimeScheme": "no",
    } });
    let invalid = match known.key % 3 {
        0 => json!({ "sanctionStartDate": turned.to_string() }),
        1 => json!({ "sanctionEndDate": after(turned, 91).to_string(), "sanctionDuration": "13 weeks" }),
        _ => json!({ "exclusionStartDate": turned.to_string() }),
    };
    let last = match known.key % 4 {
        0 => paid,
        1 => valid.clone(),
        _ => json!({ "invalidRight": invalid }),
    };
    let first = (begun, Some(turned.yesterday().unwrap_or(turned)), valid);
    [first, (turned, None, last)].into_iter().map(|(begin, end, row)| situation(known, (begin, end), row)).collect()
}

fn situation(known: &Known, (begin, end): (Date, Option<Date>), row: Json) -> Json {
    let mut record = json!({
        "ssin": known.niss.reveal(),
        "recordId": format!("{:016x}-s-{begin}", known.key),
        "period": { "beginDate": begin.to_string(), "endDate": end.map(|end| end.to_string()) },
    });
    if let (Json::Object(record), Json::Object(row)) = (&mut record, row) {
        record.extend(row);
    }
    json!({ "situation": record })
}
