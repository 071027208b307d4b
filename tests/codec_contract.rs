//! gob keeps the contract of codecs; codecs that break one rule of it are told which.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

#[path = "support/faults.rs"]
mod faults;
#[path = "support/lines.rs"]
mod lines;

use std::collections::{BTreeMap, HashMap};

use faults::{Fault, Faulty};
use netrpc::{
    Gob,
    gob::Duration,
    testing::{Contract, Rule},
};

/// Sends no field.
#[derive(Gob, Debug)]
struct Nothing {
    #[gob(skip)]
    #[allow(dead_code, reason = "it is there not to be sent")]
    hidden: u8,
}

#[derive(Gob, Debug, PartialEq)]
struct Point {
    x: isize,
    y: isize,
}

#[derive(Gob, Debug, PartialEq)]
struct Shape {
    name: String,
    points: Vec<Point>,
    next: Option<Box<Shape>>,
    by_name: Option<BTreeMap<String, Point>>,
}

#[test]
fn gob_keeps_it() {
    let shape = Shape {
        name: "line".to_owned(),
        points: vec![Point { x: 1, y: -1 }, Point { x: 0, y: 0 }],
        next: Some(Box::new(Shape {
            name: String::new(),
            points: Vec::new(),
            next: None,
            by_name: Some(BTreeMap::from([("a".to_owned(), Point { x: 5, y: 6 })])),
        })),
        by_name: None,
    };
    Contract::new(netrpc::codec::gob::Gob::new())
        .value("gopher".to_owned())
        .value(i64::MIN)
        .value(1.5_f64)
        .value(())
        .value(vec![0_u8; 3])
        .value([true, false])
        .value(HashMap::from([
            (1_i64, "one".to_owned()),
            (2, String::new()),
        ]))
        .value(Duration::from_nanos(-1))
        .value(shape)
        .misfit::<_, i64>("gopher".to_owned())
        .misfit::<_, Point>(7_i64)
        .misfit::<_, Vec<i64>>(Point { x: 1, y: 2 })
        .unencodable(Nothing { hidden: 1 })
        .unencodable(vec![Nothing { hidden: 1 }])
        .check();
}

#[test]
fn a_codec_without_a_fault_keeps_it() {
    contract(Fault::None).check();
}

#[test]
fn each_fault_of_a_codec_is_caught_by_the_rule_that_it_breaks() {
    for (fault, rule) in FAULTS {
        let first = contract(*fault).violations().next();
        let first = first.unwrap_or_else(|| panic!("{fault:?} is not caught"));
        println!("{fault:?}\n{first}");
        assert_eq!(first.rule(), *rule, "{fault:?}: {first}");
    }
}

#[test]
fn every_rule_is_broken_by_some_fault() {
    let missed: Vec<Rule> = Rule::ALL
        .iter()
        .copied()
        .filter(|rule| FAULTS.iter().all(|(_, broken)| broken != rule))
        .collect();
    assert_eq!(missed, []);
}

#[test]
fn the_panic_names_the_rule_the_method_and_what_happened() {
    let checked = std::panic::catch_unwind(|| contract(Fault::SendsOddZeros).check());
    let payload = checked.unwrap_err();
    let text = payload.downcast_ref::<String>().unwrap();
    assert_eq!(
        text,
        "the codec breaks 1 rule of its contract:\n\
         ZeroReply: a zero reply arrives as the zero value, or is refused like a reply that cannot be encoded\n    \
         (EncodeReply::encode_zero_reply, Go's ServerCodec.WriteResponse): \
         \"a.b.C\", call 1: line: not a value: zero"
    );
}

#[test]
#[should_panic(expected = "a contract is tried with values: `Contract::value`")]
fn a_contract_without_values_is_none() {
    Contract::new(netrpc::codec::gob::Gob::new()).check();
}

fn contract(fault: Fault) -> Contract<Faulty> {
    Contract::new(Faulty::new(fault))
        .value("gopher".to_owned())
        .value(42_u64)
        .misfit::<_, u64>("six".to_owned())
        .unencodable("two\nlines".to_owned())
}

/// Which rule each of them breaks first.
const FAULTS: &[(Fault, Rule)] = &[
    (Fault::TakesRequestsOnlyBeforeOthers, Rule::RequestsTogether),
    (Fault::KeepsTheLastMethod, Rule::RequestHeaderReused),
    (Fault::LosesHalfRequests, Rule::RequestsSplit),
    (Fault::WantsArgsDecoded, Rule::DroppedArgs),
    (Fault::GivesUpAfterMisfits, Rule::MisfittingArgs),
    (Fault::TakesMisfits, Rule::MisfittingArgs),
    (Fault::PassesOverHalfRequests, Rule::EndOfRequests),
    (Fault::EndsInTheMiddleOfNothing, Rule::EndOfRequests),
    (Fault::SendsWhatItCouldNotEncode, Rule::UnencodableArgs),
    (Fault::ForgetsErrorTexts, Rule::ErrorReply),
    (Fault::AnswersTheLastRequest, Rule::ReplyOrder),
    (Fault::LeavesHalfReplies, Rule::UnencodableReply),
    (Fault::ForgetsWhatItCouldNotAnswer, Rule::UnencodableReply),
    (Fault::SendsOddZeros, Rule::ZeroReply),
    (
        Fault::TakesResponsesOnlyBeforeOthers,
        Rule::ResponsesTogether,
    ),
    (Fault::KeepsTheLastError, Rule::ResponseHeaderReused),
    (Fault::LosesHalfResponses, Rule::ResponsesSplit),
    (Fault::CannotSkip, Rule::SkippedReply),
    (Fault::DecodesTheLatestReply, Rule::LateReply),
    (Fault::CannotMerge, Rule::MergedReply),
    (Fault::TakesMisfittingReplies, Rule::MisfittingReply),
    (Fault::PassesOverHalfResponses, Rule::EndOfResponses),
    (Fault::SharesConnections, Rule::OwnConnections),
    (Fault::KnowsNoRequestLimit, Rule::RequestLimit),
    (Fault::KnowsNoHeaderLimit, Rule::RequestHeaderLimit),
    (Fault::KnowsNoResponseLimit, Rule::ResponseLimit),
    (Fault::PanicsAtNoise, Rule::DamagedRequests),
    (Fault::PanicsAtNoiseInResponses, Rule::DamagedResponses),
    (Fault::SplitsDifferently, Rule::DamagedRequests),
    (Fault::ChangesItsMind, Rule::NothingNew),
    (Fault::TakesRequestsOutOfNothing, Rule::Progress),
    (Fault::ClearsTheOutput, Rule::OutputKept),
];
