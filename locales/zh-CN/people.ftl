# 人：是谁、怎么联系、填写的内容哪里不对。

people-problem-name = 请填写姓名。
people-problem-place-long = 所在地最多 200 个字。
people-problem-name-long = 姓名最多 200 个字。
people-problem-entity = 请填写公司名称。
people-problem-no-entity = 请选择公司主体。
people-problem-before-start = 最后工作日早于入职日。
people-problem-before-start-on = 入职日是{ $day }，最后工作日不能比它更早。
people-problem-number-taken = 工号 { $number } 是{ $name }的，工号终身保留。如果是同一个人，请在上方先找到{ $name }。
people-problem-number-gone = 工号 { $number } 的主人已不在册。工号不会再给别人。
people-problem-deleted = 有人用这个工号或联系方式，要求过删除资料。系统不会自动重新收录；如果是本人现在要求恢复，请在下方勾选。
people-problem-not-deleted = 没有与这个工号或联系方式对应的已删除记录。
people-problem-own-manager = 自己不能是自己的上级。
people-problem-closed = 这份记录不再接收外部数据，请联系校友官。
people-problem-other-name = 这个工号属于另一个姓名的人。工号终身保留，不会再给别人。
people-problem-start-kept = 册上的入职日是{ $day }，外部数据不会改动它。晚于最后工作日的入职日会新开一段任职；如果登记有误，请校友官更正。
people-problem-departure = 这段任职已经登记了离职，最后工作日以离职为准。
people-problem-entity-unknown = 没有这个名称或编号的公司主体。
people-problem-entity-twice = 有几家公司主体同名，请用编号指明。

## 老同事名录、个人页，以及自己的主页。

people-title = 老同事
people-count = { $count ->
    [0] 还没有人加入
    [10000] 超过 1 万位成员
   *[other] { $count } 位成员
}
people-search = 姓名、拼音或工号
people-narrow = 按部门、年份、所在地筛选
people-any-entity = 所有公司
people-any-department = 所有部门
people-any-place = 所有地方
people-any-language = 所有语言
people-entity = 公司主体
people-department = 部门
people-from = 起始年份
people-from-hint = 那些年在职的人，如 2016
people-to = 截止年份
people-to-hint = 如 2019；只看一年就填同一年
people-show = 查看
people-show-all = 查看全部
people-found = { $count ->
    [0] 没有人符合
   *[other] 共 { $count } 位
}
people-found-many = 超过 { $count } 位
people-cut = 同时符合这些条件的人不多，这里只查了名单的一部分。请点下一页，接着往后查。
people-previous-page = 上一页
people-next-page = 下一页
people-tag-member = 成员
people-tag-silent = 停止联络
people-tag-deceased = 已故
people-tag-exit = 已退出，待删除
people-none = 这里还没有人
people-none-text = 每一位在这里工作过的人都会在这里，连同终身工号。请先在上方添加一位，或者登记一次离职。
people-none-listed = 这里还很安静
people-none-listed-text = 愿意列入名录的老同事会出现在这里，还会写明何时与您共事。
people-none-found = 没有找到
people-none-found-text = 可以少输几个字，试试拼音、工号，或者换几个年份。不愿列入名录的人，在这里查不到。
people-hidden = 您还没有允许列入名录，老同事在这里找不到您。
people-hidden-act = 让老同事找到我
people-since = { $year } 年至今
people-together = { $years } 与您共事 · { $department }

people-also = 也叫{ $name }
people-number-is = 工号 { $number }
people-member-since = { $month }加入
people-my-page = 这是您
people-edit = 修改
people-tenures = 在这里的日子
people-tenures-none = 未公开。
people-departure = 离职记录
people-managed-by = 上级{ $name }
people-contacts = 联系方式
people-contacts-none = 没有登记联系方式。
people-contact-confirmed = { $ago }确认过
people-contact-unconfirmed = 尚未确认
people-contact-failed = { $ago }起联系不上
people-contact-company = 公司邮箱，离职后失效
people-membership = 第 { $ordinal } 位成员，{ $day }加入
people-membership-none = 尚未加入。
people-invited = { $ago }发出邀请
people-invite = 邀请加入
people-invite-hint = 一分钟内发到私人邮箱或手机。
people-invitation-waiting = 邀请会在预定时间发出。
people-invitation-open = 邀请已发出。
people-invitation-joined = 已凭邀请加入。
people-invitation-declined = 谢绝了邀请。
people-invitation-never = 不希望再被联系。
people-invitation-revoked = 邀请已撤回。
people-invitation-expired = 邀请已过期。
people-known-from = 资料来源：{ $source }
people-source-officer = 校友官登记
people-source-self = 本人提供
people-source-departure = 随离职登记
people-source-transfer = 随内部调动登记
people-source-file = 人事档案
people-source-api = 人事系统
people-source-founded = 建立老友会时登记
people-source-other = 其他来源
people-kind-employee = 正式员工
people-kind-intern = 实习生
people-kind-dispatched = 派遣
people-kind-contractor = 外聘

people-add = 添加一位
people-add-lead = 可以是现在的同事，也可以是多年前的老同事。不会给对方发任何消息。
people-add-act = 添加
people-name = 姓名
people-name-hint = 平时怎么称呼就怎么写，文字和长短不限
people-other-name = 别的名字
people-other-name-hint = 外文名，或大家平时叫的名字
people-place = 所在地
people-place-mine = 我现在在哪里
people-place-hint = 写到城市就好。谁看得到：{ $who }
people-place-example = 现在生活或工作的地方，如杭州
people-language = 语言
people-language-unknown = 还不知道
people-language-hint = 写信、发消息时用
people-started-on = 入职日
people-last-day = 最后工作日
people-last-day-hint = 不填表示仍在职
people-number = 工号
people-number-hint = 终身保留，不再给别人
people-job = 职位
people-manager = 上级
people-manager-hint = 姓名或工号
people-kind = 身份
people-mobile = 手机号
people-mail = 私人邮箱
people-reach-hint = 手机号或私人邮箱，有一个就行
people-bring-back = 是本人要求恢复的
people-bring-back-text = 用这个工号或联系方式的人曾要求删除资料。只有本人愿意重新登记时才勾选。
people-problem-day = { $typed } 不是日历上的日子，请写成 2026-11-30 这样。
people-problem-start-missing = 请填写入职日。
people-problem-last-day-missing = 请填写最后工作日。
people-problem-manager-unknown = 没有找到这个姓名或工号。
people-problem-manager-several = 同名的不止一位，请填写工号。
people-problem-number-now = 就在刚才，这个工号给了另一个人。请先查一下。

people-edit-title = 修改{ $name }的资料
people-back-to-page = 回到个人页
people-names = 名字
people-others = 其他名字
people-others-hint = 外文名、昵称，或者以前的名字。清空一行就删去一个。曾用名只给您选定的人看，而且谁也不能用它搜到人。
people-others-more = 添加一个名字
people-name-kind = 哪一种名字
people-name-audience = 谁能看到
people-name-other = 在用
people-name-former = 曾用名
people-tenure = 一段任职
people-tenure-add = 添加一段任职
people-end-hint = 这一天仍算在职，第二天起就是老同事
people-end-act = 确定最后工作日
people-reopen-text = 日期填错了，或者决定留下来。
people-reopen = 仍在职
people-contact = 手机号或私人邮箱
people-contact-add = 添加
people-contact-fails = 已经联系不上
people-contact-remove = 删除
people-contact-remove-ask = 删除 { $address }？删除后不能恢复。
people-silence = 停止联络
people-silence-text = 所有消息立刻停止，等待发出的也会撤回。以后可以恢复，但撤回的消息不会补发。
people-silence-ask = 现在就停止给对方的所有消息？
people-silence-contact = 本人不希望被联系
people-silence-deceased = 已经去世
people-silence-deceased-since = 已经去世，{ $day }起不再发任何消息。
people-silence-contact-since = 本人不希望被联系，{ $day }起不再发任何消息。
people-silence-exit-since = { $day }退出了联盟，七天后删除，除非本人收回。在此期间不发任何消息，也只有本人能改变。
people-lift-text = 如果是误会，可以恢复：从现在起又能发消息，之前撤回的不会补发。
people-lift = 恢复联络
people-delete-link = 删除此人的资料…
people-delete-title = 删除{ $name }的资料？
people-delete-lost = 会失去什么
people-delete-final = 是真正删除，不是隐藏，谁也不能恢复。
people-delete-stays = 会留下什么
people-delete-number = { $numbers } 继续占用，永远不会给别人。
people-delete-hash = 工号和联系方式的加密指纹，谁也不能从中读出原文。它用来防止下一份人事档案又把此人收录进来。
people-delete-journal = 操作记录里会写有一个人被删除，不写姓名。
people-delete-act = 永久删除
people-lost-names = { $count ->
    [one] 姓名
   *[other] { $count } 个名字
}
people-lost-tenures = { $count } 段任职，包括部门和职位
people-lost-contacts = { $count ->
    [0] 联系方式（没有登记）
   *[other] { $count } 个联系方式
}
people-lost-photo = 照片
people-lost-membership = 成员身份，连同工号卡、各项选择和回执
people-lost-rest = 离职记录、邀请，以及写过和收到的祝福

people-me = 我的主页
people-number-mine = 工号 { $number }，终身属于您
people-photo = 照片
people-photo-choose = 选一张照片
people-photo-hint = JPEG、PNG 或 WebP，最大 10 MB。只保留中间的正方形，拍摄地点等信息一概不留。
people-photo-save = 用这张照片
people-photo-remove = 取下照片
people-photo-remove-ask = 照片会永久删除。
people-language-mine = 页面和来信用
people-language-mine-hint = 在每台设备上，也在每条消息里
people-seen = 别人能看到您的什么
people-seen-change = 选择谁能看什么
people-mine = 您的
people-mine-card = 我的工号卡
people-mine-card-text = 终身工号，可以出示、打印、存进手机
people-mine-consents = 我同意了什么
people-mine-consents-text = 一项一项分开，都有回执
people-mine-security = 登录方式
people-mine-security-text = 联系方式、设备、密码
people-not-joined = 您还不是{ $alliance }的成员，可以凭邀请加入。

people-exit = 退出{ $alliance }…
people-exit-stranger = 删除关于我的全部资料…

people-said = { $words }
people-done-added = 已登记{ $name }，没有发出任何消息。
people-done-saved = 已保存。
people-done-names = 您的名字已保存。
people-done-language = 已保存。今后的页面和来信都用中文。
people-done-photo = 照片已换好。
people-done-photo-removed = 照片已删除。
people-done-contact = 已添加，从下一条消息起使用。
people-done-contact-company = 已添加，可以用来登录。公司邮箱不会用来发邀请。
people-done-contact-removed = 已删除。
people-done-contact-failed = 已记下，不再往那里发消息。
people-done-silenced = 不再给{ $name }发任何消息。
people-done-lifted = 又可以给{ $name }发消息了。
people-done-invited = { $name }一分钟内会收到邀请。
people-done-deleted = 已删除。工号继续保留，不给别人。
people-problem-has-role = 这位同事还担任着角色。请管理员先收回角色，再删除。
people-problem-exit = 对方已经退出联盟，不久就会删除，只有本人能收回。
