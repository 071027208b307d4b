//! What becomes of each test.

use super::Package;

/// A test function of Go's.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Where it is.
    pub package: Package,
    /// Its name.
    pub function: &'static str,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a test function.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    /// It passes with our server in the place of Go's, and our client does as its client does, before Go's server.
    Both,
    /// It passes with our server. There is no more in it for a client of ours than in another one.
    TheirClient,
    /// Our client does as its client does; the test has a script of its own in the place of a server.
    OurClient,
    /// Our client does as its client does, and is meant to see something else.
    OurClientDiffers {
        /// Why.
        reason: &'static str,
    },
    /// Our client does as its client does, before Go's server. Before ours it fails, and is meant to.
    OurServerDiffers {
        /// What it prints then.
        text: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// It reaches no wire. Ours is held to the same by a test of its own.
    Elsewhere {
        /// The file with that test.
        file: &'static str,
        /// The test.
        test: &'static str,
        /// How the two compare.
        reason: &'static str,
    },
}

/// All of them, in the order of Go's files.
pub const TABLE: &[Row] = &[
    rpc("TestCloseCodec", Fate::OurClient),
    rpc(
        "TestGobError",
        Fate::OurServerDiffers {
            text: "got rpc: gob error encoding body: gob: type main.Unencodable has no exported fields",
            reason: "Go closes the connection on a reply that it cannot encode; ours answers that call with an error and goes on",
        },
    ),
    rpc("TestRPC", Fate::Both),
    rpc("TestHTTP", Fate::Both),
    rpc("TestBuiltinTypes", Fate::Both),
    rpc(
        "TestServeRequest",
        Fate::Elsewhere {
            file: "tests/one_request_at_a_time.rs",
            test: "a_request_that_is_no_call_is_answered_and_said_to_whoever_serves",
            reason: "one request after the other, and one without arguments that fit",
        },
    ),
    rpc(
        "TestRegistrationError",
        Fate::Elsewhere {
            file: "tests/registration.rs",
            test: "registering_a_service_says_in_gos_words_what_is_wrong_with_it",
            reason: "Go looks for suitable methods when the program runs; in Rust the compiler refuses unsuitable ones, and \
                     what is left is a service without methods",
        },
    ),
    rpc(
        "TestSendDeadlock",
        Fate::Elsewhere {
            file: "tests/custom_codec.rs",
            test: "what_it_cannot_encode_costs_one_call",
            reason: "a codec that fails to write keeps no lock: calls before and after it are made",
        },
    ),
    rpc("TestCountMallocs", Fate::TheirClient),
    rpc("TestCountMallocsOverHTTP", Fate::TheirClient),
    rpc(
        "TestClientWriteError",
        Fate::Elsewhere {
            file: "tests/call_endings.rs",
            test: "the_connection_cannot_be_written",
            reason: "the same stream that cannot be written, and the same text",
        },
    ),
    rpc("TestTCPClose", Fate::Both),
    rpc("TestErrorAfterClientClose", Fate::Both),
    rpc(
        "TestAcceptExitAfterListenerClose",
        Fate::Elsewhere {
            file: "tests/server_calls.rs",
            test: "shutting_down_answers_the_calls_that_run_and_takes_no_more",
            reason: "a listener that is served cannot be closed by others in Rust: `shutdown` ends `serve`",
        },
    ),
    rpc("TestShutdown", Fate::Both),
    rpc("BenchmarkEndToEnd", Fate::TheirClient),
    rpc("BenchmarkEndToEndHTTP", Fate::TheirClient),
    rpc("BenchmarkEndToEndAsync", Fate::TheirClient),
    rpc("BenchmarkEndToEndAsyncHTTP", Fate::TheirClient),
    json("TestServerNoParams", Fate::TheirClient),
    json("TestServerEmptyMessage", Fate::TheirClient),
    json("TestServer", Fate::TheirClient),
    json("TestClient", Fate::Both),
    json("TestBuiltinTypes", Fate::Both),
    json("TestMalformedInput", Fate::TheirClient),
    json(
        "TestMalformedOutput",
        Fate::OurClientDiffers {
            reason: "Go's client fails on a result of null, and its connection with it, though Go's servers send that for what is nil; \
                     to ours it is the zero value",
        },
    ),
    json(
        "TestServerErrorHasNullResult",
        Fate::Elsewhere {
            file: "jsonrpc/tests/server.rs",
            test: "errors_of_methods_are_sent_as_in_go",
            reason: "it calls the codec's methods; the bytes that ours makes of an error have no other result than null",
        },
    ),
    json("TestUnexpectedError", Fate::TheirClient),
];

const fn rpc(function: &'static str, fate: Fate) -> Row {
    Row {
        package: Package::Rpc,
        function,
        fate,
    }
}

const fn json(function: &'static str, fate: Fate) -> Row {
    Row {
        package: Package::JsonRpc,
        function,
        fate,
    }
}
