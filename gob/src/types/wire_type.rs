//! A type definition: Go's `wireType`, a struct with one field set (spec 1.4).
//!
//! [`Definition::parse`] reads the peer's; the `put` functions write ours.

use super::id::WireId;
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;
use crate::marshal::Marshaler;
use crate::wire::{UintError, int_from_uint, put_int, put_uint, take_int, take_uint};

/// One parsed definition. Go lets several kinds be set at once, and each consumer looks for the one it
/// wants; so does this.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Definition {
    /// The id in front of the definition, which counts.
    pub(crate) id: WireId,
    /// Whether the id inside is another one, as Go has it where it met a pointer to the type first (spec 1.12).
    pub(crate) is_pointer: bool,
    /// The name that the peer gives the type: for texts only, not necessarily UTF-8 on the wire.
    pub(crate) name: Box<str>,
    pub(crate) array: Option<(WireId, i64)>,
    pub(crate) slice: Option<WireId>,
    pub(crate) fields: Option<Box<[RemoteField]>>,
    pub(crate) map: Option<(WireId, WireId)>,
    pub(crate) marshaler: Option<Marshaler>,
    /// Whether it makes them in more than one way, so that it is compatible with nothing.
    pub(crate) is_ambiguous: bool,
}

/// A field of a peer's struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RemoteField {
    /// As the peer sent it, for matching with ours.
    pub(crate) name: Box<[u8]>,
    pub(crate) id: WireId,
}

impl Definition {
    /// Takes one `wireType`, that of `id`, from the front of `input`.
    pub(crate) fn parse(id: WireId, input: &mut &[u8], limits: &Limits) -> Result<Self, Error> {
        let mut definition = Definition {
            id,
            ..Definition::default()
        };
        let mut fields = Fields::default();
        while let Some(field) = fields.next(input, 7)? {
            match field {
                0 => {
                    let [element, len] = definition.integers(input)?;
                    definition.array = Some((to_id(element, "Elem")?, len));
                }
                1 => {
                    let [element] = definition.integers(input)?;
                    definition.slice = Some(to_id(element, "Elem")?);
                }
                2 => definition.parse_struct(input, limits)?,
                3 => {
                    let [key, element] = definition.integers(input)?;
                    definition.map = Some((to_id(key, "Key")?, to_id(element, "Elem")?));
                }
                other => {
                    let [] = definition.integers(input)?;
                    let marshaler = match other {
                        4 => Marshaler::Gob,
                        5 => Marshaler::Binary,
                        _ => Marshaler::Text,
                    };
                    let first = *definition.marshaler.get_or_insert(marshaler);
                    definition.is_ambiguous |= first != marshaler;
                }
            }
        }
        Ok(definition)
    }

    /// A struct of `CommonType` and `N` integers.
    fn integers<const N: usize>(&mut self, input: &mut &[u8]) -> Result<[i64; N], Error> {
        let mut numbers = [0; N];
        let mut fields = Fields::default();
        while let Some(field) = fields.next(input, N + 1)? {
            match field {
                0 => self.parse_common_type(input)?,
                number => {
                    let value = take_int(input)?;
                    if let Some(slot) = numbers.get_mut(number - 1) {
                        *slot = value;
                    }
                }
            }
        }
        Ok(numbers)
    }

    fn parse_common_type(&mut self, input: &mut &[u8]) -> Result<(), Error> {
        let mut fields = Fields::default();
        while let Some(field) = fields.next(input, 2)? {
            match field {
                0 => self.name = String::from_utf8_lossy(take_string(input)?).into(),
                _ => self.is_pointer = to_id(take_int(input)?, "Id")? != self.id,
            }
        }
        Ok(())
    }

    fn parse_struct(&mut self, input: &mut &[u8], limits: &Limits) -> Result<(), Error> {
        let mut remote = Vec::new();
        let mut fields = Fields::default();
        while let Some(field) = fields.next(input, 2)? {
            match field {
                0 => self.parse_common_type(input)?,
                _ => {
                    let count = take_uint(input)?;
                    if count > limits.max_fields as u64 {
                        let what = "number of fields in a type definition";
                        return Err(Error::limit(what, limits.max_fields, "fields"));
                    }
                    for _ in 0..count {
                        crate::steps::step();
                        if input.is_empty() {
                            return Err(Error::too_short(count));
                        }
                        remote.push(RemoteField::parse(input)?);
                    }
                }
            }
        }
        self.fields = Some(remote.into());
        Ok(())
    }
}

impl RemoteField {
    fn parse(input: &mut &[u8]) -> Result<Self, Error> {
        let mut field = RemoteField {
            name: Box::default(),
            id: 0,
        };
        let mut fields = Fields::default();
        while let Some(number) = fields.next(input, 2)? {
            match number {
                0 => field.name = take_string(input)?.into(),
                _ => field.id = to_id(take_int(input)?, "Id")?,
            }
        }
        Ok(field)
    }
}

/// The field numbers of one struct value, from their deltas.
#[derive(Default)]
struct Fields {
    /// Field number of the last field plus one.
    next: usize,
}

impl Fields {
    fn next(&mut self, input: &mut &[u8], count: usize) -> Result<Option<usize>, Error> {
        // Go takes the end of the message for the end of the struct.
        if input.is_empty() {
            return Ok(None);
        }
        let delta = take_uint(input)?;
        if delta == 0 {
            return Ok(None);
        }
        if delta > (count - self.next) as u64 {
            return Err(Error::bad_delta(delta));
        }
        let number = self.next + delta as usize - 1;
        self.next = number + 1;
        Ok(Some(number))
    }
}

fn take_string<'a>(input: &mut &'a [u8]) -> Result<&'a [u8], Error> {
    let len = take_uint(input)?;
    let split = usize::try_from(len)
        .ok()
        .and_then(|len| input.split_at_checked(len));
    let Some((string, rest)) = split else {
        return Err(Error::new(
            ErrorKind::Definition,
            "gob: bad string slice length: 0",
        ));
    };
    *input = rest;
    Ok(string)
}

/// Writes the field of `wireType` that says `kind`, up to and including its `CommonType`.
fn put_head(out: &mut Vec<u8>, kind: u64, name: &str, id: WireId) {
    put_uint(out, kind);
    put_uint(out, 1);
    if name.is_empty() {
        put_uint(out, 2);
    } else {
        put_uint(out, 1);
        put_string(out, name.as_bytes());
        put_uint(out, 1);
    }
    put_int(out, i64::from(id));
    put_uint(out, 0);
}

fn put_string(out: &mut Vec<u8>, text: &[u8]) {
    put_uint(out, text.len() as u64);
    out.extend_from_slice(text);
}

/// Appends the definition of an array, without the `int(-id)` in front.
pub(crate) fn put_array(out: &mut Vec<u8>, name: &str, id: WireId, element: WireId, len: usize) {
    put_head(out, 1, name, id);
    put_uint(out, 1);
    put_int(out, i64::from(element));
    if len != 0 {
        put_uint(out, 1);
        put_int(out, len as i64);
    }
    out.extend_from_slice(&[0, 0]);
}

/// Appends the definition of a slice.
pub(crate) fn put_slice(out: &mut Vec<u8>, name: &str, id: WireId, element: WireId) {
    put_head(out, 2, name, id);
    put_uint(out, 1);
    put_int(out, i64::from(element));
    out.extend_from_slice(&[0, 0]);
}

/// Appends the definition of a struct.
pub(crate) fn put_struct<'a>(
    out: &mut Vec<u8>,
    name: &str,
    id: WireId,
    fields: impl ExactSizeIterator<Item = (&'a [u8], WireId)>,
) {
    put_head(out, 3, name, id);
    if fields.len() != 0 {
        put_uint(out, 1);
        put_uint(out, fields.len() as u64);
        for (name, id) in fields {
            put_uint(out, 1);
            put_string(out, name);
            put_uint(out, 1);
            put_int(out, i64::from(id));
            put_uint(out, 0);
        }
    }
    out.extend_from_slice(&[0, 0]);
}

/// Appends the definition of a type that marshals itself.
pub(crate) fn put_marshaler(out: &mut Vec<u8>, name: &str, id: WireId, marshaler: Marshaler) {
    let kind = match marshaler {
        Marshaler::Gob => 5,
        Marshaler::Binary => 6,
        Marshaler::Text => 7,
    };
    put_head(out, kind, name, id);
    out.extend_from_slice(&[0, 0]);
}

/// Appends the definition of a map.
pub(crate) fn put_map(out: &mut Vec<u8>, name: &str, id: WireId, key: WireId, element: WireId) {
    put_head(out, 4, name, id);
    put_uint(out, 1);
    put_int(out, i64::from(key));
    put_uint(out, 1);
    put_int(out, i64::from(element));
    out.extend_from_slice(&[0, 0]);
}

/// Takes the `int(id)` in front of a definition or value; Go truncates it to 32 bits.
pub(crate) fn take_id(input: &mut &[u8]) -> Result<WireId, Error> {
    match take_uint(input) {
        Ok(id) => Ok(int_from_uint(id) as WireId),
        // Go reads this one from a stream, to which a cut is an end that comes too early.
        Err(UintError::Short { .. }) => Err(Error::unexpected_eof()),
        Err(error) => Err(error.into()),
    }
}

/// The id in field `name` of a definition, which Go keeps in an `int32`.
fn to_id(value: i64, name: &'static str) -> Result<WireId, Error> {
    WireId::try_from(value).map_err(|_| Error::out_of_range().in_field(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(mut bytes: &[u8]) -> Result<Definition, Error> {
        Definition::parse(64, &mut bytes, &Limits::default())
    }

    #[test]
    fn definitions_are_written_as_go_writes_them_and_read_back() {
        // Spec 1.4, without the `7f` of id -64 in front.
        let mut point = Vec::new();
        let fields = [(&b"X"[..], 2), (b"Y", 2)];
        put_struct(&mut point, "Point", 64, fields.into_iter());
        assert_eq!(
            point,
            b"\x03\x01\x01\x05Point\x01\xff\x80\x00\x01\x02\x01\x01X\x01\x04\x00\x01\x01Y\x01\x04\x00\x00\x00"
        );
        let parsed = parse(&point).unwrap();
        assert_eq!(&*parsed.name, "Point");
        let fields = parsed.fields.unwrap();
        assert_eq!(fields.len(), 2);
        assert_eq!((&*fields[1].name, fields[1].id), (&b"Y"[..], 2));

        let mut slice = Vec::new();
        put_slice(&mut slice, "NSlice", 64, 2);
        assert_eq!(
            slice,
            b"\x02\x01\x01\x06NSlice\x01\xff\x80\x00\x01\x04\x00\x00"
        );
        assert_eq!(parse(&slice).unwrap().slice, Some(2));

        let mut array = Vec::new();
        put_array(&mut array, "", 64, 2, 0);
        assert_eq!(array, b"\x01\x01\x02\xff\x80\x00\x01\x04\x00\x00");
        assert_eq!(parse(&array).unwrap().array, Some((2, 0)));

        let mut map = Vec::new();
        put_map(&mut map, "", 64, 6, 2);
        assert_eq!(map, b"\x04\x01\x02\xff\x80\x00\x01\x0c\x01\x04\x00\x00");
        assert_eq!(parse(&map).unwrap().map, Some((6, 2)));

        // Spec 1.4's `time.Time`.
        let mut time = Vec::new();
        put_marshaler(&mut time, "Time", 64, Marshaler::Gob);
        assert_eq!(time, b"\x05\x01\x01\x04Time\x01\xff\x80\x00\x00\x00");
        assert_eq!(parse(&time).unwrap().marshaler, Some(Marshaler::Gob));

        let mut empty = Vec::new();
        put_struct(&mut empty, "", 64, [].into_iter());
        assert_eq!(empty, b"\x03\x01\x02\xff\x80\x00\x00\x00");
        assert_eq!(
            parse(&empty).unwrap().fields.map(|fields| fields.len()),
            Some(0)
        );
    }

    #[test]
    fn bad_definitions_give_gos_texts() {
        let cases: &[(&[u8], &str)] = &[
            (&[8], "gob: bad data: field numbers out of bounds"),
            (&[3, 1, 1], "EOF"),
            (&[3, 1, 1, 9, b'a'], "gob: bad string slice length: 0"),
            (
                &[3, 2, 5, 1, 1, b'A', 1, 4, 0],
                "gob: decoding array or slice: length exceeds input size (5 elements)",
            ),
            (
                &[0xf8, 0x80, 0, 0, 0, 0, 0, 0, 0],
                "gob: decode: corrupted data: negative delta",
            ),
        ];
        for (bytes, text) in cases {
            assert_eq!(parse(bytes).unwrap_err().to_string(), *text, "{bytes:x?}");
        }
    }

    #[test]
    fn more_fields_than_allowed_are_refused_before_they_are_read() {
        let mut bytes: &[u8] = &[3, 2, 5, 0, 0, 0, 0, 0];
        let limits = Limits::default().fields(4);
        let error = Definition::parse(64, &mut bytes, &limits).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(error.to_string().contains("Limits::fields"));
    }

    #[test]
    fn a_name_that_is_not_utf8_is_no_error() {
        let definition = parse(&[2, 1, 1, 1, 0xff, 1, 2, 0, 1, 4, 0, 0]).unwrap();
        assert_eq!(&*definition.name, "\u{fffd}");
    }
}
