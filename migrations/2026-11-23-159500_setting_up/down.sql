alter table session drop column invitation_id;
