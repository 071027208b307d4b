use std::fmt;

/// A version of Go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

impl Version {
    /// The oldest Go that serves as a live peer.
    pub const OLDEST: Version = Version::new(1, 21, 0);

    /// The version of these numbers.
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self {
            major,
            minor,
            patch,
        }
    }

    /// Reads what `go version` prints: `go version go1.27.3 linux/amd64`, also of release
    /// candidates (`go1.22rc1`) and development builds (`devel go1.28-9a1b2c`).
    pub fn parse(output: &str) -> Option<Self> {
        output
            .split_whitespace()
            .filter_map(|word| word.strip_prefix("go"))
            .find_map(Self::parse_numbers)
    }

    fn parse_numbers(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (major, _) = leading_number(parts.next()?)?;
        let (minor, after_minor) = leading_number(parts.next()?)?;
        let patch = match parts.next() {
            Some(part) if after_minor.is_empty() => leading_number(part)?.0,
            _ => 0,
        };
        Some(Self::new(major, minor, patch))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_version_output_is_read() {
        for (output, expected) in [
            ("go version go1.27.3 linux/amd64\n", Some((1, 27, 3))),
            ("go version go1.21 darwin/arm64", Some((1, 21, 0))),
            ("go version go1.22rc1 linux/amd64", Some((1, 22, 0))),
            (
                "go version devel go1.28-9a1b2c Tue Jan 6 linux/amd64",
                Some((1, 28, 0)),
            ),
            (
                "go version go1.26.1 X:nojsonv2 linux/amd64",
                Some((1, 26, 1)),
            ),
            ("go version go1.19.8 linux/amd64", Some((1, 19, 8))),
            ("bash: go: command not found", None),
            ("", None),
            ("go version go1", None),
        ] {
            let expected = expected.map(|(major, minor, patch)| Version::new(major, minor, patch));
            assert_eq!(Version::parse(output), expected, "{output}");
        }
    }

    #[test]
    fn versions_are_ordered_by_number_not_by_text() {
        assert!(Version::new(1, 9, 7) < Version::OLDEST);
        assert!(Version::new(1, 20, 14) < Version::OLDEST);
        assert!(Version::new(1, 100, 0) > Version::OLDEST);
    }
}
