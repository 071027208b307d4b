//! What goes before every body.

/// Names the method and the call: Go's `rpc.Request`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestHeader {
    /// `Service.Method`, split at its last dot.
    pub service_method: String,
    /// Chosen by the client, echoed by the server, which reads nothing into it.
    pub seq: u64,
}

/// Says which call a reply belongs to: Go's `rpc.Response`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseHeader {
    /// The request's, echoed.
    pub service_method: String,
    /// The request's, echoed.
    pub seq: u64,
    /// Empty in a success.
    pub error: String,
}

impl RequestHeader {
    /// Empties the header for the next message and keeps its capacity, as Go recycles its headers.
    pub fn clear(&mut self) {
        self.service_method.clear();
        self.seq = 0;
    }
}

impl ResponseHeader {
    /// Empties the header for the next message and keeps its capacity, as Go recycles its headers.
    pub fn clear(&mut self) {
        self.service_method.clear();
        self.seq = 0;
        self.error.clear();
    }
}
