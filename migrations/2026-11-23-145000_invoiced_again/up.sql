-- An order whose invoice was taken back is invoiced again, with another purchase-order number where it has one; an operator may.
create function invoice_again(which uuid, purchase text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare o orders;
begin
  perform sees_what_is_committed('M6');
  select * into strict o from orders where id = which for no key update;
  if o.net_minor is null or exists (select from invoice i where i.order_id = which and i.credited_on is null) then
    perform refuse('an order is invoiced again when its invoice was credited in full', 'M6');
  end if;
  if not exists (select from application a where a.order_id = which and a.state <> 'WITHDRAWN') then
    perform refuse('all that the order was for is withdrawn', 'M6');
  end if;
  if purchase is null and (select u.purchase_order_needed from university u where u.id = o.university_id) then
    perform refuse('the university needs a purchase-order number on its invoices', 'M6');
  end if;
  if o.purchase_order is distinct from purchase then
    -- What changes about an order issues its invoice.
    update orders set purchase_order = purchase where id = which;
  else
    perform issue_invoice(o);
  end if;
  return (select i.id from invoice i where i.order_id = which and i.credited_on is null);
end $$;
