//! Which town of the world somebody means by a place in their own words: 上海, Shanghai, 上海市徐汇区 and
//! “Shanghai, China” are one. What could be another town is none: a dot on a map says something about people.
//!
//! The towns are those of `towns.txt`, which names its source and licence.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::l10n::Lang;
use crate::names::{self, simplified};

/// A town.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// In Chinese; no two are called the same, so it is also its key.
    pub name: &'static str,
    pub name_en: &'static str,
    country: &'static str,
    region: &'static str,
    pub latitude: f64,
    pub longitude: f64,
}

impl Town {
    pub const fn name_in(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.name,
            Lang::En => self.name_en,
        }
    }

    /// Where Chinese names are what people write.
    fn is_chinese(&self) -> bool {
        matches!(self.country, "CN" | "HK" | "MO" | "TW")
    }

    fn is_in(&self, area: &Area) -> bool {
        self.country == area.country && (area.region.is_empty() || self.region == area.region)
    }
}

/// A country, or a part of one.
#[derive(Clone, Copy, Debug)]
struct Area {
    country: &'static str,
    region: &'static str,
}

struct Gazetteer {
    towns: Vec<Town>,
    /// By folded name; of two with one name the first is the larger.
    by_name: HashMap<String, Vec<usize>>,
    areas: HashMap<String, Vec<Area>>,
    /// In characters.
    longest: usize,
}

const PROVINCES: [&str; 31] = [
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
];
const KINDS: [&str; 6] = ["省", "市", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区"];
/// After one of these a name is that of something smaller.
const SMALLER: [char; 9] = ['区', '县', '路', '街', '镇', '乡', '村', '省', '站'];
/// Longer than any place.
const LONGEST: usize = 200;

/// The town of this name, exactly as [`Town::name`] has it.
pub fn named(name: &str) -> Option<&'static Town> {
    let all = gazetteer();
    let found = all.by_name.get(&folded(name))?.iter().map(|at| &all.towns[*at]);
    found.into_iter().find(|town| town.name == name)
}

/// The town that is meant, if that is sure enough.
pub fn town(text: &str) -> Option<&'static Town> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let all = gazetteer();
    if let Some(town) = all.called(text).next() {
        return Some(town);
    }
    let is_between = |c: char| ",，、/|;；()（）·•-–—".contains(c);
    let parts: Vec<&str> = text.split(is_between).map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.iter().enumerate().find_map(|(at, part)| {
        let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
        let areas: Vec<_> = others.filter_map(|(_, other)| all.areas.get(&folded(other))).collect();
        let fits = |town: &&Town| areas.iter().all(|areas| areas.iter().any(|area| town.is_in(area)));
        all.called(part).find(fits).or_else(|| all.begins(part).filter(fits))
    })
}

impl Gazetteer {
    /// Towns that are called exactly so, the larger first.
    fn called(&self, name: &str) -> impl Iterator<Item = &Town> {
        let folded = folded(name);
        let bare = folded.strip_suffix('市').unwrap_or(&folded);
        let bare = ["city", "area"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
        let bare = bare.strip_prefix("greater").unwrap_or(bare);
        let found = self.by_name.get(&folded).or_else(|| self.by_name.get(bare));
        found.into_iter().flatten().map(|at| &self.towns[*at])
    }

    /// The Chinese town that an address begins with, after its country and province.
    fn begins(&self, text: &str) -> Option<&Town> {
        let whole = folded(text);
        let within = whole.strip_prefix("中国").unwrap_or(&whole);
        self.starts(after_province(within)).or_else(|| self.starts(within))
    }

    fn starts(&self, text: &str) -> Option<&Town> {
        let chars: Vec<char> = text.chars().collect();
        (2..=chars.len().min(self.longest)).rev().find_map(|length| {
            let (name, rest) = chars.split_at(length);
            if rest.first().is_some_and(|next| SMALLER.contains(next)) {
                return None;
            }
            let found = self.by_name.get(&name.iter().collect::<String>())?;
            found.iter().map(|at| &self.towns[*at]).find(|town| town.is_chinese() && !name[0].is_ascii())
        })
    }
}

/// 广东省深圳 without 广东省.
fn after_province(text: &str) -> &str {
    let Some(rest) = PROVINCES.iter().find_map(|province| text.strip_prefix(province)) else { return text };
    KINDS.iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest)
}

/// As names of places are compared: letters and digits only, traditional characters as simplified ones.
fn folded(text: &str) -> String {
    simplified(&names::folded(text)).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn gazetteer() -> &'static Gazetteer {
    static ALL: OnceLock<Gazetteer> = OnceLock::new();
    ALL.get_or_init(read)
}

fn read() -> Gazetteer {
    let mut all = Gazetteer { towns: Vec::new(), by_name: HashMap::new(), areas: HashMap::new(), longest: 0 };
    for line in include_str!("towns.txt").lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&'static str> = line.split('\t').collect();
        if let (Some(code), Some(names)) = (line.strip_prefix('=').and(fields.first()), fields.get(1)) {
            let (country, region) = parted(&code[1..]);
            for name in names.split('|') {
                all.areas.entry(folded(name)).or_default().push(Area { country, region });
            }
            continue;
        }
        let [name, name_en, code, latitude, longitude, others @ ..] = fields.as_slice() else { continue };
        let (Ok(latitude), Ok(longitude)) = (latitude.parse(), longitude.parse()) else { continue };
        let (country, region) = parted(code);
        let at = all.towns.len();
        all.towns.push(Town { name, name_en, country, region, latitude, longitude });
        let others = others.iter().flat_map(|others| others.split('|'));
        // By its own name a town comes before those that are also called so.
        all.by_name.entry(folded(name)).or_default().insert(0, at);
        for name in std::iter::once(*name_en).chain(others) {
            let known = all.by_name.entry(folded(name)).or_default();
            if !known.contains(&at) {
                known.push(at);
            }
        }
    }
    all.longest = all.by_name.keys().map(|name| name.chars().count()).max().unwrap_or_default();
    all
}

fn parted(code: &'static str) -> (&'static str, &'static str) {
    code.split_once('/').unwrap_or((code, ""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_town_is_the_same_in_any_words() {
        for text in [
            "上海",
            "Shanghai",
            " SHANGHAI ",
            "上海市",
            "上海市徐汇区",
            "上海·浦东",
            "Shanghai, China",
            "中国上海",
            "中国 上海",
            "上海（浦东）",
            "上海浦东新区",
            "Shanghai City",
        ] {
            assert_eq!(town(text).map(|town| town.name), Some("上海"), "{text}");
        }
        for (text, name) in [
            ("广东省深圳市南山区", "深圳"),
            ("广东深圳", "深圳"),
            ("吉林长春", "长春"),
            ("吉林省吉林市", "吉林"),
            ("吉林", "吉林"),
            ("臺北", "台北"),
            ("台北市", "台北"),
            ("香港特别行政区", "香港"),
            ("Hong Kong", "香港"),
            ("Köln", "科隆"),
            ("Cologne, Germany", "科隆"),
            ("Zürich", "苏黎世"),
            ("zurich", "苏黎世"),
            ("San Francisco Bay Area", "旧金山"),
            ("San Jose, CA", "圣何塞"),
            ("Seattle, Washington, USA", "西雅图"),
            ("美国·纽约", "纽约"),
            ("London, UK", "伦敦"),
            ("Cambridge, MA", "剑桥（美国）"),
            ("Cambridge", "剑桥"),
            ("Greater London", "伦敦"),
        ] {
            assert_eq!(town(text).map(|town| town.name), Some(name), "{text}");
        }
    }

    #[test]
    fn what_may_be_another_town_is_none() {
        for text in [
            "London, Ontario",
            "Paris, Texas",
            "朝阳区",
            "中山路",
            "海南",
            "",
            " ",
            "China",
            "at home",
            "法国",
        ] {
            assert_eq!(town(text).map(|town| town.name), None, "{text}");
        }
    }

    #[test]
    fn every_town_is_found_by_both_of_its_names_and_no_two_share_a_key() {
        let all = gazetteer();
        assert!(all.towns.len() > 900);
        let keys: std::collections::HashSet<_> = all.towns.iter().map(|town| town.name).collect();
        assert_eq!(keys.len(), all.towns.len());
        for known in &all.towns {
            assert_eq!(named(known.name), Some(known));
            assert_eq!(town(known.name), Some(known));
            let found = town(known.name_en).expect("a town");
            assert_eq!(folded(found.name_en), folded(known.name_en));
            assert!(known.latitude.abs() < 75.0 && known.longitude.abs() <= 180.0);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_town_or_none(text in "\\PC{0,80}") {
            if let Some(found) = town(&text) {
                prop_assert_eq!(named(found.name), Some(found));
            }
        }
    }
}
