//! The scenarios of `go/scenarios*.go`, played by our client.

mod calls;
mod codec;
mod interfaces;
mod json;
mod load;
mod raw;
mod serving;
mod standard;
mod stub;
mod writes;

use std::net::SocketAddr;

use crate::transcript::Transcript;
use crate::{Failure, Format, Route};

/// Every scenario that a live server can answer, in the order of the Go peer's list.
pub fn all(route: impl Into<Route>) -> &'static [&'static str] {
    match route.into() {
        Route::Gob => GOB,
        Route::Json => JSON,
        Route::Cancelling => CANCELLING,
        Route::OneAtATime => ONE_AT_A_TIME,
        Route::Http => HTTP,
        Route::HttpElsewhere => HTTP_ELSEWHERE,
        Route::Lines => LINES,
        Route::Counted => COUNTED,
        Route::LinesOneAtATime => LINES_ONE_AT_A_TIME,
    }
}

const GOB: &[&str] = &[
    "add_twice",
    "zero_reply",
    "error_first",
    "error_with_empty_text",
    "arith_methods",
    "methods_not_found",
    "wrong_arguments",
    "echo_scalars",
    "echo_containers",
    "echo_everything",
    "echo_standard",
    "echo_large",
    "peculiar_replies",
    "nil_pointer_reply",
    "unencodable_reply",
    "reply_of_another_type",
    "replies_merge",
    "reply_ignored",
    "out_of_order",
    "dropped_peer",
    "header_then_end",
    "unknown_method_then_end",
    "body_cut_short",
    "header_cut_short",
    "header_is_an_int",
    "header_without_known_fields",
    "header_with_signed_seq",
    "header_with_bad_length",
    "header_with_more_fields",
    "header_is_empty_struct",
    "same_seq_twice",
    "same_seq_pending",
    "requests_in_one_write",
    "half_close_with_pending_call",
    "garbage_with_pending_call",
    "unencodable_among_calls",
    "any_values",
    "any_types_inside_others",
    "any_events",
    "any_shapes",
    "any_unregistered_name",
    "any_unregistered_reply",
    "cancel_not_understood",
    "give_up_a_call",
    "pipelined_10000",
    "overlapping_64",
    "echo_1_mib",
    "map_of_many",
    "panicking_method",
];

const CANCELLING: &[&str] = &["add_twice", "cancel_calls", "give_up_calls"];

const ONE_AT_A_TIME: &[&str] = &[
    "add_twice",
    "zero_reply",
    "error_first",
    "error_with_empty_text",
    "arith_methods",
    "methods_not_found",
    "wrong_arguments",
    "echo_containers",
    "echo_everything",
    "echo_large",
    "peculiar_replies",
    "replies_merge",
    "header_then_end",
    "unknown_method_then_end",
    "body_cut_short",
    "header_cut_short",
    "header_is_an_int",
    "header_with_more_fields",
    "same_seq_twice",
    "requests_in_one_write",
    "refused_requests",
    "echo_1_mib",
];

const HTTP: &[&str] = &[
    "add_twice",
    "error_first",
    "arith_methods",
    "methods_not_found",
    "wrong_arguments",
    "echo_scalars",
    "echo_containers",
    "echo_everything",
    "echo_large",
    "peculiar_replies",
    "unencodable_reply",
    "reply_of_another_type",
    "replies_merge",
    "out_of_order",
    "any_values",
    "any_shapes",
    "cancel_not_understood",
    "give_up_a_call",
    "pipelined_10000",
    "overlapping_64",
    "echo_1_mib",
];

const HTTP_ELSEWHERE: &[&str] = &["add_twice", "out_of_order", "echo_large"];

const LINES: &[&str] = &[
    "add_twice",
    "zero_reply",
    "error_first",
    "arith_methods",
    "methods_not_found",
    "out_of_order",
    "give_up_a_call",
    "pipelined_10000",
    "overlapping_64",
    "order_of_a_codec",
];

const LINES_ONE_AT_A_TIME: &[&str] = &[
    "add_twice",
    "methods_not_found",
    "order_of_a_codec_one_at_a_time",
];

const COUNTED: &[&str] = &[
    "add_twice",
    "zero_reply",
    "error_first",
    "arith_methods",
    "methods_not_found",
    "wrong_arguments",
    "echo_scalars",
    "echo_containers",
    "echo_everything",
    "peculiar_replies",
    "replies_merge",
    "reply_ignored",
    "large_messages",
    "calls_at_once",
    "answers_to_one_write",
];

const JSON: &[&str] = &[
    "add_twice",
    "zero_reply",
    "error_first",
    "error_with_empty_text",
    "arith_methods",
    "methods_not_found",
    "wrong_arguments",
    "echo_scalars",
    "echo_containers",
    "echo_everything",
    "echo_standard",
    "echo_large",
    "nil_pointer_reply",
    "reply_of_another_type",
    "replies_merge",
    "reply_ignored",
    "out_of_order",
    "dropped_peer",
    "cancel_not_understood",
    "give_up_a_call",
    "json_numbers",
    "json_strings",
    "json_document",
    "json_any",
    "json_raw",
    "json_collections",
    "json_null_arguments",
    "json_unencodable_arguments",
    "json_null_results",
    "json_results_of_every_kind",
    "pipelined_10000",
    "overlapping_64",
    "echo_1_mib",
    "map_of_many",
];

/// Plays `arith_methods` with the client that the macro makes; its transcript.
///
/// # Errors
/// The server cannot be reached.
pub async fn arith_methods_by_stub(format: Format, address: SocketAddr) -> Result<String, Failure> {
    let mut transcript = Transcript::new(format.into(), address);
    stub::arith_methods(&mut transcript).await?;
    Ok(transcript.into_text())
}

/// Plays a scenario against the server at `address`; its transcript.
///
/// # Errors
/// The scenario does not exist, or what it does outside of its calls failed.
pub async fn play(
    route: impl Into<Route>,
    name: &str,
    address: SocketAddr,
) -> Result<String, Failure> {
    let mut transcript = Transcript::new(route.into(), address);
    let t = &mut transcript;
    match name {
        "add_twice" => calls::add_twice(t).await?,
        "zero_reply" => calls::zero_reply(t).await?,
        "error_first" => calls::error_first(t).await?,
        "error_with_empty_text" => calls::error_with_empty_text(t).await?,
        "arith_methods" => calls::arith_methods(t).await?,
        "methods_not_found" => calls::methods_not_found(t).await?,
        "wrong_arguments" => calls::wrong_arguments(t).await?,
        "echo_scalars" => calls::echo_scalars(t).await?,
        "echo_containers" => calls::echo_containers(t).await?,
        "echo_everything" => calls::echo_everything(t).await?,
        "echo_standard" => standard::echo(t).await?,
        "echo_large" => calls::echo_large(t).await?,
        "peculiar_replies" => calls::peculiar_replies(t).await?,
        "nil_pointer_reply" => calls::nil_pointer_reply(t).await?,
        "unencodable_reply" => calls::unencodable_reply(t).await?,
        "reply_of_another_type" => calls::reply_of_another_type(t).await?,
        "replies_merge" => calls::replies_merge(t).await?,
        "reply_ignored" => calls::reply_ignored(t).await?,
        "out_of_order" => calls::out_of_order(t).await?,
        "dropped_peer" => calls::dropped_peer(t).await?,
        "header_then_end" => raw::header_then_end(t).await?,
        "unknown_method_then_end" => raw::unknown_method_then_end(t).await?,
        "body_cut_short" => raw::body_cut_short(t).await?,
        "header_cut_short" => raw::header_cut_short(t).await?,
        "header_is_an_int" => raw::header_is_an_int(t).await?,
        "header_without_known_fields" => raw::header_without_known_fields(t).await?,
        "header_with_signed_seq" => raw::header_with_signed_seq(t).await?,
        "header_with_bad_length" => raw::header_with_bad_length(t).await?,
        "header_with_more_fields" => raw::header_with_more_fields(t).await?,
        "header_is_empty_struct" => raw::header_is_empty_struct(t).await?,
        "same_seq_twice" => raw::same_seq_twice(t).await?,
        "same_seq_pending" => raw::same_seq_pending(t).await?,
        "unencodable_among_calls" => raw::unencodable_among_calls(t).await?,
        "panicking_method" => calls::panicking_method(t).await?,
        "requests_in_one_write" => raw::requests_in_one_write(t).await?,
        "half_close_with_pending_call" => raw::half_close_with_pending_call(t).await?,
        "garbage_with_pending_call" => raw::garbage_with_pending_call(t).await?,
        "any_values" => interfaces::any_values(t).await?,
        "any_types_inside_others" => interfaces::any_types_inside_others(t).await?,
        "any_events" => interfaces::any_events(t).await?,
        "any_shapes" => interfaces::any_shapes(t).await?,
        "any_unregistered_name" => interfaces::any_unregistered_name(t).await?,
        "any_unregistered_reply" => interfaces::any_unregistered_reply(t).await?,
        "cancel_not_understood" => serving::cancel_not_understood(t).await?,
        "give_up_a_call" => serving::give_up_a_call(t).await?,
        "cancel_calls" => serving::cancel_calls(t).await?,
        "give_up_calls" => serving::give_up_calls(t).await?,
        "refused_requests" => serving::refused_requests(t).await?,
        "order_of_a_codec" => codec::order_of_a_codec(t).await?,
        "order_of_a_codec_one_at_a_time" => codec::order_of_a_codec_one_at_a_time(t).await?,
        "large_messages" => writes::large_messages(t).await?,
        "calls_at_once" => writes::calls_at_once(t).await?,
        "answers_to_one_write" => writes::answers_to_one_write(t).await?,
        "pipelined_10000" => load::pipelined_10000(t).await?,
        "overlapping_64" => load::overlapping_64(t).await?,
        "echo_1_mib" => load::echo_1_mib(t).await?,
        "map_of_many" => load::map_of_many(t).await?,
        "json_numbers" => json::numbers(t).await?,
        "json_strings" => json::strings(t).await?,
        "json_document" => json::document(t).await?,
        "json_any" => json::any(t).await?,
        "json_raw" => json::raw(t).await?,
        "json_collections" => json::collections(t).await?,
        "json_null_arguments" => json::null_arguments(t).await?,
        "json_unencodable_arguments" => json::unencodable_arguments(t).await?,
        "json_null_results" => json::null_results(t).await?,
        "json_results_of_every_kind" => json::results_of_every_kind(t).await?,
        "meet_of_four" => load::meet_of_four(t).await?,
        "three_pending" => load::three_pending(t).await?,
        _ => return Err(format!("no scenario {name:?}").into()),
    }
    Ok(transcript.into_text())
}
