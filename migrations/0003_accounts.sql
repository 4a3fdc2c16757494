create table accounts_role (
    person_id id not null references people_person (person_id) on delete cascade,
    role text not null,
    granted_at time not null,
    granted_by id,
    primary key (person_id, role)
);

create table accounts_password (
    person_id id primary key references people_person (person_id) on delete cascade,
    hash text not null,
    changed_at time not null
);

create table accounts_session (
    session_id id primary key,
    token_hash bytes not null,
    person_id id not null references people_person (person_id) on delete cascade,
    device text not null,
    created_at time not null,
    seen_at time not null,
    expires_at time not null
);

create unique index accounts_session_token on accounts_session (token_hash);
create index accounts_session_person on accounts_session (person_id);

-- A mailed link or a code by text message: to sign in, to confirm a contact, to become administrator.
-- A code counts only in the browser that asked for it, which holds the ticket.
create table accounts_link (
    link_id id primary key,
    token_hash bytes not null,
    purpose text not null,
    person_id id references people_person (person_id) on delete cascade,
    contact_id id references people_contact (contact_id) on delete cascade,
    ticket_hash bytes,
    code_hash bytes,
    tries integer not null,
    created_at time not null,
    expires_at time not null,
    used_at time
);

create unique index accounts_link_token on accounts_link (token_hash);
create index accounts_link_ticket on accounts_link (ticket_hash);
create index accounts_link_person on accounts_link (person_id, purpose);

-- A lost phone or mailbox, with no other confirmed contact: the officer decides, after a wait.
create table accounts_recovery (
    recovery_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    kind text not null,
    address text not null,
    state text not null,
    requested_at time not null,
    ripe_at time not null,
    decided_at time,
    decided_by id
);

create index accounts_recovery_open on accounts_recovery (state, requested_at);

create table settings_setting (
    key text primary key,
    value text not null,
    changed_at time not null,
    changed_by id
);

-- Who did what, when: ids only, append-only.
create table journal_entry (
    entry_id id primary key,
    at time not null,
    actor_id id,
    feature text not null,
    act text not null,
    about_id id,
    detail text
);

create index journal_entry_feature on journal_entry (feature, entry_id);
create index journal_entry_about on journal_entry (about_id, entry_id);
create index journal_entry_actor on journal_entry (actor_id, entry_id);
