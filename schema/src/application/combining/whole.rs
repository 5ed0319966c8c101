//! Some programmes that may apply as one, with all that the rules look at.

use domain::Edition;
use domain::eligibility::{
    EligibilityAnswer, ProgrammeFacts, ScopeFacts, ScopedProgramme, eligibility, out_of_scope,
};
use domain::id::{self, Kind};
use domain::input::Fields;
use domain::lifecycle;
use domain::programme as rule;
use domain::refusal::{Reason as Why, Reasons};
use serde_json::json;
use store::editions::Published;
use store::programmes::Scoped;
use uuid::Uuid;

use super::super::{scoping, starting};
use super::CombinedInput;
use crate::context::Scope;
use crate::error::{Error, Result};
use crate::loaders::StandingKey;
use crate::programme;
use crate::scalar;

/// The most programmes that one application covers.
const MOST_COVERED: usize = 500;

/// Some programmes of a university that may apply as one, with all that the rules look at.
pub(super) struct Whole {
    pub university: Uuid,
    pub scope: lifecycle::ApplicationScope,
    pub covered: Vec<Scoped>,
    pub facts: Vec<ProgrammeFacts>,
    pub approach: Approach,
    pub published: Published,
    /// What is in the way at any level: how they hang together, and what they have open.
    pub reasons: Vec<Why>,
    /// Those that have an application open already, by id.
    pub busy: Vec<String>,
}

/// How they are run together, as stated; trimmed, and none where nothing is.
pub(super) struct Approach {
    pub led_by: Option<String>,
    pub expectations: Option<String>,
}

impl Approach {
    fn read(led_by: Option<String>, expectations: Option<String>) -> Result<Self> {
        let mut fields = Fields::new();
        let led_by = led_by.map(|text| fields.line("ledBy", &text, 0..=200));
        let expectations =
            expectations.map(|text| fields.paragraph("expectations", &text, 0..=4000));
        fields.or(())?;
        let said = |text: Option<String>| text.filter(|text| !text.is_empty());
        Ok(Self {
            led_by: said(led_by),
            expectations: said(expectations),
        })
    }
}

impl Whole {
    /// Everything that the rules look at by the edition in force today; the programmes are held where that is wanted.
    pub async fn new(scope: &Scope, input: CombinedInput, hold: bool) -> Result<Self> {
        let university = match (scope.viewer.university(), &input.university_id) {
            (Some(own), Some(id)) if *id != scalar::show(Kind::University, own) => {
                return Err(Error::NotFound("university"));
            }
            (Some(own), _) => own,
            (None, Some(id)) => scalar::read(Kind::University, id, "university")?,
            (None, None) => {
                let message = "Say which university applies.";
                return Err(Error::input("universityId", message));
            }
        };
        let published = scope.edition_of(university).await?;
        // Of a university that is not there, no edition is in force.
        let published = published.ok_or_else(|| match scope.viewer.university() {
            Some(_) => starting::no_edition(),
            None => Error::NotFound("university"),
        })?;
        Self::read(scope, input, (university, published), hold, None).await
    }

    /// The same by a given edition; `own` is the draft that the programmes may be in already.
    pub async fn read(
        scope: &Scope,
        input: CombinedInput,
        (university, published): (Uuid, Published),
        hold: bool,
        own: Option<Uuid>,
    ) -> Result<Self> {
        let wanted = lifecycle::ApplicationScope::from(input.scope);
        let approach = Approach::read(input.led_by, input.expectations)?;
        let named = match input.programme_ids {
            Some(ids) => scalar::read_each(
                Kind::Programme,
                &ids,
                ("programmeIds", "programme"),
                MOST_COVERED,
            )?,
            None => Vec::new(),
        };
        let wide = wanted == lifecycle::ApplicationScope::UniversityWide;
        let today = scope.moment.today;
        let rows = store::programmes::scoped(&scope.tx, university, &named, today, hold).await?;
        if named
            .iter()
            .any(|id| !rows.iter().any(|row| row.programme.id == *id))
        {
            return Err(Error::NotFound("programme"));
        }
        if wanted == lifecycle::ApplicationScope::Single || (named.is_empty() && !wide) {
            let message = "Choose the programmes that apply as one, or apply university-wide.";
            return Err(Error::input("programmeIds", message));
        }
        let active = |row: &&Scoped| {
            let p = &row.programme;
            rule::is_active(p.started_on, p.ended_on, today)
        };
        let covers = |row: &&Scoped| {
            if wide && named.is_empty() {
                active(row)
            } else {
                named.contains(&row.programme.id)
            }
        };
        let covered: Vec<Scoped> = rows.iter().filter(covers).cloned().collect();
        if covered.len() > MOST_COVERED {
            let message = format!("One application covers at most {MOST_COVERED} programmes.");
            return Err(Error::refused("P4", message));
        }
        let ids = covered.iter().map(|row| StandingKey(row.programme.id));
        let standings = scope.loaders.load_many(ids).await?;
        let scoped = |row: &Scoped| {
            let p = &row.programme;
            scoping::scoped(p.id, &p.name, p.framework_id, row.framework_name.as_deref())
        };
        let programmes: Vec<ScopedProgramme> = covered.iter().map(scoped).collect();
        let active: Vec<ScopedProgramme> = rows.iter().filter(active).map(scoped).collect();
        let stated =
            scoping::approach(approach.led_by.as_deref(), approach.expectations.as_deref());
        let mut reasons = out_of_scope(&ScopeFacts {
            scope: wanted,
            programmes: &programmes,
            active: &active,
            approach: stated.as_ref(),
        });
        let mut facts = Vec::with_capacity(covered.len());
        let mut busy = Vec::new();
        for row in &covered {
            let standing = standings.get(&StandingKey(row.programme.id));
            let standing = standing.ok_or(Error::NotFound("programme"))?;
            if standing.open_application.is_some() && standing.open_application != own {
                reasons.push(starting::has_one_open(&row.programme.name));
                busy.push(id::encode(Kind::Programme, row.programme.id));
            }
            facts.push(programme::facts_of(&row.programme, &standing.holds));
        }
        Ok(Self {
            university,
            scope: wanted,
            covered,
            facts,
            approach,
            published,
            reasons,
            busy,
        })
    }

    pub fn edition(&self) -> &Edition {
        &self.published.edition
    }

    pub fn at(&self, rank: u8, scope: &Scope) -> EligibilityAnswer {
        eligibility(self.edition(), &self.facts, rank, scope.moment.today)
    }

    /// What the application would be at a level.
    pub fn kind(&self, rank: u8, scope: &Scope) -> Result<domain::ApplicationKind> {
        let answer = self.at(rank, scope);
        let mut reasons = Reasons::from(self.reasons.clone());
        reasons.extend(answer.reasons);
        Ok(reasons.or(answer.kind)?)
    }

    pub fn ids(&self) -> Vec<Uuid> {
        self.covered.iter().map(|row| row.programme.id).collect()
    }

    pub fn many(&self) -> String {
        match self.covered.len() {
            1 => "1 programme".to_owned(),
            many => format!("{many} programmes"),
        }
    }

    pub fn as_json(&self) -> serde_json::Value {
        json!({ "programmes": self.ids(), "ledBy": self.approach.led_by, "expectations": self.approach.expectations })
    }
}
