-- Invoices and credit notes (M6): numbers without gaps, never edited, never deleted; a correction is a credit note.
--
-- The invoice follows its order, as the register follows an award: it is issued when the order gets its price, paid when
-- the order is, taken back when the price changes or all that it was for is withdrawn. Triggers write it, in the
-- transaction that caused it, and nobody else does.

create table invoice (
  university_id uuid not null,
  id uuid primary key,
  -- The scheme's running number in the series of its year: INV-2026-000123.
  series text not null,
  seq bigint not null,
  number text not null,
  order_id uuid not null,
  issued_on date not null,
  due_on date not null,
  -- As the order said when it was issued.
  currency text not null,
  net_minor bigint not null,
  vat_minor bigint not null,
  vat_per_mille int not null,
  lines jsonb not null,
  purchase_order text,
  -- ISSUED until one of these; never both.
  paid_on date,
  credited_on date,
  unique (university_id, id),
  unique (university_id, number),
  foreign key (university_id, order_id) references orders (university_id, id),
  check (due_on = issued_on + 30),
  check (number = series || '-' || lpad(seq::text, greatest(6, length(seq::text)), '0')),
  check (paid_on is null or credited_on is null)
);
create index invoice_series on invoice (series, seq);
-- One invoice of an order stands.
create unique index invoice_of_order on invoice (university_id, order_id) where credited_on is null;

create table credit_note (
  university_id uuid not null,
  id uuid primary key,
  -- CRN-2026-000004
  series text not null,
  seq bigint not null,
  number text not null,
  invoice_id uuid not null,
  issued_on date not null,
  reason text not null,
  unique (university_id, id),
  unique (university_id, number),
  -- It takes the whole of its invoice back, once.
  unique (university_id, invoice_id),
  foreign key (university_id, invoice_id) references invoice (university_id, id),
  check (number = series || '-' || lpad(seq::text, greatest(6, length(seq::text)), '0'))
);
create index credit_note_series on credit_note (series, seq);

-- The counter's row is held until the transaction ends: whoever comes next waits, and a rollback takes the number back.
create function next_number(of_series text) returns bigint language sql as $$
  insert into counter values (of_series, 1) on conflict (name) do update set value = counter.value + 1 returning value
$$;

create function issue_invoice(o orders) returns void language plpgsql as $$
declare
  today date := coalesce(viewer_today(), (o.created_at at time zone 'Europe/London')::date);
  series text := 'INV-' || to_char(today, 'YYYY');
  seq bigint := next_number(series);
begin
  insert into invoice (university_id, id, series, seq, number, order_id, issued_on, due_on, currency, net_minor, vat_minor, vat_per_mille, lines, purchase_order, paid_on)
  values (o.university_id, gen_random_uuid(), series, seq, series || '-' || lpad(seq::text, greatest(6, length(seq::text)), '0'), o.id, today, today + 30,
    o.currency, o.net_minor, o.vat_minor, o.vat_per_mille, o.lines, o.purchase_order, o.paid_on);
end $$;

create function credit_invoice(i invoice, why text) returns void language plpgsql as $$
declare
  today date := coalesce(viewer_today(), i.issued_on);
  series text := 'CRN-' || to_char(today, 'YYYY');
  seq bigint := next_number(series);
begin
  insert into credit_note (university_id, id, series, seq, number, invoice_id, issued_on, reason)
  values (i.university_id, gen_random_uuid(), series, seq, series || '-' || lpad(seq::text, greatest(6, length(seq::text)), '0'), i.id, today, why);
  update invoice set credited_on = today where id = i.id;
end $$;

-- Naming the price is accepting it until quotes are accepted by themselves: at submission by the list, or when an
-- operator gives the tailored price (M3).
create function invoice_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare i invoice;
begin
  select * into i from invoice where order_id = new.id and credited_on is null;
  if (i.currency, i.net_minor, i.vat_minor, i.vat_per_mille, i.lines, i.purchase_order)
      is distinct from (new.currency, new.net_minor, new.vat_minor, new.vat_per_mille, new.lines, new.purchase_order) then
    if i.paid_on is not null then
      perform refuse('the price of a paid invoice stays as it is', 'M6');
    end if;
    if i.id is not null then
      perform credit_invoice(i, 'The order was changed.');
    end if;
    if new.net_minor is not null then
      perform issue_invoice(new);
    end if;
  elsif new.paid_on is distinct from i.paid_on then
    update invoice set paid_on = new.paid_on where id = i.id;
  end if;
  return null;
end $$;
create trigger invoices after insert on orders for each row when (new.net_minor is not null) execute function invoice_order();
create trigger invoices_change after update on orders for each row
  when ((new.currency, new.net_minor, new.vat_minor, new.vat_per_mille, new.lines, new.purchase_order, new.paid_on)
    is distinct from (old.currency, old.net_minor, old.vat_minor, old.vat_per_mille, old.lines, old.purchase_order, old.paid_on)
    and (new.net_minor is not null or old.net_minor is not null)) execute function invoice_order();

create function credit_withdrawn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare i invoice;
begin
  -- Of two applications withdrawn at once the second sees the first.
  perform from orders o where o.id = new.order_id for no key update;
  if not exists (select from application a where a.order_id = new.order_id and a.state <> 'WITHDRAWN') then
    select * into i from invoice where order_id = new.order_id and credited_on is null and paid_on is null;
    if found then
      perform credit_invoice(i, 'All that the order was for is withdrawn.');
    end if;
  end if;
  return null;
end $$;
create trigger credits after update of state on application for each row
  when (new.state = 'WITHDRAWN' and old.state <> 'WITHDRAWN' and new.order_id is not null) execute function credit_withdrawn();

create function keep_invoice() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or to_jsonb(new) - array['paid_on', 'credited_on'] <> to_jsonb(old) - array['paid_on', 'credited_on'] then
    perform refuse('an invoice is never edited or deleted: a correction is a credit note', 'M6');
  end if;
  if old.paid_on is not null or old.credited_on is not null then
    perform refuse('an invoice that was paid or credited stays so', 'M6');
  end if;
  if new.credited_on is not null and not exists (select from credit_note c where c.invoice_id = new.id) then
    perform refuse('an invoice is credited by its credit note', 'M6');
  end if;
  return null;
end $$;
create trigger keeps after update or delete on invoice for each row execute function keep_invoice();

create function keep_credit_note() returns trigger language plpgsql as $$
begin
  perform refuse('a credit note is never edited or deleted', 'M6');
  return null;
end $$;
create trigger keeps after update or delete on credit_note for each row execute function keep_credit_note();

-- Asked of what is about to be committed: it is there once, and so is the number before it.
create function follows_without_gap() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare before bigint; same bigint;
begin
  execute format('select count(*) filter (where seq = $2 - 1), count(*) filter (where seq = $2) from %I where series = $1 and seq between $2 - 1 and $2', tg_table_name)
    into before, same using new.series, new.seq;
  if same <> 1 or before <> least(new.seq - 1, 1) then
    perform refuse('numbers run without a gap', 'M6');
  end if;
  return null;
end $$;
create constraint trigger gapless after insert on invoice deferrable initially deferred for each row execute function follows_without_gap();
create constraint trigger gapless after insert on credit_note deferrable initially deferred for each row execute function follows_without_gap();

create trigger kept_truncate before truncate on invoice for each statement execute function refuse_truncate('M6');
create trigger kept_truncate before truncate on credit_note for each statement execute function refuse_truncate('M6');

-- Orders placed before there were invoices get theirs, oldest first.
do $$ declare o orders; begin
  for o in
    select * from orders where net_minor is not null
      and (paid_on is not null or exists (select from application a where a.order_id = orders.id and a.state <> 'WITHDRAWN'))
    order by created_at, id
  loop
    perform issue_invoice(o);
  end loop;
end $$;
-- What was left to ask at the end is asked now: a table cannot be altered before that.
set constraints all immediate;
set constraints all deferred;
