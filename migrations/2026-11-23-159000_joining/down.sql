drop table join_request;
drop function keep_join_request();
