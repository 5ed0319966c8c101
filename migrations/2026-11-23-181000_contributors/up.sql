-- Contributors work on the programmes that they are named on (U9). It goes with the programme, also to another university; it means
-- nothing while somebody is no contributor, so that what was taken back is there again.
create table programme_contributor (
  university_id uuid not null,
  programme_id uuid not null,
  person_id uuid not null references person,
  primary key (university_id, programme_id, person_id),
  foreign key (university_id, programme_id) references programme (university_id, id) on update cascade on delete cascade
);
create index programme_contributor_person on programme_contributor (person_id, university_id);

-- Until now they worked on all of them.
insert into programme_contributor select m.university_id, p.id, m.person_id from member m join programme p on p.university_id = m.university_id where m.role = 'CONTRIBUTOR';

-- Who is erased contributes nothing (T6).
create function erased_contributes_nothing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from programme_contributor c where c.person_id = new.id;
  return null;
end $$;
create trigger contributes_nothing after update of erased_at on person for each row when (new.erased_at is not null) execute function erased_contributes_nothing();
