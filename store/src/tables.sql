-- Prints store/src/tables.rs from the database's own catalogue; tests/it/database.rs holds the file to it.
with c as (
  select k.relname as t, a.attname as col, a.attnum,
    case when a.attnotnull then '' else 'Nullable<' end || case ty.typname when 'uuid' then 'Uuid' when 'text' then 'Text' when 'int4' then 'Int4' when 'int8' then 'Int8' when 'float8' then 'Float8'
      when 'date' then 'Date' when 'timestamptz' then 'Timestamptz' when 'jsonb' then 'Jsonb' when 'bool' then 'Bool' when 'bytea' then 'Bytea'
      when '_text' then 'Array<Text>' when '_uuid' then 'Array<Uuid>' when '_int4' then 'Array<Int4>' else 'UNKNOWN_' || ty.typname end || case when a.attnotnull then '' else '>' end as ty
  from pg_class k join pg_namespace n on n.oid = k.relnamespace join pg_attribute a on a.attrelid = k.oid and a.attnum > 0 and not a.attisdropped join pg_type ty on ty.oid = a.atttypid
  where n.nspname = 'public' and k.relkind = 'r' and k.relname not like '\_\_%'
), p as (
  select k.relname as t, string_agg(a.attname, ', ' order by x.ord) as pk
  from pg_index i join pg_class k on k.oid = i.indrelid cross join lateral unnest(i.indkey) with ordinality x(n, ord) join pg_attribute a on a.attrelid = k.oid and a.attnum = x.n where i.indisprimary group by 1
)
select '// Generated from the database by tables.sql; do not edit.' || E'\n\n' ||
  string_agg(d, E'\n\n' order by t) || E'\n\ndiesel::allow_tables_to_appear_in_same_query!(\n' || string_agg('    ' || t || ',', E'\n' order by t) || E'\n);'
from (select c.t, 'diesel::table! {' || E'\n    ' || c.t || ' (' || p.pk || E') {\n' || string_agg('        ' || col || ' -> ' || ty || ',', E'\n' order by attnum) || E'\n    }\n}' as d from c join p on p.t = c.t group by c.t, p.pk) s;
