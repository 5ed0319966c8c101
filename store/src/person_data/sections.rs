//! The sections, each with the statement that gives its rows.

use super::Section;

const fn section(name: &'static str, title: &'static str, rows: &'static str) -> Section {
    Section { name, title, rows }
}

/// Every section, in the order they are read. A test holds them to every column that says who.
pub const SECTIONS: [Section; 38] = [
    section(
        "person",
        "Who you are",
        "select id, name, email, erased_at from person where id = {who}",
    ),
    section(
        "identities",
        "How you sign in",
        "select issuer, subject from identity where person_id = {who} order by 1, 2",
    ),
    section(
        "roles",
        "What you are at universities and for the scheme",
        "select u.name as university, m.role, m.signed_in_at from member m join university u on u.id = m.university_id where m.person_id = {who} \
         union all select null, s.role, null from staff s where s.person_id = {who} order by 1, 2",
    ),
    section(
        "former_universities",
        "Universities that you belonged to",
        "select u.name as university from former_member f join university u on u.id = f.university_id where f.person_id = {who} order by 1",
    ),
    section(
        "invitations",
        "Invitations to you, and by you",
        "select u.name as university, i.person_id = {who} as to_you, coalesce(i.invited_by = {who}, false) as by_you, i.invited_at, i.expires_at, i.accepted_at from invitation i join university u on u.id = i.university_id \
         where i.person_id = {who} or i.invited_by = {who} \
         union all select null, i.person_id = {who}, coalesce(i.invited_by = {who}, false), i.invited_at, i.expires_at, i.accepted_at from staff_invitation i \
         where i.person_id = {who} or i.invited_by = {who} order by 4",
    ),
    section(
        "sessions",
        "Where you are and were signed in",
        "select s.role, u.name as university, s.created_at, s.authenticated_at, s.seen_at, s.expires_at, s.ended_at, s.address, s.browser, s.acting_reason, s.acting_until \
         from session s left join university u on u.id = s.acting_university where s.person_id = {who} order by s.created_at",
    ),
    section(
        "last_sign_in",
        "When you last signed in",
        "select at from last_sign_in where person_id = {who}",
    ),
    section(
        "letters",
        "Letters to you",
        "select queued_at, sent_at, kind, address, subject, text, state, problem from letter where person_id = {who} order by queued_at, id",
    ),
    section(
        "mail_preferences",
        "Which letters you want, and when",
        "select unwanted, quiet_from, quiet_until, digest_hour, updated_at from mail_preference where person_id = {who}",
    ),
    section(
        "suppressed_addresses",
        "Your address, where it gets no letters",
        "select s.address, s.why, s.since from suppressed_address s join person p on lower(p.email) = s.address where p.id = {who}",
    ),
    section(
        "tokens",
        "Machine tokens that you made or revoked",
        "select t.name, t.prefix, u.name as university, array(select n.name from university n where n.id = any(t.universities) order by 1) as universities, t.areas, t.writes, t.role, t.made_by = {who} as made_by_you, t.made_at, t.expires_on, t.used_at, \
         case when t.made_by = {who} then t.used_from end as used_from, t.revoked_at from token t left join university u on u.id = t.acting_university \
         where t.made_by = {who} or t.revoked_by = {who} order by t.made_at, t.id",
    ),
    section(
        "trail_of_what_you_did",
        "What you did",
        "select t.at, u.name as university, a.reference as application, t.act, t.summary, t.before, t.after, t.origin from trail t \
         left join university u on u.id = t.university_id left join application a on a.id = t.application_id where t.actor_id = {who} order by t.at, t.seq",
    ),
    section(
        "trail_about_you",
        "What others did that is about you",
        "select t.at, u.name as university, t.act, t.summary, t.after from trail t left join university u on u.id = t.university_id \
         where t.subject_id = {who} and t.actor_id is distinct from {who} order by t.at, t.seq",
    ),
    section(
        "applications",
        "Applications that you had a part in",
        "select u.name as university, a.reference, a.state, a.submitted_on, a.decided_on from application a join university u on u.id = a.university_id \
         where a.assessor_id = {who} or a.second_assessor_id = {who} or a.id in (select t.application_id from trail t where t.actor_id = {who}) order by 1, 2",
    ),
    section(
        "self_ratings",
        "Ratings that you wrote",
        "select a.reference, r.criterion, r.value, r.statement, null::text as programme, r.updated_at from self_rating r join application a on a.id = r.application_id where r.updated_by = {who} \
         union all select a.reference, r.criterion, r.value, r.statement, p.name, r.updated_at from rating_exception r join application a on a.id = r.application_id \
           join programme p on p.id = r.programme_id where r.updated_by = {who} order by 1, 2",
    ),
    section(
        "evidence",
        "Evidence that you added",
        "select e.title, e.kind, e.url, f.name as file, f.size, f.sha256, e.covers_from, e.covers_to, e.added_at from evidence e left join evidence_file f on f.evidence_id = e.id where e.added_by = {who} order by e.added_at, e.id",
    ),
    section(
        "evidence_requests",
        "Questions that you asked or answered",
        "select a.reference, q.criteria, case when q.asked_by = {who} then q.question end as asked, q.asked_at, case when q.answered_by = {who} then q.answer end as answered, q.answered_at \
         from evidence_request q join application a on a.id = q.application_id where q.asked_by = {who} or q.answered_by = {who} order by q.asked_at, q.id",
    ),
    section(
        "marks",
        "Marks that you gave",
        "select a.reference, j.criterion, j.value, j.note, false as second, j.updated_at from judgement j join application a on a.id = j.application_id where j.updated_by = {who} \
         union all select a.reference, j.criterion, j.value, j.note, true, j.updated_at from second_judgement j join application a on a.id = j.application_id where j.updated_by = {who} \
         union all select a.reference, b.criterion, b.value, null, null, b.marked_on from blind_mark b join application a on a.id = b.application_id where b.person_id = {who} order by 1, 2",
    ),
    section(
        "outcomes",
        "Outcomes that you confirmed, and differences that you settled",
        "select a.reference, o.pillar, o.level_rank, o.reason, o.confirmed_at from outcome o join application a on a.id = o.application_id where o.confirmed_by = {who} \
         union all select a.reference, o.pillar, o.level_rank, o.reason, o.confirmed_at from second_outcome o join application a on a.id = o.application_id where o.confirmed_by = {who} \
         union all select a.reference, null, null, m.settled_reason, m.settled_at from second_marking m join application a on a.id = m.application_id where m.settled_by = {who} order by 1, 2",
    ),
    section(
        "decisions",
        "Decisions that you made",
        "select a.reference, d.level, d.feedback, d.decided_at from decision d join application a on a.id = d.application_id where d.decided_by = {who} \
         union all select a.reference, null, d.feedback, d.made_at from pending_decision d join application a on a.id = d.application_id where d.made_by = {who} order by 1",
    ),
    section(
        "feedback_drafts",
        "Feedback that you are writing",
        "select a.reference, d.text, d.updated_at from feedback_draft d join application a on a.id = d.application_id where d.person_id = {who} order by 1",
    ),
    section(
        "samples",
        "Programmes that you looked at more closely",
        "select a.reference, p.name as programme, s.why, s.finding, s.note, s.chosen_at from sampled_programme s join application a on a.id = s.application_id join programme p on p.id = s.programme_id where s.chosen_by = {who} order by 1, 2",
    ),
    section(
        "calibration",
        "How you marked the calibration set",
        "select g.name, m.criterion, m.value, m.marked_at from calibration_mark m join gold_case g on g.id = m.case_id where m.person_id = {who} \
         union all select 'finished', null, null, c.finished_at from calibration c where c.person_id = {who} \
         union all select g.name, null, null, g.made_at from gold_case g where g.made_by = {who} order by 1, 2",
    ),
    section(
        "contributions",
        "Programmes that you are named on, and whom you may follow",
        "select u.name as university, p.name as programme, null::int as follows_as from programme_contributor c join university u on u.id = c.university_id join programme p on p.id = c.programme_id where c.person_id = {who} \
         union all select u.name, null, s.place from successor s join university u on u.id = s.university_id where s.person_id = {who} order by 1, 2",
    ),
    section(
        "assessor",
        "What assigning knows of you",
        "select f.capacity, f.levels, f.schemes, f.languages, f.updated_at from assessor_profile f where f.person_id = {who}",
    ),
    section(
        "absences",
        "When you are away",
        "select from_on, back_on, set_at from assessor_absence where person_id = {who} order by 1",
    ),
    section(
        "conflicts",
        "Conflicts and coaching that were declared of you",
        "select u.name as university, null::text as programme, c.reason, c.declared_at from declared_conflict c join university u on u.id = c.university_id where c.person_id = {who} \
         union all select u.name, p.name, null, c.declared_at from coached_programme c join university u on u.id = c.university_id join programme p on p.id = c.programme_id where c.person_id = {who} order by 1, 2",
    ),
    section(
        "handed_back",
        "Cases that you handed back",
        "select a.reference, h.reason, h.handed_at from handed_back h join application a on a.id = h.application_id where h.person_id = {who} order by 3",
    ),
    section(
        "holds",
        "Applications that you put on hold or let go on",
        "select a.reference, case when h.held_by = {who} then h.reason end as reason, h.held_at, h.resumed_at from application_hold h join application a on a.id = h.application_id where h.held_by = {who} or h.resumed_by = {who} order by 3",
    ),
    section(
        "phrases",
        "Phrases that you keep",
        "select kind, title, text, updated_at from phrase where person_id = {who} order by 1, 2",
    ),
    section(
        "views",
        "Views that you keep, and what you have seen",
        "select v.list, v.name, v.address, v.shared, v.updated_at from saved_view v where v.person_id = {who} \
         union all select 'SEEN', a.reference, null, null, null from case_seen c join application a on a.id = c.application_id where c.person_id = {who} order by 1, 2",
    ),
    section(
        "notes",
        "Notes that you wrote of universities",
        "select u.name as university, n.text, n.written_at from university_note n join university u on u.id = n.university_id where n.written_by = {who} order by 3",
    ),
    section(
        "imports",
        "Rows of imports that name you",
        "select i.file_name, r.number, r.cells from import_row r join import i on i.id = r.import_id join person p on p.id = {who} \
         where r.cells::text ilike '%' || replace(replace(p.email, '\\', '\\\\'), '_', '\\_') || '%' order by 1, 2",
    ),
    section(
        "domains",
        "E-mail domains that you wrote down",
        "select u.name as university, d.name as domain, d.added_at from university_domain d join university u on u.id = d.university_id where d.added_by = {who} order by 3, 2",
    ),
    section(
        "claim_rules",
        "Rules of who comes in that you wrote",
        "select u.name as university, c.claim, c.value, c.role, c.made_at from claim_rule c join university u on u.id = c.university_id where c.made_by = {who} order by 5, 2, 3",
    ),
    section(
        "join_requests",
        "Requests to join, that you wrote or answered",
        "select q.university, q.domain, case when lower(q.email) = lower(p.email) then q.address end as address, q.position, q.asked_at, q.state, q.reason, \
         coalesce(q.answered_by = {who}, false) as answered_by_you from join_request q join person p on p.id = {who} \
         where lower(q.email) = lower(p.email) or q.answered_by = {who} order by q.asked_at, q.id",
    ),
    section(
        "money",
        "Quotes and payments that you dealt with",
        "select 'quote' as what, q.number, q.issued_on as day, q.issued_by = {who} as issued, q.accepted_by = {who} as accepted from quote q where q.issued_by = {who} or q.accepted_by = {who} \
         union all select 'payment', p.reference, p.received_on, null, null from payment p where p.recorded_by = {who} order by 3, 2",
    ),
    section(
        "work",
        "Files, reports and acts on many that you made",
        "select 'import' as what, i.file_name as name, i.created_at as at from import i where i.created_by = {who} or i.acted_by = {who} \
         union all select 'export', e.report, e.made_at from export e where e.made_by = {who} or e.of_person = {who} \
         union all select 'saved report', r.name, r.made_at from saved_report r where r.made_by = {who} \
         union all select 'act on many', b.kind, b.made_at from bulk_act b where b.made_by = {who} \
         union all select 'assigning', null, r.applied_at from assignment_run r where r.applied_by = {who} or r.undone_by = {who} \
         union all select 'letter wording', t.kind, t.changed_at from letter_template t where t.changed_by = {who} \
         union all select 'remembered answer', null, y.created_at from idempotency y where y.person_id = {who} order by 3",
    ),
];
