-- Work that waits: jobs, mail and text messages, and the counters that keep anyone from trying too often.

create table keel_job (
    job_id id primary key,
    name text not null,
    key text,
    payload doc not null,
    state text not null check (state in ('waiting', 'running', 'dead')),
    run_at time not null,
    attempts integer not null,
    lease_until time,
    node text,
    error text,
    created_at time not null
);

create unique index keel_job_key on keel_job (name, key) where state = 'waiting' and key is not null;
create index keel_job_due on keel_job (run_at) where state = 'waiting';
create index keel_job_lease on keel_job (lease_until) where state = 'running';
create index keel_job_dead on keel_job (run_at) where state = 'dead';

create table keel_timetable (
    name text primary key,
    next_at time not null
);

-- A row is a message to one address. Once accepted by the server it keeps neither address nor words.
create table keel_delivery (
    delivery_id id primary key,
    channel text not null check (channel in ('mail', 'sms')),
    purpose text not null,
    rank integer not null,
    about_id id,
    recipient_id id,
    to_address text,
    body doc,
    state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'kept')),
    attempts integer not null,
    next_at time not null,
    lease_until time,
    node text,
    reply text,
    created_at time not null,
    sent_at time
);

create index keel_delivery_due on keel_delivery (channel, rank, next_at) where state = 'waiting';
create index keel_delivery_lease on keel_delivery (channel, lease_until) where state = 'sending';
create index keel_delivery_state on keel_delivery (state, created_at);
create index keel_delivery_about on keel_delivery (about_id) where about_id is not null;
create index keel_delivery_recipient on keel_delivery (recipient_id) where recipient_id is not null;

create table keel_attempt (
    bucket bytes not null,
    window_at time not null,
    count integer not null,
    primary key (bucket, window_at)
);

create index keel_attempt_window on keel_attempt (window_at);
