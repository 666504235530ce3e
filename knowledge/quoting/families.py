"""Words of the news that say the same: written and spoken, in Arabic, English and Russian.

A question that has one of them finds a text that has another; across languages this is all that stands between them
where no model of meaning is installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from knowledge.text.folding import stem, without_clitics, words

_FAMILIES = (
    "killed died dead deaths death victims قتل قتيل قتلى مقتل مات ماتوا توفي وفاة ضحايا اتقتل انقتل погибших убито",
    "wounded injured hurt injuries جريح جرحى أصيب إصابة مصابين انصاب ранено раненых",
    "water مياه ماء مي مية موية вода воды",
    "agreement deal accord pact treaty اتفاق اتفاقية معاهدة соглашение договор",
    "ship ships vessel vessels سفينة سفن مركب корабль судно",
    "warship frigate frigates destroyer فرقاطة مدمرة بارجة",
    "boat boats زورق زوارق قارب قوارب лодка катер",
    "aircraft plane planes jet jets طائرة طائرات مقاتلة طيارة самолет самолетов",
    "drone drones uav مسيرة مسيّرة مسيّرات درون беспилотник дрон",
    "exercise exercises drill drills manoeuvres تمرين مناورة مناورات تدريبات учения",
    "naval maritime بحري بحرية морские",
    "air aerial جوي جوية воздушные",
    "earthquake quake زلزال هزة землетрясение землетрясения",
    "flood floods فيضان فيضانات سيول наводнение",
    "fire blaze حريق نار пожар",
    "border frontier حدود حدودي граница границы",
    "crossing معبر منفذ переход",
    "truck trucks lorry lorries شاحنة شاحنات грузовик грузовиков",
    "train railway rail railways قطار سكة سكك حديد железная поезд",
    "bridge جسر كوبري мост",
    "dam سد плотина",
    "port harbour harbor ports ميناء موانئ مرفأ порт порта",
    "airport مطار аэропорт",
    "road highway طريق شارع дорога",
    "pipeline أنابيب أنبوب трубопровод",
    "oil نفط بترول нефть",
    "gas غاز газ",
    "electricity power كهرباء электричество",
    "wheat قمح пшеница пшеницы",
    "truce ceasefire هدنة وقف_إطلاق перемирие",
    "attack attacks assault هجوم هجمات اعتداء атака нападение",
    "talks negotiations محادثات مفاوضات مباحثات переговоры",
    "meeting session اجتماع جلسة لقاء встреча заседание",
    "conference مؤتمر конференция",
    "minister ministers وزير وزيرة وزراء министр",
    "president رئيس президент",
    "ambassador سفير سفيرة посол",
    "embassy سفارة посольство",
    "army military جيش عسكري عسكرية армия военный",
    "service خدمة служба службы",
    "soldier soldiers troops جندي جنود عسكر солдат солдаты",
    "prisoner prisoners captives أسير أسرى سجين سجناء пленных пленные",
    "refugee refugees لاجئ لاجئين لاجئون نازحين беженцев беженцы",
    "children child طفل أطفال детей дети",
    "villages village قرية قرى деревни деревень",
    "visa visas تأشيرة تأشيرات فيزا виза визы",
    "embargo ban حظر منع запрет",
    "budget ميزانية موازنة бюджет",
    "loan قرض кредит",
    "cost costs price worth كلفة تكلفة تكاليف سعر قيمة стоит стоимость цена",
    "tariff fee fees رسوم رسم تعرفة тариф",
    "money funds أموال مبلغ فلوس مصاري денег деньги",
    "contract عقد контракт",
    "company firm شركة компания",
    "export exports تصدير صادرات экспорт",
    "lead leads led head heads headed commander commands يقود يرأس يترأس قائد مسك مسكت ماسك возглавляет командует",
    "started start begin began begins starts بدأ يبدأ انطلق انطلاق بلش начался начало",
    "ended end ends finished انتهى ينتهي اختتم اختتام خلص конец",
    "opened open reopened reopen فتح افتتح افتتاح إعادة_فتح открыли открыт",
    "closed close shut shutdown أغلق إغلاق سكر سكروا قفل закрыт закрыли",
    "halted halt stopped stop suspended dropped توقف وقف أوقف إيقاف остановили",
    "lifted lift removed رفع شال شالت إلغاء снял сняли",
    "delayed delay postponed تأجل تأخر تأجيل تأخير отложили",
    "held hold convene convened hosted host يعقد سيعقد عقد انعقد يستضيف تستضيف استضافة يصير بيصير",
    "replace replaces replaced successor succeed خلف خلفا استبدل",
    "receive received delivery delivered delivers تسلم تسلمت استلم استلام تسليم получил",
    "buy bought purchase ordered order orders اشترى شراء طلب купил заказал",
    "stolen theft سرق سرقت سرقة украли",
    "approved approve approval وافق أقر موافقة выделили одобрили",
    "signed sign توقيع وقع وقعت подписал подписали",
    "appointed appoint named عين عيّن تعيين تولى назначен",
    "expelled expel طرد ترحيل выслали",
    "kidnapped abducted خطف اختطف مخطوف похитили",
    "escorted escort escorts رافق مرافقة",
    "mediated mediation mediator توسط وساطة وسيط посредник",
    "expected due plans planned متوقع المقرر المنتظر ожидается",
    "strength strong magnitude قوة سرعة сила магнитуда",
    "height tall high ارتفاع علو высота",
    "length long طول длина",
    "duration مدة فترة срок длится",
    "year years سنة سنوات عام أعوام год лет года",
    "month months شهر أشهر شهور месяц месяцев",
    "week weeks أسبوع أسابيع неделя недели",
    "country countries state states دولة دول страна стран",
    "people persons person شخص أشخاص ناس نفر человек людей",
    "south southern جنوب جنوبي юг",
    "north northern شمال شمالي север",
    "sea بحر море",
    "river نهر река",
    "dollar dollars دولار доллар долларов",
    "teacher teachers معلم معلمة معلمين مدرس учитель",
    "girls girl بنات فتيات فتاة девочек",
    "school schools مدرسة مدارس школа",
    "hospital مستشفى больница",
    "radar radars رادار رادارات радар радары радаров",
    "icebreaker كاسحة كاسحة_جليد ледокол",
    "vaccine vaccination campaign drive حملة تطعيم لقاح вакцинация",
    "polio شلل полиомиелит",
    "census تعداد перепись",
    "police شرطة полиция",
    "court محكمة суд",
    "sentence sentenced verdict حكم حكمت حبس سجن приговор",
    "piracy pirates قرصنة قراصنة пираты",
    "refinery مصفاة مصافي НПЗ",
    "repair repairs fix إصلاح تصليح صيانة ремонт",
    "joint unified common مشترك مشتركة موحد موحدة совместный единая",
    "metro subway مترو метро",
)


@cache
def _members() -> Mapping[str, tuple[str, ...]]:
    """The folded words of each family, by the stem of any of them."""
    found: dict[str, tuple[str, ...]] = {}
    for family in _FAMILIES:
        members = tuple(without_clitics(word) for entry in family.split() for word in words(entry.replace("_", " ")))
        for word in members:
            found[stem(word)] = (*found.get(stem(word), ()), *members)
    return found


def kin(word: str) -> Iterator[str]:
    """The other words of the families that a folded word belongs to."""
    yield from dict.fromkeys(one for one in _members().get(stem(word), ()) if one != word)
