drop trigger closed on application;
drop function keep_closed();
drop table last_sign_in, university_note;
drop index university_called_in_order, trail_university_at, trail_scheme_subject;
alter table university drop column version, drop column purchase_order_needed, drop column state, drop column closed_on, drop column closed_reason;
