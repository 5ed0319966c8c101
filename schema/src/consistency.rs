//! How alike assessors mark: for operators in whole, for an assessor of themself, for the public once a year (J6).

mod figures;

use async_graphql::{Context, Object, SimpleObject};
use chrono::{Days, NaiveDate};
use domain::access::Act;
use domain::consistency as rules;
use store::Tx;
use store::consistency as rows;
use uuid::Uuid;

use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::scalar::Date;

pub use figures::{
    Agreement, AssessorConsistency, CriterionAgreement, Drift, DriftPeriod, Leniency, Marking,
    Reliance,
};

/// What chance is drawn with: the same marks give the same figures, to whoever asks.
const SEED: u64 = 6;

/// How alike assessors marked, from one day to another.
#[derive(Debug, Clone, SimpleObject)]
pub struct Consistency {
    /// The first day.
    from: Date,
    /// The last day.
    to: Date,
    /// All marks together.
    overall: Agreement,
    /// Criterion by criterion, by reference.
    #[graphql(complexity = "crate::limits::list_cost(60, child_complexity)")]
    criteria: Vec<CriterionAgreement>,
    /// Assessor by assessor, by name.
    #[graphql(complexity = "crate::limits::list_cost(40, child_complexity)")]
    assessors: Vec<AssessorConsistency>,
}

/// What the public is told of how alike assessors marked in a year.
#[derive(Debug, Clone, SimpleObject)]
pub struct YearlyAgreement {
    /// The year's last day.
    up_to: Date,
    /// How many criteria of cases two assessors marked.
    criteria: i32,
    /// Of how many cases.
    cases: i32,
    /// How many assessors marked them.
    assessors: i32,
    /// Krippendorff's alpha: 1 is full agreement, 0 is what chance alone gives.
    alpha: f64,
    /// The lower end of alpha's interval of 95% confidence.
    low: f64,
    /// Its upper end.
    high: f64,
    /// The same in a sentence.
    sentence: String,
}

impl From<rows::Yearly> for YearlyAgreement {
    fn from(row: rows::Yearly) -> Self {
        let sentence = sentence(&row);
        Self {
            up_to: Date(row.up_to),
            criteria: row.criteria,
            cases: row.cases,
            assessors: row.assessors,
            alpha: row.alpha,
            low: row.low,
            high: row.high,
            sentence,
        }
    }
}

/// What the public is told, in a sentence.
pub fn sentence(row: &rows::Yearly) -> String {
    let whole = |n: i32| usize::try_from(n).unwrap_or(0);
    let yearly = rules::Yearly {
        up_to: row.up_to,
        criteria: whole(row.criteria),
        cases: whole(row.cases),
        assessors: whole(row.assessors),
        alpha: row.alpha,
        interval: (row.low, row.high),
    };
    yearly.sentence()
}

/// Works out what the public is told of the year that ended with last month, and keeps it; whether it did so now.
///
/// It tells nothing where too few marked, or where it was told before.
///
/// # Errors
/// When the marks cannot be read or what is told cannot be kept.
pub async fn tell_the_year(tx: &Tx, today: NaiveDate) -> Result<bool> {
    let up_to = rules::last_month_end(today);
    let known = rows::told(tx, today).await?;
    if known.is_some_and(|known| known.up_to == up_to) {
        return Ok(false);
    }
    let marks = Marks::read(tx, rules::first_of_year(up_to), up_to).await?;
    let Some(yearly) = marks
        .work_out(move |marks| rules::yearly(marks, up_to, SEED))
        .await?
    else {
        return Ok(false);
    };
    let part = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let new = rows::Yearly {
        up_to,
        criteria: part(yearly.criteria),
        cases: part(yearly.cases),
        assessors: part(yearly.assessors),
        alpha: yearly.alpha,
        low: yearly.interval.0,
        high: yearly.interval.1,
    };
    Ok(rows::tell(tx, &new).await?)
}

/// The marks that figures are worked out from.
struct Marks(Vec<(rows::BlindMark, domain::Rating)>);

impl Marks {
    async fn read(tx: &Tx, from: NaiveDate, to: NaiveDate) -> Result<Self> {
        let read = rows::marks(tx, from, to).await?.into_iter();
        let read = read.map(|mark| {
            let rating = mark.value.parse()?;
            Ok((mark, rating))
        });
        Ok(Self(read.collect::<Result<_>>()?))
    }

    /// The people who may be known, by what they are known by in the figures.
    fn people(&self) -> Vec<(Uuid, Uuid, String)> {
        let known = self.0.iter().filter_map(|(mark, _)| {
            let person = mark.person_id?;
            Some((number(mark.assessor_number), person, mark.name.clone()?))
        });
        let mut people: Vec<_> = known.collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Works figures out on a thread that may be kept busy: a year's take a tenth of a second.
    async fn work_out<T: Send + 'static>(
        self,
        figures: impl FnOnce(&[rules::Mark<'_>]) -> T + Send + 'static,
    ) -> Result<T> {
        let work = move || {
            let marks: Vec<rules::Mark> = self
                .0
                .iter()
                .map(|(mark, rating)| rules::Mark {
                    case: number(mark.case_number),
                    criterion: &mark.criterion,
                    assessor: number(mark.assessor_number),
                    rating: *rating,
                    on: mark.marked_on,
                })
                .collect();
            figures(&marks)
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(Error::internal)
    }
}

/// A place among those that are told, as the figures know it.
fn number(place: i64) -> Uuid {
    Uuid::from_u128(place.unsigned_abs().into())
}

/// The days asked for: the year up to today unless told.
fn days(scope: &Scope, from: Option<Date>, to: Option<Date>) -> Result<(NaiveDate, NaiveDate)> {
    let to = to.map_or(scope.moment.today, |day| day.0);
    let from = from.map_or_else(|| rules::first_of_year(to), |day| day.0);
    if from > to {
        return Err(Error::input(
            "from",
            "Enter a first day that is not after the last.",
        ));
    }
    // Periods of a few months are counted from the first mark: a span without an end would have no end of them.
    let most = to.checked_sub_days(Days::new(3_660)).unwrap_or(from);
    if from < most {
        return Err(Error::input("from", "Ask for ten years at most."));
    }
    Ok((from, to))
}

/// Questions about how alike assessors mark.
#[derive(Debug, Default)]
pub struct ConsistencyQuery;

/// Questions about how alike assessors mark.
#[Object]
impl ConsistencyQuery {
    /// How alike assessors marked what two of them marked blind, of cases that are closed; for operators (J6).
    #[graphql(complexity = "1_000 + child_complexity")]
    async fn consistency(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first day; a year before the last unless told.")] from: Option<Date>,
        #[graphql(desc = "The last day; today unless told.")] to: Option<Date>,
    ) -> Result<Consistency> {
        let scope = ctx.scope();
        // Whoever sets how many cases are marked twice sees what comes of it.
        scope.may(Act::ChangeSettings)?;
        let (from, to) = days(scope, from, to)?;
        let marks = Marks::read(&scope.tx, from, to).await?;
        let edition = scope
            .shelf
            .in_force(&scope.tx, crate::SCHEME, scope.moment.today)
            .await?;
        let people = marks.people();
        let report = marks
            .work_out(|marks| rules::report(marks, &rules::Watch::default(), SEED))
            .await?;
        let criteria = report.criteria.iter().map(|criterion| {
            let edition = edition.as_ref().map(|published| &*published.edition);
            CriterionAgreement::new(criterion, edition)
        });
        let mut assessors: Vec<AssessorConsistency> = report
            .assessors
            .iter()
            .filter_map(|figures| {
                let (_, person, name) = people.iter().find(|(id, ..)| *id == figures.assessor)?;
                Some(AssessorConsistency::new(*person, name, figures))
            })
            .collect();
        assessors.sort_by(|a, b| a.name().cmp(b.name()));
        Ok(Consistency {
            from: Date(from),
            to: Date(to),
            overall: (&report.overall).into(),
            criteria: criteria.collect(),
            assessors,
        })
    }

    /// How an assessor marks beside colleagues, for themself: of closed cases, the year up to today unless told. Null while
    /// nobody else marked what they did, and for whoever is no assessor.
    #[graphql(complexity = "1_000 + child_complexity")]
    async fn own_consistency(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first day; a year before the last unless told.")] from: Option<Date>,
        #[graphql(desc = "The last day; today unless told.")] to: Option<Date>,
    ) -> Result<Option<AssessorConsistency>> {
        let scope = ctx.scope();
        scope.person()?;
        if !scope.viewer.role().is_some_and(|role| role.is_assessor()) {
            return Ok(None);
        }
        let (from, to) = days(scope, from, to)?;
        let marks = Marks::read(&scope.tx, from, to).await?;
        let Some((own, person, name)) = marks.people().pop() else {
            return Ok(None);
        };
        let report = marks
            .work_out(|marks| rules::report(marks, &rules::Watch::default(), SEED))
            .await?;
        let figures = report.assessors.iter().find(|one| one.assessor == own);
        Ok(figures.map(|figures| AssessorConsistency::new(person, &name, figures)))
    }

    /// How alike assessors marked in the year that ended last, for everybody; null where too few cases were marked twice (J6).
    async fn yearly_agreement(&self, ctx: &Context<'_>) -> Result<Option<YearlyAgreement>> {
        let scope = ctx.scope();
        let told = rows::told(&scope.tx, scope.moment.today).await?;
        Ok(told.map(YearlyAgreement::from))
    }
}
