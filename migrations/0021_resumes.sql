-- A file of one's own that tells of jobs elsewhere. What was understood waits to be chosen from, for a day; once it
-- was taken, only which positions it brought, so that it can be taken back.
create table resumes_resume (
    resume_id id primary key,
    person_id id not null references people_person (person_id) on delete cascade,
    kind text not null,
    state text not null,
    told doc not null,
    created_at time not null,
    taken_at time
);

create index resumes_resume_person on resumes_resume (person_id, resume_id);
create index resumes_resume_read on resumes_resume (created_at) where state = 'read';

create table resumes_position (
    resume_id id not null references resumes_resume (resume_id) on delete cascade,
    position_id id not null references careers_position (position_id) on delete cascade,
    primary key (resume_id, position_id)
);

create index resumes_position_position on resumes_position (position_id);

-- What the rows of a file are: people with their employment here, or jobs held elsewhere.
alter table imports_import add column about text not null default 'people';

-- When the words of an import were forgotten: its file, the values shown of its columns, those of rows that stayed out.
alter table imports_import add column forgotten_at time;

create index imports_import_kept on imports_import (import_id) where forgotten_at is null;
