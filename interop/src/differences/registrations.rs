//! Differences of registering.

use super::{Difference, Side};

/// What comes of registering services.
pub const REGISTRATIONS: &[Difference] = &[
    Difference {
        scenario: "registrations",
        with: Side::Server,
        go: "no service name for type main.Arith",
        ours: "no service name for type Arith",
        reason: "a service of ours knows its own name, and no package",
    },
    Difference {
        scenario: "registrations",
        with: Side::Server,
        go: "register_as\t\"_goRPC_\"\tArith\tok",
        ours: "register_as\t\"_goRPC_\"\tArith\terror\t\"rpc: service already defined: _goRPC_\"",
        reason: super::UNDERSTANDS,
    },
    Difference {
        scenario: "registrations",
        with: Side::Server,
        go: "\tlogged",
        ours: "",
        reason: "whoever registers has the error",
    },
];
