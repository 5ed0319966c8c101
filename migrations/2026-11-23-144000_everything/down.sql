delete from export where report = 'EVERYTHING';
alter table export
  drop constraint export_zip_check,
  drop constraint export_report_check,
  drop constraint export_format_check,
  drop constraint export_column_names_check,
  add constraint export_report_check check (report in ('APPLICATIONS', 'INVOICES', 'AWARDS', 'UNIVERSITIES', 'DECISIONS')),
  add constraint export_format_check check (format in ('CSV', 'XLSX')),
  add constraint export_column_names_check check (cardinality(column_names) > 0);
