-- When somebody's record was last said to be right, and by whom: by themselves or an officer.
alter table people_person add column confirmed_at time;
alter table people_person add column confirmed_by id;

update people_person
set confirmed_at = (select joined_at from members_member m where m.person_id = people_person.person_id),
    confirmed_by = person_id
where person_id in (select person_id from members_member);

-- Those whom nothing reaches any more, the latest first.
create index people_contact_failed on people_contact (failed_at, person_id) where failed_at is not null;

-- A round of asking "is this still right?": whom it means, as a list of people is narrowed, and how far it is.
create table freshness_campaign (
    campaign_id id primary key,
    state text not null,
    whom text not null,
    looked_id id,
    made_at time not null,
    made_by id,
    begun_at time,
    ended_at time
);

-- One person in a campaign: waits, was asked, or is not asked. The link in the message is good until until_at.
create table freshness_ask (
    ask_id id primary key,
    campaign_id id not null references freshness_campaign (campaign_id) on delete cascade,
    person_id id not null references people_person (person_id) on delete cascade,
    state text not null,
    contact_id id,
    asked_at time,
    until_at time
);

create unique index freshness_ask_once on freshness_ask (campaign_id, person_id);
create index freshness_ask_waiting on freshness_ask (campaign_id, ask_id) where state = 'waiting';
create index freshness_ask_person on freshness_ask (person_id, asked_at);

-- What somebody in a campaign came to, each step once: asked, opened, confirmed, or why they are not asked.
create table freshness_step (
    campaign_id id not null references freshness_campaign (campaign_id) on delete cascade,
    step text not null,
    ask_id id not null references freshness_ask (ask_id) on delete cascade,
    at time not null,
    primary key (campaign_id, step, ask_id)
);

create index freshness_step_ask on freshness_step (ask_id);

-- How many came to each step; it stays when they are gone.
create table freshness_tally (
    campaign_id id not null references freshness_campaign (campaign_id) on delete cascade,
    step text not null,
    count integer not null,
    primary key (campaign_id, step)
);

-- How often somebody wants to be asked, if they said so.
create table freshness_wish (
    person_id id primary key references people_person (person_id) on delete cascade,
    rhythm text not null,
    said_at time not null
);

-- Messages that nobody waits for, each once for a person, whatever it went to: what the contact budget counts.
create table budget_message (
    message_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    purpose text not null,
    at time not null
);

create index budget_message_person on budget_message (person_id, at);
create index budget_message_at on budget_message (at);

-- Who was asked to pass the way in on to somebody whom nothing reaches.
create table lost_hint (
    hint_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    colleague_id id not null references people_person (person_id) on delete cascade,
    asked_at time not null
);

create unique index lost_hint_once on lost_hint (person_id, colleague_id);
create index lost_hint_colleague on lost_hint (colleague_id, asked_at);
