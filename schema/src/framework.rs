//! Delivery frameworks: a university's own shared way of running programmes (P4).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::{self, Kind};
use domain::programme::FrameworkInput;
use serde_json::json;
use store::frameworks::{self as rows, Described};
use store::trail::{Event, tell_all};
use uuid::Uuid;

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::FrameworkProgrammesKey;
use crate::programme::Programme;
use crate::scalar;
use crate::university::{self, University};

/// The most programmes that are given a framework together.
const MOST_TOGETHER: usize = 500;

/// A university's own shared way of running programmes: those that run to one can be accredited together (P4).
#[derive(Debug, Clone)]
pub struct DeliveryFramework(pub(crate) rows::Framework);

impl From<rows::Framework> for DeliveryFramework {
    fn from(row: rows::Framework) -> Self {
        Self(row)
    }
}

/// A university's own shared way of running programmes: those that run to one can be accredited together (P4).
#[Object]
impl DeliveryFramework {
    /// Stable id.
    pub(crate) async fn id(&self) -> ID {
        scalar::show(Kind::Framework, self.0.id)
    }
    /// Whose it is.
    async fn university(&self, ctx: &Context<'_>) -> Result<University> {
        university::load(ctx.scope(), self.0.university_id).await
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// How programmes are run to it.
    async fn description(&self) -> &str {
        &self.0.description
    }
    /// The programmes that run to it, by name.
    #[graphql(complexity = "crate::limits::list_cost(20, child_complexity)")]
    async fn programmes(&self, ctx: &Context<'_>) -> Result<Vec<Programme>> {
        let loaders = &ctx.scope().loaders;
        let found = loaders.load_one(FrameworkProgrammesKey(self.0.id)).await?;
        let run = found.unwrap_or_default();
        Ok(run.iter().cloned().map(Programme::from).collect())
    }
    /// Counts up with every change; give it back with the next.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

connection!(
    /// A page of delivery frameworks.
    DeliveryFrameworkConnection, DeliveryFrameworkEdge, DeliveryFramework, CountFrameworks
);

/// Counts the frameworks of one university or of all.
pub(crate) struct CountFrameworks(pub Option<Uuid>);

impl CountFrameworks {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(rows::count(&scope.tx, self.0).await?)
    }
}

/// Questions about delivery frameworks.
#[derive(Debug, Default)]
pub struct FrameworkQuery;

/// Questions about delivery frameworks.
#[Object]
impl FrameworkQuery {
    /// The delivery frameworks that the viewer may see, by name.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn frameworks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of this university alone.")] university_id: Option<ID>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<DeliveryFrameworkConnection> {
        let scope = ctx.scope();
        scope.person()?;
        let paging = paging(first, after)?;
        let university = university::read(university_id)?;
        let page = rows::list(&scope.tx, university, &paging).await?;
        Ok(DeliveryFrameworkConnection::new(
            page,
            &paging,
            CountFrameworks(university),
            Into::into,
        ))
    }
}

/// A framework to be added.
#[derive(Debug, InputObject)]
pub struct AddFrameworkInput {
    /// What it is called; 200 characters at most.
    name: String,
    /// How programmes are run to it; 4000 characters at most.
    description: String,
}

/// A framework as it shall be.
#[derive(Debug, InputObject)]
pub struct UpdateFrameworkInput {
    /// The framework.
    framework_id: ID,
    /// Its version last seen.
    version: i32,
    /// What it is called; 200 characters at most.
    name: String,
    /// How programmes are run to it; 4000 characters at most.
    description: String,
}

/// Which programmes run to a framework.
#[derive(Debug, InputObject)]
pub struct RunToFrameworkInput {
    /// The programmes, 500 at most, of one university.
    programme_ids: Vec<ID>,
    /// The framework; left out, they run to none.
    framework_id: Option<ID>,
}

/// The framework as it stands now.
#[derive(SimpleObject)]
pub struct FrameworkPayload {
    /// The framework as it stands now.
    framework: DeliveryFramework,
}

/// The programmes as they stand now.
#[derive(SimpleObject)]
pub struct RunToFrameworkPayload {
    /// The programmes as they stand now, in the order in which they were named.
    programmes: Vec<Programme>,
}

/// The framework of a university, held until the request ends; another university's is not there (T2).
pub(crate) async fn held(scope: &Scope, university: Uuid, id: &ID) -> Result<rows::Framework> {
    let id = scalar::read(Kind::Framework, id, "framework")?;
    let found = rows::lock(&scope.tx, id).await?;
    found
        .filter(|row| row.university_id == university)
        .ok_or(Error::NotFound("framework"))
}

/// A name that the university has given already is the field's fault.
fn named(error: store::Error) -> Error {
    match error {
        store::Error::Conflict(key) if key == "delivery_framework_university_id_name_key" => {
            Error::input(
                "name",
                "You have a framework of that name: give this one another, or change that one.",
            )
        }
        error => error.into(),
    }
}

fn as_json(said: &FrameworkInput) -> serde_json::Value {
    json!({ "name": said.name, "description": said.description })
}

/// Delivery frameworks, and what runs to them.
#[derive(Debug, Default)]
pub struct FrameworkMutation;

/// Delivery frameworks, and what runs to them.
#[Object]
impl FrameworkMutation {
    /// Adds a delivery framework to the viewer's university (P4).
    async fn add_framework(
        &self,
        ctx: &Context<'_>,
        input: AddFrameworkInput,
    ) -> Result<FrameworkPayload> {
        let scope = ctx.scope();
        scope.may(Act::AddFramework)?;
        let university = scope.viewer.university();
        let university = university.ok_or(Error::NotFound("university"))?;
        let AddFrameworkInput { name, description } = input;
        let said = FrameworkInput { name, description }.validate()?;
        let described = Described {
            name: &said.name,
            description: &said.description,
        };
        let row = rows::insert(&scope.tx, university, &described, scope.moment.now);
        let row = row.await.map_err(named)?;
        let told = Told {
            university,
            subject: Some(row.id),
            act: "framework.added",
            summary: format!("Delivery framework {} added.", row.name),
            after: Some(as_json(&said)),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(FrameworkPayload {
            framework: row.into(),
        })
    }

    /// Changes a delivery framework. Applications that were sent under it stay as they were sent.
    async fn update_framework(
        &self,
        ctx: &Context<'_>,
        input: UpdateFrameworkInput,
    ) -> Result<FrameworkPayload> {
        let scope = ctx.scope();
        scope.may(Act::UpdateFramework)?;
        let university = scope.viewer.university();
        let university = university.ok_or(Error::NotFound("university"))?;
        let row = held(scope, university, &input.framework_id).await?;
        let before = json!({ "name": row.name, "description": row.description });
        if row.version != input.version {
            let mut current = before;
            current["version"] = json!(row.version);
            return Err(Error::Conflict {
                message: "Somebody else has changed this framework since you loaded it. Compare, then save yours again or keep theirs.".to_owned(),
                current,
            });
        }
        let said = FrameworkInput {
            name: input.name,
            description: input.description,
        };
        let said = said.validate()?;
        let described = Described {
            name: &said.name,
            description: &said.description,
        };
        let row = rows::update(&scope.tx, row.id, &described).await;
        let row = row.map_err(named)?;
        let told = Told {
            university,
            subject: Some(row.id),
            act: "framework.changed",
            summary: format!("Delivery framework {} changed.", row.name),
            before: Some(before),
            after: Some(as_json(&said)),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(FrameworkPayload {
            framework: row.into(),
        })
    }

    /// Has programmes run to a framework, or to none. An award that was given under another says at once that they left it (A5).
    async fn run_to_framework(
        &self,
        ctx: &Context<'_>,
        input: RunToFrameworkInput,
    ) -> Result<RunToFrameworkPayload> {
        let scope = ctx.scope();
        scope.may(Act::RunToFramework)?;
        let university = scope.viewer.university();
        let university = university.ok_or(Error::NotFound("university"))?;
        let ids = scalar::read_each(
            Kind::Programme,
            &input.programme_ids,
            ("programmeIds", "programme"),
            MOST_TOGETHER,
        )?;
        let framework = match &input.framework_id {
            Some(id) => Some(held(scope, university, id).await?),
            None => None,
        };
        let before = store::programmes::lock_all(&scope.tx, &ids).await?;
        if before.len() < ids.len() {
            return Err(Error::NotFound("programme"));
        }
        let moving: Vec<Uuid> = before
            .iter()
            .filter(|row| row.framework_id != framework.as_ref().map(|f| f.id))
            .map(|row| row.id)
            .collect();
        let moved = rows::run_to(&scope.tx, &moving, framework.as_ref().map(|f| f.id)).await?;
        let shown = |id: Option<Uuid>| id.map(|id| id::encode(Kind::Framework, id));
        let events: Vec<Event> = before
            .iter()
            .filter(|row| moving.contains(&row.id))
            .map(|row| Event {
                university,
                application: None,
                subject: Some(row.id),
                actor: scope.viewer.person(),
                at: scope.moment.now,
                act: "programme.framework_changed",
                summary: match &framework {
                    Some(framework) => format!("{} runs to {}.", row.name, framework.name),
                    None => format!("{} runs to no delivery framework.", row.name),
                },
                before: Some(json!({ "frameworkId": shown(row.framework_id) })),
                after: Some(json!({ "frameworkId": shown(framework.as_ref().map(|f| f.id)) })),
                origin: scope.origin.clone(),
            })
            .collect();
        tell_all(&scope.tx, &events, &[]).await?;
        let now = |id: &Uuid| {
            let row = moved.iter().chain(&before).find(|row| row.id == *id);
            row.cloned().map(Programme::from)
        };
        Ok(RunToFrameworkPayload {
            programmes: ids.iter().filter_map(now).collect(),
        })
    }
}
