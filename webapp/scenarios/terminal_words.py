"""What the terminal says around a case, in both languages; the case itself brings its own words."""

from webapp.engine.scenario.model import Words

WANTED = {
    "one": Words("رقم واحد", "one number"),
    "many": Words("أرقام، مثل 1,3، ولا شيء إن لم تختر", "numbers, as in 1,3; nothing for none"),
    "order": Words("كل الأرقام حسب ترتيبها، مثل 2,1,3", "all the numbers in order, as in 2,1,3"),
    "when": Words("رقم واحد", "one number"),
    "text": Words("بكلماتك، أو لا شيء", "in your own words, or nothing"),
}
NOT_OFFERED = Words("هذا ليس من الأجوبة المعروضة.", "That is not one of the answers.")
BELOW = Words("دون الحدّ الأدنى", "below")
OF_100 = Words("من 100", "of 100")

STATES = {
    "waiting": Words("لم تبدأ", "not begun"),
    "running": Words("جارية", "running"),
    "met": Words("في المهلة", "in time"),
    "late": Words("متأخرة", "late"),
    "missed": Words("فاتت", "missed"),
}
OUTCOMES = {
    "safe": Words("في أمان", "safe"),
    "partly": Words("أمان ناقص", "safe in part"),
    "unsafe": Words("ليس في أمان", "not safe"),
}
BANDS = {
    "secure": Words("مسار آمن", "Secure"),
    "developing": Words("في طور التمكّن", "Developing"),
    "again": Words("يلزم مزيد من التدريب", "Practise again"),
}
DIMENSIONS = {
    "SAF": Words("سلامة الطفل", "Child safety"),
    "ENT": Words("الجهة والطريق", "Entity and route"),
    "TIM": Words("التوقيت", "Timeliness"),
    "CDH": Words("السرية وعدم إلحاق الضرر", "Confidentiality and do no harm"),
    "CPB": Words("صوت الطفل ومصلحته", "The child’s voice and interests"),
    "DOC": Words("التوثيق والمتابعة", "Recording and follow-up"),
}
KINDS = {
    "best": Words("الأفضل", "best"),
    "fine": Words("مقبول", "also right"),
    "slip": Words("زلّة", "slip"),
    "mistake": Words("خطأ", "mistake"),
    "critical": Words("خطأ حرج", "critical"),
}
CAPS = {
    "cap": Words("سقف", "cap"),
    "floor-at-zero": Words("لا تنزل الدرجة عن الصفر", "a score does not fall below nought"),
}
PAPERS = {
    "note": Words("مذكّرة", "note"),
    "record": Words("سجل", "record"),
    "call-log": Words("سجل المكالمات", "call log"),
    "card": Words("بطاقة جهة", "entity card"),
    "message": Words("رسالة", "message"),
}
