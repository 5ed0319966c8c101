//! A university asks to join the scheme (U6): what is asked of it, and what an operator answers.

use crate::domains;
use crate::input::{Fields, InvalidInput};
use crate::people::is_email;

/// The most requests that wait for an answer at a time: more than that are not people's.
pub const MOST_OPEN: i64 = 500;

/// A request as somebody who is not known writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JoinInput {
    /// What the university is called.
    pub university: String,
    /// Its postal address, in lines.
    pub address: String,
    /// What comes after the @ in its people's addresses.
    pub domain: String,
    /// Who asks.
    pub name: String,
    /// What they do there.
    pub position: String,
    /// Where they are written to: at the domain.
    pub email: String,
}

/// A request whose texts are in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidJoin {
    /// What the university is called; 200 characters at most.
    pub university: String,
    /// Its postal address; 500 characters at most.
    pub address: String,
    /// What comes after the @, in small letters.
    pub domain: String,
    /// Who asks; 200 characters at most.
    pub name: String,
    /// What they do there; 200 characters at most.
    pub position: String,
    /// An e-mail address at the domain, or below it.
    pub email: String,
}

impl JoinInput {
    /// The request, if an operator could answer it.
    ///
    /// # Errors
    /// Every field at fault.
    pub fn validate(&self) -> Result<ValidJoin, InvalidInput> {
        let mut fields = Fields::new();
        let university = fields.line("university", &self.university, 1..=200);
        let address = fields.paragraph("address", &self.address, 1..=500);
        let name = fields.line("name", &self.name, 1..=200);
        let position = fields.line("position", &self.position, 1..=200);
        let email = fields.line("email", &self.email, 3..=254);
        let domain = domains::domain_name(&self.domain).unwrap_or_else(|why| {
            fields.problem("domain", why);
            String::new()
        });
        if !fields.names("email") && !is_email(&email) {
            let message = "Write an e-mail address, such as name@university.ac.uk.";
            fields.problem("email", message);
        }
        let own = domains::of_address(&email).unwrap_or_default();
        if !fields.names("email") && !domain.is_empty() && !is_within(&own, &domain) {
            let message =
                format!("Write your address at {domain}: that is how we know that you work there.");
            fields.problem("email", message);
        }
        fields.or(ValidJoin {
            university,
            address,
            domain,
            name,
            position,
            email,
        })
    }
}

/// Whether a domain is another, or one below it.
fn is_within(own: &str, domain: &str) -> bool {
    own == domain
        || own
            .strip_suffix(domain)
            .is_some_and(|below| below.ends_with('.'))
}
