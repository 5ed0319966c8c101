do $$ begin
  execute replace(replace(pg_get_functiondef('assigning_assessors(uuid[])'::regprocedure), '(who uuid[])', '(who uuid)'), 'p.id = any(who))', 'p.id = who)');
end $$;
drop function assigning_assessors(uuid[]);
drop function assessors_seen();
drop trigger words on university;
drop trigger words on programme;
drop trigger words_without on application_programme;
drop trigger words_with on application_programme;
drop trigger words on application;
drop function words_of_name(), words_of_programmes(), words_of_new(), keep_words(uuid[]), words_of(application);
do $$ begin
  execute replace(pg_get_functiondef('keep_application'::regproc), $is$array['version', 'updated_at', 'words']$is$, $was$array['version', 'updated_at']$was$);
end $$;
alter table application drop column words;
alter table letter drop column sought;
drop index letter_state, application_by_update, application_by_due, application_by_reference, application_by_state, award_by_number, orders_by_number, invoice_open, invoice_place;
