drop table trail_head, trail, award_programme, award, decision, evidence_tie, evidence_file, evidence, evidence_request,
  outcome, judgement, self_rating, application_programme, application, orders, programme, tenant_counter, member, university,
  register_entry, counter, job, idempotency, sign_in, session, staff, identity, provider, person, edition cascade;
drop function if exists trail_hash;
drop function refuse_after_decision, refuse_change, chain_trail, publish_award, number_award, number_order, number_application,
  viewer_today, viewer_university, viewer_person;
