//! Times as Go's `time.Parse(time.RFC3339, …)` reads them: a little more than RFC 3339 allows, and errors in Go's words.

use super::Time;
use super::calendar::{DAY, days, days_in};
use crate::go::text::quote_start_by;

/// The layout of RFC 3339, as Go's errors show it.
const LAYOUT: &str = "2006-01-02T15:04:05Z07:00";

/// Reads a whole text, or says in Go's words why it is no time.
pub(super) fn parse(text: &str) -> Result<Time, String> {
    let mut input = Input {
        whole: text.as_bytes(),
        rest: text.as_bytes(),
    };
    let year = input.year()?;
    input.punctuation(b'-', "-")?;
    let month = input.two_digits("01")?;
    input.in_range(month, 1..=12, "month")?;
    input.punctuation(b'-', "-")?;
    // Whether the month has such a day is asked at the end.
    let day = input.two_digits("02")?;
    input.punctuation(b'T', "T")?;
    let hour = input.hour()?;
    input.in_range(hour, 0..=23, "hour")?;
    input.punctuation(b':', ":")?;
    let minute = input.two_digits("04")?;
    input.in_range(minute, 0..=59, "minute")?;
    input.punctuation(b':', ":")?;
    let second = input.two_digits("05")?;
    input.in_range(second, 0..=59, "second")?;
    let nanoseconds = input.fraction();
    let offset = input.offset()?;
    if !input.rest.is_empty() {
        return Err(input.error(&format!(": extra text: {}", quote(input.rest))));
    }
    if day < 1 || day > days_in(year, month) {
        return Err(input.error(": day out of range"));
    }
    let seconds = days(year, month, day) * DAY + hour * 3_600 + minute * 60 + second;
    Ok(match offset {
        None => Time::from_unix(seconds, nanoseconds),
        Some(offset) => {
            Time::from_unix(seconds - i64::from(offset), nanoseconds).with_offset(offset)
        }
    })
}

struct Input<'a> {
    whole: &'a [u8],
    rest: &'a [u8],
}

impl Input<'_> {
    fn year(&mut self) -> Result<i64, String> {
        let digits = self.rest.get(..4).filter(|four| all_digits(four));
        let year = digits.map(number);
        self.taken(year, 4, "2006")
    }

    /// One digit is enough for the hour alone.
    fn hour(&mut self) -> Result<i64, String> {
        if self.rest.get(1).is_some_and(u8::is_ascii_digit) {
            return self.two_digits("15");
        }
        let digit = self.rest.get(..1).filter(|one| all_digits(one));
        let hour = digit.map(number);
        self.taken(hour, 1, "15")
    }

    fn two_digits(&mut self, element: &str) -> Result<i64, String> {
        self.taken(two_digits(self.rest), 2, element)
    }

    /// Steps over `count` bytes, if something was found in them.
    fn taken(&mut self, found: Option<i64>, count: usize, element: &str) -> Result<i64, String> {
        let found = found.ok_or_else(|| self.expected(element))?;
        self.rest = self.rest.get(count..).unwrap_or_default();
        Ok(found)
    }

    fn punctuation(&mut self, byte: u8, element: &str) -> Result<(), String> {
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => self.rest = rest,
            _ => return Err(self.expected(element)),
        }
        Ok(())
    }

    /// Nanoseconds after a point or a comma; further digits are cut off.
    fn fraction(&mut self) -> u32 {
        let Some((b'.' | b',', after)) = self.rest.split_first() else {
            return 0;
        };
        let count = after
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (digits, rest) = after.split_at(count);
        if digits.is_empty() {
            return 0;
        }
        self.rest = rest;
        let mut nanoseconds = 0;
        for place in 0..9 {
            let digit = digits.get(place).map_or(0, |digit| u32::from(digit - b'0'));
            nanoseconds = nanoseconds * 10 + digit;
        }
        nanoseconds
    }

    /// Seconds east of UTC, none for UTC itself. Offsets of 24 hours and of 60 minutes are read, as some people write them.
    fn offset(&mut self) -> Result<Option<i32>, String> {
        const ELEMENT: &str = "Z07:00";
        if let Some((b'Z', rest)) = self.rest.split_first() {
            self.rest = rest;
            return Ok(None);
        }
        let Some((&[sign, h1, h2, b':', m1, m2], rest)) = self.rest.split_first_chunk() else {
            return Err(self.expected(ELEMENT));
        };
        let hour = two_digits(&[h1, h2]).ok_or_else(|| self.expected(ELEMENT))?;
        let Some(minute) = two_digits(&[m1, m2]) else {
            // Go looks at the hour before it misses the minute.
            self.in_range(hour, 0..=24, "time zone offset hour")?;
            return Err(self.expected(ELEMENT));
        };
        self.in_range(minute, 0..=60, "time zone offset minute")?;
        self.in_range(hour, 0..=24, "time zone offset hour")?;
        let sign = match sign {
            b'+' => 1,
            b'-' => -1,
            _ => return Err(self.expected(ELEMENT)),
        };
        self.rest = rest;
        // Below a hundred thousand.
        let seconds = i32::try_from(hour * 3_600 + minute * 60).unwrap_or_default();
        Ok(Some(sign * seconds))
    }

    fn in_range(
        &self,
        value: i64,
        range: std::ops::RangeInclusive<i64>,
        what: &str,
    ) -> Result<(), String> {
        if range.contains(&value) {
            Ok(())
        } else {
            Err(self.error(&format!(": {what} out of range")))
        }
    }

    /// What is left does not begin with the part of the layout that comes next.
    fn expected(&self, element: &str) -> String {
        self.error(&format!(
            " as {}: cannot parse {} as {}",
            quote(LAYOUT.as_bytes()),
            quote(self.rest),
            quote(element.as_bytes())
        ))
    }

    fn error(&self, message: &str) -> String {
        format!("parsing time {}{message}", quote(self.whole))
    }
}

fn two_digits(bytes: &[u8]) -> Option<i64> {
    let two = bytes.get(..2).filter(|two| all_digits(two))?;
    Some(number(two))
}

fn all_digits(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_digit)
}

/// Of a few digits.
fn number(digits: &[u8]) -> i64 {
    digits
        .iter()
        .fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
}

/// As package time quotes, not as strconv does; of a long text the start alone.
fn quote(bytes: &[u8]) -> String {
    quote_start_by(quote_all, bytes)
}

fn quote_all(bytes: &[u8]) -> String {
    let mut quoted = String::from("\"");
    for byte in bytes {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', char::from(*byte)]),
            b' '..=0x7f => quoted.push(char::from(*byte)),
            _ => quoted.push_str(&format!("\\x{byte:02x}")),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn error_of_a_long_text_is_short() {
        let long = "\u{1}".repeat(100_000);
        for text in [long.clone(), format!("2009-11-10T23:00:00Z{long}")] {
            let error = parse(&text).unwrap_err();
            assert!(error.len() < 40_000, "{} bytes", error.len());
            assert!(error.contains(r#"\x01"..."#));
        }
    }
}
