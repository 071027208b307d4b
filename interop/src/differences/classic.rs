//! What encoding/json says and writes in a Go before 1.27, where it is another one. Ours does as that of 1.27: with an older Go
//! transcripts are compared without what the two do not share.

use go_toolchain::Version;

/// Whether a Go of this version has the classic decoder.
pub(super) fn has_other_texts(version: Version) -> bool {
    version < Version::new(1, 27, 0)
}

/// What Go 1.27 writes in its place.
pub(super) fn modern(classic: &str) -> String {
    TEXTS
        .iter()
        .fold(String::from(classic), |text, (classic, modern)| {
            text.replace(classic, modern)
        })
}

const TEXTS: &[(&str, &str)] = &[
    // Before Go 1.22.
    (r"\u0008", r"\b"),
    (r"\u000c", r"\f"),
    // The first byte of a byte order mark, and the mark; as a transcript quotes them.
    (
        r"character '\u00ef' looking",
        r"character '\\ufeff' looking",
    ),
    (
        "' after decimal point in numeric literal",
        "' in numeric literal",
    ),
    ("' in exponent of numeric literal", "' in numeric literal"),
    ("' in string literal", "' in string"),
    (
        "invalid character '[' exceeded max depth",
        "exceeded max depth",
    ),
    (
        "invalid character 'x' in string escape code",
        r"invalid escape sequence `\\x` in string",
    ),
    (
        r"invalid character 'g' in \\u hexadecimal character escape",
        r"invalid escape sequence `\\u00g0` in string",
    ),
    // A url.URL, whose fields had another order before Go 1.26.
    (
        r#""RawPath":"/a%2Fb/c","OmitHost":false,"ForceQuery":false,"RawQuery":"q=1\u0026r=%20","Fragment":"top","RawFragment":"""#,
        r#""Fragment":"top","RawQuery":"q=1\u0026r=%20","RawPath":"/a%2Fb/c","RawFragment":"","ForceQuery":false,"OmitHost":false"#,
    ),
];

/// The transcript without the places in a message at which values of the wrong type stand.
pub(super) fn without_places(transcript: &str) -> String {
    transcript
        .split_inclusive('\n')
        .map(|line| without_place(line).unwrap_or_else(|| line.into()))
        .collect()
}

fn without_place(line: &str) -> Option<String> {
    // The classic one says of bad base64 nothing else.
    let base64 = "illegal base64 data";
    let (before, after) = line.split_once("json: cannot unmarshal ")?;
    if let Some((_, after)) = after.split_once(base64) {
        return Some(format!("{before}{base64}{after}"));
    }
    let (kind, after) = after.split_once(" into ")?;
    let (_, go_type) = after.split_once(" of type ")?;
    Some(format!("{before}{kind} into {go_type}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_both_decoders_are_the_same_without_places() {
        let classic = "a\n< json: cannot unmarshal number 5 into Go struct field Args.A of type int\nillegal base64 data at 3\n";
        let modern = "a\n< json: cannot unmarshal number 5 into .0.A of type int\n\
                      json: cannot unmarshal string into .0 of type []uint8: illegal base64 data at 3\n";
        assert_eq!(without_places(classic), without_places(modern));
        assert_ne!(
            without_places(classic),
            without_places(&modern.replace("int\n", "uint\n"))
        );
    }
}
