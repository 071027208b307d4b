//! The contract of a codec, for whoever writes one: what [`Server`](crate::Server) and [`Client`](crate::Client) rely on, as a
//! test that uses nothing but the traits of [`codec`](crate::codec).
//!
//! ```text
//! your values -> encode_request -> bytes, cut, damaged, ended anywhere -> next_request -> decode_args -> equal?
//!      equal? <- decode_reply <- next_response <- bytes, cut, damaged, ended anywhere <- encode_reply <-'
//! ```
//!
//! ```
//! use netrpc::{codec::gob::Gob, testing::Contract};
//!
//! /// gob sends no struct without fields that are sent.
//! #[derive(netrpc::Gob, Debug, PartialEq)]
//! struct Nothing { #[gob(skip)] hidden: u8 }
//!
//! Contract::new(Gob::new())
//!     .value("gopher".to_owned())
//!     .value(vec![1_i64, -1, i64::MAX])
//!     .misfit::<_, i64>("gopher".to_owned())
//!     .unencodable(Nothing { hidden: 0 })
//!     .check();
//! ```
//!
//! A broken codec is told which rule it breaks, what Go calls the method that has to keep it, and what happened:
//!
//! ```text
//! the codec breaks 1 rule of its contract:
//! UnencodableReply: a reply that cannot be encoded leaves no bytes behind, and its call is answered with an error
//!     (ServerCodec::encode_reply, Go's ServerCodec.WriteResponse): "Arith.Multiply", call 0: 24 bytes were left behind
//! ```
//!
//! What it cannot see: a codec that never returns, and one whose two sides agree on something that real peers do not send. For
//! that there are captured bytes of real peers.

mod call;
mod calls;
mod damage;
mod encoding;
mod limits;
mod reading;
mod rule;
mod sample;
mod side;

use std::{
    collections::HashSet,
    fmt,
    panic::{self, AssertUnwindSafe},
};

pub use self::rule::{Rule, Violation};
use self::{
    rule::{Breach, panic_text},
    sample::{Encodes, Misfit, MisfitAs, Sample, Sent},
    side::{Requests, Responses},
};
use crate::codec::{ClientFormat, DecodeArgs, DecodeReply, EncodeArgs, EncodeReply, ServerFormat};

/// A format, and the values that it is tried with.
pub struct Contract<F> {
    format: F,
    samples: Vec<Box<dyn Sample<F>>>,
    misfits: Vec<Box<dyn Misfit<F>>>,
    unencodables: Vec<Box<dyn Encodes<F>>>,
}

impl<F: ServerFormat + ClientFormat> Contract<F> {
    /// The contract of `format`, which still needs [values](Self::value).
    pub fn new(format: F) -> Self {
        Self {
            format,
            samples: Vec::new(),
            misfits: Vec::new(),
            unencodables: Vec::new(),
        }
    }

    /// A value that can be an argument and a reply, and arrives as it was sent. Give one for each kind of value that the format
    /// treats in its own way; short ones, since their bytes are cut and damaged everywhere.
    #[must_use]
    pub fn value<T>(mut self, value: T) -> Self
    where
        T: PartialEq + fmt::Debug + 'static,
        F::Encoder: EncodeArgs<T>,
        F::Codec: DecodeArgs<T> + EncodeReply<T>,
        F::Decoder: DecodeReply<T>,
    {
        self.samples.push(Box::new(Sent(value)));
        self
    }

    /// A value that arrives, and cannot be decoded as an `As`. Without one, the rules about such values are not tried.
    #[must_use]
    pub fn misfit<T, As>(mut self, value: T) -> Self
    where
        T: 'static,
        As: fmt::Debug + 'static,
        F::Encoder: EncodeArgs<T>,
        F::Codec: EncodeReply<T> + DecodeArgs<As>,
        F::Decoder: DecodeReply<As>,
    {
        self.misfits.push(Box::new(MisfitAs::<T, As>::new(value)));
        self
    }

    /// A value that the format cannot encode. Without one, the rules about such values are not tried.
    #[must_use]
    pub fn unencodable<T>(mut self, value: T) -> Self
    where
        T: 'static,
        F::Encoder: EncodeArgs<T>,
        F::Codec: EncodeReply<T>,
    {
        self.unencodables.push(Box::new(Sent(value)));
        self
    }

    /// Tries every rule.
    ///
    /// # Panics
    /// The codec breaks a rule, or no [value](Self::value) was given.
    pub fn check(&self) {
        let violations: Vec<String> = self.violations().map(|it| format!("\n{it}")).collect();
        let rules = match violations.len() {
            0 => return,
            1 => "1 rule".to_owned(),
            count => format!("{count} rules"),
        };
        panic!(
            "the codec breaks {rules} of its contract:{}",
            violations.concat()
        );
    }

    /// Tries every rule and answers which of them are broken, as it comes upon them. Who breaks one often breaks others with it:
    /// the first is the one to mend.
    ///
    /// # Panics
    /// No [value](Self::value) was given.
    pub fn violations(&self) -> impl Iterator<Item = Violation> {
        assert!(
            !self.samples.is_empty(),
            "a contract is tried with values: `Contract::value`"
        );
        let mut known = HashSet::new();
        let broken = self.rules().into_iter().filter_map(|(rule, holds)| {
            let tried = panic::catch_unwind(AssertUnwindSafe(|| holds(self)));
            let breach = match tried {
                Ok(Ok(())) => return None,
                Ok(Err(breach)) => breach,
                Err(payload) => Breach::from(panic_text(&*payload)),
            };
            Some(breach.into_violation(rule))
        });
        broken.filter(move |violation| known.insert(violation.rule()))
    }

    /// What all others build on comes first.
    fn rules(&self) -> Vec<(Rule, Try<F>)> {
        vec![
            (Rule::RequestsTogether, Self::take_all::<Requests<F>>),
            (Rule::RequestHeaderReused, Self::reuse_header::<Requests<F>>),
            (Rule::RequestsSplit, Self::take_split::<Requests<F>>),
            (Rule::DroppedArgs, Self::drop_bodies::<Requests<F>>),
            (Rule::MisfittingArgs, Self::misfitting_args),
            (Rule::EndOfRequests, Self::end_anywhere::<Requests<F>>),
            (Rule::UnencodableArgs, Self::unencodable_args),
            (Rule::ResponsesTogether, Self::take_all::<Responses<F>>),
            (
                Rule::ResponseHeaderReused,
                Self::reuse_header::<Responses<F>>,
            ),
            (Rule::ReplyOrder, Self::replies_in_any_order),
            (Rule::ErrorReply, Self::error_replies),
            (Rule::UnencodableReply, Self::unencodable_replies),
            (Rule::ZeroReply, Self::zero_replies),
            (Rule::ResponsesSplit, Self::take_split::<Responses<F>>),
            (Rule::SkippedReply, Self::drop_bodies::<Responses<F>>),
            (Rule::LateReply, Self::decode_late),
            (Rule::MergedReply, Self::merged_replies),
            (Rule::MisfittingReply, Self::misfitting_replies),
            (Rule::EndOfResponses, Self::end_anywhere::<Responses<F>>),
            (Rule::OwnConnections, Self::interleave_connections),
            (Rule::RequestLimit, Self::request_limit),
            (Rule::RequestHeaderLimit, Self::request_header_limit),
            (Rule::ResponseLimit, Self::response_limit),
            (Rule::DamagedRequests, Self::damage::<Requests<F>>),
            (Rule::DamagedResponses, Self::damage::<Responses<F>>),
        ]
    }
}

type Try<F> = fn(&Contract<F>) -> Result<(), Breach>;

impl<F: fmt::Debug> fmt::Debug for Contract<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contract")
            .field("format", &self.format)
            .field("values", &self.samples.len())
            .field("misfits", &self.misfits.len())
            .field("unencodables", &self.unencodables.len())
            .finish()
    }
}
