"""Parts of dates in addresses, in the one way in which they are written."""


class Year:
    regex = "[12][0-9]{3}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return f"{value:0>4}"


class TwoDigits:
    """A month or a day."""

    regex = "[0-3][0-9]"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return f"{value:0>2}"
