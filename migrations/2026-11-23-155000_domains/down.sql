drop trigger brings_domains on university;
drop function bring_domains();
drop table university_domain;
