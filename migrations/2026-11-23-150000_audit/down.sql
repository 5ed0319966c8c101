delete from export where report = 'TRAIL';
delete from saved_report where report = 'TRAIL';
alter table saved_report
  drop constraint saved_report_report_check,
  add constraint saved_report_report_check check (report in ('APPLICATIONS', 'INVOICES', 'AWARDS', 'UNIVERSITIES', 'DECISIONS'));
alter table export
  drop constraint export_report_check,
  add constraint export_report_check check (report in ('APPLICATIONS', 'INVOICES', 'AWARDS', 'UNIVERSITIES', 'DECISIONS', 'EVERYTHING'));
drop index trail_actor;
drop index trail_act;
drop index trail_at;
