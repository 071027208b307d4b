//! Names to methods.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet},
    fmt,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use super::{Method, Service, ServiceMethod, cancel::CANCEL_SERVICE};
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

pub(crate) struct Entry<K: ServerCodec> {
    /// Methods are numbered from 0 in the order of their registration.
    pub(crate) index: usize,
    pub(crate) method: Arc<dyn Method<K>>,
    calls: Arc<AtomicU64>,
    arg_type: Option<Cow<'static, str>>,
    reply_type: Option<Cow<'static, str>>,
}

/// A service as lists show it: Go's `/debug/rpc`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceInfo {
    /// What stands before the last dot of its methods' names.
    pub name: String,
    /// Its methods by name.
    pub methods: Vec<MethodInfo>,
}

/// A method as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MethodInfo {
    /// What stands behind the last dot.
    pub name: String,
    /// The type of its argument as Go spells it, such as `main.Args`.
    pub arg_type: String,
    /// The type of its reply as Go spells it, such as `*main.Reply`.
    pub reply_type: String,
    /// How many calls have begun: Go's `NumCalls`. Those whose arguments could not be decoded are not among them.
    pub calls: u64,
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
        self.change(|table| {
            if table.methods.contains_key(service_method) {
                return Err(RegisterError::AlreadyDefined(service_method.to_owned()));
            }
            table.insert(service, ServiceMethod::of(name.to_owned(), method));
            Ok(())
        })
    }

    /// Adds a service under its own name: Go's `Register`.
    ///
    /// # Errors
    /// The name is taken, or none that Go would export; or there is no method, or one whose name no client could call.
    pub fn register_service<S: Service<K>>(&self, service: S) -> Result<(), RegisterError> {
        if !is_exported(S::NAME.rsplit('.').next().unwrap_or_default()) {
            return Err(RegisterError::NotExported(S::NAME.to_owned()));
        }
        self.register_service_as(S::NAME, service)
    }

    /// Adds a service under this name, whatever it may be: Go's `RegisterName`.
    ///
    /// # Errors
    /// The name is taken or empty; or there is no method, or one whose name no client could call.
    pub fn register_service_as<S: Service<K>>(
        &self,
        name: &str,
        service: S,
    ) -> Result<(), RegisterError> {
        if name.is_empty() {
            return Err(RegisterError::NoServiceName(S::NAME.to_owned()));
        }
        let methods = Arc::new(service).methods();
        let mut names = HashSet::new();
        for method in &methods {
            if method.name.is_empty() || method.name.contains('.') {
                return Err(RegisterError::NoMethodName(name.to_owned()));
            }
            if !names.insert(&method.name) {
                let taken = format!("{name}.{}", method.name);
                return Err(RegisterError::AlreadyDefined(taken));
            }
        }
        if methods.is_empty() {
            return Err(RegisterError::NoMethodName(name.to_owned()));
        }
        self.change(|table| {
            if table.services.contains(name) {
                return Err(RegisterError::AlreadyDefined(name.to_owned()));
            }
            for method in methods {
                table.insert(name, method);
            }
            Ok(())
        })
    }

    /// The services and their methods, sorted by name, as Go's page at `/debug/rpc` has them. That of `_goRPC_.Cancel` is not
    /// among them.
    pub fn services(&self) -> Vec<ServiceInfo> {
        let table = self.table();
        let mut services = BTreeMap::<&str, BTreeMap<&str, &Entry<K>>>::new();
        for (name, entry) in &table.methods {
            if let Some((service, method)) = name.rsplit_once('.') {
                services.entry(service).or_default().insert(method, entry);
            }
        }
        services.remove(CANCEL_SERVICE);
        let services = services.into_iter().map(|(name, methods)| ServiceInfo {
            name: name.to_owned(),
            methods: methods.into_iter().map(Entry::info).collect(),
        });
        services.collect()
    }

    fn change(
        &self,
        change: impl FnOnce(&mut MethodTable<K>) -> Result<(), RegisterError>,
    ) -> Result<(), RegisterError> {
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        let mut changed = MethodTable::clone(&table);
        change(&mut changed)?;
        *table = Arc::new(changed);
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
    pub(crate) fn find(&self, service_method: &str) -> Result<&Entry<K>, NotFound> {
        if let Some(entry) = self.methods.get(service_method) {
            return Ok(entry);
        }
        match service_method.rsplit_once('.') {
            None => Err(NotFound::IllFormed),
            Some((service, _)) if self.services.contains(service) => Err(NotFound::Method),
            Some(_) => Err(NotFound::Service),
        }
    }

    fn insert(&mut self, service: &str, method: ServiceMethod<K>) {
        let entry = Entry {
            index: self.methods.len(),
            method: method.method,
            calls: Arc::default(),
            arg_type: method.arg_type,
            reply_type: method.reply_type,
        };
        let name = format!("{service}.{}", method.name);
        self.methods.insert(name.into(), entry);
        self.services.insert(Box::from(service));
    }
}

impl<K: ServerCodec> Entry<K> {
    /// A call of the method begins.
    pub(crate) fn count_call(&self) {
        self.calls.fetch_add(1, Ordering::Relaxed);
    }

    fn info((name, entry): (&str, &Self)) -> MethodInfo {
        let given = |of: &Option<Cow<'static, str>>| of.as_deref().map(str::to_owned);
        MethodInfo {
            name: name.to_owned(),
            arg_type: given(&entry.arg_type).unwrap_or_else(|| entry.method.arg_type()),
            reply_type: given(&entry.reply_type).unwrap_or_else(|| entry.method.reply_type()),
            calls: entry.calls.load(Ordering::Relaxed),
        }
    }
}

/// Go's `token.IsExported`.
fn is_exported(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
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
            calls: Arc::clone(&self.calls),
            arg_type: self.arg_type.clone(),
            reply_type: self.reply_type.clone(),
        }
    }
}

impl<K: ServerCodec> Clone for MethodTable<K> {
    fn clone(&self) -> Self {
        Self {
            methods: self.methods.clone(),
            services: self.services.clone(),
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
