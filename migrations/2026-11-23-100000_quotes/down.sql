drop trigger priced_by_accepted on orders;
alter table orders drop column quote_id;
drop table quoted_application, quote;
drop function keep_quote, keep_quoted, number_quote, priced_by_accepted;
delete from tenant_counter where name = 'quote';
