//! What the compiler says to who forgets a derive, or asks for a service that Go could not have.

#![cfg(feature = "tokio")]

#[test]
fn errors_name_the_type_and_what_it_lacks() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}

#[test]
fn mistakes_in_services_are_named_where_they_are_made() {
    trybuild::TestCases::new().compile_fail("tests/ui/service/*.rs");
}
