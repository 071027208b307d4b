//! Times as encoding/json writes and reads them, and in formats that are no text as gob does.

use super::Time;
use super::calendar::{DAY, civil};
use crate::go::forms::marshaled_text_form;
use crate::marshal::PayloadError;

// `MarshalJSON` and `UnmarshalJSON` of Go 1.27, with the zero time for `null`.
marshaled_text_form!(
    Time,
    "a time as RFC 3339 has it",
    |time| time.to_json(),
    str::parse
);

impl Time {
    /// The text in JSON, or why encoding/json would not write the time, in its words.
    fn to_json(self) -> Result<String, PayloadError> {
        let reason = if !(0..=9_999).contains(&civil(self.local().0).0) {
            "year outside of range [0,9999]"
        } else if i64::from(self.offset()).abs() >= DAY {
            "timezone hour outside of range [0,23]"
        } else {
            return Ok(self.to_string());
        };
        Err(PayloadError::new(format!(
            "json: error calling MarshalJSON for type *time.Time: {reason}"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_has_what_go_writes_and_reads() {
        let time = Time::from_unix(1_257_894_000, 120_000_000).with_offset(-5 * 3_600);
        let text = r#""2009-11-10T18:00:00.12-05:00""#;
        assert_eq!(serde_json::to_string(&time).unwrap(), text);
        assert_eq!(serde_json::from_str::<Time>(text).unwrap(), time);
        assert_eq!(
            serde_json::from_str::<Time>("null").unwrap(),
            Time::default()
        );
        let error = serde_json::from_str::<Time>(r#""""#).unwrap_err();
        let go = r#"parsing time "" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "2006""#;
        assert!(error.to_string().starts_with(go), "{error}");
    }

    #[test]
    fn years_and_zones_that_rfc_3339_has_not_are_no_json() {
        let epoch = Time::from_unix(0, 0);
        for (time, reason) in [
            (
                Time::from_unix(253_402_300_800, 0),
                "year outside of range [0,9999]",
            ),
            (
                Time::from_unix(-62_167_219_201, 0),
                "year outside of range [0,9999]",
            ),
            (
                epoch.with_offset(86_400),
                "timezone hour outside of range [0,23]",
            ),
            (
                epoch.with_offset(i32::MIN),
                "timezone hour outside of range [0,23]",
            ),
        ] {
            let error = serde_json::to_string(&time).unwrap_err();
            let go = format!("json: error calling MarshalJSON for type *time.Time: {reason}");
            assert_eq!(error.to_string(), go);
        }
        assert!(serde_json::to_string(&epoch.with_offset(-86_399)).is_ok());
    }

    #[test]
    fn formats_that_are_no_text_have_what_gob_has() {
        let time = Time::from_unix(1_257_894_000, 1).with_offset(-30);
        let bytes = b"\x10\x02\x00\x00\x00\x0e\xc2\x8b\xe7\x70\x00\x00\x00\x01\x00\x00\xe2";
        assert_eq!(postcard::to_allocvec(&time).unwrap(), bytes);
        assert_eq!(postcard::from_bytes::<Time>(bytes).unwrap(), time);
        assert!(postcard::to_allocvec(&time.with_offset(-60)).is_err());
        assert!(postcard::from_bytes::<Time>(b"\x01\x03").is_err());
    }
}
