drop function invoice_again;
