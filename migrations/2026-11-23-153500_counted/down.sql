drop index award_counted;
drop index application_counted;
