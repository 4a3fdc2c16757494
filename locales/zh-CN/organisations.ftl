# 机构：老同事现在和曾经在哪里。

organisations-title = 机构
organisations-by = 按机构查看：谁在哪里
organisations-lead = 老同事现在或曾经在的地方。
organisations-search = 名称、别名或拼音，写开头就行
organisations-add = 添加机构
organisations-show-all = 查看全部
organisations-none = 还没有机构
organisations-none-text = 有人写下自己在哪里工作，校友官就可以把那里列出来。
organisations-none-found = 没有找到
organisations-none-found-text = 可以少输几个字，或者换个名称、试试拼音。
organisations-tag-closed = 未列入成员名单
organisations-back = 回到机构页
organisations-who = 谁在那里
organisations-now = 现在在
organisations-was = 曾经在
organisations-nobody-now = 目前没有您看得到的人。
organisations-nobody-was = 没有您看得到的人曾在那里。

organisations-name = 名称
organisations-name-hint = 大家最熟悉的叫法
organisations-place = 所在地
organisations-relation = 和我们的关系
organisations-relation-hint = 只有校友官看得到。
organisations-relation-client = 客户
organisations-relation-supplier = 供应商
organisations-relation-partner = 合作伙伴
organisations-relation-upstream = 上游
organisations-relation-downstream = 下游
organisations-relation-own-firm = 老同事自己的企业
organisations-open = 列入成员名单
organisations-open-text = 成员可以按名称找到它；谁在那里，各人公开到哪里就看到哪里。

organisations-names = 别名
organisations-names-text = 简称、全称、外文名，写哪一个都会找到这里。
organisations-alias = 另一个名称
organisations-alias-add = 添加
organisations-name-remove = 删去
organisations-name-remove-of = 删去名称“{ $name }”
organisations-join = 与另一家是同一家
organisations-join-text = 如果两家其实是一家，另一家的名称和大家在那里的经历都会移到这里。
organisations-other = 另一家的名称
organisations-join-look = 先看一下
organisations-join-title = { $gone }就是{ $kept }？
organisations-join-moves = 这些名称今后都指{ $kept }：{ $names }。在那里的每段经历连同历史记录也一起移过来。
organisations-join-final = 合并不能一键撤销，只能逐段更正。
organisations-join-act = 并为一家

organisations-problem-name = 请填写机构名称。
organisations-problem-long = 最多 { $most } 个字。
organisations-problem-taken = 这个名称已经属于另一家机构。如果是同一家，请合并；如果不是，请在名称里加上城市。
organisations-problem-names = 一家机构最多 { $most } 个名称。
organisations-problem-first-name = 现在显示的就是这个名称，请先换一个。
organisations-problem-same = 就是这一家。
organisations-problem-unknown = 没有叫这个名称的机构。

organisations-done-added = 已登记。
organisations-done-saved = 已保存。
organisations-done-removed = “{ $name }”不再指这里。
organisations-done-joined = 已并为一家。
