//! Views: how somebody narrowed a list, kept under a name to come back to.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::Kind;
use domain::input::Fields;
use domain::view::{self, MOST_VIEWS};
use serde_json::json;
use store::{trail, views as rows};
use uuid::Uuid;

use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar;

/// The list that a view is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "view::ViewOf")]
pub enum ViewOf {
    /// An assessor's caseload.
    Caseload,
    /// Applications.
    Applications,
}

/// How somebody narrowed a list.
#[derive(Debug, Clone)]
pub struct SavedView(rows::View);

/// How somebody narrowed a list.
#[Object]
impl SavedView {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::View, self.0.id)
    }
    /// The list that it is of.
    async fn list(&self) -> Result<ViewOf> {
        Ok(self.0.list.parse::<view::ViewOf>()?.into())
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// What stands in the console's address after the question mark.
    async fn address(&self) -> &str {
        &self.0.address
    }
    /// Whether everybody who runs the scheme sees it.
    async fn shared(&self) -> bool {
        self.0.shared
    }
    /// Whether it is the viewer's own, to change and to remove.
    async fn own(&self, ctx: &Context<'_>) -> bool {
        ctx.scope().viewer.person() == Some(self.0.person_id)
    }
}

/// The viewer's own views, and those that are shared with them; nobody has any who may not keep one.
pub(crate) async fn all(scope: &Scope) -> Result<Vec<SavedView>> {
    if scope.may_see(Act::SaveView).is_err() {
        return Ok(Vec::new());
    }
    let kept = rows::all(&scope.tx).await?;
    Ok(kept.into_iter().map(SavedView).collect())
}

/// A view to be kept.
#[derive(Debug, InputObject)]
pub struct SaveViewInput {
    /// The list that it is of.
    list: ViewOf,
    /// What it is called; 80 characters at most. One of the asker's of the same name is replaced.
    name: String,
    /// What stands in the console's address after the question mark; 2000 characters at most.
    address: String,
    /// Whether everybody who runs the scheme sees it; operators may share.
    #[graphql(default)]
    shared: bool,
}

/// A view not to be kept.
#[derive(Debug, InputObject)]
pub struct RemoveViewInput {
    /// The view.
    view_id: ID,
}

/// The view as it is kept.
#[derive(Debug, SimpleObject)]
pub struct ViewPayload {
    /// The view as it is kept.
    view: SavedView,
}

/// What is no longer kept.
#[derive(Debug, SimpleObject)]
pub struct RemoveViewPayload {
    /// The id it had.
    removed: ID,
}

/// Keeping views.
#[derive(Debug, Default)]
pub struct ViewMutation;

/// Keeping views.
#[Object]
impl ViewMutation {
    /// Keeps how a list is narrowed under a name, fifty at most.
    async fn save_view(&self, ctx: &Context<'_>, input: SaveViewInput) -> Result<ViewPayload> {
        let scope = ctx.scope();
        scope.may(Act::SaveView)?;
        let person_id = scope.person()?;
        let list = view::ViewOf::from(input.list).as_str();
        let mut fields = Fields::new();
        let name = fields.line("name", &input.name, 1..=80);
        let address = fields.line("address", &input.address, 0..=2_000);
        if input.shared && !scope.viewer.role().is_some_and(|role| role.is_operator()) {
            fields.problem(
                "shared",
                "Only operators share views: keep it for yourself.",
            );
        }
        let kept = rows::all(&scope.tx).await?;
        let mut own = kept.iter().filter(|view| view.person_id == person_id);
        let before = own.find(|view| view.list == list && view.name == name);
        let many = kept
            .iter()
            .filter(|view| view.person_id == person_id)
            .count();
        if before.is_none() && many >= MOST_VIEWS {
            let message = format!("You keep {MOST_VIEWS} views already: remove one first.");
            fields.problem("name", message);
        }
        fields.or(())?;
        let new = rows::View {
            person_id,
            id: Uuid::now_v7(),
            list: list.to_owned(),
            name,
            address,
            shared: input.shared,
            updated_at: scope.moment.now,
        };
        let now = rows::put(&scope.tx, &new).await?;
        tell(scope, "view.saved", now.id, before, Some(&now)).await?;
        Ok(ViewPayload {
            view: SavedView(now),
        })
    }

    /// Keeps a view no longer.
    async fn remove_view(
        &self,
        ctx: &Context<'_>,
        input: RemoveViewInput,
    ) -> Result<RemoveViewPayload> {
        let scope = ctx.scope();
        scope.may(Act::RemoveView)?;
        let id = scalar::read(Kind::View, &input.view_id, "view")?;
        let gone = rows::remove(&scope.tx, id, scope.person()?).await?;
        let gone = gone.ok_or(Error::NotFound("view"))?;
        tell(scope, "view.removed", id, Some(&gone), None).await?;
        Ok(RemoveViewPayload {
            removed: scalar::show(Kind::View, id),
        })
    }
}

async fn tell(
    scope: &Scope,
    act: &'static str,
    id: Uuid,
    before: Option<&rows::View>,
    after: Option<&rows::View>,
) -> Result<()> {
    let shown = |view: &rows::View| json!({ "list": view.list, "name": view.name, "address": view.address, "shared": view.shared });
    let told = Told {
        university: scope.viewer.university().unwrap_or(trail::SCHEME),
        subject: Some(id),
        act,
        summary: match after {
            Some(_) => "A view was kept.".to_owned(),
            None => "A view was removed.".to_owned(),
        },
        before: before.map(shown),
        after: after.map(shown),
        ..Told::default()
    };
    scope.tell(told, &[]).await
}
