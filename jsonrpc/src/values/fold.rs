//! Which names encoding/json takes for the same: those that differ in nothing but case, by Unicode's simple folding.

/// Whether Go would find the field `name` by the key `key`, were there no field with exactly that name.
pub(crate) fn same_name(name: &str, key: &str) -> bool {
    let mut name = name.chars();
    let mut key = key.chars();
    loop {
        match (name.next(), key.next()) {
            (None, None) => return true,
            (Some(left), Some(right)) if left == right || fold(left) == fold(right) => {}
            _ => return false,
        }
    }
}

/// The same character for all characters that Go's `unicode.SimpleFold` leads to one another.
fn fold(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    match character {
        // Dotless i has an upper case letter, I, and yet a fold of its own.
        'ı' => character,
        // Equal letters that have no single upper case letter in common.
        '\u{1fd3}' => '\u{390}',
        '\u{1fe3}' => '\u{3b0}',
        '\u{fb06}' => '\u{fb05}',
        _ => {
            // Down, up and down again also unites those that share a capital, such as s and ſ, or K and the kelvin sign.
            let lower = only(character.to_lowercase()).unwrap_or(character);
            let upper = only(lower.to_uppercase()).unwrap_or(lower);
            only(upper.to_lowercase()).unwrap_or(upper)
        }
    }
}

fn only(mut characters: impl Iterator<Item = char>) -> Option<char> {
    characters.next().filter(|_| characters.next().is_none())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn names_match_as_in_go() {
        for (name, key) in [
            ("Foo", "fOO"),
            ("KelvinK", "kelvin\u{212a}"),
            ("é", "É"),
            ("Bar_X", "bar_x"),
            ("S", "ſ"),
        ] {
            assert!(same_name(name, key), "{name} {key}");
        }
        for (name, key) in [
            ("Bar_X", "barx"),
            ("Foo", "Fo"),
            ("Fo", "Foo"),
            ("a-b", "a_b"),
            ("i", "ı"),
            ("ß", "ss"),
        ] {
            assert!(!same_name(name, key), "{name} {key}");
        }
    }

    #[test]
    fn every_character_folds_as_in_go() {
        let mut go: BTreeMap<char, char> = ('a'..='z')
            .map(|lower| (lower, lower.to_ascii_uppercase()))
            .collect();
        for line in include_str!("../../../go-fixtures/json/fold.txt").lines() {
            let mut characters = line
                .split(' ')
                .map(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
            go.insert(characters.next().unwrap(), characters.next().unwrap());
        }
        let folding: BTreeSet<char> = ('\0'..=char::MAX)
            .filter(|character| fold(*character) != *character || go.contains_key(character))
            .flat_map(|character| [character, fold(character)])
            .chain(go.values().copied())
            .collect();
        let mut orbits: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
        let mut folds: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
        for character in folding {
            let smallest = go.get(&character).copied().unwrap_or(character);
            orbits.entry(smallest).or_default().insert(fold(character));
            folds.entry(fold(character)).or_default().insert(smallest);
        }
        orbits.retain(|_, folds| folds.len() > 1);
        folds.retain(|_, orbits| orbits.len() > 1);
        assert!(orbits.is_empty(), "apart here, together in Go: {orbits:?}");
        assert!(folds.is_empty(), "together here, apart in Go: {folds:?}");
    }
}
