//! The catalogue itself: what PostgreSQL would let the login role do, whatever today's code asks.

use tests::ground;
use tests::sql::Sql;

/// What must find nothing, and what it would mean.
const FINDINGS: [(&str, &str); 17] = [
    (
        "a table without row-level security, or not for its owner",
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> '__diesel_schema_migrations' and not (relrowsecurity and relforcerowsecurity)",
    ),
    (
        "a table that no policy speaks of",
        "select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity and not exists (select from pg_policy p where p.polrelid = c.oid)",
    ),
    (
        "a row that may belong to no university",
        "select attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid where attname = 'university_id' and c.relkind in ('r', 'p') and not attnotnull",
    ),
    (
        "a policy that lets everything through",
        "select polrelid::regclass || '.' || polname from pg_policy where 'true' in (pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))",
    ),
    (
        "a policy that writes what it would not check",
        "select polrelid::regclass || '.' || polname from pg_policy where polcmd in ('a', 'w', '*') and polwithcheck is null",
    ),
    (
        "a table that the login role reaches without a viewer",
        "select relname || ': ' || privilege from pg_class, unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) privilege where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege('pillars_app', oid, privilege)",
    ),
    (
        "a viewer that may empty, point at or hang triggers on a table",
        "select rolname || ' ' || relname || ': ' || privilege from pg_roles, pg_class, unnest(array['truncate', 'references', 'trigger']) privilege where rolname like 'viewer\\_%' and relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and has_table_privilege(rolname, pg_class.oid, privilege)",
    ),
    (
        "a unique key across universities, by which one learns of another's rows",
        // Only the system and operators verify a domain: writing one down, which a university does, meets no key but its own.
        "select i.indexrelid::regclass::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attname = 'university_id' where i.indisunique and not i.indisprimary and not a.attnum = any (i.indkey) and i.indexrelid <> 'university_domain_verified'::regclass",
    ),
    (
        "a foreign key between tenants' tables that leaves the university out",
        "select conname || ' on ' || conrelid::regclass from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'university_id' join pg_attribute b on b.attrelid = k.confrelid and b.attname = 'university_id' where contype = 'f' and not a.attnum = any (k.conkey)",
    ),
    (
        "a view that looks with its owner's eyes",
        "select oid::regclass::text from pg_class where relnamespace = 'public'::regnamespace and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions::text ~ 'security_invoker=(true|on)', false))",
    ),
    (
        "a function of the owner's that a viewer may call",
        // Assigning and measuring look at more than whoever asks may see; assigning/facts.rs and moderation/measured.rs hold these
        // to what each tells whom.
        "select p.oid::regprocedure || ' by ' || rolname from pg_proc p, pg_roles where prosecdef and pronamespace = 'public'::regnamespace and (rolname like 'viewer\\_%' or rolname = 'pillars_app') and has_function_privilege(rolname, p.oid, 'execute') \
         and not (proname in ('assessors_seen', 'assigning_assessors', 'assigning_cases', 'university_names') and rolname in ('viewer_assessor', 'viewer_operator')) \
         and not (proname = 'manager_signs_in_by_own' and rolname in ('viewer_member', 'viewer_operator')) \
         and not (proname = 'own_session_universities' and rolname in ('viewer_member', 'viewer_assessor', 'viewer_operator')) \
         and not (proname = 'remove_imported_member' and rolname = 'viewer_system') \
         and not (proname = 'consistency_marks' and rolname in ('viewer_assessor', 'viewer_operator', 'viewer_system')) \
         and not (proname in ('take_case', 'hand_back_case', 'take_second', 'hand_back_second') and rolname = 'viewer_assessor') \
         and not (proname in ('credit', 'invoice_again', 'merge_university') and rolname = 'viewer_operator') \
         and not (proname in ('person_parts', 'erase_person') and rolname = 'viewer_operator') \
         and not (proname = 'new_person' and rolname in ('viewer_member', 'viewer_operator', 'viewer_system'))",
    ),
    (
        "a function of the owner's that finds its tables where the caller says",
        "select oid::regprocedure::text from pg_proc where prosecdef and pronamespace = 'public'::regnamespace and not coalesce(proconfig::text like '%search_path=%', false)",
    ),
    (
        "a place where the login role or a viewer may make things",
        "select nspname || ' by ' || rolname from pg_namespace, pg_roles where nspname not like 'pg\\_%' and (rolname like 'viewer\\_%' or rolname = 'pillars_app') and has_schema_privilege(rolname, pg_namespace.oid, 'create')",
    ),
    (
        "tables of the login role's own, for a while",
        "select datname from pg_database where datname = current_database() and has_database_privilege('pillars_app', oid, 'temporary')",
    ),
    (
        "a login role or viewer that is strong, owns something or takes rights without asking",
        "select rolname from pg_roles r where (rolname like 'viewer\\_%' or rolname = 'pillars_app') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit or exists (select from pg_class where relowner = r.oid) or exists (select from pg_proc where proowner = r.oid))",
    ),
    (
        "a login role that may become more than a viewer",
        "select rolname from pg_roles where pg_has_role('pillars_app', oid, 'member') and rolname <> 'pillars_app' and rolname not in ('viewer_anonymous', 'viewer_member', 'viewer_assessor', 'viewer_operator', 'viewer_system')",
    ),
    (
        "no limit of time on what the login role runs, waits for or leaves open",
        "select wanted from unnest(array['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) wanted where not exists (select from pg_roles where rolname = 'pillars_app' and rolconfig::text like '%' || wanted || '=%')",
    ),
];

#[tokio::test]
async fn the_catalogue_has_no_hole() {
    let database = ground().database().await;
    let owner = Sql::connect(&ground().owner_url(&database)).await;
    let mut found = Vec::new();
    for (meaning, question) in FINDINGS {
        for place in owner.column(question).await {
            found.push(format!("{meaning}: {place}"));
        }
    }
    ground().drop_database(&database).await;
    assert_eq!(found, [""; 0]);
}
