//! The invitation as the leaver reads it on a phone: one page, one button, nothing ticked beforehand.

use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use keel::contact::Contact;
use keel::db::Conn;
use keel::error::{Error, Problems, Result, Text};
use keel::l10n::Lang;
use serde::Deserialize;

use super::standing::{self, Followed};
use crate::accounts::{Device, session_cookie};
use crate::app::{Answer, Cx};
use crate::invitations::actions::{self, Accepted};
use crate::invitations::letters;
use crate::invitations::model::{Invitation, Standing};
use crate::invitations::whom::{self, Whom};
use crate::members::{self, Field, Purpose};
use crate::people::{self, Audience};
use crate::retention::{self, Wish};
use crate::shell::{Choice, Form, Problem, Shell, beside};

/// A form that came back, or an untouched one.
#[derive(Default, Deserialize)]
pub struct JoinForm {
    #[serde(default)]
    consents: Vec<String>,
    #[serde(default)]
    contact: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    see_name: String,
    #[serde(default)]
    see_photo: String,
    #[serde(default)]
    see_tenures: String,
    #[serde(default)]
    see_number: String,
    #[serde(default)]
    see_place: String,
    #[serde(default)]
    see_career: String,
    #[serde(default)]
    see_contact: String,
    #[serde(default)]
    former_name: String,
    #[serde(default)]
    former_audience: String,
    /// Who is not to be asked for a wish: ids, or `all`.
    #[serde(default)]
    spare: Vec<String>,
}

impl JoinForm {
    fn seen(&self, field: Field) -> Audience {
        let word = match field {
            Field::Name => &self.see_name,
            Field::Photo => &self.see_photo,
            Field::Tenures => &self.see_tenures,
            Field::Number => &self.see_number,
            Field::Place => &self.see_place,
            Field::Career => &self.see_career,
            Field::Contact => &self.see_contact,
        };
        Audience::from_word(word).filter(|chosen| field.audiences().contains(chosen)).unwrap_or(field.usual())
    }

    fn given(&self) -> Vec<Purpose> {
        self.consents.iter().filter_map(|word| Purpose::from_word(word)).collect()
    }

    fn former_audience(&self) -> Audience {
        Audience::from_word(&self.former_audience).unwrap_or(Audience::Me)
    }

    /// The answer as the action takes it, with every problem at once.
    fn read(&self, cx: &Cx, device: String) -> Result<actions::Answer> {
        let mut problems = Problems::default();
        let contact = match self.contact.trim() {
            "" => None,
            typed => problems.take_in("contact", Contact::parse(typed, "CN"))?,
        };
        if contact.as_ref().is_some_and(|contact| !people::is_private(&cx.app.settings(), contact)) {
            problems.add("contact", Text::new("invitations-error-company-address"));
        }
        let former = self.former_name.trim();
        if former.chars().count() > 120 {
            problems.add("former_name", Text::new("invitations-error-name-long"));
        }
        problems.ok()?;
        Ok(actions::Answer {
            consents: self.given(),
            fields: Field::ALL.iter().map(|field| (*field, self.seen(*field))).collect(),
            language: Some(Lang::from_tag(&self.language).unwrap_or(cx.lang)),
            contact,
            former_name: (!former.is_empty()).then(|| (former.to_owned(), self.former_audience())),
            device,
            spared: self.spare.iter().filter_map(|word| word.parse().ok()).collect(),
            spares_all: self.spare.iter().any(|word| word == "all"),
        })
    }
}

#[derive(Template)]
#[template(path = "invitations/templates/letter.html")]
struct Letter {
    s: Shell,
    action: String,
    number: String,
    day: String,
    title: String,
    /// The words of a person, or the company's.
    words: String,
    words_lang: &'static str,
    signer: Option<(String, String)>,
    inviting: String,
    joined: String,
    known_lead: String,
    known: Vec<String>,
    known_names: String,
    choices: Vec<members::Choice>,
    fields: Vec<Seen>,
    former: Vec<Choice>,
    spared: Vec<Choice>,
    form: JoinForm,
    languages: Vec<Choice>,
    contact_hint: String,
    is_contact_needed: bool,
    company: String,
    kept: Vec<members::Kept>,
    kept_now: String,
    /// Where all this is from and what for, of one who left long ago.
    notice: Option<String>,
    kept_until: String,
    delete: String,
    assurance: String,
    /// The telephone number as a link dials it.
    dial: String,
    until: String,
    problems: Vec<Problem>,
}

/// One field and who may see it.
struct Seen {
    name: &'static str,
    label: String,
    options: Vec<Choice>,
}

impl Letter {
    fn spares_all(&self) -> bool {
        self.form.spare.iter().any(|word| word == "all")
    }

    fn error(&self, field: &str) -> String {
        beside(&self.problems, field)
    }
}

/// So many faces of colleagues are shown.
const FACES: usize = 5;

/// `GET /i/{token}`: changes nothing, whoever looks.
pub async fn letter(cx: Cx, Path(token): Path<String>) -> Answer {
    let mut conn = cx.read().await?;
    let followed = standing::follow(&cx, &mut conn, &token).await?;
    match followed {
        Followed { invitation: Some(invitation), standing: Standing::Living } => {
            let page = page(&cx, &mut conn, &token, &invitation, JoinForm::default(), Vec::new()).await?;
            cx.show(&page)
        }
        other => standing::ended(&cx, &mut conn, &token, &other).await,
    }
}

/// `POST /i/{token}/opened`: the page is before somebody's eyes.
pub async fn opened(cx: Cx, Path(token): Path<String>) -> Answer {
    let mut conn = cx.begin().await?;
    let followed = standing::follow(&cx, &mut conn, &token).await?;
    if let Followed { invitation: Some(invitation), standing: Standing::Living } = followed {
        actions::open(&cx, &mut conn, invitation.invitation_id).await?;
        cx.commit(conn).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /i/{token}`: joins. Sent twice, the second finds the membership there.
pub async fn join(cx: Cx, device: Device, Path(token): Path<String>, Form(form): Form<JoinForm>) -> Answer {
    let mut conn = cx.begin().await?;
    let followed = standing::follow(&cx, &mut conn, &token).await?;
    let Followed { invitation: Some(invitation), standing: Standing::Living } = followed else {
        drop(conn);
        return standing::ended(&cx, &mut cx.read().await?, &token, &followed).await;
    };
    let accepted = match form.read(&cx, device.0) {
        Ok(answer) => actions::accept(&cx, &mut conn, &invitation, &answer).await,
        Err(problems) => Err(problems),
    };
    match accepted {
        Ok(accepted) => {
            let said = welcome_words(&cx, &mut conn, &accepted).await?;
            cx.commit(conn).await?;
            let mut response = cx.done("/home", &said)?;
            response.headers_mut().append(header::SET_COOKIE, session_cookie(&cx, &accepted.session));
            Ok(response)
        }
        Err(Error::Invalid(problems)) => {
            drop(conn);
            let mut conn = cx.read().await?;
            let told = cx.problems(&problems, &LABELS);
            cx.invalid(&page(&cx, &mut conn, &token, &invitation, form, told).await?)
        }
        // Somebody else's answer, or this very one, came first.
        Err(Error::Conflict(_)) => {
            drop(conn);
            let mut conn = cx.read().await?;
            let followed = standing::follow(&cx, &mut conn, &token).await?;
            standing::ended(&cx, &mut conn, &token, &followed).await
        }
        Err(error) => Err(error),
    }
}

const LABELS: [(&str, &str); 2] =
    [("contact", "invitations-contact"), ("former_name", "invitations-former-name")];

async fn welcome_words(cx: &Cx, conn: &mut Conn, accepted: &Accepted) -> Result<Text> {
    let name = people::person(conn, accepted.person).await?.name;
    let Some(confirming) = accepted.confirming else {
        return Ok(Text::new("invitations-done-joined").with("name", name));
    };
    let masked = people::contact(conn, confirming).await?.contact()?.masked();
    let alliance = cx.app.settings().alliance(cx.lang).to_owned();
    Ok(Text::new("invitations-done-joined-confirm")
        .with("name", name)
        .with("contact", masked)
        .with("alliance", alliance))
}

async fn page(
    cx: &Cx,
    conn: &mut Conn,
    token: &str,
    invitation: &Invitation,
    form: JoinForm,
    problems: Vec<Problem>,
) -> Result<Letter> {
    let whom = whom::whom(cx, conn, invitation).await?;
    let on_file = people::private_contacts(conn, &cx.app.settings(), invitation.person_id).await?;
    let masked: Vec<String> =
        on_file.iter().filter_map(|known| known.contact().ok()).map(|contact| contact.masked()).collect();
    let l = cx.l();
    let s = cx.narrow("");
    let company = whom.company(cx, cx.lang);
    let zone = cx.zone();
    let contact_hint = match masked.is_empty() {
        true => l.t("invitations-contact-hint").into_owned(),
        false => l.t1("invitations-contact-on-file", "contacts", l.list(&masked)),
    };
    let words = match &whom.greeting {
        Some(greeting) => greeting.words.clone(),
        None => whom.company_words(cx, l, &s.alliance),
    };
    Ok(Letter {
        action: format!("/i/{token}"),
        number: whom.number().unwrap_or_default().to_owned(),
        day: l.day(invitation.send_at.day_in(&zone)),
        title: whom.title(cx, l),
        words_lang: whom::language_of(&words).code(),
        words,
        inviting: l.t2("invitations-inviting", "company", &company, "alliance", &s.alliance),
        signer: whom.greeting.as_ref().map(|by| (by.signer_name.clone(), by.signer_title.clone())),
        joined: whom.joined(l),
        known_lead: l.t1("invitations-known", "count", whom.colleagues.len()),
        known: whom.colleagues.iter().take(FACES).map(|known| known.name.clone()).collect(),
        known_names: known_names(cx, &whom),
        choices: members::choices(l, &form.given()),
        fields: fields(cx, &form),
        former: members::name_options(l, form.former_audience()),
        spared: spared(&whom, &form),
        languages: languages(cx, &form),
        form,
        contact_hint,
        is_contact_needed: masked.is_empty(),
        kept: members::kept(l),
        kept_now: kept_now(cx, &whom, &masked),
        notice: whom.notice(cx, l),
        kept_until: l.t1("invitations-kept-until", "day", letters::until(cx, l, whom.kept_until)),
        delete: retention::path(&cx.app, invitation.person_id, Wish::Delete),
        assurance: letters::assurance(l, &whom.telephone),
        dial: letters::dialled(&whom.telephone),
        until: letters::until(cx, l, invitation.expires_at),
        company,
        problems,
        s,
    })
}

/// The colleagues that the page names anyway, each with the choice not to be asked for a wish.
fn spared(whom: &Whom, form: &JoinForm) -> Vec<Choice> {
    let line = |known: &crate::welcome::Colleague| {
        let value = known.person_id.to_string();
        Choice { is_chosen: form.spare.contains(&value), value, label: known.name.clone() }
    };
    whom.colleagues.iter().take(FACES).map(line).collect()
}

fn known_names(cx: &Cx, whom: &Whom) -> String {
    let l = cx.l();
    let mut names: Vec<String> = whom.colleagues.iter().take(FACES).map(|known| known.name.clone()).collect();
    if whom.colleagues.len() > FACES {
        names.push(l.t1("invitations-known-more", "count", whom.colleagues.len() - FACES));
    }
    l.list(&names)
}

fn fields(cx: &Cx, form: &JoinForm) -> Vec<Seen> {
    let name = |field| match field {
        Field::Name => "see_name",
        Field::Photo => "see_photo",
        Field::Tenures => "see_tenures",
        Field::Number => "see_number",
        Field::Place => "see_place",
        Field::Career => "see_career",
        Field::Contact => "see_contact",
    };
    Field::ALL
        .iter()
        .map(|field| Seen {
            name: name(*field),
            label: members::field_label(cx.l(), *field),
            options: members::options(cx.l(), *field, form.seen(*field)),
        })
        .collect()
}

fn languages(cx: &Cx, form: &JoinForm) -> Vec<Choice> {
    let chosen = Lang::from_tag(&form.language).unwrap_or(cx.lang);
    [Lang::Zh, Lang::En]
        .into_iter()
        .map(|lang| Choice {
            value: lang.code().to_owned(),
            label: lang.name().to_owned(),
            is_chosen: lang == chosen,
        })
        .collect()
}

/// What is on file about this very person, so that "what is kept" is no guess.
fn kept_now(cx: &Cx, whom: &Whom, masked: &[String]) -> String {
    let l = cx.l();
    let mut all = vec![whom.person.name.clone()];
    for tenure in &whom.tenures {
        all.extend(tenure.number.clone());
        let parts = [tenure.department.as_deref(), tenure.title.as_deref()];
        all.extend(parts.into_iter().flatten().map(str::to_owned));
        let ended = tenure.ended_on.map(|day| l.day(day)).unwrap_or_default();
        all.push(l.t2("invitations-years", "from", l.day(tenure.started_on), "to", ended));
    }
    all.extend(whom.person.place.clone());
    all.extend(masked.iter().cloned());
    l.list(&all)
}
