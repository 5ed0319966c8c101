//! Counting without parsing: one pass over the bytes, no allocation, no recursion.

/// What one pass over a document finds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct DocumentSize {
    /// Words, numbers, strings and signs.
    pub tokens: usize,
    /// The most brackets open at once.
    pub nesting: usize,
}

/// Reads strings and comments exactly as the parser does, so that nothing hides in them from one and not the other.
///
/// # Errors
/// A string that does not end: the parser would try other readings of it, so it is not given to the parser.
pub fn document(source: &str) -> Result<DocumentSize, &'static str> {
    let bytes = source.as_bytes();
    let (mut size, mut open, mut at) = (DocumentSize::default(), 0_usize, 0);
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b',' => {
                at += 1;
                continue;
            }
            b'#' => {
                at = end_of_line(bytes, at);
                continue;
            }
            b'"' => {
                end_of_string(bytes, at).ok_or("The document has a string that does not end.")?
            }
            b'{' | b'[' | b'(' => {
                open += 1;
                size.nesting = size.nesting.max(open);
                at + 1
            }
            b'}' | b']' | b')' => {
                open = open.saturating_sub(1);
                at + 1
            }
            _ if is_word(byte) => at + bytes[at..].iter().take_while(|b| is_word(**b)).count(),
            _ => at + 1,
        };
        size.tokens += 1;
    }
    Ok(size)
}

/// Values in a JSON text, before it is read: commas and opening brackets outside strings.
pub fn json(bytes: &[u8]) -> usize {
    let (mut count, mut in_string, mut escaped) = (1_usize, false, false);
    for &byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b',' | b'[' | b'{' if !in_string => count += 1,
            _ => {}
        }
    }
    count
}

fn is_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}

fn end_of_line(bytes: &[u8], from: usize) -> usize {
    bytes[from..]
        .iter()
        .position(|b| matches!(b, b'\n' | b'\r'))
        .map_or(bytes.len(), |n| from + n)
}

/// The place after a string that starts at `from`; none when it does not end.
fn end_of_string(bytes: &[u8], from: usize) -> Option<usize> {
    if bytes[from..].starts_with(b"\"\"\"") {
        let mut at = from + 3;
        loop {
            let rest = bytes.get(at..)?;
            match rest {
                [b'\\', b'"', b'"', b'"', ..] => at += 4,
                [b'"', b'"', b'"', ..] => return Some(at + 3),
                [] => return None,
                _ => at += 1,
            }
        }
    }
    let mut at = from + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            b'\n' | b'\r' => return None,
            _ => at += 1,
        }
    }
}
