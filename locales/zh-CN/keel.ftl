### 底层要说的话：出错、时长，以及联系方式和照片哪里不对。

keel-error-sign-in = 请先登录。
keel-error-forbidden = 你没有权限做这件事。
keel-error-not-found = 这里没有内容，或者不对你开放。
keel-error-invalid = 表单里还有地方要改。
keel-error-too-many = 短时间内尝试太多次了，请过几分钟再来。
keel-error-full = 磁盘已满，什么都没有保存。请告诉网站管理员，稍后再试。
keel-error-busy = 数据库暂时连不上，什么都没有保存。请一分钟后再试。
keel-error-broken = 系统出了点问题，我们已经记录下来。

keel-under-a-minute = 不到 1 分钟
keel-minutes = { $n } 分钟
keel-hours = { $n } 小时
keel-hours-minutes = { $h } 小时 { $m } 分钟
keel-days = { $n } 天
keel-months = { $n } 个月
keel-years = { $n } 年
keel-years-months = { $y } 年 { $m } 个月
keel-just-now = 刚刚
keel-minutes-ago = { $n } 分钟前
keel-hours-ago = { $n } 小时前
keel-days-ago = { $n } 天前
keel-months-ago = { $n } 个月前
keel-years-ago = { $n } 年前
keel-minutes-ahead = { $n } 分钟后
keel-hours-ahead = { $n } 小时后
keel-days-ahead = { $n } 天后
keel-months-ahead = { $n } 个月后
keel-years-ahead = { $n } 年后

keel-contact-missing = 请填手机号或邮箱。
keel-mobile-missing = 请填手机号。
keel-mobile-wrong = 这不是手机号。照平时拨打的写，比如 138 0013 8000；境外号码前面加国家代码，比如 +44 7700 900123。
keel-mobile-landline = 座机收不到短信，请填手机号。
keel-mobile-decimal = 这个号码末尾多了 .0，是表格软件加的。请把该列设为文本格式，或删掉 .0。
keel-mobile-spreadsheet = 表格软件把这个号码缩写了，丢了几位数字。请把该列设为文本格式后重新填写。
keel-mobile-several = 只填一个号码，不要带字母或分机号。
keel-mail-missing = 请填邮箱。
keel-mail-wrong = 这不是邮箱地址，应该像 name@example.org 这样。
keel-mail-line-break = 邮箱里不能有换行或看不见的字符，请重新输入。
keel-mail-too-long = 这个邮箱太长，不可能存在。
keel-mail-several = 只填一个邮箱。

keel-photo-missing = 请选一张照片。
keel-photo-not-image = 这个文件不是照片。请选 JPEG、PNG 或 WebP 图片。
keel-photo-too-big = 照片太大：最多 { $mb } MB，每边最多 { $side } 像素，总共最多 { $mp } 百万像素。
keel-photo-damaged = 照片损坏，打不开。请换一张，或重新保存后再试。

keel-sheet-empty = 这个文件是空的。
keel-sheet-too-large = 文件超过 200 MB，请拆成几份再导入。
keel-sheet-not-a-table = 这不是表格。可以导入 CSV 文件或 Excel 工作簿（XLSX）。
keel-sheet-old-excel = 这是旧版 Excel 的格式（XLS），请另存为 XLSX。
keel-sheet-encrypted = 工作簿设有密码，请去掉密码后再导入。
keel-sheet-inflates = 工作簿解压后大得不像一张表格，因此没有打开。
keel-sheet-columns = 文件超过 500 列。这真的是一份人员名单吗？
keel-sheet-rows = 文件超过五百万行，请拆成几份再导入。
keel-sheet-cell = 第 { $row } 行有内容长得超出一个单元格，多半是引号没有成对。
keel-sheet-damaged = 工作簿已损坏，无法完整读取。
keel-sheet-no-sheet = 工作簿里没有这个名称的工作表。

keel-json-syntax = 不是有效的 JSON：第 { $line } 行，第 { $column } 列。
keel-json-twice = { $pointer } 出现了两次，无法判断以哪个为准。
keel-json-deep = 嵌套太深，这里用不着。
keel-json-object = 这里应该是一个对象，用花括号。
keel-json-list = 这里应该是一个列表，用方括号。
keel-json-text = 这里应该是文本，用引号。
keel-json-empty = 文本是空的。没有就不写，要清空请写 null。
keel-json-control = 文本里有控制字符。
keel-json-long = 最多 { $most } 个字符。
keel-json-many = 最多 { $most } 项。
keel-json-day = 这里应该是日期，比如 2026-11-30。
keel-json-word = 只能是以下之一：{ $words }。
keel-json-null = 这一项不能清空。
keel-json-missing = 缺少这一项。
keel-json-unknown = 没有这个字段，是不是拼错了？
