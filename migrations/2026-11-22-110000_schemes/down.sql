alter table university drop column scheme;
