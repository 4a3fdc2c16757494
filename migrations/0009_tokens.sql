-- What lets a machine in at /api: kept as a hash, shown once. Its scopes are words with a space between.
create table tokens_token (
    token_id id primary key,
    token_hash bytes not null,
    name text not null,
    scopes text not null,
    made_at time not null,
    made_by id,
    expires_at time,
    used_at time,
    revoked_at time
);

create unique index tokens_token_hash on tokens_token (token_hash);
create unique index tokens_token_name on tokens_token (name) where revoked_at is null;

-- A request that came with a key of its own, and what it was answered: asked again, nothing happens twice.
create table tokens_request (
    token_id id not null references tokens_token (token_id) on delete cascade,
    key_hash bytes not null,
    body_hash bytes not null,
    status integer,
    answer doc,
    person_id id references people_person (person_id) on delete cascade,
    created_at time not null,
    primary key (token_id, key_hash)
);

create index tokens_request_person on tokens_request (person_id);
create index tokens_request_created on tokens_request (created_at);
