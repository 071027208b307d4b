//! Where the programs are that the tests of this crate need. `cargo xtask test --all` installs what is missing, where it may, and
//! runs them; `cargo xtask test` leaves them out.

mod browser;

use std::path::{Path, PathBuf};

pub use browser::Browser;

/// A program of a Debian package.
///
/// # Errors
/// It is not there; the text is the command that installs it.
pub fn program(path: &str, package: &str) -> Result<PathBuf, String> {
    if Path::new(path).is_file() {
        Ok(PathBuf::from(path))
    } else {
        Err(format!(
            "no {path}: type `sudo apt-get install {package}`, or have `cargo xtask test --all` do it"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_is_named_with_the_command_that_installs_it() {
        let error = program("/no/such/gopher", "gopher").expect_err("not there");
        assert!(error.contains("/no/such/gopher"), "{error}");
        assert!(error.contains("sudo apt-get install gopher"), "{error}");
    }
}
