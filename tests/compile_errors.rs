//! What the compiler says to who forgets a derive.

#![cfg(feature = "tokio")]

#[test]
fn errors_name_the_type_and_what_it_lacks() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
