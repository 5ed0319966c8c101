-- An operator who acts for a university does so by their own session, for a while, and says why; afterwards it acts as it did before (U11).
alter table session
  -- What they act as for the scheme, and again afterwards.
  add column acting_from text check (acting_from in ('OPERATOR', 'ADMINISTRATOR')),
  add column acting_reason text check (length(acting_reason) between 10 and 300),
  add column acting_until timestamptz,
  add constraint session_acts check (num_nulls(acting_from, acting_reason, acting_until) in (0, 3)
    and (acting_from is null or acting_university is not null and role in ('MANAGER', 'VIEWER') and invitation_id is null));
