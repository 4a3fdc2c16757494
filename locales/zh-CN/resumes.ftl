# 从自己的文件带入履历。

resumes-title = 用文件带入履历
resumes-lead = 工作经历、学历、技能都不用一条条填。先给您看读懂了什么，您勾选的才保存。
resumes-file = 您的文件
resumes-file-hint = ZIP、CSV、JSON 或 VCF，最大 100 MB。
resumes-send = 读取
resumes-promise = 文件本身不保存。读懂的内容只留一天供您勾选，过后就清除。
resumes-how = 哪些文件可以
resumes-how-linkedin = 领英：设置、数据隐私、“获取您的数据副本”。整个 ZIP，或者其中的 Positions.csv。
resumes-how-json = 简历软件导出的 JSON Resume。
resumes-how-card = 通讯录里的名片（vCard）。
resumes-sent = 发来过的文件
resumes-take-back = 撤回
resumes-take-back-text = 撤回一个文件，它带来的就都没有了；之后您更正过的会留下。
resumes-kind-linkedin = 领英数据副本
resumes-kind-json = JSON Resume
resumes-kind-card = 名片
resumes-state-read = 等您勾选
resumes-state-taken = 已带入
resumes-state-taken-back = 已撤回

resumes-show = 读懂了这些
resumes-lead-show = { $count ->
    [0] 文件里没有工作经历。
   *[other] 文件里有 { $count } 段工作经历，{ $new ->
        [0] 没有新的。
       *[other] 其中 { $new } 段是新的。
    }
}
resumes-other = 这个文件写的是{ $name }。是您的吗？
resumes-schools = 学历
resumes-skills = { $count } 项新技能
resumes-skills-known = 有 { $count } 项技能已经填过了。
resumes-skills-long = 有 { $count } 项技能名称太长，没有带入。
resumes-skills-full = 有 { $count } 项技能没有带入：最多 { $most } 项。
resumes-place = 您现在在这里生活或工作
resumes-take = 保存勾选的
resumes-take-text = 谁能看到您的履历，仍按您原来的选择。需要时可以整份撤回。
resumes-discard = 都不要
resumes-out-ours = 您在我们这里的经历，已经有了。
resumes-out-known = 已经有了。
resumes-out-full = 没有带入：最多 { $most } 段，已经满了。
resumes-out-full-schools = 没有带入：最多 { $most } 条，已经满了。
resumes-left = 没有带入的
resumes-left-schools = { $count } 条学历：学历由本人自己填写。
resumes-left-skills = { $count } 项技能：技能由本人自己填写。
resumes-left-photos = { $count } 张照片：想用哪张，请在自己的页面上传。
resumes-left-others = { $count } 个项目、奖项或作品。
resumes-left-beyond = 超出读取上限的 { $count } 条。

resumes-problem-no-file = 请选择文件。
resumes-problem-kind = 读不了这个文件。可以用的是：领英的数据副本、JSON Resume、名片（vCard）。
resumes-problem-headers = 有一个 CSV 文件的表头和领英给的不一样。
resumes-problem-several = 文件里有好几个人，看不准哪个是您。请只发您自己的。
resumes-problem-taken = 这个文件您已经选过了。
resumes-problem-taken-back = 这个文件没有可以撤回的内容。
resumes-done-taken = { $count ->
    [0] 没有新的内容。
   *[other] 带入了 { $count } 条内容。
}
resumes-done-back = { $stay ->
    [0] 已撤回，文件带来的都没有了。
   *[other] 已撤回；其中 { $stay } 段您后来更正过，留着没动。
}
resumes-done-discard = 已清除，文件的内容一点不留。
