alter table letter drop column told;
drop table letter_template;
