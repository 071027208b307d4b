//! Days and dates.

pub(super) const DAY: i64 = 86_400;

/// Four centuries of Gregorian years.
const ERA_DAYS: i64 = 146_097;
/// From the first of March of the year 0, with which the eras begin, to the beginning of 1970.
const EPOCH_DAYS: i64 = 719_468;

/// Year, month and day, so many days after the beginning of 1970, if it is some billions of years at most.
///
/// This and its inverse are Howard Hinnant's `civil_from_days` and `days_from_civil`: years that begin in March have the leap
/// day at their end.
pub(super) fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH_DAYS;
    let (era, day) = (days.div_euclid(ERA_DAYS), days.rem_euclid(ERA_DAYS));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

/// How many days after the beginning of 1970 a day is.
pub(super) fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let month = (month + 9) % 12;
    let day = (153 * month + 2) / 5 + day - 1;
    era * ERA_DAYS + year * 365 + year / 4 - year / 100 + day - EPOCH_DAYS
}

/// How many days a month has.
pub(super) fn days_in(year: i64, month: i64) -> i64 {
    let next = if month == 12 {
        days(year + 1, 1, 1)
    } else {
        days(year, month + 1, 1)
    };
    next - days(year, month, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let mut previous = civil(-1);
        assert_eq!(previous, (1969, 12, 31));
        for day in 0..ERA_DAYS {
            let (year, month, date) = civil(day);
            assert_eq!(days(year, month, date), day);
            let next_month = (previous.0 + previous.1 / 12, previous.1 % 12 + 1, 1);
            let last = days(next_month.0, next_month.1, 1) - 1 == day - 1;
            let expected = if last {
                next_month
            } else {
                (previous.0, previous.1, previous.2 + 1)
            };
            assert_eq!((year, month, date), expected);
            previous = (year, month, date);
        }
        assert_eq!(previous, (2369, 12, 31));
    }
}
