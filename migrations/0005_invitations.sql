create table invitations_invitation (
    invitation_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    departure_id id references departures_departure (departure_id) on delete set null,
    state text not null,
    version integer not null,
    reminders integer not null,
    created_at time not null,
    send_at time not null,
    expires_at time not null,
    handed_at time,
    handed_by text,
    opened_at time,
    ended_at time
);

-- One living invitation a person.
create unique index invitations_invitation_person on invitations_invitation (person_id) where state in ('waiting', 'open');
create unique index invitations_invitation_departure on invitations_invitation (departure_id);
create index invitations_invitation_state on invitations_invitation (state, send_at);

-- Each time an invitation was handed to somebody or something, or could not be. A delivery is about its
-- hand-over, which knows the contact that a failure is the failure of.
create table invitations_handover (
    handover_id id primary key,
    invitation_id id not null references invitations_invitation (invitation_id) on delete cascade,
    contact_id id references people_contact (contact_id) on delete set null,
    channel text not null,
    state text not null,
    at time not null,
    by_id id
);

create index invitations_handover_invitation on invitations_handover (invitation_id, at);
create index invitations_handover_failed on invitations_handover (state, at);

-- Someone not invited who asks why, or asks to be.
create table invitations_request (
    request_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    kind text not null,
    words text,
    state text not null,
    asked_at time not null,
    answered_at time,
    answered_by id,
    answered_role text,
    ground text
);

create index invitations_request_person on invitations_request (person_id, asked_at);
create index invitations_request_state on invitations_request (state, asked_at);

create table members_member (
    person_id id primary key references people_person (person_id) on delete cascade,
    ordinal integer not null,
    joined_at time not null,
    joined_by text not null,
    suspended_at time
);

create unique index members_member_ordinal on members_member (ordinal);
create index members_member_joined on members_member (joined_at);

-- What a member allows now, a row a purpose.
create table members_consent (
    person_id id not null references people_person (person_id) on delete cascade,
    purpose text not null,
    is_given flag not null,
    version text not null,
    at time not null,
    primary key (person_id, purpose)
);

create index members_consent_purpose on members_consent (purpose, is_given);

-- What was asked and answered, word for word, for as long as the person is kept.
create table members_receipt (
    receipt_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    at time not null,
    body doc not null
);

create index members_receipt_person on members_receipt (person_id, at);

-- Which field whom: me, officers, members, colleagues, everyone.
create table members_field (
    person_id id not null references people_person (person_id) on delete cascade,
    field text not null,
    audience text not null,
    primary key (person_id, field)
);
