//! The table of settings: the README's is made from it, and nothing is read that is not in it.

/// One setting.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The environment variable.
    pub name: &'static str,
    /// The key in `pillars.toml`.
    pub key: &'static str,
    /// What holds when it is not set; empty when nothing does.
    pub default: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
}

const fn setting(
    name: &'static str,
    key: &'static str,
    default: &'static str,
    meaning: &'static str,
) -> Setting {
    Setting {
        name,
        key,
        default,
        meaning,
    }
}

/// Every setting there is.
pub const SETTINGS: &[Setting] = &[
    setting(
        "PILLARS_CONFIG",
        "",
        "pillars.toml",
        "The file of settings; it need not exist unless this is set.",
    ),
    setting(
        "PILLARS_LISTEN",
        "listen",
        "127.0.0.1:8080",
        "Address and port of the server.",
    ),
    setting(
        "PILLARS_PUBLIC_URL",
        "public_url",
        "http://localhost:8080",
        "The address people use. With `https` cookies insist on TLS. The demo takes the port of `PILLARS_LISTEN`.",
    ),
    setting(
        "PILLARS_DATA",
        "data",
        "data",
        "The folder the demo keeps its database, files, mail and secrets in. One server a folder.",
    ),
    setting(
        "PILLARS_SECRET",
        "secret",
        "",
        "At least 32 bytes that seal sign-in state and invitations: `openssl rand -hex 32`. Needed by `serve` and `worker`, the same; the demo makes its own.",
    ),
    setting(
        "PILLARS_SECRET_BEFORE",
        "secret_before",
        "",
        "The secret before, while it is replaced: what it sealed still opens, and is sealed with the new one when the server starts.",
    ),
    setting(
        "PILLARS_CLIENT_SECRET",
        "client_secret",
        "",
        "What `pillars provider` enters as the secret of the client, and nothing else reads.",
    ),
    setting(
        "PILLARS_DNS_SERVER",
        "dns_server",
        "",
        "Address and port of the DNS server at which universities' e-mail domains are looked up. The machine's own when it is not set.",
    ),
    setting(
        "PILLARS_UI",
        "ui",
        "",
        "The folder of the built console. Found by itself beside the program or in the source tree.",
    ),
    setting(
        "PILLARS_WORKER",
        "worker",
        "false",
        "`true`: `serve` also does the jobs, so that no `worker` need run.",
    ),
    setting(
        "PILLARS_TODAY",
        "today",
        "",
        "The date the demo believes in, such as 2027-06-01. Only `demo` takes it.",
    ),
    setting(
        "PILLARS_LOG",
        "log",
        "info",
        "What is logged, as `tracing` filters: `info`, `server=debug,info`. The demo logs `warn` unless told otherwise.",
    ),
    setting(
        "PILLARS_LOG_FORMAT",
        "log_format",
        "text",
        "`text` for people, `json` for machines.",
    ),
    setting(
        "PILLARS_PROXIES",
        "proxies",
        "0",
        "How many proxies stand in front, each adding whom it heard from to `X-Forwarded-For`. With none the header is not believed.",
    ),
    setting(
        "PILLARS_BODY_BYTES",
        "body_bytes",
        "1048576",
        "Largest body of a GraphQL request, in bytes.",
    ),
    setting(
        "PILLARS_REQUEST_SECONDS",
        "request_seconds",
        "30",
        "Longest a request may take, in seconds.",
    ),
    setting(
        "DATABASE_URL",
        "database_url",
        "",
        "PostgreSQL 15 or newer, as the login role `pillars_app`. Without it the demo runs its own.",
    ),
    setting(
        "DATABASE_OWNER_URL",
        "database_owner_url",
        "",
        "The same database as its owner, for `migrate`; `serve` never has it.",
    ),
    setting(
        "DATABASE_POOL",
        "database_pool",
        "16",
        "Database connections kept by one process.",
    ),
    setting(
        "S3_ENDPOINT",
        "s3_endpoint",
        "",
        "The S3 service as the server reaches it. Without it the demo runs its own.",
    ),
    setting(
        "S3_PUBLIC_ENDPOINT",
        "s3_public_endpoint",
        "",
        "The same service as browsers reach it, if that differs.",
    ),
    setting(
        "S3_REGION",
        "s3_region",
        "us-east-1",
        "The region that signatures name.",
    ),
    setting(
        "S3_BUCKET",
        "s3_bucket",
        "pillars",
        "The bucket evidence is kept in.",
    ),
    setting(
        "S3_ACCESS_KEY_ID",
        "s3_access_key_id",
        "",
        "The name of the S3 key.",
    ),
    setting(
        "S3_SECRET_ACCESS_KEY",
        "s3_secret_access_key",
        "",
        "The S3 key.",
    ),
    setting(
        "PILLARS_S3_LISTEN",
        "s3_listen",
        "127.0.0.1:8081",
        "Address and port of the demo's own S3 store.",
    ),
    setting(
        "SMTP_URL",
        "smtp_url",
        "",
        "The mail server: `smtps://name:password@host:465` or `smtp://host:587?tls=required`. Without it the demo shows \
         its mail on a page.",
    ),
    setting(
        "PILLARS_ISSUER",
        "issuer",
        "The accreditation scheme",
        "Who issues invoices, line by line with `|` between: name, address, VAT registration number, the account to pay to.",
    ),
    setting(
        "MAIL_FROM",
        "mail_from",
        "Pillars <no-reply@localhost>",
        "The sender of mail; set it with `SMTP_URL`.",
    ),
];

/// The README's table of settings.
pub fn markdown() -> String {
    let mut table =
        String::from("| variable | `pillars.toml` | default | meaning |\n|---|---|---|---|\n");
    let code = |text: &str| {
        if text.is_empty() {
            String::new()
        } else {
            format!("`{text}`")
        }
    };
    for setting in SETTINGS {
        table += &format!(
            "| `{}` | {} | {} | {} |\n",
            setting.name,
            code(setting.key),
            code(setting.default),
            setting.meaning
        );
    }
    table
}

/// Says that a name is unknown and which one was probably meant.
pub(super) fn unknown(
    name: &str,
    place: &str,
    known: impl Iterator<Item = &'static str>,
) -> String {
    let nearest = known
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= candidate.len() / 3);
    match nearest {
        Some((_, nearest)) => format!("{name}{place} is not a setting: did you mean {nearest}?"),
        None => format!(
            "{name}{place} is not a setting: remove it, or see `pillars settings` for those there are"
        ),
    }
}
