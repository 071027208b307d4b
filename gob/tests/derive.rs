//! What the derive refuses, and how it says so. After a change of a message:
//! `TRYBUILD=overwrite cargo test -p netrpc-gob --test derive`, and read the difference.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

#[test]
fn mistakes_are_named_where_they_were_made() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/pass_*.rs");
    for mistake in MISTAKES {
        cases.compile_fail(format!("tests/ui/{mistake}.rs"));
    }
}

#[test]
fn every_file_is_tried() {
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ui")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let stem = name.split('.').next().unwrap();
        assert!(
            stem.starts_with("pass_") || MISTAKES.contains(&stem),
            "{name}"
        );
    }
}

const MISTAKES: &[&str] = &[
    "bad_field_name",
    "bad_rename_all",
    "bad_type_name",
    "borrowed",
    "constants",
    "duplicate_names",
    "enum",
    "field_is_no_gob_type",
    "interface_attributes",
    "interface_objects",
    "interface_that_may_be_nil",
    "lower_case_name",
    "marshaler_with_another_name",
    "marshalers",
    "skipped_without_default",
    "transparent",
    "tuple_struct",
    "tuples",
    "union",
    "unknown_attributes",
    "value_is_no_gob_type",
];
