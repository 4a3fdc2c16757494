-- The known town that somebody's place is, however they spell it. Found by keel::places, which SQL cannot ask:
-- whoever was on record before is looked up by the job people.locate, which is due at once.
alter table people_person add column town text;

insert into keel_timetable (name, next_at) values ('people.locate', 0);

create index people_person_unplaced on people_person (person_id) where place is not null and town is null;

-- In the order of names within a year, so that whoever left in one is a list like any other.
drop index people_listing_to;
create index people_listing_to on people_listing (audience, to_year, sort_key, person_id);

-- From a short list, known in both languages.
alter table organisations_organisation add column industry text;

create index organisations_organisation_industry on organisations_organisation (industry, organisation_id)
    where industry is not null;

-- A filter over people under a name, written as in the address of a page. Who made it is an id that leads
-- nowhere once they are deleted: what they shared stays, what was theirs alone is swept.
create table segments_segment (
    segment_id id primary key,
    name text not null,
    sort_key text not null,
    filter text not null,
    is_shared flag not null,
    made_at time not null,
    made_by id,
    changed_at time not null,
    removed_at time,
    people integer,
    silent integer,
    unreachable integer,
    counted_at time
);

create index segments_segment_sort on segments_segment (sort_key, segment_id) where removed_at is null;
create index segments_segment_removed on segments_segment (removed_at) where removed_at is not null;

-- How many there are, by what and for whom, where they are too many to count on a page.
create table places_figure (
    audience integer not null,
    kind text not null,
    value text not null,
    count integer not null,
    at time not null,
    primary key (audience, kind, value)
);
