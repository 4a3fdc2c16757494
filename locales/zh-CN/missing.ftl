# 谁还没进群。

missing-title = 谁还没进群？
missing-lead = 把微信群里的昵称贴进来，和您选的人一对，就知道还缺谁。
missing-whom = 谁该在群里
missing-nicknames = 群里的昵称
missing-nicknames-hint = 一行一个，或者用逗号隔开
missing-compare = 看看缺谁
missing-kept = 贴进来的内容不保存，离开这个页面就没有了。
missing-found = { $all } 位里缺 { $missing } 位
missing-list = 还没进群
missing-none = 都在群里
missing-none-text = 您选的人都在群里了。
missing-copy = 复制名单
missing-csv = 下载表格
missing-doubtful = { $count } 个昵称拿不准
missing-doubtful-text = 请认一认是谁，认之前不算在群里。
missing-nobody = 都不是
missing-again = 重新算
missing-unknown = { $count } 个昵称对不上
missing-unknown-text = 也许不在您选的人里，也许昵称看不出是谁。
missing-sure = { $count } 位对上了
missing-another = 换一个群
missing-years = 年份
missing-problem-none = 请至少贴一个昵称。
missing-problem-many = 选了超过 { $most } 位，请再缩小一些，才能说清缺谁。
