//! The fixed cast. Whoever reads a test's name knows who is who.

use homeport::access::Role;
use homeport::app::{App, Cx};
use homeport::people::{self, EntityId, NewPerson, PersonId, PersonKind};
use homeport::{accounts, members};
use keel::clock::Day;
use keel::contact::Contact;
use keel::db::Conn;

/// Somebody with a session.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: PersonId,
    pub name: &'static str,
    pub mail: &'static str,
    /// The session's token; empty for the visitor.
    pub token: String,
}

/// All of them work or worked in the English department of one school.
#[derive(Clone, Debug)]
pub struct Cast {
    pub school: EntityId,
    /// Lin Yue, alumni officer, a colleague, not a member.
    pub officer: Person,
    /// He Ping, personnel, a colleague.
    pub hr: Person,
    /// Tang Shan, runs the machines.
    pub admin: Person,
    /// Zhou Canghai, founder; a manager and a member.
    pub manager: Person,
    /// Li Zhiwei, a member who still works here.
    pub member: Person,
    /// Ouyang Shuyan, a member who left two years ago.
    pub alumnus: Person,
    /// Xu Wen, left years ago, never joined; a session all the same.
    pub stranger: Person,
}

struct Part {
    name: &'static str,
    mail: &'static str,
    number: &'static str,
    from: &'static str,
    to: Option<&'static str>,
    role: Option<Role>,
    joins: bool,
}

const PARTS: [Part; 7] = [
    part("林悦", "yue@example.org", "HF 0001", "2018-03-01", None, Some(Role::Officer), false),
    part("何萍", "ping@example.org", "HF 0002", "2017-03-01", None, Some(Role::Hr), false),
    part("唐山", "shan@example.org", "HF 0003", "2016-03-01", None, Some(Role::Administrator), false),
    part("周沧海", "canghai@example.org", "HF 0004", "2012-03-01", None, Some(Role::Manager), true),
    part("李知微", "zhiwei@example.org", "HF 0005", "2019-09-01", None, None, true),
    part("欧阳书言", "shuyan@example.org", "HF 0006", "2019-01-01", Some("2024-06-30"), None, true),
    part("许文", "wen@example.org", "HF 0007", "2018-01-01", Some("2020-12-31"), None, false),
];

#[expect(clippy::too_many_arguments, reason = "a table reads best as a table")]
const fn part(
    name: &'static str,
    mail: &'static str,
    number: &'static str,
    from: &'static str,
    to: Option<&'static str>,
    role: Option<Role>,
    joins: bool,
) -> Part {
    Part { name, mail, number, from, to, role, joins }
}

impl Cast {
    pub async fn enter(app: &App) -> Self {
        let cx = app.machine();
        let mut conn = cx.begin().await.expect("a transaction");
        let school = people::actions::add_entity(&cx, &mut conn, "海帆教育", Some("Haifan Education"), None)
            .await
            .expect("an entity");
        let mut all = Vec::new();
        for part in &PARTS {
            all.push(enter(&cx, &mut conn, school, part).await);
        }
        homeport::settings::actions::set(&cx, &mut conn, homeport::settings::Key::Founded, "test")
            .await
            .expect("an alliance that is set up");
        conn.commit().await.expect("the cast is on stage");
        app.reload_settings().await.expect("settings");
        let [officer, hr, admin, manager, member, alumnus, stranger]: [Person; 7] =
            all.try_into().expect("seven parts");
        Self { school, officer, hr, admin, manager, member, alumnus, stranger }
    }

    /// Everybody with a name for the matrix, the visitor first.
    pub fn everybody(&self) -> Vec<(&'static str, Person)> {
        vec![
            ("visitor", Self::visitor()),
            ("stranger", self.stranger.clone()),
            ("alumnus", self.alumnus.clone()),
            ("member", self.member.clone()),
            ("manager", self.manager.clone()),
            ("officer", self.officer.clone()),
            ("hr", self.hr.clone()),
            ("admin", self.admin.clone()),
        ]
    }

    pub fn visitor() -> Person {
        Person { id: PersonId(keel::id::Id([0; 16])), name: "", mail: "", token: String::new() }
    }
}

/// Somebody as little as a file says, who is here since 2020; a test says what matters to it.
pub fn newcomer(entity: EntityId, name: &str) -> NewPerson {
    NewPerson {
        name: name.to_owned(),
        other_names: Vec::new(),
        language: None,
        place: None,
        entity,
        number: None,
        kind: PersonKind::Employee,
        department: None,
        title: None,
        manager: None,
        started_on: day("2020-01-01"),
        ended_on: None,
        contacts: Vec::new(),
        source: "file".to_owned(),
    }
}

pub fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

pub fn reached(contacts: &[&str]) -> Vec<Contact> {
    contacts.iter().map(|text| Contact::parse(text, "CN").expect("a contact")).collect()
}

async fn enter(cx: &Cx, conn: &mut Conn, school: EntityId, part: &Part) -> Person {
    let new = NewPerson {
        number: Some(part.number.to_owned()),
        department: Some("英语教学部".to_owned()),
        started_on: day(part.from),
        ended_on: part.to.map(day),
        contacts: reached(&[part.mail]),
        source: "officer".to_owned(),
        ..newcomer(school, part.name)
    };
    let id = people::actions::add(cx, conn, &new).await.expect("a person");
    let contact = people::contacts(conn, id).await.expect("contacts").remove(0);
    people::actions::confirm_contact(cx, conn, contact.contact_id).await.expect("confirmed");
    if let Some(role) = part.role {
        accounts::actions::grant(cx, conn, id, role).await.expect("a role");
    }
    if part.joins {
        members::actions::join(cx, conn, id, &members::Choices::default()).await.expect("a member");
    }
    let token = accounts::actions::open_session(cx, conn, id, "test").await.expect("a session");
    Person { id, name: part.name, mail: part.mail, token }
}
