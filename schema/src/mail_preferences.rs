//! Which letters a person wants, and when.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use chrono::{NaiveTime, Timelike};
use domain::access::Act;
use domain::input::Fields;
use domain::notice;
use serde_json::{Value, json};
use store::mail_preferences::{self as rows, Preferences};
use store::trail;

use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::letter::NoticeKind;

/// Which letters a person wants, and when. Times are those of London.
#[derive(Debug, Clone, SimpleObject)]
pub struct MailPreferences {
    /// What is not wanted; letters that are essential go all the same.
    unwanted: Vec<NoticeKind>,
    /// When the hours begin in which no letters go, such as 22:00; null where there are none.
    quiet_from: Option<String>,
    /// When they end, such as 07:00.
    quiet_until: Option<String>,
    /// The hour at which letters that are not essential go as one, 0 to 23; null where they go as they come.
    digest_hour: Option<i32>,
    /// Counts up with every change; a write with an older one is a CONFLICT. 0 of whoever has said nothing.
    version: i32,
}

impl From<Option<Preferences>> for MailPreferences {
    fn from(row: Option<Preferences>) -> Self {
        let Some(row) = row else {
            return Self {
                unwanted: Vec::new(),
                quiet_from: None,
                quiet_until: None,
                digest_hour: None,
                version: 0,
            };
        };
        let kinds = row.unwanted.iter();
        Self {
            unwanted: kinds
                .filter_map(|code| code.parse::<notice::NoticeKind>().ok())
                .map(NoticeKind::from)
                .collect(),
            quiet_from: row.quiet_from.map(shown),
            quiet_until: row.quiet_until.map(shown),
            digest_hour: row.digest_hour,
            version: row.version,
        }
    }
}

/// Minutes of the day as people write them.
fn shown(minutes: i32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Questions about one's own letters.
#[derive(Debug, Default)]
pub struct MailPreferencesQuery;

/// Questions about one's own letters.
#[Object]
impl MailPreferencesQuery {
    /// Which letters the asker wants, and when; their own alone.
    async fn mail_preferences(&self, ctx: &Context<'_>) -> Result<MailPreferences> {
        let scope = ctx.scope();
        Ok(rows::find(&scope.tx, scope.person()?).await?.into())
    }
}

/// Which letters the asker wants from now on.
#[derive(Debug, InputObject)]
pub struct SetMailPreferencesInput {
    /// What is not wanted; none of what is essential.
    unwanted: Vec<NoticeKind>,
    /// When the quiet hours begin, such as 22:00 in London; left out there are none.
    quiet_from: Option<String>,
    /// When they end, such as 07:00.
    quiet_until: Option<String>,
    /// The hour at which what is not essential goes as one letter, 0 to 23; left out it goes as it comes.
    digest_hour: Option<i32>,
    /// The version last seen; 0 where nothing was said before.
    version: i32,
}

/// What the asker wants now.
#[derive(Debug, SimpleObject)]
pub struct SetMailPreferencesPayload {
    /// What the asker wants now.
    mail_preferences: MailPreferences,
}

/// Saying which letters one wants.
#[derive(Debug, Default)]
pub struct MailPreferencesMutation;

/// Saying which letters one wants.
#[Object]
impl MailPreferencesMutation {
    /// Says which letters the asker wants, and when. What waits already goes when it was to go. Recorded in the trail (T4).
    async fn set_mail_preferences(
        &self,
        ctx: &Context<'_>,
        input: SetMailPreferencesInput,
    ) -> Result<SetMailPreferencesPayload> {
        let scope = ctx.scope();
        scope.may(Act::SetMailPreferences)?;
        let person = scope.person()?;
        let new = read(scope, input)?;
        let before = rows::find(&scope.tx, person).await?;
        let Some(stored) = rows::put(&scope.tx, &new).await? else {
            return Err(Error::Conflict {
                message: "These settings were changed since you loaded them, perhaps from a letter. Look at them as they are now, then change them again.".to_owned(),
                current: before.as_ref().map_or(Value::Null, told_of),
            });
        };
        let told = Told {
            university: scope.viewer.university().unwrap_or(trail::SCHEME),
            subject: Some(person),
            act: "mail.preferences_set",
            summary: "Said which letters they want, and when.".to_owned(),
            before: before.as_ref().map(told_of),
            after: Some(told_of(&stored)),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(SetMailPreferencesPayload {
            mail_preferences: Some(stored).into(),
        })
    }
}

fn read(scope: &Scope, input: SetMailPreferencesInput) -> Result<Preferences> {
    let mut fields = Fields::new();
    let kinds = input.unwanted.into_iter().map(notice::NoticeKind::from);
    let mut unwanted: Vec<_> = kinds.collect();
    unwanted.sort();
    unwanted.dedup();
    if unwanted.iter().any(|kind| !kind.is_optional()) {
        fields.problem(
            "unwanted",
            "Leave out what is essential: letters about decisions, money and work that falls due always go.",
        );
    }
    let mut time = |field: &'static str, text: Option<&str>| {
        let read = NaiveTime::parse_from_str(text?.trim(), "%H:%M");
        if read.is_err() {
            fields.problem(field, "Enter a time of day such as 22:00.");
        }
        let minutes = |time: NaiveTime| i32::try_from(time.num_seconds_from_midnight() / 60).ok();
        read.ok().and_then(minutes)
    };
    let from = time("quietFrom", input.quiet_from.as_deref());
    let until = time("quietUntil", input.quiet_until.as_deref());
    if input.quiet_from.is_some() != input.quiet_until.is_some() {
        fields.problem(
            "quietUntil",
            "Say when the quiet hours begin and when they end, or neither.",
        );
    } else if from.is_some() && from == until {
        fields.problem(
            "quietUntil",
            "Enter a time other than when the quiet hours begin.",
        );
    }
    if input
        .digest_hour
        .is_some_and(|hour| !(0..=23).contains(&hour))
    {
        fields.problem("digestHour", "Enter a whole hour from 0 to 23.");
    }
    fields.or(())?;
    Ok(Preferences {
        person_id: scope.person()?,
        unwanted: unwanted.iter().map(ToString::to_string).collect(),
        version: input.version,
        updated_at: scope.moment.now,
        quiet_from: from,
        quiet_until: until,
        digest_hour: input.digest_hour,
    })
}

fn told_of(row: &Preferences) -> Value {
    json!({
        "unwanted": row.unwanted,
        "quietFrom": row.quiet_from.map(shown),
        "quietUntil": row.quiet_until.map(shown),
        "digestHour": row.digest_hour,
        "version": row.version,
    })
}
