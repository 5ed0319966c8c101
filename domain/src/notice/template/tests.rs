use super::*;

const TEXT: &str = "{{ message }} {{ link }}";

fn problems(kind: NoticeKind, subject: &str, text: &str) -> Vec<(String, String)> {
    let refused = Template::read(kind, subject, text).expect_err(text);
    let of = refused.fields().iter();
    of.map(|p| (p.field.clone(), p.message.clone())).collect()
}

fn values<'a>(message: &'a str) -> Values<'a> {
    Values {
        name: "Ann",
        subject: "A is decided",
        message,
        link: "https://example.ac.uk/a",
    }
}

#[test]
fn the_standard_wording_is_what_it_always_was() {
    for kind in NoticeKind::ALL {
        let standard = Template::standard(*kind);
        let Wording { subject, text } = standard.wording();
        assert_eq!(Template::read(*kind, subject, text).unwrap(), standard);
        let filled = standard.fill(&values("Silver.\n\nWell run."));
        assert_eq!(filled.subject, "A is decided");
        let link = match kind {
            NoticeKind::Digest => "",
            _ => "\n\nhttps://example.ac.uk/a",
        };
        assert_eq!(
            filled.text,
            format!("Dear Ann,\n\nSilver.\n\nWell run.{link}\n\nPillars\n")
        );
    }
}

#[test]
fn what_a_placeholder_stands_for_is_never_read_again() {
    let template = Template::read(
        NoticeKind::Answer,
        "{{subject}}",
        "{{  name }}: {{ message }}\r\n{{ link }} { name } }",
    );
    let injected = "{{ name }} {{ link }} {% for a in b %} }}";
    let filled = template.unwrap().fill(&Values {
        name: "{{ message }}",
        subject: "{{ name }}",
        ..values(injected)
    });
    assert_eq!(filled.subject, "{{ name }}");
    assert_eq!(
        filled.text,
        format!("{{{{ message }}}}: {injected}\nhttps://example.ac.uk/a {{ name }} }}\n")
    );
}

#[test]
fn what_is_wrong_says_what_to_change() {
    let decision = NoticeKind::Decision;
    let (long_subject, long_text) = ("s".repeat(201), "t".repeat(5_001));
    for (subject, text, field, message) in [
        (
            "",
            TEXT,
            "subject",
            "Write something here; it may not be blank.",
        ),
        (
            "{{ subject }}",
            " \n ",
            "text",
            "Write something here; it may not be blank.",
        ),
        (
            &long_subject,
            TEXT,
            "subject",
            "Use at most 200 characters.",
        ),
        (
            "{{ subject }}",
            &long_text,
            "text",
            "Use at most 5000 characters.",
        ),
        (
            "{{ subject }}\nBcc: all",
            TEXT,
            "subject",
            "Write it on one line, without tabs.",
        ),
        (
            "{{ subject",
            TEXT,
            "subject",
            "Close every {{ with }}, such as {{ name }}.",
        ),
        (
            "subject }} {{ subject }}",
            TEXT,
            "subject",
            "Open every }} with {{, such as {{ name }}.",
        ),
        (
            "{{ subject }}",
            "{{ message }} {{ link }} {{",
            "text",
            "Close every {{ with }}, such as {{ name }}.",
        ),
        (
            "{{ subject }}",
            "{{ nme }} {{ message }} {{ message|upper }} {{ link }} {{}}",
            "text",
            "Take out {{ nme }}, {{ message|upper }}, {{  }}: there is nothing to go in its place. What can stand here: {{ name }}, {{ subject }}, {{ message }}, {{ link }}.",
        ),
        (
            "{{ subject }}: {{ message }}",
            TEXT,
            "subject",
            "Take out {{ message }}: there is nothing to go in its place. What can stand here: {{ name }}, {{ subject }}.",
        ),
        (
            "{{ subject }}",
            "{{ link }}",
            "text",
            "Write {{ message }} where the letter tells what it is for.",
        ),
        (
            "{{ subject }}",
            "{{ message }}{{ message }}{{ link }}",
            "text",
            "Write {{ message }} once: it can be long.",
        ),
        (
            "{{ subject }}",
            "{{ message }}",
            "text",
            "Write {{ link }} where the reader finds the address to go to.",
        ),
        (
            "Pillars",
            TEXT,
            "subject",
            "Write {{ subject }} here or in the text: it says what the letter is about.",
        ),
    ] {
        assert_eq!(
            problems(decision, subject, text),
            [(field.to_owned(), message.to_owned())],
            "{subject:?} {text:?}"
        );
    }
    let all = problems(decision, "Pillars", "Hello {{ nme }}");
    let fields: Vec<_> = all.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(
        fields,
        ["text", "text", "text", "subject"],
        "every one of them"
    );
    assert!(
        Template::read(
            decision,
            "Pillars",
            "{{ subject }} {{ message }} {{ link }}"
        )
        .is_ok()
    );
}

#[test]
fn the_letters_of_a_digest_have_links_of_their_own() {
    let digest = NoticeKind::Digest;
    assert!(Template::read(digest, "{{ subject }}", "{{ message }}").is_ok());
    assert_eq!(
        problems(digest, "{{ subject }}", TEXT)[0].1,
        "Take out {{ link }}: there is nothing to go in its place. What can stand here: {{ name }}, {{ subject }}, {{ message }}."
    );
}

proptest::proptest! {
    #[test]
    fn nothing_that_is_read_loses_its_message(subject in ".{0,60}", text in "([{} a]|name|message|link|\\{\\{ message \\}\\}|\\{\\{ link \\}\\}){0,12}") {
        if let Ok(template) = Template::read(NoticeKind::Money, &subject, &text) {
            let filled = template.fill(&values("42 pounds"));
            assert!(filled.text.contains("42 pounds"), "{}", filled.text);
            assert!(filled.text.contains("https://example.ac.uk/a"), "{}", filled.text);
            assert!(!filled.subject.contains('\n'));
        }
    }
}
