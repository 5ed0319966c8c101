-- What the list of universities counts of each, it counts in an index.
create index application_counted on application (university_id, state);
create index award_counted on award (university_id, expires_on, ended_on, awarded_on);
