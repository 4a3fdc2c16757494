//! Names nobody is known by, a million of them: mostly Chinese, some in Latin letters.

use std::path::PathBuf;

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
    surnames: Vec<char>,
    given: Vec<char>,
    first: Vec<String>,
}

impl Names {
    /// The English first names of the real data where a folder of it is given, else our own few.
    #[expect(clippy::disallowed_methods, reason = "where the real data lies is told to the benchmarks")]
    pub fn load() -> Self {
        let folder = std::env::var_os("TEST_DATA_DIR").map(PathBuf::from);
        let read = folder.map(|folder| first_names(&folder.join("names/en"))).filter(|list| !list.is_empty());
        let first = read.unwrap_or_else(|| FIRST.map(str::to_owned).to_vec());
        Self { surnames: SURNAMES.chars().collect(), given: GIVEN.chars().collect(), first }
    }

    pub fn next(&self, dice: &mut Dice) -> String {
        if dice.percent(15) {
            return format!("{} {}", dice.pick(&self.first), dice.pick(&LAST));
        }
        let mut name = String::from(*dice.pick(&self.surnames));
        for _ in 0..if dice.percent(75) { 2 } else { 1 } {
            name.push(*dice.pick(&self.given));
        }
        name
    }
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
