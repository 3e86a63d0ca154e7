"""Arabic verbs: one stem for the persons, tenses and voices of a verb.

The imperfect loses its prefix, weak radicals are written in one way, subject and object
endings go. Nouns pass through it too and meet the verb they are spelled like; hence the
lowest place.
"""

import re

from portal.search import arabic

_HAMZAS = str.maketrans("أإآؤئءى", "ااااااي")
_OBJECT = re.compile(r"(?<=...)(?:هما|كما|ها|هم|هن|كم|ني|نا|ه)$")
_SUBJECT = re.compile(r"(?:(?<=..)(?:ون|وا|ت)|(?<=...)(?:ين|ان|تم|تا|نا|ا))$")
_WEAK = "اوي"


def stems(word: str) -> list[str]:
    """The stems that the word may have as a verb, none when it cannot be one."""
    if len(word) < 2 or arabic.has_article(word) or _is_no_verb(word):
        return []
    verb, is_noun = _without_particles(word)
    if _is_no_verb(verb):
        return []
    plain = verb.translate(_HAMZAS)
    found = []
    if verb[0] in "يتن" and len(verb) >= 3 and not is_noun:
        found = _roots(_without_subject(plain[1:]), is_imperfect=True)
    if verb[0] not in "ين" or is_noun or len(verb) < 3:
        stem = _without_subject(plain)
        found += _roots(stem, is_imperfect=False)
        if len(stem) == 3 and stem[0] == "ا" and plain == stem + "ت":
            found.append(stem[1:] + "ي")  # أجرت, of أجرى
    return list(dict.fromkeys(found))


def _is_no_verb(word: str) -> bool:
    is_noun = word.endswith(("ة", "ات")) or (len(word) > 3 and word.endswith("اء"))
    return is_noun or arabic.is_function_word(word) or arabic.is_irregular(word)


def _without_particles(word: str) -> tuple[str, bool]:
    """The verb without conjunction and mark of the future, and whether the tables
    have it as a noun."""
    if arabic.is_known(word):
        return word, True
    if (
        word[0] in "وف"
        and len(word) >= 4
        and not arabic.is_known(_without_subject(word))
    ):
        word = word[1:]
    if word[0] in "سل" and len(word) >= 4 and word[1] in "يتنأ":
        word = word[1:]
    return word, arabic.is_known(word)


def _without_subject(verb: str) -> str:
    return _SUBJECT.sub("", _OBJECT.sub("", verb))


def _roots(stem: str, is_imperfect: bool) -> list[str]:
    """The stem with its weak radicals in one spelling: قال, يقول → قال; أجرى, يجري,
    أجرت → جري; التقى, يلتقي → لتق; يصل → صلي and وصل."""
    if len(stem) >= 4 and stem[0] == "ا":
        stem = stem[1:]
    if len(stem) == 5 and stem.startswith("ست") and stem[3] in _WEAK:
        stem = f"{stem[:3]}ا{stem[4]}"
    if len(stem) == 3 and stem[1] in _WEAK:
        stem = f"{stem[0]}ا{stem[2]}"
    if len(stem) >= 4 and stem[-1] in _WEAK:
        return [stem[:-1]]
    if len(stem) == 3 and stem[-1] in _WEAK:
        return [stem[:2] + "ي"]
    if len(stem) == 2:
        return [stem + "ي", "و" + stem] if is_imperfect else [stem + "ي"]
    return [stem] if len(stem) > 2 else []
