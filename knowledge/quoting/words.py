"""Small words that ask or join and name nothing, in both languages and as they are spoken; folded."""

from __future__ import annotations

from knowledge.text.folding import words


def _folded(text: str) -> frozenset[str]:
    return frozenset(words(text))


LIGHT = _folded(
    "the a an of in on at to for from by with and or "
    "is are was were be been being did do does done has have had will "
    "would can could should may might it its this that these those there their they them he she his her who whom "
    "whose what which when where why how much many long any anyone anybody someone somebody about as into than then "
    "happen happens happened happening now new please tell me us you your take takes took get gets got say says said "
    "في من الى على عن مع هل ما ماذا متى اين كم كيف لماذا لما لم "
    "لن لا ان انه اي ايه هو هي هم هذا هذه ذلك تلك التي الذي الذين "
    "كان كانت يكون تكون قد بعد قبل عند بين حتى او ثم عدد مقدار كميه هناك تم تمت جرى حول خلال اذا "
    "حدث يحدث صار بيصير مين شو شنو ايش وش ايه ليش ليه وين فين منين امتى ايمتى "
    "قديش اديش كام بكام اللي يلي تبع حق بتاع بتاعه بتاعت عم راح رح "
    "بدها بده دلوقتي هلق هلا الحين واحد جنب عشان علشان كمان بس لسه هاي هيدا هاد ده دي دا ع عال ال "
    "el al il kam fi min 3an ma3 bi b wa w meen men mein shu shoo wein wayn feen addesh adesh kif leish leh hal "
    "в на из за и с по о об от для что кто где когда сколько как какой какая какие почему ли это был была были"
)
"""No document need have them to answer a question that does."""

MEASURES = _folded(
    "cost costs price worth money value size length height width depth weight duration strength speed budget amount "
    "number total name person people country countries "
    "كلفه تكلفه سعر قيمه مبلغ مده طول ارتفاع عمق وزن قوه سرعه ميزانيه حجم نسبه اسم دوله دول شخص سبب مقر مكان"
)
"""What is asked for by what it is: an answer often gives it without the word."""

COUNTS_NOTHING = LIGHT - _folded("نفر شخص واحد") | _folded(
    "after before since until against under over between among during without within per off out up down but "
    "while because if so not also only just still more less than percent am pm "
    "بعد قبل منذ حتى ضد تحت فوق بين خلال دون ضمن لكل وفق بحسب حسب منهم منها بينهم بينها منهن لكن بسبب نحو زهاء "
    "بالمئه بالمائه مقابل باسم جراء اثر لدى عبر نظرا اضافه علما فقط ايضا "
    "после до против между более менее"
)
"""Behind a figure: nothing that is counted."""
PERSONS = _folded("people persons person others شخص شخصا اشخاص نفر نفرا فرد فردا افراد واحد انسان ناس человек людей")
"""Whoever is counted: soldiers, dead, guests."""
OFFICES = _folded(
    "minister president head leader chief director chairman chairwoman secretary spokesman spokeswoman spokesperson "
    "ambassador envoy governor mayor commander captain owner owns owned heads leads commands chairs runs manager "
    "وزير وزيره رئيس رئيسه قائد مدير مديره امين امينه متحدث ناطق سفير مبعوث محافظ قبطان مالك مالكه يملك تملك "
    "يراس تراس يتراس تتراس يقود تقود يدير تدير министр президент глава командир директор капитан посол"
)
"""Who holds one is a name, or who is said to."""
STATES = _folded("country countries state states nations دول دوله страна стран")

QUANTITY = _folded("number strength نسبه عدد قوه حجم قديش اديش كام сколько")
"""What asks for a figure."""
MONEY = _folded(
    "cost costs price priced worth budget money salary earn earns pay pays fee fees euros dollars expensive "
    "كلفه تكلفه سعر قيمه مبلغ ميزانيه رسوم راتب ثمن بكام سعره كلف يكلف تكلف денег стоит цена"
)
LENGTH = _folded(
    "высота длина глубина ширина tall high deep far wide height depth length distance طول ارتفاع عمق عرض مسافه"
)
DURATION = _folded(
    "duration time last lasts مده استغرق استغرقت يستغرق تستغرق تطول بتطول يطول دام يحتاج يستمر تستمر "
    "طولت طول بياخد قعد قعدت قعدوا длится"
)
"""What asks for a figure with such a unit."""

UNITS_OF_MONEY = _folded(
    "dollar dollars usd euro euros million billion trillion riyal "
    "riyals dinar dinars dirham rial rials soum tenge rupees "
    "pounds yuan rouble roubles ruble rubles "
    "دولار دولارات دولارا يورو ريال ريالا ريالات دينار درهم مليون مليار مليارات ملايين جنيه جنيها روبل يوان سوم تنغي"
)
UNITS_OF_LENGTH = _folded(
    "metre metres meter meters kilometre kilometres kilometer kilometers km m mile miles foot feet nautical "
    "متر مترا امتار كيلومتر كيلومترا كيلومترات كم ميل ميلا اميال قدم"
)
UNITS_OF_TIME = _folded(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades "
    "ثانيه ثواني دقيقه دقايق دقائق ساعه ساعات يوم يوما ايام اسبوع "
    "اسبوعا اسبوعين اسابيع شهر شهرا شهرين اشهر شهور سنه سنوات سنتين "
    "عام عاما عامين اعوام"
)

NEEDS_BEFORE = _folded(
    "he she they him her them his their it this these those both "
    "هو هي هم هما هولاء ذلك هذه هذا تلك وقال وقالت "
    "واضاف واضافت واكد واكدت واوضح واوضحت واشار واشارت وذكر وذكرت وتابع "
    "وتابعت ولفت ولفتت وشدد وشددت وكان وكانت وكانوا ويضم وتضم وشغلت وشغل"
)
"""First words of sentences of which nobody knows, without the sentence before, whom they mean."""
