//! What each part of an application's file is made of, as its JSON is read.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

#[derive(Debug, Clone, Deserialize)]
pub struct University {
    pub id: Uuid,
    pub name: String,
    pub slug: String,
    /// Whether its invoices need a purchase-order number (M6).
    pub purchase_order_needed: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub email: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Programme {
    pub university_id: Uuid,
    pub id: Uuid,
    pub name: String,
    pub purpose: String,
    pub directions: Vec<String>,
    pub mentors: i32,
    pub started_on: NaiveDate,
    pub coordinator: Option<String>,
    pub version: i32,
    pub framework_id: Option<Uuid>,
    pub framework_name: Option<String>,
    pub framework_since: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    /// Every award that names it, oldest first.
    pub holds: Vec<Award>,
}

impl Programme {
    /// The same as its table has it.
    pub fn row(&self) -> crate::programmes::Programme {
        crate::programmes::Programme {
            university_id: self.university_id,
            id: self.id,
            name: self.name.clone(),
            purpose: self.purpose.clone(),
            directions: self.directions.clone(),
            mentors: self.mentors,
            started_on: self.started_on,
            coordinator: self.coordinator.clone(),
            version: self.version,
            framework_id: self.framework_id,
            framework_since: self.framework_since,
            ended_on: self.ended_on,
        }
    }
}

/// A programme that runs today, as the scope of an application looks at it (P4).
#[derive(Debug, Clone, Deserialize)]
pub struct Active {
    pub id: Uuid,
    pub name: String,
    pub framework_id: Option<Uuid>,
    pub framework_name: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Award {
    pub university_id: Uuid,
    pub id: Uuid,
    pub number: String,
    pub application_id: Uuid,
    pub level: String,
    pub level_title: String,
    pub level_rank: i32,
    pub level_count: i32,
    pub awarded_on: NaiveDate,
    pub expires_on: NaiveDate,
    pub ended_on: Option<NaiveDate>,
    pub ended_as: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Order {
    pub university_id: Uuid,
    pub id: Uuid,
    pub number: String,
    pub currency: String,
    pub net_minor: Option<i64>,
    pub vat_minor: Option<i64>,
    pub vat_per_mille: i32,
    pub lines: Value,
    pub purchase_order: Option<String>,
    pub paid_on: Option<NaiveDate>,
    pub start_before_reason: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// The marks alone: enough for standings, without statements and notes.
#[derive(Debug, Clone, Deserialize)]
pub struct Marks {
    pub ratings: BTreeMap<String, String>,
    /// Each criterion that some programme meets otherwise, and how.
    pub exceptions: Vec<(String, String)>,
    pub judgements: BTreeMap<String, String>,
    pub evidenced: Vec<String>,
    pub outcomes: Vec<Outcome>,
    pub asked: Vec<Asked>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Outcome {
    pub pillar: i32,
    pub level_rank: Option<i32>,
    pub best_fit_rank: Option<i32>,
    pub reason: Option<String>,
    pub version: i32,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Asked {
    pub criteria: Vec<String>,
    pub state: String,
    pub due_on: NaiveDate,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Criteria {
    pub ratings: BTreeMap<String, Rating>,
    pub exceptions: Vec<Exception>,
    pub judgements: BTreeMap<String, Judgement>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rating {
    pub value: String,
    pub statement: String,
    pub elements: Vec<i32>,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

/// How one programme meets a criterion otherwise than the rest of its application (P4).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Exception {
    pub criterion: String,
    pub programme_id: Uuid,
    /// The programme's name.
    pub name: String,
    pub value: String,
    pub statement: String,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

/// A programme that the assessor looks at more closely (P4).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sampled {
    pub programme_id: Uuid,
    /// Its name.
    pub name: String,
    pub why: String,
    pub chosen_at: DateTime<Utc>,
    pub finding: Option<String>,
    pub note: String,
    pub version: i32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Judgement {
    pub value: String,
    pub note: String,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Evidence {
    pub university_id: Uuid,
    pub id: Uuid,
    pub kind: String,
    pub title: String,
    pub covers_from: Option<NaiveDate>,
    pub covers_to: Option<NaiveDate>,
    pub url: Option<String>,
    pub added_at: DateTime<Utc>,
    pub refs: Vec<String>,
    /// The programmes it speaks of; none for all of them.
    pub programmes: Vec<Uuid>,
    pub request_id: Option<Uuid>,
    pub file: Option<File>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct File {
    pub name: String,
    pub size: i64,
    pub sha256: String,
    pub content_type: Option<String>,
    pub state: String,
    pub problem: Option<String>,
    pub malware_scanned: bool,
    pub upload_key: String,
    pub object_key: Option<String>,
    /// Since when the file is there no more (E7).
    #[serde(default)]
    pub removed_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Request {
    pub id: Uuid,
    pub application_id: Uuid,
    pub criteria: Vec<String>,
    pub question: String,
    pub due_on: NaiveDate,
    pub state: String,
    pub round: i32,
    pub asked_at: DateTime<Utc>,
    pub answer: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
    /// None while it is not closed, and where it was closed before this could be said.
    pub accepted: Option<Vec<String>>,
    pub closed_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Decision {
    pub level: Option<String>,
    pub level_rank: Option<i32>,
    pub feedback: String,
    pub record: Value,
    pub digest: String,
    pub decided_at: DateTime<Utc>,
}

/// A decision on its way, and the second marking of what was sampled (J6).
#[derive(Debug, Clone, Deserialize)]
pub struct Moderation {
    pub pending: Option<PendingDecision>,
    pub second: Option<SecondMarking>,
    /// The second assessor's, as far as this viewer may see them.
    pub judgements: BTreeMap<String, Judgement>,
    pub outcomes: Vec<Outcome>,
}

/// A decision as its assessor made it, until it is released.
#[derive(Debug, Clone, Deserialize)]
pub struct PendingDecision {
    pub feedback: String,
    pub made_by: Uuid,
    pub made_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct SecondMarking {
    pub id: Uuid,
    pub why: String,
    pub opened_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub differs: Option<bool>,
    pub settled_at: Option<DateTime<Utc>>,
    pub settled_reason: Option<String>,
    pub assessor_name: Option<String>,
    pub settled_by_name: Option<String>,
}
