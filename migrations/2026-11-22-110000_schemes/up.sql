-- A tenant takes part in one scheme; which edition it applies by follows from that (S1).
alter table university add column scheme text not null default 'university' check (scheme ~ '^[a-z0-9-]{1,40}$');
