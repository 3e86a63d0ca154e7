import pytest

from meetings.models import Meeting
from portal.publishing import tally
from portal.publishing.paging import BoundedPaginator, MonthPaginator
from tests import factories

pytestmark = pytest.mark.django_db

DATES = [
    *("2021-12-31", "2021-12-01", "2021-12", "2021-07-26", "2021-07-02"),
    *("2021-07", "2021", "2020-05-14", "2020-05-14", "2019"),
]


@pytest.fixture
def meetings():
    for date in DATES:
        factories.make_meeting(date=date)
    return Meeting.objects.published()


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 20])
def test_pages_of_months_are_the_pages_of_the_whole(size, meetings):
    paginator = MonthPaginator(meetings, size, tally.months("meetings"))

    pages = [list(paginator.page(n).object_list) for n in paginator.page_range]

    assert [one for page in pages for one in page] == list(meetings)
    assert {len(page) for page in pages[:-1]} <= {size}
    assert paginator.count == 10


def test_page_of_months_reads_only_its_months(meetings, django_assert_num_queries):
    paginator = MonthPaginator(meetings, 2, tally.months("meetings"))

    with django_assert_num_queries(1) as queries:
        assert len(paginator.page(3).object_list) == 2
    assert "'2021-07'" in queries[0]["sql"]


def test_pages_of_nothing_are_one_empty_page(meetings):
    paginator = MonthPaginator(meetings, 20, [])

    assert list(paginator.page(1).object_list) == []
    assert paginator.num_pages == 1


def test_bounded_pages_end_and_say_so(meetings, monkeypatch):
    monkeypatch.setattr(BoundedPaginator, "BOUND", 4)
    paginator = BoundedPaginator(meetings, 3)

    assert (paginator.count, paginator.is_bounded) == (4, True)
    assert list(paginator.page(2).object_list) == list(meetings[3:4])
