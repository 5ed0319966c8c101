alter table university drop column nation;
