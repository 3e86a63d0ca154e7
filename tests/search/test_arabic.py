import pytest

from portal.search import arabic, verbs
from portal.search.text import fold

FORMS = {
    "مبادرة": "المبادرة والمبادرات وبالمبادرة للمبادرة مبادرتين مبادراتهم مبادرته مبادره",
    "وزير": "الوزير والوزير لوزير وزيرا وزيرين وزراء الوزراء وزرائهم وزراؤنا للوزراء",
    "وزارة": "بوزارة لوزارة ووزارة وزارته وزارات الوزارتين وزارتنا",
    "لجنة": "اللجنة للجنة لجان واللجان لجنتها بلجنة",
    "لقاء": "اللقاء للقاء لقاءات لقائه لقاءاتهم بلقاء",
    "عملية": "عمليات العملية عملياتها لعملية بعمليات",
    "سياسي": "سياسية السياسيين سياسيا والسياسية سياسيون",
    "مسؤول": "مسئول المسؤولين مسؤولا المسئولون",
    "قانون": "القانون قوانين قانونا بقانون القوانين",
    "اتجاه": "الاتجاه اتجاهات باتجاه اتجاها",
    "توجيه": "توجيهات التوجيه توجيها لتوجيه",
    "لاجئ": "لاجئين اللاجئون للاجئين لاجئا",
    "مستوى": "المستوى مستويات المستويات مستواه",
    "قوة": "القوى قوات القوات قواتها",
    "أعلى": "الأعلى العليا عليا",
    "التزام": "الالتزام التزامات والتزام بالتزام",
    "ألمانيا": "المانيا وألمانيا لألمانيا",
    "بريطانيا": "وبريطانيا لبريطانيا ببريطانيا",
}


@pytest.mark.parametrize(
    ("word", "form"),
    [(word, f) for word, forms in FORMS.items() for f in forms.split()],
)
def test_light_stem_meets_the_forms_of_a_word(word, form):
    stem = arabic.light(arabic.bare(word)[0])

    assert stem in {arabic.light(bare) for bare in arabic.bare(form)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كتاب", "مكتب"),
        ("سياسة", "سياسي"),
        ("إعداد", "أعداد"),
        ("القوى", "القوي"),
        ("تفاهم", "تفاح"),
        ("لبنان", "لبنة"),
        ("والد", "ولد"),
        ("بنك", "نكبة"),
    ],
)
def test_light_stem_keeps_strangers_apart(one, other):
    stems = [
        {arabic.light(bare) for bare in arabic.bare(word)} for word in (one, other)
    ]

    assert stems[0] & stems[1] == set()


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("والمبادرة", ("مبادرة",)),
        ("للجنة", ("لجنة",)),
        ("للوزير", ("وزير",)),
        ("والد", ("والد",)),
        ("بالغ", ("بالغ",)),
        ("وقال", ("قال",)),
        ("وقد", ("قد",)),
        ("بكل", ("كل",)),
        ("كرئيس", ("رئيس",)),
        ("بيان", ("بيان",)),
        ("لهذه", ("هذه",)),
        ("بدجلة", ("دجلة", "بدجلة")),
    ],
)
def test_bare_word_has_nothing_prefixed(word, bare):
    assert arabic.bare(word) == bare


@pytest.mark.parametrize(
    "forms",
    [
        "قال يقول تقول وقال قالت سيقول",
        "أعلن يعلن أعلنت اعلنت وأعلن سيعلن يعلنون أعلنوا",
        "أجرى يجري أجرت أجريت ستجري",
        "التقى يلتقي التقت سيلتقي التقوا",
        "استقبل يستقبل استقبلت استقبله",
        "زار يزور سيزور زارت",
        "دعا يدعو دعت ودعا",
        "أكد يؤكد وأكد أكدت",
        "وصل يصل وصلت وصلوا",
    ],
)
def test_verb_stem_meets_persons_and_tenses(forms):
    first, *others = (set(verbs.stems(form)) for form in forms.split())

    assert [form for form in others if not first & form] == []


def test_verb_stem_is_not_made_of_nouns_with_an_article_or_ta_marbuta():
    assert verbs.stems("الوزير") == []
    assert verbs.stems("وزارة") == []


PLURALS = list(arabic.lines("broken_plurals.txt"))


def test_broken_plurals_are_enough_and_said_once():
    plurals = [line[0] for line in PLURALS]

    assert len(plurals) >= 500
    assert len(set(plurals)) == len(plurals)


@pytest.mark.parametrize(
    "name", ["broken_plurals.txt", "irregular_forms.txt", "second_spellings.txt"]
)
def test_tables_pair_two_arabic_words_a_line(name):
    wrong = [
        line
        for line in arabic.lines(name)
        if len(line) != 2
        or line[0] == line[1]
        or not all("\u0621" <= letter <= "\u064a" for word in line for letter in word)
    ]

    assert wrong == []


def test_broken_plurals_leave_regular_plurals_to_the_rules():
    regular = [
        (plural, singular)
        for plural, singular in PLURALS
        if plural in (singular + "ون", singular + "ات", singular.rstrip("ة") + "ات")
        and not singular.endswith("اة")
    ]

    assert regular == []


def test_broken_plurals_meet_their_singular():
    apart = [
        (plural, singular)
        for plural, singular in PLURALS
        if arabic.light(plural) != arabic.light(singular)
        # Some singulars are themselves the plural of another word: سادة, طلبة.
        and singular not in {line[0] for line in PLURALS}
    ]

    assert apart == []


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("وزراء", "وزير"),
        ("سفراء", "سفير"),
        ("رؤساء", "رئيس"),
        ("دول", "دولة"),
        ("أشهر", "شهر"),
        ("شهور", "شهر"),
        ("مشاريع", "مشروع"),
        ("أحزاب", "حزب"),
        ("قضايا", "قضية"),
    ],
)
def test_broken_plurals_have_the_commonest_words(plural, singular):
    assert [plural, singular] in PLURALS


def test_a_word_of_the_tables_folds_to_letters_alone():
    known = [word for line in arabic.lines("first_letters.txt") for word in line]

    assert [word for word in known if not fold(word).isalpha()] == []


def test_bare_word_of_many_conjunctions_does_not_raise():
    assert arabic.bare("و" * 5000 + "قال") == ("قال",)
