"""Code lists of the register (domain 2.2, 2.4, 2.6): value in the database, word on the screen.

An empty value is 「未采集」 everywhere, so that sums always close.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

NOT_COLLECTED = ""


class Sex(models.TextChoices):  # GB/T 2261.1
    MALE = "1", _("male")
    FEMALE = "2", _("female")
    UNKNOWN = "0", _("unknown sex")
    UNSTATED = "9", _("unstated sex")


class YesNo(models.TextChoices):
    YES = "1", _("yes")
    NO = "0", _("no")


class DatePrecision(models.TextChoices):
    DAY = "day", _("day known")
    MONTH = "month", _("month known")
    YEAR = "year", _("year known")


class Ethnicity(models.TextChoices):  # GB/T 3304
    HAN = "01", _("Han ethnicity")
    MONGOL = "02", _("Mongol ethnicity")
    HUI = "03", _("Hui ethnicity")
    TIBETAN = "04", _("Tibetan ethnicity")
    UYGHUR = "05", _("Uyghur ethnicity")
    MIAO = "06", _("Miao ethnicity")
    YI = "07", _("Yi ethnicity")
    ZHUANG = "08", _("Zhuang ethnicity")
    BUYEI = "09", _("Buyei ethnicity")
    KOREAN = "10", _("Korean ethnicity")
    MANCHU = "11", _("Manchu ethnicity")
    DONG = "12", _("Dong ethnicity")
    YAO = "13", _("Yao ethnicity")
    BAI = "14", _("Bai ethnicity")
    TUJIA = "15", _("Tujia ethnicity")
    HANI = "16", _("Hani ethnicity")
    KAZAKH = "17", _("Kazakh ethnicity")
    DAI = "18", _("Dai ethnicity")
    LI = "19", _("Li ethnicity")
    LISU = "20", _("Lisu ethnicity")
    VA = "21", _("Va ethnicity")
    SHE = "22", _("She ethnicity")
    GAOSHAN = "23", _("Gaoshan ethnicity")
    LAHU = "24", _("Lahu ethnicity")
    SUI = "25", _("Sui ethnicity")
    DONGXIANG = "26", _("Dongxiang ethnicity")
    NAXI = "27", _("Naxi ethnicity")
    JINGPO = "28", _("Jingpo ethnicity")
    KIRGIZ = "29", _("Kirgiz ethnicity")
    TU = "30", _("Tu ethnicity")
    DAUR = "31", _("Daur ethnicity")
    MULAO = "32", _("Mulao ethnicity")
    QIANG = "33", _("Qiang ethnicity")
    BLANG = "34", _("Blang ethnicity")
    SALAR = "35", _("Salar ethnicity")
    MAONAN = "36", _("Maonan ethnicity")
    GELAO = "37", _("Gelao ethnicity")
    XIBE = "38", _("Xibe ethnicity")
    ACHANG = "39", _("Achang ethnicity")
    PUMI = "40", _("Pumi ethnicity")
    TAJIK = "41", _("Tajik ethnicity")
    NU = "42", _("Nu ethnicity")
    UZBEK = "43", _("Uzbek ethnicity")
    RUSSIAN = "44", _("Russian ethnicity")
    EWENKI = "45", _("Ewenki ethnicity")
    DEANG = "46", _("De'ang ethnicity")
    BONAN = "47", _("Bonan ethnicity")
    YUGUR = "48", _("Yugur ethnicity")
    GIN = "49", _("Gin ethnicity")
    TATAR = "50", _("Tatar ethnicity")
    DERUNG = "51", _("Derung ethnicity")
    OROQEN = "52", _("Oroqen ethnicity")
    HEZHEN = "53", _("Hezhen ethnicity")
    MONBA = "54", _("Monba ethnicity")
    LHOBA = "55", _("Lhoba ethnicity")
    JINO = "56", _("Jino ethnicity")
    OTHER = "97", _("other ethnicity")
    FOREIGN = "98", _("naturalised, of foreign descent")


class IdKind(models.TextChoices):
    RESIDENT = "resident", _("resident identity number")
    RESIDENCE_PERMIT = "residence_permit", _("residence permit of Hong Kong, Macao or Taiwan")
    PASSPORT = "passport", _("passport")
    NONE = "none", _("no number")


class NoIdReason(models.TextChoices):
    NO_HUKOU = "no_hukou", _("hukou not registered")
    IN_PROGRESS = "in_progress", _("being applied for")
    NOT_SHOWN = "not_shown", _("family could not show it")
    DAMAGED = "damaged", _("number damaged in the source")


class HukouKind(models.TextChoices):
    RURAL = "rural", _("rural hukou")
    URBAN = "urban", _("urban hukou")
    RESIDENT = "resident", _("resident hukou")
    NONE = "none", _("no hukou")


class Health(models.TextChoices):  # labels found; codes 10 and 60 fit GB/T 2261.3
    HEALTHY = "10", _("healthy")
    FAIR = "20", _("fair or weak")
    CHRONIC = "30", _("chronic illness")
    SEVERE = "40", _("severe illness")
    DISABLED = "60", _("disabled")
    OTHER = "90", _("other health")


class DisabilityKind(models.TextChoices):  # GB/T 26341
    VISION = "1", _("vision")
    HEARING = "2", _("hearing")
    SPEECH = "3", _("speech")
    LIMB = "4", _("limb")
    INTELLECT = "5", _("intellect")
    MENTAL = "6", _("mental")
    MULTIPLE = "7", _("multiple")


class DisabilityLevel(models.TextChoices):
    FIRST = "1", _("grade one")
    SECOND = "2", _("grade two")
    THIRD = "3", _("grade three")
    FOURTH = "4", _("grade four")


class Enrolment(models.TextChoices):
    ENROLLED = "1", _("in school")
    NOT_YET = "2", _("not yet enrolled")
    SUSPENDED = "3", _("suspended")
    DROPPED_OUT = "4", _("dropped out")
    GRADUATED = "5", _("graduated")
    OTHER = "9", _("other enrolment")


class Schooling(models.TextChoices):  # 2016 form
    KINDERGARTEN = "kindergarten", _("kindergarten")
    NO_KINDERGARTEN = "no_kindergarten", _("not in kindergarten")
    PRIMARY = "primary", _("primary school")
    JUNIOR = "junior", _("junior middle school")
    SENIOR = "senior", _("senior middle school")
    VOCATIONAL = "vocational", _("secondary vocational school")
    DROPPED_OUT = "dropped_out", _("dropped out of compulsory schooling")
    NOT_STUDYING = "not_studying", _("not studying (14 to 16)")


class CareReason(models.TextChoices):
    BOTH_AWAY = "both_away", _("both parents away")
    ONE_AWAY = "one_away", _("one parent away, the other unable")
    BOTH_UNABLE = "both_unable", _("both parents unable")


class Parent(models.TextChoices):
    FATHER = "father", _("father")
    MOTHER = "mother", _("mother")


class GuardianshipKind(models.TextChoices):  # 2016 form
    NOBODY = "nobody", _("no guardian in fact")
    PARENT_UNABLE = "parent_unable", _("father or mother unable")
    CARER_WEAK = "carer_weak", _("entrusted carer's capacity insufficient")
    FAIR = "fair", _("guardianship fair")
    GOOD = "good", _("guardianship good")


class GuardianshipRating(models.TextChoices):
    GOOD = "good", _("good")
    FAIR = "fair", _("fair")
    POOR = "poor", _("poor")


class ActualCarer(models.TextChoices):
    GRANDPARENTS = "grandparents", _("grandparents")
    UNCLES_AUNTS = "uncles_aunts", _("uncles and aunts")
    ADULT_SIBLING = "adult_sibling", _("adult brother or sister")
    NEIGHBOUR = "neighbour", _("neighbour or friend")
    INSTITUTION = "institution", _("school or institution")
    PARENT_UNABLE = "parent_unable", _("a parent who is unable")
    OTHER = "other", _("other carer")
    NOBODY = "nobody", _("nobody")


class InstitutionKind(models.TextChoices):  # 单位性质 of domain 2.4; its list was not found, these are ours
    WELFARE = "welfare", _("child welfare institution")
    RESCUE = "rescue", _("rescue and protection centre")
    SCHOOL = "school", _("school")
    SOCIAL = "social", _("social organisation")
    OTHER = "other", _("other institution")


class ImproperGuardianship(models.TextChoices):
    ABUSE = "abuse", _("abuse by the guardian")
    ABANDONMENT = "abandonment", _("abandonment")
    VIOLENCE = "violence", _("domestic violence")
    NEGLECT = "neglect", _("neglect")
    INSTIGATION = "instigation", _("instigation to offences")
    OTHER = "other", _("other improper guardianship")


class IncomeSource(models.TextChoices):
    WORK = "work", _("wages away from home")
    FARMING = "farming", _("farming")
    RELIEF = "relief", _("government relief")
    RELATIVES = "relatives", _("relatives and friends")
    OTHER = "other", _("other income")


class SingleParentReason(models.TextChoices):  # domain 2.4 has the field; its list was not found, these words are ours
    DIVORCED = "divorced", _("divorced")
    WIDOWED = "widowed", _("widowed")
    UNMARRIED = "unmarried", _("not married")
    OTHER = "other", _("other reason for being alone")


class AidMeasure(models.TextChoices):
    OUT_OF_POVERTY = "out_of_poverty", _("household lifted out of poverty")
    RETURN_MONITORED = "return_monitored", _("monitored against return to poverty")
    LIVING_ALLOWANCE = "living_allowance", _("minimum living allowance")
    DESTITUTE = "destitute", _("destitute support")
    TEMPORARY = "temporary", _("temporary relief")
    MEDICAL = "medical", _("medical aid")
    HOUSING = "housing", _("housing aid")
    DISABILITY_LIVING = "disability_living", _("disability living subsidy")
    DISABILITY_NURSING = "disability_nursing", _("disability nursing subsidy")
    ORPHAN = "orphan", _("orphan allowance")
    OTHER = "other", _("other aid")
    NONE = "none", _("no aid")


class Situation(models.TextChoices):  # codes' behaviour found; labels after 民发〔2019〕62号
    DEAD = "1", _("dead")
    MISSING = "2", _("missing")
    SEVERELY_ILL = "3", _("severely ill")
    SEVERELY_DISABLED = "4", _("severely disabled")
    OUT_OF_CONTACT = "5", _("out of contact")
    IN_PRISON = "6", _("in prison or custody")
    REHABILITATION = "7", _("in compulsory drug rehabilitation")
    RESTRICTED = "8", _("otherwise restricted in freedom")
    OTHER = "9", _("other situation")


class Support(models.TextChoices):
    GUIDANCE = "guidance", _("guidance in guardianship")
    COUNSELLING = "counselling", _("counselling")
    BACK_TO_SCHOOL = "back_to_school", _("return to school")
    HUKOU = "hukou", _("registering hukou")
    ASSISTANCE = "assistance", _("social assistance")
    MEDICAL = "medical", _("medical rehabilitation")
    LEGAL_AID = "legal_aid", _("legal aid")
    PAIRING = "pairing", _("paired help")
    TEMPORARY_CARE = "temporary_care", _("temporary care")
    OTHER = "other", _("other support")


class ExitReason(models.TextChoices):
    SIXTEEN = "sixteen", _("reached the age of 16")
    PARENT_BACK = "parent_back", _("a parent came home")
    MIGRATED = "migrated", _("moved away with the parents")
    HUKOU_MOVED = "hukou_moved", _("hukou moved away or changed to urban")
    ADOPTED = "adopted", _("adopted, or now an orphan or de facto unattended")
    DIED = "died", _("died")
    MISTAKE = "mistake", _("duplicate or entered by mistake")
    OTHER = "other", _("other reason")


class Consent(models.TextChoices):  # 办法 2025 art. 12 and PIPL 13, 31, 35: both are kept, none blocks protection
    GIVEN = "given", _("consent given")
    NOTIFIED = "notified", _("notified")
    REFUSED = "refused", _("consent refused")
    EMERGENCY = "emergency", _("emergency, no consent needed")


class LegalBasis(models.TextChoices):
    STATUTORY_DUTY = "statutory_duty", _("statutory duty (PIPL art. 13(3), 34)")
    CONSENT = "consent", _("consent (PIPL art. 13(1), 31)")
    EMERGENCY = "emergency", _("emergency (PIPL art. 13(4))")


class Kinship(models.TextChoices):
    FATHER = "father", _("father")
    MOTHER = "mother", _("mother")
    GRANDFATHER = "grandfather", _("father's father")
    GRANDMOTHER = "grandmother", _("father's mother")
    MATERNAL_GRANDFATHER = "maternal_grandfather", _("mother's father")
    MATERNAL_GRANDMOTHER = "maternal_grandmother", _("mother's mother")
    UNCLE_AUNT = "uncle_aunt", _("uncle or aunt")
    SIBLING = "sibling", _("brother or sister")
    NEIGHBOUR = "neighbour", _("neighbour or friend")
    STEP_PARENT = "step_parent", _("step-parent")
    OTHER = "other", _("other relation")


class SightPurpose(models.TextChoices):
    """Why a post outside a child's place sees its file; the words stand on the child's page."""

    HANDOVER = "handover", _("handover waiting for receipt")
    BREAK_GLASS = "break_glass", _("emergency look")
    REASON_GIVEN = "reason_given", _("opened with a reason")
    ASSIGNED = "assigned", _("assigned child")
    OWN_CHILD = "own_child", _("own child")
