# 大家在哪：按城市、机构、行业和离开的年份统计人数。

places-title = 大家在哪
places-lead = 各处有多少老同事，点数字就能看到人。
places-whose = 只统计愿意让您看到的人。
places-by = 统计方式
places-by-place = 城市
places-by-organisation = 机构
places-by-industry = 行业
places-by-left = 离开的年份
places-counted = { $ago }统计。
places-most = 只列出人数最多的。
places-elsewhere = 不在地图上：{ $count } 人
places-elsewhere-text = 他们写的地方不是我们认得的城市，或者可能指好几个城市。
places-none = 还没有可统计的
places-none-text = 有人写下自己在哪，并愿意让别人看到，就会统计在这里。
places-none-act = 写下您在哪
places-industry-text = 现在在这一行、并愿意让您看到的人，按机构排列。
places-nobody = 没有您能看到的人
places-nobody-text = 这一行有人愿意让您看到时，会出现在这里。
