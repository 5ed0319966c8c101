-- An operator's token for some universities alone: it sees and changes what is theirs, and nothing of the scheme's own.
alter table token
  add column universities uuid[],
  add constraint token_narrowed check (universities is null or acting_university is null and cardinality(universities) between 1 and 50
    and array_position(universities, null) is null and not 'SCHEME' = any(areas));

-- To which universities whoever looks is kept, whatever else they might see; nobody but by such a token.
create function viewer_universities() returns uuid[] language sql stable as
  $$ select nullif(current_setting('viewer.universities', true), '')::uuid[] $$;
-- True for whoever is kept to none, and null for the others: planners take "is not null" for what nearly always holds, so that nothing is planned
-- otherwise for everybody else.
create function viewer_everywhere() returns boolean language sql stable as
  $$ select true where nullif(current_setting('viewer.universities', true), '') is null $$;
