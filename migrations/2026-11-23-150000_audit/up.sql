-- The trail as a list, newest first: of everybody, of one act, of one person. A university's own has an index already.
create index trail_at on trail (at desc, id desc);
create index trail_act on trail (act, at desc, id desc);
create index trail_actor on trail (actor_id, at desc, id desc);

-- It is taken away like any other report.
alter table export
  drop constraint export_report_check,
  add constraint export_report_check check (report in ('APPLICATIONS', 'INVOICES', 'AWARDS', 'UNIVERSITIES', 'DECISIONS', 'TRAIL', 'EVERYTHING'));
alter table saved_report
  drop constraint saved_report_report_check,
  add constraint saved_report_report_check check (report in ('APPLICATIONS', 'INVOICES', 'AWARDS', 'UNIVERSITIES', 'DECISIONS', 'TRAIL'));
