//! How a letter looks: its subject on one line, its text, and the same as a page of HTML.

/// The only style of such a page; the console shows one, and its policy knows this style by its hash.
pub const STYLE: &str = "body { font: 16px/1.5 sans-serif; max-width: 36em }";

/// A subject as it is sent: on one line.
pub fn one_line(subject: &str) -> String {
    subject
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// A text with the address at its end that stops letters like it.
pub fn with_way_out(text: &str, address: &str) -> String {
    format!(
        "{}\n\nTo get no more letters like this one:\n{address}\n",
        text.trim_end()
    )
}

/// The text as HTML: a paragraph for each, and addresses that can be followed.
pub fn html(text: &str) -> String {
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><style>{STYLE}</style></head><body>\n"
    );
    for paragraph in text.split("\n\n").map(str::trim) {
        if paragraph.is_empty() {
            continue;
        }
        let lines: Vec<String> = paragraph.lines().map(line).collect();
        page.push_str(&format!("<p>{}</p>\n", lines.join("<br>\n")));
    }
    page.push_str("</body></html>\n");
    page
}

fn line(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(word).collect();
    words.join(" ")
}

/// A word, which can be followed where it is an address; what ends a sentence is no part of one.
fn word(text: &str) -> String {
    let is_address = ["https://", "http://"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    if !is_address {
        return safe(text);
    }
    let address = text.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    let (href, rest) = (safe(address), safe(&text[address.len()..]));
    format!("<a href=\"{href}\">{href}</a>{rest}")
}

fn safe(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_page_that_says_the_same() {
        let text = "Dear <b>Ann</b>,\n\n\n\nA & B.\nSee (https://example.ac.uk/x), or go on.\n\nhttps://example.ac.uk/a?b=\"c\"&d\n";
        assert_eq!(
            html(text).lines().skip(1).collect::<Vec<_>>(),
            [
                "<p>Dear &lt;b&gt;Ann&lt;/b&gt;,</p>",
                "<p>A &amp; B.<br>",
                "See (https://example.ac.uk/x), or go on.</p>",
                "<p><a href=\"https://example.ac.uk/a?b=&quot;c&quot;&amp;d\">https://example.ac.uk/a?b=&quot;c&quot;&amp;d</a></p>",
                "</body></html>",
            ]
        );
        let within = html("Open https://example.ac.uk/a. Then pay.");
        let linked = "<p>Open <a href=\"https://example.ac.uk/a\">https://example.ac.uk/a</a>. Then pay.</p>";
        assert!(within.contains(linked), "{within}");
    }

    #[test]
    fn a_subject_is_one_line_and_a_text_ends_with_the_way_out() {
        assert_eq!(one_line("A\r\nBcc: b"), "A  Bcc: b");
        assert_eq!(
            with_way_out("A.\n", "https://example.ac.uk/u"),
            "A.\n\nTo get no more letters like this one:\nhttps://example.ac.uk/u\n"
        );
    }
}
