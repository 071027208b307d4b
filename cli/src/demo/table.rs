//! The table: printed row by row, as the pairings are played.

use std::time::Duration;

/// One session in one pairing.
pub(crate) struct Row {
    pub(crate) pairing: String,
    pub(crate) called: String,
    pub(crate) answer: String,
    pub(crate) fault: Option<String>,
    pub(crate) time: Duration,
}

/// What has been printed so far.
pub(crate) struct Table {
    is_all_good: bool,
}

impl Table {
    /// Prints the head.
    pub(crate) fn start() -> Self {
        print_line(["PAIRING", "CALLED", "FIRST ANSWER", "BYTES", "TIME"]);
        Table { is_all_good: true }
    }

    /// Prints a row, and under it what is wrong with it.
    pub(crate) fn add(&mut self, row: &Row) {
        let time = format!("{:.1} ms", row.time.as_secs_f64() * 1e3);
        let bytes = if row.fault.is_none() {
            "same"
        } else {
            "DIFFER"
        };
        print_line([&row.pairing, &row.called, &row.answer, bytes, &time]);
        if let Some(fault) = &row.fault {
            println!("    {fault}");
            self.is_all_good = false;
        }
    }

    /// Whether no row had a fault.
    pub(crate) fn is_all_good(&self) -> bool {
        self.is_all_good
    }
}

fn print_line(columns: [&str; 5]) {
    let [pairing, called, answer, bytes, time] = columns.map(shorten);
    println!("{pairing:<20} {called:<42} {answer:<42} {bytes:<6} {time:>9}");
}

/// Long values are cut: the bytes are compared whole, the table is only to be read.
fn shorten(text: &str) -> String {
    if text.chars().count() <= WIDTH {
        return text.into();
    }
    text.chars().take(WIDTH - 1).chain(['…']).collect()
}

const WIDTH: usize = 42;
