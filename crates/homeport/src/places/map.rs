//! The map: dots whose area is the number, on the outline of the land.

use keel::places::Town;

/// Where the outline ends, in its own units: 360 degrees of longitude from 30 degrees west, and from 80 degrees
/// north to 57 south, with the degrees of latitude as much longer as they are at 36 degrees north.
const UNIT: f64 = 2.5;
const STRETCH: f64 = 1.236;
const WEST: f64 = -30.0;
const NORTH: f64 = 80.0;
const WIDTH: f64 = 360.0 * UNIT;
const HEIGHT: f64 = 137.0 * UNIT * STRETCH;
/// A map shows no less than this, so that one's own town alone is not a dot on nothing.
const LEAST: f64 = 120.0;
/// Around the outermost dots, and the largest and smallest radius, in parts of the width.
const MARGIN: f64 = 0.08;
const LARGEST: f64 = 0.036;
const SMALLEST: f64 = 0.008;

/// A closer map reaches so far from its middle, east and west and north and south; it is worth showing where so many
/// towns are that near, and the other map shows a good deal more.
const NEAR: (f64, f64) = (75.0, 60.0);
const ENOUGH: usize = 4;
const MORE: f64 = 1.8;

/// A dot.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    pub x: f64,
    pub y: f64,
    pub r: f64,
}

/// What part of the world is shown, and the dots on it in the order given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// Left, top, width, height.
    pub view: [f64; 4],
    pub dots: Vec<Dot>,
}

fn point(town: &Town) -> (f64, f64) {
    let east = (town.longitude - WEST).rem_euclid(360.0);
    (round(east * UNIT), round((NORTH - town.latitude) * UNIT * STRETCH))
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

impl Map {
    /// As much of the world as the towns take, in the proportions of the whole.
    pub fn of(towns: &[(&Town, i64)]) -> Self {
        let points: Vec<(f64, f64)> = towns.iter().map(|(town, _)| point(town)).collect();
        let most = towns.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
        let view = around(&points);
        let width = view[2];
        let dots = points.iter().zip(towns).map(|((x, y), (_, count))| {
            // The area is the number: twice as many people, twice as much of it.
            let share = (to_float(*count) / to_float(most)).sqrt();
            Dot { x: *x, y: *y, r: round((width * LARGEST * share).max(width * SMALLEST)) }
        });
        Self { view, dots: dots.collect() }
    }

    /// Closer to where the most people are, if so many towns are there that they lie on each other here; with those
    /// of the towns that it shows.
    pub fn closer<'a>(&self, towns: &[(&'a Town, i64)]) -> Option<(Self, Vec<(&'a Town, i64)>)> {
        let (middle, _) = towns.iter().max_by_key(|(_, count)| *count)?;
        let (x, y) = point(middle);
        let is_near = |town: &Town| {
            let (east, south) = point(town);
            (east - x).abs() <= NEAR.0 && (south - y).abs() <= NEAR.1
        };
        let near: Vec<_> = towns.iter().copied().filter(|(town, _)| is_near(town)).collect();
        let map = Self::of(&near);
        (near.len() >= ENOUGH && map.view[2] * MORE <= self.view[2]).then_some((map, near))
    }
}

fn to_float(count: i64) -> f64 {
    f64::from(u32::try_from(count.max(0)).unwrap_or(u32::MAX))
}

fn around(points: &[(f64, f64)]) -> [f64; 4] {
    let Some((first_x, first_y)) = points.first() else { return [0.0, 0.0, WIDTH, round(HEIGHT)] };
    let (mut left, mut right, mut top, mut bottom) = (*first_x, *first_x, *first_y, *first_y);
    for (x, y) in points {
        (left, right) = (left.min(*x), right.max(*x));
        (top, bottom) = (top.min(*y), bottom.max(*y));
    }
    let shape = WIDTH / HEIGHT;
    let width = ((right - left).max((bottom - top) * shape) * (1.0 + 2.0 * MARGIN)).clamp(LEAST, WIDTH);
    let height = width / shape;
    let left = f64::midpoint(left, right) - width / 2.0;
    let top = f64::midpoint(top, bottom) - height / 2.0;
    [
        round(left.clamp(0.0, WIDTH - width)),
        round(top.clamp(0.0, HEIGHT - height)),
        round(width),
        round(height),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(name: &str) -> &'static Town {
        keel::places::named(name).expect("a town")
    }

    #[test]
    fn twice_as_many_people_take_twice_the_area() {
        let map = Map::of(&[(town("上海"), 200), (town("成都"), 100)]);
        let (most, half) = (&map.dots[0], &map.dots[1]);
        assert!((most.r.powi(2) / half.r.powi(2) - 2.0).abs() < 0.15, "{map:?}");
        assert!(most.x > half.x, "Shanghai is east of Chengdu");
    }

    #[test]
    fn where_many_towns_lie_on_each_other_a_closer_map_shows_them() {
        let home: Vec<_> =
            ["长沙", "武汉", "上海", "深圳", "杭州"].iter().map(|name| (town(name), 5)).collect();
        assert_eq!(Map::of(&home).closer(&home), None, "that is close enough");
        let all: Vec<_> = home.iter().copied().chain([(town("伦敦"), 1), (town("温哥华"), 2)]).collect();
        let (map, near) = Map::of(&all).closer(&all).expect("a closer map");
        assert_eq!((map.dots.len(), near), (5, home));
    }

    #[test]
    fn everybody_is_within_what_is_shown() {
        for names in [
            &["上海", "纽约", "惠灵顿", "雷克雅未克"][..],
            &["伦敦"],
            &["旧金山", "东京"],
            &["悉尼", "奥斯陆"],
        ] {
            let towns: Vec<_> = names.iter().map(|name| (town(name), 3)).collect();
            let map = Map::of(&towns);
            let [left, top, width, height] = map.view;
            for dot in &map.dots {
                assert!((left..=left + width).contains(&dot.x), "{names:?} {map:?}");
                assert!((top..=top + height).contains(&dot.y), "{names:?} {map:?}");
            }
            assert!(width <= WIDTH && left >= 0.0 && top >= 0.0 && left + width <= WIDTH + 0.2);
        }
    }
}
