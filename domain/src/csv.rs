//! Lines of comma-separated values that any spreadsheet reads and none takes for formulas.

/// What a file begins with: it tells spreadsheets that the text is UTF-8.
pub const MARK: &str = "\u{feff}";

/// One line, its end included; text that a spreadsheet would take for a formula is guarded by an apostrophe.
pub fn line<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|text| cell(text.as_ref())).collect();
    format!("{}\r\n", cells.join(","))
}

fn cell(text: &str) -> String {
    let begins_formula = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    // An amount below nothing is a number and stays one.
    let guard = if begins_formula && !is_amount(text) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
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
    use super::{cell, line};

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
}
