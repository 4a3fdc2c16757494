//! What people in a school say to one another when somebody goes. Written by hand, in each language for
//! itself; none is a translation.

use super::model::{Words, words};

/// Fits anyone, from anyone.
pub const ANY_ZH: &[&str] = &[
    "一路顺风。有事打电话，没事也打。",
    "工位我替你留了一周，后来坐了个小姑娘，也爱养绿萝。你那盆长得很好，放心。",
    "你这人话不多，可每回加班到最后，灯总是你关的。以后轮到我关灯，会想起你。",
    "去了新地方，先把吃午饭的店找好，其他的慢慢来。",
    "跟你吵过两回，都是为了事情，吵完照样一起吃饭。这样的同事不多，碰上了就是福气。",
    "别的不说了，月底小聚给你留双筷子。",
    "听到消息愣了一下，接着是替你高兴。你早该去试试了。",
    "那边要是有人欺负你，回来说一声，我们这边人多。",
    "那年年会你唱跑了调，全场跟着你一起跑。往后年会少了这个节目，我不习惯。",
    "谢谢你替我顶的那个周末。孩子退烧以后，念叨了好久那位来送粥的同事。",
    "做过同事的人，隔多久见面都不用寒暄。下次见。",
    "换个码头，还是一条江。祝你顺水，也祝你不怕逆水。",
    "你做的那套表格我们还在用，文件名都没敢改。出了问题还得找你，号码可别换。",
    "把身体照顾好，把爸妈照顾好，剩下的都不急。",
    "到我这边来，不许住酒店，家里有地方。",
    "我介绍朋友来报名，都说当初接电话的那个声音最让人安心。我说，那就是你。",
    "你说忙完这阵就去爬岳麓山，一忙忙了三年。这回没有借口了，周六早上七点，东门见。",
    "共事这些年，最佩服你一点：再急的事到你那儿，都能慢慢说清楚。",
    "我记得你喝豆浆不放糖。新单位楼下要是没有，周末回来，老店还开着。",
    "刚来的时候我连打印机都不敢碰，是你一步一步教的。现在全楼卡纸都归我修，师父放心。",
    "祝你遇到的新老板，也肯在下雨天开车送大家回家。",
    "愿你以后说起在海帆的日子，嘴角是往上的。",
    "最后一句：欠我的那顿火锅，不会因为离职就算了。",
];

/// From someone who has left as well.
pub const LEFT_ZH: &[&str] = &[
    "我走的那天你送我到地铁口，说“常回来”。今天换我对你说这句话。",
    "我现在自己单干，缺人手的时候头一个想到你；你缺活儿的时候，也请头一个想到我。",
    "以前总觉得离开就是散了，走了才知道，是多了个地方有自己人。欢迎你。",
    "人走茶不凉，这话在我们这儿是真的。我走了以后，端午的粽子一年也没落下。",
    "慢慢走，不用回头看。我们这些先走的，都在前面等你呢。",
    "刚离开那阵我也慌过，半夜还梦见打卡。过一个月就好了，不好就给我打电话。",
];

/// Between people who taught side by side.
pub const TEACHING_ZH: &[&str] = &[
    "你走以后，没人跟我抢三楼那间有空调的教室了。说实话，我宁愿还有人抢。",
    "头一回上公开课，是你坐在最后一排朝我点头，我才敢往下讲。那个点头我记到现在。",
    "学生到现在还学你那句“不着急，再读一遍”。新地方的学生有福气了。",
    "暑假班连上四节大课，散了课在楼下嗦粉，加两个蛋。下次回来还是老位子，我请。",
    "你留下的那本备课笔记我翻了三年，边上的批注比正文还有用。谢谢你没带走。",
    "桃李满天下是客气话，可你那几届学生逢年过节真会回来找你，这是本事。",
    "嗓子要紧，别再一天六节课了。胖大海给你备了两包，有空来拿。",
    "还记得停电那晚吗？你打着手机灯讲完最后一篇阅读，一个学生都没走。",
    "你教过我怎么对付坐不住的孩子：先蹲下来。后来我发现，对付大人也管用。",
    "监考那天借你的红笔我还没还。留着吧，算个由头，你得回来拿。",
    "你批的作文，评语比学生写的还长。现在我也这样了，都怪你。",
];

pub const ANY_EN: &[&str] = &[
    "Good luck, and don't be a stranger. Honestly, you couldn't be one here if you tried.",
    "On my first day you drew me a map of the building with the good kettle marked on it. I still have it.",
    "We argued about nearly everything and I never once doubted whose side you were on. I shall miss it.",
    "If the coffee is bad over there, you know where ours is. Third floor, behind the dictionaries.",
    "You covered for me the week my father was ill and never mentioned it again. I have not forgotten.",
    "Take the long holiday first. The inbox will wait; it always does.",
    "You are the reason our spreadsheets have column headings. A whole department thanks you.",
    "New job, same phone number, please. Some of us only know things by asking you.",
    "Congratulations on being brave enough. I hope they know what they have got.",
    "You always noticed who hadn't eaten. May someone at the next place look after you the same way.",
    "Remember the night the lift stopped and we planned a whole term between two floors? Best meeting ever.",
    "Nobody else could make the month-end report sound like gossip. Keep that up.",
    "The spare umbrella by the door is yours. I have put your name on it, so you'll have to come back.",
    "Come through my town and you have a bed, a meal, and a dog who remembers you.",
    "I am no good at goodbyes, so this isn't one. Dinner, next time I'm over?",
    "Thank you for saying no to that customer so that I didn't have to.",
    "May your new boss answer messages as fast as you did.",
    "Be kind to your back, and let somebody else carry the boxes for once.",
];

pub const LEFT_EN: &[&str] = &[
    "I thought leaving would be the end of it. It wasn't. See you at the month-end dinner.",
    "I run my own small studio now. When there is more work than hands, you will be my first call.",
    "Working beside you was easy. I had no idea how rare that was until I worked elsewhere.",
    "Months after I had gone you still sent me a birthday message. That's when I understood this place.",
];

pub const TEACHING_EN: &[&str] = &[
    "My students still say \"once more, slower\" in your voice. You are not easily removed from a building.",
    "I learned more from the back row of your Tuesday class than from any course I paid for.",
    "Whoever gets you next should know: you mark homework on the bus and need the window seat.",
    "You stayed behind with the boy who wouldn't read aloud, until he did. I think of it in every class.",
    "Four summer classes in a row, one fan between us, and you still laughed at my drawings. Go well.",
    "The readers you begged, borrowed and taped back together are still the best-loved shelf on our floor.",
];

/// To the leaver of the story, from people who have a story with her.
pub const LI_ZHIWEI: &str = "小陈，那年暑假我们连轴带四个班，你嗓子哑了还在板书，我站在后门看着，一半心疼一半\
     骄傲。去了新学校别太拼，周末来家里吃饭，剁椒鱼头还是那个味道。";
pub const OUYANG_SHUYAN: &str = "祝一切顺利！我自己开了间小工作室，租房、办证、招生的坑都踩过一遍。你哪天也想\
     自己干，先来找我喝杯茶，能省半年。";
pub const WANG_ZIXUAN: &str = "彤姐，我第一堂公开课是你一句一句陪着磨出来的。现在我也带新老师了，用的还是你\
     那张评课表。有空回河西，奶茶我请。";
pub const PENG_LIQUN: &str =
    "教研会上少了你，连争论都少了一半。那间靠窗的教室我没排给别人，等你回来讲一节公开课，讲什么都行。";
pub const HANNAH: &str = "Tong, nobody else ever corrected my Chinese and my English in one breath and was right \
     both times. My daughter still sings the rhyme you taught her in the staff room. Come and see us.";

/// The founder, to the leaver of the story.
pub const FOUNDER_TO_LEAVER: Words = words(
    "陈彤，谢谢你这五年。今年教师节还有学生把花送到前台，说是给陈老师的，花我替你养着。去了新学校好好干，别太拼。\
     哪天想回来坐坐，不用打招呼，推门就是。",
    "Tong, thank you for these five years. On Teachers' Day a student left flowers at the desk for you; I am \
     keeping them watered. Do well at the new school, and not too hard. When you feel like coming by, don't \
     ring first. Just push the door.",
);

/// The founder, to anyone.
pub const FOUNDER: Words = words(
    "谢谢你在海帆的这些年。同事是一段路，朋友是一辈子。去哪里都好，去同行那里也好。过得好，告诉我们一声；过得不好，\
     更要告诉我们。",
    "Thank you for the years you gave us. We were colleagues for a while, and I hope we stay friends for much \
     longer. Wherever you go next, the school across the street included, let us know how you are. If it goes \
     well we shall be glad. If it doesn't, tell us sooner.",
);

/// The head of English teaching, to whoever leaves the department.
pub const MANAGER: Words = words(
    "办公室那面照片墙上永远有你。教案你带得走，交情带不走也丢不掉。下学期公开课，欢迎回来坐最后一排。",
    "You stay on the photo wall, whatever happens. Take your lesson plans along; the friendships you could not \
     leave behind if you tried. There is a seat for you in the back row at every open class.",
);

/// A former head, who has not said yes to signing anything.
pub const FORMER_MANAGER: Words = words(
    "我也是从这扇门走出去的，外面天气不错。欢迎到老友会来。",
    "I left by the same door, and the weather outside is fine. Come and join us.",
);

/// The alumni officer, to anyone.
pub const OFFICER: Words = words(
    "我是老友会的林悦，以后有事就找我：开证明、找旧同事、想回来看看，一个电话的事。",
    "I am Yue, and I look after our old friends. A reference, a lost colleague, a visit: one call is enough.",
);
