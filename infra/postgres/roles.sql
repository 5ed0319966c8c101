-- The two roles of the product and the rights on its database. Run as a superuser connected to that database,
-- once or again; migrations then run as pillars_owner, and the product as pillars_app.
--
--   createdb pillars
--   psql -d pillars -c "set pillars.owner_password = '…'" -c "set pillars.app_password = '…'" -f infra/postgres/roles.sql
--
-- pillars_owner is no superuser: it owns the database and may make the viewers' roles.
-- pillars_app owns nothing and inherits nothing, so that row-level security binds it (T1).

do $$
declare
  named text;
begin
  foreach named in array array['pillars_owner', 'pillars_app'] loop
    if not exists (select from pg_roles where rolname = named) then
      execute format('create role %I', named);
    end if;
  end loop;
  execute format(
    'alter role pillars_owner login nosuperuser nobypassrls noreplication createrole inherit password %L',
    current_setting('pillars.owner_password'));
  execute format(
    'alter role pillars_app login nosuperuser nobypassrls noreplication nocreaterole nocreatedb noinherit password %L',
    current_setting('pillars.app_password'));
  execute format('alter database %I owner to pillars_owner', current_database());
  execute format('alter database %I set timezone to ''UTC''', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to pillars_app', current_database());
end
$$;

revoke create on schema public from public;

-- A statement, a wait for a lock or a transaction left open never outlives the request it served.
alter role pillars_app set statement_timeout = '15s';
alter role pillars_app set lock_timeout = '5s';
alter role pillars_app set idle_in_transaction_session_timeout = '30s';
