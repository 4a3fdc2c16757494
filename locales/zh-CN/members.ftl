# 成员：允许什么、谁看得到什么、回执。
# 以 members-consent- 和 members-kept- 开头的文字是有版本的：改一个字，就要改 members/words.rs 里的 VERSION。

members-consent-listed = 列入成员名录
members-consent-listed-text = 成员能找到您；共事过的同事收到邀请时，也会看到您的名字。看得到哪些，由您定。
members-consent-letters = 接收公司动态
members-consent-letters-text = 大约每季度一封，每封都能一键退订。
members-consent-openings = 有合适的机会时告诉我
members-consent-openings-text = 包括回来工作和项目合作，只在确实对得上时才找您。
members-consent-photos = 可以在老照片里写上我的名字
members-consent-photos-text = 每张照片发布之前先问您。
members-consent-wishes = 共事过的同事加入时，请我写句祝福
members-consent-wishes-text = 每周最多一次，点开链接就能写，不写也没关系。
members-consent-news = 换了工作或城市，让共事过的人知道
members-consent-news-text = 只告诉同一时期在同一部门共事过的成员，只在页面上，也不超出您公开工作经历和所在地的范围。
members-consent-vouching = 有人说和我共事过，可以来问我认不认识
members-consent-vouching-text = 多年前离开的同事想加入时，每周最多问一次，点一下链接就好。
members-consent-freshness = 可以来核对信息还对不对
members-consent-freshness-text = 一年最多一次，多久一次由您改；有共事过的老同事失联时，会请您帮忙转一个链接。

members-kept-name = 姓名、工号
members-kept-name-why = 让老同事认得出您；工号是您的，不会再发给别人。
members-kept-name-until = 您要求删除时，30 天内删除；工号只留一个无法还原的记号，防止被重新使用。
members-kept-tenures = 任职年份、部门、职务
members-kept-tenures-why = 找到和您共事过的人，印在您的工号卡上。
members-kept-tenures-until = 您退出后 30 天内删除。
members-kept-place = 您现在生活或工作的地方（您自己填写，或公司提供）
members-kept-place-why = 让校友官知道谁在附近；您允许的话，也让老同事知道。
members-kept-place-until = 随时可以清空；退出后 30 天内删除。
members-kept-career = 在别处的工作经历（您自己、老同事或校友官填写）
members-kept-career-why = 让校友官知道大家现在在哪里；您允许的话，也让老同事知道。绝不用来追查竞业限制。
members-kept-career-until = 随时可以更正或移除，移除 30 天后彻底删除；退出后 30 天内全部删除。
members-kept-contact = 手机号或邮箱
members-kept-contact-why = 用来登录，以及您同意了的联系，不作他用。
members-kept-contact-until = 随时可以换，换下来的当天就删；退出后 30 天内全部删除。
members-kept-choices = 您的每一次选择
members-kept-choices-why = 证明我们只做了您同意的事。
members-kept-choices-until = 和您的资料保存一样久。
members-kept-sign-in = 登录的时间和设备
members-kept-sign-in-why = 让您看得到、也关得掉每一处登录。
members-kept-sign-in-until = 停用 90 天后删除。

members-field-name = 姓名
members-field-photo = 照片
members-field-tenures = 任职年份、部门、职务
members-field-number = 工号
members-field-place = 所在地
members-field-career = 在别处的工作经历
members-field-contact = 手机号和邮箱

members-audience-me = 只有我自己
members-audience-officers = 校友官
members-audience-members = 成员
members-audience-colleagues = 成员和在职同事
members-audience-everyone = 所有人

members-former-name = 曾用名 { $name }

members-consents = 我同意的事
members-consents-lead = 每一项都可以随时打开或关上，不影响您是成员。每改一次，都留一张回执。
members-consents-save = 保存选择
members-receipts = 回执
members-receipts-lead = 每次问了您什么、您怎么回答，一字不差都在这里。
members-allowed-none = 什么都没有勾选
members-kept = 我们保存什么、为什么、保存多久
members-fields = 谁看得到什么
members-fields-lead = 没有列入名录时，成员看不到您；列入以后，每一项按这里的范围。
members-fields-save = 保存范围

members-receipt = 选择回执
members-receipt-download = 下载
members-receipt-lead = { $company }请您为下面每一项单独作了选择。没有一项是事先勾好的，也没有一项是加入的条件。
members-receipt-free = 是否加入、如何选择，与离职手续、工资、补偿和离职证明无关。您可以随时更改选择、取走自己的资料、要求更正或删除。
members-receipt-foot = 文本版本 { $version } · 编号 { $id }
members-given = 同意
members-not-given = 未勾选

members-done-consents = 已经改好，新的回执在下面。
members-done-fields = 已经改好，从现在起生效。
members-done-nothing = 和原来一样，没有改动。

members-error-busy = 此刻加入的人太多，请再点一次。
