# 失联的老同事：发出的消息都到不了。

lost-title = 帮忙找人
lost-lead = 这些老同事的联系方式都不通了。共事过的人也许还有联系。
lost-pass = 可以转发的链接
lost-pass-text = 链接通往入口，不透露任何人的信息。转给对方，由本人自己进来；请不要把别人的邮箱或手机号告诉我们。
lost-copy = 复制链接
lost-empty = 都联系得上
lost-empty-text = 谁的联系方式都不通了，就会出现在这里。
lost-since = { $ago }起就收不到消息
lost-hidden = 没有对成员公开，只能由您来问
lost-asked = 已请 { $count } 位共事过的同事帮忙
lost-ask = 请共事过的人帮忙
lost-nobody-asked = 没有可以问的人：共事过的成员没有同意，或者这个月收到的消息够多了。
lost-done-asked = 已请 { $count } 位共事过的同事转发链接。
lost-problem-found = 又联系上了，或者本人不希望被联系。
lost-problem-hidden = 这位没有对成员公开，不能去问成员。
lost-beside-text = 你们共事过，我们发的消息对方都收不到了。还有联系的话，请把链接转过去：链接通往入口，不透露任何人的信息。

lost-mail-subject = 您和{ $name }还有联系吗？
lost-mail-text = { $alliance }发的消息，{ $name }都收不到了。你们曾经共事过。
lost-mail-how = 还有联系的话，请把链接转过去。链接人人相同，不透露任何人的信息。请不要把对方的邮箱或手机号告诉我们，由本人自己决定。
lost-mail-act = 可以转发的链接
lost-mail-aside = 您同意过我们来问这类事，在这里可以改：{ $link }
lost-sms = 您和{ $name }还有联系吗？请把链接转过去：{ $link }

lost-way-title = 共事过的人想起了您
lost-way-text = { $company }的老同事都在{ $alliance }。入口在下面；转给您链接的人，没有告诉我们您的任何信息。
lost-way-claim = 我在这里工作过
lost-way-sign-in = 我已经是成员
lost-way-join = 我记得工号
lost-way-nothing = 这个页面人人相同，打开它不会让任何人知道。
