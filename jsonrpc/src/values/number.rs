//! Numbers as Go writes and reads them.

/// Appends a finite float with the fewest digits that read back as the same `f64`.
pub(crate) fn append_f64(out: &mut Vec<u8>, value: f64) {
    if value.is_sign_negative() {
        out.push(b'-');
    }
    let magnitude = value.abs();
    if magnitude < EXACT_INTEGERS && magnitude.fract() == 0.0 {
        // A float this small that has no fraction is an exact integer: the common case needs no search for digits.
        out.extend_from_slice(itoa::Buffer::new().format(magnitude as u64).as_bytes());
        return;
    }
    append_shortest(
        out,
        zmij::Buffer::new().format_finite(magnitude),
        !(1e-6..1e21).contains(&magnitude),
    );
}

/// Appends a finite float with the fewest digits that read back as the same `f32`.
pub(crate) fn append_f32(out: &mut Vec<u8>, value: f32) {
    if value.is_sign_negative() {
        out.push(b'-');
    }
    let magnitude = value.abs();
    if magnitude == 0.0 {
        out.push(b'0');
        return;
    }
    append_shortest(
        out,
        zmij::Buffer::new().format_finite(magnitude),
        !(1e-6..1e21).contains(&magnitude),
    );
}

/// Whether a JSON number is written as a plain integer: Go takes no other into its integer types.
pub(crate) fn is_plain_integer(text: &str) -> bool {
    !text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'))
}

/// Below this every integer has a float of its own.
const EXACT_INTEGERS: f64 = 9_007_199_254_740_992.0;

/// Appends a number as Go lays it out, of which `shortest` has the right digits.
fn append_shortest(out: &mut Vec<u8>, shortest: &str, exponential: bool) {
    // Most floats are laid out alike by all.
    if exponential || shortest.contains('e') {
        append_digits(out, shortest, exponential);
    } else {
        let digits = shortest.strip_suffix(".0").unwrap_or(shortest);
        out.extend_from_slice(digits.as_bytes());
    }
}

/// Lays out the shortest digits, however `shortest` wrote them, as Go does: with an exponent of as few digits as it
/// takes, or in full.
fn append_digits(out: &mut Vec<u8>, shortest: &str, exponential: bool) {
    let (mantissa, exponent) = shortest.split_once(['e', 'E']).unwrap_or((shortest, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits = [0; MAX_DIGITS];
    let mut count = 0;
    for (place, byte) in digits.iter_mut().zip(whole.bytes().chain(fraction.bytes())) {
        *place = byte;
        count += 1;
    }
    let digits = digits.get(..count).unwrap_or_default();
    // The value is 0.DIGITS times ten to the power of `point`.
    let leading_zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    let point = whole.len() as i32 + exponent - leading_zeros as i32;
    let digits = digits.get(leading_zeros..).unwrap_or_default();
    let trailing_zeros = digits
        .iter()
        .rev()
        .take_while(|digit| **digit == b'0')
        .count();
    let digits = digits
        .get(..digits.len() - trailing_zeros)
        .unwrap_or_default();
    if exponential {
        append_exponential(out, digits, point - 1);
    } else {
        append_plain(out, digits, point);
    }
}

/// More than any shortest float has, written in full: 17 digits, or an integer below 10^21 with its `.0`.
const MAX_DIGITS: usize = 64;

fn append_exponential(out: &mut Vec<u8>, digits: &[u8], exponent: i32) {
    if let Some((first, rest)) = digits.split_first() {
        out.push(*first);
        if !rest.is_empty() {
            out.push(b'.');
            out.extend_from_slice(rest);
        }
    }
    out.extend_from_slice(if exponent < 0 { b"e-" } else { b"e+" });
    out.extend_from_slice(
        itoa::Buffer::new()
            .format(exponent.unsigned_abs())
            .as_bytes(),
    );
}

fn append_plain(out: &mut Vec<u8>, digits: &[u8], point: i32) {
    let before_point = usize::try_from(point).unwrap_or_default();
    if before_point == 0 {
        out.push(b'0');
    }
    out.extend_from_slice(digits.get(..before_point).unwrap_or(digits));
    out.extend(std::iter::repeat_n(
        b'0',
        before_point.saturating_sub(digits.len()),
    ));
    let fraction = digits.get(before_point..).unwrap_or_default();
    if !fraction.is_empty() {
        out.push(b'.');
        out.extend(std::iter::repeat_n(
            b'0',
            usize::try_from(-point).unwrap_or_default(),
        ));
        out.extend_from_slice(fraction);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn f64_text(value: f64) -> String {
        let mut out = Vec::new();
        append_f64(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    fn f32_text(value: f32) -> String {
        let mut out = Vec::new();
        append_f32(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn floats_are_written_as_go_writes_them() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (1.5, "1.5"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1e22, "1e+22"),
            (123456789012345680000.0, "123456789012345680000"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (9.5e-7, "9.5e-7"),
            (1.0 / 3.0, "0.3333333333333333"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::from_bits(1), "5e-324"),
            (1e100, "1e+100"),
            (-1e-9, "-1e-9"),
            (1e15, "1000000000000000"),
            (9007199254740993.0, "9007199254740992"),
            (12345678.9, "12345678.9"),
        ] {
            assert_eq!(f64_text(value), text);
        }
        for (value, text) in [
            (0.1, "0.1"),
            (-0.0, "-0"),
            (1.0 / 3.0, "0.33333334"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (f32::MAX, "3.4028235e+38"),
            (16777216.0, "16777216"),
        ] {
            assert_eq!(f32_text(value), text);
        }
    }

    proptest! {
        #[test]
        fn every_float_reads_back_as_itself_with_no_digit_too_many(bits: u64) {
            let value = f64::from_bits(bits);
            prop_assume!(value.is_finite());
            let text = f64_text(value);
            prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), bits);
            let digits = |text: &str| {
                let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
                let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
                digits.trim_matches('0').len()
            };
            prop_assert_eq!(digits(&text), digits(&format!("{value:e}")));
        }

        #[test]
        fn every_short_float_reads_back_as_itself(bits: u32) {
            let value = f32::from_bits(bits);
            prop_assume!(value.is_finite());
            prop_assert_eq!(f32_text(value).parse::<f32>().unwrap().to_bits(), bits);
        }
    }
}
