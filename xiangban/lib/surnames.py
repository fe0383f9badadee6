"""Surnames that are read otherwise than the same character elsewhere, and surnames of two characters.

All other readings come from the generated table; see chinese_text.py.
"""

# Simplified; toneless, ü as v, likelier reading first. They go before the character's other readings, not instead.
_SINGLE = """
单 shan        曾 zeng        仇 qiu         解 xie         查 zha         乐 yue/le      盖 ge/gai
区 ou          朴 piao        翟 zhai/di     覃 qin/tan     缪 miao        员 yun/yuan    贠 yun
召 shao        秘 bi/mi       繁 po          种 chong       重 chong       句 gou         折 she
黑 he/hei      都 du          祭 zhai        逢 pang        谌 chen/shen   炅 gui         隗 wei/kui
会 gui         洗 xian        阚 kan         粘 nian        乜 nie         薄 bo          卜 bu
适 kuo         郇 xun/huan    角 jue         藏 zang        不 fou
"""

_COMPOUND = """
欧阳 ou yang     上官 shang guan  司马 si ma       诸葛 zhu ge      东方 dong fang   皇甫 huang fu    尉迟 yu chi
公孙 gong sun    令狐 ling hu     宇文 yu wen      长孙 zhang sun   慕容 mu rong     司徒 si tu       司空 si kong
夏侯 xia hou     端木 duan mu     百里 bai li      东郭 dong guo    南宫 nan gong    西门 xi men      独孤 du gu
万俟 mo qi       澹台 tan tai     闻人 wen ren     赫连 he lian     钟离 zhong li    淳于 chun yu     濮阳 pu yang
太史 tai shi     申屠 shen tu     轩辕 xuan yuan   呼延 hu yan      拓跋 tuo ba      鲜于 xian yu     公羊 gong yang
公冶 gong ye     宗政 zong zheng  单于 chan yu     完颜 wan yan     纳兰 na lan      巫马 wu ma       公良 gong liang
梁丘 liang qiu   左丘 zuo qiu     第五 di wu       谷梁 gu liang    宰父 zai fu      亓官 qi guan     司寇 si kou
子车 zi ju       颛孙 zhuan sun   乐正 yue zheng   漆雕 qi diao     壤驷 rang si     段干 duan gan
"""

_singles = _SINGLE.split()
_compounds = _COMPOUND.split()

SURNAME_READINGS: dict[str, tuple[str, ...]] = {
    surname: tuple(readings.split("/")) for surname, readings in zip(_singles[::2], _singles[1::2], strict=True)
}
COMPOUND_SURNAMES: dict[str, tuple[str, str]] = {
    surname: (first, second)
    for surname, first, second in zip(_compounds[::3], _compounds[1::3], _compounds[2::3], strict=True)
}
