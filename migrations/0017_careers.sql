-- Organisations elsewhere. What only a member told of is in no list of members until an officer opened it.
create table organisations_organisation (
    organisation_id id primary key,
    name text not null,
    sort_key text not null,
    place text,
    is_open flag not null,
    created_at time not null,
    changed_at time not null
);

create index organisations_organisation_sort on organisations_organisation (sort_key, organisation_id);
create index organisations_organisation_open on organisations_organisation (sort_key, organisation_id)
    where is_open;

-- Every name an organisation goes by, the one it is shown with among them. A folded name belongs to one.
create table organisations_name (
    name_id id primary key,
    organisation_id id not null references organisations_organisation (organisation_id) on delete cascade,
    name text not null,
    folded text not null,
    created_at time not null
);

create unique index organisations_name_folded on organisations_name (folded);
create index organisations_name_organisation on organisations_name (organisation_id);

-- What an organisation is found by, typed from its first letter: parts of its names, pinyin, initials.
create table organisations_word (
    word text not null,
    organisation_id id not null references organisations_organisation (organisation_id) on delete cascade,
    is_open flag not null,
    primary key (word, organisation_id)
);

create index organisations_word_open on organisations_word (word, organisation_id) where is_open;
create index organisations_word_organisation on organisations_word (organisation_id);

create table organisations_relation (
    organisation_id id not null references organisations_organisation (organisation_id) on delete cascade,
    relation text not null,
    primary key (organisation_id, relation)
);

-- A job held elsewhere. What was taken out waits thirty days to be taken back, then it is erased.
create table careers_position (
    position_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    organisation_id id not null references organisations_organisation (organisation_id),
    title text,
    place text,
    is_founder flag not null,
    started text,
    ended text,
    what text,
    source text not null,
    recorded_at time not null,
    confirmed_at time not null,
    confirmed_by id,
    removed_at time,
    removed_by id
);

create index careers_position_person on careers_position (person_id);
create index careers_position_organisation on careers_position (organisation_id, position_id);
create index careers_position_removed on careers_position (removed_at) where removed_at is not null;

-- What a position said before it was corrected, and who corrected it.
create table careers_revision (
    revision_id id primary key,
    position_id id not null references careers_position (position_id) on delete cascade,
    person_id id not null references people_person (person_id) on delete cascade,
    organisation_id id not null references organisations_organisation (organisation_id),
    title text,
    place text,
    is_founder flag not null,
    started text,
    ended text,
    what text,
    source text not null,
    replaced_at time not null,
    replaced_by id
);

create index careers_revision_position on careers_revision (position_id);
create index careers_revision_person on careers_revision (person_id, revision_id);
create index careers_revision_organisation on careers_revision (organisation_id);

-- A change worth a word. One about a job hangs on its position; of a move the place before is kept, to see
-- when it is taken back.
create table careers_news (
    news_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    position_id id references careers_position (position_id) on delete cascade,
    kind text not null,
    was text,
    at time not null,
    seen_at time,
    seen_by id
);

create unique index careers_news_position on careers_news (position_id) where position_id is not null;
create unique index careers_news_moved on careers_news (person_id) where position_id is null;
create index careers_news_person on careers_news (person_id, news_id);
create index careers_news_unseen on careers_news (news_id) where seen_at is null;
