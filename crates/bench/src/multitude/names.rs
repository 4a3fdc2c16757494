//! Names nobody is known by, a million of them: mostly Chinese, some in Latin letters.

use std::path::PathBuf;

use keel::sheet::{Book, Limits, Row};

use super::Dice;

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文斌宇浩凯健俊帆雪荣爱妹海波宁贵福生元全胜学祥才发武新利清飞彬富顺信子和山义兴良仁昌亮成康星光天达安岩中茂进林有坚豪志思嘉雨一若书晓梓知景云婉立家永春秋启佳亦沐承庭月素慧振望采南念怡涵萱轩言微琳瑶然辰阳洁琪雯禾川舟恒岚荷薇钧行彦溪竹青玥璐泽麟芸蔓屿朔";
const FIRST: [&str; 24] = [
    "Hannah", "Tom", "Priya", "Daniel", "Ingrid", "Callum", "Aoife", "Marcus", "Noor", "Elliot", "Beatriz",
    "Samir", "Freya", "Oliver", "Chidi", "Marta", "Jonah", "Leila", "Pieter", "Ruth", "Kenji", "Sofia",
    "Graham", "Zoë",
];
const LAST: [&str; 24] = [
    "Lindqvist",
    "Pellworth",
    "Farrant",
    "Achterberg",
    "Iyengar",
    "Morvane",
    "Brackenbury",
    "Saltmarsh",
    "Tanemura",
    "Ferreira",
    "Hollowell",
    "van der Berg",
    "O’Neill",
    "Quillfeather",
    "Novák",
    "Schäfer",
    "Kowalski",
    "Delacroix",
    "Okonjo",
    "Haugen",
    "Moreau",
    "Rossi",
    "Lindgren",
    "Adeyemi",
];

pub struct Names {
    /// With how many bear it or one that stands before it.
    surnames: Vec<(String, u64)>,
    given: Vec<char>,
    /// Given names whose pinyin somebody wrote down.
    known: Vec<String>,
    first: Vec<String>,
}

/// A list of the real data, where a folder of it is given.
#[expect(clippy::disallowed_methods, reason = "where the real data lies is told to the benchmarks")]
pub fn data(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("TEST_DATA_DIR").map(PathBuf::from)?;
    Some(folder.join(path)).filter(|path| path.exists())
}

/// The cells of a sheet below its header.
fn rows(path: &std::path::Path, sheet: usize) -> Vec<Vec<String>> {
    let Ok(book) = Book::open(path, Limits::default()) else { return Vec::new() };
    let Some(sheet) = book.sheets().get(sheet) else { return Vec::new() };
    let Ok(rows) = book.rows(&sheet.name) else { return Vec::new() };
    let text = |row: Row| row.cells.iter().map(|cell| cell.text().into_owned()).collect();
    rows.flatten().skip(1).map(text).collect()
}

fn file_in(folder: &str, part: &str) -> Option<PathBuf> {
    let files = std::fs::read_dir(data(folder)?).ok()?.flatten().map(|file| file.path());
    files.into_iter().find(|path| path.to_string_lossy().contains(part))
}

impl Names {
    /// The lists of the real data where a folder of it is given, else our own few.
    pub fn load() -> Self {
        let read = data("names/en").map(|folder| first_names(&folder)).filter(|list| !list.is_empty());
        let first = read.unwrap_or_else(|| FIRST.map(str::to_owned).to_vec());
        let listed = file_in("names/zh", "Family").map(|path| rows(&path, 0)).unwrap_or_default();
        let counted =
            |row: &Vec<String>| Some((row.first()?.clone(), row.get(1)?.parse::<f64>().ok()? as u64));
        let mut surnames: Vec<(String, u64)> = listed.iter().filter_map(counted).collect();
        if surnames.is_empty() {
            let ranked = SURNAMES.chars().enumerate();
            surnames = ranked.map(|(rank, name)| (name.to_string(), 20_000 / (rank as u64 + 3))).collect();
        }
        let mut sum = 0;
        for (_, weight) in &mut surnames {
            sum += *weight;
            *weight = sum;
        }
        let mut known: Vec<String> = known_names().into_iter().map(|(name, ..)| name).collect();
        known.retain(|name| (1..=3).contains(&name.chars().count()));
        Self { surnames, given: GIVEN.chars().collect(), known, first }
    }

    pub fn next(&self, dice: &mut Dice) -> String {
        if dice.percent(15) {
            return format!("{} {}", dice.pick(&self.first), dice.pick(&LAST));
        }
        let sum = self.surnames.last().map_or(1, |(_, sum)| *sum);
        let point = dice.below(usize::try_from(sum).unwrap_or(usize::MAX)) as u64;
        let at = self.surnames.partition_point(|(_, sum)| *sum <= point);
        let mut name = self.surnames.get(at).map(|(name, _)| name.clone()).unwrap_or_default();
        if !self.known.is_empty() && dice.percent(30) {
            name.push_str(dice.pick::<String>(&self.known));
            return name;
        }
        for _ in 0..if dice.percent(75) { 2 } else { 1 } {
            name.push(*dice.pick(&self.given));
        }
        name
    }
}

/// Given names with the pinyin and the initials that somebody wrote down, where the list is given.
pub fn known_names() -> Vec<(String, String, String)> {
    let Some(book) = file_in("names/zh", "萌名").and_then(|path| Book::open(&path, Limits::default()).ok())
    else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for sheet in book.sheets() {
        let Ok(rows) = book.rows(&sheet.name) else { continue };
        let text = |row: Row| row.cells.iter().map(|cell| cell.text().into_owned()).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = rows.flatten().map(text).collect();
        let Some((head, rows)) = rows.split_first() else { continue };
        let column = |name: &str| head.iter().position(|cell| cell == name);
        let Some(((name, pinyin), initials)) = column("NameC").zip(column("Pinyin")).zip(column("PYA"))
        else {
            continue;
        };
        let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
        all.extend(rows.iter().map(|row| (cell(row, name), cell(row, pinyin), cell(row, initials))));
    }
    all.retain(|(name, pinyin, _)| !name.is_empty() && !pinyin.is_empty());
    all
}

/// Names of so many companies, spread over the list, which is packed with xz; else made up.
pub fn companies(count: usize) -> Vec<String> {
    let packed = file_in("companies-chinese", ".txt.xz");
    let unpacked =
        packed.and_then(|path| std::process::Command::new("xz").arg("-dc").arg(path).output().ok());
    let text =
        unpacked.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let mut all: Vec<&str> = text.lines().skip(4).map(str::trim).filter(|name| name.len() > 3).collect();
    all.dedup();
    let step = (all.len() / count).max(1);
    let names: Vec<String> = all.into_iter().step_by(step).take(count).map(str::to_owned).collect();
    if names.len() < count { (0..count).map(|nth| format!("云帆{nth:04}科技")).collect() } else { names }
}

/// Names of universities, or a few made up.
pub fn schools() -> Vec<String> {
    let listed =
        data("universities-china/universities_cn.csv").map(|path| rows(&path, 0)).unwrap_or_default();
    let names: Vec<String> = listed.iter().filter_map(|row| row.get(1).cloned()).collect();
    if names.is_empty() { (0..200).map(|nth| format!("云帆第{nth}大学")).collect() } else { names }
}

/// A name a line, in small letters, after two lines about the list.
fn first_names(folder: &std::path::Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
    let mut names = Vec::new();
    for text in texts {
        let lines = text.lines().skip(2).map(str::trim);
        let plain = lines.filter(|line| line.len() > 1 && line.bytes().all(|byte| byte.is_ascii_lowercase()));
        names.extend(plain.map(|name| name[..1].to_uppercase() + &name[1..]));
    }
    names.sort();
    names
}
