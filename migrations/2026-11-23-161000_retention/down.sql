drop index evidence_file_kept;
alter table evidence_file drop column removed_on;
alter table import drop column emptied_on;
