//! Times, big numbers, URLs and addresses.

use std::collections::BTreeMap;
use std::error::Error;
use std::net::Ipv4Addr;

use netrpc::gob::go::big::{Float, Int, Rat};
use netrpc::gob::go::time::Time;

use crate::Failure;
use crate::standard::Standard;
use crate::transcript::Transcript;

pub(super) async fn echo(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Standard>("Echo.Standard", &standard()?).await;
    c.call::<_, Standard>("Echo.Standard", &Standard::default())
        .await;
    c.close().await
}

/// `standard()` of `go/scenarios_calls.go`.
fn standard() -> Result<Standard, Box<dyn Error + Send + Sync>> {
    let at: Time = "2009-11-10T23:00:00.12Z".parse()?;
    Ok(Standard {
        time: at,
        // With a second in an offset to the west, Go 1.21 reads another one than it wrote.
        times: Some(vec![Time::default(), at.with_offset(19_815)]),
        pointer: Some(Time::default()),
        int: Some("-123456789012345678901234567890123456789012345678901234567890".parse()?),
        value: Int::from(300),
        sums: Some(BTreeMap::from([("one".into(), Some(Int::from(1)))])),
        float: Some(Float::try_from(-2.25)?),
        rat: Some(Rat::new(Int::from(-3), Int::from(4))?),
        url: Some("https://ada:secret@example.com:8443/a%2Fb/c?q=1&r=%20#top".parse()?),
        addr: "fe80::1%eth0".parse()?,
        port: "192.0.2.1:80".parse()?,
        prefix: "10.0.0.0/8".parse()?,
        ip: Ipv4Addr::new(192, 0, 2, 7).into(),
    })
}
