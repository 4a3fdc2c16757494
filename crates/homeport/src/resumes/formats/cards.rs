//! Business cards: who somebody is, and where they are now. A card knows no dates.

use std::path::Path;

use keel::error::Result;
use keel::vcard::{Card, Cards};

use crate::resumes::{Resume, Stint};

pub fn each(path: &Path, with: &mut dyn FnMut(Resume) -> Result<()>) -> Result<()> {
    for card in Cards::open(path)? {
        with(resume(&card?))?;
    }
    Ok(())
}

fn resume(card: &Card) -> Resume {
    let mut resume = Resume {
        name: name(card),
        mails: values(card, "EMAIL", "mailto:"),
        mobiles: values(card, "TEL", "tel:"),
        place: place(card, "home").or_else(|| place(card, "")),
        ..Resume::default()
    };
    for name in ["PHOTO", "LOGO", "SOUND"] {
        resume.left_out.photos += card.all(name).count() as u64;
    }
    // Of several firms each has its own title, in order, or by the group they share.
    let titles: Vec<_> = card.all("TITLE").collect();
    let roles: Vec<_> = card.all("ROLE").collect();
    for (at, firm) in card.all("ORG").enumerate() {
        let parts = firm.parts();
        let organisation = parts.first().map(|name| name.trim().to_owned()).unwrap_or_default();
        let mine = |all: &[&keel::vcard::Property]| {
            let same = all.iter().find(|one| !one.group.is_empty() && one.group == firm.group);
            same.or_else(|| all.get(at))
                .map(|one| one.text().trim().to_owned())
                .filter(|text| !text.is_empty())
        };
        resume.note(Stint {
            organisation,
            title: mine(&titles).or_else(|| mine(&roles)).unwrap_or_default(),
            place: place(card, "work").unwrap_or_default(),
            ..Stint::default()
        });
    }
    resume
}

/// Put together from family and given name, since what is shown often has a title before it; as it is shown where a
/// card does not know them apart.
fn name(card: &Card) -> String {
    let parts = card.all("N").next().map(keel::vcard::Property::parts).unwrap_or_default();
    let part = |at: usize| parts.get(at).map(|part| part.trim()).unwrap_or_default();
    let shown = card.text("FN").unwrap_or_default();
    if shown.is_empty() || !(part(0).is_empty() || part(1).is_empty()) {
        return super::named(part(0), part(1));
    }
    shown.trim().to_owned()
}

fn values(card: &Card, name: &str, scheme: &str) -> Vec<String> {
    let texts = card.all(name).filter(|one| !one.is("fax")).map(keel::vcard::Property::text);
    let plain = texts.map(|text| text.trim().strip_prefix(scheme).unwrap_or(text.trim()).to_owned());
    plain.filter(|text| !text.is_empty()).collect()
}

/// The town of the first address of this type; of any without one.
fn place(card: &Card, kind: &str) -> Option<String> {
    let is_meant = |one: &&keel::vcard::Property| match kind {
        "" => !one.is("work"),
        kind => one.is(kind),
    };
    card.all("ADR").filter(is_meant).find_map(|one| {
        let town = one.parts().get(3).map(|town| town.trim().to_owned());
        town.filter(|town| !town.is_empty())
    })
}
