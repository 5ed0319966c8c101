//! As many cases beside the independent reading as somebody asks for: `make oracle CASES=5000000`.

#![expect(
    clippy::unwrap_used,
    reason = "a case that cannot be made ends the run"
)]

#[path = "../tests/oracle/agreement.rs"]
mod agreement;
#[path = "../tests/oracle/cases.rs"]
mod cases;

fn main() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse());
    let (Some(Ok(cases)), seed) = (arguments.next(), arguments.next()) else {
        eprintln!("Say how many cases, and if you like from which seed: oracle 5000000 7");
        std::process::exit(2);
    };
    let seed = seed.and_then(Result::ok).unwrap_or(1);
    for (kind, count) in agreement::of(cases, seed) {
        println!("{count:>9} {kind}");
    }
    println!("{cases} cases agree, from seed {seed}.");
}
