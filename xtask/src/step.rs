use std::env;
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

/// How a chore ends; the error's text is for the person at the keyboard.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The cargo that runs us, in the root of the workspace.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(go_toolchain::workspace_root());
    command
}

/// Runs a command with its output where ours goes; says first what it is.
pub(crate) fn run(command: &mut Command) -> Outcome {
    eprintln!("xtask: {}", line(command));
    let status = command
        .status()
        .map_err(|error| format!("cannot run `{}`: {error}", line(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` ended with {status}", line(command)).into())
    }
}

/// Runs a command for what it prints on stdout.
pub(crate) fn output_of(command: &mut Command) -> Outcome<String> {
    let output = command
        .output()
        .map_err(|error| format!("cannot run `{}`: {error}", line(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "`{}` ended with {}:\n{}",
            line(command),
            output.status,
            said.trim_end()
        )
        .into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// An empty folder at `path`, whatever was there before.
pub(crate) fn fresh_dir(path: &Path) -> Outcome {
    if path.exists() {
        fs::remove_dir_all(path)
            .map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
    }
    fs::create_dir_all(path)
        .map_err(|error| format!("cannot create {}: {error}", path.display()).into())
}

fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named_with_what_it_said() {
        let error = output_of(Command::new("sh").args(["-c", "echo broken >&2; exit 3"]))
            .expect_err("exits with 3")
            .to_string();
        assert!(error.starts_with("`sh -c"), "{error}");
        assert!(error.ends_with("broken"), "{error}");
    }

    #[test]
    fn a_command_that_is_not_there_is_named() {
        let error = run(&mut Command::new("no-such-program"))
            .expect_err("not there")
            .to_string();
        assert!(error.starts_with("cannot run `no-such-program`"), "{error}");
    }
}
