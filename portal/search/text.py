def fold(text: str) -> str:
    return text.casefold()


def sort_key(text: str) -> str:
    return fold(text)
