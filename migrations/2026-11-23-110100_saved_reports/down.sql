alter table export drop column period, drop column called, drop column saved_report_id;
drop table saved_report;
