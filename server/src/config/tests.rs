use super::*;

fn problems(mode: Mode, variables: &[(&str, &str)], file: &str) -> Vec<String> {
    match Config::from_parts(mode, variables.iter().copied(), file) {
        Ok(_) => Vec::new(),
        Err(Problems(problems)) => problems,
    }
}

const SERVE: &[(&str, &str)] = &[
    ("DATABASE_URL", "postgres://pillars_app:hidden@db/pillars"),
    ("S3_ENDPOINT", "https://s3.example.org"),
    ("S3_ACCESS_KEY_ID", "key"),
    ("S3_SECRET_ACCESS_KEY", "hidden"),
    ("PILLARS_SECRET", "hidden-hidden-hidden-hidden-hidden"),
    ("SMTP_URL", "smtps://name:hidden@mail.example.org"),
    ("MAIL_FROM", "Pillars <no-reply@example.org>"),
];

#[test]
fn the_demo_needs_no_settings() {
    let config = Config::from_parts(Mode::Demo, [] as [(&str, &str); 0], "").unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.public_url.as_str(), "http://localhost:8080/");
    assert_eq!(config.data, PathBuf::from("data"));
    assert!(config.demo().is_some() && !config.tls());
}

#[test]
fn the_demo_is_opened_at_the_port_it_listens_on() {
    let opened = |variables: &[(&str, &str)]| {
        let config = Config::from_parts(Mode::Demo, variables.iter().copied(), "").unwrap();
        config.public_url.to_string()
    };
    let listen = ("PILLARS_LISTEN", "127.0.0.1:8090");
    assert_eq!(opened(&[listen]), "http://localhost:8090/");
    let public = ("PILLARS_PUBLIC_URL", "http://pillars.localhost:9000");
    assert_eq!(opened(&[listen, public]), "http://pillars.localhost:9000/");
}

#[test]
fn serve_says_everything_it_misses_at_once() {
    let found = problems(Mode::Serve, &[], "");
    for name in [
        "DATABASE_URL",
        "S3_ENDPOINT",
        "S3_ACCESS_KEY_ID",
        "S3_SECRET_ACCESS_KEY",
        "PILLARS_SECRET",
        "SMTP_URL",
    ] {
        assert_eq!(
            found
                .iter()
                .filter(|line| line.starts_with(&format!("{name} ")))
                .count(),
            1,
            "{found:#?}"
        );
    }
}

#[test]
fn serve_starts_with_what_it_needs_and_is_never_the_demo() {
    let config = Config::from_parts(Mode::Serve, SERVE.iter().copied(), "").unwrap();
    assert!(config.demo().is_none());
    assert_eq!(config.s3.public_endpoint, config.s3.endpoint);
}

#[test]
fn secrets_do_not_show() {
    let config = Config::from_parts(Mode::Serve, SERVE.iter().copied(), "").unwrap();
    assert!(!format!("{config:?}").contains("hidden"));
    let found = problems(
        Mode::Demo,
        &[
            ("DATABASE_URL", "mysql://name:hidden@host"),
            ("PILLARS_SECRET", "hidden"),
        ],
        "",
    );
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(!found.concat().contains("hidden"));
}

#[test]
fn the_environment_wins_over_the_file() {
    let file = "listen = '127.0.0.1:1'\ndatabase_pool = 7\nworker = true\n";
    let config = Config::from_parts(Mode::Demo, [("PILLARS_LISTEN", "127.0.0.1:2")], file).unwrap();
    assert_eq!(
        (config.listen.port(), config.database.pool, config.worker),
        (2, 7, true)
    );
}

#[test]
fn a_misspelt_name_is_answered_with_the_right_one() {
    let found = problems(
        Mode::Demo,
        &[("PILLARS_LISTNE", "x"), ("PILLARS_XYZZY_XYZZY", "x")],
        "pubic_url = 'x'",
    );
    assert_eq!(
        found[0],
        "PILLARS_LISTNE is not a setting: did you mean PILLARS_LISTEN?"
    );
    assert!(found[1].contains("pillars settings"), "{found:#?}");
    assert_eq!(
        found[2],
        "pubic_url in pillars.toml is not a setting: did you mean public_url?"
    );
}

#[test]
fn values_that_cannot_be_are_named_with_what_they_should_be() {
    let variables = [
        ("PILLARS_LISTEN", "8080"),
        ("PILLARS_PUBLIC_URL", "https://example.org/pillars"),
        ("PILLARS_TODAY", "soon"),
        ("DATABASE_POOL", "0"),
        ("PILLARS_LOG_FORMAT", "yaml"),
    ];
    let found = problems(Mode::Demo, &variables, "worker = 'perhaps'");
    assert_eq!(found.len(), 6, "{found:#?}");
    assert!(
        found.contains(&"PILLARS_TODAY must be a date such as 2027-06-01".to_owned()),
        "{found:#?}"
    );
    assert!(
        found.contains(&"worker in pillars.toml must be true or false".to_owned()),
        "{found:#?}"
    );
}

#[test]
fn only_the_demo_has_a_date_of_its_own() {
    let variables = [SERVE, &[("PILLARS_TODAY", "2027-06-01")]].concat();
    assert_eq!(
        problems(Mode::Serve, &variables, ""),
        ["PILLARS_TODAY is for `pillars demo` alone: unset it"]
    );
    assert!(problems(Mode::Demo, &[("PILLARS_TODAY", "2027-06-01")], "").is_empty());
}

#[test]
fn names_and_keys_are_told_apart() {
    for setting in SETTINGS {
        let same = |other: &&Setting| {
            other.name == setting.name || (!setting.key.is_empty() && other.key == setting.key)
        };
        assert_eq!(SETTINGS.iter().filter(same).count(), 1, "{}", setting.name);
    }
}

#[test]
fn the_readme_has_the_table_of_settings() {
    let readme = include_str!("../../../README.md");
    let table = readme
        .split_once("<!-- settings -->\n")
        .and_then(|(_, rest)| rest.split_once("<!-- end of settings -->"))
        .map(|(table, _)| table.trim());
    assert_eq!(
        table,
        Some(markdown().trim()),
        "put the output of `pillars settings` between the README's marks"
    );
}
