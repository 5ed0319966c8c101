//! Anything by its id: ids say what they are.

use async_graphql::{Context, ID, Interface, Object};
use domain::id::{self, Kind};

use crate::application::Application;
use crate::award::Award;
use crate::context::Ask;
use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::framework::DeliveryFramework;
use crate::import::{self, Import};
use crate::invoice::Invoice;
use crate::loaders::{ApplicationKey, FrameworkKey, ProgrammeKey};
use crate::order::Order;
use crate::person::Person;
use crate::programme::Programme;
use crate::quote::Quote;
use crate::university::{self, University};

/// Anything with an id.
#[derive(Debug, Clone, Interface)]
#[graphql(field(
    name = "id",
    ty = "ID",
    desc = "Stable id; its prefix says what it is of."
))]
pub enum Node {
    /// An application.
    Application(Application),
    /// An award.
    Award(Award),
    /// An edition of the standard.
    Edition(Edition),
    /// An invoice.
    Invoice(Invoice),
    /// A delivery framework.
    DeliveryFramework(DeliveryFramework),
    /// An import.
    Import(Import),
    /// An order.
    Order(Order),
    /// A person.
    Person(Person),
    /// A programme.
    Programme(Programme),
    /// A quote.
    Quote(Quote),
    /// A university.
    University(University),
}

/// Anything by its id.
#[derive(Debug, Default)]
pub struct NodeQuery;

/// Anything by its id.
#[Object]
impl NodeQuery {
    /// Anything by its id. What the viewer may not see does not exist (T2).
    async fn node(&self, ctx: &Context<'_>, #[graphql(desc = "The id.")] id: ID) -> Result<Node> {
        let scope = ctx.scope();
        let missing = || Error::NotFound("thing");
        let (kind, uuid) = id::decode(&id).ok_or_else(missing)?;
        if kind != Kind::Edition {
            scope.person()?;
        }
        match kind {
            Kind::Application => {
                let row = scope.loaders.load_one(ApplicationKey(uuid)).await?;
                row.map(|row| Node::Application(row.into()))
                    .ok_or_else(missing)
            }
            Kind::Programme => {
                let row = scope.loaders.load_one(ProgrammeKey(uuid)).await?;
                row.map(|row| Node::Programme(row.into()))
                    .ok_or_else(missing)
            }
            Kind::Framework => {
                let row = scope.loaders.load_one(FrameworkKey(uuid)).await?;
                row.map(|row| Node::DeliveryFramework(row.into()))
                    .ok_or_else(missing)
            }
            Kind::Award => {
                let row = store::awards::find(&scope.tx, uuid).await?;
                row.map(|row| Node::Award(row.into())).ok_or_else(missing)
            }
            Kind::Order => {
                let row = store::orders::by_ids(&scope.tx, &[uuid])
                    .await?
                    .into_iter()
                    .next();
                row.map(|row| Node::Order(Order::from(&row)))
                    .ok_or_else(missing)
            }
            Kind::Invoice => {
                let row = store::invoices::find(&scope.tx, uuid).await?;
                row.map(|row| Node::Invoice(Invoice(row)))
                    .ok_or_else(missing)
            }
            Kind::Quote => {
                let row = store::quotes::find(&scope.tx, uuid).await?;
                row.map(|row| Node::Quote(Quote(row))).ok_or_else(missing)
            }
            Kind::Person => {
                let row = store::people::by_ids(&scope.tx, &[uuid])
                    .await?
                    .into_iter()
                    .next();
                row.map(|row| Node::Person(row.into())).ok_or_else(missing)
            }
            Kind::University => university::load(scope, uuid)
                .await
                .map(Node::University)
                .map_err(|_| missing()),
            Kind::Import => import::find(scope, uuid)
                .await
                .map(Node::Import)
                .map_err(|_| missing()),
            Kind::Edition => scope
                .edition(uuid)
                .await
                .map(|found| Node::Edition(Edition(found)))
                .map_err(|_| missing()),
            Kind::Evidence
            | Kind::EvidenceRequest
            | Kind::TrailEvent
            | Kind::Phrase
            | Kind::AssignmentRun
            | Kind::SecondMarking
            | Kind::View
            | Kind::GoldCase
            | Kind::Payment
            | Kind::BulkAct
            | Kind::Export
            | Kind::SavedReport
            | Kind::Letter
            | Kind::UniversityNote
            | Kind::SuppressedAddress
            | Kind::Token
            | Kind::Session
            | Kind::Provider
            | Kind::Domain
            | Kind::JoinRequest
            | Kind::ClaimRule => Err(missing()),
        }
    }
}
