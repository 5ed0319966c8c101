-- Quotes (M3, M5, M6): a price that stays open for thirty days. Either an operator gives it for an order that has no list
-- price, or a university keeps the list's price of drafts. Accepting it is what the invoice follows from.

create table quote (
  university_id uuid not null,
  id uuid primary key,
  -- Runs per university: ALD-Q0001.
  number text not null default '',
  -- The order that an operator's price is for. A kept list price has none: its orders are placed when it is accepted.
  order_id uuid,
  -- The content hash of the list that a kept price is by.
  price_list text,
  state text not null default 'ISSUED' check (state in ('ISSUED', 'ACCEPTED', 'EXPIRED', 'WITHDRAWN')),
  currency text not null,
  net_minor bigint not null check (net_minor >= 0),
  -- By the rate of the day it was issued; the invoice's is by the rate of its own day (M2).
  vat_minor bigint not null check (vat_minor >= 0),
  vat_per_mille int not null,
  lines jsonb not null,
  -- The orders that cost least together, where they cost less than one: lines, net_minor and vat_minor of each (M5).
  split jsonb,
  issued_on date not null,
  -- The first day on which it cannot be accepted any more.
  open_until date not null check (open_until = issued_on + 30),
  issued_by uuid not null references person,
  purchase_order text,
  accepted_on date,
  accepted_by uuid references person,
  -- The rate of VAT on the day it was accepted, per mille of net.
  accepted_per_mille int,
  -- Why it was withdrawn.
  reason text,
  unique (university_id, id),
  unique (university_id, number),
  foreign key (university_id, order_id) references orders (university_id, id),
  check ((order_id is null) = (price_list is not null)),
  check (order_id is null or (net_minor > 0 and split is null)),
  check ((state = 'ACCEPTED') = (accepted_on is not null)),
  check ((state = 'ACCEPTED') = (accepted_per_mille is not null)),
  check ((state = 'WITHDRAWN') = (reason is not null))
);
-- One price at a time is open for an order.
create unique index quote_open on quote (university_id, order_id) where state = 'ISSUED';
create index quote_of_order on quote (order_id, issued_on) where order_id is not null;
create index quote_ends on quote (open_until) where state = 'ISSUED';

-- What a quote is for, as the price looked at it.
create table quoted_application (
  university_id uuid not null,
  quote_id uuid not null,
  application_id uuid not null,
  kind text not null check (kind in ('INITIAL', 'REACCREDITATION')),
  programmes int not null check (programmes > 0),
  -- The place of its order in the quote's split.
  split_order int check (split_order >= 0),
  primary key (university_id, quote_id, application_id),
  foreign key (university_id, quote_id) references quote (university_id, id),
  foreign key (university_id, application_id) references application (university_id, id)
);
create index quoted_application_quote on quoted_application (quote_id);
create index quoted_application_application on quoted_application (application_id);

-- The quote that an order's price is by.
alter table orders add column quote_id uuid, add foreign key (university_id, quote_id) references quote (university_id, id);
create index orders_quote on orders (quote_id) where quote_id is not null;

create function number_quote() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare n bigint;
begin
  insert into tenant_counter values (new.university_id, 'quote', 1)
    on conflict (university_id, name) do update set value = tenant_counter.value + 1 returning value into n;
  select u.short_code || '-Q' || lpad(n::text, greatest(4, length(n::text)), '0') into strict new.number from university u where u.id = new.university_id;
  return new;
end $$;
create trigger number_quote before insert on quote for each row execute function number_quote();

-- What was quoted stays. Accepting an operator's price gives it to the order, and so the order its invoice; a kept price is
-- accepted by the orders that carry it, for exactly what it names.
create function keep_quote() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform refuse('a quote is never deleted', 'M6');
  end if;
  perform sees_what_is_committed('M6');
  perform from orders o where o.id = new.order_id for no key update;
  if tg_op = 'INSERT' then
    if new.state <> 'ISSUED' or exists (select from orders o where o.id = new.order_id and o.net_minor is not null) then
      perform refuse('a quote begins issued, for an order without a price', 'M3');
    end if;
    return null;
  end if;
  if old.state <> 'ISSUED' or to_jsonb(new) - array['state', 'purchase_order', 'accepted_on', 'accepted_by', 'accepted_per_mille', 'reason']
      <> to_jsonb(old) - array['state', 'purchase_order', 'accepted_on', 'accepted_by', 'accepted_per_mille', 'reason'] then
    perform refuse('a quote is accepted, expires or is withdrawn, once, and stays as it was', 'M6');
  end if;
  if new.state <> 'ACCEPTED' then
    return null;
  end if;
  if viewer_today() >= new.open_until then
    perform refuse('a quote is open for thirty days', 'M6');
  end if;
  if new.order_id is not null then
    if not exists (select from application a where a.order_id = new.order_id and a.state <> 'WITHDRAWN') then
      perform refuse('a quote is accepted for what is not withdrawn', 'M6');
    end if;
    -- Half up to the penny, at the rate of the invoice's day (M2).
    update orders set net_minor = new.net_minor, vat_minor = (2 * new.net_minor * new.accepted_per_mille + 1000) / 2000,
      vat_per_mille = new.accepted_per_mille, lines = new.lines, quote_id = new.id,
      purchase_order = coalesce(new.purchase_order, purchase_order) where id = new.order_id;
    return null;
  end if;
  if (select sum(o.net_minor) from orders o where o.quote_id = new.id) not in
      (new.net_minor, (select sum((s ->> 'net_minor')::bigint) from jsonb_array_elements(new.split) s)) is not false
    or exists (
      (select q.application_id from quoted_application q where q.quote_id = new.id)
      except (select a.id from application a join orders o on o.id = a.order_id where o.quote_id = new.id))
    or exists (
      (select a.id from application a join orders o on o.id = a.order_id where o.quote_id = new.id)
      except (select q.application_id from quoted_application q where q.quote_id = new.id)) then
    perform refuse('a quote is accepted at its price, for what it names', 'M6');
  end if;
  return null;
end $$;
create trigger keeps after insert or update or delete on quote for each row execute function keep_quote();
create trigger kept_truncate before truncate on quote for each statement execute function refuse_truncate('M6');

create function keep_quoted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    perform refuse('what was quoted stays', 'M6');
  end if;
  if not exists (select from quote q where q.id = new.quote_id and q.xmin = pg_current_xact_id()::xid) then
    perform refuse('a quote names what it is for when it is issued', 'M6');
  end if;
  return null;
end $$;
create trigger keeps after insert or update or delete on quoted_application for each row execute function keep_quoted();
create trigger kept_truncate before truncate on quoted_application for each statement execute function refuse_truncate('M6');

-- Asked of what is about to be committed: no order has the price of a quote that was not accepted.
create function priced_by_accepted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from quote q where q.id = new.quote_id and q.state = 'ACCEPTED') then
    perform refuse('an order has the price of a quote that is accepted', 'M6');
  end if;
  return null;
end $$;
create constraint trigger priced_by_accepted after insert or update of quote_id on orders deferrable initially deferred
  for each row when (new.quote_id is not null) execute function priced_by_accepted();
