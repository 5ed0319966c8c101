drop function erase_person, person_parts, import_rows_of, lines_of, without_names, names_pattern, names_of, runs_the_scheme;
create or replace function refuse_change() returns trigger language plpgsql as $$
begin raise exception 'the audit trail is append-only (T4)' using errcode = 'restrict_violation'; end $$;
drop table trail_redaction;
drop function keep_redaction, redacted_hash;
-- What policies say of the columns that go.
drop policy if exists operator on export;
drop policy if exists own on export;
drop policy if exists own_takes on export;
drop policy if exists manager on export;
drop policy if exists manager_takes on export;
delete from export where report = 'PERSON';
drop index export_of_person;
alter table export
  drop constraint export_of_person,
  drop constraint export_of_university,
  drop column of_person,
  drop column of_university,
  drop constraint export_report_check,
  drop constraint export_column_names_check,
  drop constraint export_zip_check,
  add constraint export_report_check check (report in ('APPLICATIONS', 'INVOICES', 'AWARDS', 'UNIVERSITIES', 'DECISIONS', 'TRAIL', 'EVERYTHING')),
  add constraint export_column_names_check check ((cardinality(column_names) = 0) = (report = 'EVERYTHING')),
  add constraint export_zip_check check ((format = 'ZIP') = (report = 'EVERYTHING'));
alter table person drop column erased_at;
