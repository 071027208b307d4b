//! A Rust type as Go sees it: kind, name, parts. Static data, so that describing a type costs nothing
//! until a stream meets it for the first time.

use std::any::{TypeId, type_name};

use super::id::{self, WireId};
use crate::error::{Error, ErrorKind};
use crate::marshal::Methods;

/// A type that has a form in Go.
///
/// Derived by `#[derive(Gob)]`, together with [`Encode`](crate::Encode) and [`Decode`](crate::Decode). By hand, a type that
/// is another one on the wire, and a struct whose fields are not those of Go's:
///
/// ```
/// use netrpc_gob::{Decode, Encode, Error, Field, GoName, GobType, Kind, Plan, Reader, TypeInfo, Writer, type_ref};
/// use netrpc_gob::{StreamDecoder, StreamEncoder};
///
/// /// Celsius to us, tenths of a degree to Go.
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct Celsius(f64);
///
/// impl GobType for Celsius {
///     type Identity = i64;
///     const TYPE: &'static TypeInfo = i64::TYPE;
/// }
/// impl Encode for Celsius {
///     fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
///         ((self.0 * 10.0) as i64).encode(writer)
///     }
///     fn is_omitted(&self) -> bool { self.0 == 0.0 }
/// }
/// impl Decode for Celsius {
///     fn zero() -> Self { Celsius(0.0) }
///     fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
///         let mut tenths = 0i64;
///         tenths.decode(reader, plan)?;
///         self.0 = tenths as f64 / 10.0;
///         Ok(())
///     }
/// }
///
/// /// Go's `type Range struct { Low, High int64 }`.
/// #[derive(Debug, PartialEq)]
/// struct Range([Celsius; 2]);
///
/// impl GobType for Range {
///     type Identity = Range;
///     const TYPE: &'static TypeInfo = &TypeInfo::new::<Range>(
///         GoName::Declared("main.Range", &[]),
///         Kind::Struct(&[Field::new("Low", type_ref::<Celsius>()), Field::new("High", type_ref::<Celsius>())], true),
///     );
/// }
/// impl Encode for Range {
///     fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
///         let mut fields = writer.begin_struct()?;
///         fields.field(writer, "Low", &self.0[0])?;
///         fields.field(writer, "High", &self.0[1])?;
///         fields.end(writer);
///         Ok(())
///     }
///     fn is_omitted(&self) -> bool { false }
/// }
/// impl Decode for Range {
///     fn zero() -> Self { Range([Celsius(0.0); 2]) }
///     fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
///         let mut fields = reader.begin_struct(plan)?;
///         // The index of our field, whatever its number on the other side.
///         while let Some((index, plan)) = reader.next_field(&mut fields)? {
///             if let Some(end) = self.0.get_mut(usize::from(index)) {
///                 let result = end.decode(reader, plan);
///                 result.map_err(|error| reader.in_field(&fields, error))?;
///             }
///         }
///         Ok(())
///     }
/// }
///
/// let mut sender = StreamEncoder::new(Vec::new());
/// sender.encode(&Range([Celsius(-1.5), Celsius(36.6)]))?;
/// let bytes = sender.into_inner();
/// let range: Range = StreamDecoder::new(bytes.as_slice()).decode()?;
/// assert_eq!(range, Range([Celsius(-1.5), Celsius(36.6)]));
/// assert_eq!(Range::TYPE.go_string(), "main.Range");
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form in gob",
    label = "not a gob type",
    note = "put `#[derive(Gob)]` on your own types; integers, floats, `String`, `Vec<T>`, arrays, maps, `Option<T>` and `Box<T>` are gob types already",
    note = "tuples have no counterpart in Go: use a struct with named fields",
    note = "the objects of a trait are a Go interface by `netrpc_gob::interface!`"
)]
pub trait GobType {
    /// The Go type behind this Rust type: two Rust types that are the same Go type (`Box<T>` and `T`,
    /// `HashMap` and `BTreeMap`) have one identity, and a type with lifetimes names a `'static` stand-in.
    type Identity: 'static;
    /// Kind, name and parts.
    const TYPE: &'static TypeInfo;
    /// Whether a slice of this type is Go's `[]byte`: true for `u8` and newtypes of it.
    #[doc(hidden)]
    const IS_BYTE: bool = false;
    /// Whether this is a Go interface, so that `Option` of it is the interface that may be nil.
    const IS_INTERFACE: bool = false;
    /// Whether this is a Go map, so that `Option` of it is the map that may be nil.
    #[doc(hidden)]
    const IS_MAP: bool = false;
    /// Whether the type makes its own bytes: Go's `type N T` loses the methods for that.
    #[doc(hidden)]
    const IS_MARSHALER: bool = false;
}

/// Kind, name and parts of a type; parts are function pointers, so that recursive types end.
#[derive(Debug)]
pub struct TypeInfo {
    identity: fn() -> TypeId,
    rust_name: fn() -> &'static str,
    pub(super) name: GoName,
    pub(super) kind: Kind,
    /// The package's name, where it is not the last element of its import path.
    pub(super) package: Option<&'static str>,
    is_assumed: bool,
}

/// A reference to a type that may be still under construction.
pub type TypeRef = fn() -> &'static TypeInfo;

/// The reference to `T`.
pub const fn type_ref<T: GobType + ?Sized>() -> TypeRef {
    || T::TYPE
}

/// What Go calls a type.
#[derive(Clone, Copy, Debug)]
pub enum GoName {
    /// A type literal: `[]int`, `map[string]bool`, `struct {}`.
    Unnamed,
    /// A predeclared type: `int`, `string`.
    Predeclared(&'static str),
    /// A declared type with its package's import path, `main.Point`, and its type arguments.
    Declared(&'static str, &'static [TypeRef]),
}

/// How values of a type are built.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// `bool`.
    Bool,
    /// Every signed integer.
    Int,
    /// Every unsigned integer.
    Uint,
    /// `float32` and `float64`.
    Float,
    /// `complex64` and `complex128`.
    Complex,
    /// `string`.
    String,
    /// A slice of bytes, which may have a name.
    Bytes(TypeRef),
    /// A slice of anything else.
    Slice(TypeRef),
    /// An array and its length.
    Array(TypeRef, usize),
    /// A map: key and element.
    Map(TypeRef, TypeRef),
    /// A struct: the fields that are sent, and whether there are fields at all.
    Struct(&'static [Field], bool),
    /// A pointer, which gob flattens.
    Pointer(TypeRef),
    /// A declared type over another one: Go's `type N T`.
    Named(TypeRef),
    /// A type that makes its own bytes: Go's `GobEncoder` and `BinaryMarshaler`.
    Marshaler(Methods),
    /// An interface, nil or not.
    Interface,
    /// Whatever type the value says that it has; an interface where it is a part of something.
    Dynamic,
}

/// A field that is sent.
#[derive(Debug)]
#[non_exhaustive]
pub struct Field {
    /// Go's name, with an upper-case first letter.
    pub name: &'static str,
    /// The field's type.
    pub of: TypeRef,
}

/// Identities of Go's type literals, used as [`GobType::Identity`]; nothing is ever made of them.
pub mod identity {
    use std::marker::PhantomData;

    /// `[]Element`.
    #[derive(Debug)]
    pub struct Slice<Element>(PhantomData<Element>);
    /// `[LEN]Element`.
    #[derive(Debug)]
    pub struct Array<Element, const LEN: usize>(PhantomData<Element>);
    /// `map[Key]Element`.
    #[derive(Debug)]
    pub struct Map<Key, Element>(PhantomData<(Key, Element)>);
    /// An interface with the objects of a trait.
    #[derive(Debug)]
    pub struct Object<Trait: ?Sized>(PhantomData<fn(Box<Trait>)>);
    /// `*Base`.
    #[derive(Debug)]
    pub struct Pointer<Base>(PhantomData<Base>);
}

impl TypeInfo {
    /// Describes `T`.
    pub const fn new<T: GobType + ?Sized>(name: GoName, kind: Kind) -> Self {
        TypeInfo {
            identity: || TypeId::of::<T::Identity>(),
            rust_name: || type_name::<T>(),
            name,
            kind,
            package: None,
            is_assumed: false,
        }
    }

    /// Names the package, where that is not the last element of its import path: Go calls the types of
    /// `gopkg.in/yaml.v3` `yaml.Node` in type literals and texts.
    pub const fn in_package(mut self, name: &'static str) -> Self {
        self.package = Some(name);
        self
    }

    /// The name is our guess, as no attribute gave one: other types may have it, too.
    pub const fn assumed(mut self) -> Self {
        self.is_assumed = true;
        self
    }

    /// The error of a number that is none of the constants of this integer type.
    ///
    /// ```
    /// use netrpc_gob::GobType as _;
    ///
    /// let error = i64::TYPE.no_constant(7);
    /// assert_eq!(error.to_string(), "gob: int64 has no constant of the value 7");
    /// ```
    #[cold]
    pub fn no_constant(&self, number: impl std::fmt::Display) -> Error {
        let text = format!(
            "gob: {} has no constant of the value {number}",
            self.go_string()
        );
        Error::new(ErrorKind::OutOfRange, text)
    }

    /// The kind, as declared: a [`Kind::Named`] is not looked through.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    pub(crate) fn identity(&self) -> TypeId {
        (self.identity)()
    }

    /// What Rust calls the type, for texts.
    pub(crate) fn rust_name(&self) -> &'static str {
        (self.rust_name)()
    }

    /// The full Go name of a declared type, if its author gave it and not we.
    pub(crate) fn given_name(&self) -> Option<String> {
        match self.name {
            GoName::Declared(..) if !self.is_assumed => Some(self.registered_name().into_owned()),
            _ => None,
        }
    }

    /// The kind behind all declared names.
    pub(crate) fn underlying(&self) -> Kind {
        let mut kind = self.kind;
        for _ in 0..MAX_INDIRECTIONS {
            match kind {
                Kind::Named(of) => kind = of().kind,
                _ => break,
            }
        }
        kind
    }

    /// The type behind all pointers, as Go's `userType(..).base`. For a pointer type that only points to
    /// itself it stays a pointer.
    pub(crate) fn base(&'static self) -> &'static TypeInfo {
        let mut info = self;
        for _ in 0..MAX_INDIRECTIONS {
            match info.underlying() {
                Kind::Pointer(to) => info = to(),
                _ => break,
            }
        }
        info
    }

    /// How many pointers lead to [`base`](Self::base).
    pub(crate) fn pointers(&'static self) -> u8 {
        let mut info = self;
        for count in 0..MAX_INDIRECTIONS {
            match info.underlying() {
                Kind::Pointer(to) => info = to(),
                _ => return count,
            }
        }
        MAX_INDIRECTIONS
    }

    pub(crate) fn is_unnamed(&self) -> bool {
        matches!(self.name, GoName::Unnamed)
    }

    /// Whether values say of what type they are.
    pub(crate) fn is_dynamic(&self) -> bool {
        matches!(self.kind, Kind::Dynamic)
    }

    pub(crate) fn is_predeclared(&self) -> bool {
        matches!(self.name, GoName::Predeclared(_))
            && !matches!(self.kind, Kind::Interface | Kind::Dynamic)
    }

    /// The predeclared wire id, if the kind has one.
    pub(crate) fn basic_id(&self) -> Option<WireId> {
        Some(match self.underlying() {
            Kind::Bool => id::BOOL,
            Kind::Int => id::INT,
            Kind::Uint => id::UINT,
            Kind::Float => id::FLOAT,
            Kind::Complex => id::COMPLEX,
            Kind::String => id::STRING,
            Kind::Bytes(_) => id::BYTES,
            Kind::Interface | Kind::Dynamic => id::INTERFACE,
            _ => return None,
        })
    }
}

impl Field {
    /// The field `name` of this type.
    pub const fn new(name: &'static str, of: TypeRef) -> Self {
        Field { name, of }
    }
}

/// Go gives up on a pointer type after as many steps (`implementsInterface`); only `type P *P` has more.
const MAX_INDIRECTIONS: u8 = 100;
