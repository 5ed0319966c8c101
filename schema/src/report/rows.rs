//! A report's rows, page by page.

use std::collections::HashMap;

use domain::lifecycle::{self, ApplicationLanguage};
use domain::report::{Cell, Column};
use domain::{ApplicationKind, civil_day};
use store::casefile::Part;
use store::page::{Cursor, Page, Paging};
use store::universities::records::{self, Filter};
use store::{applications, invoices};
use uuid::Uuid;

use super::asking::{Asked, Of, ReportInput};
use super::lines::of_trail;
use crate::application::facts::order_state;
use crate::application::standing;
use crate::award;
use crate::context::Scope;
use crate::error::{Error, Result};
use crate::invoice;
use crate::loaders::{AwardProgrammesKey, Facts, UniversityKey};

/// Rows that are read together.
const A_PAGE: i64 = 500;

/// A report's rows, page by page; one transaction reads them all.
#[derive(Debug)]
pub struct ReportRows {
    asked: Asked,
    after: Option<Cursor>,
    over: bool,
}

impl ReportRows {
    /// The rows of what was asked for, as it was kept.
    ///
    /// # Errors
    /// [`Error::Internal`] where what was kept does not read any more.
    pub async fn new(scope: &Scope, asked: &serde_json::Value) -> Result<Self> {
        Ok(Self {
            asked: ReportInput::of_kept(asked)?.read(scope).await?,
            after: None,
            over: false,
        })
    }

    /// The columns, in the file's order.
    pub fn columns(&self) -> &[Column] {
        &self.asked.columns
    }

    /// The next rows, each with a cell for each column; none when there are no more.
    ///
    /// # Errors
    /// What the database says.
    pub async fn next(&mut self, scope: &Scope) -> Result<Option<Vec<Vec<Cell>>>> {
        if self.over {
            return Ok(None);
        }
        let paging = Paging {
            first: A_PAGE,
            after: self.after.take(),
        };
        let columns = &self.asked.columns;
        let rows = match &self.asked.of {
            Of::Applications {
                filter,
                sort,
                descending,
            } => {
                let page =
                    applications::list(&scope.tx, filter, *sort, *descending, &paging).await?;
                of_applications(scope, columns, turn(page, &mut self.after)).await?
            }
            Of::Invoices(filter) => {
                let page = invoices::list(&scope.tx, filter, &paging).await?;
                of_invoices(scope, columns, turn(page, &mut self.after)).await?
            }
            Of::Awards { university, states } => {
                let page = store::awards::list(&scope.tx, *university, &paging).await?;
                let mut awards = turn(page, &mut self.after);
                awards.retain(|award| {
                    let state = award::state_on(award, scope.moment.today);
                    states.is_empty() || states.contains(&state)
                });
                of_awards(scope, columns, awards).await?
            }
            Of::Universities(search) => {
                let filter = Filter {
                    search: search.clone(),
                    ..Filter::default()
                };
                let today = scope.moment.today;
                let page = records::list(&scope.tx, &filter, today, &paging).await?;
                of_universities(columns, turn(page, &mut self.after))?
            }
            Of::Decisions(from) => {
                let months = store::reports::decisions(&scope.tx, *from).await?;
                of_decisions(columns, months)?
            }
            Of::Trail(Some(filter)) => {
                let page = store::trail::list(&scope.tx, filter, &paging).await?;
                of_trail(scope, columns, turn(page, &mut self.after)).await?
            }
            Of::Trail(None) => Vec::new(),
        };
        self.over = self.after.is_none();
        Ok(Some(rows))
    }
}

/// The page's rows; where to go on after, if there are more.
fn turn<T>(page: Page<T>, after: &mut Option<Cursor>) -> Vec<T> {
    if page.more {
        *after = page.rows.last().map(|(cursor, _)| cursor.clone());
    }
    page.rows.into_iter().map(|(_, row)| row).collect()
}

/// A column that its report does not have.
pub(super) fn unknown(column: Column) -> Error {
    Error::internal(format!("{column} is no column of this report"))
}

async fn of_applications(
    scope: &Scope,
    columns: &[Column],
    rows: Vec<applications::Application>,
) -> Result<Vec<Vec<Cell>>> {
    use Column as C;
    let needs = |some: &[Column]| columns.iter().any(|column| some.contains(column));
    let parts: Vec<Part> = [
        (needs(&[C::University]), Part::University),
        (needs(&[C::Programmes]), Part::Programmes),
        (needs(&[C::Assessor]), Part::Assessor),
        (needs(&[C::Order, C::Waits]), Part::Order),
        (needs(&[C::SelfRated, C::Pillars]), Part::Marks),
        (needs(&[C::Outcome]), Part::Decision),
        (needs(&[C::Certificate]), Part::Award),
    ]
    .into_iter()
    .filter_map(|(needed, part)| needed.then_some(part))
    .collect();
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut filed = if parts.is_empty() {
        HashMap::new()
    } else {
        Facts::read_many(&scope.tx, &ids, &parts).await?
    };
    let mut cells = Vec::with_capacity(rows.len());
    for row in rows {
        let facts = filed.remove(&row.id).unwrap_or_default();
        cells.push(of_application(scope, columns, &row, &facts).await?);
    }
    Ok(cells)
}

async fn of_application(
    scope: &Scope,
    columns: &[Column],
    row: &applications::Application,
    facts: &Facts,
) -> Result<Vec<Cell>> {
    use Column as C;
    let edition = scope.edition(row.edition_id).await?.edition;
    let state: lifecycle::ApplicationState = row.state.parse()?;
    let title = |rank: Option<i32>| {
        let rank = rank.and_then(|rank| u8::try_from(rank).ok());
        let level = rank.and_then(|rank| edition.level_at(rank));
        level.map_or_else(String::new, |level| level.title.clone())
    };
    let mut cells = Vec::with_capacity(columns.len());
    for column in columns {
        cells.push(match column {
            C::Reference => Cell::text(&row.reference),
            C::University => {
                let university = facts.university()?;
                Cell::text(university.as_ref().as_ref().map_or("", |u| u.name.as_str()))
            }
            C::Programmes => {
                let programmes = facts.programmes()?;
                let names: Vec<&str> = programmes.iter().map(|p| p.name.as_str()).collect();
                Cell::text(names.join("; "))
            }
            C::Status => Cell::code(&row.state),
            C::Waits => {
                let order = facts.order()?;
                let order = order.as_ref().as_ref().map(order_state);
                let paid = order.is_some_and(lifecycle::OrderState::may_start);
                let party = lifecycle::waiting_on(state, paid, row.assessor_id.is_some());
                Cell::code(party.as_str())
            }
            C::Level => Cell::text(title(Some(row.level_rank))),
            C::Kind => Cell::code(row.kind.parse::<ApplicationKind>()?.as_str()),
            C::SelfRated | C::Pillars => {
                let marks = facts.marks()?;
                let self_rated = *column == C::SelfRated;
                Cell::text(standing::pillars_in_words(
                    &edition,
                    row,
                    &marks,
                    scope.moment.today,
                    self_rated,
                )?)
            }
            C::Assessor => {
                let assessor = facts.assessor()?;
                Cell::text(assessor.as_ref().as_ref().map_or("", |p| p.name.as_str()))
            }
            C::Language => Cell::text(row.language.parse::<ApplicationLanguage>()?.in_words()),
            C::Created => Cell::Day(civil_day(row.created_at)),
            C::Submitted => Cell::day(row.submitted_on),
            C::Assessed => Cell::day(row.started_on),
            C::Due => Cell::day(row.due_on),
            C::Clock => {
                let clock = domain::clock::clock(state, row.due_on, scope.moment.today);
                clock.map_or(Cell::Empty, |clock| Cell::code(clock.as_str()))
            }
            C::Decided => Cell::day(row.decided_on),
            C::Outcome => match facts.decision()?.as_ref() {
                Some(decision) if decision.level_rank.is_none() => Cell::text("Not accredited"),
                Some(decision) => Cell::text(title(decision.level_rank)),
                None => Cell::Empty,
            },
            C::Certificate => {
                let award = facts.award()?;
                Cell::text(award.as_ref().as_ref().map_or("", |w| w.number.as_str()))
            }
            C::Order => {
                let order = facts.order()?;
                Cell::text(order.as_ref().as_ref().map_or("", |o| o.number.as_str()))
            }
            C::Updated => Cell::Day(civil_day(row.updated_at)),
            other => return Err(unknown(*other)),
        });
    }
    Ok(cells)
}

/// The universities' names, by id.
pub(super) async fn names(
    scope: &Scope,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<UniversityKey, store::universities::University>> {
    scope.loaders.load_many(ids.map(UniversityKey)).await
}

async fn of_invoices(
    scope: &Scope,
    columns: &[Column],
    rows: Vec<invoices::Invoice>,
) -> Result<Vec<Vec<Cell>>> {
    use Column as C;
    let names = names(scope, rows.iter().map(|row| row.university_id)).await?;
    let cell = |row: &invoices::Invoice, column: Column| {
        Ok(match column {
            C::Invoice => Cell::text(&row.number),
            C::University => {
                let name = names.get(&UniversityKey(row.university_id));
                Cell::text(name.map_or("", |u| u.name.as_str()))
            }
            C::Order => Cell::text(&row.order_number),
            C::Applications => {
                let covered = row.applications.iter();
                let covered: Vec<&str> = covered.map(|a| a.reference.as_str()).collect();
                Cell::text(covered.join("; "))
            }
            C::PurchaseOrder => Cell::text(row.purchase_order.as_deref().unwrap_or_default()),
            C::Issued => Cell::Day(row.issued_on),
            C::Due => Cell::Day(row.due_on),
            C::Status => match invoice::balance(row)?.state() {
                lifecycle::InvoiceState::Issued if row.due_on < scope.moment.today => {
                    Cell::text("Overdue")
                }
                lifecycle::InvoiceState::Issued => Cell::text("Outstanding"),
                state => Cell::code(state.as_str()),
            },
            C::Net => Cell::Pounds(row.net_minor),
            C::Vat => Cell::Pounds(row.vat_minor),
            C::Gross => Cell::Pounds(row.net_minor + row.vat_minor),
            C::Credited => Cell::Pounds(row.credited),
            C::Paid => Cell::Pounds(row.paid),
            C::Outstanding => Cell::Pounds(invoice::balance(row)?.outstanding().minor),
            C::PaidOn => Cell::day(row.paid_on),
            other => return Err(unknown(other)),
        })
    };
    table(columns, &rows, cell)
}

async fn of_awards(
    scope: &Scope,
    columns: &[Column],
    rows: Vec<store::casefile::Award>,
) -> Result<Vec<Vec<Cell>>> {
    use Column as C;
    let names = names(scope, rows.iter().map(|row| row.university_id)).await?;
    let keys = rows.iter().map(|row| AwardProgrammesKey(row.id));
    let programmes = scope.loaders.load_many(keys).await?;
    let cell = |row: &store::casefile::Award, column: Column| {
        Ok(match column {
            C::Certificate => Cell::text(&row.number),
            C::University => {
                let name = names.get(&UniversityKey(row.university_id));
                Cell::text(name.map_or("", |u| u.name.as_str()))
            }
            C::Programmes => {
                let named = programmes.get(&AwardProgrammesKey(row.id));
                let named = named.into_iter().flat_map(|named| named.iter());
                let named: Vec<&str> = named.map(|p| p.name.as_str()).collect();
                Cell::text(named.join("; "))
            }
            C::Level => Cell::text(&row.level_title),
            C::Status => Cell::code(award::state_on(row, scope.moment.today).as_str()),
            C::Awarded => Cell::Day(row.awarded_on),
            C::Expires => Cell::Day(row.expires_on),
            other => return Err(unknown(other)),
        })
    };
    table(columns, &rows, cell)
}

fn of_universities(columns: &[Column], rows: Vec<records::Record>) -> Result<Vec<Vec<Cell>>> {
    use Column as C;
    table(columns, &rows, |row, column| {
        Ok(match column {
            C::University => Cell::text(&row.name),
            C::ExternalReference => Cell::text(row.external_reference.as_deref().unwrap_or("")),
            C::ProgrammeCount => Cell::Count(row.programmes),
            C::OpenCount => Cell::Count(row.open),
            C::AwardCount => Cell::Count(row.awards),
            C::Outstanding => Cell::Pounds(row.outstanding),
            other => return Err(unknown(other)),
        })
    })
}

fn of_decisions(columns: &[Column], rows: Vec<store::reports::Decided>) -> Result<Vec<Vec<Cell>>> {
    use Column as C;
    table(columns, &rows, |row, column| {
        Ok(match column {
            C::Month => Cell::Day(row.month),
            C::Level => Cell::text(row.level.as_deref().unwrap_or("Not accredited")),
            C::Count => Cell::Count(row.count),
            other => return Err(unknown(other)),
        })
    })
}

pub(super) fn table<R>(
    columns: &[Column],
    rows: &[R],
    cell: impl Fn(&R, Column) -> Result<Cell>,
) -> Result<Vec<Vec<Cell>>> {
    let line = |row| columns.iter().map(|column| cell(row, *column)).collect();
    rows.iter().map(line).collect()
}
