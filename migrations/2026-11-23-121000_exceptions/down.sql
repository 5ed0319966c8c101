drop table sampled_programme, evidence_programme, rating_exception;
