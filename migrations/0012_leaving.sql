-- Somebody leaves the alliance: hidden at once, erased at erase_at unless taken back before.
create table exits_exit (
    exit_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    was_member flag not null,
    asked_at time not null,
    erase_at time not null
);

create unique index exits_exit_person on exits_exit (person_id);
