//! Names to methods.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::Method;
use crate::{codec::ServerCodec, error::RegisterError, go_text};

/// The methods that a server of the codec `K` offers. Methods may be added while connections are served.
pub struct Registry<K: ServerCodec> {
    table: RwLock<Arc<MethodTable<K>>>,
    /// Counts changes of the table, so that a connection need not take the lock to know that its copy is current.
    version: AtomicUsize,
}

/// All methods at one time.
pub(crate) struct MethodTable<K: ServerCodec> {
    /// By whole name: a method's name has no dot, so the last dot is the only way to split one.
    methods: HashMap<Arc<str>, Entry<K>>,
    services: HashSet<Box<str>>,
}

struct Entry<K: ServerCodec> {
    index: usize,
    method: Arc<dyn Method<K>>,
}

/// Why a request names no method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotFound {
    IllFormed,
    Service,
    Method,
}

impl<K: ServerCodec> Registry<K> {
    /// No methods yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a method under `Service.Method`: Go's `RegisterName`, one method at a time. The service's name may have dots in it.
    ///
    /// # Errors
    /// The name is taken, or lacks the dot or what should stand on one side of it.
    pub fn register(
        &self,
        service_method: &str,
        method: Arc<dyn Method<K>>,
    ) -> Result<(), RegisterError> {
        let Some((service, name)) = service_method.rsplit_once('.') else {
            return Err(RegisterError::IllFormed(service_method.to_owned()));
        };
        if service.is_empty() {
            return Err(RegisterError::NoServiceName(service_method.to_owned()));
        }
        if name.is_empty() {
            return Err(RegisterError::NoMethodName(service.to_owned()));
        }
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        if table.methods.contains_key(service_method) {
            return Err(RegisterError::AlreadyDefined(service_method.to_owned()));
        }
        let mut methods = table.methods.clone();
        let mut services = table.services.clone();
        let index = methods.len();
        methods.insert(Arc::from(service_method), Entry { index, method });
        services.insert(Box::from(service));
        *table = Arc::new(MethodTable { methods, services });
        self.version.fetch_add(1, Ordering::Release);
        Ok(())
    }

    pub(crate) fn version(&self) -> usize {
        self.version.load(Ordering::Acquire)
    }

    pub(crate) fn table(&self) -> Arc<MethodTable<K>> {
        Arc::clone(&self.table.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<K: ServerCodec> MethodTable<K> {
    /// The method and its index: methods are numbered from 0 in the order of their registration.
    pub(crate) fn find(&self, service_method: &str) -> Result<(usize, &dyn Method<K>), NotFound> {
        if let Some(entry) = self.methods.get(service_method) {
            return Ok((entry.index, &*entry.method));
        }
        match service_method.rsplit_once('.') {
            None => Err(NotFound::IllFormed),
            Some((service, _)) if self.services.contains(service) => Err(NotFound::Method),
            Some(_) => Err(NotFound::Service),
        }
    }
}

impl NotFound {
    /// Go's text, in place of what `error` said.
    pub(crate) fn write(self, service_method: &str, error: &mut String) {
        match self {
            Self::IllFormed => go_text::set(error, go_text::ill_formed(service_method)),
            Self::Service => go_text::set(error, go_text::no_service(service_method)),
            Self::Method => go_text::set(error, go_text::no_method(service_method)),
        }
    }
}

impl<K: ServerCodec> Clone for Entry<K> {
    fn clone(&self) -> Self {
        Self {
            index: self.index,
            method: Arc::clone(&self.method),
        }
    }
}

impl<K: ServerCodec> Default for Registry<K> {
    fn default() -> Self {
        let table = MethodTable {
            methods: HashMap::new(),
            services: HashSet::new(),
        };
        Self {
            table: RwLock::new(Arc::new(table)),
            version: AtomicUsize::new(0),
        }
    }
}

impl<K: ServerCodec> fmt::Debug for Registry<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.table().methods.keys()).finish()
    }
}
