-- Who may see and change which rows: all of it, on one screen. Re-applied after every migration, so it says what is, not what changed.
set local client_min_messages = warning;
-- One role for each kind of viewer; the login role pillars_app inherits none and takes one with SET LOCAL ROLE at the start of a transaction.
do $$ declare r text; begin
  foreach r in array array['viewer_anonymous', 'viewer_member', 'viewer_assessor', 'viewer_operator', 'viewer_system'] loop
    if not exists (select from pg_roles where rolname = r) then execute format('create role %I nologin noinherit', r); end if;
    execute format('grant %I to pillars_app', r);
  end loop;
end $$;

-- What a policy asks of the viewer in a select of its own is asked once a statement, not once a row: lists of everything are counted by it.
-- Start from nothing, on every table: no policy, no grant, row-level security forced on owners too.
do $$ declare t record; begin
  for t in select p.polname, c.relname from pg_policy p join pg_class c on c.oid = p.polrelid loop execute format('drop policy %I on %I', t.polname, t.relname); end loop;
  for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and c.relname <> '__diesel_schema_migrations' loop
    execute format('alter table %I enable row level security; alter table %1$I force row level security', t.relname);
    execute format('revoke all on %I from public, pillars_app, viewer_anonymous, viewer_member, viewer_assessor, viewer_operator, viewer_system', t.relname);
    -- The owner's own hands: migrations, and the trigger functions that run as the owner.
    execute format('create policy owner on %I to %I using (current_user = %L) with check (current_user = %2$L)', t.relname, current_user, current_user);
    execute format('grant select, insert, update, delete on %I to viewer_system', t.relname);
    execute format('create policy system on %I to viewer_system using ((select viewer_today()) is not null) with check (viewer_today() is not null)', t.relname);
  end loop;
end $$;
revoke execute on all functions in schema public from public;
revoke create on schema public from public;
revoke all on __diesel_schema_migrations from public;
grant select on __diesel_schema_migrations to viewer_system;
grant usage on schema public to viewer_anonymous, viewer_member, viewer_assessor, viewer_operator, viewer_system;
grant execute on function viewer_person(), viewer_university(), viewer_universities(), viewer_everywhere(), viewer_today(), trail_hash(trail) to viewer_anonymous, viewer_member, viewer_assessor, viewer_operator, viewer_system;
revoke update, delete on trail from viewer_system;
-- Written by triggers that run as the owner, and by nobody else.
revoke insert, update, delete on trail_head, trail_redaction, counter, register_entry, former_member, invoice, credit_note, payment, blind_mark from viewer_system;
-- What the migrations say, nobody else does.
revoke insert, update, delete on application_move from viewer_system;

-- Open to everybody: the standard and the register.
grant select on edition, register_entry to viewer_anonymous, viewer_member, viewer_assessor, viewer_operator;
create policy everybody on edition for select to viewer_anonymous, viewer_member, viewer_assessor, viewer_operator using ((select viewer_today()) is not null);
create policy everybody on register_entry for select to viewer_anonymous, viewer_member, viewer_assessor, viewer_operator using ((select viewer_today()) is not null);
-- So is how alike assessors marked in a year, without names.
grant select on yearly_agreement to viewer_anonymous, viewer_member, viewer_assessor, viewer_operator;
create policy everybody on yearly_agreement for select to viewer_anonymous, viewer_member, viewer_assessor, viewer_operator using ((select viewer_today()) is not null);

-- Signed in, whoever you are: which letters you want; your own remembered answers; jobs can be left, never read.
grant select, insert, update on mail_preference to viewer_member, viewer_assessor, viewer_operator;
create policy own on mail_preference to viewer_member, viewer_assessor, viewer_operator using (person_id = viewer_person()) with check (person_id = viewer_person());
grant select, insert, update on idempotency to viewer_member, viewer_assessor, viewer_operator;
create policy own on idempotency to viewer_member, viewer_assessor, viewer_operator using (person_id = viewer_person()) with check (person_id = viewer_person());
grant insert on job to viewer_member, viewer_assessor, viewer_operator;
create policy leave on job for insert to viewer_member, viewer_assessor, viewer_operator with check (viewer_person() is not null);

-- A member of a university: that university, and nothing else (T1, T2).
grant select on university, member, person, staff, programme, application, application_programme, self_rating, judgement, outcome, evidence_request, evidence, evidence_file, evidence_tie, orders, decision, award, award_programme, trail, tenant_counter, former_member, invoice, credit_note, payment, balance, quote, quoted_application, application_hold to viewer_member;
-- A second assessor's marks: none are theirs, so no policy follows.
grant select on second_judgement, second_outcome to viewer_member;
grant insert on programme, application, application_programme, self_rating, evidence, evidence_file, evidence_tie, orders, trail, tenant_counter to viewer_member;
grant update on programme, application, self_rating, evidence, evidence_file, evidence_tie, evidence_request, tenant_counter to viewer_member;
grant delete on evidence, evidence_file, evidence_tie, application_programme to viewer_member;
-- How its programmes are run, and which of an award's run so no longer (P4, A5).
grant select on delivery_framework, departure to viewer_member, viewer_assessor, viewer_operator;
grant insert, update on delivery_framework to viewer_member;
create policy member on university for select to viewer_member using (id = viewer_university());
create policy member on person for select to viewer_member using (id = viewer_person() or exists (select from member m where m.person_id = person.id));
create policy member on staff for select to viewer_member using (person_id = viewer_person());
do $$ declare t text; begin
  foreach t in array array['member', 'former_member', 'tenant_counter', 'delivery_framework', 'programme', 'application', 'application_programme', 'self_rating', 'evidence_request', 'evidence', 'evidence_file', 'evidence_tie', 'orders', 'invoice', 'credit_note', 'payment', 'decision', 'award', 'award_programme', 'application_hold'] loop
    execute format('create policy member on %I to viewer_member using (university_id = viewer_university()) with check (university_id = viewer_university())', t);
  end loop;
  -- The assessor's marks are shown when the decision is.
  foreach t in array array['judgement', 'outcome'] loop
    execute format('create policy member on %I for select to viewer_member using (university_id = viewer_university() and exists (select from decision d where d.application_id = %1$I.application_id))', t);
  end loop;
end $$;

create policy member on trail for select to viewer_member using (university_id = viewer_university()
  and (act not in ('criterion.judged', 'outcome.confirmed', 'decision.made', 'decision.recalled', 'feedback.drafted', 'sample.chosen', 'sample.found', 'sample.left_out') or exists (select from decision d where d.application_id = trail.application_id))
  -- The university sees one decision; who marked it second, and how, stays the scheme's (J6).
  and act not like 'second\_marking.%');
create policy member_tells on trail for insert to viewer_member with check (university_id = viewer_university());

-- An assessor: what is assigned to them to mark first or second, and for twelve months after the decision (T3); a lead assessor what is sampled
-- besides, until it is decided (J6). Everything else hangs on seeing the application.
grant select on university, member, person, staff, programme, application, application_programme, self_rating, judgement, outcome, evidence_request, evidence, evidence_file, evidence_tie, orders, decision, award, award_programme, trail, former_member, invoice, credit_note, payment, balance, quote, quoted_application, application_hold to viewer_assessor;
grant select (id, second_mark_percent, second_mark_new_below, recall_minutes, same_assessor_at_most, calibrate_new, calibration_pass_percent, version) on setting to viewer_assessor;
grant select on pending_decision, second_marking, second_judgement, second_outcome to viewer_assessor;
grant insert on judgement, outcome, evidence_request, trail, pending_decision, second_judgement, second_outcome to viewer_assessor;
grant update on judgement, outcome, evidence_request, application, second_marking, second_judgement, second_outcome to viewer_assessor;
grant delete on outcome, pending_decision, second_outcome to viewer_assessor;
create policy assessor on application to viewer_assessor
  using ((assessor_id = viewer_person() or second_assessor_id = viewer_person()) and (decided_on is null or decided_on + interval '12 months' > viewer_today())
    or (state = 'MODERATION' or second_assessor_id is not null) and state not in ('DECIDED', 'WITHDRAWN') and (select is_lead()))
  with check (assessor_id = viewer_person() or second_assessor_id = viewer_person() or (select is_lead()));
do $$ declare t text; begin
  foreach t in array array['application_programme', 'self_rating', 'evidence_request', 'evidence_tie', 'decision', 'application_hold'] loop
    execute format('create policy assessor on %I to viewer_assessor using (exists (select from application a where a.id = %1$I.application_id and a.university_id = %1$I.university_id)) with check (exists (select from application a where a.id = %1$I.application_id and a.university_id = %1$I.university_id))', t);
  end loop;
end $$;
-- Blind both ways until both are in (J6): the second does not see the first's marks, nor the first the second's; nor does the trail tell.
create policy assessor on second_marking to viewer_assessor
  using (exists (select from application a where a.id = second_marking.application_id and a.university_id = second_marking.university_id))
  with check (exists (select from application a where a.id = second_marking.application_id and a.university_id = second_marking.university_id));
do $$ declare t text; begin
  foreach t in array array['judgement', 'outcome'] loop
    execute format('create policy assessor on %I to viewer_assessor
      using (exists (select from application a where a.id = %1$I.application_id and a.university_id = %1$I.university_id
        and (a.second_assessor_id is distinct from viewer_person() or exists (select from second_marking m where m.application_id = a.id and m.submitted_at is not null))))
      with check (exists (select from application a where a.id = %1$I.application_id and a.university_id = %1$I.university_id and a.second_assessor_id is distinct from viewer_person()))', t);
  end loop;
  foreach t in array array['second_judgement', 'second_outcome'] loop
    execute format('create policy assessor on %I to viewer_assessor
      using (exists (select from application a where a.id = %1$I.application_id and a.university_id = %1$I.university_id
        and (a.second_assessor_id = viewer_person() or exists (select from second_marking m where m.application_id = a.id and m.submitted_at is not null))))
      with check (exists (select from application a where a.id = %1$I.application_id and a.university_id = %1$I.university_id and a.second_assessor_id = viewer_person()))', t);
  end loop;
end $$;
create policy assessor on pending_decision to viewer_assessor
  using (exists (select from application a where a.id = pending_decision.application_id and a.university_id = pending_decision.university_id and a.second_assessor_id is distinct from viewer_person()))
  with check (made_by = viewer_person());
create policy assessor on setting for select to viewer_assessor using ((select viewer_person()) is not null);
create policy assessor on trail for select to viewer_assessor using (exists (select from application a where a.id = trail.application_id and (
  actor_id = viewer_person()
  or exists (select from second_marking m where m.application_id = a.id and m.submitted_at is not null)
  or act not in ('criterion.judged', 'outcome.confirmed', 'decision.made', 'decision.recalled', 'feedback.drafted', 'evidence.request_closed', 'sample.chosen', 'sample.found', 'sample.left_out') and a.second_assessor_id = viewer_person()
  or act not like 'second\_marking.%' and a.second_assessor_id is distinct from viewer_person())));
-- Which documents they read of those that they see.
create policy assessor_reads on trail for insert to viewer_assessor
  with check (actor_id = viewer_person() and act = 'document.read' and exists (select from university u where u.id = trail.university_id));
create policy assessor_tells on trail for insert to viewer_assessor with check (exists (select from application a where a.id = trail.application_id and a.university_id = trail.university_id));
create policy assessor on university for select to viewer_assessor using (exists (select from application a where a.university_id = university.id));
create policy assessor on programme for select to viewer_assessor using (exists (select from application_programme x where x.programme_id = programme.id));
create policy assessor on delivery_framework for select to viewer_assessor
  using (exists (select from programme p where p.framework_id = delivery_framework.id) or exists (select from application a where a.framework_id = delivery_framework.id));
create policy assessor on orders for select to viewer_assessor using (exists (select from application a where a.order_id = orders.id));
create policy assessor on invoice for select to viewer_assessor using (exists (select from application a where a.order_id = invoice.order_id));
create policy assessor on credit_note for select to viewer_assessor using (exists (select from invoice i where i.id = credit_note.invoice_id));
create policy assessor on payment for select to viewer_assessor using (exists (select from invoice i where i.id = payment.invoice_id));
create policy assessor on evidence for select to viewer_assessor using (exists (select from evidence_tie x where x.evidence_id = evidence.id));
create policy assessor on evidence_file for select to viewer_assessor using (exists (select from evidence_tie x where x.evidence_id = evidence_file.evidence_id));
create policy assessor on award for select to viewer_assessor
  using (exists (select from award_programme x where x.award_id = award.id) or exists (select from application a where a.id = award.application_id));
create policy assessor on award_programme for select to viewer_assessor
  using (exists (select from application_programme x where x.programme_id = award_programme.programme_id));
create policy assessor on person for select to viewer_assessor using (id = viewer_person());
create policy assessor on member for select to viewer_assessor using (person_id = viewer_person());
create policy assessor on former_member for select to viewer_assessor using (person_id = viewer_person());
create policy assessor on staff for select to viewer_assessor using (person_id = viewer_person());

-- Feedback they are writing on what they judge first, theirs alone.
grant select, insert, update on feedback_draft to viewer_assessor;
create policy own on feedback_draft to viewer_assessor
  using (person_id = viewer_person() and exists (select from application a where a.id = feedback_draft.application_id and a.university_id = feedback_draft.university_id and a.assessor_id = viewer_person()))
  with check (person_id = viewer_person() and exists (select from application a where a.id = feedback_draft.application_id and a.university_id = feedback_draft.university_id and a.assessor_id = viewer_person()));
-- What one has seen, and the views one keeps; those who run the scheme see each other's that are shared.
grant select, insert, update on case_seen to viewer_member, viewer_assessor, viewer_operator;
create policy own on case_seen to viewer_member, viewer_assessor, viewer_operator using (person_id = viewer_person())
  with check (person_id = viewer_person() and exists (select from application a where a.id = case_seen.application_id and a.university_id = case_seen.university_id));
grant select, insert, update, delete on saved_view to viewer_member, viewer_assessor, viewer_operator;
create policy own on saved_view to viewer_member, viewer_assessor using (person_id = viewer_person()) with check (person_id = viewer_person() and not shared);
create policy operator on saved_view to viewer_operator using (person_id = viewer_person()) with check (person_id = viewer_person());
create policy shared on saved_view for select to viewer_operator using (shared and viewer_person() is not null);

-- Their own phrases, and nobody else's; the scheme's chain of the trail hears of them.
grant select, insert, update, delete on phrase to viewer_assessor;
create policy own on phrase to viewer_assessor using (person_id = viewer_person()) with check (person_id = viewer_person());
create policy assessor_keeps on trail for insert to viewer_assessor
  with check (university_id = '00000000-0000-0000-0000-000000000000' and application_id is null and actor_id = viewer_person() and act in ('phrase.saved', 'phrase.removed', 'view.saved', 'view.removed', 'mail.preferences_set'));

-- What differs between the programmes of one application is the university's to say; which were looked at more closely, and what
-- was found there, is the assessor's who decides, blind to whoever marks second (J6), and shown to the university with the decision.
grant select on rating_exception, evidence_programme, sampled_programme to viewer_member, viewer_assessor, viewer_operator;
grant insert, delete on rating_exception, evidence_programme to viewer_member;
grant update on rating_exception to viewer_member;
grant insert, update, delete on sampled_programme to viewer_assessor;
do $$ declare t text; begin
  foreach t in array array['rating_exception', 'evidence_programme'] loop
    execute format('create policy member on %I to viewer_member using (university_id = viewer_university()) with check (university_id = viewer_university())', t);
    execute format('create policy assessor on %I for select to viewer_assessor using (exists (select from application a where a.id = %1$I.application_id and a.university_id = %1$I.university_id))', t);
  end loop;
  foreach t in array array['rating_exception', 'evidence_programme', 'sampled_programme'] loop
    execute format('create policy operator on %I for select to viewer_operator using ((select viewer_person()) is not null)', t);
  end loop;
end $$;
create policy member on sampled_programme for select to viewer_member
  using (university_id = viewer_university() and exists (select from decision d where d.application_id = sampled_programme.application_id));
create policy assessor on sampled_programme to viewer_assessor
  using (exists (select from application a where a.id = sampled_programme.application_id and a.university_id = sampled_programme.university_id
    and (a.second_assessor_id is distinct from viewer_person() or exists (select from second_marking m where m.application_id = a.id and m.submitted_at is not null))))
  with check (exists (select from application a where a.id = sampled_programme.application_id and a.university_id = sampled_programme.university_id and a.assessor_id = viewer_person()));

-- An operator: the scheme's side of every case; they judge nothing and rate nothing.
grant select on university, member, person, staff, programme, application, application_programme, self_rating, judgement, outcome, evidence_request, evidence, evidence_file, evidence_tie, orders, decision, award, award_programme, trail, tenant_counter, former_member, invoice, credit_note, payment, balance, quote, quoted_application, application_hold to viewer_operator;
grant select on pending_decision, second_marking, second_judgement, second_outcome to viewer_operator;
-- Not the number that cases are drawn with: nobody foresees a draw.
grant select (id, second_mark_percent, second_mark_new_below, recall_minutes, same_assessor_at_most, calibrate_new, calibration_pass_percent, version), update (second_mark_percent, second_mark_new_below, recall_minutes, same_assessor_at_most, calibrate_new, calibration_pass_percent, version) on setting to viewer_operator;
grant insert on edition, trail, application_hold, application, application_programme, tenant_counter to viewer_operator;
grant update on application, orders, award, application_hold, tenant_counter to viewer_operator;
-- To hold what a draft is started for against other writers; what it is, its university says.
grant update (version) on programme to viewer_operator;
create policy operator on edition for insert to viewer_operator with check (viewer_person() is not null);
do $$ declare t text; begin
  foreach t in array array['university', 'member', 'person', 'delivery_framework', 'programme', 'application', 'application_programme', 'self_rating', 'judgement', 'outcome', 'evidence_request', 'evidence', 'evidence_file', 'evidence_tie', 'orders', 'decision', 'award', 'award_programme', 'trail', 'tenant_counter', 'former_member', 'invoice', 'credit_note', 'pending_decision', 'second_marking', 'second_judgement', 'second_outcome', 'setting', 'application_hold'] loop
    execute format('create policy operator on %I to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null)', t);
  end loop;
end $$;

-- What arrives is noted by whoever notes it; credit notes are written by a function, for their numbers (M6).
grant insert on payment to viewer_operator;
create policy operator on payment for select to viewer_operator using ((select viewer_person()) is not null);
create policy operator_notes on payment for insert to viewer_operator with check (recorded_by = viewer_person());
grant execute on function credit(uuid, bigint, text), invoice_again(uuid, text) to viewer_operator;
grant select on balance to viewer_system;
-- A quote is offered by operators, or kept and accepted by the university; either takes it back (M6). Assessors judge, whatever it costs.
grant insert on quote, quoted_application to viewer_operator, viewer_member;
grant update (state, reason) on quote to viewer_operator;
grant update (state, purchase_order, accepted_on, accepted_by, accepted_per_mille, reason) on quote to viewer_member;
create policy member on quote for select to viewer_member using (university_id = viewer_university());
create policy member_keeps on quote for insert to viewer_member with check (university_id = viewer_university() and issued_by = viewer_person() and price_list is not null);
create policy member_ends on quote for update to viewer_member using (university_id = viewer_university())
  with check (university_id = viewer_university() and (state = 'ACCEPTED' and accepted_by = viewer_person() or state = 'WITHDRAWN'));
create policy member on quoted_application to viewer_member using (university_id = viewer_university()) with check (university_id = viewer_university());
create policy operator on quote for select to viewer_operator using ((select viewer_person()) is not null);
create policy operator_offers on quote for insert to viewer_operator with check (issued_by = viewer_person() and order_id is not null);
create policy operator_withdraws on quote for update to viewer_operator using ((select viewer_person()) is not null) with check (state = 'WITHDRAWN');
create policy operator on quoted_application to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);

-- Assessors as assigning looks at them: an assessor says what ties them and when they are away; how much they take on and what
-- they can judge, operators and lead assessors say. What of everybody's work is seen by whom, two functions say (W1, W2).
grant select, insert, update, delete on assessor_absence to viewer_assessor, viewer_operator;
grant select, insert, delete on declared_conflict, coached_programme to viewer_assessor, viewer_operator;
grant select, insert, update on assessor_profile to viewer_assessor, viewer_operator;
grant select on handed_back to viewer_assessor, viewer_operator;
do $$ declare t text; begin
  foreach t in array array['assessor_absence', 'declared_conflict', 'coached_programme'] loop
    execute format('create policy assessor on %I to viewer_assessor using (person_id = viewer_person()) with check (person_id = viewer_person())', t);
    execute format('create policy operator on %I to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null)', t);
  end loop;
end $$;
create policy assessor on handed_back for select to viewer_assessor using (person_id = viewer_person());
create policy operator on handed_back for select to viewer_operator using ((select viewer_person()) is not null);
create policy assessor on assessor_profile for select to viewer_assessor using (person_id = viewer_person());
create policy lead on assessor_profile to viewer_assessor using (is_lead()) with check (is_lead());
create policy operator on assessor_profile to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);
-- What they say of themselves is told in the scheme's own chain.
create policy assessor_tells_of_assessors on trail for insert to viewer_assessor
  with check (university_id = '00000000-0000-0000-0000-000000000000' and application_id is null and actor_id = viewer_person() and act like 'assessor.%');
-- What was assigned together, operators keep and take back. An assessor takes a case and hands one back by functions, because
-- they may not see the one before nor the other after (W4, W5, T3).
grant select, insert, update on assignment_run, assignment_move to viewer_operator;
create policy operator on assignment_run to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);
create policy operator on assignment_move to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);
grant execute on function take_case(uuid, boolean, date, timestamptz), hand_back_case(uuid, text, timestamptz), take_second(uuid, timestamptz), hand_back_second(uuid, text, timestamptz) to viewer_assessor;
grant execute on function is_lead(), assessors_seen(), assigning_assessors(uuid[]), assigning_cases(uuid), university_names(text) to viewer_assessor, viewer_operator;
-- What operators do to many applications at once; the work is done as whoever asked for it, and ended by the system where they left.
grant select, insert, update on bulk_act, bulk_row to viewer_operator;
grant select, update on bulk_act, bulk_row to viewer_system;
create policy operator on bulk_act to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);
create policy operator on bulk_row to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);
-- The calibration set: assessors read what there is to mark, mark it for themselves, and see the known marks when they have finished; whose
-- case it was made from is not told. Operators and lead assessors make it, and operators see how everybody marked it (J6, T3).
grant select (id, edition_id, level_rank, name, made_at, retired_at) on gold_case to viewer_assessor;
grant select on gold_criterion, gold_mark, calibration_mark, calibration to viewer_assessor;
grant insert on gold_case, gold_criterion, gold_mark, calibration_mark, calibration to viewer_assessor;
grant update (retired_at) on gold_case to viewer_assessor, viewer_operator;
grant update (value, marked_at) on calibration_mark to viewer_assessor;
grant select on gold_case, gold_criterion, gold_mark, calibration_mark, calibration to viewer_operator;
grant insert on gold_case, gold_criterion, gold_mark to viewer_operator;
create policy assessor on gold_case for select to viewer_assessor using ((select viewer_person()) is not null);
create policy assessor on gold_criterion for select to viewer_assessor using (exists (select from gold_case g where g.id = gold_criterion.case_id
  and (g.retired_at is null or exists (select from calibration_mark m where m.case_id = g.id and m.person_id = viewer_person()))));
create policy assessor on gold_mark for select to viewer_assessor using (exists (select from calibration c where c.person_id = viewer_person()));
create policy assessor on calibration_mark to viewer_assessor using (person_id = viewer_person()) with check (person_id = viewer_person());
create policy assessor on calibration to viewer_assessor using (person_id = viewer_person()) with check (person_id = viewer_person());
do $$ declare t text; begin
  foreach t in array array['gold_case', 'gold_criterion', 'gold_mark'] loop
    execute format('create policy lead on %I to viewer_assessor using (is_lead()) with check (is_lead())', t);
    execute format('create policy operator on %I to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null)', t);
  end loop;
  foreach t in array array['calibration_mark', 'calibration'] loop
    execute format('create policy operator on %I for select to viewer_operator using ((select viewer_person()) is not null)', t);
  end loop;
end $$;
create policy assessor_tells_of_calibration on trail for insert to viewer_assessor
  with check (university_id = '00000000-0000-0000-0000-000000000000' and application_id is null and actor_id = viewer_person() and act like 'calibration.%');
-- What two gave blind nobody reads row by row: a function gives what measuring takes, without saying of whom to whom it is not said (J6).
grant execute on function consistency_marks(date, date) to viewer_assessor, viewer_operator, viewer_system;

-- Imports: operators send files and say what becomes of them; their rows are written by jobs alone (B1-B3).
grant select, insert, update on import to viewer_operator;
grant select on import_row to viewer_operator;
create policy operator on import to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);
create policy operator on import_row for select to viewer_operator using ((select viewer_person()) is not null);
grant execute on function remove_unused(text, uuid), remove_imported_member(uuid, uuid, text) to viewer_system;

-- Exports: operators ask for them and fetch them; they are written by jobs.
grant select, insert on export to viewer_operator;
-- What somebody takes away of what is held of themself is theirs alone.
create policy operator on export to viewer_operator using ((select viewer_person()) is not null and (of_person is distinct from made_by or made_by = viewer_person())) with check (made_by = viewer_person());

-- That a job was given up, and of what kind; what it was about stays the system's.
grant select (id, kind, failed_at, done_at) on job to viewer_operator;
create policy failed on job for select to viewer_operator using (failed_at is not null);

-- What was written to whom operators see, and send again; the rest is the jobs'.
-- but for the address by which its reader stops letters like it.
grant select (id, person_id, address, subject, text, state, problem, queued_at, sent_at, kind, goes_at, digest, digest_id, sought), update (state, problem, queued_at, goes_at, digest, digest_id) on letter to viewer_operator;
create policy operator on letter to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);
-- So are the addresses that get no more letters, and lifting one.
grant select, delete on suppressed_address to viewer_operator;
create policy operator on suppressed_address to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);
-- And how letters are worded.
grant select, insert, update on letter_template to viewer_operator;
create policy operator on letter_template to viewer_operator using ((select viewer_person()) is not null) with check (changed_by = viewer_person());

-- Saved reports are every operator's to see and to run.
grant select, insert, update on saved_report to viewer_operator;
create policy operator on saved_report to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);

-- So are the universities that ask to join: what they wrote stays as it is.
grant select, update (state, answered_at, answered_by, reason, became, version) on join_request to viewer_operator;
create policy operator on join_request to viewer_operator using ((select viewer_person()) is not null) with check (answered_by = viewer_person());

do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;

-- What operators keep of universities is theirs alone: notes, and when people last signed in.
grant insert (id, name, slug, short_code, scheme, nation, external_reference, purchase_order_needed) on university to viewer_operator;
grant update (name, nation, external_reference, purchase_order_needed, state, closed_on, closed_reason, version) on university to viewer_operator;
-- By which one goes on as another, a function alone says.
grant execute on function merge_parts(uuid, uuid), merge_university(uuid, uuid, date, text) to viewer_operator;
grant select, insert, delete on university_note to viewer_operator;
create policy operator on university_note for select to viewer_operator using ((select viewer_person()) is not null);
create policy operator_writes on university_note for insert to viewer_operator with check (written_by = viewer_person());
create policy operator_removes on university_note for delete to viewer_operator using (written_by = viewer_person());
grant select on last_sign_in to viewer_operator;
create policy operator on last_sign_in for select to viewer_operator using ((select viewer_person()) is not null);
grant select (person_id) on identity to viewer_operator;
create policy operator on identity for select to viewer_operator using ((select viewer_person()) is not null);

-- A university's managers say who belongs to it, and operators who begins; whoever is added comes in by an invitation.
grant execute on function new_person(text, text) to viewer_member, viewer_operator, viewer_system;
create policy member_knew on person for select to viewer_member using (exists (select from former_member f where f.person_id = person.id));
-- By whose rules somebody is what they are, the system says (U7).
grant insert (university_id, person_id, role), delete, update (role) on member to viewer_member, viewer_operator;
create policy operator_says on member to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);
grant select, insert, update on invitation to viewer_member, viewer_operator;
create policy member on invitation to viewer_member using (university_id = viewer_university()) with check (university_id = viewer_university() and invited_by = viewer_person());
create policy operator on invitation to viewer_operator using ((select viewer_person()) is not null) with check (invited_by = viewer_person());

-- On which programmes contributors work, and who follows the last manager, a university's managers say (U9, U10).
grant select, insert, update, delete on programme_contributor, successor to viewer_member, viewer_operator;
do $$ declare t text; begin
  foreach t in array array['programme_contributor', 'successor'] loop
    execute format('create policy member on %I to viewer_member using (university_id = viewer_university()) with check (university_id = viewer_university())', t);
    execute format('create policy operator on %I to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null)', t);
  end loop;
end $$;

-- Who works for the scheme operators see; administrators say who runs it, and operators who judges for it (U8).
grant insert, delete on staff to viewer_operator;
create policy operator on staff for select to viewer_operator using ((select viewer_person()) is not null);
create policy operator_employs on staff for insert to viewer_operator with check (viewer_person() is not null and (role in ('ASSESSOR', 'LEAD_ASSESSOR') or administers()));
create policy operator_lets_go on staff for delete to viewer_operator using (viewer_person() is not null and (role in ('ASSESSOR', 'LEAD_ASSESSOR') or administers()));
grant execute on function administers() to viewer_operator;
grant select, insert, update on staff_invitation to viewer_operator;
create policy operator on staff_invitation to viewer_operator using ((select viewer_person()) is not null) with check (invited_by = viewer_person());

-- Machines' tokens: a university's are its own, operators see all; nobody reads what opens, and all that changes is that one is revoked.
grant select (id, acting_university, name, prefix, areas, writes, made_by, role, made_at, expires_on, used_at, used_from, revoked_at, revoked_by, universities), insert, update (revoked_at, revoked_by) on token to viewer_member, viewer_operator;
create policy member on token for select to viewer_member using (acting_university = viewer_university());
create policy member_makes on token for insert to viewer_member with check (acting_university = viewer_university() and made_by = viewer_person() and revoked_at is null and used_at is null);
create policy member_revokes on token for update to viewer_member using (acting_university = viewer_university()) with check (acting_university = viewer_university() and revoked_by = viewer_person());
create policy operator on token for select to viewer_operator using ((select viewer_person()) is not null);
create policy operator_makes on token for insert to viewer_operator with check (acting_university is null and made_by = viewer_person() and revoked_at is null and used_at is null);
create policy operator_revokes on token for update to viewer_operator using ((select viewer_person()) is not null) with check (revoked_by = viewer_person());

-- Whoever is signed in sees where, and ends it; what opens a session nobody reads.
grant select (id, person_id, role, acting_university, created_at, seen_at, expires_at, authenticated_at, address, browser, ended_at), update (ended_at) on session to viewer_member, viewer_assessor, viewer_operator;
create policy own on session for select to viewer_member, viewer_assessor, viewer_operator using (person_id = viewer_person());
create policy own_ends on session for update to viewer_member, viewer_assessor, viewer_operator using (person_id = viewer_person()) with check (person_id = viewer_person() and ended_at is not null);
grant execute on function own_session_universities() to viewer_member, viewer_assessor, viewer_operator;
create policy assessor_ends on trail for insert to viewer_assessor
  with check (university_id = '00000000-0000-0000-0000-000000000000' and application_id is null and actor_id = viewer_person() and act = 'session.ended');
-- How a university's people sign in is its own to say; what opens a provider is read by nobody.
grant select (id, of_university, shared, slug, name, issuer, client_id, next_client_id, state, version, checks, checked_at, checked_version),
  insert, update (name, issuer, next_client_id, next_secret, state, version, checks, checked_at, checked_version) on provider to viewer_member, viewer_operator;
create policy member on provider to viewer_member using (of_university = viewer_university()) with check (of_university = viewer_university());
grant update (shared_sign_in) on university to viewer_member, viewer_operator;
create policy member_signs_in on university for update to viewer_member using (id = viewer_university()) with check (id = viewer_university());
grant execute on function manager_signs_in_by_own(uuid) to viewer_member, viewer_operator;
grant execute on function vouches(uuid, uuid) to viewer_system;
create policy member_shares on provider for select to viewer_member using (shared and state = 'OPEN');
create policy operator on provider to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null and of_university is not null);

-- The e-mail domains that lead to its sign-in: that one is verified, the system says, or an operator does.
grant select, delete, insert (university_id, id, name, token, added_at, added_by), update (checked_at, found) on university_domain to viewer_member, viewer_operator;
grant update (verified_at, verified_by) on university_domain to viewer_operator;
create policy member on university_domain to viewer_member using (university_id = viewer_university()) with check (university_id = viewer_university());
create policy operator on university_domain to viewer_operator using ((select viewer_person()) is not null) with check (viewer_person() is not null);

-- What is held of people: everybody takes away what is held of them, a university's managers everything of it, and operators both; they
-- count what is held of somebody, and erase it, by functions (T6).
grant select, insert on export to viewer_member, viewer_assessor;
create policy own on export for select to viewer_member, viewer_assessor using (made_by = viewer_person() and of_person = viewer_person());
create policy own_takes on export for insert to viewer_member, viewer_assessor with check (made_by = viewer_person() and of_person = viewer_person());
create policy manager on export for select to viewer_member using (made_by = viewer_person() and of_university = viewer_university()
  and exists (select from member m where m.university_id = of_university and m.person_id = viewer_person() and m.role = 'MANAGER'));
create policy manager_takes on export for insert to viewer_member with check (made_by = viewer_person() and of_university = viewer_university()
  and exists (select from member m where m.university_id = of_university and m.person_id = viewer_person() and m.role = 'MANAGER'));
create policy own_pack on trail for insert to viewer_member, viewer_assessor with check (university_id = '00000000-0000-0000-0000-000000000000'
  and application_id is null and actor_id = viewer_person() and act in ('person.exported', 'export.made', 'export.opened'));
grant execute on function person_parts(uuid), erase_person(uuid, uuid, timestamptz) to viewer_operator;
-- And who comes in by what its own providers say of them (U7).
grant select, insert, delete on claim_rule to viewer_member, viewer_operator;
create policy member on claim_rule to viewer_member using (university_id = viewer_university()) with check (university_id = viewer_university() and made_by = viewer_person());
create policy operator on claim_rule to viewer_operator using ((select viewer_person()) is not null) with check (made_by = viewer_person());

-- An operator's token for some universities: whatever is said above, it sees and changes what is theirs, also by what runs as the owner. What belongs
-- to no university is closed to it, but what is everybody's, its own remembered answers, the jobs that it leaves, the scheme's settings to read, and the
-- people of those universities and the scheme's.
do $$ declare t record; verb text; begin
  for t in select c.relname, case when exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'university_id') then 'university_id' when c.relname = 'university' then 'id' end as of_it
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '__diesel_schema_migrations' loop
    if t.of_it is not null then
      execute format('create policy narrowed on %I as restrictive to viewer_operator, %I using ((select viewer_everywhere()) is not null or %I = any((select viewer_universities())::uuid[]))
        with check ((select viewer_everywhere()) is not null or %3$I = any((select viewer_universities())::uuid[]))', t.relname, current_user, t.of_it);
    elsif t.relname in ('edition', 'register_entry', 'yearly_agreement', 'setting', 'staff', 'person') then
      foreach verb in array array['insert', 'update', 'delete'] loop
        execute format('create policy narrowed_%s on %I as restrictive for %1$s to viewer_operator %3$s %4$s', verb, t.relname,
          case when verb <> 'insert' then 'using ((select viewer_everywhere()) is not null)' end, case when verb <> 'delete' then 'with check ((select viewer_everywhere()) is not null)' end);
      end loop;
    elsif t.relname = 'job' then
      create policy narrowed on job as restrictive for select to viewer_operator using ((select viewer_everywhere()) is not null);
    elsif t.relname <> 'idempotency' then
      execute format('create policy narrowed on %I as restrictive to viewer_operator using ((select viewer_everywhere()) is not null) with check ((select viewer_everywhere()) is not null)', t.relname);
    end if;
  end loop;
end $$;
create policy narrowed on person as restrictive for select to viewer_operator using ((select viewer_everywhere()) is not null or exists (select from staff s where s.person_id = person.id)
  or exists (select from member m where m.person_id = person.id) or exists (select from former_member f where f.person_id = person.id));
