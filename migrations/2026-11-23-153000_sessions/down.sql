drop policy if exists own_ends on session;
drop function own_session_universities();
alter table sign_in drop column again_of;
drop index session_of;
alter table session drop column id, drop column provider_id, drop column authenticated_at, drop column address, drop column browser, drop column ended_at;
