//! An invented company of a few hundred people, for trying Homeport out and for testing it.
//!
//! [`company`] is pure: the same seed and day give the same company, on any machine. Nobody in it lives:
//! the names are put together from our own lists, and every number and address is one that reaches
//! nobody (the domains of RFC 2606, a mobile prefix that no operator holds).
//!
//! It owns no table. It says who works where and who has left; the actions of the features turn that
//! into rows, the same way an officer would.

mod careers;
mod claims;
mod company;
mod deeds;
mod dice;
mod duplicates;
mod fill;
mod freshness;
mod house;
mod imports;
mod model;
mod names;
mod numbers;
mod people;
mod segments;
mod standing;
mod story;
mod waves;
mod welcome;
mod wishes;

#[cfg(test)]
mod tests;

use keel::clock::Day;

use dice::Dice;
pub use house::Demo;
pub use model::{
    Cast, Company, Department, End, Entity, Greeting, Kind, Leaving, Membership, Person, Reads, Stage,
    Standing, Tenure, Wish, Words,
};

/// The company as it is on the morning of `today`.
pub fn company(seed: u64, today: Day) -> Company {
    let mut dice = Dice::new(seed);
    let (mut people, cast) = story::people(today);
    people::fill(&mut people, &mut dice, today);

    numbers::give(&mut people, &cast);
    let departments = numbers::departments(&people, &cast, today);
    numbers::titles(&mut people, &departments, &cast);
    numbers::managers(&mut people, &departments, &cast, today);
    standing::settle(&mut people, &mut dice, today);
    numbers::contacts(&mut people, &mut dice);

    Company {
        name: company::NAME,
        alliance: company::ALLIANCE,
        telephone: company::TELEPHONE,
        domains: company::DOMAINS,
        began_on: today.plus_days(-company::ALLIANCE_AGE),
        entities: company::ENTITIES.to_vec(),
        departments,
        greetings: welcome::greetings(&cast),
        wishes: welcome::wishes(&people, &mut dice, today),
        story_wishes: welcome::for_the_leaver(&people, &cast, &mut dice, today),
        people,
        cast,
    }
}
