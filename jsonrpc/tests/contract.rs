//! JSON-RPC keeps the contract of codecs.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

mod support;

use std::collections::BTreeMap;

use netrpc::testing::Contract;
use netrpc_jsonrpc::JsonRpc;
use serde::{Deserialize, Serialize, Serializer, ser::Error as _};

use support::{Args, Tagged, Tree};

/// Has something before it says no.
#[derive(Serialize, Deserialize)]
struct Refusing {
    before: Vec<isize>,
    #[serde(serialize_with = "refuse")]
    refuses: bool,
}

fn refuse<S: Serializer>(_: &bool, _: S) -> Result<S::Ok, S::Error> {
    Err(S::Error::custom("not today"))
}

/// Has no zero value.
#[derive(Serialize, Deserialize, Debug, PartialEq)]
enum Level {
    High,
}

#[test]
fn json_rpc_keeps_it() {
    let tree = Tree {
        value: 1,
        left: Some(Box::default()),
        right: None,
    };
    let tagged = Tagged {
        user_id: -1,
        html: "<&>\u{2028}\"\\\n".to_owned(),
        ..Tagged::default()
    };
    Contract::new(JsonRpc)
        .value("gopher {[\"\\ \u{1f600}\u{0}".to_owned())
        .value(Args { a: 7, b: 8 })
        .value(-1.5e-7_f64)
        .value(())
        .value(true)
        .value(None::<isize>)
        .value(vec![1_u8, 2, 3])
        .value(BTreeMap::from([(1, "one".to_owned()), (-2, String::new())]))
        .value(tree)
        .value(tagged)
        .value(Level::High)
        .value(serde_json::json!({"any": [1, null, {"of": "them"}]}))
        .misfit::<_, isize>("six".to_owned())
        .misfit::<_, Args>(5)
        .misfit::<_, Vec<isize>>(Args { a: 1, b: 2 })
        .unencodable(f64::NAN)
        .unencodable(Refusing {
            before: vec![1, 2],
            refuses: true,
        })
        .check();
}
