-- Who was changed, in the order in which it came to last: what the search index of each process follows. nth is
-- counted on SQLite, which has one writer; on PostgreSQL it is the transaction, so that whoever has read up to the
-- oldest one that runs has read all. The row with nth 0 names the log itself: an index of another is filled anew.
-- Without a foreign key, because whoever is gone has to be forgotten there as well.
create table people_change (
    nth integer not null,
    person_id id not null,
    primary key (nth, person_id)
);
