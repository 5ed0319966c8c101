drop trigger invoices on orders;
drop trigger invoices_change on orders;
drop trigger credits on application;
drop table credit_note, invoice cascade;
drop function if exists issue_invoice, credit_invoice;
drop function follows_without_gap, keep_credit_note, keep_invoice, credit_withdrawn, invoice_order, next_number;
delete from counter where name like 'INV-%' or name like 'CRN-%';
