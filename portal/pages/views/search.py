"""Searching the record, for readers and for machines."""

from dataclasses import asdict, replace

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language, override

from portal.pages import search_facets, search_feed
from portal.pages.asked import LAST_PAGE, LONGEST_VALUE, PER_PAGE, Asked, plain
from portal.pages.search_examples import WAYS
from portal.pages.search_rows import rows, type_name
from portal.records.views import keep
from portal.search.index import complete

ATOM = "application/atom+xml; charset=utf-8"
SUGGESTIONS = "application/x-suggestions+json"
DESCRIPTION = "application/opensearchdescription+xml; charset=utf-8"


def search(request):
    asked = Asked.of(request.GET)
    results = asked.results(get_language())
    paginator = Paginator(range(min(results.count, LAST_PAGE * PER_PAGE)), PER_PAGE)
    page = paginator.get_page(asked.page)
    if results.count and page.number != asked.page:
        last = replace(asked, page=page.number)
        return HttpResponseRedirect(f"{request.path}?{last.canonical_query}")
    context = {
        "asked": asked,
        "results": results,
        "rows": rows(results),
        "facets": search_facets.offered(asked, results),
        "chosen": search_facets.chosen(asked),
        "number": search_facets.number(results.count),
        "ways": _ways(asked, results),
        "page_obj": page,
        "page_range": paginator.get_elided_page_range(page.number),
        "parameters": QueryDict(asked.without_page),
        "canonical_query": asked.canonical_query,
    }
    response = render(request, "pages/search.html", context)
    return keep(response, asked.kept_query)


def _ways(asked, results):
    """The queries of the searches beside this one."""
    ways = {
        "undated": asked.with_text(results.query.without_date),
        "suggested": asked.with_text(results.suggestion),
        "unfiltered": asked.without(*asked.filters),
        "relevance": asked.sorted_by("relevance"),
        "date": asked.sorted_by("date"),
    }
    return {name: way.canonical_query for name, way in ways.items()}


def search_json(request):
    asked = Asked.of(request.GET)
    results = asked.results(get_language())
    content = {
        "query": asked.text,
        "count": results.count,
        "page": results.page,
        "next": results.next,
        "results": [_result(hit) for hit in results.hits],
        "facets": {
            name: [asdict(choice) for choice in choices]
            for name, choices in results.facets.items()
        },
        "suggestion": results.suggestion,
    }
    return _for_machines(JsonResponse(content), asked.kept_query)


def _result(hit):
    # Sources may be in a language that the site does not have.
    has_pages = hit.language in dict(settings.LANGUAGES)
    with override(hit.language if has_pages else get_language()):
        url = f"{settings.SITE_URL}{hit.url}"
    return {
        "type": hit.type,
        "slug": hit.slug,
        "url": url,
        "title": hit.title,
        "language": hit.language,
        "date": hit.date,
        "snippet": str(hit.snippet),
    }


def search_feed_atom(request):
    asked = Asked.of(request.GET)
    text = search_feed.write(asked, get_language())
    return _for_machines(HttpResponse(text, content_type=ATOM), asked.kept_query)


def suggest(request):
    """What a name being typed may mean, as browsers take it (OpenSearch Suggestions)."""
    text = plain(request.GET.get("q", ""), LONGEST_VALUE)
    hits = complete(text, language=get_language()) if text else []
    content = [
        text,
        [hit.title for hit in hits],
        [type_name(hit) for hit in hits],
        [f"{settings.SITE_URL}{hit.url}" for hit in hits],
    ]
    response = JsonResponse(content, safe=False, content_type=SUGGESTIONS)
    return _for_machines(response, Asked(text).kept_query)


def search_help(request):
    return keep(render(request, "pages/search_help.html", {"ways": WAYS}))


def opensearch(request):
    """Browsers take the first address of a page, so each language has its own."""
    codes = [code for code, _name in settings.LANGUAGES]
    asked = request.GET.get("language")
    first = asked if asked in codes else settings.LANGUAGE_CODE
    with override(first):
        context = {"codes": sorted(codes, key=lambda code: code != first)}
        response = render(request, "opensearch.xml", context, DESCRIPTION)
    return keep(response, f"language={first}" if asked == first else "")


def _for_machines(response, kept_query):
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Robots-Tag"] = "noindex"
    return keep(response, kept_query)
