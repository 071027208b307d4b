//! Texts that Go decoded: ours decode to the same values, or fail in the same words.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

mod support;

use std::collections::{BTreeMap, HashMap};

use bytes::BytesMut;
use netrpc::{
    CodecError, Limits,
    codec::{DecodeArgs, RequestHeader, ServerCodec},
};
use netrpc_jsonrpc::{
    JsonServerCodec, Time,
    values::{ErrorKind, from_slice, to_vec},
};
use serde::{Serialize, de::DeserializeOwned};

use support::*;

struct Table {
    entries: Entries<Decode>,
}

impl Table {
    /// The text decodes to what Go has, or fails as in Go.
    fn same<T: Serialize + DeserializeOwned>(&self, name: &str) {
        let go = self.entries.take(name);
        match from_slice::<T>(go.json.as_bytes()) {
            Ok(value) => {
                let ours = to_vec(&value).unwrap();
                assert_eq!(
                    go.error,
                    "",
                    "{name} decodes to {}",
                    String::from_utf8_lossy(&ours)
                );
                assert_eq!(String::from_utf8_lossy(&ours), go.result, "{name}");
            }
            Err(error) => {
                assert_eq!(error.to_string(), go.error, "{name}");
                if error.kind() != ErrorKind::Syntax {
                    assert_eq!(as_parameter::<T>(&go.json), go.params_error, "{name}");
                }
            }
        }
    }
}

/// What a server answers when the text is the parameter of a call.
fn as_parameter<T: DeserializeOwned>(text: &str) -> String {
    let mut codec = JsonServerCodec::new(&Limits::default());
    let mut input =
        BytesMut::from(format!(r#"{{"method":"A.B","params":[{text}],"id":1}}"#).as_bytes());
    let params = codec
        .next_request(&mut input, &mut RequestHeader::default())
        .unwrap()
        .unwrap();
    let decoded: Result<T, CodecError> = codec.decode_args(params);
    decoded
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default()
}

#[test]
fn texts_decode_as_in_go() {
    let entries = current()
        .decodes
        .into_iter()
        .map(|decode| (decode.name.clone(), decode));
    let table = Table {
        entries: Entries::new(entries),
    };
    accepted(&table);
    refused(&table);
    times(&table);
    no_json(&table);
    table.entries.assert_none_left();
}

fn accepted(table: &Table) {
    table.same::<Fields>("keys_in_any_case");
    table.same::<Fields>("delimiters_matter");
    table.same::<Two>("exact_key_first");
    table.same::<Args>("unknown_keys");
    table.same::<Args>("last_duplicate_wins");
    table.same::<Args>("last_duplicate_wins_in_any_case");
    table.same::<Tree>("duplicates_nested");
    table.same::<HashMap<String, isize>>("duplicate_map_key");
    table.same::<Args>("null_after_value");
    table.same::<Args>("null_before_value");
    table.same::<Args>("null_after_duplicates");
    table.same::<Args>("null_between_duplicates");
    table.same::<Everything>("duplicate_slice");
    table.same::<Everything>("absent_fields");
    table.same::<Everything>("null_fields");
    table.same::<Args>("null_struct");
    table.same::<isize>("null_int");
    table.same::<String>("null_string");
    table.same::<Option<Vec<isize>>>("null_slice");
    table.same::<Option<HashMap<String, isize>>>("null_map");
    table.same::<[isize; 3]>("null_array");
    table.same::<Vec<isize>>("null_elements");
    table.same::<HashMap<String, isize>>("null_map_values");
    table.same::<Option<isize>>("null_pointer");
    table.same::<[isize; 3]>("array_shorter");
    table.same::<[isize; 3]>("array_longer");
    table.same::<[Args; 2]>("array_of_structs_shorter");
    table.same::<Vec<u8>>("bytes_of_numbers");
    table.same::<Vec<u8>>("bytes_with_line_ends");
    table.same::<serde_bytes::ByteBuf>("bytes_with_spare_bits");
    table.same::<Vec<u8>>("bytes_escaped");
    table.same::<isize>("integer_negative_zero");
    table.same::<f64>("float_from_integer");
    table.same::<f64>("float_from_digits");
    table.same::<f64>("float_underflow");
    table.same::<f64>("float_underflow_negative");
    table.same::<f64>("float_zero_with_exponent");
    table.same::<f64>("float_with_capital_exponent");
    table.same::<f32>("float32_rounds");
    table.same::<serde_json::Value>("interface_big_integer");
    table.same::<serde_json::Value>("interface_float");
    table.same::<String>("surrogates");
    table.same::<String>("escapes");
    table.same::<BTreeMap<isize, isize>>("int_keys");
    table.same::<Args>("white_space");
    table.same::<()>("empty_struct");
    table.same::<serde_json::Value>("deep");
    table.same::<BTreeMap<String, isize>>("surrogates_in_keys");
    // The manifest, being JSON, holds what Go made of these bytes.
    table.same::<String>("not_utf8");
    table.same::<BTreeMap<String, isize>>("not_utf8_in_keys");
}

fn refused(table: &Table) {
    table.same::<Args>("string_into_struct");
    table.same::<Args>("number_into_struct");
    table.same::<Args>("array_into_struct");
    table.same::<Args>("bool_into_struct");
    table.same::<Args>("string_into_field");
    table.same::<Args>("bool_into_field");
    table.same::<Args>("object_into_field");
    table.same::<Args>("array_into_field");
    table.same::<Args>("key_as_it_was_sent");
    table.same::<Args>("fraction_into_int");
    table.same::<Args>("exponent_into_int");
    table.same::<Args>("int_too_large");
    table.same::<isize>("int_one_too_large");
    table.same::<i8>("int8_too_large");
    table.same::<usize>("uint_negative");
    table.same::<usize>("uint_negative_zero");
    table.same::<isize>("int_with_fraction_zero");
    table.same::<f64>("float_too_large");
    table.same::<f32>("float32_too_large");
    table.same::<f64>("string_into_float");
    table.same::<String>("number_into_string");
    table.same::<bool>("number_into_bool");
    table.same::<isize>("string_into_int");
    table.same::<Vec<isize>>("string_into_element");
    table.same::<Vec<isize>>("object_into_slice");
    table.same::<Vec<isize>>("string_into_slice");
    table.same::<HashMap<String, isize>>("string_into_map_value");
    table.same::<HashMap<String, isize>>("array_into_map");
    table.same::<HashMap<isize, isize>>("map_key_is_no_number");
    table.same::<HashMap<i8, isize>>("map_key_too_large");
    table.same::<HashMap<usize, isize>>("map_key_with_plus_sign");
    table.same::<HashMap<String, isize>>("path_is_escaped");
    table.same::<Everything>("path_through_slices");
    table.same::<Tree>("path_through_pointers");
    table.same::<HashMap<String, Vec<Args>>>("path_through_maps");
    table.same::<HashMap<String, isize>>("path_ends_in_digits");
    table.same::<Vec<u8>>("base64_bad");
    table.same::<serde_bytes::ByteBuf>("base64_unpadded");
    table.same::<Vec<u8>>("base64_url_alphabet");
    table.same::<Vec<u8>>("byte_too_large");
    table.same::<Vec<u8>>("number_into_bytes");
    table.same::<[u8; 2]>("string_into_byte_array");
    table.same::<[isize; 3]>("object_into_array");
    table.same::<()>("number_into_empty_struct");
}

fn times(table: &Table) {
    table.same::<Time>("time");
    table.same::<Time>("time_null");
    table.same::<Event>("time_null_field");
    table.same::<Event>("time_absent_field");
    table.same::<Time>("time_with_digits");
    table.same::<Time>("time_with_too_many_digits");
    table.same::<Time>("time_with_comma");
    table.same::<Time>("time_hour_of_one_digit");
    table.same::<Time>("time_leap_day");
    table.same::<Time>("time_offset");
    table.same::<Time>("time_offset_zero");
    table.same::<Time>("time_offset_minus_zero");
    table.same::<Time>("time_offset_of_sixty_minutes");
    table.same::<Time>("time_first");
    table.same::<Time>("time_last");
    table.same::<BTreeMap<Time, isize>>("time_keys");
    table.same::<Time>("time_empty");
    table.same::<Time>("time_number");
    table.same::<Event>("time_bool_in_field");
    table.same::<Time>("time_object");
    table.same::<Vec<Time>>("time_array_in_slice");
    table.same::<Time>("time_text");
    table.same::<Event>("time_text_in_field");
    table.same::<Time>("time_text_to_escape");
    table.same::<Time>("time_year_of_five_digits");
    table.same::<Time>("time_year_with_letter");
    table.same::<Time>("time_year_short");
    table.same::<Time>("time_year_negative");
    table.same::<Time>("time_month_of_one_digit");
    table.same::<Time>("time_month_too_large");
    table.same::<Time>("time_month_zero");
    table.same::<Time>("time_day_of_one_digit");
    table.same::<Time>("time_day_too_large");
    table.same::<Time>("time_day_zero");
    table.same::<Time>("time_no_leap_day");
    table.same::<Time>("time_date_alone");
    table.same::<Time>("time_with_space");
    table.same::<Time>("time_in_lower_case");
    table.same::<Time>("time_hour_too_large");
    table.same::<Time>("time_minute_too_large");
    table.same::<Time>("time_minute_of_one_digit");
    table.same::<Time>("time_second_too_large");
    table.same::<Time>("time_seconds_missing");
    table.same::<Time>("time_point_without_digits");
    table.same::<Time>("time_zone_missing");
    table.same::<Time>("time_zone_missing_after_digits");
    table.same::<Time>("time_zone_without_colon");
    table.same::<Time>("time_zone_without_sign");
    table.same::<Time>("time_zone_with_letter");
    table.same::<Time>("time_zone_hour_too_large");
    table.same::<Time>("time_zone_minute_too_large");
    table.same::<Time>("time_zone_and_more");
    table.same::<Time>("time_zone_cut");
    table.same::<BTreeMap<Time, isize>>("time_key");
}

fn no_json(table: &Table) {
    table.same::<Args>("syntax_nothing");
    table.same::<Args>("syntax_truncated");
    table.same::<Args>("syntax_trailing_comma");
    table.same::<Args>("syntax_leading_zero");
    table.same::<Args>("syntax_no_digit_after_point");
    table.same::<Args>("syntax_plus");
    table.same::<Args>("syntax_single_quotes");
    table.same::<String>("syntax_control_character");
    table.same::<String>("syntax_escape");
    table.same::<String>("syntax_short_unicode_escape");
    table.same::<Args>("syntax_byte_order_mark");
    table.same::<Args>("syntax_after_value");
    table.same::<bool>("syntax_literal");
    table.same::<serde_json::Value>("syntax_too_deep");
}
