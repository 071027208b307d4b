//! One debugging session, from the first breakpoint to the end of the program.

use std::{fmt::Write as _, path::Path};

use netrpc::Client;
use netrpc_jsonrpc::{JsonClient, JsonRpc};

use super::{
    Failure,
    api::{
        AskState, Command, CreateBreakpoint, CreatedBreakpoint, Detach, Empty, Eval, Evaluated,
        ListLocalVars, LoadConfig, LocalVars, Scope, Set, State, Stopped, Variable,
        WantedBreakpoint,
    },
};

/// Debugs the program of `source`, which runs under the Delve at `address`; what there was to see.
///
/// # Errors
/// A call failed, or the program does not do what it should.
pub async fn session(address: &str, source: &Path) -> Result<String, Failure> {
    // A program may run for long before it stops, and `continue` is answered when it does.
    let client = Client::builder()
        .codec(JsonRpc)
        .call_timeout(None)
        .connect(address)
        .await?;
    let mut seen = String::new();

    let line = line_of(source, "// the breakpoint")?;
    let wanted = CreateBreakpoint {
        breakpoint: WantedBreakpoint {
            file: source.display().to_string(),
            line,
        },
    };
    let created: CreatedBreakpoint = client.call("RPCServer.CreateBreakpoint", &wanted).await?;
    let breakpoint = created.breakpoint;
    let (id, function) = (breakpoint.id, breakpoint.function_name);
    writeln!(
        seen,
        "breakpoint {id} in {function}, line {}",
        breakpoint.line
    )?;

    // The program waits for `released`, so this call is not answered before we stop it.
    let running = client.start::<Stopped, _>("RPCServer.Command", &Command { name: "continue" });
    wait_until_it_runs(&client).await?;
    writeln!(seen, "it runs, and the state says so meanwhile")?;
    let halted: Stopped = client
        .call("RPCServer.Command", &Command { name: "halt" })
        .await?;
    let stopped = running.await?;
    let is_running = halted.state.running || stopped.state.running;
    writeln!(seen, "halted: it runs: {is_running}")?;

    let released = Set {
        scope: CURRENT,
        symbol: "main.released",
        value: "true",
    };
    let _: Empty = client.call("RPCServer.Set", &released).await?;
    let stopped: Stopped = client
        .call("RPCServer.Command", &Command { name: "continue" })
        .await?;
    writeln!(seen, "{}", place(&stopped.state)?)?;

    let locals = ListLocalVars {
        scope: CURRENT,
        cfg: WHOLE,
    };
    let locals: LocalVars = client.call("RPCServer.ListLocalVars", &locals).await?;
    for variable in &locals.variables {
        writeln!(seen, "{} = {}", variable.name, shown(variable))?;
    }
    // Two questions at a time.
    let tree = client.start::<Evaluated, _>("RPCServer.Eval", &eval("tree"));
    let nowhere = client.start::<Evaluated, _>("RPCServer.Eval", &eval("nowhere"));
    let tree = tree.await?.variable;
    writeln!(seen, "{} {} = {}", tree.name, tree.go_type, shown(&tree))?;
    if let Err(error) = nowhere.await {
        writeln!(seen, "nowhere: {error}")?;
    }

    let _: Empty = client
        .call("RPCServer.Detach", &Detach { kill: true })
        .await?;
    writeln!(seen, "detached")?;
    Ok(seen)
}

/// Asks again and again, over the connection on which the `continue` waits for its answer.
async fn wait_until_it_runs(client: &JsonClient) -> Result<(), Failure> {
    loop {
        let ask = AskState { non_blocking: true };
        let answer: Stopped = client.call("RPCServer.State", &ask).await?;
        if answer.state.running {
            return Ok(());
        }
    }
}

fn eval(expression: &str) -> Eval<'_> {
    Eval {
        scope: CURRENT,
        expr: expression,
        cfg: WHOLE,
    }
}

/// The line of the program with that comment.
fn line_of(source: &Path, comment: &str) -> Result<usize, Failure> {
    let text = std::fs::read_to_string(source)?;
    let index = text.lines().position(|line| line.ends_with(comment));
    Ok(index.ok_or("the program has no such comment")? + 1)
}

/// Where the program stands.
fn place(state: &State) -> Result<String, Failure> {
    let thread = state.current_thread.as_ref().ok_or("no current thread")?;
    let function = thread.function.as_ref().map_or("?", |it| it.name.as_str());
    let why = match &thread.breakpoint {
        Some(breakpoint) => format!("at breakpoint {}", breakpoint.id),
        None => "not at a breakpoint".to_owned(),
    };
    Ok(format!("{function}, line {}: {why}", thread.line))
}

/// A variable as Go would write it.
fn shown(variable: &Variable) -> String {
    let fields = || {
        let fields = variable.children.iter();
        let fields = fields.map(|field| format!("{}: {}", field.name, shown(field)));
        fields.collect::<Vec<_>>().join(", ")
    };
    match (variable.kind, variable.children.as_slice()) {
        (Variable::POINTER, _) if variable.value == "0" => "nil".to_owned(),
        (Variable::POINTER, [target]) => format!("&{}", shown(target)),
        (Variable::STRUCT, _) => format!("{}{{{}}}", variable.go_type, fields()),
        (Variable::STRING, _) => format!("{:?}", variable.value),
        _ => variable.value.clone(),
    }
}

const CURRENT: Scope = Scope {
    goroutine_id: -1,
    frame: 0,
};

const WHOLE: LoadConfig = LoadConfig {
    follow_pointers: true,
    max_variable_recurse: 10,
    max_string_len: 64,
    max_array_values: 64,
    max_struct_fields: -1,
};
