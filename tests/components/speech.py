"""What the editors of a site write in each language: the same things, so that every component is seen in each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Speech:
    """The texts of one language.

    ``long_title`` is as long as editors make them, and ``long_word`` one that no line of a phone has room for.
    ``areas`` are the names of a region, of an area in it, and of a town in that; ``topics`` two kinds of scam.
    ``headings`` are those of a long text. ``purpose`` is what a contact is for.
    """

    name: str
    locale: str
    site_name: str
    organisation: str
    title: str
    long_title: str
    long_word: str
    summary: str
    advice: tuple[str, ...]
    note: str
    reason: str
    headings: tuple[str, str, str, str]
    areas: tuple[str, str, str]
    topics: tuple[str, str]
    contact: str
    purpose: str


ENGLISH = Speech(
    name="English",
    locale="en_GB",
    site_name="Scam Warnings",
    organisation="Kent Police",
    title="Callers say that they are from the police",
    long_title=(
        "Callers who say that they are police officers from London tell people in villages that somebody was arrested"
        " with a copy of their bank card, and send a courier to collect all their cash “as evidence” before the bank"
        " closes"
    ),
    long_word="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    summary="They ask for cash, and send somebody to collect it. No officer ever does.",
    advice=(
        "Hang up.",
        "Wait five minutes, and call 101 from another phone.",
        "Give nobody your card, your cash or your PIN, whoever they say they are and whatever they show you.",
    ),
    note="They now name a second town.",
    reason="The number in this text was that of a shop, which has nothing to do with it.",
    headings=("What they say", "What they want", "“Only until noon”", "If you have paid"),
    areas=("South East England", "Kent", "Tunbridge Wells"),
    topics=("Courier fraud", "Impersonation of police"),
    contact="Report Fraud",
    purpose="If you have lost money, or somebody has tried to take it.",
)
WELSH = Speech(
    name="Welsh",
    locale="cy_GB",
    site_name="Rhybuddion Twyll",
    organisation="Heddlu Gwent",
    title="Galwyr yn honni eu bod o’r heddlu",
    long_title=(
        "Mae galwyr sy’n honni eu bod yn swyddogion heddlu o Lundain yn dweud wrth bobl mewn pentrefi fod rhywun wedi’i"
        " arestio gyda chopi o’u cerdyn banc, ac yn anfon negesydd i gasglu eu holl arian “fel tystiolaeth” cyn i’r"
        " banc gau"
    ),
    long_word="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    summary="Maent yn gofyn am arian parod, ac yn anfon rhywun i’w gasglu. Ni fydd yr heddlu byth yn gwneud hynny.",
    advice=(
        "Rhowch y ffôn i lawr.",
        "Arhoswch bum munud, a ffoniwch 101 o ffôn arall.",
        "Peidiwch â rhoi eich cerdyn, eich arian na’ch PIN i neb, pwy bynnag y dywedant ydynt.",
    ),
    note="Maent bellach yn enwi ail dref.",
    reason="Rhif siop oedd y rhif yn y testun hwn, ac nid oes a wnelo hi ddim â’r peth.",
    headings=("Beth maent yn ei ddweud", "Beth maent ei eisiau", "“Tan hanner dydd yn unig”", "Os ydych wedi talu"),
    areas=("De-ddwyrain Cymru", "Gwent", "Casnewydd"),
    topics=("Twyll negesydd", "Dynwared yr heddlu"),
    contact="Report Fraud",
    purpose="Os ydych wedi colli arian, neu os yw rhywun wedi ceisio ei gymryd.",
)
URDU = Speech(
    name="Urdu",
    locale="ur_GB",
    site_name="دھوکہ دہی کے انتباہات",
    organisation="ویسٹ مڈلینڈز پولیس",
    title="فون کرنے والے خود کو پولیس بتاتے ہیں",
    long_title=(
        "فون کرنے والے خود کو لندن پولیس کا افسر بتاتے ہیں، کہتے ہیں کہ کسی کو آپ کے بینک کارڈ کی نقل کے ساتھ گرفتار"
        " کیا گیا ہے، اور 12:31 سے پہلے آپ کے تمام £900 “ثبوت کے طور پر” لینے کے لیے ایک آدمی بھیجتے ہیں"
    ),
    long_word="کھاتہنمبر" * 7,
    summary="وہ نقد رقم مانگتے ہیں اور اسے لینے کے لیے کسی کو بھیجتے ہیں۔ پولیس کبھی ایسا نہیں کرتی۔",
    advice=(
        "فوراً فون رکھ دیں۔",
        "کم از کم پانچ منٹ کے بعد کسی دوسرے فون سے 101 ملائیں۔",
        "اپنا کارڈ، نقد رقم یا PIN کسی کو نہ دیں، چاہے وہ خود کو کچھ بھی بتائیں۔",
    ),
    note="اب وہ ایک دوسرے شہر کا نام بھی لیتے ہیں۔",
    reason="اس متن میں دیا گیا نمبر ایک دکان کا تھا، جس کا اس سے کوئی تعلق نہیں۔",
    headings=("وہ کیا کہتے ہیں", "وہ کیا چاہتے ہیں", "“صرف دوپہر تک”", "اگر آپ پیسے دے چکے ہیں"),
    areas=("ویسٹ مڈلینڈز", "برمنگھم", "سپارک ہل"),
    topics=("کوریئر فراڈ", "پولیس کی نقالی"),
    contact="Report Fraud",
    purpose="اگر آپ کے پیسے گئے ہیں، یا کسی نے لینے کی کوشش کی ہے۔",
)
PUNJABI = Speech(
    name="Punjabi",
    locale="pa_GB",
    site_name="ਧੋਖਾਧੜੀ ਬਾਰੇ ਚੇਤਾਵਨੀਆਂ",
    organisation="ਵੈਸਟ ਮਿਡਲੈਂਡਜ਼ ਪੁਲਿਸ",
    title="ਫ਼ੋਨ ਕਰਨ ਵਾਲੇ ਆਪਣੇ ਆਪ ਨੂੰ ਪੁਲਿਸ ਦੱਸਦੇ ਹਨ",
    long_title=(
        "ਬੈਂਕ ਦੇ ਨਾਂ ’ਤੇ ਫ਼ੋਨ ਕਰਨ ਵਾਲੇ ਲੋਕ ਕਹਿੰਦੇ ਹਨ ਕਿ ਤੁਹਾਡੇ ਖਾਤੇ ਵਿੱਚੋਂ ਪੈਸੇ ਚੋਰੀ ਹੋ ਰਹੇ ਹਨ ਅਤੇ ਤੁਹਾਨੂੰ ਤੁਰੰਤ"
        " ਸਾਰੀ ਬੱਚਤ ਕਿਸੇ ਹੋਰ ਖਾਤੇ ਵਿੱਚ ਭੇਜਣੀ ਚਾਹੀਦੀ ਹੈ"
    ),
    long_word="ਧੋਖਾਧੜੀ" * 9,
    summary="ਉਹ ਨਕਦ ਪੈਸੇ ਮੰਗਦੇ ਹਨ ਅਤੇ ਲੈਣ ਲਈ ਕਿਸੇ ਨੂੰ ਭੇਜਦੇ ਹਨ। ਪੁਲਿਸ ਕਦੇ ਅਜਿਹਾ ਨਹੀਂ ਕਰਦੀ।",
    advice=(
        "ਫ਼ੋਨ ਬੰਦ ਕਰੋ।",
        "ਪੰਜ ਮਿੰਟ ਉਡੀਕ ਕਰੋ, ਫਿਰ ਕਿਸੇ ਹੋਰ ਫ਼ੋਨ ਤੋਂ 101 ’ਤੇ ਫ਼ੋਨ ਕਰੋ।",
        "ਆਪਣਾ ਕਾਰਡ, ਪੈਸੇ ਜਾਂ PIN ਕਿਸੇ ਨੂੰ ਨਾ ਦਿਓ।",
    ),
    note="ਹੁਣ ਉਹ ਇੱਕ ਹੋਰ ਸ਼ਹਿਰ ਦਾ ਨਾਂ ਵੀ ਲੈਂਦੇ ਹਨ।",
    reason="ਇਸ ਵਿੱਚ ਦਿੱਤਾ ਨੰਬਰ ਇੱਕ ਦੁਕਾਨ ਦਾ ਸੀ।",
    headings=("ਉਹ ਕੀ ਕਹਿੰਦੇ ਹਨ", "ਉਹ ਕੀ ਚਾਹੁੰਦੇ ਹਨ", "“ਸਿਰਫ਼ ਦੁਪਹਿਰ ਤੱਕ”", "ਜੇ ਤੁਸੀਂ ਪੈਸੇ ਦੇ ਚੁੱਕੇ ਹੋ"),
    areas=("ਵੈਸਟ ਮਿਡਲੈਂਡਜ਼", "ਬਰਮਿੰਘਮ", "ਸਪਾਰਕ ਹਿੱਲ"),
    topics=("ਕੋਰੀਅਰ ਧੋਖਾ", "ਪੁਲਿਸ ਦੀ ਨਕਲ"),
    contact="Report Fraud",
    purpose="ਜੇ ਤੁਹਾਡੇ ਪੈਸੇ ਗਏ ਹਨ, ਜਾਂ ਕਿਸੇ ਨੇ ਲੈਣ ਦੀ ਕੋਸ਼ਿਸ਼ ਕੀਤੀ ਹੈ।",
)
SPEECHES = (ENGLISH, WELSH, URDU, PUNJABI)
