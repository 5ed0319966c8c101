-- An address that a mail server refuses for good gets no more letters until an operator lifts it.

alter table letter drop constraint letter_state_check;
alter table letter add constraint letter_state_check check (state in ('QUEUED', 'SENT', 'FAILED', 'BOUNCED', 'SUPPRESSED'));

create table suppressed_address (
  id uuid primary key,
  -- As it is compared: in lower case.
  address text not null unique check (address = lower(address)),
  -- What the mail server said of it.
  why text not null,
  since timestamptz not null,
  -- The letter that was refused.
  letter_id uuid references letter on delete set null
);
create index suppressed_address_since on suppressed_address (since desc, id desc);
