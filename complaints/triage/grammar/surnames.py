"""Surnames by which a name is known to be one."""

COMMONEST = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
"""The hundred commonest, in order: 公安部户政管理研究中心, 二〇二〇年全国姓名报告."""

FURTHER = (
    "汤欧温康施牛樊葛邢易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿焦俞左甘祝宁舒阮柯纪梅童凌毕季裴霍涂翁冉"
    "骆蓝辛靳柴喻祁蒲滕饶傅阎萧丘尤游盛"
)
"""Common ones beyond the hundred that seldom begin another word, and second ways of writing: 傅 付, 阎 闫, 萧 肖."""

TRADITIONAL = "張劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮蔣葉蘇呂盧鐘譚陸範韋賈鄒閆龍賀顧龔萬錢嚴湯歐溫紀駱藍閻蕭"
"""Of those above, as they are written in traditional characters."""

OF_TWO = (
    "欧阳",
    "歐陽",
    "上官",
    "司马",
    "司馬",
    "诸葛",
    "諸葛",
    "司徒",
    "东方",
    "夏侯",
    "皇甫",
    "令狐",
    "慕容",
    "尉迟",
    "公孙",
    "端木",
)
"""The commoner compound surnames."""

SURNAMES = COMMONEST + FURTHER + TRADITIONAL
