drop function administers();
drop table staff_invitation;
