-- Figures that count the whole alliance, counted now and then so that no page does.
create table desk_figure (
    name text primary key,
    numerator integer not null,
    denominator integer not null,
    at time not null
);
