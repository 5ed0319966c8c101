//! What the scheme's operators set (J6).

use async_graphql::{Context, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::input::Fields;
use domain::moderation::Sampling;
use serde_json::json;
use store::settings as rows;
use store::trail;

use crate::context::{Ask, Told};
use crate::error::{Error, Result};

/// What the scheme's operators set.
#[derive(Debug, Clone, SimpleObject)]
pub struct Settings {
    /// How many cases of a hundred are second-marked before their decision is released (J6).
    second_mark_percent: i32,
    /// Every case is second-marked of an assessor who has decided fewer than so many (J6).
    second_mark_new_below: i32,
    /// How many minutes a decision can be taken back before it is released.
    recall_minutes: i32,
    /// How many of a university's applications running one assessor may decide; 0 for any number (W2).
    same_assessor_at_most: i32,
    /// Whether new assessors mark the calibration set before their first case, where there is one (J6).
    calibrate_new: bool,
    /// How many of a hundred marks of the calibration set are as known of whoever passes (J6).
    calibration_pass_percent: i32,
    /// Counts up with every change; a write with an older one is a CONFLICT.
    version: i32,
}

impl From<rows::Settings> for Settings {
    fn from(row: rows::Settings) -> Self {
        Self {
            second_mark_percent: row.second_mark_percent,
            second_mark_new_below: row.second_mark_new_below,
            recall_minutes: row.recall_minutes,
            same_assessor_at_most: row.same_assessor_at_most,
            calibrate_new: row.calibrate_new,
            calibration_pass_percent: row.calibration_pass_percent,
            version: row.version,
        }
    }
}

/// Changes what operators set.
#[derive(Debug, InputObject)]
pub struct ChangeSettingsInput {
    /// How many cases of a hundred are second-marked: 0 to 100.
    second_mark_percent: i32,
    /// Every case of an assessor who has decided fewer than so many: 0 to 100.
    second_mark_new_below: i32,
    /// How many minutes a decision can be taken back: 0 to 60.
    recall_minutes: i32,
    /// How many of a university's applications running one assessor may decide: 0 to 100, 0 for any number.
    same_assessor_at_most: i32,
    /// Whether new assessors mark the calibration set before their first case; left out it stays as it is.
    calibrate_new: Option<bool>,
    /// How many of a hundred marks of it are as known of whoever passes: 0 to 100; left out it stays as it is.
    calibration_pass_percent: Option<i32>,
    /// The version last seen.
    version: i32,
}

/// The settings as they stand now.
#[derive(Debug, SimpleObject)]
pub struct SettingsPayload {
    /// The settings as they stand now.
    settings: Settings,
}

/// Questions about the settings.
#[derive(Debug, Default)]
pub struct SettingsQuery;

/// Questions about the settings.
#[Object]
impl SettingsQuery {
    /// What the scheme's operators set; for whoever works for the scheme.
    async fn settings(&self, ctx: &Context<'_>) -> Result<Settings> {
        let scope = ctx.scope();
        scope.person()?;
        if scope.viewer.university().is_some() {
            return Err(Error::NotFound("settings"));
        }
        Ok(rows::read(&scope.tx).await?.into())
    }
}

/// Changing the settings.
#[derive(Debug, Default)]
pub struct SettingsMutation;

/// Changing the settings.
#[Object]
impl SettingsMutation {
    /// Changes how many cases are second-marked (J6), and how long a decision can be taken back, and how often running one assessor decides a university's applications (W2). What was sampled stays sampled.
    async fn change_settings(
        &self,
        ctx: &Context<'_>,
        input: ChangeSettingsInput,
    ) -> Result<SettingsPayload> {
        let scope = ctx.scope();
        scope.may(Act::ChangeSettings)?;
        Sampling::new(input.second_mark_percent, input.second_mark_new_below)?;
        let mut fields = Fields::new();
        if !(0..=60).contains(&input.recall_minutes) {
            fields.problem(
                "recallMinutes",
                "Enter a whole number of minutes from 0 to 60.",
            );
        }
        if !(0..=100).contains(&input.same_assessor_at_most) {
            fields.problem("sameAssessorAtMost", "Enter a whole number from 0 to 100.");
        }
        if !input
            .calibration_pass_percent
            .is_none_or(|percent| (0..=100).contains(&percent))
        {
            fields.problem(
                "calibrationPassPercent",
                "Enter a whole number from 0 to 100.",
            );
        }
        fields.or(())?;
        let before: Settings = rows::read(&scope.tx).await?.into();
        let new = rows::Settings {
            second_mark_percent: input.second_mark_percent,
            second_mark_new_below: input.second_mark_new_below,
            recall_minutes: input.recall_minutes,
            same_assessor_at_most: input.same_assessor_at_most,
            calibrate_new: input.calibrate_new.unwrap_or(before.calibrate_new),
            calibration_pass_percent: input
                .calibration_pass_percent
                .unwrap_or(before.calibration_pass_percent),
            version: input.version,
        };
        let Some(stored) = rows::put(&scope.tx, &new).await? else {
            return Err(Error::Conflict {
                message: "Somebody else has changed the settings since you loaded them. Look at them as they are now, then change yours again.".to_owned(),
                current: shown(&before),
            });
        };
        let settings = Settings::from(stored);
        let told = Told {
            university: trail::SCHEME,
            act: "settings.changed",
            summary: format!(
                "Settings: {}% second-marked and all below {} decisions; decisions can be taken back for {} minutes; one assessor at most {} times running (0 is any); new assessors {} the calibration set first, {}% to pass.",
                settings.second_mark_percent,
                settings.second_mark_new_below,
                settings.recall_minutes,
                settings.same_assessor_at_most,
                if settings.calibrate_new {
                    "mark"
                } else {
                    "need not mark"
                },
                settings.calibration_pass_percent
            ),
            before: Some(shown(&before)),
            after: Some(shown(&settings)),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(SettingsPayload { settings })
    }
}

fn shown(settings: &Settings) -> serde_json::Value {
    json!({
        "secondMarkPercent": settings.second_mark_percent,
        "secondMarkNewBelow": settings.second_mark_new_below,
        "recallMinutes": settings.recall_minutes,
        "sameAssessorAtMost": settings.same_assessor_at_most,
        "calibrateNew": settings.calibrate_new,
        "calibrationPassPercent": settings.calibration_pass_percent,
        "version": settings.version,
    })
}
