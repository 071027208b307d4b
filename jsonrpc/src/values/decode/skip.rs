//! Stepping over values by an index made beforehand.

use super::text::skip_string;

/// Where every container of a text ends, so that each is stepped over at once however deep it stands: the text is read in
/// linear time even when every object is looked through for keys that come twice.
#[derive(Debug)]
pub(super) struct SkipIndex {
    /// The offsets of each opening bracket and of what follows its closing one, in the order of the opening ones.
    containers: Vec<(usize, usize)>,
}

impl SkipIndex {
    pub(super) fn new(text: &[u8]) -> Self {
        let mut containers: Vec<(usize, usize)> = Vec::new();
        let mut open = Vec::new();
        let mut rest = text;
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            match byte {
                b'"' => rest = skip_string(after).unwrap_or_default(),
                b'{' | b'[' => {
                    open.push(containers.len());
                    containers.push((text.len() - after.len() - 1, text.len()));
                }
                b'}' | b']' => {
                    if let Some(container) = open.pop().and_then(|place| containers.get_mut(place))
                    {
                        container.1 = text.len() - after.len();
                    }
                }
                _ => {}
            }
        }
        Self { containers }
    }

    /// Where the container ends whose opening bracket is at `start`.
    pub(super) fn end_of(&self, start: usize) -> Option<usize> {
        let place = self
            .containers
            .binary_search_by_key(&start, |container| container.0)
            .ok()?;
        self.containers.get(place).map(|container| container.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_end_where_the_index_says() {
        let text = br#"{"a":[1,{"b":"]}\""}],"c":[]} tail"#;
        let index = SkipIndex::new(text);
        assert_eq!(index.end_of(0), Some(text.len() - 5));
        assert_eq!(index.end_of(5), Some(21));
        assert_eq!(index.end_of(1), None);
    }
}
