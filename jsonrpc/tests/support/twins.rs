//! The Rust twin of every Go type in the fixtures.

use std::collections::BTreeMap;

use netrpc::codec::{DecodeArgs, DecodeReply};
use netrpc_jsonrpc::{JsonParams, JsonReply, JsonResponseDecoder, JsonServerCodec, Time, values};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::support::*;

/// How to decode into one type, come what may.
#[derive(Clone, Copy)]
pub(crate) struct Twin {
    pub(crate) text: fn(&[u8]) -> bool,
    pub(crate) args: fn(&mut JsonServerCodec, JsonParams) -> bool,
    pub(crate) reply: fn(&mut JsonResponseDecoder, JsonReply) -> bool,
}

pub(crate) fn twin<T: DeserializeOwned>() -> Twin {
    Twin {
        text: |text| values::from_slice::<T>(text).is_ok(),
        args: |codec, params| DecodeArgs::<T>::decode_args(codec, params).is_ok(),
        reply: |decoder, reply| DecodeReply::<T>::decode_reply(decoder, reply).is_ok(),
    }
}

/// The twin of the type that Go's `%T` calls so.
pub(crate) fn twin_of(go_type: &str) -> Twin {
    match go_type {
        "<nil>" | "interface {}" => twin::<serde_json::Value>(),
        "bool" => twin::<bool>(),
        "int" | "*int" => twin::<Option<isize>>(),
        "int8" => twin::<i8>(),
        "int16" => twin::<i16>(),
        "int32" => twin::<i32>(),
        "int64" => twin::<i64>(),
        "uint" => twin::<usize>(),
        "uint8" => twin::<u8>(),
        "uint16" => twin::<u16>(),
        "uint32" => twin::<u32>(),
        "uint64" => twin::<u64>(),
        "*big.Int" => twin::<i128>(),
        "float32" => twin::<f32>(),
        "float64" => twin::<f64>(),
        "json.Number" => twin::<Box<RawValue>>(),
        "string" => twin::<String>(),
        "time.Time" => twin::<Time>(),
        "struct {}" => twin::<()>(),
        "[0]int" => twin::<[isize; 0]>(),
        "[2]interface {}" => twin::<(String, isize)>(),
        "[2]main.Args" => twin::<[Args; 2]>(),
        "[2]uint8" => twin::<[u8; 2]>(),
        "[3]int" => twin::<[isize; 3]>(),
        "[3]uint8" => twin::<[u8; 3]>(),
        "[]*int" => twin::<Vec<Option<isize>>>(),
        "[][]int" => twin::<Vec<Vec<isize>>>(),
        "[][]uint8" => twin::<Vec<Vec<u8>>>(),
        "[]float64" => twin::<Vec<f64>>(),
        "[]int" => twin::<Option<Vec<isize>>>(),
        "[]string" => twin::<Vec<String>>(),
        "[]time.Time" => twin::<Vec<Time>>(),
        "[]uint8" => twin::<Vec<u8>>(),
        "map[float64]int" | "map[string]int" => twin::<BTreeMap<String, isize>>(),
        "map[int8]int" => twin::<BTreeMap<i8, isize>>(),
        "map[int]int" | "map[int64]int" => twin::<BTreeMap<i64, isize>>(),
        "map[int]string" => twin::<BTreeMap<isize, String>>(),
        "map[uint]int" => twin::<BTreeMap<usize, isize>>(),
        "map[uint8]bool" => twin::<BTreeMap<u8, bool>>(),
        "map[main.Level]int" => twin::<BTreeMap<Level, isize>>(),
        "map[string][]int" => twin::<BTreeMap<String, Vec<isize>>>(),
        "map[string][]main.Args" => twin::<BTreeMap<String, Vec<Args>>>(),
        "map[string]interface {}" => twin::<BTreeMap<String, serde_json::Value>>(),
        "map[string]map[string]int" => twin::<BTreeMap<String, BTreeMap<String, isize>>>(),
        "map[string]struct {}" => twin::<BTreeMap<String, ()>>(),
        "map[time.Time]int" => twin::<BTreeMap<Time, isize>>(),
        "main.Args" | "*main.Args" => twin::<Option<Args>>(),
        "main.Celsius" => twin::<Celsius>(),
        "main.Embedding" => twin::<Embedding>(),
        "main.Event" => twin::<Event>(),
        "main.Everything" => twin::<Everything>(),
        "main.Fields" => twin::<Fields>(),
        "main.Level" => twin::<Level>(),
        "main.Raw" => twin::<Raw>(),
        "main.Tagged" => twin::<Tagged>(),
        "main.Tree" | "*main.Tree" => twin::<Option<Tree>>(),
        "main.Two" => twin::<Two>(),
        _ => panic!("no twin of {go_type}"),
    }
}
