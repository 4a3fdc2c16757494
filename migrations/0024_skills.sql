-- What somebody can do and where they learnt it. What was taken out waits thirty days, as positions do.
create table careers_learnt (
    learnt_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    kind text not null,
    name text not null,
    folded text not null,
    detail text,
    started text,
    ended text,
    source text not null,
    recorded_at time not null,
    removed_at time,
    removed_by id
);

create index careers_learnt_person on careers_learnt (person_id);
create index careers_learnt_folded on careers_learnt (kind, folded, person_id) where removed_at is null;
create index careers_learnt_removed on careers_learnt (removed_at) where removed_at is not null;

-- What is offered while somebody types a skill or a school: lists that the administrator loaded. Each name
-- something goes by leads to the one it is kept under.
create table careers_offer (
    kind text not null,
    folded text not null,
    name text not null,
    primary key (kind, folded)
);
