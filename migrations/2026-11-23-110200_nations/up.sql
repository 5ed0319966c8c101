-- Where a university is, as far as it is known.
alter table university add column nation text check (nation in ('ENGLAND', 'SCOTLAND', 'WALES', 'NORTHERN_IRELAND'));
