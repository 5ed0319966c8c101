drop trigger keeps on credit_note;
drop trigger keeps on payment;
drop function keep_payment, credit;
create or replace function issue_invoice(o orders) returns void language plpgsql as $$
declare
  today date := coalesce(viewer_today(), (o.created_at at time zone 'Europe/London')::date);
  series text := 'INV-' || to_char(today, 'YYYY');
  seq bigint := next_number(series);
begin
  insert into invoice (university_id, id, series, seq, number, order_id, issued_on, due_on, currency, net_minor, vat_minor, vat_per_mille, lines, purchase_order, paid_on)
  values (o.university_id, gen_random_uuid(), series, seq, series || '-' || lpad(seq::text, greatest(6, length(seq::text)), '0'), o.id, today, today + 30,
    o.currency, o.net_minor, o.vat_minor, o.vat_per_mille, o.lines, o.purchase_order, o.paid_on);
end $$;
create or replace function invoice_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
create or replace function credit_withdrawn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
create or replace function keep_invoice() returns trigger language plpgsql as $$
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
create or replace function keep_credit_note() returns trigger language plpgsql as $$
begin
  perform refuse('a credit note is never edited or deleted', 'M6');
  return null;
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
alter function keep_credit_note() security invoker;
alter function keep_credit_note() reset search_path;
create trigger keeps after update or delete on credit_note for each row execute function keep_credit_note();
drop function settle_invoice, vat_of_credit;
drop view balance;
drop table payment;
drop index credit_note_invoice;
alter table credit_note drop column net_minor, drop column vat_minor, add unique (university_id, invoice_id);
update orders set paid_reference = 'Paid' where paid_on is not null and paid_reference is null;
alter table orders add constraint orders_check1 check ((paid_on is null) = (paid_reference is null));
