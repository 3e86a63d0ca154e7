import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.analysis import terms
from portal.search.meanings import Phrases, key


def meaning(text):
    """The months and countries that the text says."""
    found = [term for word in terms(text, "ar") for term in word if term[0] in "mc"]
    return list(dict.fromkeys(found))


MONTHS = {
    "m01": "يناير, كانون الثاني, كانون 2, جانفي, January",
    "m02": "فبراير, شباط, فيفري, February",
    "m03": "مارس, آذار, اذار, March",
    "m04": "أبريل, ابريل, إبريل, نيسان, أفريل, April",
    "m05": "مايو, أيار, May",
    "m06": "يونيو, حزيران, June",
    "m07": "يوليو, تموز, جويلية, يوليوز, July",
    "m08": "أغسطس, آب, غشت, August",
    "m09": "سبتمبر, أيلول, شتنبر, September",
    "m10": "أكتوبر, تشرين الأول, تشرين اول, October",
    "m11": "نوفمبر, تشرين الثاني, نونبر, November",
    "m12": "ديسمبر, كانون الأول, دجنبر, December",
}


@pytest.mark.parametrize(
    ("token", "name"),
    [(t, n) for t, names in MONTHS.items() for n in names.split(", ")],
)
def test_month_is_one_token_in_every_system(token, name):
    assert meaning(name) == [token]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("5 may 2020", "m05"),
        ("march 2021", "m03"),
        ("Jan 2020", "m01"),
        ("Sept 4", "m09"),
        ("اب 2021", "m08"),
        ("٢٨ آب ٢٠٢١", "m08"),
        ("جوان 2020", "m06"),
        ("في تموز", "m07"),
        ("بتموز", "m07"),
    ],
)
def test_month_is_told_by_the_number_beside_it(text, token):
    assert meaning(text) == [token]


@pytest.mark.parametrize(
    "text", ["he may go", "a march", "Jan Kubis", "أب", "اب الأسرة", "الثاني", "الأول"]
)
def test_month_is_not_read_into_other_words(text):
    assert meaning(text) == []


COUNTRIES = {
    "cfr": "فرنسا, فرنسي, الفرنسية, والفرنسيين, لفرنسا, France, French",
    "cus": "الولايات المتحدة, بالولايات المتحدة الأمريكية, أمريكا, أميركي, الأميركية, "
    "United States, United States of America, US, U.S., USA, American, Americans",
    "cgb": "بريطانيا, المملكة المتحدة, البريطاني, إنكليزي, United Kingdom, UK, British",
    "csa": "السعودية, المملكة العربية السعودية, السعوديين, Saudi Arabia, Saudi",
    "ciq": "العراق, العراقية, عراقيون, بالعراق, Iraq, Iraqi, Iraqis, Iraq's",
    "ctr": "تركيا, التركية, الأتراك, Turkey, Türkiye, Turkish, Turks",
    "cde": "ألمانيا, المانيا, الألماني, الألمان, Germany, German",
    "cae": "الإمارات, الإمارات العربية المتحدة, إماراتي, UAE, United Arab Emirates, Emirati",
    "ckp": "كوريا الشمالية, الكوري الشمالي, North Korea, North Korean",
    "ckr": "كوريا الجنوبية, كوري, South Korea, Korean",
    "cjo": "الأردن, الأردنية, أردني, Jordan, Jordanian",
    "cru": "روسيا, الروسي, الروس, روسيا الاتحادية, Russia, Russian",
    "cva": "الفاتيكان, Vatican, Holy See",
    "com": "سلطنة عمان, سلطنة عُمان, العماني, Oman, Omani",
    "css": "جنوب السودان, South Sudan",
    "ceg": "مصر, المصري, جمهورية مصر العربية, Egypt, Egyptian",
    "ccn": "الصين, الصينية, China, Chinese",
}


@pytest.mark.parametrize(
    ("token", "name"),
    [(t, n) for t, names in COUNTRIES.items() for n in names.split(", ")],
)
def test_country_meets_its_names_and_adjectives(token, name):
    assert meaning(name) == [token]


@pytest.mark.parametrize(
    "text",
    ["المالية", "وزير مالي", "عمان", "ترك", "إمارة", "us", "ولاية", "United Nations"],
)
def test_country_is_not_read_into_other_words(text):
    assert meaning(text) == []


def test_every_word_of_a_country_has_its_token():
    assert ["cus" in word for word in terms("رئيس الولايات المتحدة", "ar")] == [
        False,
        True,
        True,
    ]


def test_phrases_find_the_longest():
    phrases = Phrases([(("a", "b"), "short"), (("a", "b", "c"), "long")])

    assert phrases.longest("a") == 3
    assert phrases.longest("b") == 0
    assert phrases.at(["a", "b", "c", "d"]) == (3, "long")
    assert phrases.at(["a", "b", "d"]) == (2, "short")
    assert phrases.at(["a", "d"]) is None
    assert phrases.at([]) is None


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءؤئأإآ", min_size=1))
def test_key_is_the_same_with_the_article(word):
    assert isinstance(key(word), str)
