drop table bulk_row;
drop table bulk_act;
