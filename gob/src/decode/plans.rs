//! Makes the [`Plan`]s of a stream: one for each pair of types, then found by index.
//! The rules are Go's `compileDec` and `decOpFor` (spec 2.6).

use std::any::TypeId;
use std::collections::HashMap;

use super::compatible::{is_compatible, mismatch, remote_struct, top_mismatch};
use super::plan::{FieldPlan, Node, Place, Plan, Sequence, Top};
use crate::error::{Error, ErrorKind};
use crate::types::id;
use crate::types::{Field, Kind, ReceivedTypes, TypeInfo, TypeRef, WireId};

/// All plans of one stream.
#[derive(Debug)]
pub(crate) struct Plans {
    nodes: Vec<Node>,
    by_types: HashMap<(WireId, TypeId), Plan>,
    /// By [`top_slot`]: our types that values of a peer's type were decoded into.
    tops: Vec<Vec<KnownTop>>,
    /// The same for values in interface values.
    concrete: Vec<Vec<KnownTop>>,
    /// Plans whose parts are not filled in yet; empty between values.
    pending: Vec<(Plan, WireId, &'static TypeInfo)>,
    /// By position in the peer's table: types that were found to be skippable.
    skippable: Vec<bool>,
    /// Pairs of types that the plan under way has added to `by_types`.
    made: Vec<(WireId, TypeId)>,
    /// Fields that were planned for, in vain or not; a plan counts as some.
    planned: usize,
}

/// One of our types that values of the peer's type were decoded into, and how that went.
#[derive(Debug)]
struct KnownTop {
    key: TypeId,
    /// How many types the peer had defined by then.
    types: usize,
    top: Result<Top, Error>,
}

impl Plans {
    pub(crate) fn new() -> Self {
        Plans {
            nodes: vec![Node::Leaf],
            by_types: HashMap::new(),
            tops: Vec::new(),
            concrete: Vec::new(),
            pending: Vec::new(),
            skippable: Vec::new(),
            made: Vec::new(),
            planned: 0,
        }
    }

    /// The plan for a value of the peer's type `id` decoded into ours.
    #[inline]
    pub(crate) fn top(
        &mut self,
        id: WireId,
        place: Place,
        key: TypeId,
        info: &'static TypeInfo,
        types: &ReceivedTypes,
    ) -> Result<Top, Error> {
        let slot = top_slot(id, types);
        let known = slot
            .and_then(|slot| self.known(place).get(slot))
            .map_or(&[][..], Vec::as_slice);
        match known.iter().find(|known| known.key == key) {
            Some(KnownTop { top: Ok(top), .. }) => Ok(*top),
            // Definitions that came since may have mended what was wrong.
            Some(KnownTop {
                top: Err(error),
                types: then,
                ..
            }) if *then == types.count() || self.planned > MAX_PLANNED => Err(error.clone()),
            _ => self.make_and_remember_top(id, place, key, info, types),
        }
    }

    #[inline]
    fn known(&self, place: Place) -> &[Vec<KnownTop>] {
        match place {
            Place::Message => &self.tops,
            Place::Interface => &self.concrete,
        }
    }

    #[cold]
    fn make_and_remember_top(
        &mut self,
        id: WireId,
        place: Place,
        key: TypeId,
        info: &'static TypeInfo,
        types: &ReceivedTypes,
    ) -> Result<Top, Error> {
        if info.base().is_dynamic() {
            // Nothing that would be worth remembering for each of the peer's types.
            let plan = self.plan(id, info);
            let is_struct = types.is_struct(id);
            return Ok(Top { plan, is_struct });
        }
        self.check_planned(MAX_PLANNED)?;
        let top = self.make_top(id, place, info, types);
        if let Some(slot) = top_slot(id, types) {
            let tops = match place {
                Place::Message => &mut self.tops,
                Place::Interface => &mut self.concrete,
            };
            if tops.len() <= slot {
                tops.resize_with(slot + 1, Vec::new);
            }
            if let Some(known) = tops.get_mut(slot) {
                known.retain(|known| known.key != key);
                known.push(KnownTop {
                    key,
                    types: types.count(),
                    top: top.clone(),
                });
            }
        }
        top
    }

    /// Makes the plan and all that it leads to, or nothing at all.
    fn make_top(
        &mut self,
        id: WireId,
        place: Place,
        info: &'static TypeInfo,
        types: &ReceivedTypes,
    ) -> Result<Top, Error> {
        let nodes = self.nodes.len();
        self.made.clear();
        let top = self.try_make_top(id, place, info, types);
        if top.is_err() {
            self.pending.clear();
            self.nodes.truncate(nodes);
            for made in self.made.drain(..) {
                self.by_types.remove(&made);
            }
        }
        top
    }

    fn try_make_top(
        &mut self,
        id: WireId,
        place: Place,
        info: &'static TypeInfo,
        types: &ReceivedTypes,
    ) -> Result<Top, Error> {
        let base = info.base();
        let Kind::Struct(local, has_fields) = base.underlying() else {
            if !is_compatible(info, id, types) {
                return Err(top_mismatch(id, place, info, types));
            }
            let plan = self.plan(id, info);
            self.fill_pending(types)?;
            return Ok(Top {
                plan,
                is_struct: false,
            });
        };
        let plan = self.plan(id, info);
        self.fill_pending(types)?;
        let matches = match self.nodes.get(plan.0 as usize) {
            Some(Node::Struct { fields, .. }) => fields
                .iter()
                .any(|field| matches!(field, FieldPlan::Read { .. })),
            _ => false,
        };
        let sends_fields = types
            .get(id)
            .and_then(|received| received.definition.fields.as_deref())
            .is_some_and(|fields| !fields.is_empty());
        if !matches && sends_fields && (has_fields || !local.is_empty()) {
            return Err(mismatch(format!(
                "gob: type mismatch: no fields matched compiling decoder for {}",
                base.name()
            )));
        }
        Ok(Top {
            plan,
            is_struct: true,
        })
    }

    /// The plan for a pair of types that are compatible; if it is new, its parts are still to be filled
    /// in. No recursion: a peer chooses how long a chain of types is.
    fn plan(&mut self, id: WireId, info: &'static TypeInfo) -> Plan {
        let base = info.base();
        if matches!(base.underlying(), Kind::Dynamic) {
            // All that there is to know. For a declared type over one that takes any, an interface's.
            return Plan(id as u32);
        }
        if base.basic_id().is_some() || matches!(base.underlying(), Kind::Marshaler(_)) {
            return Plan::LEAF;
        }
        let key = (id, base.identity());
        if let Some(plan) = self.by_types.get(&key) {
            return *plan;
        }
        let plan = Plan(self.nodes.len() as u32);
        self.nodes.push(Node::Leaf);
        self.by_types.insert(key, plan);
        self.made.push(key);
        self.pending.push((plan, id, base));
        plan
    }

    fn check_planned(&self, most: usize) -> Result<(), Error> {
        if self.planned <= most {
            return Ok(());
        }
        let text = "gob: too many of the peer's types were decoded into too many of ours";
        Err(Error::new(ErrorKind::Limit, text))
    }

    /// Go's `decOpFor` and `compileDec`, for all that wait.
    fn fill_pending(&mut self, types: &ReceivedTypes) -> Result<(), Error> {
        while let Some((plan, id, base)) = self.pending.pop() {
            // One plan may be as large as all before it.
            self.check_planned(2 * MAX_PLANNED)?;
            self.planned += PLAN;
            let node = self.make_node(id, base, types)?;
            if let Some(slot) = self.nodes.get_mut(plan.0 as usize) {
                *slot = node;
            }
        }
        Ok(())
    }

    fn make_node(
        &mut self,
        id: WireId,
        base: &'static TypeInfo,
        types: &ReceivedTypes,
    ) -> Result<Node, Error> {
        let definition = types.get(id).map(|received| &received.definition);
        let sequence_of = |plans: &mut Self, local: TypeRef, remote| {
            let is_basic = base.is_unnamed() && local().is_predeclared();
            Node::Sequence(Sequence {
                element: plans.plan(remote, local()),
                is_basic,
            })
        };
        Ok(match base.underlying() {
            Kind::Struct(local, _) => {
                let (name, remote) = remote_struct(id, base, types)?;
                let fields = remote
                    .into_iter()
                    .map(|(field, id)| self.plan_field(name, field, id, local, types))
                    .collect::<Result<_, _>>()?;
                Node::Struct { fields, local }
            }
            Kind::Slice(element) => {
                let slice = definition.and_then(|definition| definition.slice);
                match slice.or(id::builtin_slice_element(id)) {
                    Some(remote) => sequence_of(self, element, remote),
                    None => Node::Leaf,
                }
            }
            Kind::Array(element, _) => match definition.and_then(|definition| definition.array) {
                Some((remote, _)) => sequence_of(self, element, remote),
                None => Node::Leaf,
            },
            Kind::Map(key, element) => match definition.and_then(|definition| definition.map) {
                Some((remote_key, remote)) => {
                    let key = self.plan(remote_key, key());
                    Node::Map {
                        key,
                        element: self.plan(remote, element()),
                    }
                }
                None => Node::Leaf,
            },
            _ => Node::Leaf,
        })
    }

    fn plan_field(
        &mut self,
        of: &str,
        name: &[u8],
        id: WireId,
        local: &'static [Field],
        types: &ReceivedTypes,
    ) -> Result<FieldPlan, Error> {
        self.planned += 1;
        if name.is_empty() {
            return Err(mismatch(format!(
                "gob: empty name for remote field of type {of}"
            )));
        }
        let found = local
            .iter()
            .enumerate()
            .find(|(_, field)| field.name.as_bytes() == name);
        let Some((index, field)) = found else {
            types.check_skippable(id, &mut self.skippable)?;
            return Ok(FieldPlan::Skip(id));
        };
        let info = (field.of)();
        if !is_compatible(info, id, types) {
            return Err(mismatch(format!(
                "gob: wrong type ({}) for received field {of}.{}",
                info.go_string(),
                field.name
            )));
        }
        Ok(FieldPlan::Read {
            index: index as u16,
            plan: self.plan(id, info),
        })
    }

    #[inline]
    pub(crate) fn field(&self, plan: Plan, number: usize) -> Option<FieldPlan> {
        match self.nodes.get(plan.0 as usize) {
            Some(Node::Struct { fields, .. }) => fields.get(number).copied(),
            _ => None,
        }
    }

    pub(crate) fn field_name(&self, plan: Plan, number: usize) -> &'static str {
        match (self.nodes.get(plan.0 as usize), self.field(plan, number)) {
            (Some(Node::Struct { local, .. }), Some(FieldPlan::Read { index, .. })) => {
                local.get(usize::from(index)).map_or("", |field| field.name)
            }
            _ => "",
        }
    }

    #[inline]
    pub(crate) fn sequence(&self, plan: Plan) -> Sequence {
        match self.nodes.get(plan.0 as usize) {
            Some(Node::Sequence(sequence)) => *sequence,
            _ => Sequence {
                element: Plan::LEAF,
                is_basic: false,
            },
        }
    }

    #[inline]
    pub(crate) fn map(&self, plan: Plan) -> (Plan, Plan) {
        match self.nodes.get(plan.0 as usize) {
            Some(Node::Map { key, element }) => (*key, *element),
            _ => (Plan::LEAF, Plan::LEAF),
        }
    }
}

/// Where the plans for values of the peer's type `id` are kept: found by index, without hashing.
#[inline]
fn top_slot(id: WireId, types: &ReceivedTypes) -> Option<usize> {
    match types.position(id) {
        Some(position) => Some(id::FIRST_USER as usize + position as usize),
        None => usize::try_from(id).ok().filter(|_| id < id::FIRST_USER),
    }
}

/// Fields that a stream may have us plan for: a peer's wide types into each of ours, of which plans stay, and those that
/// fail again and again as definitions come. An honest peer's types fit at the first or second try, and are far fewer.
const MAX_PLANNED: usize = 1 << 20;
/// Fields that take as much memory as a plan.
const PLAN: usize = 8;
