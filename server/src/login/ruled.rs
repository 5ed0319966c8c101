//! Coming in, and staying what one is, by what one's university's own provider says (U7).

use domain::access::Role;
use domain::claims::{self, Rule};
use serde_json::json;
use store::people::{self, Person};
use store::providers::Provider;
use store::trail::{self, Event};
use store::{Access, Tx, claim_rules};
use uuid::Uuid;

use super::pages::Problem;
use super::shown;
use super::succession::Going;
use super::verify::{self, Identity};
use crate::app::App;
use crate::http::door::Peer;

/// Who, where, by whose word.
struct Coming<'a> {
    app: &'a App,
    tx: &'a Tx,
    peer: Peer,
    university: Uuid,
    provider: &'a Provider,
}

/// Makes an account of an identity that nobody has where a rule lets it in, and gives and takes the roles that rules give whom it is
/// known of. What was changed stays so whatever becomes of the sign-in.
///
/// # Errors
/// What the provider says of somebody known contradicts what is known of them ([`Problem::Untrusted`]).
pub(super) async fn follow(
    app: &App,
    peer: Peer,
    provider: &Provider,
    identity: &Identity,
) -> Result<(), Problem> {
    // The scheme's own says nothing about who belongs to a university.
    let Some(university) = provider.of_university else {
        return Ok(());
    };
    let tx = app.system(Access::Write).await?;
    // Two sign-ins at once make one account, and leave one manager.
    if !claim_rules::hold(&tx, university).await? {
        return Ok(tx.finish(false).await?);
    }
    let rows = claim_rules::list(&tx, university).await?;
    let rules = rows
        .iter()
        .filter(|row| row.provider_id == provider.id)
        .map(claim_rules::ClaimRule::rule)
        .collect::<store::Result<Vec<Rule<'_>>>>()?;
    let roles = claims::roles(&rules, &identity.claims);
    let coming = Coming {
        app,
        tx: &tx,
        peer,
        university,
        provider,
    };
    match people::by_identity(&tx, &provider.issuer, &identity.subject).await? {
        Some(person) => coming.keep(person, identity, &roles).await?,
        None if roles.is_empty() => {}
        None => coming.admit(identity, &roles).await?,
    }
    tx.finish(true).await?;
    Ok(())
}

impl Coming<'_> {
    /// Roles follow the claims: given where a rule says so now, taken where a rule gave them and none does any more. What a person gave stays,
    /// and so does the last manager whom nobody follows (U1, U10).
    async fn keep(&self, person: Uuid, identity: &Identity, roles: &[Role]) -> Result<(), Problem> {
        let known = people::by_ids(self.tx, &[person]).await?;
        let Some(known) = known.first() else {
            return Ok(());
        };
        verify::email(known.email.as_deref(), identity)?;
        self.give(person, &known.name, roles).await?;
        let by = self.provider.id;
        for role in claim_rules::given(self.tx, self.university, person, by).await? {
            let stays = roles.iter().any(|of| of.as_str() == role);
            if stays {
                continue;
            }
            let take = || claim_rules::take(self.tx, self.university, person, &role, by);
            if take().await? || self.is_followed(person, &known.name).await? && take().await? {
                let said = format!(
                    "{} is no {} any more, by what {} says.",
                    known.name,
                    called(&role),
                    self.provider.name
                );
                self.tell(person, "member.removed", said, json!({ "was": role }))
                    .await?;
            }
        }
        Ok(())
    }

    /// Whether somebody who was named to follows in their place, so that the last manager may go (U10).
    async fn is_followed(&self, person: Uuid, name: &str) -> Result<bool, Problem> {
        let going = Going {
            app: self.app,
            tx: self.tx,
            peer: self.peer,
            university: self.university,
            provider: self.provider,
            person,
        };
        going.is_followed(name).await
    }

    /// A new person of an identity that nobody has: whose address another has as well is another person all the same (T5).
    async fn admit(&self, identity: &Identity, roles: &[Role]) -> Result<(), Problem> {
        verify::email(None, identity)?;
        let email = identity
            .email
            .as_deref()
            .filter(|email| super::is_address(email));
        let domain = email.and_then(domain::domains::of_address);
        if !claim_rules::fits_domains(self.tx, self.university, domain.as_deref()).await? {
            return Ok(());
        }
        let new = Person {
            id: Uuid::now_v7(),
            name: name(identity, email),
            email: email.map(str::to_owned),
        };
        people::insert(self.tx, &new).await?;
        let (issuer, subject) = (&self.provider.issuer, &identity.subject);
        people::identity_insert(self.tx, issuer, subject, new.id).await?;
        self.give(new.id, &new.name, roles).await
    }

    async fn give(&self, person: Uuid, name: &str, roles: &[Role]) -> Result<(), Problem> {
        for role in roles {
            let by = self.provider.id;
            if claim_rules::give(self.tx, self.university, person, *role, by).await? {
                let said = format!(
                    "{name} is {} now, by what {} says.",
                    called(role.as_str()),
                    self.provider.name
                );
                self.tell(
                    person,
                    "member.added",
                    said,
                    json!({ "role": role.as_str() }),
                )
                .await?;
            }
        }
        Ok(())
    }

    async fn tell(
        &self,
        person: Uuid,
        act: &'static str,
        summary: String,
        mut after: serde_json::Value,
    ) -> Result<(), Problem> {
        after["provider"] = json!(self.provider.slug);
        let event = Event {
            university: self.university,
            application: None,
            subject: Some(person),
            actor: None,
            at: self.app.clock.now().now,
            act,
            summary,
            before: None,
            after: Some(after),
            origin: shown(self.peer),
        };
        Ok(trail::tell(self.tx, &event, &[]).await?)
    }
}

pub(super) fn called(role: &str) -> &str {
    match role {
        "MANAGER" => "mentoring manager",
        "CONTRIBUTOR" => "contributor",
        other => other,
    }
}

/// What somebody new is called: as the provider says, by their address, or as it knows them.
fn name(identity: &Identity, email: Option<&str>) -> String {
    const LONGEST: usize = 200;
    let said = [identity.name.as_deref(), email];
    let line = |text: &str| {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .collect();
        words.join(" ").chars().take(LONGEST).collect::<String>()
    };
    let mut said = said.into_iter().flatten().map(line);
    said.find(|name| !name.is_empty())
        .unwrap_or_else(|| line(&identity.subject))
}
