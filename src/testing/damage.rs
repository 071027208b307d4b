//! Bytes that are no messages, or were some once.

use std::panic::{self, AssertUnwindSafe};

use super::{
    Contract,
    reading::{Sends, positions},
    rule::{Breach, panic_text},
    side::Next,
};
use crate::codec::{ClientFormat, ServerFormat};

impl<F: ServerFormat + ClientFormat> Contract<F> {
    /// Each byte of a stream changed and left out and doubled, pieces of it shuffled, and noise: whole and cut.
    pub(super) fn damage<S: Sends<F>>(&self) -> Result<(), Breach> {
        let calls: Vec<_> = S::calls(self).into_iter().take(MOST_CALLS).collect();
        let bytes = S::stream(self, &calls)?.bytes;
        for at in positions(bytes.len(), MOST_PLACES) {
            let (before, after) = bytes.split_at(at);
            let Some((byte, rest)) = after.split_first() else {
                continue;
            };
            for changed in [byte ^ 1, byte ^ 0x80, byte.wrapping_sub(1), 0] {
                self.compare_cuts::<S>(&[before, &[changed], rest].concat(), at)?;
            }
            self.compare_cuts::<S>(&[before, rest].concat(), at)?;
            self.compare_cuts::<S>(&[before, &[*byte], after].concat(), at)?;
        }
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        for round in 0..NOISES {
            let mut noise = Vec::new();
            for _ in 0..=dice.below(6) {
                if round % 3 == 0 {
                    noise.extend((0..dice.below(40)).map(|_| dice.byte()));
                } else {
                    let (from, len) = (dice.below(bytes.len()), dice.below(60));
                    noise.extend(bytes.iter().skip(from).take(len));
                }
                if round % 3 == 1 {
                    let byte = dice.byte();
                    let at = dice.below(noise.len());
                    noise
                        .get_mut(at)
                        .into_iter()
                        .for_each(|place| *place = byte);
                }
            }
            let cut = dice.below(noise.len());
            self.compare_cuts::<S>(&noise, cut)?;
        }
        Ok(())
    }

    fn compare_cuts<S: Sends<F>>(&self, bytes: &[u8], cut: usize) -> Result<(), Breach> {
        let (first, second) = bytes.split_at(cut.min(bytes.len()));
        let compared = panic::catch_unwind(AssertUnwindSafe(|| {
            let whole = self.outcomes::<S>(&[bytes])?;
            let in_two = self.outcomes::<S>(&[first, second])?;
            if whole == in_two {
                return Ok(());
            }
            Err(format!("whole {whole:?}, and cut at byte {cut} {in_two:?}").into())
        }));
        compared
            .unwrap_or_else(|payload| Err(panic_text(&*payload).into()))
            .map_err(|breach: Breach| breach.when(format_args!("b\"{}\"", bytes.escape_ascii())))
    }

    /// What becomes of each message, and of the stream; not in which words.
    fn outcomes<S: Sends<F>>(&self, pieces: &[&[u8]]) -> Result<Vec<String>, Breach> {
        let (mut reader, mut outcomes) = (self.reader::<S>().with_stale_headers(), Vec::new());
        let samples = self.samples.iter().map(Some).chain([None]).cycle();
        let mut samples = samples.map(|sample| sample.map(AsRef::as_ref));
        for piece in pieces {
            reader.feed(piece);
            loop {
                match reader.next()? {
                    Next::More => break,
                    Next::Error(_) => {
                        outcomes.push("an error".to_owned());
                        return Ok(outcomes);
                    }
                    Next::Body(body) => {
                        let header = reader.side.describe_header();
                        let read = match samples.next().flatten() {
                            Some(sample) => {
                                reader.side.decode(sample, body).map(|same| same.is_ok())
                            }
                            None => reader.side.drop_body(body).map(|()| false),
                        };
                        outcomes.push(match read {
                            Ok(true) => format!("{header}: the value"),
                            Ok(false) => format!("{header}: another value"),
                            Err(_) => format!("{header}: no value"),
                        });
                    }
                }
            }
        }
        outcomes.push(match reader.side.finish(&mut reader.input) {
            Ok(None) => "an end".to_owned(),
            Ok(Some(body)) => {
                let header = reader.side.describe_header();
                drop(reader.side.drop_body(body));
                format!("{header}: an end")
            }
            Err(_) => "an early end".to_owned(),
        });
        Ok(outcomes)
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.roll() % end).unwrap_or_default()
    }

    fn byte(&mut self) -> u8 {
        self.roll().to_le_bytes()[0]
    }
}

/// Of longer streams not every byte is damaged: the cost grows with the square.
const MOST_CALLS: usize = 12;
const MOST_PLACES: usize = 500;
const NOISES: usize = 2_000;
