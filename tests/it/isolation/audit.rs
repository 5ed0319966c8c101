//! The catalogue itself: what PostgreSQL would let the login role do, whatever today's code asks.

use tests::ground;
use tests::sql::Sql;

/// What must find nothing, and what it would mean.
const FINDINGS: [(&str, &str); 25] = [
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
    (
        "a thing of ours where nothing else here looks for it",
        "select n.nspname || '.' || relname from pg_class c join pg_namespace n on n.oid = relnamespace where n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public') \
         union all select n.nspname || '.' || proname from pg_proc p join pg_namespace n on n.oid = pronamespace where n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public')",
    ),
    (
        "a part of a table that is reached by its own name, past what the whole holds",
        "select c.oid::regclass::text from pg_class c, pg_roles where relispartition and not (relrowsecurity and relforcerowsecurity) and (rolname like 'viewer\\_%' or rolname = 'pillars_app') and has_table_privilege(rolname, c.oid, 'select')",
    ),
    (
        // The three functions that ask turn what is not there, and what is empty, into null.
        "a policy, or a function that it asks, that takes who asks from a setting without minding that there is none",
        "select polrelid::regclass || '.' || polname from pg_policy where concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) like '%current_setting%' \
         union all select oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace and prosrc ~ 'current_setting\\(''viewer\\.' and prosrc !~ 'nullif\\(current_setting\\(''viewer\\.[a-z]+'', true\\), ''''\\)'",
    ),
    (
        "a login role that reads the server's files, runs its programs, or reads or watches everything",
        "select strong.rolname from pg_roles strong where strong.rolname like 'pg\\_%' and pg_has_role('pillars_app', strong.oid, 'member')",
    ),
    (
        "a column that the login role reaches without a viewer",
        "select oid::regclass || ': ' || privilege from pg_class, unnest(array['select', 'insert', 'update', 'references']) privilege where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') and has_any_column_privilege('pillars_app', oid, privilege)",
    ),
    (
        "a sequence by which one learns how much there is",
        "select rolname || ' ' || s.oid::regclass || ': ' || privilege from pg_class s, pg_roles, unnest(array['usage', 'select', 'update']) privilege where s.relkind = 'S' and relnamespace = 'public'::regnamespace and (rolname = 'pillars_app' or rolname like 'viewer\\_%' and rolname <> 'viewer_system') and has_sequence_privilege(rolname, s.oid, privilege)",
    ),
    (
        "rights on things that are made later",
        "select pg_get_userbyid(defaclrole) || ' ' || defaclobjtype::text || ': ' || item::text from pg_default_acl, unnest(defaclacl) item where item::text ~ '^(|pillars_app|viewer_[a-z]+)='",
    ),
    (
        "a viewer that logs in, or that another than the login role may become",
        "select rolname from pg_roles where rolname like 'viewer\\_%' and rolcanlogin \
         union all select r.rolname || ' to ' || v.rolname from pg_auth_members m join pg_roles v on v.oid = m.roleid and v.rolname like 'viewer\\_%' join pg_roles r on r.oid = m.member where r.rolname <> 'pillars_app' and not m.admin_option",
    ),
];

/// Holes that are made on purpose in a database, and what finds each.
const HOLES: [(&str, &str); 12] = [
    (
        "create table open_to_all (id uuid)",
        "a table without row-level security",
    ),
    (
        "alter table quote no force row level security",
        "a table without row-level security",
    ),
    (
        "do $$ declare p text; begin for p in select polname from pg_policy where polrelid = 'quote'::regclass loop execute format('drop policy %I on quote', p); end loop; end $$",
        "a table that no policy speaks of",
    ),
    (
        "alter table quote alter university_id drop not null",
        "a row that may belong to no university",
    ),
    (
        "create policy hole on quote for select to viewer_member using (true)",
        "a policy that lets everything through",
    ),
    (
        "grant select on quote to pillars_app",
        "a table that the login role reaches",
    ),
    (
        "grant select (id) on quote to pillars_app",
        "a column that the login role reaches",
    ),
    (
        "grant truncate on quote to viewer_member",
        "a viewer that may empty",
    ),
    (
        "create view seen as select * from quote",
        "a view that looks with its owner's eyes",
    ),
    (
        "create schema aside; create table aside.seen (id uuid)",
        "a thing of ours where nothing else",
    ),
    (
        "create table parts (id uuid) partition by list (id); create table part partition of parts default; grant select on part to viewer_member",
        "a part of a table",
    ),
    (
        "create policy hole on quote for select to viewer_member using (current_setting('viewer.person') <> '')",
        "a policy, or a function that it asks",
    ),
];

/// What the catalogue of a database lets through.
async fn findings(owner: &Sql) -> Vec<String> {
    let mut found = Vec::new();
    for (meaning, question) in FINDINGS {
        for place in owner.column(question).await {
            found.push(format!("{meaning}: {place}"));
        }
    }
    found
}

#[tokio::test]
async fn the_catalogue_has_no_hole() {
    let database = ground().database().await;
    let owner = Sql::connect(&ground().owner_url(&database)).await;
    let found = findings(&owner).await;
    ground().drop_database(&database).await;
    assert_eq!(found, [""; 0]);
}

#[tokio::test]
async fn a_hole_that_is_made_is_found_by_its_meaning() {
    let database = ground().database().await;
    let owner = Sql::connect(&ground().owner_url(&database)).await;
    for (hole, meaning) in HOLES {
        owner.run(&format!("begin; {hole}")).await;
        let found = findings(&owner).await;
        owner.run("rollback").await;
        assert!(
            found.iter().any(|f| f.starts_with(meaning)),
            "{hole}: {found:?}"
        );
    }
    ground().drop_database(&database).await;
}
