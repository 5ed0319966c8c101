//! Tenancy, once: a transaction is opened as its viewer, and PostgreSQL does the rest (T1).

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chrono::NaiveDate;
use diesel::connection::InstrumentationEvent;
use diesel::sql_types::{Bool, Text};
use diesel::{QueryableByName, sql_query};
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{
    AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod,
};
use diesel_async::{
    AnsiTransactionManager, AsyncConnection, AsyncPgConnection, TransactionManager,
};
use domain::access::Role;
use tokio::sync::{RwLock, RwLockReadGuard};
use uuid::Uuid;

use crate::{Error, Result};

/// Who asks. Each arm is one PostgreSQL role, and security.sql says what that role may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Nobody signed in: the register and the standard.
    Anonymous,
    /// A person acting for one university.
    Member {
        person: Uuid,
        university: Uuid,
        role: Role,
    },
    /// An assessor or lead assessor: the cases assigned to them (T3).
    Assessor { person: Uuid, role: Role },
    /// An operator or administrator of the scheme.
    Operator { person: Uuid, role: Role },
    /// The product itself: sign-in, jobs.
    System,
}

impl Viewer {
    /// The person, if one is signed in.
    pub fn person(&self) -> Option<Uuid> {
        match *self {
            Self::Anonymous | Self::System => None,
            Self::Member { person, .. }
            | Self::Assessor { person, .. }
            | Self::Operator { person, .. } => Some(person),
        }
    }

    /// The university acted for.
    pub fn university(&self) -> Option<Uuid> {
        match *self {
            Self::Member { university, .. } => Some(university),
            _ => None,
        }
    }

    /// The role acted as; nobody and the system have none.
    pub fn role(&self) -> Option<Role> {
        match *self {
            Self::Anonymous | Self::System => None,
            Self::Member { role, .. }
            | Self::Assessor { role, .. }
            | Self::Operator { role, .. } => Some(role),
        }
    }

    fn database_role(&self) -> &'static str {
        match self {
            Self::Anonymous => "viewer_anonymous",
            Self::Member { .. } => "viewer_member",
            Self::Assessor { .. } => "viewer_assessor",
            Self::Operator { .. } => "viewer_operator",
            Self::System => "viewer_system",
        }
    }
}

/// Whether a transaction may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Read,
    /// Reads what stood at one moment, however long it takes.
    ReadAsOfNow,
    Write,
}

/// The database, by its unprivileged login role.
#[derive(Clone)]
pub struct Db(Pool<AsyncPgConnection>);

impl Db {
    /// Connects and checks the login role.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when nobody answers; [`Error::Invalid`] when the role could go round row-level security.
    pub async fn connect(url: &str, pool_size: usize) -> Result<Self> {
        let mut config = ManagerConfig::<AsyncPgConnection>::default();
        // A connection that the database closed is known without asking it.
        config.recycling_method = RecyclingMethod::Fast;
        let manager = AsyncDieselConnectionManager::new_with_config(url, config);
        let pool = Pool::builder(manager)
            .max_size(pool_size)
            .wait_timeout(Some(Duration::from_secs(5)))
            .create_timeout(Some(Duration::from_secs(5)))
            .runtime(deadpool::Runtime::Tokio1)
            .build()
            .map_err(Error::internal)?;
        let db = Self(pool);
        db.refuse_unsafe_role().await?;
        Ok(db)
    }

    /// A role that owns tables, is a superuser, inherits a viewer's rights or has BYPASSRLS would see every tenant.
    async fn refuse_unsafe_role(&self) -> Result<()> {
        #[derive(QueryableByName)]
        struct Found {
            #[diesel(sql_type = Text)]
            role: String,
            #[diesel(sql_type = Bool)]
            strong: bool,
            #[diesel(sql_type = Bool)]
            inherits: bool,
            #[diesel(sql_type = Bool)]
            owns: bool,
        }
        let mut conn = self.0.get().await.map_err(Error::unavailable)?;
        let found = sql_query(
            "select r.rolname::text as role, (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolreplication) as strong, \
             r.rolinherit as inherits, exists (select 1 from pg_class c where c.relowner = r.oid) as owns \
             from pg_roles r where r.rolname = session_user",
        );
        let found: Found = diesel_async::RunQueryDsl::get_result(found, &mut conn).await?;
        if found.strong || found.inherits || found.owns {
            return Err(Error::Invalid(format!(
                "the login role {} is too strong: it must be NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOINHERIT and own nothing (T1)",
                found.role
            )));
        }
        Ok(())
    }

    /// Opens a transaction in which only what `viewer` may see exists. `today` is the civil day it works with.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no connection is free in five seconds.
    pub async fn begin(&self, viewer: &Viewer, access: Access, today: NaiveDate) -> Result<Tx> {
        self.begin_within(viewer, None, access, today).await
    }

    /// The same, in which of all that an operator sees only what is of these universities exists, where they are told: the tables of no
    /// university are closed.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no connection is free in five seconds.
    pub async fn begin_within(
        &self,
        viewer: &Viewer,
        universities: Option<&[Uuid]>,
        access: Access,
        today: NaiveDate,
    ) -> Result<Tx> {
        let mut conn = self.0.get().await.map_err(Error::unavailable)?;
        let counter = Arc::new(AtomicU32::new(0));
        let count = counter.clone();
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                count.fetch_add(1, Ordering::Relaxed);
            }
        });
        let begin = match access {
            Access::Read => "BEGIN READ ONLY",
            Access::ReadAsOfNow => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Access::Write => "BEGIN",
        };
        let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let within = universities.map_or_else(String::new, |all| {
            let all: Vec<String> = all.iter().map(Uuid::to_string).collect();
            format!("{{{}}}", all.join(","))
        });
        let opening = format!(
            "{begin}; SET LOCAL ROLE {}; SET LOCAL viewer.person = '{}'; SET LOCAL viewer.university = '{}'; SET LOCAL viewer.universities = '{within}'; SET LOCAL viewer.today = '{today}'",
            viewer.database_role(),
            text(viewer.person()),
            text(viewer.university()),
        );
        AnsiTransactionManager::begin_transaction_sql(&mut *conn, &opening).await?;
        counter.store(0, Ordering::Relaxed);
        Ok(Tx {
            conn: RwLock::new(Some(conn)),
            statements: counter,
        })
    }

    /// Connections in use and idle, for the health page.
    pub fn pool(&self) -> (usize, usize) {
        let status = self.0.status();
        (status.size - status.available, status.available)
    }
}

/// One request's transaction. Everything it reads, it reads as its viewer.
pub struct Tx {
    conn: RwLock<Option<Object<AsyncPgConnection>>>,
    statements: Arc<AtomicU32>,
}

/// A shared hold on the transaction's connection; statements of several holders are pipelined.
pub(crate) struct Conn<'a>(RwLockReadGuard<'a, Object<AsyncPgConnection>>);

impl Deref for Conn<'_> {
    type Target = AsyncPgConnection;

    fn deref(&self) -> &AsyncPgConnection {
        &self.0
    }
}

impl Tx {
    pub(crate) async fn conn(&self) -> Result<Conn<'_>> {
        RwLockReadGuard::try_map(self.conn.read().await, Option::as_ref)
            .map(Conn)
            .map_err(|_| Error::internal("the transaction is already finished"))
    }

    /// SQL statements so far, opening and closing apart.
    pub fn statements(&self) -> u32 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Does something that stays undone where it fails or `keep` is not said; what the database would ask of it at the end it is asked at once.
    ///
    /// # Errors
    /// What the database says of the savepoint; what `work` says stands inside.
    pub async fn apart<T, E: From<Error>>(
        &self,
        keep: bool,
        work: impl AsyncFnOnce() -> Result<T, E>,
    ) -> Result<Result<T, E>> {
        self.say("SAVEPOINT apart").await?;
        let mut done = work().await;
        if done.is_ok()
            && let Err(error) = self.say("SET CONSTRAINTS ALL IMMEDIATE").await
        {
            done = Err(error.into());
        }
        if keep && done.is_ok() {
            self.say("SET CONSTRAINTS ALL DEFERRED").await?;
        } else {
            self.say("ROLLBACK TO SAVEPOINT apart").await?;
        }
        self.say("RELEASE SAVEPOINT apart").await?;
        Ok(done)
    }

    async fn say(&self, words: &'static str) -> Result<()> {
        let conn = self.conn().await?;
        let mut conn: &AsyncPgConnection = &conn;
        diesel_async::RunQueryDsl::execute(sql_query(words), &mut conn).await?;
        Ok(())
    }

    /// Waits for the last reader, then commits or rolls back.
    ///
    /// # Errors
    /// Whatever the database says to the commit; then nothing was stored.
    pub async fn finish(&self, commit: bool) -> Result<()> {
        let mut conn = self
            .conn
            .write()
            .await
            .take()
            .ok_or_else(|| Error::internal("the transaction is finished twice"))?;
        if commit {
            AnsiTransactionManager::commit_transaction(&mut *conn).await?;
        } else {
            AnsiTransactionManager::rollback_transaction(&mut *conn).await?;
        }
        Ok(())
    }
}

/// Dropped unfinished: the connection leaves the pool, so that PostgreSQL lets go of its locks now.
impl Drop for Tx {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.get_mut().take() {
            drop(Object::take(conn));
        }
    }
}
