//! What a client may ask: the only crate that speaks GraphQL. It writes no SQL and opens no connection.
//!
//! One file an entity, mirroring `store/`: the type, its questions, its mutations. Every mutation takes the same five
//! steps in the same order: *may* this viewer do this kind of thing; *facts* from the store, which shows what this viewer
//! may see; the *rule* in `domain` decides; *write*; *tell* the trail and leave the jobs, in the same transaction.

// A future through all of the mutations is deeper than rustc looks by itself.
#![recursion_limit = "512"]

mod application;
mod assessor;
mod assigning;
mod award;
mod batch;
mod bulk;
mod calibration;
mod connection;
pub mod consistency;
mod context;
mod decision;
mod edition;
pub mod error;
mod evidence;
mod framework;
mod import;
mod invoice;
mod joining;
mod letter;
pub mod limits;
mod loaders;
mod mail_preferences;
mod moment;
mod node;
mod order;
mod overview;
mod person;
mod phrase;
mod prices;
mod programme;
mod protection;
mod quote;
mod reason;
mod register;
mod report;
mod request;
mod scalar;
mod sealer;
mod session;
mod settings;
mod staff;
pub mod storage;
mod subscription;
pub mod token;
mod trail;
mod university;
mod view;
mod viewer;

use std::sync::Arc;

use async_graphql::dataloader::DataLoader;
use async_graphql::{MergedObject, Request, SDLExportOptions, Schema, SchemaBuilder};
use store::editions::Shelf;
use store::{Tx, Viewer};

pub use application::{RELEASE_DECISION, release};
pub use batch::batched;
pub use bulk::{WORK_ON_BULK_ACT, abandon, advance, asked_by};
pub use context::{ActsFor, Scope, SignedIn, as_operator};
pub use edition::{Preview, preview, publish};
pub use error::{Error, Result, cause};
pub use import::{CHECK_IMPORT, COMMIT_IMPORT, READ_IMPORT, UNDO_IMPORT};
pub use letter::SEND_MAIL;
pub use moment::Moment;
pub use programme::facts as programme_facts;
pub use report::{RUN_REPORTS, ReportRows, WRITE_EXPORT, report_schedule, taken_as};
pub use sealer::Sealer;
pub use subscription::{Change, Changes, Ending, Listener, Subscription};
pub use university::{CHECK_DOMAIN, TRY_PROVIDER};

use crate::storage::Signer;

/// The scheme meant where nobody says which: the first.
pub const SCHEME: &str = "university";

/// Everything that can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    viewer::ViewerQuery,
    node::NodeQuery,
    edition::EditionQuery,
    university::UniversityQuery,
    university::UniversityRecordQuery,
    university::MergingQuery,
    university::PeopleQuery,
    university::SuccessorsQuery,
    university::SignInQuery,
    programme::ProgrammeQuery,
    framework::FrameworkQuery,
    application::CombinedQuery,
    application::ApplicationQuery,
    application::TogetherQuery,
    assessor::AssessorQuery,
    assigning::AssigningQuery,
    award::AwardQuery,
    invoice::InvoiceQuery,
    invoice::StatementQuery,
    quote::QuoteQuery,
    prices::PriceQuery,
    register::RegisterQuery,
    trail::TrailQuery,
    bulk::BulkQuery,
    settings::SettingsQuery,
    consistency::ConsistencyQuery,
    calibration::CalibrationQuery,
    import::ImportQuery,
    joining::JoiningQuery,
    staff::StaffQuery,
    report::ReportQuery,
    report::SavedReportQuery,
    overview::OverviewQuery,
    letter::LetterQuery,
    letter::suppressed::SuppressionQuery,
    letter::template::TemplateQuery,
    mail_preferences::MailPreferencesQuery,
    token::TokenQuery,
    session::SessionQuery,
    protection::ProtectionQuery,
    protection::RetentionQuery,
);

/// Everything that can be changed.
#[derive(MergedObject, Default)]
pub struct Mutation(
    edition::EditionMutation,
    programme::ProgrammeMutation,
    framework::FrameworkMutation,
    university::UniversityMutation,
    university::NotingMutation,
    university::MergingMutation,
    university::PeopleMutation,
    university::NamingMutation,
    university::SignInMutation,
    university::DomainMutation,
    joining::JoiningMutation,
    staff::StaffMutation,
    university::ClaimRuleMutation,
    university::TakingMutation,
    application::CombiningMutation,
    application::ExceptingMutation,
    application::SamplingMutation,
    application::StartingMutation,
    application::DraftingMutation,
    application::CopyingMutation,
    application::LanguageMutation,
    application::SubmittingMutation,
    evidence::UploadMutation,
    evidence::EvidenceMutation,
    application::HoldingMutation,
    application::OperatingMutation,
    application::PayingMutation,
    invoice::ExportMutation,
    quote::IssuingMutation,
    quote::EndingMutation,
    application::RemindingMutation,
    bulk::BulkMutation,
    application::JudgingMutation,
    assessor::DeclaringMutation,
    assessor::CapacityMutation,
    assigning::AssigningMutation,
    assigning::NextMutation,
    application::DecidingMutation,
    application::ModeratingMutation,
    settings::SettingsMutation,
    calibration::MakingMutation,
    calibration::MarkingMutation,
    application::FeedbackMutation,
    request::RequestMutation,
    phrase::PhraseMutation,
    view::ViewMutation,
    application::SeenMutation,
    import::SendingMutation,
    import::ActingMutation,
    report::ReportMutation,
    report::SavingMutation,
    letter::LetterMutation,
    letter::suppressed::SuppressionMutation,
    letter::template::TemplateMutation,
    mail_preferences::MailPreferencesMutation,
    token::TokenMutation,
    session::SessionMutation,
    protection::PackingMutation,
    protection::ErasingMutation,
);

/// The schema as served.
pub type Api = Schema<Query, Mutation, Subscription>;

/// The schema's builder, for whoever serves it to add limits.
pub fn build() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query::default(), Mutation::default(), Subscription)
}

/// What every request of one server shares.
#[derive(Clone)]
pub struct House {
    pub shelf: Shelf,
    pub signer: Signer,
    pub sealer: Sealer,
    /// Where the public pages live, without a slash at the end.
    pub public_url: Arc<str>,
    pub demo: bool,
}

/// Gives a request its scope: who asks, by which session, when, from where, and the transaction it works in.
pub fn attach(
    request: Request,
    house: &House,
    (viewer, session): (Viewer, Option<SignedIn>),
    tx: Arc<Tx>,
    moment: Moment,
    origin: Option<String>,
) -> Request {
    let scope = scope(house, viewer, tx, moment, origin);
    request.data(Scope { session, ..scope })
}

/// The scope of a request, or of a job that does what somebody asked for.
pub fn scope(
    house: &House,
    viewer: Viewer,
    tx: Arc<Tx>,
    moment: Moment,
    origin: Option<String>,
) -> Scope {
    let loaders = loaders::Loaders {
        tx: tx.clone(),
        shelf: house.shelf.clone(),
        today: moment.today,
    };
    let loaders = DataLoader::new(loaders, batch::run);
    Scope {
        viewer,
        moment,
        origin,
        session: None,
        tx,
        shelf: house.shelf.clone(),
        signer: house.signer.clone(),
        sealer: house.sealer.clone(),
        public_url: house.public_url.clone(),
        demo: house.demo,
        loaders,
    }
}

/// The schema as text, as committed in schema/schema.graphql.
pub fn sdl() -> String {
    build()
        .finish()
        .sdl_with_options(SDLExportOptions::new().include_specified_by())
}
