//! Unsigned integers of any length: what the three types are made of.

use std::cmp::Ordering;
use std::fmt;

use crate::marshal::Payload;

/// Words of 64 bits, the lowest first and none that is zero at the top: Go's `nat` on a 64-bit machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Natural {
    words: Vec<u64>,
}

impl Natural {
    pub(super) fn from_words(mut words: Vec<u64>) -> Self {
        while words.last() == Some(&0) {
            words.pop();
        }
        Natural { words }
    }

    pub(super) fn from_be_bytes(bytes: &[u8]) -> Self {
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let bytes = bytes.get(zeros..).unwrap_or_default();
        let word = |chunk: &[u8]| {
            chunk
                .iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte))
        };
        Natural::from_words(bytes.rchunks(8).map(word).collect())
    }

    /// The words, the lowest first.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    pub(super) fn into_words(self) -> Vec<u64> {
        self.words
    }

    /// The bytes, the highest first and none of them zero at the front.
    pub(super) fn be_bytes(&self) -> impl Iterator<Item = u8> {
        let all = self.words.iter().rev().flat_map(|word| word.to_be_bytes());
        all.skip_while(|byte| *byte == 0)
    }

    pub(super) fn put(&self, payload: &mut Payload<'_>) {
        let mut words = self.words.iter().rev();
        if let Some(top) = words.next() {
            let zeros = top.leading_zeros() as usize / 8;
            payload.put(top.to_be_bytes().get(zeros..).unwrap_or_default());
        }
        for word in words {
            payload.put(&word.to_be_bytes());
        }
    }

    pub(super) fn byte_length(&self) -> usize {
        self.bit_length().div_ceil(8)
    }

    pub(super) fn bit_length(&self) -> usize {
        match self.words.last() {
            None => 0,
            Some(top) => self.words.len() * 64 - top.leading_zeros() as usize,
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn is_one(&self) -> bool {
        self.words == [1]
    }

    pub(super) fn is_bit_set(&self, bit: usize) -> bool {
        let word = self.words.get(bit / 64).copied().unwrap_or_default();
        word >> (bit % 64) & 1 == 1
    }

    /// How many bits are zero below the lowest that is not.
    pub(super) fn trailing_zeros(&self) -> usize {
        trailing_zeros(&self.words)
    }

    pub(super) fn shift_left(&self, bits: usize) -> Natural {
        let mut words = vec![0; bits / 64];
        let bits = bits % 64;
        if bits == 0 {
            words.extend_from_slice(&self.words);
            return Natural::from_words(words);
        }
        let mut carry = 0;
        for word in &self.words {
            words.push(word << bits | carry);
            carry = word >> (64 - bits);
        }
        words.push(carry);
        Natural::from_words(words)
    }

    pub(super) fn shift_right(&self, bits: usize) -> Natural {
        let words = self.words.get(bits / 64..).unwrap_or_default();
        let bits = bits % 64;
        if bits == 0 {
            return Natural::from_words(words.to_vec());
        }
        let above = words.iter().skip(1).chain([&0]);
        let shifted = words
            .iter()
            .zip(above)
            .map(|(word, above)| word >> bits | above << (64 - bits));
        Natural::from_words(shifted.collect())
    }

    /// One more.
    pub(super) fn increment(&mut self) {
        self.multiply_add(1, 1);
    }

    /// One less, but not of zero.
    pub(super) fn decrement(&mut self) {
        for word in &mut self.words {
            let borrow;
            (*word, borrow) = word.overflowing_sub(1);
            if !borrow {
                break;
            }
        }
        while self.words.last() == Some(&0) {
            self.words.pop();
        }
    }

    /// Makes this `self * factor + addend`.
    pub(super) fn multiply_add(&mut self, factor: u64, addend: u64) {
        let mut carry = addend;
        for word in &mut self.words {
            let product = u128::from(*word) * u128::from(factor) + u128::from(carry);
            (*word, carry) = halves(product);
        }
        if carry != 0 {
            self.words.push(carry);
        }
    }
}

impl fmt::LowerHex for Natural {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words = self.words.iter().rev();
        write!(f, "{:x}", words.next().unwrap_or(&0))?;
        words.try_for_each(|word| write!(f, "{word:016x}"))
    }
}

impl From<u64> for Natural {
    fn from(word: u64) -> Self {
        Natural::from_words(vec![word])
    }
}

impl From<u128> for Natural {
    fn from(number: u128) -> Self {
        let (low, high) = halves(number);
        Natural::from_words(vec![low, high])
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        let lengths = self.words.len().cmp(&other.words.len());
        lengths.then_with(|| self.words.iter().rev().cmp(other.words.iter().rev()))
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// How many bits are zero below the lowest that is not; 0 for zero.
pub(super) fn trailing_zeros(words: &[u64]) -> usize {
    match words.iter().enumerate().find(|(_, word)| **word != 0) {
        None => 0,
        Some((index, word)) => index * 64 + word.trailing_zeros() as usize,
    }
}

/// The lower and the higher word.
pub(super) fn halves(double: u128) -> (u64, u64) {
    (double as u64, (double >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::Natural;

    #[test]
    fn bytes_come_back_without_zeros_in_front() {
        for length in 0..=64usize {
            let bytes: Vec<u8> = (0..length).map(|index| (index * 37 + 1) as u8).collect();
            let number = Natural::from_be_bytes(&[&[0, 0, 0][..], &bytes].concat());
            assert_eq!(number.be_bytes().collect::<Vec<_>>(), bytes);
            assert_eq!(number.byte_length(), length);
        }
    }

    #[test]
    fn shifting_right_undoes_shifting_left() {
        let number = Natural::from_be_bytes(&[0x81; 29]);
        for bits in 0..200 {
            let shifted = number.shift_left(bits);
            assert_eq!(shifted.bit_length(), number.bit_length() + bits);
            assert_eq!(shifted.trailing_zeros(), bits);
            assert_eq!(shifted.shift_right(bits), number);
        }
        assert!(number.shift_right(number.bit_length()).is_zero());
        assert!(number.shift_right(number.bit_length() - 1).is_one());
    }

    #[test]
    fn one_more_and_one_less_carry_through_words() {
        let mut number = Natural::from(u128::MAX);
        number.increment();
        assert_eq!(number, Natural::from(1u64).shift_left(128));
        number.decrement();
        assert_eq!(number, Natural::from(u128::MAX));
    }
}
