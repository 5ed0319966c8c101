drop trigger immutable on edition;
drop trigger immutable_truncate on edition;
drop trigger remember_member on member;
drop trigger untied on application;
drop trigger untied on judgement;
drop trigger untied on outcome;
drop trigger untied on evidence_request;
drop trigger untied on decision;
drop trigger life on application;
drop trigger settled on application_programme;
drop trigger decided on judgement;
drop trigger decided on outcome;
drop trigger decided on self_rating;
drop trigger decided on evidence_tie;
drop trigger decided on evidence_request;
drop trigger decided on decision;
drop trigger declared on evidence_file;
drop trigger decided on evidence;
drop trigger within on outcome;
drop trigger life on evidence_request;
drop trigger follows on decision;
drop trigger follows on application;
drop trigger follows on award;
drop trigger follows on award_programme;
drop trigger keeps on award;
drop trigger keeps on award_programme;
drop trigger alone on award_programme;
do $$ declare t text; begin
  foreach t in array array['application', 'application_programme', 'judgement', 'outcome', 'self_rating', 'evidence_tie', 'evidence_request', 'decision', 'award', 'award_programme'] loop
    execute format('drop trigger kept_truncate on %I', t);
  end loop;
end $$;
drop index award_of_application;
drop table application_move, former_member;
drop function award_alone, keep_award_programme, keep_award, decision_follows, check_decision, keep_request, outcome_within, keep_evidence,
  keep_file, keep_decision, keep_decided, keep_programmes, keep_application, refuse_tied, is_tied, email_domain, remember_member,
  edition_level, keep_edition, refuse_truncate, sees_what_is_committed, refuse;

create function refuse_after_decision() returns trigger language plpgsql as $$
begin
  if exists (select 1 from decision d where d.application_id = coalesce(new.application_id, old.application_id)) then
    raise exception 'a decided application does not change (J7)' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger decided before insert or update or delete on judgement for each row execute function refuse_after_decision();
create trigger decided before insert or update or delete on outcome for each row execute function refuse_after_decision();
create trigger decided before insert or update or delete on self_rating for each row execute function refuse_after_decision();
create trigger decided before insert or update or delete on evidence_tie for each row execute function refuse_after_decision();
create trigger decided before update or delete on decision for each row execute function refuse_after_decision();
