//! Products, quotients and common divisors of naturals. All of them take time in the square of the length: callers bound it.

use super::natural::{Natural, halves};

impl Natural {
    pub(super) fn multiply(&self, other: &Natural) -> Natural {
        let mut product = vec![0; self.words().len() + other.words().len()];
        for (index, factor) in self.words().iter().enumerate() {
            let mut slots = product.iter_mut().skip(index);
            let mut carry = 0;
            for (word, slot) in other.words().iter().zip(&mut slots) {
                let sum =
                    u128::from(*word) * u128::from(*factor) + u128::from(*slot) + u128::from(carry);
                (*slot, carry) = halves(sum);
            }
            if let Some(slot) = slots.next() {
                *slot = carry;
            }
        }
        Natural::from_words(product)
    }

    /// 5 to the power of `exponent`.
    pub(super) fn power_of_five(mut exponent: u32) -> Natural {
        let (mut power, mut square) = (Natural::from(1u64), Natural::from(5u64));
        loop {
            if exponent & 1 == 1 {
                power = power.multiply(&square);
            }
            exponent >>= 1;
            if exponent == 0 {
                return power;
            }
            square = square.multiply(&square);
        }
    }

    /// The quotient and the remainder; `None` for a divisor of zero.
    pub(super) fn divide(&self, divisor: &Natural) -> Option<(Natural, Natural)> {
        match divisor.words() {
            [] => None,
            [word] => Some(self.divide_by_word(*word)),
            _ if self < divisor => Some((Natural::default(), self.clone())),
            [.., top] => Some(self.divide_long(divisor, top.leading_zeros() as usize)),
        }
    }

    fn divide_by_word(&self, divisor: u64) -> (Natural, Natural) {
        let mut remainder = 0;
        let mut quotient = self.words().to_vec();
        for word in quotient.iter_mut().rev() {
            let dividend = u128::from(remainder) << 64 | u128::from(*word);
            *word = (dividend / u128::from(divisor)) as u64;
            remainder = (dividend % u128::from(divisor)) as u64;
        }
        (Natural::from_words(quotient), Natural::from(remainder))
    }

    /// Knuth's algorithm D (The Art of Computer Programming 4.3.1), for a divisor of two words at least, of which the top has
    /// `shift` zeros in front, and that is not larger than this.
    fn divide_long(&self, divisor: &Natural, shift: usize) -> (Natural, Natural) {
        let divisor = divisor.shift_left(shift);
        let mut rest = self.shift_left(shift).into_words();
        rest.push(0);
        let length = divisor.words().len();
        let mut quotient = vec![0; rest.len().saturating_sub(length)];
        for (index, digit) in quotient.iter_mut().enumerate().rev() {
            if let Some(window) = rest.get_mut(index..=index + length) {
                *digit = take_multiples(window, divisor.words());
            }
        }
        let remainder = Natural::from_words(rest).shift_right(shift);
        (Natural::from_words(quotient), remainder)
    }

    /// The greatest common divisor, by Lehmer's method with Collins' condition, as Go's `lehmerGCD` finds it: most steps of
    /// Euclid's are taken on the top words alone.
    pub(super) fn common_divisor(&self, other: &Natural) -> Natural {
        let (mut large, mut small) = (self.clone(), other.clone());
        if large < small {
            std::mem::swap(&mut large, &mut small);
        }
        while small.words().len() > 1 {
            let steps = Steps::of(&large, &small);
            (large, small) = if steps.is_any() {
                steps.take(&large, &small)
            } else {
                euclid(large, small)
            };
        }
        while !small.is_zero() {
            (large, small) = euclid(large, small);
        }
        large
    }
}

fn euclid(large: Natural, small: Natural) -> (Natural, Natural) {
    let remainder = match large.divide(&small) {
        Some((_, remainder)) => remainder,
        None => Natural::default(),
    };
    (small, remainder)
}

/// How often the divisor, whose top bit is set, is in the window, which is a word longer and less than 2^64 divisors; leaves the rest there.
fn take_multiples(window: &mut [u64], divisor: &[u64]) -> u64 {
    let ([.., third, second, first], [.., next, top]) = (&*window, divisor) else {
        return 0;
    };
    let dividend = u128::from(*first) << 64 | u128::from(*second);
    let mut digit = dividend / u128::from(*top);
    let mut rest = dividend % u128::from(*top);
    while digit > u128::from(u64::MAX)
        || digit * u128::from(*next) > (rest << 64 | u128::from(*third))
    {
        digit -= 1;
        rest += u128::from(*top);
        if rest > u128::from(u64::MAX) {
            break;
        }
    }
    let digit = digit as u64;
    if !subtract_multiple(window, divisor, digit) {
        return digit;
    }
    // One too many, which is rare.
    let mut carry = 0;
    for (word, addend) in window.iter_mut().zip(divisor.iter().chain([&0])) {
        (*word, carry) = halves(u128::from(*word) + u128::from(*addend) + u128::from(carry));
    }
    digit.wrapping_sub(1)
}

/// Takes `factor` times `number` off the window and says whether it was more than there was.
fn subtract_multiple(window: &mut [u64], number: &[u64], factor: u64) -> bool {
    let (mut carry, mut is_less) = (0, false);
    for (word, multiplied) in window.iter_mut().zip(number.iter().chain([&0])) {
        let product = u128::from(*multiplied) * u128::from(factor) + u128::from(carry);
        let low;
        (low, carry) = halves(product);
        let (difference, first) = word.overflowing_sub(low);
        let (difference, second) = difference.overflowing_sub(u64::from(is_less));
        *word = difference;
        is_less = first || second;
    }
    is_less
}

/// Some steps of Euclid's algorithm in one: each of the two new numbers is a difference of multiples of the old ones.
struct Steps {
    large: (u64, u64),
    small: (u64, u64),
    is_even: bool,
}

impl Steps {
    fn of(large: &Natural, small: &Natural) -> Steps {
        let below = large.bit_length().saturating_sub(64);
        let (mut first, mut second) = (word_at(large, below), word_at(small, below));
        let (mut u0, mut u1, mut u2) = (0u64, 1u64, 0u64);
        let (mut v0, mut v1, mut v2) = (0u64, 0u64, 1u64);
        let mut is_even = false;
        // The cofactors stay below 2^32 or so: Collins' condition ends the loop before one could overflow.
        while second >= v2 && first - second >= v1.saturating_add(v2) {
            let Some(quotient) = first.checked_div(second) else {
                break;
            };
            (first, second) = (second, first % second);
            (u0, u1, u2) = (u1, u2, u1.wrapping_add(quotient.wrapping_mul(u2)));
            (v0, v1, v2) = (v1, v2, v1.wrapping_add(quotient.wrapping_mul(v2)));
            is_even = !is_even;
        }
        Steps {
            large: (u0, v0),
            small: (u1, v1),
            is_even,
        }
    }

    fn is_any(&self) -> bool {
        self.large.1 != 0
    }

    fn take(&self, large: &Natural, small: &Natural) -> (Natural, Natural) {
        let ((u0, v0), (u1, v1)) = (self.large, self.small);
        if self.is_even {
            (
                difference(large, u0, small, v0),
                difference(small, v1, large, u1),
            )
        } else {
            (
                difference(small, v0, large, u0),
                difference(large, u1, small, v1),
            )
        }
    }
}

/// The 64 bits from `bit` on.
fn word_at(number: &Natural, bit: usize) -> u64 {
    let word = |index: usize| number.words().get(index).copied().unwrap_or_default();
    let (index, bit) = (bit / 64, bit % 64);
    let both = u128::from(word(index + 1)) << 64 | u128::from(word(index));
    (both >> bit) as u64
}

/// `a * x - b * y`, which is not negative.
fn difference(a: &Natural, x: u64, b: &Natural, y: u64) -> Natural {
    let mut result = a.clone();
    result.multiply_add(x, 0);
    let mut words = result.into_words();
    words.resize(words.len().max(b.words().len() + 1), 0);
    let mut is_less = false;
    let mut carry = 0;
    for (word, multiplied) in words
        .iter_mut()
        .zip(b.words().iter().chain(std::iter::repeat(&0)))
    {
        let low;
        (low, carry) = halves(u128::from(*multiplied) * u128::from(y) + u128::from(carry));
        let (rest, first) = word.overflowing_sub(low);
        let (rest, second) = rest.overflowing_sub(u64::from(is_less));
        *word = rest;
        is_less = first || second;
    }
    Natural::from_words(words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Natural;

    fn natural() -> impl Strategy<Value = Natural> {
        let word = prop_oneof![Just(0), Just(u64::MAX), Just(1 << 63), any::<u64>()];
        prop::collection::vec(word, 0..9).prop_map(Natural::from_words)
    }

    fn sum(a: &Natural, b: &Natural) -> Natural {
        let mut carry = 0;
        let length = a.words().len().max(b.words().len()) + 1;
        let word = |number: &Natural, index| number.words().get(index).copied().unwrap_or_default();
        Natural::from_words(
            (0..length)
                .map(|index| {
                    let sum = u128::from(word(a, index)) + u128::from(word(b, index)) + carry;
                    carry = sum >> 64;
                    sum as u64
                })
                .collect(),
        )
    }

    proptest! {
        #[test]
        fn quotient_times_divisor_and_remainder_make_the_dividend(a in natural(), b in natural()) {
            match a.divide(&b) {
                None => prop_assert!(b.is_zero()),
                Some((quotient, remainder)) => {
                    prop_assert!(remainder < b);
                    prop_assert_eq!(sum(&quotient.multiply(&b), &remainder), a);
                }
            }
        }
    }

    /// Euclid's algorithm and nothing else.
    fn euclids(a: &Natural, b: &Natural) -> Natural {
        let (mut x, mut y) = (a.clone(), b.clone());
        while let Some((_, remainder)) = x.divide(&y) {
            (x, y) = (y, remainder);
        }
        x
    }

    /// Long ones without a pattern, always the same: steps that are taken on the top words although they should not be are wrong in
    /// some of these.
    #[test]
    fn common_divisor_is_euclids() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut word = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        for round in 0..600 {
            let mut number =
                |words: usize| Natural::from_words((0..words).map(|_| word()).collect());
            let factor = number(round % 3);
            let (a, b) = (number(1 + round % 7), number(1 + round % 5));
            let (a, b) = (a.multiply(&factor), b.multiply(&factor));
            assert_eq!(a.common_divisor(&b), euclids(&a, &b), "{a:x} {b:x}");
        }
    }

    /// The most steps that there can be.
    #[test]
    fn common_divisor_of_neighbours_in_fibonaccis_sequence_is_one() {
        let factor = Natural::from_words(vec![3, 5, 1 << 63]);
        let (mut last, mut next) = (Natural::from(1u64), Natural::from(1u64));
        for _ in 0..1500 {
            assert_eq!(next.common_divisor(&last), Natural::from(1u64));
            (last, next) = (next.clone(), sum(&last, &next));
        }
        assert_eq!(
            next.multiply(&factor)
                .common_divisor(&last.multiply(&factor)),
            factor
        );
        assert_eq!(next.common_divisor(&Natural::default()), next);
    }

    #[test]
    fn powers_of_five() {
        assert_eq!(Natural::power_of_five(0), Natural::from(1u64));
        assert_eq!(Natural::power_of_five(27), Natural::from(5u64.pow(27)));
        assert_eq!(Natural::power_of_five(55), Natural::from(5u128.pow(55)));
    }

    #[test]
    fn digit_that_was_guessed_too_high_is_taken_back() {
        // An example of Hacker's Delight, 9-2, in words of 64 bits.
        let dividend = Natural::from_words(vec![3, 0, 1 << 63]);
        let divisor = Natural::from_words(vec![1, 0, 1 << 61]);
        let (quotient, remainder) = dividend.divide(&divisor).unwrap();
        assert_eq!(quotient, Natural::from(3u64));
        assert_eq!(sum(&quotient.multiply(&divisor), &remainder), dividend);
    }
}
