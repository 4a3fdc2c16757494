-- A greeting is signed only by who approved it. Without a departure it is the signer's standing
-- greeting, used for whoever they managed while they work here themselves.
create table welcome_greeting (
    greeting_id id primary key,
    departure_id id references departures_departure (departure_id) on delete cascade,
    signer_id id not null references people_person (person_id) on delete cascade,
    language text,
    words text not null,
    state text not null,
    written_by id,
    written_at time not null,
    approved_at time
);

create unique index welcome_greeting_departure on welcome_greeting (departure_id);
create index welcome_greeting_signer on welcome_greeting (signer_id, state);

-- Whom the leaver or the officer does not want to be asked for a wish.
create table welcome_exclusion (
    to_id id not null references people_person (person_id) on delete cascade,
    from_id id not null references people_person (person_id) on delete cascade,
    by_id id,
    primary key (to_id, from_id)
);

create table welcome_wish (
    wish_id id primary key,
    to_id id not null references people_person (person_id) on delete cascade,
    from_id id not null references people_person (person_id) on delete cascade,
    state text not null,
    days_together integer not null,
    department text,
    words text,
    asked_at time not null,
    written_at time
);

create unique index welcome_wish_once on welcome_wish (to_id, from_id);
create index welcome_wish_from on welcome_wish (from_id, asked_at);
create index welcome_wish_written on welcome_wish (written_at);
