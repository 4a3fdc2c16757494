use keel::clock::{Day, Time};
use keel::db::{Conn, Value};
use keel::error::Result;
use keel::{args, row, sql};

use crate::careers::is_now;
use crate::members::Purpose;
use crate::organisations::OrganisationId;
use crate::people::{ContactKind, PersonId, SilenceKind, these, these_people};
use crate::segments::Filter;
use crate::segments::filter::{Asked, When};

/// Purposes that there is room to ask for at once.
const PURPOSES: usize = 10;

/// Something learnt, as it is compared.
macro_rules! has_learnt {
    ($kind:literal, $folded:literal) => {
        concat!(
            "exists (
             select 1
             from careers_learnt l
             where l.kind = '",
            $kind,
            "' and l.folded = ",
            $folded,
            " and l.person_id = p.person_id and l.removed_at is null
         )"
        )
    };
}

macro_rules! handed {
    () => {
        "exists (
             select 1
             from invitations_invitation i
             where i.person_id = p.person_id and i.handed_at is not null
         )"
    };
}

macro_rules! answered {
    () => {
        "exists (
             select 1
             from invitations_invitation i
             where i.person_id = p.person_id and i.state in ('joined', 'declined', 'never')
         )"
    };
}

/// One of us at an organisation that is asked for, now or ever.
macro_rules! works {
    () => {
        concat!(
            "exists (
                 select 1
                 from careers_position k
                 join organisations_organisation g on g.organisation_id = k.organisation_id
                 where k.person_id = p.person_id and k.removed_at is null
                   and ($7 or k.organisation_id = $6) and (cast($8 as text) is null or g.industry = $8)
                   and (not $9 or ",
            is_now!("k", "$4"),
            "))"
        )
    };
}

/// What a filter names, as it is kept: nobody's id for an organisation that is unknown, folded names of what is learnt.
#[derive(Default)]
pub struct Known {
    pub organisation: Option<OrganisationId>,
    pub skill: Option<String>,
    pub school: Option<String>,
}

/// What is asked beside what a list of people is narrowed by, as the statement takes it.
pub struct Terms(Vec<Value>);

impl Terms {
    pub fn of(
        filter: &Filter,
        today: Day,
        known: Known,
        [fresh_at, seen_at]: [Option<Time>; 2],
        purpose: Option<Purpose>,
    ) -> Self {
        let wanted = |what| filter.wanted(what);
        let mut all: Vec<Value> = args![
            wanted(Asked::Kind),
            filter.kind,
            filter.stay,
            today,
            wanted(Asked::Work),
            known.organisation,
            known.organisation.is_none(),
            filter.industry,
            filter.when == Some(When::Now),
            wanted(Asked::Fresh),
            filter.fresh,
            fresh_at,
            wanted(Asked::Engaged),
            filter.engaged,
            wanted(Asked::Seen),
            seen_at,
            purpose,
            wanted(Asked::Consent),
            filter.consents.len(),
        ]
        .to_vec();
        let consents = filter.consents.iter().map(|purpose| purpose.word()).chain(std::iter::repeat(""));
        all.extend(consents.take(PURPOSES).map(Value::from));
        let learnt = args![wanted(Asked::Skill), known.skill, wanted(Asked::School), known.school];
        all.extend_from_slice(learnt);
        Self(all)
    }
}

/// What is known of somebody who was looked at.
pub struct Fact {
    pub person_id: PersonId,
    pub fits: bool,
    pub silence: Option<SilenceKind>,
    /// They agreed to the purpose, or nobody asks for one.
    pub agrees: bool,
}
row!(Fact { person_id, fits, silence, agrees });

/// Of so many people as a page holds, in no order.
pub async fn facts(conn: &mut Conn, terms: &Terms, people: &[PersonId]) -> Result<Vec<Fact>> {
    let args: Vec<Value> = terms.0.iter().cloned().chain(these_people(people)).collect();
    conn.all(
        sql!(
            "select p.person_id,
                    (cast($1 as boolean) is null or $1 = exists (
                        select 1 from people_tenure t where t.person_id = p.person_id and t.kind = $2
                    ))
                    and (cast($3 as text) is null or ($3 = 'here') = exists (
                        select 1
                        from people_tenure t
                        where t.person_id = p.person_id and (t.ended_on is null or t.ended_on >= $4)
                    ))
                    and (cast($5 as boolean) is null or $5 = ", works!(), ")
                    and (cast($10 as boolean) is null or $10 = coalesce(case $11
                        when 'before' then p.confirmed_at < $12
                        when 'since' then p.confirmed_at >= $12
                        else p.confirmed_at is null end, false))
                    and (cast($13 as boolean) is null or $13 = case $14
                        when 'joined' then m.person_id is not null
                        when 'invited' then m.person_id is null and ", handed!(), "
                        when 'answered' then m.person_id is not null or ", answered!(), "
                        when 'quiet' then m.person_id is null and ", handed!(), " and not ", answered!(), "
                        else m.person_id is null and not ", handed!(), " end)
                    and (cast($15 as boolean) is null or $15 = exists (
                        select 1
                        from accounts_session a
                        where a.person_id = p.person_id and a.seen_at >= $16
                    ))
                    and (cast($18 as boolean) is null or $18 = ($19 = (
                        select count(*)
                        from members_consent c
                        where c.person_id = p.person_id and c.is_given
                          and c.purpose in ($20, $21, $22, $23, $24, $25, $26, $27, $28, $29)
                    )))
                    and (cast($30 as boolean) is null or $30 = ", has_learnt!("skill", "$31"), ")
                    and (cast($32 as boolean) is null or $32 = ", has_learnt!("school", "$33"), "),
                    s.kind,
                    cast($17 as text) is null or exists (
                        select 1
                        from members_consent c
                        where c.person_id = p.person_id and c.purpose = $17 and c.is_given
                    )
             from people_person p
             left join members_member m on m.person_id = p.person_id and m.suspended_at is null
             left join people_silence s on s.person_id = p.person_id
             where p.person_id in (
                 $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52,
                 $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71,
                 $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83
             )"
        ),
        &args,
    )
    .await
}

/// Every way to reach so many people that has not failed.
pub async fn contacts(conn: &mut Conn, people: &[PersonId]) -> Result<Vec<(PersonId, ContactKind, String)>> {
    let args: Vec<Value> = these_people(people).collect();
    conn.all(
        sql!(
            "select person_id, kind, address
             from people_contact
             where failed_at is null and person_id ",
            these!()
        ),
        &args,
    )
    .await
}
