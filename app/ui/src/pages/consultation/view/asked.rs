//! Reading what was typed for what a module asks for.

use delibero_domain::niss::holds_niss;
use delibero_domain::parameters::{ParameterKind, Parameters, Span};
use delibero_domain::period::{Month, MonthRange, Quarter, QuarterRange};
use delibero_domain::typed_day::{read_day, read_month};
use jiff::civil::Date;

use super::{Entered, FieldError};

/// The longest number of a message.
const LONGEST_NUMBER: usize = 40;
/// The quarters and months proposed at first: the current one and those before it.
const PROPOSED_QUARTERS: i16 = 4;
const PROPOSED_MONTHS: i16 = 12;

/// Fills in what is proposed for every kind, whichever module is chosen.
pub(super) fn propose(entered: &mut Entered, today: Date) {
    let (quarter, month) = (Quarter::containing(today), Month::containing(today));
    entered.first = quarter.shifted(1 - PROPOSED_QUARTERS).to_string();
    entered.last = quarter.to_string();
    let typed = |month: Month| format!("{:02}/{:04}", month.number(), month.year());
    entered.first_month = typed(month.shifted(1 - PROPOSED_MONTHS));
    entered.last_month = typed(month);
    entered.day = today.to_string();
}

/// As it is typed again, in the fields of the form.
pub(super) fn fill_in(entered: &mut Entered, asked: &Parameters) {
    let typed = |month: Month| format!("{:02}/{:04}", month.number(), month.year());
    match asked.span {
        Span::Quarters(QuarterRange { first, last }) => {
            (entered.first, entered.last) = (first.to_string(), last.to_string());
        }
        Span::Months(MonthRange { first, last }) => {
            (entered.first_month, entered.last_month) = (typed(first), typed(last));
        }
        Span::Day(day) => entered.day = day.to_string(),
        Span::LastKnown | Span::Whole => {}
    }
    entered.message_number = asked.message_number.clone().unwrap_or_default();
    entered.return_day = asked.return_day.map(|day| day.to_string()).unwrap_or_default();
}

/// What was typed, for what the module asks; what it does not ask for is not looked at.
pub(super) fn read(entered: &Entered, asks: &[ParameterKind], today: Date) -> Result<Parameters, Vec<FieldError>> {
    let mut asked = Parameters::of(Span::Whole);
    let mut errors = Vec::new();
    for kind in asks {
        if let Err(error) = read_kind(entered, *kind, today, &mut asked) {
            errors.push(error);
        }
    }
    if errors.is_empty() { Ok(asked) } else { Err(errors) }
}

fn read_kind(entered: &Entered, kind: ParameterKind, today: Date, asked: &mut Parameters) -> Result<(), FieldError> {
    match kind {
        ParameterKind::Quarters => {
            let first = entered.first.trim().parse().map_err(|_| FieldError::FirstQuarter)?;
            let last = entered.last.trim().parse().map_err(|_| FieldError::LastQuarter)?;
            asked.span = Span::Quarters(QuarterRange::new(first, last, today).map_err(FieldError::Quarters)?);
        }
        ParameterKind::Months => {
            let first = read_month(&entered.first_month).map_err(|_| FieldError::FirstMonth)?;
            let last = read_month(&entered.last_month).map_err(|_| FieldError::LastMonth)?;
            asked.span = Span::Months(MonthRange::new(first, last, today).map_err(FieldError::Months)?);
        }
        ParameterKind::Day => {
            let day = read_day(&entered.day).map_err(|_| FieldError::Day)?;
            if day > today {
                return Err(FieldError::DayToCome);
            }
            asked.span = Span::Day(day);
        }
        ParameterKind::LastKnown => asked.span = Span::LastKnown,
        ParameterKind::Whole => asked.span = Span::Whole,
        ParameterKind::MessageNumber => asked.message_number = Some(read_number(&entered.message_number)?),
        ParameterKind::ReturnDay => asked.return_day = read_return(&entered.return_day, today)?,
    }
    Ok(())
}

fn read_number(typed: &str) -> Result<String, FieldError> {
    let typed = typed.trim();
    let plain = typed.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    // The log keeps it as it is typed.
    if plain && !typed.is_empty() && typed.len() <= LONGEST_NUMBER && !holds_niss(typed) {
        Ok(typed.to_owned())
    } else {
        Err(FieldError::MessageNumber)
    }
}

fn read_return(typed: &str, today: Date) -> Result<Option<Date>, FieldError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let day = read_day(typed).map_err(|_| FieldError::ReturnDay)?;
    if day < today { Err(FieldError::ReturnDayPast) } else { Ok(Some(day)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 28);

    fn entered(change: impl Fn(&mut Entered)) -> Entered {
        let mut entered = Entered::default();
        propose(&mut entered, TODAY);
        change(&mut entered);
        entered
    }

    fn span(asks: ParameterKind, change: impl Fn(&mut Entered)) -> Result<Option<(String, String)>, Vec<FieldError>> {
        read(&entered(change), &[asks], TODAY).map(|asked| asked.span.ends())
    }

    #[test]
    fn what_is_proposed_can_be_asked() {
        let ends = |first: &str, last: &str| Ok(Some((first.to_owned(), last.to_owned())));
        assert_eq!(span(ParameterKind::Quarters, |_| {}), ends("2026Q1", "2026Q4"));
        assert_eq!(span(ParameterKind::Months, |_| {}), ends("2025-12", "2026-11"));
        assert_eq!(span(ParameterKind::Day, |_| {}), ends("2026-11-28", "2026-11-28"));
        assert_eq!(span(ParameterKind::LastKnown, |_| {}), Ok(None));
    }

    #[test]
    fn what_cannot_be_asked_is_told_at_its_field() {
        use delibero_domain::period::RangeError;
        let months = |first: &str, last: &str| {
            let (first, last) = (first.to_owned(), last.to_owned());
            span(ParameterKind::Months, move |entered| {
                (entered.first_month, entered.last_month) = (first.clone(), last.clone());
            })
        };
        assert_eq!(months("13/2026", "11/2026"), Err(vec![FieldError::FirstMonth]));
        assert_eq!(months("11/2026", ""), Err(vec![FieldError::LastMonth]));
        assert_eq!(months("11/2026", "10/2026"), Err(vec![FieldError::Months(RangeError::Reversed)]));
        assert_eq!(months("11/2026", "12/2026"), Err(vec![FieldError::Months(RangeError::Future)]));
        assert_eq!(months("11/2016", "11/2026"), Err(vec![FieldError::Months(RangeError::TooLong)]));
        assert!(months("12/2016", "11/2026").is_ok());
        let day = |typed: &'static str| span(ParameterKind::Day, |entered| entered.day = typed.to_owned());
        assert_eq!(day("29/11/2026"), Err(vec![FieldError::DayToCome]));
        assert_eq!(day("31/02/2026"), Err(vec![FieldError::Day]));
        let back = |typed: &'static str| {
            span(ParameterKind::ReturnDay, |entered| entered.return_day = typed.to_owned()).map(drop)
        };
        assert_eq!(back("27/11/2026"), Err(vec![FieldError::ReturnDayPast]));
        assert_eq!(back("30/02/2027"), Err(vec![FieldError::ReturnDay]));
        assert_eq!((back(""), back("28/11/2026")), (Ok(()), Ok(())));
        let number = |typed: &'static str| {
            span(ParameterKind::MessageNumber, |entered| entered.message_number = typed.to_owned()).map(drop)
        };
        assert_eq!(number(""), Err(vec![FieldError::MessageNumber]));
        assert_eq!(number("12;DROP"), Err(vec![FieldError::MessageNumber]));
        assert_eq!(number("85073003328"), Err(vec![FieldError::MessageNumber]), "a NISS is no number of a message");
        assert_eq!(number(" 2025-A1 "), Ok(()));
    }

    #[test]
    fn what_was_asked_is_typed_again_as_it_was() {
        for asks in ParameterKind::ALL {
            let typed = entered(|entered| {
                (entered.message_number, entered.return_day) = ("A1".to_owned(), "2026-12-01".to_owned());
            });
            let asked = read(&typed, &[asks], TODAY).expect("it can be asked");
            let mut again = Entered::default();
            fill_in(&mut again, &asked);
            assert_eq!(read(&again, &[asks], TODAY), Ok(asked), "{asks:?}");
        }
    }
}
