use super::super::chain::tests::{check, line};
use super::super::chain::{Noted, Wrong};
use super::*;

/// A chain of four lines whose second was redacted by an erasure that the last tells of; and what is told.
fn redacted() -> Vec<Line> {
    let erasure = Uuid::from_u128(9);
    let first = line(1, b"", "Peer mentoring added.");
    let mut second = line(2, &first.hash, "Mara Example was invited.");
    second.summary = "somebody erased was invited.".to_owned();
    second.redactions.push(Redaction {
        erasure,
        digest: second.redacted().to_vec(),
    });
    let third = line(3, &second.hash, "Peer mentoring changed.");
    let told = telling(4, &third, &[&second], erasure);
    vec![first, second, third, told]
}

/// The line that tells of an erasure, after another.
fn telling(seq: i64, before: &Line, of: &[&Line], erasure: Uuid) -> Line {
    let mut digest = Sha256::new();
    for line in of {
        let redaction = line.redactions.iter().find(|r| r.erasure == erasure);
        let redaction = redaction.expect("it is of this erasure");
        digest.update(format!("{} {}\n", line.seq, hex::encode(&redaction.digest)));
    }
    let mut told = line(seq, &before.hash, "Somebody was erased.");
    told.act = ERASED.to_owned();
    let (many, digest) = (of.len(), hex::encode(digest.finalize()));
    told.after = Some(format!(
        r#"{{"lines": {many}, "digest": "{digest}", "erasure": "{erasure}"}}"#
    ));
    told.hash = told.computed().to_vec();
    told
}

fn found(lines: &[Line]) -> Option<(i64, Wrong)> {
    check(lines, lines.last().expect("a line"), Noted::new())
}

#[test]
fn t6_a_chain_holds_over_what_an_erasure_took_out() {
    let lines = redacted();
    assert_eq!(found(&lines), None);
    // Whoever has the words still can show that they were what was hashed.
    let mut before = lines[1].clone();
    before.summary = "Mara Example was invited.".to_owned();
    assert_eq!(before.computed().to_vec(), before.hash);
    // Put back, they are not what the erasure left.
    let mut back = lines.clone();
    back[1] = before;
    assert_eq!(found(&back), Some((2, Wrong::Altered)));
}

#[test]
fn t6_nobody_takes_out_more_than_an_erasure_tells() {
    let mut more = redacted();
    more[1].summary = "Nothing.".to_owned();
    assert_eq!(found(&more), Some((2, Wrong::Altered)));
    more[1].redactions[0].digest = more[1].redacted().to_vec();
    assert_eq!(found(&more), Some((4, Wrong::Redacted)));

    let mut another = redacted();
    another[0].summary = "Nothing.".to_owned();
    let digest = another[0].redacted().to_vec();
    another[0].redactions.push(Redaction {
        erasure: Uuid::from_u128(9),
        digest: digest.clone(),
    });
    assert_eq!(found(&another), Some((4, Wrong::Redacted)));
    another[0].redactions[0].erasure = Uuid::from_u128(10);
    assert_eq!(
        found(&another),
        Some((1, Wrong::Redacted)),
        "nothing tells of it"
    );

    let mut lines = redacted();
    lines[1].redactions.clear();
    assert_eq!(found(&lines), Some((2, Wrong::Altered)));
}

#[test]
fn t6_a_line_may_be_redacted_twice() {
    let mut lines = redacted();
    let erasure = Uuid::from_u128(10);
    lines[1].summary = "somebody erased was invited by somebody erased.".to_owned();
    let digest = lines[1].redacted().to_vec();
    lines[1].redactions.push(Redaction { erasure, digest });
    let told = telling(5, &lines[3], &[&lines[1]], erasure);
    lines.push(told);
    assert_eq!(found(&lines), None);
    let mut empty = telling(6, &lines[4], &[], Uuid::from_u128(11));
    lines.push(empty.clone());
    assert_eq!(
        found(&lines),
        None,
        "an erasure that this chain says nothing of"
    );
    empty.after = None;
    empty.hash = empty.computed().to_vec();
    lines[5] = empty;
    assert_eq!(found(&lines), Some((6, Wrong::Redacted)));
}
