# 每一页共用的文字：页眉、页脚、表单，以及出错时的页面。

shell-skip = 跳到正文
shell-menu = 主导航
shell-privacy = 我们保存什么、为什么
shell-sign-in = 登录
shell-sign-out = 退出登录
shell-back = 返回
shell-print = 打印
shell-qr = 二维码
shell-copied = 已复制
shell-save = 保存
shell-cancel = 取消
shell-search = 搜索
shell-optional = 可以不填

shell-pages = 翻页
shell-newer = 较新
shell-first-page = 回到开头
shell-older = 较早

shell-problems = 还差一点
shell-request = 如果要联系我们，请附上编号 { $id }。

shell-way-home = 回到首页
shell-way-sign-in = 去登录

shell-401-title = 请先登录
shell-401-text = 这一页只给成员看。填手机号或邮箱，我们发一个登录链接给您，不用记密码。
shell-403-title = 这一页您暂时进不去
shell-403-text = 您的账号没有这一页的权限。如果工作需要，请联系校友官。
shell-404-title = 这里什么也没有
shell-404-text = 页面可能换了地址，也可能链接在转发时断成了两截。您的资料都在，没有丢。
shell-409-title = 有人先改了一步
shell-422-title = 有些内容没看明白
shell-429-title = 请稍等一会儿
shell-429-text = 短时间内尝试的次数太多了。请过一刻钟再试。
shell-500-title = 是我们出了问题
shell-500-text = 系统出了差错，我们已经记下。您先前保存的内容都在，请过一分钟再试。

shell-menu-desk = 工作台
shell-menu-departures = 离职
shell-menu-home = 首页
shell-menu-people = 老同事
shell-menu-settings = 设置
shell-undo = 撤销
shell-form-broken = 表单没有完整送达，请返回重新提交。
shell-upload-broken = 文件没有完整送达，或超过 12 MB。
