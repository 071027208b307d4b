//! JSON that is JSON already: Go's `json.RawMessage`, serde_json's `RawValue`.

use serde::Serialize;

use super::{
    super::{
        error::{Error, Result},
        escape::append_compacted,
    },
    bytes::Look,
};
use crate::values::RAW_VALUE;

/// What serde_json's `Number` calls itself when it keeps the digits as they came.
const NUMBER: &str = "$serde_json::private::Number";

pub(crate) fn is_raw(struct_name: &str) -> bool {
    struct_name == RAW_VALUE || struct_name == NUMBER
}

/// Appends the text that a raw value holds, compacted and escaped for HTML as Go does.
pub(crate) fn append<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) -> Result<()> {
    let mut text = Vec::new();
    if value.serialize(Look { text: &mut text })?.is_some() {
        return Err(Error::unsupported_type("json.RawMessage"));
    }
    append_compacted(out, &text);
    Ok(())
}
