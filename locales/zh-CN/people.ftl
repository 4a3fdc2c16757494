# 人：是谁、怎么联系、填写的内容哪里不对。

people-problem-name = 请填写姓名。
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
