//! Values into Go's bytes.

mod bytes;
mod key;
mod map;
mod parts;
mod raw;

use std::cell::Cell;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Serialize, Serializer, ser};

use self::{map::Entries, parts::Parts};
use super::{
    MAX_DEPTH, deeper,
    error::{Error, Result},
    escape::append_quoted,
    go_type::{is_byte, is_unit},
    number::{append_f32, append_f64},
};

/// The JSON of a value, as Go's `json.Marshal` writes it.
///
/// # Errors
/// The value holds a float that is no number, a map key that is no string, or nests too deep.
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>> {
    let mut out = SCRATCH.try_with(Cell::take).unwrap_or_default();
    out.clear();
    let result = append(&mut out, value, MAX_DEPTH);
    if out.capacity() > MAX_SCRATCH {
        return result.map(|()| out);
    }
    let text = result.map(|()| out.clone());
    // It fails for a thread that is ending, which needs no scratch any more.
    let _ = SCRATCH.try_with(|scratch| scratch.set(out));
    text
}

thread_local! {
    /// Where [`to_vec`] writes values, so that their texts need not grow to their size.
    static SCRATCH: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}
/// A larger scratch is given away.
const MAX_SCRATCH: usize = 16 << 10;

/// Appends the JSON of a value; on error what was appended so far is left behind.
pub(crate) fn append<T: Serialize + ?Sized>(
    out: &mut Vec<u8>,
    value: &T,
    max_depth: usize,
) -> Result<()> {
    Encoder {
        out,
        depth_left: max_depth,
    }
    .append(value)
}

/// How many levels share one look at the stack.
const LEVELS_BETWEEN_LOOKS: usize = 8;

pub(crate) struct Encoder<'a> {
    out: &'a mut Vec<u8>,
    depth_left: usize,
}

impl<'a> Encoder<'a> {
    /// Appends a part of the value. All parts come this way, for `()` to be known from other types that call themselves a
    /// unit: it is Go's `struct{}`, and they are `null`.
    fn append<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        if is_unit::<T>() {
            self.out.extend_from_slice(b"{}");
            return Ok(());
        }
        // Scalars come this way too, and many more of them than levels: most are not to pay for the look at the stack.
        if self.depth_left % LEVELS_BETWEEN_LOOKS == 0 {
            deeper(|| value.serialize(self))
        } else {
            value.serialize(self)
        }
    }

    fn open(&mut self, bracket: u8) -> Result<()> {
        self.depth_left = self.depth_left.checked_sub(1).ok_or_else(Error::too_deep)?;
        self.out.push(bracket);
        Ok(())
    }

    fn close(&mut self, bracket: u8) {
        self.depth_left += 1;
        self.out.push(bracket);
    }

    /// `{"Variant":`, to which [`close`](Self::close) belongs.
    fn open_variant(&mut self, variant: &str) -> Result<()> {
        self.open(b'{')?;
        append_quoted(self.out, variant);
        self.out.push(b':');
        Ok(())
    }

    fn append_integer(&mut self, value: impl itoa::Integer) {
        self.out
            .extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
    }
}

/// The infinite and the not a number have no JSON.
pub(crate) fn check_finite(value: f64) -> Result<()> {
    if value.is_finite() {
        return Ok(());
    }
    Err(Error::unsupported_value(if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "+Inf"
    } else {
        "-Inf"
    }))
}

macro_rules! integers {
    ($($method:ident $integer:ty,)*) => {
        $(fn $method(self, value: $integer) -> Result<()> {
            self.append_integer(value);
            Ok(())
        })*
    };
}

impl<'e, 'a> Serializer for &'e mut Encoder<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'e, 'a>;
    type SerializeTuple = Parts<'e, 'a>;
    type SerializeTupleStruct = Parts<'e, 'a>;
    type SerializeTupleVariant = Parts<'e, 'a>;
    type SerializeMap = Entries<'e, 'a>;
    type SerializeStruct = Parts<'e, 'a>;
    type SerializeStructVariant = Parts<'e, 'a>;

    integers! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_i128 i128,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_u128 u128,
    }

    fn serialize_bool(self, value: bool) -> Result<()> {
        self.out
            .extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<()> {
        check_finite(f64::from(value))?;
        append_f32(self.out, value);
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<()> {
        check_finite(value)?;
        append_f64(self.out, value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<()> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<()> {
        append_quoted(self.out, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<()> {
        self.out.push(b'"');
        let start = self.out.len();
        self.out.resize(start + value.len().div_ceil(3) * 4, 0);
        if let Some(space) = self.out.get_mut(start..) {
            // The space is as long as the text will be, so that encoding cannot fail.
            let _ = STANDARD.encode_slice(value, space);
        }
        self.out.push(b'"');
        Ok(())
    }

    fn serialize_none(self) -> Result<()> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        self.append(value)
    }

    fn serialize_unit(self) -> Result<()> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<()> {
        self.out.extend_from_slice(b"{}");
        Ok(())
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<()> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<()> {
        self.append(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<()> {
        self.open_variant(variant)?;
        self.append(value)?;
        self.close(b'}');
        Ok(())
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Parts<'e, 'a>> {
        Parts::open(self, b'[', b"]")
    }

    fn serialize_tuple(self, _length: usize) -> Result<Parts<'e, 'a>> {
        Parts::open(self, b'[', b"]")
    }

    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<Parts<'e, 'a>> {
        Parts::open(self, b'[', b"]")
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Parts<'e, 'a>> {
        self.open_variant(variant)?;
        Parts::open(self, b'[', b"]}")
    }

    /// Called by types that bring their own order, such as a struct with a flattened field: only maps that say how long
    /// they are get sorted.
    fn serialize_map(self, length: Option<usize>) -> Result<Entries<'e, 'a>> {
        Entries::open(self, length.is_some(), length.unwrap_or_default())
    }

    fn serialize_struct(self, name: &'static str, _length: usize) -> Result<Parts<'e, 'a>> {
        if raw::is_raw(name) {
            return Ok(Parts::raw(self));
        }
        Parts::open(self, b'{', b"}")
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Parts<'e, 'a>> {
        self.open_variant(variant)?;
        Parts::open(self, b'{', b"}}")
    }

    /// Every collection of std comes this way, with the type of its elements: bytes are Go's `[]byte`, even when there
    /// are none.
    fn collect_seq<I>(self, elements: I) -> Result<()>
    where
        I: IntoIterator,
        I::Item: Serialize,
    {
        if is_byte::<I::Item>() {
            return self.serialize_bytes(&bytes::collect(elements)?);
        }
        let mut parts = self.serialize_seq(None)?;
        elements
            .into_iter()
            .try_for_each(|element| ser::SerializeSeq::serialize_element(&mut parts, &element))?;
        ser::SerializeSeq::end(parts)
    }

    /// Every map of std comes this way. Go sorts them by key.
    fn collect_map<K, V, I>(self, entries: I) -> Result<()>
    where
        K: Serialize,
        V: Serialize,
        I: IntoIterator<Item = (K, V)>,
    {
        let mut entries = entries.into_iter();
        let mut map = Entries::open(self, true, entries.size_hint().0)?;
        entries.try_for_each(|(key, value)| {
            ser::SerializeMap::serialize_entry(&mut map, &key, &value)
        })?;
        ser::SerializeMap::end(map)
    }
}
