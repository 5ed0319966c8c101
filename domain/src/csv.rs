//! Lines of comma-separated values that any spreadsheet reads and none takes for formulas.

/// What a file begins with: it tells spreadsheets that the text is UTF-8.
pub const MARK: &str = "\u{feff}";

/// One line, its end included; text that a spreadsheet would take for a formula is guarded by an apostrophe.
pub fn line<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|text| cell(text.as_ref())).collect();
    format!("{}\r\n", cells.join(","))
}

fn cell(text: &str) -> String {
    let guard = if is_formula(text) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// A cell as it was before it was guarded: what was returned to somebody is corrected and sent again.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text) => text,
        _ => cell,
    }
}

/// Whether a spreadsheet would take it for a formula; an amount below nothing is a number and stays one.
fn is_formula(text: &str) -> bool {
    let begins = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    begins && !is_amount(text)
}

/// Whether it is nothing but a minus, digits and pence.
fn is_amount(text: &str) -> bool {
    let Some((whole, pence)) = text
        .strip_prefix('-')
        .and_then(|digits| digits.split_once('.'))
    else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(pence) && pence.len() == 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{cell, line, unguarded};

    #[test]
    fn no_cell_is_a_formula() {
        for (text, wanted) in [
            ("University of Alderbrook", "\"University of Alderbrook\""),
            (
                "=HYPERLINK(\"http://x\",\"y\")",
                "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
            ),
            ("+1", "\"'+1\""),
            ("-1", "\"'-1\""),
            ("-1.00", "\"-1.00\""),
            ("-1.00+2.00", "\"'-1.00+2.00\""),
            ("-1.00.00", "\"'-1.00.00\""),
            ("-A1.00", "\"'-A1.00\""),
            ("@x", "\"'@x\""),
            (" =1", "\"' =1\""),
            ("\t=1", "\"'\t=1\""),
            ("a, b", "\"a, b\""),
            ("", "\"\""),
        ] {
            assert_eq!(cell(text), wanted);
        }
        assert_eq!(line(["a", "=b"]), "\"a\",\"'=b\"\r\n");
    }

    proptest! {
        #[test]
        fn what_was_guarded_is_read_back(text in any::<String>()) {
            prop_assume!(!text.starts_with('\''));
            let written = cell(&text);
            let read = written[1..written.len() - 1].replace("\"\"", "\"");
            prop_assert_eq!(unguarded(&read), text.as_str());
        }
    }
}
