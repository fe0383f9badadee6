"""Tables of invented place names; none of the county and town names is borne by a real place of that level.

Checked against the statistics list of 2023 and the civil-affairs list of 2026, former names included.
"""

from xiangban.demo.words import words

PROVINCE = "青衡省"
CITY = "枫陵市"

# County, its streets, its towns, its townships; the county seat comes first. 190 in all.
COUNTIES: tuple[tuple[str, str, str, str], ...] = (
    (
        "鹭宁区",
        "清亭 鹭湾 桐洲 碧川 枫崖",
        "霜峪 桃岩 岚峪 晴坳 雪驿 蓼坳 荻坝 梨亭",
        "半坳 荻场 暮坝 朝崖 稻泉",
    ),
    (
        "棠安县",
        "",
        "橘塘 槐铺 苇坡 云沟 榆亭 栖沟 鹤垭 楠涧 碧湾 星峪 雁潭 寒店 虹坝 雾坡 栖亭 蓼崖 雪堡",
        "砂垭 霜垭 麦铺 云驿 楠塘 莲寨 鹤驿 苇洲 粟滩 澄坝 雁泉 枫沟",
    ),
    (
        "岫阳县",
        "",
        "晴寨 虹坡 蓼岩 麦峪 星铺 苇驿 暮岩 星涧 漆崖 寒铺 蓼场 杉驿 暮浦 橘沟 麦亭",
        "桑堡 暮驿 栖滩 杉浦 半洲 柏涧 砂渡 星浦 清岭 芦崖 麦峰 栖峪",
    ),
    (
        "葭源县",
        "",
        "月垭 荷坝 柚坪 菱场 槐亭 稻崖 桑滩 芦垭 砾坡 桃涧 鹭铺 芦峪 橘寨 楠冲",
        "楠渡 澄场 桑潭 柚垭 芦驿 橘垭 桑泉 桃渡 粟场 梓冲 漆坡",
    ),
    (
        "榆屏县",
        "",
        "雾铺 砂坳 晴塘 砾泉 砾桥 樟堡 砾湾 霜岩 荻湾 澄岗 月店 松场 苇湾 杉泉 梓潭",
        "雾岩 杏亭 藕崖 雾滩 槐渡 桐亭 梨坡 茶湖 松铺 荻洲 槐坝",
    ),
    (
        "桐阴县",
        "",
        "寒岗 榆浦 雁岩 砚岭 朝渡 漆岩 莲沟 杉峪 禾店 梨泉 粟沟 藕涧 岚渡",
        "荷川 漆场 枳湖 砂浦 虹坪 粟桥 禾泉 枳寨 桃滩 柚滩",
    ),
    (
        "澹平县",
        "",
        "莲岗 朝冲 藕湾 雁川 鹭潭 茶浦 雪岭 藕店 榆潭 虹岗 霜峰 稻川",
        "禾坳 岩沟 菱浦 荷潭 枳冲 朝峰 霞冲 清渡 禾浦",
    ),
    (
        "榧江县",
        "",
        "枫涧 稻岗 鹭崖 榆岗 荷湾 茶桥 菱泉 桐涧 桐湾 杏堡 菱冲 岚堡",
        "晴坪 柚湖 砚湖 碧堡 樟渡 霞店 砚坪 半峰 竹堡",
    ),
)
TOWNSHIP_COUNT = 190
VILLAGE_COUNT = 2_400

# Three townships were merged into a neighbour: (county, former township, heir, first day of the new order).
MERGERS: tuple[tuple[str, str, str, str], ...] = (
    ("棠安县", "晴亭", "枫沟", "2019-12-01"),
    ("葭源县", "砾店", "漆坡", "2021-06-01"),
    ("榧江县", "榆店", "竹堡", "2021-06-01"),
)

# Villages: half are called after a lineage, half after the land or a hope.
VILLAGE_LAND = words(
    "青石 白石 黑石 红岩 黄土 白鹤 金鸡 凤形 龙潭 马鞍 牛角 羊角 老鹰 大树 古柏 双柏 三棵 银杏 桂花 梨树 桃园 枣子 "
    "核桃 板栗 油茶 竹山 松林 杉木 枫树 柳树 榆树 槐花 芦苇 荷叶 双河 三岔 两河 清水 冷水 响水 滴水 大水 小溪 深溪 "
    "新河 古井 龙井 石桥 木桥 新桥 高桥 平桥 断桥 石门 石梯 石板 石盘 大湾 小湾 长湾 半山 高山 平山 尖山 团山 西山 "
    "东山 南山 北山 前山 后山 大岭 长岭 分水 望城 上坪 下坪 中坪 高坪 大坪 新场 老场 旧街 土地 观音 关口 烟墩"
)
VILLAGE_HOPE = words(
    "团结 和平 新建 红星 红旗 光明 前进 胜利 新华 永兴 兴隆 太平 平安 福星 幸福 富民 利民 新民 群力 联合 联盟 东风 "
    "向阳 朝阳 春光 新光 建设 先锋 勤俭 丰收 五星 八一 新生 解放 民主 长丰 复兴 永丰 大兴 安乐"
)
VILLAGE_ENDINGS = words("湾 冲 坪 坝 沟 岭 垭 塘 坳 坡 桥 咀 院子 大屋 老屋 新屋 岩 坎 田 山")
COMMUNITIES = words("河街 西街 东街 南门 北门 新街 桥头 正街 沿江 花园 学府 站前 广场 文昌 临江 滨河 老街 望江")
