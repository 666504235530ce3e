"""A made-up document of 450 words, and what an editor makes of it: the way of `test_sitting.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

TEXT = (Path(__file__).parent / "data" / "red-sea.txt").read_text("utf-8")

MEETING, EXERCISE = "red-sea-ministerial-4", "red-wave-8"


class Made(NamedTuple):
    """A new entity, as it is typed into the form."""

    id: str
    folder: str
    type: str
    ar: str
    en: str
    summary_ar: str
    summary_en: str
    more: dict[str, Any] = {}


ENTITIES = (
    Made(
        MEETING,
        "meetings",
        "ministerial-meeting",
        "الاجتماع الوزاري الرابع لدول حوض البحر الأحمر",
        "Fourth ministerial meeting of the Red Sea basin states",
        "اجتماع وزراء دفاع في جدة يومي 9 و10 سبتمبر 2026.",
        "A meeting of defence ministers in Jeddah on 9–10 September 2026.",
        {
            "dates": "2026-09-09/2026-09-10",
            "aliases": {
                "ar": {"strong": ["اجتماع البحر الأحمر"], "weak": ["اجتماع جدة"]},
                "en": {"strong": ["Red Sea ministerial", "Red Sea defence ministers"], "weak": ["Jeddah meeting"]},
            },
        },
    ),
    Made(
        EXERCISE,
        "initiatives",
        "exercise",
        "الموج الأحمر 8",
        "Red Wave 8",
        "تمرين بحري مشترك.",
        "A joint naval exercise.",
        {"aliases": {"en": {"strong": ["Exercise Red Wave 8"]}}},
    ),
    Made("saudi-arabia", "actors", "state", "السعودية", "Saudi Arabia", "دولة في الخليج.", "A state in the Gulf."),
    Made("egypt", "actors", "state", "مصر", "Egypt", "دولة في شمال أفريقيا.", "A state in North Africa."),
    Made("jordan", "actors", "state", "الأردن", "Jordan", "دولة في المشرق.", "A state in the Levant."),
    Made("eritrea", "actors", "state", "إريتريا", "Eritrea", "دولة على البحر الأحمر.", "A state on the Red Sea."),
)


class Told(NamedTuple):
    """A statement as the editor words it: the sentence and property of the proposal that it begins as."""

    sentence: int
    property: str
    ar: str
    en: str
    more: dict[str, Any] = {}
    subject: str = MEETING


STATEMENTS = (
    Told(
        2,
        "date",
        "عُقد الاجتماع الوزاري الرابع لدول حوض البحر الأحمر يومي 9 و10 سبتمبر 2026.",
        "The fourth ministerial meeting of the Red Sea basin states was held on 9–10 September 2026.",
    ),
    Told(
        2,
        "place",
        "عُقد الاجتماع الوزاري الرابع لدول حوض البحر الأحمر في جدة.",
        "The fourth ministerial meeting of the Red Sea basin states was held in Jeddah.",
    ),
    Told(
        2,
        "participant",
        "شاركت السعودية ومصر والأردن والسودان وجيبوتي واليمن في الاجتماع الوزاري الرابع لدول حوض البحر الأحمر.",
        "Saudi Arabia, Egypt, Jordan, Sudan, Djibouti and Yemen took part in the fourth ministerial meeting "
        "of the Red Sea basin states.",
    ),
    Told(
        4,
        "representative",
        "مثّل رئيس هيئة الأركان المشتركة يوسف الحنيطي الأردن.",
        "Jordan was represented by the chairman of its joint chiefs of staff, Yousef al-Hunaiti.",
        {"value": "jordan"},
    ),
    Told(
        5,
        "participant",
        "لم تشارك إريتريا في الاجتماع الوزاري الرابع لدول حوض البحر الأحمر.",
        "Eritrea did not take part in the fourth ministerial meeting of the Red Sea basin states.",
        {"value": "eritrea", "polarity": "negated"},
    ),
    Told(
        6,
        "agenda",
        "ناقش الوزراء التهديدات للسفن في باب المندب وتهريب الأسلحة وحماية الكابلات البحرية.",
        "The ministers discussed threats to ships in Bab al-Mandab, arms smuggling and undersea cables.",
    ),
    Told(
        7,
        "condemnation",
        "أدان الوزراء الهجمات على السفن التجارية.",
        "The ministers condemned attacks on commercial ships.",
    ),
    Told(
        7,
        "call",
        "دعا الوزراء إلى محاسبة المسؤولين عن الهجمات على السفن التجارية.",
        "The ministers called for those responsible for attacks on commercial ships to be held to account.",
    ),
    Told(
        7,
        "reaction",
        "رحب الوزراء بتراجع عدد الهجمات على السفن خلال النصف الأول من العام.",
        "The ministers welcomed that attacks on ships declined in the first half of the year.",
    ),
    Told(
        8,
        "said",
        "قال محمد الشامسي إن الدول الأعضاء سجلت 37 هجومًا على السفن في 2025 مقابل 61 في 2024.",
        "Mohammed al-Shamsi said the members recorded 37 attacks on ships in 2025, against 61 in 2024.",
    ),
    Told(
        9,
        "said",
        "أوضح الشامسي أن كلفة التأمين على السفن ارتفعت بنسبة 40 في المئة خلال عامين.",
        "Al-Shamsi said the cost of insuring ships rose by 40 per cent in two years.",
    ),
    Told(
        10,
        "decision",
        "اتفق الوزراء على إنشاء مركز مشترك لتبادل المعلومات البحرية في جدة.",
        "The ministers agreed to set up a joint centre for maritime information in Jeddah.",
        {"modality": "stated"},
    ),
    Told(
        10,
        "expected-outcome",
        "من المتوقع أن يبدأ مركز المعلومات البحرية عمله في يناير 2027.",
        "The maritime information centre is expected to begin its work in January 2027.",
    ),
    Told(
        11,
        "amount",
        "أعلنت السعودية أنها ستسهم بمبلغ 120 مليون دولار لتمويل المركز.",
        "Saudi Arabia announced that it will contribute 120 million dollars to the centre.",
        {"value": "saudi-arabia"},
    ),
    Told(
        12,
        "commitment",
        "تعهدت مصر بتدريب 200 ضابط من الدول الأعضاء في الأكاديمية البحرية بالإسكندرية.",
        "Egypt pledged to train 200 officers of the member states at the naval academy in Alexandria.",
        {"value": "egypt"},
    ),
    Told(
        13,
        "signed",
        "وقّع الوزراء مذكرة تفاهم بشأن البحث والإنقاذ في البحر الأحمر.",
        "The ministers signed a memorandum of understanding on search and rescue in the Red Sea.",
        {"modality": "stated"},
    ),
    Told(
        14,
        "rejection",
        "رفض الوزراء أي وجود عسكري دائم لدول من خارج الإقليم في مياه البحر الأحمر.",
        "The ministers rejected any permanent military presence of outside states in Red Sea waters.",
    ),
    Told(
        15,
        "date",
        "أُعلن عن إجراء تمرين الموج الأحمر 8 في نوفمبر 2026.",
        "Red Wave 8 was announced for November 2026.",
        {},
        EXERCISE,
    ),
    Told(
        15,
        "troops",
        "أُعلن أن 2500 عسكري من ست دول سيشاركون في الموج الأحمر 8.",
        "It was announced that 2,500 troops from six states will take part in Red Wave 8.",
        {},
        EXERCISE,
    ),
    Told(
        16,
        "aim",
        "يهدف التمرين إلى رفع مستوى التنسيق بين القوات البحرية.",
        "The exercise aims to improve coordination between navies.",
        {"modality": "stated"},
        EXERCISE,
    ),
    Told(
        16,
        "programme",
        "يتضمن التمرين تدريبات على مكافحة الألغام وتأمين الموانئ.",
        "The exercise includes training in mine clearance and port security.",
        {"modality": "stated"},
        EXERCISE,
    ),
    Told(
        17,
        "previous-meeting",
        "أجريت النسخة السابقة من التمرين، الموج الأحمر 7، في ميناء جدة عام 2024.",
        "The previous edition of the exercise, Red Wave 7, was held in the port of Jeddah in 2024.",
        {},
        EXERCISE,
    ),
    Told(
        18,
        "talks",
        "التقى وزير الدفاع السعودي نظيره السوداني حسن داود، وبحثا تأمين ميناء بورتسودان.",
        "The Saudi defence minister met his Sudanese counterpart Hassan Dawoud on securing Port Sudan.",
    ),
    Told(
        19,
        "seeks",
        "قال داود إن السودان يسعى إلى إعادة تشغيل محطة الرصد الساحلي في بورتسودان.",
        "Dawoud said that his country seeks to reopen the coastal monitoring station in Port Sudan.",
    ),
    Told(
        20,
        "warning",
        "حذر رئيس الأركان الجيبوتي زكريا شيخ إبراهيم من عودة القرصنة إلى خليج عدن.",
        "Djibouti's chief of staff Zakaria Cheikh Ibrahim warned that piracy may return to the Gulf of Aden.",
    ),
    Told(
        21,
        "significance",
        "يعكس الاجتماع رغبة الدول المشاطئة في تولي أمن ممراتها بنفسها.",
        "The meeting reflects the littoral states' wish to secure their waterways themselves.",
    ),
    Told(
        22,
        "reaction",
        "أشاد وزير الدفاع اليمني محسن الداعري بدعم خفر السواحل في بلاده.",
        "Yemen's defence minister Mohsen al-Daeri praised the support for his country's coast guard.",
    ),
    Told(
        23,
        "frequency",
        "الاجتماع الوزاري لدول حوض البحر الأحمر منبر سنوي أُسس عام 2023.",
        "The ministerial meeting of the Red Sea basin states is an annual forum founded in 2023.",
    ),
    Told(
        23,
        "previous-meeting",
        "عُقد الاجتماع الثالث في القاهرة في مايو 2025.",
        "The third meeting was held in Cairo in May 2025.",
    ),
    Told(
        24,
        "next-meeting",
        "من المقرر أن يُعقد الاجتماع الخامس في عمّان عام 2027.",
        "The fifth meeting was announced for 2027 in Amman.",
        {"modality": "announced"},
    ),
    Told(
        25,
        "decision",
        "أقر الوزراء خطة عمل للفترة من 2026 إلى 2028 تشمل دوريات مشتركة.",
        "The ministers approved a plan of action for 2026 to 2028 with joint patrols.",
        {"modality": "stated", "mentions": ["announced"]},
    ),
)

CHAIR = Told(
    3,
    "chair",
    "ترأس وزير الدفاع السعودي خالد بن سلمان الاجتماع الوزاري الرابع لدول حوض البحر الأحمر.",
    "The Saudi defence minister Khalid bin Salman chaired the fourth ministerial meeting of the Red Sea basin states.",
)
DELEGATION = Told(
    4,
    "delegation-head",
    "رأس وزير الدفاع عبد المجيد صقر الوفد المصري.",
    "Egypt's delegation was led by its defence minister Abdel Mageed Saqr.",
    {"value": "egypt"},
)
WAIVED = (
    ("ولم يوضح البيان سبب غيابها", "no fact"),
    ("وشكر الوزراء السعودية على حسن الاستضافة", "courtesy"),
    ("الذي ألقى كلمة في الجلسة الافتتاحية أكد فيها أن أمن الملاحة مسؤولية مشتركة لا تقبل التأجيل", "a general remark"),
)
QUESTIONS = ("متى اجتماع وزراء دفاع البحر الأحمر؟", "when is the red sea ministerial", "مين حضر اجتماع جدة")
PEOPLE = {
    "خالد بن سلمان": ("Khalid bin Salman", "Saudi Arabia's minister of defence"),
    "عبد المجيد صقر": ("Abdel Mageed Saqr", "Minister of defence"),
    "يوسف الحنيطي": ("Yousef al-Hunaiti", "Chairman of the joint chiefs of staff"),
    "محمد الشامسي": ("Mohammed al-Shamsi", "Secretary-general of the Red Sea basin council"),
    "حسن داود": ("Hassan Dawoud", "Minister of defence"),
    "زكريا شيخ إبراهيم": ("Zakaria Cheikh Ibrahim", "Chief of staff of Djibouti"),
    "محسن الداعري": ("Mohsen al-Daeri", "Minister of defence of Yemen"),
}
"""By the name that is proposed: the English one, and the office."""
