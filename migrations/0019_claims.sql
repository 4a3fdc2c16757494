-- "I used to work here": what somebody tells who left long before there was a Homeport, and what became of it.
-- Until the contact is confirmed it is nobody's word; at until_at it is deleted, whatever became of it.
create table claims_claim (
    claim_id id primary key,
    state text not null,
    name text not null,
    from_year integer not null,
    to_year integer not null,
    entity_id id references people_entity (entity_id),
    department text,
    colleague text,
    address text not null,
    language text not null,
    may_ask flag not null,
    code_hash bytes,
    tries integer not null,
    told_at time not null,
    confirmed_at time,
    until_at time not null,
    decided_at time,
    decided_by id,
    decided_role text,
    ground text,
    is_vouched flag not null,
    appeal text,
    person_id id references people_person (person_id) on delete cascade
);

create index claims_claim_state on claims_claim (state, claim_id);
create index claims_claim_until on claims_claim (until_at);
create index claims_claim_person on claims_claim (person_id);
create index claims_claim_contact on claims_claim (address);
-- Of one contact there is one claim; what nobody confirmed does not count.
create unique index claims_claim_once on claims_claim (address) where state <> 'new';

-- A member who worked there then, asked whether they know who claims it.
create table claims_vouch (
    vouch_id id primary key,
    claim_id id not null references claims_claim (claim_id) on delete cascade,
    person_id id not null references people_person (person_id) on delete cascade,
    state text not null,
    asked_at time not null,
    answered_at time
);

create unique index claims_vouch_once on claims_vouch (claim_id, person_id);
create index claims_vouch_person on claims_vouch (person_id, asked_at);

-- A membership that rests for a while on an officer's word, with a reason, a term and an appeal.
create table suspensions_suspension (
    suspension_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    state text not null,
    ground text not null,
    role text not null,
    began_at time not null,
    began_by id,
    until_at time not null,
    ended_at time,
    ended_by id,
    appeal text,
    appealed_at time,
    answered_at time
);

create index suspensions_suspension_person on suspensions_suspension (person_id, began_at);
create unique index suspensions_suspension_running on suspensions_suspension (person_id) where state = 'running';
create index suspensions_suspension_state on suspensions_suspension (state, suspension_id);
