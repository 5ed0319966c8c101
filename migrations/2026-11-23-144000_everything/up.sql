-- Everything of one university is taken away like a report: written by a job, kept for a week (T4). It has no columns of its own.
alter table export
  drop constraint export_report_check,
  drop constraint export_format_check,
  drop constraint export_column_names_check,
  add constraint export_report_check check (report in ('APPLICATIONS', 'INVOICES', 'AWARDS', 'UNIVERSITIES', 'DECISIONS', 'EVERYTHING')),
  add constraint export_format_check check (format in ('CSV', 'XLSX', 'ZIP')),
  add constraint export_column_names_check check ((cardinality(column_names) = 0) = (report = 'EVERYTHING')),
  add constraint export_zip_check check ((format = 'ZIP') = (report = 'EVERYTHING'));
