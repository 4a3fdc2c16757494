-- Two records that may be one person: proposed with a score and its reasons, or kept apart for good. The
-- smaller id stands first, so that a pair is there once.
create table duplicates_pair (
    one_id id not null references people_person (person_id) on delete cascade,
    other_id id not null references people_person (person_id) on delete cascade,
    state text not null,
    score integer not null,
    reasons text not null,
    found_at time not null,
    decided_at time,
    decided_by id,
    primary key (one_id, other_id)
);

create index duplicates_pair_other on duplicates_pair (other_id);
create index duplicates_pair_list on duplicates_pair (state, score desc, one_id, other_id);

-- Where people are looked for who may be one: a row for each way a name sounds and each run of employment.
-- Sounds are kept as hashes, for they are only compared.
create table duplicates_block (
    person_id id not null references people_person (person_id) on delete cascade,
    nth integer not null,
    sound integer not null,
    initials integer not null,
    is_short flag not null,
    entity_id id not null,
    from_year integer not null,
    department integer not null,
    primary key (person_id, nth)
);

create index duplicates_block_sound on duplicates_block (sound, entity_id, from_year, person_id);
-- Whether a name is common shows after a few of it, however many there are.
create index duplicates_block_common on duplicates_block (sound, person_id);
create index duplicates_block_initials on duplicates_block (initials, is_short, entity_id, from_year, person_id);

-- How far the search for duplicates is. One row.
create table duplicates_search (
    search_id integer primary key,
    -- Up to whom everybody was looked at, while it walks through all of them.
    walked_id id not null,
    is_walking flag not null,
    -- Whose log of changes was followed, and up to where.
    log_id id,
    position integer not null,
    looked integer not null,
    compared integer not null,
    began_at time not null,
    ended_at time
);

-- Two records were put together. Who went leads to who stayed. While it can be undone, the picture that was
-- not chosen is kept.
create table duplicates_merge (
    merge_id id primary key,
    stayed_id id not null references people_person (person_id) on delete cascade,
    gone_id id not null,
    merged_at time not null,
    merged_by id,
    until_at time not null,
    photo_id id,
    undone_at time,
    undone_by id
);

create unique index duplicates_merge_gone on duplicates_merge (gone_id) where undone_at is null;
create index duplicates_merge_stayed on duplicates_merge (stayed_id, merge_id);
create index duplicates_merge_until on duplicates_merge (until_at);

-- What a merge did, row by row: of what only moved, the columns that changed; of what was taken out, all.
create table duplicates_row (
    merge_id id not null references duplicates_merge (merge_id) on delete cascade,
    nth integer not null,
    about text not null,
    row_key doc not null,
    before doc,
    after doc,
    primary key (merge_id, nth)
);

-- Whatever names a person is looked for by it.
create index welcome_exclusion_from on welcome_exclusion (from_id);
create index accounts_recovery_person on accounts_recovery (person_id);
