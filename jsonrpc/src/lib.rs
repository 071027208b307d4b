//! Go's `net/rpc/jsonrpc`: JSON-RPC 1.0 as a codec of netrpc.

mod scan;
pub mod values;
