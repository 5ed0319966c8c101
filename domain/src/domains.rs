//! The e-mail domains that lead to a university's sign-in (T5).

use crate::code::code_enum;

code_enum! {
    /// What a look into a domain's DNS came to.
    pub enum Found {
        /// It says what it is to say.
        Verified = "VERIFIED",
        /// It says nothing.
        NoEntry = "NO_ENTRY",
        /// It says something else.
        AnotherEntry = "ANOTHER_ENTRY",
        /// It could not be asked.
        NoAnswer = "NO_ANSWER",
        /// It says what it is to say, and is verified for another university.
        Taken = "TAKEN",
    }
}

/// The most domains of one university.
pub const MOST: usize = 20;
/// Where a domain's DNS says whose it is: before the domain's name.
pub const ENTRY: &str = "_pillars.";
/// What an entry's text begins with.
const SAYS: &str = "pillars-verification=";
/// Everybody's post: to have an address there says nothing of where one works.
const EVERYBODYS: [&str; 14] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "hotmail.co.uk",
    "live.com",
    "live.co.uk",
    "msn.com",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "me.com",
    "proton.me",
    "protonmail.com",
];

/// What the text of a domain's entry is to be.
pub fn entry(token: &str) -> String {
    format!("{SAYS}{token}")
}

/// What the texts at a domain's entry come to, given what they are to say.
pub fn look(texts: &[String], token: &str) -> Found {
    let wanted = entry(token);
    if texts.iter().any(|text| text.trim() == wanted) {
        Found::Verified
    } else if texts.is_empty() {
        Found::NoEntry
    } else {
        Found::AnotherEntry
    }
}

/// An e-mail domain as it is kept: in small letters, without an @ before it.
///
/// # Errors
/// A sentence that says what to change.
pub fn domain_name(text: &str) -> Result<String, &'static str> {
    let name = text.trim().trim_start_matches('@').to_ascii_lowercase();
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let labels: Vec<&str> = name.split('.').collect();
    let top = labels.last().copied().unwrap_or_default();
    let fits = labels.len() >= 2
        && (4..=253).contains(&name.len())
        && labels.iter().all(|label| is_label(label))
        && !top.bytes().all(|b| b.is_ascii_digit());
    if !fits {
        return Err("Write what comes after the @ in your addresses, such as university.ac.uk.");
    }
    if EVERYBODYS.contains(&name.as_str()) {
        return Err("Everybody may have an address there: write a domain of the university's own.");
    }
    Ok(name)
}

/// The domain of an e-mail address as it is kept; none where it is none.
pub fn of_address(address: &str) -> Option<String> {
    let (_, domain) = address.trim().rsplit_once('@')?;
    domain_name(domain).ok()
}
