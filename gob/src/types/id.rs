//! Type ids: the predeclared ones, and the structs of which definitions themselves are made (spec 1.3).

/// A type id as it stands on the wire; Go truncates to 32 bits.
pub(crate) type WireId = i32;

pub(crate) const BOOL: WireId = 1;
pub(crate) const INT: WireId = 2;
pub(crate) const UINT: WireId = 3;
pub(crate) const FLOAT: WireId = 4;
pub(crate) const BYTES: WireId = 5;
pub(crate) const STRING: WireId = 6;
pub(crate) const COMPLEX: WireId = 7;
pub(crate) const INTERFACE: WireId = 8;

const ARRAY_TYPE: WireId = 17;
const COMMON_TYPE: WireId = 18;
const SLICE_TYPE: WireId = 19;
const STRUCT_TYPE: WireId = 20;
const FIELD_TYPE: WireId = 21;
/// The one predeclared slice: of [`FIELD_TYPE`].
pub(crate) const FIELD_TYPES: WireId = 22;
const MAP_TYPE: WireId = 23;
const GOB_ENCODER_TYPE: WireId = 24;

/// The first id that a definition may have.
pub(crate) const FIRST_USER: WireId = 64;

/// Element of the predeclared slice `id`.
pub(crate) fn builtin_slice_element(id: WireId) -> Option<WireId> {
    (id == FIELD_TYPES).then_some(FIELD_TYPE)
}

/// Fields of the predeclared struct `id`.
pub(crate) fn builtin_fields(id: WireId) -> Option<&'static [(&'static str, WireId)]> {
    Some(match id {
        16 => &[
            ("ArrayT", ARRAY_TYPE),
            ("SliceT", SLICE_TYPE),
            ("StructT", STRUCT_TYPE),
            ("MapT", MAP_TYPE),
            ("GobEncoderT", GOB_ENCODER_TYPE),
            ("BinaryMarshalerT", GOB_ENCODER_TYPE),
            ("TextMarshalerT", GOB_ENCODER_TYPE),
        ],
        ARRAY_TYPE => &[("CommonType", COMMON_TYPE), ("Elem", INT), ("Len", INT)],
        COMMON_TYPE => &[("Name", STRING), ("Id", INT)],
        SLICE_TYPE => &[("CommonType", COMMON_TYPE), ("Elem", INT)],
        STRUCT_TYPE => &[("CommonType", COMMON_TYPE), ("Field", FIELD_TYPES)],
        FIELD_TYPE => &[("Name", STRING), ("Id", INT)],
        MAP_TYPE => &[("CommonType", COMMON_TYPE), ("Key", INT), ("Elem", INT)],
        GOB_ENCODER_TYPE => &[("CommonType", COMMON_TYPE)],
        _ => return None,
    })
}

/// What Go prints for a predeclared id in an error text.
pub(crate) fn builtin_name(id: WireId) -> Option<&'static str> {
    Some(match id {
        BOOL => "bool",
        INT => "int",
        UINT => "uint",
        FLOAT => "float",
        BYTES => "bytes",
        STRING => "string",
        COMPLEX => "complex",
        INTERFACE => "interface",
        9 => "_reserved7",
        10 => "_reserved6",
        11 => "_reserved5",
        12 => "_reserved4",
        13 => "_reserved3",
        14 => "_reserved2",
        15 => "_reserved1",
        16 => "wireType",
        ARRAY_TYPE => "arrayType",
        COMMON_TYPE => "CommonType",
        SLICE_TYPE => "sliceType",
        STRUCT_TYPE => "structType",
        FIELD_TYPE => "fieldType",
        FIELD_TYPES => "[]fieldType",
        MAP_TYPE => "mapType",
        GOB_ENCODER_TYPE => "gobEncoderType",
        _ => return None,
    })
}
