# 工作经历：在别处做过什么，有什么新近况。

careers-mine = 我的工作经历
careers-mine-text = 之前在哪里，现在在哪里
careers-of = { $name }的工作经历
careers-way = 一路走来
careers-work-on = 添加或更正
careers-add = 添加一段经历
careers-none = 还没有记录
careers-none-text = 在这里的日子和在别处的工作会连成一条线，最近的排在最前。
careers-full = 每人最多 100 段经历，已经满了。请先移除或更正一段，再添加新的。
careers-promise-title = 不作他用
careers-promise = 工作经历绝不用来追查竞业限制：不会写进相关材料，也不会为此给经办的人看。

careers-seen = 谁看得到
careers-news-told = 换工作、换城市的近况
careers-news-yes = 告诉共事过的成员
careers-news-no = 只告诉校友官

careers-correct = 更正
careers-confirm = 没有变化
careers-remove = 移除
careers-correct-title = 更正一段经历
careers-kept = 原来的内容会留在历史记录里，只有您和校友官看得到。
careers-history = 历史记录：更正过 { $count } 次
careers-replaced = { $ago }{ $who }更正
careers-removed-title = 已移除
careers-removed = 别人已经看不到。{ $day }之前可以撤销，之后彻底删除。

careers-organisation = 机构
careers-organisation-hint = 公司、学校或自己的企业，写哪个名称都行
careers-founder = 创办或参与创办
careers-founder-line = 创办人
careers-title-of = 职位
careers-place = 地点
careers-started = 开始
careers-started-hint = 2015、2015-03 或 2015 年 3 月 9 日，知道多少写多少
careers-ended = 结束
careers-ended-hint = 不填表示仍在那里
careers-what = 做了什么
careers-what-hint = 愿意的话写几句
careers-source = 从哪里得知

careers-source-self = 本人提供
careers-source-officer = 校友官登记
careers-source-colleague = 老同事告知
careers-source-file = 来自文件
careers-source-letter = 来自回信
careers-confirmed = { $ago }{ $who }确认过
careers-by = 由{ $name }
careers-by-you = 由您
careers-by-them = 由本人
careers-by-officer = 由校友官
careers-by-gone = 由已不在册的人
careers-by-system = 由系统

careers-since = { $date }至今
careers-from = { $date }入职
careers-until = 到{ $date }
careers-years = { $from }–{ $to }
careers-between = { $from }至{ $to }
careers-tag-ahead = 即将开始

careers-news = 老同事的近况
careers-news-lead = 换了工作、自己创业、搬了城市，正好打个电话。
careers-news-new = 新的
careers-news-all = 全部
careers-news-none = 暂时没有新近况
careers-news-none-text = 有人换了工作、创办了企业或搬了城市，就会出现在这里。
careers-news-job = 入职{ $organisation }，{ $title }
careers-news-job-plain = 入职{ $organisation }
careers-news-founded = 创办了{ $organisation }
careers-news-moved = 搬到了{ $place }
careers-see = 看过了
careers-see-of = { $name }的近况：看过了

careers-problem-date = “{ $typed }”不是日期，请写成 2015、2015-03 或 2015 年 3 月 9 日的样子。
careers-problem-early = 不会早于 { $year } 年。
careers-problem-ahead = 最多写一年以内将要开始的工作。
careers-problem-end-ahead = 结束时间最多写到十年以后；还不知道就留空。
careers-problem-before-start = 结束早于开始。
careers-problem-long = 最多 { $most } 个字。
careers-problem-many = 每人最多 { $most } 段经历，请先移除或更正一段。
careers-problem-removed = 这段经历刚刚被移除，请先撤销移除。

careers-done-added = 已记下。
careers-done-saved = 已保存，原来的内容在历史记录里。
careers-done-confirmed = 谢谢，已记下今天确认过。
careers-done-removed = 已移除，别人看不到了。
careers-done-restored = 已恢复原样。
careers-done-seen = 已标记为看过。

careers-learnt = 技能与学校
careers-skills = 技能
careers-skills-hint = 多项之间用逗号隔开
careers-skills-add = 添加技能
careers-school = 学校
careers-detail = 专业、学位
careers-detail-hint = 可不填
careers-school-add = 添加学校
careers-school-dates = 如 2011 或 2011-09，知道多细就写多细
careers-unlearn = 移除{ $name }
careers-unlearnt = 已移除 { $count } 项
careers-done-learnt = 已添加。
careers-done-unlearnt = 已移除。
careers-done-relearnt = 已恢复。
careers-problem-nameless = 请填写名称。
careers-problem-learnt-many = 每人最多 100 项，每次最多添加 30 项。
careers-problem-offer-header = 文件中没有“名称”（name 或 preferredLabel）这一列。
