-- Saved reports: what operators take away again and again, by hand or by schedule.

create table saved_report (
  id uuid primary key,
  name text not null check (length(name) between 1 and 80),
  report text not null check (report in ('APPLICATIONS', 'INVOICES', 'AWARDS', 'UNIVERSITIES', 'DECISIONS')),
  -- What is asked for, as the API took it.
  asked jsonb not null,
  column_names text[] not null check (cardinality(column_names) > 0),
  narrowed text[] not null default '{}',
  format text not null check (format in ('CSV', 'XLSX')),
  every text check (every in ('WEEK', 'MONTH')),
  -- Of a week, Monday 1 to Sunday 7; of a month, 1 to 31.
  day int,
  -- The first day whose run is owed: the day it was saved, or went on.
  since date not null,
  paused boolean not null default false,
  made_by uuid not null references person,
  made_at timestamptz not null,
  removed_at timestamptz,
  check ((every is null) = (day is null)),
  check (day between 1 and case every when 'WEEK' then 7 else 31 end)
);

-- A run is an export; one for each period.
alter table export add column saved_report_id uuid references saved_report;
alter table export add column called text;
alter table export add column period date;
alter table export add check (period is null or saved_report_id is not null);
alter table export add check ((called is null) = (saved_report_id is null));
create unique index export_period on export (saved_report_id, period);
create index export_run on export (saved_report_id, id);
