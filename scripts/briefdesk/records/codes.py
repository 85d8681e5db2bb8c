"""Every code that a problem can bear: words, and promises that do not change.

`briefdesk explain` and the reference in the docs derive from this table; a golden case under
`tests/golden/problems/` shows each.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefdesk.records.problems import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A code, the rule that it stands for, and what is wrong and right in an example."""

    id: str
    rule: str
    wrong: str
    right: str
    severity: Severity = Severity.ERROR


CODES = (
    # The file
    Code("too-large", "A file has at most 1 MiB.",
         "a brief with a report pasted into it", "a brief that cites the report"),
    Code("byte-order-mark", "A file is UTF-8 without a byte-order mark.",
         "saved as “UTF-8 with BOM”", "saved as “UTF-8”"),
    Code("not-utf-8", "A file is UTF-8.", "saved as Latin-1 or Windows-1252", "saved as UTF-8"),
    Code("empty-file", "A file holds front matter and a text.",
         "an empty file", "what `briefdesk new brief` writes"),
    Code("control-character", "A file holds no characters that nobody sees: control characters, "
         "zero-width ones, and those that turn the direction of text.",
         "S\\u200b-400 (with a zero-width space)", "S-400"),
    Code("secret", "A text holds no key, token or password of anybody.",
         "a token that begins with ghp_", "nothing of it, once it is revoked"),
    Code("media-type", "Beside pages, docs/ holds pictures, tables and plain texts.",
         "docs/notes.html", "docs/notes.md"),
    Code("picture", "A picture is what its name says, no larger than can be shown, without "
         "metadata; one of shapes does nothing but show them.",
         "a photograph with the place where it was taken", "the photograph without metadata"),
    Code("unreadable-file", "Everything under briefs/ and the folders of profiles is a plain file.",
         "a link to a file elsewhere", "a copy of the file"),
    Code("stray-file", "Only Markdown lies under briefs/ and in the folders of profiles.",
         "briefs/2017/notes.docx", "the notes elsewhere", Severity.WARNING),
    Code("file-name", "A brief lies at briefs/YYYY/<date>-<words>.md, in lower-case letters, digits "
         "and hyphens; a profile at docs/<kind>/<words>.md; a page by hand has no markup in its name.",
         "briefs/2017/Türkei kauft.md", "briefs/2017/2017-02-22-turkey-buys.md"),
    Code("wrong-folder", "A brief lies in the folder of its year.",
         "briefs/2016/2017-02-22-talks.md", "briefs/2017/2017-02-22-talks.md"),
    Code("file-date", "A brief's file bears the date of its front matter.",
         "2017-02-22-talks.md with `date: 2017-02-23`", "2017-02-22-talks.md with `date: 2017-02-22`"),
    Code("duplicate-slug", "No two briefs have the same file name.",
         "2017-02-22-talks.md in two folders", "2017-02-22-talks.md and 2017-02-22-more-talks.md"),
    Code("slug-case", "No two file names differ by the case of their letters alone.",
         "2017-02-22-Talks.md beside 2017-02-22-talks.md", "one of them renamed"),
    Code("address-clash", "A page written by hand does not take the address of a generated one.",
         "docs/deals/index.md", "docs/about-deals.md"),
    # Front matter
    Code("no-front-matter", "A file begins with front matter.",
         "# Talks", "---\ntitle: Talks\n---"),
    Code("unclosed-front-matter", "Front matter ends with a line `---`.",
         "---\ntitle: Talks\n\nText", "---\ntitle: Talks\n---\n\nText"),
    Code("front-matter-not-a-mapping", "Front matter is made of fields with values.",
         "- title\n- date", "title: Talks\ndate: 2017-02-22"),
    Code("yaml-syntax", "Front matter is YAML.", "title: Talks: the end", 'title: "Talks: the end"'),
    Code("yaml-feature", "Front matter is plain: no anchors, aliases, tags, merges, second documents.",
         "date: &day 2017-02-22", "date: 2017-02-22"),
    Code("too-complex", "Nothing is nested so deep, or so long, that no reader would follow it.",
         "[[[[[[[[ …", "a list of mappings"),
    Code("tab", "YAML is indented with spaces.", "sources:\n\t- id: janes", "sources:\n  - id: janes"),
    Code("duplicate-key", "A field stands once.", "title: Talks\ntitle: More talks", "title: More talks"),
    Code("unknown-field", "A field is one that the reference lists.", "sumary: …", "summary: …"),
    Code("missing-field", "What is needed is there: title, date, summary, sources, countries or "
         "systems in a brief; buyer, system, sources and a state or milestone in a deal event.",
         "deals: [{system: S-400, …}]", "deals: [{buyer: TUR, system: S-400, …}]"),
    Code("wrong-type", "A field holds what the reference says: a text, a list, or fields with values.",
         "sources: Jane's", "sources:\n- {id: janes, publisher: Jane's, title: …}"),
    Code("invalid-value", "A value has the form that its field asks for.",
         "url: www.example.org", "url: https://www.example.org/"),
    Code("invalid-date", "A date is 2017-02-22, 2017-02 or 2017, and stands in the calendar.",
         "date: 22.02.2017", "date: 2017-02-22"),
    Code("too-long", "A text keeps to its field's length; a title has at most 160 characters.",
         "title: (three lines)", "title: (one line)"),
    Code("summary-too-long", "A summary has at most 60 words.",
         "summary: (a paragraph)", "summary: (one to three sentences)"),
    Code("unknown-state", "A deal's state is one of the list.", "state: signd", "state: signed"),
    Code("unknown-milestone", "A milestone is one of the list.",
         "milestone: loan", "milestone: financing"),
    Code("unknown-role", "A country's role is one of the list.", "TUR: purchaser", "TUR: buyer"),
    Code("unknown-value", "A value is one of its field's list.", "confidence: medium", "confidence: moderate"),
    Code("date-after-published", "A brief reports nothing later than its own publication.",
         "date: 2017-03-01 with `published: 2017-02-23`", "published: 2017-03-02"),
    Code("tlp-not-clear", "Only a brief marked TLP:CLEAR is published; one without a mark is not.",
         "tlp: AMBER", "tlp: CLEAR", Severity.WARNING),
    # Names
    Code("unknown-country", "A country has a name or code that people use for it.",
         "countries: [Turky]", "countries: [Turkey]"),
    Code("unknown-system", "A system has a profile under docs/systems/.",
         "systems: [S-40O]", "systems: [S-400]"),
    Code("unknown-organisation", "An organisation has a profile under docs/organisations/.",
         "organisations: [Rosteck]", "organisations: [Rostec]"),
    Code("unknown-party", "Who speaks or asserts is a person of the brief, an organisation or a "
         "country.", "by: Fikri Işik (who is not listed)", "people: [{name: Fikri Işık, country: TUR}]"),
    Code("unknown-subject", "A name of any other kind stands for a subject that is known.",
         "exercises: [Whit Eagle]", "exercises: [White Eagle]"),
    Code("ambiguous-name", "A name stands for one subject.", "countries: [Korea]", "countries: [South Korea]"),
    Code("bloc-not-country", "An alliance or union is an organisation, not a country.",
         "countries: [NATO]", "organisations: [NATO]"),
    Code("alias-clash", "No two profiles of a kind share a name.",
         "aliases: [SA-20] in two profiles", "aliases: [SA-20A] and aliases: [SA-20B]"),
    # Sources, links and the text
    Code("unknown-source", "A source that is cited is listed under `sources`.",
         "sources: [reuter]", "sources: [reuters]"),
    Code("unused-source", "A source that is listed is cited.",
         "a source that nothing names", "a sentence that ends in [@reuters]"),
    Code("duplicate-id", "No two sources, and no two judgements, of a brief share an id.",
         "two sources with `id: reuters`", "`id: reuters` and `id: reuters-2`"),
    Code("broken-link", "A link leads to a page that exists.",
         "[talks](../2017/2017-02-22-talk.md)", "[talks](../2017/2017-02-22-talks.md)"),
    Code("link-scheme", "A link leads to https, http or mailto.",
         "[talks](javascript:alert)", "[talks](https://www.example.org/)"),
    Code("tracking-parameter", "An address says nothing of where a reader came from.",
         "url: https://www.example.org/talks?utm_source=mail", "url: https://www.example.org/talks",
         Severity.WARNING),
    Code("dead-link", "The page of a source is there, or a copy of it is named; `briefdesk links --web` "
         "asks for it.", "url: of a page that its host took down",
         "archived: the address of a copy of the page", Severity.WARNING),
    Code("raw-html", "A text is Markdown alone.", "<b>Talks</b>", "**Talks**"),
    Code("attribute-list", "A text sets no attributes.", "Talks {: .wide}", "Talks"),
    Code("image", "A brief carries no images.", "![a launcher](launcher.jpg)",
         "[a picture of a launcher](https://www.example.org/)"),
    # The whole
    Code("state-goes-backwards", "A deal goes back on its path only with a note that says why.",
         "signed in 2017, then `state: talks` in 2018", "`state: talks` with a `note`"),
    Code("deal-address-clash", "Two deals that differ have different addresses.",
         "two deals that would share deals/tur-rus-s-400/", "a `lot` on one of them"),
    Code("supersedes-ring", "Two briefs do not replace each other.",
         "each `supersedes` the other", "the later one supersedes the earlier"),
)  # fmt: skip

CODE = {code.id: code for code in CODES}
