drop table saved_view;
drop table case_seen;
