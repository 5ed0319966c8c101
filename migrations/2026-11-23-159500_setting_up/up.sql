-- A session by an invitation, of a first manager who sets up how their university signs in: there is nowhere yet to sign in. It does that
-- alone, and lasts no longer than the invitation as it was sent (U6).
alter table session add column invitation_id uuid, add constraint session_sets_up check (invitation_id is null or provider_id is null and role = 'MANAGER');
