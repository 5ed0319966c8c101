-- Feedback as its assessor is writing it: theirs alone. What is released stands with the decision.
create table feedback_draft (
  university_id uuid not null,
  application_id uuid not null,
  person_id uuid not null references person,
  text text not null check (length(text) <= 20000),
  version int not null check (version > 0),
  updated_at timestamptz not null,
  primary key (application_id, person_id),
  foreign key (university_id, application_id) references application (university_id, id)
);
