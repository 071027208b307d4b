//! `url::Url` and `uuid::Uuid` in messages.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::{Sender, decode, decode_error, encode};
use netrpc_gob::go::url::{Url as GoUrl, UrlError};
use netrpc_gob::go::uuid::{Uuid as GoUuid, UuidArray};
use netrpc_gob::{Gob, GobType, OpaqueBinary};
use url::Url;
use uuid::Uuid;

#[derive(Gob, Debug, PartialEq)]
struct Page {
    url: Option<Url>,
    id: Uuid,
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "main.Page")]
struct GoPage {
    url: Option<GoUrl>,
    id: GoUuid,
}

#[test]
fn they_are_the_go_types_on_the_wire() {
    let text = "https://me:pw@go.dev/a%2Fb?q#f";
    let page = Page {
        url: Some(text.parse().unwrap()),
        id: Uuid::from_u128(7),
    };
    let go_page = GoPage {
        url: Some(text.parse().unwrap()),
        id: GoUuid(7u128.to_be_bytes()),
    };
    assert_eq!(encode(&page), encode(&go_page));
    assert_eq!(decode::<Page>(&encode(&go_page)).unwrap(), page);
    assert_eq!(decode::<GoPage>(&encode(&page)).unwrap(), go_page);
    assert_eq!(Url::TYPE.registered_name(), "net/url.URL");
    assert_eq!(Uuid::TYPE.registered_name(), "github.com/google/uuid.UUID");
}

#[test]
fn nil_urls_and_nil_uuids_are_left_out() {
    let page = Page {
        url: None,
        id: Uuid::nil(),
    };
    let mut sender = Sender::new();
    sender.encode(&page);
    sender.sends(&page, "03 | ff 80 00");
    assert_eq!(decode::<Page>(&encode(&page)).unwrap(), page);
}

#[test]
fn a_relative_url_is_no_url_of_the_crate() {
    let refused = |text: &[u8]| Url::try_from(GoUrl::parse(text).unwrap()).unwrap_err();
    let without_base = UrlError::Refused(url::ParseError::RelativeUrlWithoutBase);
    assert_eq!(refused(b"/x"), without_base);
    assert_eq!(refused(b"http://h/?\xff"), UrlError::NotText);
    let page = GoPage {
        url: Some("/x".parse().unwrap()),
        id: GoUuid::default(),
    };
    let error = decode_error::<Page>(&encode(&page));
    let text = "Go's URL is no absolute one: relative URL without a base";
    assert!(error.contains(text), "{error}");
    let error = decode_error::<Option<Url>>(&encode(&OpaqueBinary(b"http://h h".to_vec())));
    assert!(error.contains(r#"parse "http://h h""#), "{error}");
}

#[test]
fn a_url_that_go_refuses_is_not_sent() {
    // Browsers let it be.
    let url: Url = "http://h/%zz".parse().unwrap();
    let mut bytes = Vec::new();
    let error = netrpc_gob::Encoder::new()
        .encode(&url, &mut bytes)
        .unwrap_err();
    let text = r#"parse "http://h/%zz": invalid URL escape "%zz""#;
    assert!(error.to_string().contains(text), "{error}");
    assert!(bytes.is_empty());
}

#[test]
fn urls_become_standard_ones_and_uuids_remain() {
    let go_url: GoUrl = "HTTP://H:80/a/../b".parse().unwrap();
    let url = Url::try_from(&go_url).unwrap();
    assert_eq!(url.as_str(), "http://h/b");
    assert_eq!(GoUrl::try_from(url).unwrap().to_string(), "http://h/b");
    let uuid = Uuid::from_u128(1 << 100);
    assert_eq!(Uuid::from(GoUuid::from(uuid)), uuid);
    assert_eq!(Uuid::from(UuidArray::from(uuid)), uuid);
}
