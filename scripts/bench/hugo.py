"""A bare site for Hugo: the pages that such an archive has, and nothing to slow them."""

from __future__ import annotations

# Feeds, and redirects to the first page of a list, are left out, since the others write none;
# a sitemap stays, since the others write one.
# Texts link by address, so that Hugo need not look links up. Lists show fifty briefs a page.
_CONFIGURATION = """\
baseURL: https://example.org/
title: A desk of the benchmark
disableKinds: [rss, 404]
taxonomies:
  country: countries
  system: systems
pagination:
  pagerSize: 50
  disableAliases: true
"""

_BASE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }}</title>
</head>
<body>
<nav><a href="/">Home</a> <a href="/briefs/">Briefs</a> <a href="/countries/">Countries</a> <a href="/systems/">Systems</a></nav>
<main>
{{ block "main" . }}{{ end }}
</main>
</body>
</html>
"""

_LIST = """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
{{ $shown := .Paginate %s }}
<ul>
{{ range $shown.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2006-01-02" }} {{ .Params.summary }}</li>
{{ end }}</ul>
{{ with $shown.Prev }}<a href="{{ .URL }}">Newer</a>{{ end }}
{{ with $shown.Next }}<a href="{{ .URL }}">Older</a>{{ end }}
{{ end }}
"""

_TERMS = """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>
{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>
{{ end }}</ul>
{{ end }}
"""

# Pagefind indexes what is marked as a body: the briefs and no lists.
_SINGLE = """\
{{ define "main" }}
<article data-pagefind-body>
<h1>{{ .Title }}</h1>
<p>{{ .Date.Format "2006-01-02" }}</p>
<p>{{ .Params.summary }}</p>
{{ .Content }}
</article>
{{ range (slice "countries" "systems") }}<ul>
{{ range $.GetTerms . }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}</ul>
{{ end }}
{{ end }}
"""

#: Path and text of every file beside the briefs.
FILES = {
    "hugo.yaml": _CONFIGURATION,
    "layouts/baseof.html": _BASE,
    "layouts/home.html": _LIST % "(first 50 site.RegularPages)",
    "layouts/section.html": _LIST % ".RegularPagesRecursive",
    "layouts/taxonomy.html": _TERMS,
    "layouts/term.html": _LIST % ".Pages",
    "layouts/page.html": _SINGLE,
}
