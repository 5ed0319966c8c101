//! What is asked of a report: which one, which columns, what it is narrowed by.

use async_graphql::{ID, InputObject, InputType, Value};
use chrono::NaiveDate;
use domain::id::Kind;
use domain::input::Fields;
use domain::lifecycle::{AwardState as Standing, MOST_AT_ONCE};
use domain::report::{self as rules, Column};
use store::{applications, invoices, trail};
use uuid::Uuid;

use super::Report;
use crate::application::{ApplicationFilter, ApplicationSort};
use crate::award::AwardState;
use crate::context::Scope;
use crate::error::{Error, Result};
use crate::invoice::InvoiceFilter;
use crate::scalar;
use crate::trail::TrailFilter;
use crate::university::{self, words};

/// Which awards are asked for; what is left out narrows nothing.
#[derive(Debug, Default, InputObject)]
pub struct AwardFilter {
    /// Of this university alone.
    university_id: Option<ID>,
    /// Standing in any of these ways today.
    state: Option<Vec<AwardState>>,
}

/// A report that is asked for. What narrows another report is refused.
#[derive(Debug, InputObject)]
pub struct ReportInput {
    /// What it is of.
    report: Report,
    /// Its columns by name, in the file's order; all of them where none is named.
    columns: Option<Vec<String>>,
    /// Of applications: only these.
    applications: Option<ApplicationFilter>,
    /// Of applications: only these, 2,000 at most.
    application_ids: Option<Vec<ID>>,
    /// Of applications: the order; by last change unless told.
    sort: Option<ApplicationSort>,
    /// Of applications: last first; by last change that is so unless told.
    descending: Option<bool>,
    /// Of invoices: only these.
    invoices: Option<InvoiceFilter>,
    /// Of awards: only these.
    awards: Option<AwardFilter>,
    /// Of universities: words in the name.
    search: Option<String>,
    /// Of decisions: so many months until this one, 12 unless told, 120 at most.
    months: Option<i32>,
    /// Of the trail: only these lines.
    trail: Option<TrailFilter>,
}

/// What narrows each report, by the name of its input.
fn narrows(report: rules::Report) -> &'static [&'static str] {
    use rules::Report as R;
    match report {
        R::Applications => &["applications", "applicationIds", "sort", "descending"],
        R::Invoices => &["invoices"],
        R::Awards => &["awards"],
        R::Universities => &["search"],
        R::Decisions => &["months"],
        R::Trail => &["trail"],
        R::Everything | R::Person => &[],
    }
}

/// A report as it is read from the store.
#[derive(Debug)]
pub(super) struct Asked {
    pub report: rules::Report,
    pub columns: Vec<Column>,
    pub of: Of,
}

/// What a report is narrowed to.
#[derive(Debug)]
pub(super) enum Of {
    Applications {
        filter: Box<applications::Filter>,
        sort: applications::Sort,
        descending: bool,
    },
    Invoices(invoices::Filter),
    Awards {
        university: Option<Uuid>,
        /// Any where none is named.
        states: Vec<Standing>,
    },
    Universities(Option<String>),
    /// From this day on.
    Decisions(NaiveDate),
    /// Lines of the trail; none at all where nothing can be found.
    Trail(Option<Box<trail::Filter>>),
}

impl ReportInput {
    /// As it is kept: in the API's own words.
    pub(super) fn kept(&self) -> Result<serde_json::Value> {
        self.to_value().into_json().map_err(Error::internal)
    }

    /// What was kept, as it was asked.
    pub(super) fn of_kept(kept: &serde_json::Value) -> Result<Self> {
        let value = Value::from_json(kept.clone()).map_err(Error::internal)?;
        Self::parse(Some(value)).map_err(|error| Error::internal(format!("{error:?}")))
    }

    /// What is asked for, as of today.
    pub(super) async fn read(self, scope: &Scope) -> Result<Asked> {
        let today = scope.moment.today;
        let report = rules::Report::from(self.report);
        let mut fields = Fields::new();
        if !report.is_list() {
            fields.problem(
                "report",
                "It is no list: ask for it by exportUniversity or exportPerson.",
            );
        }
        let columns = report.chosen(self.columns.as_deref().unwrap_or_default(), &mut fields);
        let kept = self.kept()?;
        let others = rules::Report::ALL.iter().filter(|other| **other != report);
        for field in others.flat_map(|other| narrows(*other)) {
            if kept.get(field).is_some_and(|value| !value.is_null()) {
                fields.problem(*field, "It narrows another report: leave it out.");
            }
        }
        let months = self.months.unwrap_or(12);
        if !(1..=120).contains(&months) {
            fields.problem("months", "Ask for 1 to 120 months.");
        }
        let many = self.application_ids.as_ref().map_or(0, Vec::len);
        if many > MOST_AT_ONCE {
            let message = format!("Choose {MOST_AT_ONCE} applications at most, or a filter.");
            fields.problem("applicationIds", message);
        }
        fields.or(())?;
        let of = match report {
            rules::Report::Applications => {
                let mut filter = self.applications.unwrap_or_default().read(today)?;
                let ids = self.application_ids.map(|ids| {
                    let ids = ids.iter();
                    ids.map(|id| scalar::read(Kind::Application, id, "application"))
                        .collect::<Result<Vec<_>>>()
                });
                filter.ids = ids.transpose()?;
                let sort = self.sort.map_or(applications::Sort::Updated, Into::into);
                Of::Applications {
                    filter: Box::new(filter),
                    sort,
                    descending: self
                        .descending
                        .unwrap_or(sort == applications::Sort::Updated),
                }
            }
            rules::Report::Invoices => Of::Invoices(self.invoices.unwrap_or_default().read(scope)?),
            rules::Report::Awards => {
                let filter = self.awards.unwrap_or_default();
                let states = filter.state.unwrap_or_default().into_iter();
                Of::Awards {
                    university: university::read(filter.university_id)?,
                    states: states.map(Standing::from).collect(),
                }
            }
            rules::Report::Universities => Of::Universities(words(self.search)?),
            rules::Report::Decisions => Of::Decisions(domain::report::months_ago(today, months)),
            rules::Report::Trail => {
                let filter = self.trail.unwrap_or_default().read(scope).await?;
                Of::Trail(filter.map(Box::new))
            }
            // Refused above.
            rules::Report::Everything | rules::Report::Person => {
                return Err(Error::NotFound("report"));
            }
        };
        Ok(Asked {
            report,
            columns,
            of,
        })
    }
}
