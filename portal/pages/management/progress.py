from time import monotonic


class Progress:
    """Says on a stream, about once a second, how far a long work has come."""

    def __init__(self, stream, noun, total=0):
        self.stream, self.noun, self.total = stream, noun, total
        self.done, self.said_at = 0, monotonic()

    def __call__(self, count):
        self.done += count
        if monotonic() - self.said_at > 1:
            self.said_at = monotonic()
            if self.total:
                share = 100 * self.done // self.total
                self.stream.write(f"{share} % of {self.noun} done …")
            else:
                self.stream.write(f"{self.done:,} {self.noun} …")
