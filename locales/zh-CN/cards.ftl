# 终身工号卡，以及任何人都能查验它的页面。

cards-title = 我的工号卡
cards-heading = 您的工号，永久保留
cards-lead = 可以出示、打印，也可以存进手机。这个号码不会再给别人。
cards-save = 存到通讯录
cards-print-hint = 打印出来和身份证一样大，裁下来就能放进钱包。
cards-since = { $month } 起
cards-says-left = 持卡人已离职，不代表{ $company }
cards-says-colleague = 持卡人在{ $company }任职，本卡不是工作证
cards-title-alumnus = 老同事
cards-title-colleague = 在职同事

cards-shows = 别人扫码能看到什么
cards-shows-valid = 这张卡是否有效，以及持卡人不代表公司。除此之外，只有您允许所有人看的：
cards-shows-nothing = 目前没有任何个人信息。
cards-shows-name = 您的名字
cards-shows-photo = 您的照片
cards-shows-number = 您最早的工号
cards-shows-tenures = 您任职的年份和部门
cards-look = 看看别人看到的页面
cards-change = 选择谁能看什么

cards-none = 加入后就有您的卡
cards-none-text = 成为成员后，印着您最早工号的卡会出现在这里。
cards-none-act = 去我的主页

cards-check-title = 查验工号卡
cards-valid = { $alliance }的有效工号卡
cards-valid-tag = 有效
cards-number = 工号 { $number }
cards-check-nothing = 持卡人没有对外公开更多信息。
cards-check-says = 持卡人不代表{ $company }，一切言行只代表本人。
cards-invalid = 这张卡已经失效
cards-invalid-tag = 已失效
cards-invalid-text = 持卡人目前不是{ $alliance }的成员。
cards-check-why = 这一页只显示持卡人允许公开的内容。
cards-check-call = 这一页只显示持卡人允许公开的内容。如有疑问，请致电 { $telephone }
