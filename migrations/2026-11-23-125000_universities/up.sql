-- What operators keep of a university beside its name: whether it is closed, whether its invoices need a purchase-order number,
-- what they note of it, and when its people last signed in.

alter table university
  add column version int not null default 1,
  add column purchase_order_needed boolean not null default false,
  add column state text not null default 'OPEN' check (state in ('OPEN', 'CLOSED')),
  add column closed_on date,
  add column closed_reason text check (length(closed_reason) between 1 and 2000),
  add check ((state = 'CLOSED') = (closed_on is not null)),
  add check ((state = 'CLOSED') = (closed_reason is not null));
create index university_called_in_order on university (name, id);

create table university_note (
  university_id uuid not null references university,
  id uuid primary key,
  text text not null check (length(text) between 1 and 4000),
  written_at timestamptz not null,
  written_by uuid not null references person
);
create index university_note_university on university_note (university_id, written_at desc);

-- Kept apart from the person: those who know somebody do not see what they do elsewhere (T2).
create table last_sign_in (
  person_id uuid primary key references person on delete cascade,
  at timestamptz not null
);
insert into last_sign_in select person_id, max(created_at) from session group by 1;

-- A university's timeline, and what the scheme's chain says of it.
create index trail_university_at on trail (university_id, at desc, id desc);
create index trail_scheme_subject on trail (subject_id, at desc) where university_id = '00000000-0000-0000-0000-000000000000';

-- A closed university applies for nothing.
create function keep_closed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from university u where u.id = new.university_id and u.state = 'CLOSED') then
    raise exception 'the university is closed (L1)' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger closed before insert on application for each row execute function keep_closed();
