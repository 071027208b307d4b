//! Numbers: nothing in them says where they end, so the byte after them does.

/// How far a number has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Minus,
    Zero,
    Integer,
    Point,
    Fraction,
    E,
    ExponentSign,
    Exponent,
}

/// What the next byte means to a number.
pub(super) enum Step {
    /// It belongs to it.
    Goes(Number),
    /// The number ended before it.
    Ends,
    /// The number cannot end here, and the byte does not belong to it.
    Wrong,
}

impl Number {
    /// `byte` is a minus sign or a digit.
    pub(super) fn begin(byte: u8) -> Self {
        match byte {
            b'-' => Self::Minus,
            b'0' => Self::Zero,
            _ => Self::Integer,
        }
    }

    pub(super) fn step(self, byte: u8) -> Step {
        Step::Goes(match (self, byte) {
            (Self::Minus, b'0') => Self::Zero,
            (Self::Minus, b'1'..=b'9') | (Self::Integer, b'0'..=b'9') => Self::Integer,
            (Self::Zero | Self::Integer, b'.') => Self::Point,
            (Self::Point | Self::Fraction, b'0'..=b'9') => Self::Fraction,
            (Self::Zero | Self::Integer | Self::Fraction, b'e' | b'E') => Self::E,
            (Self::E, b'+' | b'-') => Self::ExponentSign,
            (Self::E | Self::ExponentSign | Self::Exponent, b'0'..=b'9') => Self::Exponent,
            _ if self.may_end() => return Step::Ends,
            _ => return Step::Wrong,
        })
    }

    /// Whether `byte` leaves the number where it is: a digit among digits.
    pub(super) fn stays_at(self, byte: u8) -> bool {
        byte.is_ascii_digit() && matches!(self, Self::Integer | Self::Fraction | Self::Exponent)
    }

    pub(super) fn may_end(self) -> bool {
        matches!(
            self,
            Self::Zero | Self::Integer | Self::Fraction | Self::Exponent
        )
    }
}

/// How long the number is that `text` begins with; `None` if it begins with none.
pub(crate) fn number_length(text: &[u8]) -> Option<usize> {
    let (first, rest) = text.split_first()?;
    if !matches!(first, b'-' | b'0'..=b'9') {
        return None;
    }
    let mut number = Number::begin(*first);
    for (before, byte) in rest.iter().enumerate() {
        number = match number.step(*byte) {
            Step::Goes(number) => number,
            Step::Ends => return Some(1 + before),
            Step::Wrong => return None,
        };
    }
    number.may_end().then_some(text.len())
}
