create table departures_departure (
    departure_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    tenure_id id not null references people_tenure (tenure_id) on delete cascade,
    state text not null,
    last_day day,
    recorded_at time not null,
    recorded_by id,
    completed_at time,
    completed_by id,
    withdrawn_at time,
    verdict text not null,
    verdict_ground text not null,
    verdict_role text,
    verdict_at time,
    appealed_at time
);

-- One open departure a tenure; a withdrawn one makes room.
create unique index departures_departure_once on departures_departure (tenure_id) where state <> 'withdrawn';
create index departures_departure_person on departures_departure (person_id);
create index departures_departure_state on departures_departure (state, departure_id);
create index departures_departure_last_day on departures_departure (state, last_day);
create index departures_departure_completed on departures_departure (completed_at);
create index departures_departure_verdict on departures_departure (verdict, departure_id);

-- What HR alone may know.
create table departures_leaving (
    departure_id id primary key references departures_departure (departure_id) on delete cascade,
    kind text not null,
    reason text,
    is_regretted flag,
    would_rehire text,
    non_compete_until day,
    note text,
    decided_by id,
    decided_note text
);

create table departures_step (
    step_id id primary key,
    departure_id id not null references departures_departure (departure_id) on delete cascade,
    title text not null,
    position integer not null,
    done_at time,
    done_by id
);

create index departures_step_departure on departures_step (departure_id, position);
