drop table yearly_agreement;
drop function consistency_marks(date, date);
drop trigger blind on second_marking;
drop function keep_blind_marks();
drop table blind_mark;
drop function keep_blind_mark();
