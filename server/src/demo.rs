//! The demo's story: invented universities with cases at every stage, told through the product's own operations.
//!
//! Every day in it is counted back from the demo's today, so that the story looks alive whenever it is loaded. People,
//! universities and identities are written as the system; everything else is a GraphQL mutation executed as the person
//! on that day, so that every rule held and the trail is whole.

mod act;
mod calibration;
mod cast;
mod joining;
mod paper;
mod plot;
mod story;
mod tell;
mod words;

use std::path::{Path, PathBuf};

use domain::access::Role;
use domain::standard::Edition;
use schema::House;
use store::people::{self, Person};
use store::providers::{self, Provider};
use store::settings::{self, Settings};
use store::trail::{self, Event};
use store::universities::{self, NewUniversity};
use store::{Access, Db, Tx, Viewer};
use uuid::Uuid;

use crate::clock::Clock;
use crate::edition;
use crate::embedded::sign_in::{CLIENT_ID, DemoPerson, SignIn};
use crate::files::{self, Files};
use crate::mail::Mail;
use crate::work;
use story::Story;

/// The event that says that the story is whole.
const LOADED: &str = "demo.loaded";
/// The provider's name in addresses.
const PROVIDER: &str = "demo";

/// What the story is told with.
pub struct Stage<'a> {
    /// The database.
    pub db: &'a Db,
    /// What every request shares.
    pub house: &'a House,
    /// The time; its today is the story's.
    pub clock: Clock,
    /// The storage of evidence files.
    pub files: &'a Files,
    /// Where letters go.
    pub mail: &'a Mail,
    /// The demo's sign-in: its address and the secret it knows us by.
    pub sign_in: SignInAt<'a>,
    /// The document of the standard that its cases are judged by.
    pub standard: &'a Path,
}

/// Where the demo's people sign in.
#[derive(Clone, Copy)]
pub struct SignInAt<'a> {
    /// The issuer.
    pub issuer: &'a str,
    /// The secret.
    pub client_secret: &'a str,
}

impl<'a> From<&'a SignIn> for SignInAt<'a> {
    fn from(sign_in: &'a SignIn) -> Self {
        Self {
            issuer: sign_in.issuer(),
            client_secret: sign_in.client_secret(),
        }
    }
}

/// What loading did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Whether the story was told now; it was there already otherwise.
    pub told: bool,
    /// Universities of the story.
    pub universities: usize,
    /// People of the story.
    pub people: usize,
    /// Programmes that were told now.
    pub programmes: usize,
    /// Applications that were told now.
    pub applications: usize,
}

/// Why the demo has no story.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The standard's document is not where it should be.
    #[error("the standard is not found: put its document at {}", .0.display())]
    NoStandard(PathBuf),
    /// The standard's document was not published.
    #[error(transparent)]
    Edition(#[from] edition::Error),
    /// An earlier run was stopped in the middle of it.
    #[error(
        "an earlier run was stopped while it loaded the demo: start over with `pillars demo --reset`"
    )]
    Half,
    /// The product refused a deed of the story: the story is wrong, or the product.
    #[error("the demo's story was refused: {0}")]
    Refused(String),
    /// The story does not hang together.
    #[error("the demo's story does not hang together: {0}")]
    Story(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The storage of files.
    #[error(transparent)]
    Files(#[from] files::Error),
    /// The jobs.
    #[error(transparent)]
    Work(#[from] work::Failure),
}

/// Loads the story once; again it changes nothing but the sign-in, whose address may be another.
///
/// # Errors
/// When the standard is not found, an earlier run was stopped half way, or the product refuses a deed.
pub async fn load(stage: &Stage<'_>) -> Result<Report, Error> {
    let moment = stage.clock.now();
    let mut report = Report {
        told: false,
        universities: cast::UNIVERSITIES.len(),
        people: cast::PEOPLE.len(),
        programmes: 0,
        applications: 0,
    };
    let tx = system(stage).await?;
    let opened = open(&tx, stage).await;
    tx.finish(opened.is_ok()).await?;
    if opened? {
        return Ok(report);
    }
    if !stage.standard.is_file() {
        return Err(Error::NoStandard(stage.standard.to_path_buf()));
    }
    edition::publish_into(stage.db, stage.clock, stage.standard, None).await?;
    // The story's decisions go out at once, unsampled; from today on they are looked at twice.
    set(stage, 0, 0, 0).await?;
    let mut story = Story::new(read(stage.standard)?, moment.today);
    plot::tell(&mut story);
    let deeds = story.told();
    let mut teller = tell::Teller::new(stage, &story);
    for deed in &deeds {
        teller.tell(deed).await?;
    }
    teller.work(moment).await?;
    calibration::tell(stage).await?;
    joining::tell(stage).await?;
    set(stage, 20, 3, 5).await?;
    report.told = true;
    report.programmes = story.programmes.len();
    report.applications = story.cases;
    let tx = system(stage).await?;
    let event = Event {
        university: trail::SCHEME,
        application: None,
        subject: None,
        actor: None,
        at: stage.clock.now().now,
        act: LOADED,
        summary: "The demo's story was loaded.".to_owned(),
        before: None,
        after: None,
        origin: None,
    };
    let told = trail::tell(&tx, &event, &[]).await;
    tx.finish(told.is_ok()).await?;
    told?;
    Ok(report)
}

/// Sets how many cases are second-marked, and how long a decision can be taken back.
async fn set(stage: &Stage<'_>, percent: i32, new_below: i32, minutes: i32) -> Result<(), Error> {
    let tx = system(stage).await?;
    let stored = match settings::read(&tx).await {
        Ok(found) => {
            let new = Settings {
                second_mark_percent: percent,
                second_mark_new_below: new_below,
                recall_minutes: minutes,
                same_assessor_at_most: 0,
                calibrate_new: found.calibrate_new,
                calibration_pass_percent: found.calibration_pass_percent,
                version: found.version,
            };
            settings::put(&tx, &new).await
        }
        Err(error) => Err(error),
    };
    tx.finish(stored.is_ok()).await?;
    stored?;
    Ok(())
}

async fn system(stage: &Stage<'_>) -> store::Result<Tx> {
    let today = stage.clock.now().today;
    stage.db.begin(&Viewer::System, Access::Write, today).await
}

/// Sets up the sign-in, and the people and universities on the first run; whether the story is there already.
async fn open(tx: &Tx, stage: &Stage<'_>) -> Result<bool, Error> {
    let SignInAt {
        issuer,
        client_secret,
    } = stage.sign_in;
    let here = universities::by_ids(tx, &[cast::UNIVERSITIES[0].id()]).await?;
    if !here.is_empty() && !trail::has(tx, trail::SCHEME, LOADED).await? {
        return Err(Error::Half);
    }
    let sealed = stage.house.sealer.seal(issuer, client_secret);
    let provider = Provider {
        id: Uuid::now_v7(),
        of_university: None,
        shared: true,
        slug: PROVIDER.to_owned(),
        name: "the demo’s people".to_owned(),
        issuer: issuer.to_owned(),
        client_id: CLIENT_ID.to_owned(),
        client_secret: sealed
            .ok_or_else(|| Error::Story("there is no key to seal with".to_owned()))?,
        version: 1,
    };
    providers::set(tx, &provider).await?;
    if here.is_empty() {
        introduce(tx).await?;
    }
    if people::by_identity(tx, issuer, cast::PEOPLE[0].subject)
        .await?
        .is_none()
    {
        for person in cast::PEOPLE {
            people::identity_insert(tx, issuer, person.subject, person.id()).await?;
        }
    }
    Ok(!here.is_empty())
}

/// Writes down the universities and the people.
async fn introduce(tx: &Tx) -> Result<(), Error> {
    for one in cast::UNIVERSITIES {
        let new = NewUniversity {
            scheme: schema::SCHEME,
            id: one.id(),
            name: one.name,
            slug: one.slug,
            short_code: one.code,
            nation: Some(one.nation.as_str()),
            external_reference: None,
            purchase_order_needed: false,
        };
        universities::insert(tx, &new).await?;
    }
    for one in cast::PEOPLE {
        let person = Person {
            id: one.id(),
            name: one.name.to_owned(),
            email: Some(one.email()),
        };
        people::insert(tx, &person).await?;
        match cast::university(one.university) {
            Some(university) => {
                people::member_insert(tx, university.id(), one.id(), one.role).await?;
            }
            None => people::staff_insert(tx, one.id(), one.role).await?,
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<Edition, Error> {
    let bytes = std::fs::read(file).map_err(|source| edition::Error::File {
        path: file.to_path_buf(),
        source,
    })?;
    Edition::parse(&bytes).map_err(|_| Error::Story("the standard does not read".to_owned()))
}

/// The people for the sign-in page, those with the most to see first.
pub fn people() -> Vec<DemoPerson> {
    let shown = |person: &cast::Person| DemoPerson {
        subject: person.subject.to_owned(),
        name: person.name.to_owned(),
        email: person.email(),
        group: cast::university(person.university)
            .map_or("The scheme", |university| university.name)
            .to_owned(),
        note: format!("{}: {}", called(person.role), person.shows),
    };
    let new = cast::NEWCOMERS.iter().map(|person| DemoPerson {
        note: person.shows.to_owned(),
        ..shown(person)
    });
    cast::PEOPLE.iter().map(shown).chain(new).collect()
}

/// Whom to sign in as to see what, for whoever started the demo.
pub fn invitation() -> String {
    let mut text = "Sign in as:\n".to_owned();
    for person in cast::PEOPLE.iter().take(5) {
        let place = cast::university(person.university).map_or("the scheme", |one| one.name);
        let what = format!("{}, {place}", called(person.role));
        text += &format!("  {:<20} {what}: {}\n", person.name, person.shows);
    }
    text
}

fn called(role: Role) -> &'static str {
    match role {
        Role::Manager => "Mentoring manager",
        Role::Contributor => "Contributor",
        Role::Viewer => "Viewer",
        Role::Assessor => "Assessor",
        Role::LeadAssessor => "Lead assessor",
        Role::Operator => "Operator",
        Role::Administrator => "Administrator",
    }
}

#[cfg(test)]
mod tests;
