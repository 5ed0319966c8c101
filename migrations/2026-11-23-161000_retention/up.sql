-- What goes when its time is over (E7): its row says since when the file, or the rows, are there no more.
alter table evidence_file add column removed_on date check (removed_on is null or state = 'CLEAN');
create index evidence_file_kept on evidence_file (university_id, evidence_id) where state = 'CLEAN' and removed_on is null;
alter table import add column emptied_on date;
