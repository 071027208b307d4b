//! What Go's library encodes by methods of its own, as `go/types.go` has it.

use std::collections::BTreeMap;

use netrpc::Gob;
use netrpc::gob::go::big::{Float, Int, Rat};
use netrpc::gob::go::net::Ip;
use netrpc::gob::go::netip::{Addr, AddrPort, Prefix};
use netrpc::gob::go::time::Time;
use netrpc::gob::go::url::Url;
use serde::{Deserialize, Serialize};

use crate::render::{Render, render_struct};

/// `type Standard struct{ ... }`
#[derive(Gob, Serialize, Deserialize, Clone, Debug, Default)]
#[serde(rename_all = "PascalCase")]
#[allow(missing_docs, reason = "each field is named after its Go type")]
pub struct Standard {
    pub time: Time,
    pub times: Option<Vec<Time>>,
    pub pointer: Option<Time>,
    pub int: Option<Int>,
    pub value: Int,
    pub sums: Option<BTreeMap<String, Option<Int>>>,
    pub float: Option<Float>,
    pub rat: Option<Rat>,
    #[gob(rename = "URL")]
    #[serde(rename = "URL")]
    pub url: Option<Url>,
    pub addr: Addr,
    pub port: AddrPort,
    pub prefix: Prefix,
    #[gob(rename = "IP")]
    #[serde(rename = "IP")]
    pub ip: Ip,
}
render_struct!(Standard {
    Time: time,
    Times: times,
    Pointer: pointer,
    Int: int,
    Value: value,
    Sums: sums,
    Float: float,
    Rat: rat,
    URL: url,
    Addr: addr,
    Port: port,
    Prefix: prefix,
    IP: ip
});

macro_rules! render_as_text {
    ($($of:ty),*) => {$(
        impl Render for $of {
            fn render(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

render_as_text!(Time, Int, Float, Rat, Url, Addr, AddrPort, Prefix, Ip);
