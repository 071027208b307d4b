//! What is to be the same, compared line by line.

use interop::Failure;

/// What was not the same.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<String>);

impl Faults {
    /// Compares two transcripts of `what`.
    pub(crate) fn hold(
        &mut self,
        what: &str,
        expected: Result<String, String>,
        found: Result<String, Failure>,
    ) {
        match (expected, found) {
            (Ok(expected), Ok(found)) if expected == found => {}
            (Ok(expected), Ok(found)) => {
                let differing = compare(&expected, &found);
                self.0.push(format!("{what}:\n{differing}"));
            }
            (Err(error), _) => self.0.push(format!("{what}: {error}")),
            (_, Err(error)) => self.0.push(format!("{what}: {error}")),
        }
    }

    /// Ends the test if there was a fault.
    pub(crate) fn assert_none(self) {
        assert!(self.0.is_empty(), "\n{}", self.0.join("\n"));
    }
}

/// Lines in which two transcripts differ, one of which may be a megabyte.
fn compare(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    let show = |line: Option<&&str>| match line {
        Some(line) => line.chars().take(300).collect(),
        None => String::from("nothing"),
    };
    let mut text = String::new();
    for index in 0..expected.len().max(found.len()) {
        let (expected, found) = (expected.get(index), found.get(index));
        if expected != found {
            let (expected, found) = (show(expected), show(found));
            text.push_str(&format!("  expected {expected}\n  found    {found}\n"));
        }
    }
    text
}
