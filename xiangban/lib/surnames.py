"""Surnames that are read otherwise than the same character elsewhere, and surnames of two characters.

All other readings come from the generated table; see chinese_text.py.
"""

# Toneless, ü as v, likelier reading first. They come before the character's other readings, never instead of them.
_SINGLE = """
单 shan     曾 zeng     仇 qiu      解 xie      查 zha      乐 yue/le   盖 ge/gai   区 ou       朴 piao     任 ren
华 hua      翟 zhai/di  覃 qin/tan  缪 miao     葛 ge       冼 xian     员 yun/yuan 贠 yun      贾 jia      召 shao
秘 bi/mi    繁 po       种 chong    重 chong    句 gou      宓 mi/fu    折 she      佘 she      黑 he/hei   郗 xi/chi
都 du       车 che      盛 sheng    石 shi      长 zhang    祭 zhai     逄 pang     逢 pang     眭 sui      訾 zi
谌 chen/shen 晁 chao    炅 gui      昝 zan      褚 chu      柏 bai/bo   隗 wei/kui  哈 ha       会 gui      尉 wei/yu
洗 xian     冯 feng     那 na       宁 ning     阚 kan      沈 shen     占 zhan     粘 nian     撒 sa       牟 mou/mu
乜 nie      万 wan      薄 bo       卜 bu       适 kuo      过 guo      应 ying     燕 yan      瞿 qu       郇 xun/huan
厍 she      肖 xiao     行 xing     相 xiang    於 yu       仉 zhang    少 shao     宿 su       角 jue
藏 zang     臧 zang     呙 guo      不 fou      戚 qi       钭 tou      干 gan      夏 xia      谷 gu
"""

_COMPOUND = """
欧阳 ou yang     上官 shang guan  司马 si ma       诸葛 zhu ge      东方 dong fang   皇甫 huang fu    尉迟 yu chi
公孙 gong sun    令狐 ling hu     宇文 yu wen      长孙 zhang sun   慕容 mu rong     司徒 si tu       司空 si kong
夏侯 xia hou     端木 duan mu     百里 bai li      东郭 dong guo    南宫 nan gong    西门 xi men      独孤 du gu
万俟 mo qi       澹台 tan tai     闻人 wen ren     赫连 he lian     钟离 zhong li    淳于 chun yu     濮阳 pu yang
太史 tai shi     申屠 shen tu     轩辕 xuan yuan   呼延 hu yan      拓跋 tuo ba      鲜于 xian yu     公羊 gong yang
公冶 gong ye     宗政 zong zheng  单于 chan yu     完颜 wan yan     纳兰 na lan      巫马 wu ma       公良 gong liang
梁丘 liang qiu   左丘 zuo qiu     第五 di wu       谷梁 gu liang    宰父 zai fu      亓官 qi guan     司寇 si kou
子车 zi ju       颛孙 zhuan sun   乐正 yue zheng   漆雕 qi diao     壤驷 rang si     拓拔 tuo ba      段干 duan gan
欧陽 ou yang     歐陽 ou yang     司馬 si ma       諸葛 zhu ge      東方 dong fang   尉遲 yu chi      公孫 gong sun
長孫 zhang sun   南宮 nan gong    西門 xi men      獨孤 du gu       澹臺 tan tai     聞人 wen ren     鍾離 zhong li
濮陽 pu yang     軒轅 xuan yuan   呼延 hu yan      鮮于 xian yu     單于 chan yu     納蘭 na lan      万俟 mo qi
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
