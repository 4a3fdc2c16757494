-- The skills and schools that a file of one's own brought, so that it can be taken back.
create table resumes_learnt (
    resume_id id not null references resumes_resume (resume_id) on delete cascade,
    learnt_id id not null references careers_learnt (learnt_id) on delete cascade,
    primary key (resume_id, learnt_id)
);

create index resumes_learnt_learnt on resumes_learnt (learnt_id);

-- A campaign may mean a segment: its question as it was when the campaign was made, and the name it had then.
alter table freshness_campaign add column segment text;
