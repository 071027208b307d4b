//! What the example programs share, and the blocks of Rust in the guide as tests.
//!
//! The programs are in folders of their own beside this one, each with its Go halves: `../README.md` lists them.

pub mod arith;
pub mod delve;
pub mod messagepack;
pub mod till;

/// Every block of Rust in the guide compiles, and runs where it says that it can.
#[cfg(doctest)]
mod guide {
    macro_rules! chapters {
        ($($module:ident $file:literal)*) => {$(
            #[doc = include_str!(concat!("../../docs/src/", $file))]
            mod $module {}
        )*};
    }

    chapters! {
        cancellation "cancellation.md"
        codecs "codecs.md"
        delve "delve.md"
        from_go "from-go.md"
        from_tarpc_and_tonic "from-tarpc-and-tonic.md"
        http "http.md"
        introduction "introduction.md"
        limits "limits.md"
        streams "streams.md"
        testing "testing.md"
        types "types.md"
    }
}
