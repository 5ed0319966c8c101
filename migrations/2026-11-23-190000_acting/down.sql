-- Whoever acts for a university signs in again.
delete from session where acting_from is not null;
alter table session drop constraint session_acts, drop column acting_from, drop column acting_reason, drop column acting_until;
