//! Delve's messages, as `encoding/json` has them. Fields that are left out here are skipped when they come, and zero for Delve when
//! they do not.

use serde::{Deserialize, Serialize};

/// Go's `struct{}`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Empty {}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct CreateBreakpoint {
    pub(super) breakpoint: WantedBreakpoint,
}

#[derive(Debug, Serialize)]
pub(super) struct WantedBreakpoint {
    pub(super) file: String,
    pub(super) line: usize,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct CreatedBreakpoint {
    pub(super) breakpoint: Breakpoint,
}

#[derive(Debug, Deserialize)]
pub(super) struct Breakpoint {
    pub(super) id: i64,
    pub(super) line: usize,
    #[serde(rename = "functionName")]
    pub(super) function_name: String,
}

/// What the program shall do: `continue`, `halt`.
#[derive(Debug, Serialize)]
pub(super) struct Command {
    pub(super) name: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct AskState {
    /// Whether to answer at once, also while the program runs.
    pub(super) non_blocking: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Stopped {
    pub(super) state: State,
}

#[derive(Debug, Deserialize)]
pub(super) struct State {
    #[serde(rename = "Running")]
    pub(super) running: bool,
    #[serde(rename = "currentThread")]
    pub(super) current_thread: Option<Thread>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Thread {
    pub(super) line: usize,
    pub(super) function: Option<Function>,
    #[serde(rename = "breakPoint")]
    pub(super) breakpoint: Option<Breakpoint>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Function {
    pub(super) name: String,
}

/// A frame of a goroutine's stack.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Scope {
    /// -1 is the current one.
    #[serde(rename = "GoroutineID")]
    pub(super) goroutine_id: i64,
    pub(super) frame: i64,
}

/// How much of a variable to send.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct LoadConfig {
    pub(super) follow_pointers: bool,
    pub(super) max_variable_recurse: i64,
    pub(super) max_string_len: i64,
    pub(super) max_array_values: i64,
    /// -1 is all of them.
    pub(super) max_struct_fields: i64,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ListLocalVars {
    pub(super) scope: Scope,
    pub(super) cfg: LoadConfig,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct LocalVars {
    pub(super) variables: Vec<Variable>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Eval<'a> {
    pub(super) scope: Scope,
    pub(super) expr: &'a str,
    pub(super) cfg: LoadConfig,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Evaluated {
    pub(super) variable: Variable,
}

/// A variable and what is in it: of a pointer what it points to, of a struct its fields.
#[derive(Debug, Deserialize)]
pub(super) struct Variable {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) go_type: String,
    /// Go's `reflect.Kind`.
    pub(super) kind: u32,
    pub(super) value: String,
    pub(super) children: Vec<Variable>,
}

impl Variable {
    /// Go's `reflect.Pointer`.
    pub(super) const POINTER: u32 = 22;
    /// Go's `reflect.String`.
    pub(super) const STRING: u32 = 24;
    /// Go's `reflect.Struct`.
    pub(super) const STRUCT: u32 = 25;
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Set<'a> {
    pub(super) scope: Scope,
    pub(super) symbol: &'a str,
    pub(super) value: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Detach {
    pub(super) kill: bool,
}
