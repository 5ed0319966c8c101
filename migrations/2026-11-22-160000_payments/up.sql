-- Payments, and credit notes over a part (M6, M7). What is outstanding on an invoice is invoiced less credited less paid:
-- computed from these rows by one view, and kept nowhere.

-- Money that arrived for an invoice. A row stays as it is; what was noted by mistake, or returned, is a row that takes it back.
create table payment (
  university_id uuid not null,
  id uuid primary key,
  invoice_id uuid not null,
  -- The day it arrived; the day it was taken back.
  received_on date not null,
  -- Below nothing where it takes a payment back.
  amount_minor bigint not null,
  -- The bank's or the card's.
  reference text not null,
  method text not null check (method in ('BANK_TRANSFER', 'CARD', 'CHEQUE', 'OTHER')),
  -- The payment that it takes back, whole or in part, and why.
  takes_back uuid,
  reason text,
  recorded_at timestamptz not null,
  -- Null: noted before payments were kept by themselves.
  recorded_by uuid references person,
  unique (university_id, id),
  foreign key (university_id, invoice_id) references invoice (university_id, id),
  foreign key (university_id, takes_back) references payment (university_id, id),
  check (case when takes_back is null then amount_minor > 0 and reason is null else amount_minor < 0 and reason is not null end)
);
create index payment_invoice on payment (university_id, invoice_id);
create index payment_takes_back on payment (university_id, takes_back) where takes_back is not null;

insert into payment (university_id, id, invoice_id, received_on, amount_minor, reference, method, recorded_at)
  select i.university_id, gen_random_uuid(), i.id, i.paid_on, i.net_minor + i.vat_minor, o.paid_reference, 'BANK_TRANSFER', i.paid_on::timestamptz
  from invoice i join orders o on o.id = i.order_id where i.paid_on is not null and i.net_minor + i.vat_minor > 0;

-- The version before this reads it and may still be running; the step after this takes it away.
alter table orders drop constraint orders_check1;

-- A credit note takes back a part, or all that is left.
alter table credit_note add column net_minor bigint check (net_minor >= 0), add column vat_minor bigint check (vat_minor >= 0);
alter table credit_note disable trigger keeps;
update credit_note c set net_minor = i.net_minor, vat_minor = i.vat_minor from invoice i where i.id = c.invoice_id;
alter table credit_note enable trigger keeps;
alter table credit_note alter column net_minor set not null, alter column vat_minor set not null,
  drop constraint credit_note_university_id_invoice_id_key;
create index credit_note_invoice on credit_note (university_id, invoice_id);

-- Where every invoice stands. It is paid on the day of the last payment or credit that brought it to nothing (M7).
create view balance with (security_invoker = true) as
select university_id, invoice_id, invoiced, credited, paid, invoiced - credited - paid as outstanding, greatest(last_paid, last_credited) as last_on,
  case when invoiced - credited - paid = 0 and (paid > 0 or credited = 0) then greatest(last_paid, last_credited, issued_on) end as paid_on,
  case when invoiced - credited - paid = 0 and paid = 0 and credited > 0 then last_credited end as credited_on
from (
  select i.university_id, i.id as invoice_id, i.net_minor + i.vat_minor as invoiced,
    case when i.net_minor + i.vat_minor = 0 then i.issued_on end as issued_on,
    coalesce(c.gross, 0) as credited, c.last_credited, coalesce(p.paid, 0) as paid, p.last_paid
  from invoice i
  left join lateral (
    select sum(n.net_minor + n.vat_minor)::bigint as gross, max(n.issued_on) as last_credited
    from credit_note n where n.university_id = i.university_id and n.invoice_id = i.id) c on true
  left join lateral (
    select sum(y.amount_minor)::bigint as paid, max(y.received_on) filter (where y.takes_back is null and y.amount_minor + coalesce(
        (select sum(b.amount_minor) from payment b where b.university_id = y.university_id and b.takes_back = y.id), 0) > 0) as last_paid
    from payment y where y.university_id = i.university_id and y.invoice_id = i.id) p on true
) b;

-- Half up on all that is credited so far, less what was said before: together the notes take back the VAT invoiced, to the penny.
create function vat_of_credit(credited bigint, amount bigint, per_mille int) returns bigint language sql immutable as $$
  select (2 * (credited + amount) * per_mille + 1000 + per_mille) / (2 * (1000 + per_mille)) - (2 * credited * per_mille + 1000 + per_mille) / (2 * (1000 + per_mille))
$$;

-- An invoice, and its order, are paid or credited when the sums say so.
create function settle_invoice(which uuid) returns void language plpgsql as $$
declare b balance;
begin
  select * into strict b from balance where invoice_id = which;
  update invoice i set paid_on = b.paid_on, credited_on = b.credited_on
    where i.id = which and (i.paid_on, i.credited_on) is distinct from (b.paid_on, b.credited_on);
  update orders o set paid_on = b.paid_on from invoice i where i.id = which and o.id = i.order_id and o.paid_on is distinct from b.paid_on;
end $$;

-- Takes so much back, VAT included; an operator may, of what is outstanding.
create function credit(which uuid, amount bigint, why text) returns credit_note
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  i invoice; b balance; note credit_note; today date; vat bigint;
begin
  perform sees_what_is_committed('M6');
  perform from orders o where o.id = (select x.order_id from invoice x where x.id = which) for no key update;
  select * into strict i from invoice where id = which;
  select * into strict b from balance where invoice_id = which;
  if amount <= 0 or amount > b.outstanding then
    perform refuse('no more is credited than is outstanding', 'M6');
  end if;
  today := coalesce(viewer_today(), i.issued_on);
  vat := vat_of_credit(b.credited, amount, i.vat_per_mille);
  note.university_id := i.university_id;
  note.id := gen_random_uuid();
  note.series := 'CRN-' || to_char(today, 'YYYY');
  note.seq := next_number(note.series);
  note.number := note.series || '-' || lpad(note.seq::text, greatest(6, length(note.seq::text)), '0');
  note.invoice_id := which;
  note.issued_on := today;
  note.reason := why;
  note.net_minor := amount - vat;
  note.vat_minor := vat;
  insert into credit_note select note.*;
  return note;
end $$;

drop function credit_invoice;

create or replace function issue_invoice(o orders) returns void language plpgsql as $$
declare
  today date := coalesce(viewer_today(), (o.created_at at time zone 'Europe/London')::date);
  series text := 'INV-' || to_char(today, 'YYYY');
  seq bigint := next_number(series);
  which uuid := gen_random_uuid();
begin
  insert into invoice (university_id, id, series, seq, number, order_id, issued_on, due_on, currency, net_minor, vat_minor, vat_per_mille, lines, purchase_order)
  values (o.university_id, which, series, seq, series || '-' || lpad(seq::text, greatest(6, length(seq::text)), '0'), o.id, today, today + 30,
    o.currency, o.net_minor, o.vat_minor, o.vat_per_mille, o.lines, o.purchase_order);
  -- What costs nothing is paid.
  perform settle_invoice(which);
end $$;

create or replace function invoice_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare i invoice; b balance;
begin
  select * into i from invoice where order_id = new.id and credited_on is null;
  if (i.currency, i.net_minor, i.vat_minor, i.vat_per_mille, i.lines, i.purchase_order)
      is distinct from (new.currency, new.net_minor, new.vat_minor, new.vat_per_mille, new.lines, new.purchase_order) then
    if i.id is not null then
      select * into strict b from balance where invoice_id = i.id;
      if b.paid > 0 or b.paid_on is not null then
        perform refuse('the price of an invoice that was paid, or a part of it, stays as it is', 'M6');
      end if;
      perform credit(i.id, b.outstanding, 'The order was changed.');
    end if;
    if new.net_minor is not null then
      perform issue_invoice(new);
    end if;
  elsif new.paid_on is distinct from i.paid_on then
    perform refuse('an order is paid by the payments on its invoice', 'M7');
  end if;
  return null;
end $$;

create or replace function credit_withdrawn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare b balance;
begin
  -- Of two applications withdrawn at once the second sees the first.
  perform from orders o where o.id = new.order_id for no key update;
  if not exists (select from application a where a.order_id = new.order_id and a.state <> 'WITHDRAWN') then
    select x.* into b from balance x join invoice i on i.id = x.invoice_id where i.order_id = new.order_id and x.outstanding > 0;
    if found then
      perform credit(b.invoice_id, b.outstanding, 'All that the order was for is withdrawn.');
    end if;
  end if;
  return null;
end $$;

create or replace function keep_invoice() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or to_jsonb(new) - array['paid_on', 'credited_on'] <> to_jsonb(old) - array['paid_on', 'credited_on'] then
    perform refuse('an invoice is never edited or deleted: a correction is a credit note', 'M6');
  end if;
  if (new.paid_on, new.credited_on) is distinct from (select (b.paid_on, b.credited_on) from balance b where b.invoice_id = new.id) then
    perform refuse('an invoice is paid by its payments and credited by its credit notes', 'M6');
  end if;
  return null;
end $$;

create function keep_payment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    perform refuse('a payment is never edited or deleted: it is taken back by another row', 'M6');
  end if;
  perform sees_what_is_committed('M6');
  perform from orders o where o.id = (select i.order_id from invoice i where i.id = new.invoice_id) for no key update;
  if new.received_on > viewer_today() then
    perform refuse('a payment arrived today at the latest', 'M7');
  end if;
  if new.takes_back is not null and not exists (
      select from payment p where p.id = new.takes_back and p.invoice_id = new.invoice_id and p.takes_back is null
        and p.amount_minor + (select sum(b.amount_minor) from payment b where b.university_id = p.university_id and b.takes_back = p.id) >= 0) then
    perform refuse('no more of a payment is taken back than arrived', 'M6');
  end if;
  if (select b.outstanding from balance b where b.invoice_id = new.invoice_id) < 0 then
    perform refuse('no more is paid than is outstanding', 'M6');
  end if;
  perform settle_invoice(new.invoice_id);
  return null;
end $$;
create trigger keeps after insert or update or delete on payment for each row execute function keep_payment();
create trigger kept_truncate before truncate on payment for each statement execute function refuse_truncate('M6');

create or replace function keep_credit_note() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare b balance; i invoice;
begin
  if tg_op <> 'INSERT' then
    perform refuse('a credit note is never edited or deleted', 'M6');
  end if;
  select * into strict b from balance where invoice_id = new.invoice_id;
  select * into strict i from invoice where id = new.invoice_id;
  if b.outstanding < 0 then
    perform refuse('no more is credited than is outstanding', 'M6');
  end if;
  if vat_of_credit(0, b.credited, i.vat_per_mille) <> (select sum(n.vat_minor) from credit_note n where n.invoice_id = new.invoice_id) then
    perform refuse('the VAT of what is credited is the invoice''s, half up to the penny', 'M2');
  end if;
  perform settle_invoice(new.invoice_id);
  return null;
end $$;
drop trigger keeps on credit_note;
create trigger keeps after insert or update or delete on credit_note for each row execute function keep_credit_note();
