//! Arguments of every kind for methods of every kind: what fits, what does not, and how the server says so.

use std::net::SocketAddr;

use super::ask::Line;
use crate::Failure;

/// Calls each method with each argument, one at a time on one connection: the answers, each with
/// method and argument for its id.
///
/// # Errors
/// The server cannot be reached, or leaves a request without an answer.
pub async fn every_kind_of_argument(address: SocketAddr) -> Result<String, Failure> {
    let mut line = Line::connect(address).await?;
    let mut transcript = String::new();
    for method in METHODS {
        for argument in ARGUMENTS {
            let id = format!(r#"["{method}",{argument}]"#);
            let request = format!(r#"{{"method":"{method}","params":[{argument}],"id":{id}}}"#);
            line.send(request.as_bytes()).await?;
            let answer = line.next().await;
            let answer = answer.ok_or_else(|| format!("no answer to {request}"))?;
            transcript.push_str(&format!("< {answer}\n"));
        }
    }
    Ok(transcript)
}

/// One for each kind of argument, but for those with complex numbers: their replies have no JSON.
const METHODS: &[&str] = &[
    "Arith.Add",
    "Arith.Mul",
    "Arith.Scan",
    "Echo.Bool",
    "Echo.Int",
    "Echo.Uint",
    "Echo.Float",
    "Echo.String",
    "Echo.Bytes",
    "Echo.Ints",
    "Echo.Strings",
    "Echo.Array",
    "Echo.Map",
    "Echo.Points",
    "Echo.PointMap",
    "Echo.Nested",
    "Echo.Node",
    "Echo.Empty",
    "JSON.Any",
    "JSON.Raw",
    "JSON.Document",
    "JSON.Float32",
    "JSON.Small",
    "JSON.Pointer",
    "JSON.Fail",
];

const ARGUMENTS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "5",
    "-1",
    "127",
    "128",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "5.0",
    "1.5",
    "1e2",
    "1e39",
    "1e400",
    "1e-400",
    r#""""#,
    r#""s""#,
    r#""5""#,
    r#""<\u2028\ud83d\ude00\ud800\/\n>""#,
    r#""AQI=""#,
    r#""AQI""#,
    r#""AQ\nI=\r\n""#,
    r#""***""#,
    r#""A===""#,
    "[]",
    "[ ]",
    "[1]",
    "[null]",
    "[300]",
    r#"[1,"x"]"#,
    r#"["x","y"]"#,
    "[1,2,3,4]",
    "[[1]]",
    "[{}]",
    r#"[{"X":1,"Y":2},{"X":"z"}]"#,
    "{}",
    "{ }",
    r#"{"A":1,"B":2}"#,
    r#"{"a":1,"b":2}"#,
    r#"{"A":"x"}"#,
    r#"{"A":1.5,"B":"y"}"#,
    r#"{"A":null,"B":3}"#,
    r#"{"A":99999999999999999999}"#,
    r#"{"z":1,"a":2,"":3,"<":4}"#,
    r#"{"z":"q"}"#,
    r#"{"~/":"q"}"#,
    r#"{"p":{"X":1,"Y":2}}"#,
    r#"{"p":{"X":"q"}}"#,
    r#"{"p":[{"X":1,"Y":2}],"q":null}"#,
    r#"{"p":[{"X":1},{"X":{}}]}"#,
    r#"{"Value":1,"Next":{"Value":2,"Next":null}}"#,
    r#"{"Value":1,"Next":{"Value":"x"}}"#,
    r#"{"VALUE":1,"next":{"vaLue":2,"Other":[{}]}}"#,
    r#"{"id":1,"Title":"<t>","Ratio":1e21,"Short":0.1,"Body":"AAH/","Tags":["a"],"ByNumber":{"10":"x","9":"y"}}"#,
    r#"{"Octets":[1],"Parent":{"id":2},"Any":[1.5,{}],"X":1,"Y":2,"note":"n"}"#,
    r#"{"Octets":[1,2,3,4]}"#,
    r#"{"Octets":"AQI="}"#,
    r#"{"ByNumber":{"x":"y"}}"#,
    r#"{"Parent":{"Tags":["a",1]}}"#,
    r#"{"Short":1e39}"#,
    r#"{"Body":"!"}"#,
];
