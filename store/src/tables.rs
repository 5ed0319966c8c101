// Generated from the database by tables.sql; do not edit.

diesel::table! {
    application (id) {
        university_id -> Uuid,
        id -> Uuid,
        reference -> Text,
        edition_id -> Uuid,
        scope -> Text,
        kind -> Text,
        level -> Text,
        level_rank -> Int4,
        state -> Text,
        version -> Int4,
        order_id -> Nullable<Uuid>,
        assessor_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        submitted_at -> Nullable<Timestamptz>,
        submitted_on -> Nullable<Date>,
        started_on -> Nullable<Date>,
        due_on -> Nullable<Date>,
        decided_at -> Nullable<Timestamptz>,
        decided_on -> Nullable<Date>,
        release_at -> Nullable<Timestamptz>,
        second_assessor_id -> Nullable<Uuid>,
        language -> Text,
        led_by -> Nullable<Text>,
        expectations -> Nullable<Text>,
        framework_id -> Nullable<Uuid>,
        words -> Text,
    }
}

diesel::table! {
    application_hold (id) {
        university_id -> Uuid,
        application_id -> Uuid,
        id -> Uuid,
        reason -> Text,
        held_on -> Date,
        held_at -> Timestamptz,
        held_by -> Uuid,
        resumed_on -> Nullable<Date>,
        resumed_at -> Nullable<Timestamptz>,
        resumed_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    application_move (from_state, to_state) {
        from_state -> Text,
        to_state -> Text,
    }
}

diesel::table! {
    application_programme (university_id, application_id, programme_id) {
        university_id -> Uuid,
        application_id -> Uuid,
        programme_id -> Uuid,
    }
}

diesel::table! {
    assessor_absence (person_id, from_on) {
        person_id -> Uuid,
        from_on -> Date,
        back_on -> Date,
        set_at -> Timestamptz,
        set_by -> Uuid,
    }
}

diesel::table! {
    assessor_profile (person_id) {
        person_id -> Uuid,
        capacity -> Nullable<Int4>,
        levels -> Array<Int4>,
        schemes -> Array<Text>,
        languages -> Array<Text>,
        version -> Int4,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    assignment_move (university_id, run_id, application_id) {
        university_id -> Uuid,
        run_id -> Uuid,
        application_id -> Uuid,
        from_id -> Nullable<Uuid>,
        to_id -> Nullable<Uuid>,
        seq -> Int8,
        undone -> Bool,
        second -> Bool,
    }
}

diesel::table! {
    assignment_run (id) {
        id -> Uuid,
        planned -> Bool,
        applied_at -> Timestamptz,
        applied_by -> Uuid,
        undone_at -> Nullable<Timestamptz>,
        undone_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    award (id) {
        university_id -> Uuid,
        id -> Uuid,
        number -> Text,
        application_id -> Uuid,
        scheme -> Text,
        level -> Text,
        level_title -> Text,
        level_rank -> Int4,
        level_count -> Int4,
        awarded_on -> Date,
        expires_on -> Date,
        ended_on -> Nullable<Date>,
        ended_as -> Nullable<Text>,
    }
}

diesel::table! {
    award_programme (university_id, award_id, programme_id) {
        university_id -> Uuid,
        award_id -> Uuid,
        programme_id -> Uuid,
    }
}

diesel::table! {
    blind_mark (application_id, criterion, person_id) {
        university_id -> Uuid,
        application_id -> Uuid,
        criterion -> Text,
        person_id -> Uuid,
        value -> Text,
        marked_on -> Date,
    }
}

diesel::table! {
    bulk_act (id) {
        id -> Uuid,
        kind -> Text,
        reason -> Text,
        state -> Text,
        made_by -> Uuid,
        made_at -> Timestamptz,
        applied_at -> Nullable<Timestamptz>,
        undone_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    bulk_row (bulk_act_id, seq) {
        bulk_act_id -> Uuid,
        seq -> Int4,
        university_id -> Uuid,
        application_id -> Uuid,
        verdict -> Text,
        reasons -> Jsonb,
        version -> Nullable<Int4>,
    }
}

diesel::table! {
    calibration (person_id) {
        person_id -> Uuid,
        finished_at -> Timestamptz,
        pass_percent -> Int4,
    }
}

diesel::table! {
    calibration_mark (person_id, case_id, criterion) {
        person_id -> Uuid,
        case_id -> Uuid,
        criterion -> Text,
        value -> Text,
        marked_at -> Timestamptz,
    }
}

diesel::table! {
    case_seen (university_id, application_id, person_id) {
        university_id -> Uuid,
        application_id -> Uuid,
        person_id -> Uuid,
        seq -> Int8,
    }
}

diesel::table! {
    claim_rule (id) {
        university_id -> Uuid,
        id -> Uuid,
        provider_id -> Uuid,
        claim -> Text,
        value -> Text,
        role -> Text,
        made_at -> Timestamptz,
        made_by -> Uuid,
    }
}

diesel::table! {
    coached_programme (university_id, programme_id, person_id) {
        university_id -> Uuid,
        programme_id -> Uuid,
        person_id -> Uuid,
        declared_at -> Timestamptz,
        declared_by -> Uuid,
    }
}

diesel::table! {
    counter (name) {
        name -> Text,
        value -> Int8,
    }
}

diesel::table! {
    credit_note (id) {
        university_id -> Uuid,
        id -> Uuid,
        series -> Text,
        seq -> Int8,
        number -> Text,
        invoice_id -> Uuid,
        issued_on -> Date,
        reason -> Text,
        net_minor -> Int8,
        vat_minor -> Int8,
    }
}

diesel::table! {
    decision (application_id) {
        university_id -> Uuid,
        application_id -> Uuid,
        level -> Nullable<Text>,
        level_rank -> Nullable<Int4>,
        feedback -> Text,
        record -> Jsonb,
        digest -> Text,
        decided_at -> Timestamptz,
        decided_by -> Uuid,
    }
}

diesel::table! {
    declared_conflict (university_id, person_id) {
        university_id -> Uuid,
        person_id -> Uuid,
        reason -> Text,
        declared_at -> Timestamptz,
        declared_by -> Uuid,
    }
}

diesel::table! {
    delivery_framework (id) {
        university_id -> Uuid,
        id -> Uuid,
        name -> Text,
        description -> Text,
        version -> Int4,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    edition (id) {
        id -> Uuid,
        scheme -> Text,
        code -> Text,
        content_hash -> Text,
        document -> Jsonb,
        in_force_from -> Date,
        published_at -> Timestamptz,
    }
}

diesel::table! {
    evidence (id) {
        university_id -> Uuid,
        id -> Uuid,
        kind -> Text,
        title -> Text,
        covers_from -> Nullable<Date>,
        covers_to -> Nullable<Date>,
        url -> Nullable<Text>,
        added_at -> Timestamptz,
        added_by -> Uuid,
    }
}

diesel::table! {
    evidence_file (evidence_id) {
        university_id -> Uuid,
        evidence_id -> Uuid,
        name -> Text,
        size -> Int8,
        sha256 -> Text,
        content_type -> Nullable<Text>,
        state -> Text,
        problem -> Nullable<Text>,
        malware_scanned -> Bool,
        upload_key -> Text,
        object_key -> Nullable<Text>,
        removed_on -> Nullable<Date>,
    }
}

diesel::table! {
    evidence_programme (application_id, evidence_id, programme_id) {
        university_id -> Uuid,
        application_id -> Uuid,
        evidence_id -> Uuid,
        programme_id -> Uuid,
    }
}

diesel::table! {
    evidence_request (id) {
        university_id -> Uuid,
        id -> Uuid,
        application_id -> Uuid,
        criteria -> Array<Text>,
        question -> Text,
        due_on -> Date,
        state -> Text,
        round -> Int4,
        asked_at -> Timestamptz,
        asked_by -> Uuid,
        answer -> Nullable<Text>,
        answered_at -> Nullable<Timestamptz>,
        answered_by -> Nullable<Uuid>,
        accepted -> Nullable<Array<Text>>,
        closed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    evidence_tie (application_id, evidence_id, criterion) {
        university_id -> Uuid,
        application_id -> Uuid,
        evidence_id -> Uuid,
        criterion -> Text,
        request_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    export (id) {
        id -> Uuid,
        report -> Text,
        asked -> Jsonb,
        column_names -> Array<Text>,
        narrowed -> Array<Text>,
        format -> Text,
        state -> Text,
        row_count -> Int4,
        size -> Nullable<Int8>,
        object_key -> Nullable<Text>,
        problem -> Nullable<Text>,
        made_by -> Uuid,
        made_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        saved_report_id -> Nullable<Uuid>,
        called -> Nullable<Text>,
        period -> Nullable<Date>,
        of_person -> Nullable<Uuid>,
        of_university -> Nullable<Uuid>,
    }
}

diesel::table! {
    feedback_draft (application_id, person_id) {
        university_id -> Uuid,
        application_id -> Uuid,
        person_id -> Uuid,
        text -> Text,
        version -> Int4,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    former_member (university_id, person_id) {
        university_id -> Uuid,
        person_id -> Uuid,
    }
}

diesel::table! {
    gold_case (id) {
        university_id -> Uuid,
        application_id -> Uuid,
        id -> Uuid,
        edition_id -> Uuid,
        level_rank -> Int4,
        name -> Text,
        made_by -> Uuid,
        made_at -> Timestamptz,
        retired_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    gold_criterion (case_id, criterion) {
        case_id -> Uuid,
        criterion -> Text,
        text -> Text,
    }
}

diesel::table! {
    gold_mark (case_id, criterion) {
        case_id -> Uuid,
        criterion -> Text,
        value -> Text,
    }
}

diesel::table! {
    handed_back (university_id, application_id, person_id) {
        university_id -> Uuid,
        application_id -> Uuid,
        person_id -> Uuid,
        reason -> Text,
        handed_at -> Timestamptz,
    }
}

diesel::table! {
    idempotency (person_id, acting_university, key) {
        person_id -> Uuid,
        acting_university -> Uuid,
        key -> Text,
        request_hash -> Bytea,
        response -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    identity (issuer, subject) {
        issuer -> Text,
        subject -> Text,
        person_id -> Uuid,
    }
}

diesel::table! {
    import (id) {
        id -> Uuid,
        kind -> Text,
        file_name -> Text,
        size -> Int8,
        sha256 -> Text,
        upload_key -> Text,
        object_key -> Nullable<Text>,
        state -> Text,
        problem -> Nullable<Text>,
        version -> Int4,
        read_as -> Text,
        headings -> Array<Text>,
        preview -> Jsonb,
        mapping -> Jsonb,
        update_existing -> Bool,
        row_count -> Int4,
        todo_rows -> Int4,
        done_rows -> Int4,
        at_row -> Int4,
        new_rows -> Int4,
        same_rows -> Int4,
        differing_rows -> Int4,
        bad_rows -> Int4,
        added_rows -> Int4,
        changed_rows -> Int4,
        taken_back_rows -> Int4,
        kept_rows -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        acted_by -> Nullable<Uuid>,
        acted_at -> Nullable<Timestamptz>,
        emptied_on -> Nullable<Date>,
    }
}

diesel::table! {
    import_row (import_id, number) {
        import_id -> Uuid,
        number -> Int4,
        cells -> Array<Text>,
        verdict -> Text,
        problems -> Jsonb,
        changes -> Jsonb,
        outcome -> Nullable<Text>,
        made -> Nullable<Jsonb>,
    }
}

diesel::table! {
    invitation (id) {
        university_id -> Uuid,
        id -> Uuid,
        person_id -> Uuid,
        invited_by -> Nullable<Uuid>,
        invited_at -> Timestamptz,
        expires_at -> Timestamptz,
        accepted_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    invoice (id) {
        university_id -> Uuid,
        id -> Uuid,
        series -> Text,
        seq -> Int8,
        number -> Text,
        order_id -> Uuid,
        issued_on -> Date,
        due_on -> Date,
        currency -> Text,
        net_minor -> Int8,
        vat_minor -> Int8,
        vat_per_mille -> Int4,
        lines -> Jsonb,
        purchase_order -> Nullable<Text>,
        paid_on -> Nullable<Date>,
        credited_on -> Nullable<Date>,
    }
}

diesel::table! {
    job (id) {
        id -> Uuid,
        kind -> Text,
        payload -> Jsonb,
        run_at -> Timestamptz,
        attempts -> Int4,
        last_error -> Nullable<Text>,
        done_at -> Nullable<Timestamptz>,
        failed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    join_request (id) {
        id -> Uuid,
        university -> Text,
        address -> Text,
        domain -> Text,
        name -> Text,
        position -> Text,
        email -> Text,
        asked_at -> Timestamptz,
        state -> Text,
        answered_at -> Nullable<Timestamptz>,
        answered_by -> Nullable<Uuid>,
        reason -> Nullable<Text>,
        became -> Nullable<Uuid>,
        version -> Int4,
    }
}

diesel::table! {
    judgement (application_id, criterion) {
        university_id -> Uuid,
        application_id -> Uuid,
        criterion -> Text,
        value -> Text,
        note -> Text,
        version -> Int4,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    last_sign_in (person_id) {
        person_id -> Uuid,
        at -> Timestamptz,
    }
}

diesel::table! {
    letter (id) {
        id -> Uuid,
        person_id -> Nullable<Uuid>,
        address -> Text,
        subject -> Text,
        text -> Text,
        state -> Text,
        problem -> Nullable<Text>,
        queued_at -> Timestamptz,
        sent_at -> Nullable<Timestamptz>,
        kind -> Nullable<Text>,
        unsubscribe -> Nullable<Text>,
        goes_at -> Nullable<Timestamptz>,
        digest -> Bool,
        digest_id -> Nullable<Uuid>,
        told -> Nullable<Text>,
        sought -> Nullable<Text>,
    }
}

diesel::table! {
    letter_template (kind) {
        kind -> Text,
        subject -> Nullable<Text>,
        text -> Nullable<Text>,
        version -> Int4,
        changed_by -> Uuid,
        changed_at -> Timestamptz,
    }
}

diesel::table! {
    mail_preference (person_id) {
        person_id -> Uuid,
        unwanted -> Array<Text>,
        version -> Int4,
        updated_at -> Timestamptz,
        quiet_from -> Nullable<Int4>,
        quiet_until -> Nullable<Int4>,
        digest_hour -> Nullable<Int4>,
    }
}

diesel::table! {
    member (university_id, person_id, role) {
        university_id -> Uuid,
        person_id -> Uuid,
        role -> Text,
        signed_in_at -> Nullable<Timestamptz>,
        ruled_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    orders (id) {
        university_id -> Uuid,
        id -> Uuid,
        number -> Text,
        currency -> Text,
        net_minor -> Nullable<Int8>,
        vat_minor -> Nullable<Int8>,
        vat_per_mille -> Int4,
        lines -> Jsonb,
        purchase_order -> Nullable<Text>,
        paid_on -> Nullable<Date>,
        paid_reference -> Nullable<Text>,
        start_before_reason -> Nullable<Text>,
        created_at -> Timestamptz,
        quote_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    outcome (application_id, pillar) {
        university_id -> Uuid,
        application_id -> Uuid,
        pillar -> Int4,
        level_rank -> Nullable<Int4>,
        best_fit_rank -> Nullable<Int4>,
        reason -> Nullable<Text>,
        version -> Int4,
        confirmed_at -> Timestamptz,
        confirmed_by -> Uuid,
    }
}

diesel::table! {
    payment (id) {
        university_id -> Uuid,
        id -> Uuid,
        invoice_id -> Uuid,
        received_on -> Date,
        amount_minor -> Int8,
        reference -> Text,
        method -> Text,
        takes_back -> Nullable<Uuid>,
        reason -> Nullable<Text>,
        recorded_at -> Timestamptz,
        recorded_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    pending_decision (application_id) {
        university_id -> Uuid,
        application_id -> Uuid,
        feedback -> Text,
        made_by -> Uuid,
        made_at -> Timestamptz,
    }
}

diesel::table! {
    person (id) {
        id -> Uuid,
        name -> Text,
        email -> Nullable<Text>,
        erased_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    phrase (id) {
        person_id -> Uuid,
        id -> Uuid,
        kind -> Text,
        title -> Text,
        text -> Text,
        version -> Int4,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    programme (id) {
        university_id -> Uuid,
        id -> Uuid,
        name -> Text,
        purpose -> Text,
        directions -> Array<Text>,
        mentors -> Int4,
        started_on -> Date,
        coordinator -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        external_reference -> Nullable<Text>,
        framework_id -> Nullable<Uuid>,
        framework_since -> Nullable<Date>,
        ended_on -> Nullable<Date>,
    }
}

diesel::table! {
    programme_contributor (university_id, programme_id, person_id) {
        university_id -> Uuid,
        programme_id -> Uuid,
        person_id -> Uuid,
    }
}

diesel::table! {
    provider (id) {
        id -> Uuid,
        slug -> Text,
        name -> Text,
        issuer -> Text,
        client_id -> Text,
        client_secret -> Bytea,
        of_university -> Nullable<Uuid>,
        shared -> Bool,
        state -> Text,
        version -> Int4,
        next_client_id -> Nullable<Text>,
        next_secret -> Nullable<Bytea>,
        checks -> Nullable<Jsonb>,
        checked_at -> Nullable<Timestamptz>,
        checked_version -> Nullable<Int4>,
    }
}

diesel::table! {
    quote (id) {
        university_id -> Uuid,
        id -> Uuid,
        number -> Text,
        order_id -> Nullable<Uuid>,
        price_list -> Nullable<Text>,
        state -> Text,
        currency -> Text,
        net_minor -> Int8,
        vat_minor -> Int8,
        vat_per_mille -> Int4,
        lines -> Jsonb,
        split -> Nullable<Jsonb>,
        issued_on -> Date,
        open_until -> Date,
        issued_by -> Uuid,
        purchase_order -> Nullable<Text>,
        accepted_on -> Nullable<Date>,
        accepted_by -> Nullable<Uuid>,
        accepted_per_mille -> Nullable<Int4>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    quoted_application (university_id, quote_id, application_id) {
        university_id -> Uuid,
        quote_id -> Uuid,
        application_id -> Uuid,
        kind -> Text,
        programmes -> Int4,
        split_order -> Nullable<Int4>,
    }
}

diesel::table! {
    rating_exception (application_id, criterion, programme_id) {
        university_id -> Uuid,
        application_id -> Uuid,
        criterion -> Text,
        programme_id -> Uuid,
        value -> Text,
        statement -> Text,
        version -> Int4,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    register_entry (number) {
        number -> Text,
        university -> Text,
        programmes -> Array<Text>,
        scheme -> Text,
        level -> Text,
        level_title -> Text,
        level_rank -> Int4,
        level_count -> Int4,
        awarded_on -> Date,
        expires_on -> Date,
        ended_on -> Nullable<Date>,
        ended_as -> Nullable<Text>,
        departures -> Jsonb,
    }
}

diesel::table! {
    sampled_programme (application_id, programme_id) {
        university_id -> Uuid,
        application_id -> Uuid,
        programme_id -> Uuid,
        why -> Text,
        chosen_at -> Timestamptz,
        chosen_by -> Uuid,
        finding -> Nullable<Text>,
        note -> Text,
        version -> Int4,
    }
}

diesel::table! {
    saved_report (id) {
        id -> Uuid,
        name -> Text,
        report -> Text,
        asked -> Jsonb,
        column_names -> Array<Text>,
        narrowed -> Array<Text>,
        format -> Text,
        every -> Nullable<Text>,
        day -> Nullable<Int4>,
        since -> Date,
        paused -> Bool,
        made_by -> Uuid,
        made_at -> Timestamptz,
        removed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    saved_view (id) {
        person_id -> Uuid,
        id -> Uuid,
        list -> Text,
        name -> Text,
        address -> Text,
        shared -> Bool,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    second_judgement (application_id, criterion) {
        university_id -> Uuid,
        application_id -> Uuid,
        criterion -> Text,
        value -> Text,
        note -> Text,
        version -> Int4,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    second_marking (application_id) {
        university_id -> Uuid,
        application_id -> Uuid,
        id -> Uuid,
        why -> Text,
        opened_at -> Timestamptz,
        submitted_at -> Nullable<Timestamptz>,
        differs -> Nullable<Bool>,
        settled_by -> Nullable<Uuid>,
        settled_at -> Nullable<Timestamptz>,
        settled_reason -> Nullable<Text>,
    }
}

diesel::table! {
    second_outcome (application_id, pillar) {
        university_id -> Uuid,
        application_id -> Uuid,
        pillar -> Int4,
        level_rank -> Nullable<Int4>,
        best_fit_rank -> Nullable<Int4>,
        reason -> Nullable<Text>,
        version -> Int4,
        confirmed_at -> Timestamptz,
        confirmed_by -> Uuid,
    }
}

diesel::table! {
    self_rating (application_id, criterion) {
        university_id -> Uuid,
        application_id -> Uuid,
        criterion -> Text,
        value -> Text,
        statement -> Text,
        elements -> Array<Int4>,
        version -> Int4,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    session (token_hash) {
        token_hash -> Bytea,
        person_id -> Uuid,
        role -> Text,
        acting_university -> Nullable<Uuid>,
        created_at -> Timestamptz,
        seen_at -> Timestamptz,
        expires_at -> Timestamptz,
        id -> Uuid,
        provider_id -> Nullable<Uuid>,
        authenticated_at -> Nullable<Timestamptz>,
        address -> Nullable<Text>,
        browser -> Nullable<Text>,
        ended_at -> Nullable<Timestamptz>,
        invitation_id -> Nullable<Uuid>,
        subject -> Nullable<Text>,
        sid -> Nullable<Text>,
        acting_from -> Nullable<Text>,
        acting_reason -> Nullable<Text>,
        acting_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    setting (id) {
        id -> Int4,
        second_mark_percent -> Int4,
        second_mark_new_below -> Int4,
        recall_minutes -> Int4,
        draw -> Int8,
        version -> Int4,
        same_assessor_at_most -> Int4,
        calibrate_new -> Bool,
        calibration_pass_percent -> Int4,
    }
}

diesel::table! {
    sign_in (state_hash) {
        state_hash -> Bytea,
        provider_id -> Uuid,
        nonce -> Text,
        verifier -> Text,
        next -> Text,
        expires_at -> Timestamptz,
        invitation_id -> Nullable<Uuid>,
        again_of -> Nullable<Uuid>,
    }
}

diesel::table! {
    spent_logout (provider_id, jti) {
        provider_id -> Uuid,
        jti -> Text,
        until -> Timestamptz,
    }
}

diesel::table! {
    staff (person_id, role) {
        person_id -> Uuid,
        role -> Text,
    }
}

diesel::table! {
    staff_invitation (id) {
        id -> Uuid,
        person_id -> Uuid,
        invited_by -> Nullable<Uuid>,
        invited_at -> Timestamptz,
        expires_at -> Timestamptz,
        accepted_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    successor (university_id, person_id) {
        university_id -> Uuid,
        person_id -> Uuid,
        place -> Int4,
    }
}

diesel::table! {
    suppressed_address (id) {
        id -> Uuid,
        address -> Text,
        why -> Text,
        since -> Timestamptz,
        letter_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    tenant_counter (university_id, name) {
        university_id -> Uuid,
        name -> Text,
        value -> Int8,
    }
}

diesel::table! {
    token (id) {
        id -> Uuid,
        acting_university -> Nullable<Uuid>,
        name -> Text,
        prefix -> Text,
        hash -> Bytea,
        areas -> Array<Text>,
        writes -> Bool,
        made_by -> Uuid,
        role -> Text,
        made_at -> Timestamptz,
        expires_on -> Date,
        used_at -> Nullable<Timestamptz>,
        used_from -> Nullable<Text>,
        revoked_at -> Nullable<Timestamptz>,
        revoked_by -> Nullable<Uuid>,
        universities -> Nullable<Array<Uuid>>,
    }
}

diesel::table! {
    trail (university_id, seq) {
        university_id -> Uuid,
        seq -> Int8,
        id -> Uuid,
        at -> Timestamptz,
        actor_id -> Nullable<Uuid>,
        act -> Text,
        application_id -> Nullable<Uuid>,
        subject_id -> Nullable<Uuid>,
        summary -> Text,
        before -> Nullable<Jsonb>,
        after -> Nullable<Jsonb>,
        origin -> Nullable<Text>,
        prev_hash -> Bytea,
        hash -> Bytea,
    }
}

diesel::table! {
    trail_head (university_id) {
        university_id -> Uuid,
        seq -> Int8,
        hash -> Bytea,
    }
}

diesel::table! {
    trail_redaction (university_id, seq, erasure_id) {
        university_id -> Uuid,
        seq -> Int8,
        erasure_id -> Uuid,
        digest -> Bytea,
    }
}

diesel::table! {
    university (id) {
        id -> Uuid,
        name -> Text,
        slug -> Text,
        short_code -> Text,
        scheme -> Text,
        external_reference -> Nullable<Text>,
        nation -> Nullable<Text>,
        version -> Int4,
        purchase_order_needed -> Bool,
        state -> Text,
        closed_on -> Nullable<Date>,
        closed_reason -> Nullable<Text>,
        continued_by -> Nullable<Uuid>,
        shared_sign_in -> Bool,
    }
}

diesel::table! {
    university_domain (id) {
        university_id -> Uuid,
        id -> Uuid,
        name -> Text,
        token -> Text,
        added_at -> Timestamptz,
        added_by -> Uuid,
        verified_at -> Nullable<Timestamptz>,
        verified_by -> Nullable<Text>,
        checked_at -> Nullable<Timestamptz>,
        found -> Nullable<Text>,
    }
}

diesel::table! {
    university_note (id) {
        university_id -> Uuid,
        id -> Uuid,
        text -> Text,
        written_at -> Timestamptz,
        written_by -> Uuid,
    }
}

diesel::table! {
    yearly_agreement (up_to) {
        up_to -> Date,
        criteria -> Int4,
        cases -> Int4,
        assessors -> Int4,
        alpha -> Float8,
        low -> Float8,
        high -> Float8,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    application,
    application_hold,
    application_move,
    application_programme,
    assessor_absence,
    assessor_profile,
    assignment_move,
    assignment_run,
    award,
    award_programme,
    blind_mark,
    bulk_act,
    bulk_row,
    calibration,
    calibration_mark,
    case_seen,
    claim_rule,
    coached_programme,
    counter,
    credit_note,
    decision,
    declared_conflict,
    delivery_framework,
    edition,
    evidence,
    evidence_file,
    evidence_programme,
    evidence_request,
    evidence_tie,
    export,
    feedback_draft,
    former_member,
    gold_case,
    gold_criterion,
    gold_mark,
    handed_back,
    idempotency,
    identity,
    import,
    import_row,
    invitation,
    invoice,
    job,
    join_request,
    judgement,
    last_sign_in,
    letter,
    letter_template,
    mail_preference,
    member,
    orders,
    outcome,
    payment,
    pending_decision,
    person,
    phrase,
    programme,
    programme_contributor,
    provider,
    quote,
    quoted_application,
    rating_exception,
    register_entry,
    sampled_programme,
    saved_report,
    saved_view,
    second_judgement,
    second_marking,
    second_outcome,
    self_rating,
    session,
    setting,
    sign_in,
    spent_logout,
    staff,
    staff_invitation,
    successor,
    suppressed_address,
    tenant_counter,
    token,
    trail,
    trail_head,
    trail_redaction,
    university,
    university_domain,
    university_note,
    yearly_agreement,
);
