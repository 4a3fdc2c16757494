-- Who is found, and by what: a row for each run of employment and each audience that may see the person
-- (1 officers, 2 members, 3 members and colleagues, 4 everyone), with what that audience may see and nothing else.
-- A list walks one index of it in the order of names, whatever it is narrowed to. Written by people::actions::list.
create table people_listing (
    person_id id not null references people_person (person_id) on delete cascade,
    audience integer not null,
    nth integer not null,
    sort_key text not null,
    entity_id id,
    department text,
    from_year integer,
    to_year integer,
    place text,
    language text,
    shows_number flag not null,
    primary key (person_id, audience, nth)
);

-- Years stand in each, so that a list of some years does not look up every row. The first has a condition that
-- is always true: only a statement that says it, too, walks along all names, and no planner falls back to that.
create index people_listing_name on people_listing
    (audience, sort_key, person_id, from_year, to_year) where audience > 0;
create index people_listing_entity on people_listing
    (audience, entity_id, sort_key, person_id, from_year, to_year);
create index people_listing_department on people_listing
    (audience, department, sort_key, person_id, from_year, to_year);
create index people_listing_place on people_listing
    (audience, place, sort_key, person_id, from_year, to_year) where place is not null;
create index people_listing_language on people_listing
    (audience, language, sort_key, person_id, from_year, to_year) where language is not null;
create index people_listing_from on people_listing (audience, from_year);
create index people_listing_to on people_listing (audience, to_year);

-- Everybody on record before there was such a table. Nobody could choose yet who sees a place.
insert into people_listing
    (person_id, audience, nth, sort_key, entity_id, department, from_year, to_year, place, language, shows_number)
select p.person_id, a.audience,
       row_number() over (partition by p.person_id, a.audience order by t.started_on, t.tenure_id),
       p.sort_key, t.entity_id, t.department,
       cast(substr(t.started_on, 1, 4) as integer),
       case when t.tenure_id is not null
            then cast(coalesce(substr(t.ended_on, 1, 4), '9999') as integer) end,
       case when a.audience = 1 then p.place end,
       case when a.audience = 1 then p.language end,
       case coalesce(fn.audience, 'officers')
            when 'me' then 0 when 'officers' then 1 when 'members' then 2 when 'colleagues' then 3
            when 'everyone' then 4 else 0 end >= a.audience
from people_person p
cross join (select 1 as audience union all select 2 union all select 3 union all select 4) a
left join members_member m on m.person_id = p.person_id and m.suspended_at is null
left join members_field f on f.person_id = p.person_id and f.field = 'name'
left join members_field fn on fn.person_id = p.person_id and fn.field = 'number'
left join members_field ft on ft.person_id = p.person_id and ft.field = 'tenures'
left join people_silence s on s.person_id = p.person_id
left join people_tenure t on t.person_id = p.person_id
     and case coalesce(ft.audience, 'members')
              when 'me' then 0 when 'officers' then 1 when 'members' then 2 when 'colleagues' then 3
              when 'everyone' then 4 else 0 end >= a.audience
where a.audience = 1 or (
    m.person_id is not null
    and case coalesce(f.audience, 'members')
             when 'me' then 0 when 'officers' then 1 when 'members' then 2 when 'colleagues' then 3
             when 'everyone' then 4 else 0 end >= a.audience
    and coalesce(s.kind, '') <> 'deceased'
    and exists (
        select 1 from members_consent c
        where c.person_id = p.person_id and c.purpose = 'listed' and c.is_given
    ));
