//! What a run found, and how it is printed.

use std::collections::BTreeMap;
use std::fmt;

/// Counts of a run, or of a part of one.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Types that values were made of.
    pub types: usize,
    /// Cases of each part.
    pub cases: BTreeMap<Part, usize>,
    /// Ways to agree, and how often.
    pub agreed: BTreeMap<(Part, &'static str), usize>,
    /// Disagreements that are on the list: how often, and the first.
    pub listed: BTreeMap<(Part, &'static str), (usize, String)>,
    /// Disagreements that are not, by what they look like: how often, and the first.
    pub failures: BTreeMap<String, Failed>,
    /// How many there were.
    pub failed: usize,
}

/// Disagreements of one look.
#[derive(Clone, Debug)]
pub struct Failed {
    /// How many there were.
    pub count: usize,
    /// The first, with its streams cut to what a terminal can show.
    pub text: String,
    /// The first one's streams: indexes of roots, Go's, ours.
    pub streams: String,
}

/// A part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Go makes values, we decode and encode them, Go compares.
    GoMade,
    /// We make values, Go decodes and encodes them, we compare.
    MadeHere,
    /// Damaged streams: Go's verdict and ours.
    Damaged,
    /// Go makes values, a derived Rust type decodes and encodes them, Go compares.
    TypedGoMade,
    /// A derived Rust type's value goes to Go and comes back.
    TypedMadeHere,
    /// Several values are decoded into one variable.
    TypedMerged,
    /// Damaged streams, and a derived Rust type.
    TypedDamaged,
}

impl Report {
    /// Notes cases that were compared.
    pub(crate) fn count(&mut self, part: Part, cases: usize) {
        *self.cases.entry(part).or_default() += cases;
    }

    /// Notes `cases` in which both halves agree.
    pub(crate) fn agree(&mut self, part: Part, how: &'static str, cases: usize) {
        *self.agreed.entry((part, how)).or_default() += cases;
    }

    pub(crate) fn list(
        &mut self,
        part: Part,
        name: &'static str,
        example: impl FnOnce() -> String,
    ) {
        let entry = self.listed.entry((part, name));
        entry.or_insert_with(|| (0, example())).0 += 1;
    }

    /// Notes a disagreement that is not on the list; those of one look are one failure.
    pub(crate) fn fail(&mut self, look: String, text: String, streams: String) {
        self.failed += 1;
        if self.failures.len() < MAX_FAILURES || self.failures.contains_key(&look) {
            let entry = self.failures.entry(look);
            let first = || Failed {
                count: 0,
                text,
                streams,
            };
            entry.or_insert_with(first).count += 1;
        }
    }

    /// Cases of `part` so far.
    pub fn cases_of(&self, part: Part) -> usize {
        self.cases.get(&part).copied().unwrap_or_default()
    }

    /// Adds what another part of the run found.
    pub(crate) fn add(&mut self, other: Report) {
        self.types += other.types;
        for (part, count) in other.cases {
            *self.cases.entry(part).or_default() += count;
        }
        for (how, count) in other.agreed {
            *self.agreed.entry(how).or_default() += count;
        }
        for (name, (count, example)) in other.listed {
            self.listed.entry(name).or_insert_with(|| (0, example)).0 += count;
        }
        self.failed += other.failed;
        for (look, failed) in other.failures {
            let count = failed.count;
            let entry = self.failures.entry(look);
            entry
                .and_modify(|known| known.count += count)
                .or_insert(failed);
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "types: {}", self.types)?;
        for (part, cases) in &self.cases {
            writeln!(f, "{}: {cases} cases", part.title())?;
            for ((of, how), count) in &self.agreed {
                if of == part {
                    writeln!(f, "  {count:>9}  {how}")?;
                }
            }
            for ((of, name), (count, _)) in &self.listed {
                if of == part {
                    writeln!(f, "  {count:>9}  listed: {name}")?;
                }
            }
        }
        for (look, failed) in &self.failures {
            let Failed { count, text, .. } = failed;
            writeln!(
                f,
                "\nUNLISTED DISAGREEMENT ({count} of this look): {look}\n{text}"
            )?;
        }
        write!(f, "unlisted disagreements: {}", self.failed)
    }
}

impl Part {
    /// All parts of a run.
    pub const ALL: [Part; 7] = [
        Part::GoMade,
        Part::MadeHere,
        Part::Damaged,
        Part::TypedGoMade,
        Part::TypedMadeHere,
        Part::TypedMerged,
        Part::TypedDamaged,
    ];

    fn title(self) -> &'static str {
        match self {
            Part::GoMade => "values that Go made, as `Value` and back",
            Part::MadeHere => "values that were made here, to Go and back",
            Part::Damaged => "damaged streams, as `Value`",
            Part::TypedGoMade => "values that Go made, as Rust types and back",
            Part::TypedMadeHere => "values of Rust types, to Go and back",
            Part::TypedMerged => "values merged into one variable",
            Part::TypedDamaged => "damaged streams, as Rust types",
        }
    }
}

/// More of them say nothing more.
const MAX_FAILURES: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_jobs_add_up() {
        let mut one = Report::default();
        one.count(Part::GoMade, 3);
        one.agree(Part::GoMade, "equal", 2);
        one.fail("a look".into(), "the first".into(), String::new());
        let mut whole = Report::default();
        whole.add(one.clone());
        whole.add(one);
        assert_eq!(whole.cases_of(Part::GoMade), 6);
        assert_eq!(whole.failed, 2);
        let text = whole.to_string();
        assert!(text.contains("4  equal"), "{text}");
        assert!(
            text.contains("UNLISTED DISAGREEMENT (2 of this look): a look\nthe first"),
            "{text}"
        );
        assert!(text.ends_with("unlisted disagreements: 2"), "{text}");
    }
}
