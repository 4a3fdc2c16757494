//! Names nobody is known by: our own lists, put together by chance.
//!
//! Surnames come about as often as they do in China, given names from characters that go with any of
//! them. A name that would meet a celebrity is kept out by leaving out the character, not by a list of
//! celebrities.

use std::collections::BTreeSet;

use super::dice::Dice;

/// A name as its bearer writes it, and in Latin letters as a colleague abroad would say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invented {
    pub native: String,
    pub latin: String,
    pub also: Option<String>,
    pub chinese: bool,
}

/// Surname, how it is read, and how many of ten thousand bear it.
const SURNAMES: &str = "\
    王Wang718 李Li722 张Zhang683 刘Liu538 陈Chen453 杨Yang308 黄Huang223 赵Zhao229 周Zhou212 吴Wu205 \
    徐Xu167 孙Sun154 胡Hu131 朱Zhu126 高Gao121 林Lin118 何He117 郭Guo115 马Ma105 罗Luo104 梁Liang84 \
    宋Song81 郑Zheng78 谢Xie72 韩Han68 唐Tang65 冯Feng64 于Yu62 董Dong61 萧Xiao30 程Cheng57 曹Cao57 \
    袁Yuan54 邓Deng54 许Xu54 傅Fu51 沈Shen50 曾Zeng50 彭Peng49 吕Lü47 苏Su47 卢Lu47 蒋Jiang47 蔡Cai46 \
    贾Jia42 丁Ding43 魏Wei45 薛Xue42 叶Ye42 阎Yan30 余Yu41 潘Pan40 杜Du40 戴Dai39 夏Xia37 钟Zhong37 \
    汪Wang36 田Tian36 任Ren36 姜Jiang35 范Fan34 方Fang34 石Shi33 姚Yao32 谭Tan32 廖Liao31 邹Zou30 \
    熊Xiong30 金Jin29 陆Lu29 郝Hao27 孔Kong26 白Bai26 崔Cui26 康Kang25 毛Mao24 邱Qiu24 秦Qin24 江Jiang23 \
    史Shi22 顾Gu22 侯Hou22 邵Shao22 孟Meng21 龙Long21 万Wan20 段Duan20 雷Lei20 钱Qian19 汤Tang18 易Yi17 \
    欧阳Ouyang11 上官Shangguan2 司徒Situ2";

/// First characters of a given name of two.
const FIRST: &str = "\
    嘉jia 思si 雨yu 子zi 一yi 若ruo 书shu 清qing 明ming 文wen 晓xiao 静jing 梓zi 知zhi 景jing 云yun \
    婉wan 立li 家jia 永yong 海hai 春chun 秋qiu 志zhi 启qi 佳jia 安an 亦yi 沐mu 承cheng 庭ting 月yue \
    素su 慧hui 建jian 振zhen 望wang 星xing 采cai 南nan 念nian";

/// Last characters, for a given name of two.
const LAST: &str = "\
    怡yi 涵han 萱xuan 宁ning 轩xuan 言yan 微wei 芳fang 琳lin 瑶yao 然ran 辰chen 阳yang 敏min 洁jie 琪qi \
    雯wen 禾he 川chuan 舟zhou 恒heng 岚lan 荷he 薇wei 钧jun 行xing 彦yan 溪xi 竹zhu 青qing 玥yue \
    璐lu 泽ze 麟lin 芸yun 梅mei 蔓man 屿yu 朔shuo";

/// Given names of one character.
const SINGLE: &str = "\
    屿yu 恬tian 蓓bei 岩yan 峻jun 霖lin 朗lang 棠tang 骁xiao 筠yun 砚yan 皓hao 禾he 榕rong";

/// The names Chinese staff of a language school go by in class.
const CLASSROOM: &str = "\
    Amy Vivian Leo Kevin Sunny Cindy Eric Jasmine Owen Nora Felix Yoyo Grace Simon Coco Alan Fiona \
    Ryan Iris Max Elaine Jerry Rain Zoe";

const GIVEN_ABROAD: &str = "\
    Hannah Tom Priya Daniel Ingrid Callum Aoife Marcus Noor Elliot Beatriz Samir Freya Oliver Chidi \
    Marta Jonah Leila Pieter Ruth Kenji Sofia Graham Amara Dylan Yuki Theo Clare Ivan Rosalind";

const SURNAME_ABROAD: &str = "\
    Okonjo-Vale Lindqvist Pellworth Farrant Achterberg Delacroix-Hume Iyengarath Morvane \
    Stellingwerf Brackenbury Quillfeather Saltmarsh Tanemura Ferreirinha Hollowell Vantongeren \
    Ashgrove Kavanter Rustemi Penhallick Montrosier Dunmallet Haverstock Ekelöv Wexcombe \
    Abernathwaite";

/// Names that break what forms believe about names. Each is borne once.
const UNUSUAL: &[(&str, &str)] = &[
    ("古丽扎尔·吐尔逊", "Gulzar Tursun"),
    ("尼玛次仁", "Nyima Tsering"),
    ("María José Ortega Ruiz de la Vega", "María José Ortega Ruiz de la Vega"),
    ("Łukasz Wójtowicki", "Łukasz Wójtowicki"),
    ("Sukarta", "Sukarta"),
    ("Nguyễn Thị Hạnh Duyên", "Nguyễn Thị Hạnh Duyên"),
    ("Siobhán O’Dunnavan", "Siobhán O’Dunnavan"),
    ("한서윤", "Han Seo-yun"),
    ("高橋 ゆきほ", "Takahashi Yukiho"),
];

/// Hands out names, none twice.
pub struct Names {
    taken: BTreeSet<String>,
    surnames: Vec<(Reading, usize)>,
    first: Vec<Reading>,
    last: Vec<Reading>,
    single: Vec<Reading>,
    classroom: Vec<&'static str>,
    given_abroad: Vec<&'static str>,
    surname_abroad: Vec<&'static str>,
    unusual: usize,
}

/// A character or two, and how they are read.
type Reading = (&'static str, &'static str);

impl Names {
    pub fn without<'a>(taken: impl Iterator<Item = &'a str>) -> Names {
        Names {
            taken: taken.map(str::to_owned).collect(),
            surnames: SURNAMES.split_whitespace().map(weighed).collect(),
            first: FIRST.split_whitespace().map(reading).collect(),
            last: LAST.split_whitespace().map(reading).collect(),
            single: SINGLE.split_whitespace().map(reading).collect(),
            classroom: CLASSROOM.split_whitespace().collect(),
            given_abroad: GIVEN_ABROAD.split_whitespace().collect(),
            surname_abroad: SURNAME_ABROAD.split_whitespace().collect(),
            unusual: 0,
        }
    }

    pub fn chinese(&mut self, dice: &mut Dice) -> Invented {
        loop {
            let ((surname, surname_latin), _) = *dice.weighted(&self.surnames, |s| s.1);
            let (given, given_latin) = self.given(dice);
            let native = format!("{surname}{given}");
            if self.taken.insert(native.clone()) {
                let latin = format!("{given_latin} {surname_latin}");
                let also =
                    dice.percent(35).then(|| format!("{} {surname_latin}", dice.pick(&self.classroom)));
                return Invented { native, latin, also, chinese: true };
            }
        }
    }

    fn given(&self, dice: &mut Dice) -> (String, String) {
        if dice.percent(14) {
            let (one, latin) = *dice.pick(&self.single);
            return (one.to_owned(), capital(latin));
        }
        let (a, a_latin) = *dice.pick(&self.first);
        let (b, b_latin) = *dice.pick(&self.last);
        (format!("{a}{b}"), capital(&format!("{a_latin}{b_latin}")))
    }

    pub fn foreigner(&mut self, dice: &mut Dice) -> Invented {
        loop {
            let native = format!("{} {}", dice.pick(&self.given_abroad), dice.pick(&self.surname_abroad));
            if self.taken.insert(native.clone()) {
                return Invented { latin: native.clone(), native, also: None, chinese: false };
            }
        }
    }

    /// The next of the unusual ones, as long as there are any.
    pub fn unusual(&mut self) -> Option<Invented> {
        let (native, latin) = *UNUSUAL.get(self.unusual)?;
        self.unusual += 1;
        let chinese = native.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '·'));
        let also = (native != latin).then(|| latin.to_owned());
        Some(Invented { native: native.to_owned(), latin: latin.to_owned(), also, chinese })
    }
}

fn reading(word: &'static str) -> Reading {
    word.split_at(word.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(word.len()))
}

fn weighed(word: &'static str) -> (Reading, usize) {
    let (name, weight) = word.split_at(word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len()));
    (reading(name), weight.parse().unwrap_or(1))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
