//! netrpc in the benchmark: `codec WORKLOAD MILLISECONDS` prints nanoseconds a value.

mod codec;

use std::time::Duration;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["codec", workload, millis] => {
            let time = Duration::from_millis(millis.parse().expect("a number of milliseconds"));
            println!("{:.1}", codec::run(workload, time).expect("a known workload"));
        }
        _ => panic!("usage: codec WORKLOAD MILLISECONDS"),
    }
}
