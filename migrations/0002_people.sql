-- The legal entities of the group; numbers are unique within one.
create table people_entity (
    entity_id id primary key,
    name text not null,
    name_en text,
    telephone text,
    position integer not null,
    created_at time not null
);

create table people_person (
    person_id id primary key,
    name text not null,
    folded text not null,
    sort_key text not null,
    language text,
    photo_id id,
    source text not null,
    created_at time not null,
    changed_at time not null
);

create index people_person_sort on people_person (sort_key, person_id);
create index people_person_folded on people_person (folded);

-- Further names. A former name (kind 'former') is seen by its own audience only.
create table people_name (
    name_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    name text not null,
    folded text not null,
    kind text not null,
    audience text not null,
    created_at time not null
);

create index people_name_person on people_name (person_id);

-- What a person is found by, typed from its first letter: parts of the names, pinyin, numbers. A number
-- is found only by whoever may see it.
create table people_word (
    word text not null,
    person_id id not null references people_person (person_id) on delete cascade,
    is_number flag not null,
    primary key (word, person_id)
);

create index people_word_person on people_word (person_id);

create table people_tenure (
    tenure_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    entity_id id not null references people_entity (entity_id),
    number text,
    kind text not null,
    department text,
    title text,
    manager_id id references people_person (person_id) on delete set null,
    started_on day not null,
    ended_on day,
    source text not null,
    created_at time not null
);

create index people_tenure_person on people_tenure (person_id, started_on);
create index people_tenure_colleagues on people_tenure (entity_id, department, started_on);
create index people_tenure_manager on people_tenure (manager_id);

-- A number is kept for life. Its holder is deleted, the number stays taken.
create table people_number (
    entity_id id not null references people_entity (entity_id),
    number text not null,
    person_id id references people_person (person_id) on delete set null,
    primary key (entity_id, number)
);

create index people_number_person on people_number (person_id);

create table people_contact (
    contact_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    kind text not null,
    address text not null,
    source text not null,
    confirmed_at time,
    failed_at time,
    created_at time not null
);

create unique index people_contact_once on people_contact (person_id, address);
create index people_contact_address on people_contact (address);

-- Nobody writes to these: 'deceased' or 'do_not_contact'.
create table people_silence (
    person_id id primary key references people_person (person_id) on delete cascade,
    kind text not null,
    since_at time not null,
    by_id id
);

-- Keyed hashes of who was deleted or wants no contact, so that the next file does not bring them back.
create table people_tombstone (
    hash bytes primary key,
    kind text not null,
    at time not null
);
