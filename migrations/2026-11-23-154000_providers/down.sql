-- Secrets stay sealed: they are entered anew.
drop function manager_signs_in_by_own(uuid);
drop policy if exists member on provider;
drop policy if exists member_shares on provider;
drop policy if exists operator on provider;
drop policy if exists member_signs_in on university;
drop trigger opened on provider;
drop function take_in_use();
drop trigger brings_providers on university;
drop function bring_providers();
drop function vouches(uuid, uuid);
alter table university drop column shared_sign_in;
alter table university add column provider_id uuid references provider;
update university u set provider_id = (select p.id from provider p where p.of_university = u.id or p.shared order by p.of_university is null, p.id limit 1);
alter table provider alter column client_secret type text using encode(client_secret, 'base64');
alter table provider
  drop column of_university, drop column shared, drop column state, drop column version, drop column next_client_id, drop column next_secret,
  drop column checks, drop column checked_at, drop column checked_version;
