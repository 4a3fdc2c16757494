-- One file on its way in, with the words and numbers that go with it. The file itself lies with the files
-- until it is swept.
create table imports_import (
    import_id id primary key,
    state text not null,
    name text not null,
    file_id id,
    sheet text not null,
    header_row integer not null,
    headers_key text not null,
    profile doc not null,
    mapping doc not null,
    entity_id id not null references people_entity (entity_id),
    basis text not null,
    source text not null,
    rows integer not null,
    done integer not null,
    place doc not null,
    counts doc not null,
    created_at time not null,
    created_by id,
    started_at time,
    ended_at time
);

create index imports_import_state on imports_import (state, import_id);

-- What the columns of files with these headers meant the last time.
create table imports_mapping (
    headers_key text primary key,
    mapping doc not null,
    changed_at time not null
);

-- What somebody should know about a row.
create table imports_problem (
    import_id id not null references imports_import (import_id) on delete cascade,
    line integer not null,
    position integer not null,
    header text not null,
    value text not null,
    reason text not null,
    primary key (import_id, line, position)
);

-- Whom an import touched, each once, and when; what was done to them since stands in the journal.
create table imports_person (
    import_id id not null references imports_import (import_id) on delete cascade,
    person_id id not null references people_person (person_id) on delete cascade,
    outcome text not null,
    at time not null,
    primary key (import_id, person_id)
);

create index imports_person_person on imports_person (person_id);

-- What exactly was changed, with what was there before, so that it can be taken back.
create table imports_change (
    change_id id primary key,
    import_id id not null references imports_import (import_id) on delete cascade,
    person_id id not null references people_person (person_id) on delete cascade,
    kind text not null,
    target_id id,
    before doc not null
);

create index imports_change_import on imports_change (import_id, change_id);
create index imports_change_person on imports_change (person_id);
