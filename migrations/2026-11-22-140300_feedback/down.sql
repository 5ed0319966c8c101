drop table feedback_draft;
