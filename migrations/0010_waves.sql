-- When an officer let one who left long ago be written to; until then they wait for a wave.
alter table departures_departure add column released_at time;

update departures_departure set released_at = recorded_at
where is_past = true and departure_id in (select departure_id from invitations_invitation);

-- Only those who wait, however many there were before them. The broader index would be taken instead.
drop index departures_departure_past;
create index departures_departure_waits on departures_departure (verdict, state, last_day, departure_id)
    where is_past = true and released_at is null;

-- Whether somebody ever had an invitation, living or not.
create index invitations_invitation_whose on invitations_invitation (person_id, created_at);

-- Many who left long ago, written to together: who is meant, how fast, how far it is.
create table waves_wave (
    wave_id id primary key,
    state text not null,
    left_from day,
    left_to day,
    entity_id id,
    department text,
    person_kind text,
    reach text not null,
    pace text not null,
    size integer not null,
    hour integer not null,
    working_days flag not null,
    looked_on day,
    looked_id id,
    planned_mail integer not null,
    planned_sms integer not null,
    planned_both integer not null,
    planned_kit integer not null,
    in_period integer not null,
    last_at time,
    next_at time,
    asked_at time not null,
    asked_by id,
    begun_at time,
    ended_at time
);

-- The kind of leaving that a wave was narrowed to: HR's alone.
create table waves_leaving (
    wave_id id primary key references waves_wave (wave_id) on delete cascade,
    kind text not null
);

-- One person's turn in a wave; without an outcome it has not come yet.
create table waves_turn (
    wave_id id not null references waves_wave (wave_id) on delete cascade,
    departure_id id not null references departures_departure (departure_id) on delete cascade,
    person_id id not null references people_person (person_id) on delete cascade,
    position integer not null,
    tries integer not null,
    outcome text,
    invitation_id id,
    at time,
    primary key (wave_id, departure_id)
);

-- Nobody waits in two waves, and nobody has two turns in one.
create unique index waves_turn_once on waves_turn (departure_id) where outcome is null;
create unique index waves_turn_person on waves_turn (wave_id, person_id);
create index waves_turn_next on waves_turn (wave_id, tries, position) where outcome is null;
create index waves_turn_outcome on waves_turn (wave_id, outcome, position);
create index waves_turn_departure on waves_turn (departure_id);
create index waves_turn_who on waves_turn (person_id);
create index waves_turn_invitation on waves_turn (invitation_id);

-- How many turns ended how, counted as they end.
create table waves_tally (
    wave_id id not null references waves_wave (wave_id) on delete cascade,
    outcome text not null,
    count integer not null,
    primary key (wave_id, outcome)
);

-- Until when somebody who never answered is kept, a row a purpose.
create table retention_clock (
    person_id id not null references people_person (person_id) on delete cascade,
    purpose text not null,
    starts_at time not null,
    due_at time not null,
    warned_at time,
    answered_at time,
    reason text,
    extended_at time,
    extended_by id,
    primary key (person_id, purpose)
);

create index retention_clock_due on retention_clock (due_at, person_id) where answered_at is null;
create index retention_clock_warned on retention_clock (due_at, person_id)
    where answered_at is null and warned_at is not null;

-- Whoever was invited before there were clocks: two years from the first hand-over.
insert into retention_clock (person_id, purpose, starts_at, due_at, answered_at)
select person_id, 'invitation', min(handed_at), min(handed_at) + 63072000000,
       max(case when state in ('joined', 'declined', 'never') then ended_at end)
from invitations_invitation
where handed_at is not null
group by person_id;
