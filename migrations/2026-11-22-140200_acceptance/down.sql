create or replace function keep_request() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'OPEN' or new.due_on < viewer_today() then
      perform refuse('an evidence request begins open, and is due today at the earliest', 'J5');
    end if;
    return null;
  end if;
  if tg_op = 'DELETE' then
    perform refuse('an evidence request is not taken back', 'J5');
  end if;
  if (new.id, new.criteria, new.question, new.due_on, new.round, new.asked_at, new.asked_by)
      is distinct from (old.id, old.criteria, old.question, old.due_on, old.round, old.asked_at, old.asked_by) then
    perform refuse('a question stays as it was asked', 'J5');
  end if;
  if new.state <> old.state and not (
      old.state = 'OPEN' and new.state = 'ANSWERED' and new.answer is not null
      or old.state = 'OPEN' and new.state = 'LAPSED' and old.due_on < viewer_today()
      or old.state = 'ANSWERED' and new.state = 'CLOSED') then
    perform refuse(format('an evidence request does not go from %s to %s like this', old.state, new.state), 'L1');
  end if;
  return null;
end $$;

alter table evidence_request drop column closed_at, drop column accepted;
