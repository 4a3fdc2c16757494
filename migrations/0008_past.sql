-- Where somebody lives or works now, as precise as it is known.
alter table people_person add column place text;

-- Left long before it was recorded here: nobody is written to until an officer says so.
alter table departures_departure add column is_past flag not null default false;

create index departures_departure_past on departures_departure (is_past, last_day, departure_id);
