drop table suppressed_address;
alter table letter drop constraint letter_state_check;
update letter set state = 'FAILED' where state in ('BOUNCED', 'SUPPRESSED');
alter table letter add constraint letter_state_check check (state in ('QUEUED', 'SENT', 'FAILED'));
