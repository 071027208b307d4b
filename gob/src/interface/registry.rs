//! Which type goes by which name, for trait objects: handed to an encoder or decoder, never global.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::decode::{Decode, InterfaceName, Reader};
use crate::encode::{Encode, MAX_NAME, Writer};
use crate::error::{Error, ErrorKind};
use crate::go_quote::quote;
use crate::types::{GobType, TypeInfo};

/// The types that trait objects may have as Go interface values, and their names (Go's `gob.Register`).
///
/// An [`Object`](crate::Object) trait has an example.
#[derive(Default)]
pub struct Registry {
    /// By the identity of the type.
    names: HashMap<TypeId, Arc<str>>,
    types: HashMap<Arc<str>, &'static TypeInfo>,
    /// A [`Makers`] for each kind of trait object.
    makers: HashMap<TypeId, Box<dyn Any + Send + Sync>>,
}

/// How the types of one kind of trait object are decoded, by name.
type Makers<I> = HashMap<Arc<str>, Maker<I>>;
type Maker<I> =
    Box<dyn Fn(&mut Reader<'_>, InterfaceName<'_>) -> Result<Box<I>, Error> + Send + Sync>;

impl Registry {
    /// A registry of nothing: Go's basic types, too, are only there once they are registered.
    pub fn new() -> Self {
        Registry::default()
    }

    /// Registers `T` for trait objects `I` under the name that Go gives it by itself (Go's `gob.Register`):
    /// its own, with its package's import path, or the text of a type without a name.
    ///
    /// ```
    /// use netrpc_gob::{Object, Registry};
    ///
    /// trait Any: Object {}
    /// netrpc_gob::interface!(dyn Any);
    /// impl Any for i64 {}
    /// impl Any for Vec<String> {}
    ///
    /// let mut registry = Registry::new();
    /// registry.register(|value: i64| -> Box<dyn Any> { Box::new(value) })?; // "int64"
    /// registry.register(|value: Vec<String>| -> Box<dyn Any> { Box::new(value) })?; // "[]string"
    /// # Ok::<(), netrpc_gob::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`register_name`](Self::register_name).
    pub fn register<I, T>(&mut self, into: fn(T) -> Box<I>) -> Result<&mut Self, Error>
    where
        I: GobType + ?Sized + 'static,
        T: Encode + Decode + 'static,
    {
        self.register_name(&T::TYPE.base().registered_name(), into)
    }

    /// Registers `T` for trait objects `I` under a name of your choice (Go's `gob.RegisterName`). For a type that
    /// Go registers by a pointer, that is `*shapes.Circle`: a star, the last element of the import path, and the
    /// type.
    ///
    /// # Errors
    /// A name that another type has, or a type that has another name, in Go's words; an empty name.
    pub fn register_name<I, T>(
        &mut self,
        name: &str,
        into: fn(T) -> Box<I>,
    ) -> Result<&mut Self, Error>
    where
        I: GobType + ?Sized + 'static,
        T: Encode + Decode + 'static,
    {
        let name = self.name(name, T::TYPE.base())?;
        let maker: Maker<I> = Box::new(move |reader, name| {
            reader.charge(size_of::<T>())?;
            reader.concrete(name).map(into)
        });
        let makers = self.makers.entry(TypeId::of::<I>());
        let makers = makers.or_insert_with(|| Box::new(Makers::<I>::new()));
        if let Some(makers) = makers.downcast_mut::<Makers<I>>() {
            makers.insert(name, maker);
        }
        Ok(self)
    }

    /// Enters both directions of a name. As in Go, it is that of a type and of pointers to it.
    fn name(&mut self, name: &str, info: &'static TypeInfo) -> Result<Arc<str>, Error> {
        if name.is_empty() || name.len() > MAX_NAME {
            return Err(Error::unencodable(match name.len() {
                0 => "gob: attempt to register empty name".into(),
                len => format!(
                    "gob: name of {len} bytes registered, at most {MAX_NAME} can be decoded"
                ),
            }));
        }
        let quoted = |name: &str| quote(name.as_bytes());
        if let Some(other) = self.types.get(name) {
            if other.identity() != info.identity() {
                return Err(Error::unencodable(format!(
                    "gob: registering duplicate types for {}: {} != {}",
                    quoted(name),
                    other.rust_name(),
                    info.rust_name()
                )));
            }
        }
        if let Some(other) = self.names.get(&info.identity()) {
            if **other != *name {
                return Err(Error::unencodable(format!(
                    "gob: registering duplicate names for {}: {} != {}",
                    info.go_string(),
                    quoted(other),
                    quoted(name)
                )));
            }
            return Ok(other.clone());
        }
        let name = Arc::<str>::from(name);
        self.names.insert(info.identity(), name.clone());
        self.types.insert(name.clone(), info);
        Ok(name)
    }

    /// Decodes an interface value of this name into a trait object.
    pub(super) fn make<I: GobType + ?Sized + 'static>(
        &self,
        reader: &mut Reader<'_>,
        name: InterfaceName<'_>,
    ) -> Result<Box<I>, Error> {
        let Ok(text) = std::str::from_utf8(name.as_bytes()) else {
            return Err(name.not_registered());
        };
        let makers = self.makers.get(&TypeId::of::<I>());
        let makers = makers.and_then(|makers| makers.downcast_ref::<Makers<I>>());
        if let Some(maker) = makers.and_then(|makers| makers.get(text)) {
            return maker(reader, name);
        }
        Err(match self.types.get(text) {
            Some(of) => Error::new(
                ErrorKind::NotRegistered,
                format!(
                    "gob: {} is not assignable to type {}",
                    of.go_string(),
                    I::TYPE.go_string()
                ),
            ),
            None => name.not_registered(),
        })
    }
}

impl Writer<'_> {
    /// The name of `T` in the encoder's registry.
    pub(super) fn registered_name<T: Encode>(&self) -> Result<Arc<str>, Error> {
        let base = T::TYPE.base();
        let name = self
            .registry()
            .and_then(|registry| registry.names.get(&base.identity()));
        name.cloned().ok_or_else(|| {
            Error::unencodable(format!(
                "gob: type not registered for interface: {}",
                base.go_string()
            ))
        })
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let types = self.types.iter();
        f.debug_map()
            .entries(types.map(|(name, info)| (name, info.rust_name())))
            .finish()
    }
}
