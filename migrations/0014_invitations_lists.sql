-- The officer's lists and the Desk's counts read what waits, however many invitations there have been.
create index invitations_invitation_unhanded on invitations_invitation (invitation_id)
    where handed_at is null and state in ('waiting', 'open');
create index invitations_invitation_unopened on invitations_invitation (invitation_id)
    where state = 'open' and handed_at is not null and opened_at is null;
create index invitations_invitation_list on invitations_invitation (state, invitation_id);
create index invitations_handover_undone on invitations_handover (invitation_id) where state = 'failed';
