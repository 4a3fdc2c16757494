# 退出联盟：会删掉什么、会留下什么，以及怎么收回。

exits-title = 退出{ $alliance }？
exits-title-stranger = 删除关于您的全部资料？
exits-lead = 随时可以退出，不问理由，也与工资、离职证明、结算无关。
exits-lost = 会删掉
exits-lost-person = 您的名字、照片、联系方式，在这里任职的年份、部门和职位，以及在别处的工作经历和历史记录
exits-lost-membership = 成员身份，连同工号卡、您的各项选择和回执
exits-lost-rest = 离职记录和人事写下的内容、给您的邀请，您写的和收到的祝福，以及带来您资料的文件
exits-stays = 会留下
exits-stays-number = { $numbers }：工号继续占用，永远不给别人，但再也看不出属于谁。
exits-stays-hash = 工号和联系方式的加密指纹，谁也不能从中读出原文。它用来防止下一份人事名单又把您带回来。
exits-stays-journal = 操作记录里会写有一个人退出、被删除，不写姓名。
exits-stays-backup = 备份里是备份那一刻的样子，直到备份被销毁。
exits-stays-law = { $company }依法必须保存的劳动关系资料，在公司的人事档案里，不在这里，也不受影响。
exits-when = 接下来会怎样
exits-when-text = 立刻：成员看不到也找不到您，除了告知这件事的一条，不再发任何消息，所有设备退出登录。校友官仍能看到您的记录，免得有人又把您加进来。{ $days } 天后，全部永久删除。在那之前都可以收回：登录，或者点消息里的链接。
exits-instead = 只是嫌消息太多，或者不想被人看到？
exits-instead-way = 去改自己的选择
exits-copy-first = 先下载关于我的一切
exits-act = 退出，并删除全部资料
exits-act-stranger = 删除全部资料
exits-stay = 不了，我留下
exits-has-role = 您还担任着角色。请先让管理员收回，然后就能退出。

exits-waiting-title = 您已退出{ $alliance }
exits-waiting-text = 成员已经看不到您。{ $until }，关于您的一切将被删除。在那之前点一下就能收回，一切照旧。
exits-waiting-else = 如果确定要走，什么都不用做。请保存好凭据：删除以后，这里再也没有人能开出来。
exits-back-act = 收回，我留下
exits-receipt-download = 下载凭据
exits-over-title = 这里没有可以收回的
exits-over-text = 要么已经收回，要么已经全部删除。删了就是删了，所以这里没有人说得出是哪一种。
exits-done-back = 已经收回，一切照旧。很高兴您留下来。

exits-receipt-title = 退出凭据
exits-receipt-asked = 提出于 { $at }，将于 { $until } 删除，除非在那之前收回。
exits-receipt-hidden = 从提出的那一刻起，成员看不到您，也不再给您发消息。
exits-receipt-back = 在那之前，可以在这里收回：
exits-receipt-foot = 凭据编号 { $id }

exits-mail-subject = 您已退出{ $alliance }
exits-mail-hello = { $name }，您好：
exits-mail-text = 按您的意思，成员已经看不到您，我们也不再给您发消息。{ $day }，关于您的一切将永久删除。
exits-mail-back = 如果在那之前改了主意，或者不是您本人操作，请收回：一切照旧。
exits-mail-act = 收回，或下载凭据
exits-mail-aside = 如果确定要走，什么都不用做。{ $day }之后，谁也找不回来，包括我们。
exits-sms = 【{ $alliance }】您已退出，{ $day }将删除您的全部资料。改了主意，或者不是您本人：{ $link }
