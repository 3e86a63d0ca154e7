"""Sijill: the public record of what a head of government launched and whom he met.

Seven floors, and imports only ever go down:

7  portal.pages       pages over everything
6  meetings           visits, series, meetings, statements
5  initiatives        initiatives and what they consist of
4  portal.records     what both sections refer to: people, countries, sources, …
3  portal.publishing  a record's life
2  portal.documents   a record as a document
1  portal.search      text analysis
"""
