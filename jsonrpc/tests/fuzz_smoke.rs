//! The fuzz target for a moment: captured messages, mangled.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

#[path = "../fuzz/body.rs"]
mod body;
mod support;

use support::current;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

#[test]
fn mangled_messages_are_survived_and_read_alike_however_they_are_cut() {
    let manifest = current();
    let texts = manifest
        .values
        .into_iter()
        .map(|value| value.json)
        .chain(manifest.decodes.into_iter().map(|decode| decode.json));
    let mut seeds: Vec<Vec<u8>> = vec![
        br#"{"Int":1,"Small":2,"Big":3,"Float":1e-7,"Short":0.1,"Text":"a<","Bytes":"AQI=","Flags":[true],"Pair":[1,"b"],"Map":{"1":{"Int":2},"-2":null},"Unit":{},"Any":{"k":[1,null]}}"#
            .to_vec(),
    ];
    seeds.extend(
        texts
            .filter(|text| text.len() < 400)
            .map(String::into_bytes),
    );
    let messages: Vec<Vec<u8>> = seeds
        .iter()
        .flat_map(|text| {
            let request = [
                br#"{"method":"A.B","params":["#,
                &text[..],
                br#"],"id":"x"}"#,
            ]
            .concat();
            let response = [br#"{"id":1,"result":"#, &text[..], br#","error":null}"#].concat();
            [
                text.clone(),
                [&request[..], &request].concat(),
                [&response[..], &response].concat(),
            ]
        })
        .collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for message in &messages {
        body::run(message);
    }
    for _ in 0..10_000 {
        let mut stream = messages[dice.below(messages.len())].clone();
        for _ in 0..=dice.below(3) {
            if stream.is_empty() {
                break;
            }
            let place = dice.below(stream.len());
            match dice.below(4) {
                0 => stream[place] ^= 1 << dice.below(8),
                1 => drop(stream.remove(place)),
                2 => stream.insert(place, b"{}[]\",:\\-0e.nu"[dice.below(14)]),
                _ => {
                    let other = &messages[dice.below(messages.len())];
                    let from = dice.below(other.len());
                    let to = from + dice.below(other.len() - from);
                    stream.splice(place..place, other[from..to].iter().copied());
                }
            }
        }
        body::run(&stream);
    }
}
