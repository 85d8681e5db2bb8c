"""Every defence against what may come in, and how it is taken out."""

from __future__ import annotations

from tests.safety.without import Defence

_PROBLEMS = "tests/reading/test_problems.py::test_mistake_is_named_with_its_place[{}]"
_BOMBS = "tests/safety/test_bombs.py::test_each_is_refused_at_its_place[{}]"
_MEDIA = "tests/safety/test_media.py::{}"
_ESCAPING = "tests/pages/test_escaping.py::{}"
_HIDDEN = "tests/safety/test_canary.py::test_what_is_hidden_is_nowhere[fast]"
_KEYS = "tests/safety/test_secrets.py::test_keys_are_found_where_they_stand"
_ANY_TEXT = _ESCAPING.format("test_any_text_leaves_the_structure_of_pages_as_it_is")
_ANY_BODY = _ESCAPING.format("test_any_text_of_a_body_gives_only_known_elements")
_BY_HAND = "tests/safety/test_handwritten.py::{}"
_SOUND = "tests/safety/test_sanitising.py::test_of_what_is_accepted_nothing_is_taken"

#: By a name of each. `instead` has to leave a module that works, so that a test fails of what it
#: looks for and not of a slip.
DEFENCES = {
    # Of S1, any string anywhere.
    "templates escape": Defence(
        "S1", "briefdesk.pages.templates", "autoescape=True", "autoescape=False", (_ANY_TEXT,),
    ),
    "small forms escape": Defence(
        "S1", "briefdesk.pages.forms", "value if type(value) is Markup else escape(value)",
        "value if type(value) is Markup else str(value)",
        (_ANY_TEXT,),
    ),
    "names of pages by hand hold no markup": Defence(
        "S1 S9", "briefdesk.site.handwritten", 'sign in f"{_SIGNS}&" or not sign.isprintable()', "not sign",
        (_BY_HAND.format("test_names_of_files_hold_no_markup"),),
    ),
    "texts are sanitised": Defence(
        "S1", "briefdesk.pages.prose", "_CLEANER.clean(rendered)", "rendered",
        (_ANY_BODY,),
    ),
    "pages by hand are sanitised": Defence(
        "S1", "briefdesk.site.handwritten", "return _CLEANER.clean(html)", "return html",
        (_BY_HAND.format("test_nothing_that_runs_gets_through"),),
    ),
    "titles of pages by hand hold no markup": Defence(
        "S1", "briefdesk.site.handwritten", "for sign in _SIGNS if sign in text", "for sign in '' if sign",
        (_BY_HAND.format("test_what_runs_is_named"),),
    ),
    "heads escape": Defence(
        "S1", "briefdesk.site.shells", '"title": str(escape(page.title))', '"title": page.title',
        ("tests/safety/test_payloads.py::test_frames_hold_no_markup",),
    ),
    "the preview's mistakes are escaped": Defence(
        "S1", "briefdesk.site.faults", "*map(escape, (", "*map(str, (",
        ("tests/safety/test_payloads.py::test_the_preview_tells_of_mistakes_in_words",),
    ),
    "the preview's refusals are escaped": Defence(
        "S1", "briefdesk.site.faults", "<pre>{escape(told)}</pre>", "<pre>{told}</pre>",
        ("tests/safety/test_payloads.py::test_the_preview_refuses_in_words",),
    ),
    "names are printable in a terminal": Defence(
        "S1 S9", "briefdesk.records.problems", "if text.isprintable():", "if text:",
        ("tests/safety/test_forms.py::test_odd_file_names_are_named",),
    ),
    "feeds escape": Defence(
        "S1 S14", "briefdesk.exports.xml", '"<": "&lt;", ', "",
        ("tests/exports/test_feeds.py::test_no_words_break_a_feed",),
    ),
    "calendars escape": Defence(
        "S1 S14", "briefdesk.exports.calendars", r"""re.sub(r"([\\;,])", r"\\\1", _CONTROLS.sub(" ", plain))""",
        """_CONTROLS.sub(" ", plain)""",
        ("tests/exports/test_calendars.py::test_no_words_break_a_calendar",),
    ),
    # Of S2, addresses.
    "links of texts have few schemes": Defence(
        "S2", "briefdesk.reading.body", 'SCHEMES = frozenset({"http", "https", "mailto"})',
        'SCHEMES = frozenset({"http", "https", "mailto", "javascript", "data", "vbscript", "file"})',
        (_PROBLEMS.format("link-scheme"), "tests/safety/test_payloads.py::test_links_that_run_are_named"),
    ),
    "links to a host without a scheme are refused": Defence(
        "S2", "briefdesk.reading.body", r'address.startswith(("//", "\\", "/\\"))', "False",
        (_PROBLEMS.format("link-scheme"), "tests/safety/test_payloads.py::test_links_that_run_are_named"),
    ),
    "references of characters are seen through": Defence(
        "S2", "briefdesk.reading.body", r're.sub(r"[\x00-\x20\x7f-\xa0]", "", unescape(target))', "target",
        (_PROBLEMS.format("link-scheme"), "tests/safety/test_payloads.py::test_links_that_run_are_named"),
    ),
    "pages link to few schemes": Defence(
        "S2", "briefdesk.pages.prose", "return link if parts.scheme in SCHEMES else None", "return link",
        ("tests/safety/test_payloads.py::test_no_address_leads_elsewhere",),
    ),
    "the sanitiser knows few schemes": Defence(
        "S2", "briefdesk.pages.prose", "url_schemes=SCHEMES", 'url_schemes=SCHEMES | {"javascript"}',
        ("tests/safety/test_payloads.py::test_the_sanitiser_takes_what_runs",),
    ),
    "addresses of sources have their form": Defence(
        "S2", "briefdesk.records.values", r"""pattern=r"^https?://[^\s<>\"\\^`{|}]+$", """, "",
        ("tests/safety/test_payloads.py::test_fields_take_no_other_address",),
    ),
    "pages by hand link to few schemes": Defence(
        "S2", "briefdesk.site.handwritten", 'url_schemes={"http", "https", "mailto"}',
        'url_schemes={"http", "https", "mailto", "javascript"}',
        (_BY_HAND.format("test_nothing_that_runs_gets_through"),),
    ),
    # Of S3, markup in a text.
    "raw HTML is named": Defence(
        "S3", "briefdesk.reading.body", '(("<", _no_html), ', "(",
        (_PROBLEMS.format("raw-html"), _BY_HAND.format("test_what_runs_is_named")),
    ),
    "raw HTML is text": Defence(
        "S1 S3", "briefdesk.pages.rendering", 'md.preprocessors.deregister("html_block")', "pass",
        ("tests/pages/test_prose.py::test_raw_html_is_text",),
    ),
    "attributes are named": Defence(
        "S3", "briefdesk.reading.body", ', ("{", _no_attributes))', ",)",
        (_PROBLEMS.format("attribute-list"), _BY_HAND.format("test_what_runs_is_named")),
    ),
    "attributes are text": Defence(
        "S3 S16", "briefdesk.pages.rendering", '"fenced_code", self._ours]', '"fenced_code", "attr_list", self._ours]',
        ("tests/pages/test_prose.py::test_attributes_are_text",),
    ),
    # Of S4, YAML.
    "brackets are counted": Defence(
        "S4", "briefdesk.reading.yaml", "    _guard_brackets(text, first_line)\n    parsed", "    parsed",
        (_BOMBS.format("brackets"), _BOMBS.format("braces")),
    ),
    "depth is counted": Defence(
        "S4", "briefdesk.reading.sound", "MAX_DEPTH = 6", "MAX_DEPTH = 60",
        (_BOMBS.format("deep lists"),),
    ),
    "values are counted": Defence(
        "S4", "briefdesk.reading.sound", "MAX_NODES = 4_000", "MAX_NODES = 400_000",
        (_BOMBS.format("many values"), _BOMBS.format("brackets on lines")),
    ),
    "anchors and aliases are refused": Defence(
        "S4", "briefdesk.reading.yaml", 'if isinstance(event, AliasEvent) or getattr(event, "anchor", None):', "if False:",
        (_BOMBS.format("an anchor"),),
    ),
    "tags are refused": Defence(
        "S4", "briefdesk.reading.yaml", 'if getattr(event, "tag", None):', "if False:", (_BOMBS.format("a tag"),),
    ),
    "merges are refused": Defence(
        "S4", "briefdesk.reading.yaml", 'if key.value == "<<":', "if False:", (_BOMBS.format("a merge"),),
    ),
    "the short way knows merges": Defence(
        "S4", "briefdesk.reading.sound", 'name in mapping or name == "<<"', "name in mapping",
        (_BOMBS.format("a merge"),),
    ),
    "the short way knows keys that stand twice": Defence(
        "S4", "briefdesk.reading.sound", 'name in mapping or name == "<<"', 'name == "<<"',
        (_BOMBS.format("a key twice"), _PROBLEMS.format("duplicate-key")),
    ),
    "second documents are refused": Defence(
        "S4", "briefdesk.reading.yaml", "if isinstance(event, DocumentStartEvent):", "if False:",
        (_BOMBS.format("a second document"),),
    ),
    "keys are words": Defence(
        "S4", "briefdesk.reading.yaml", "if not isinstance(key, ScalarEvent):", "if isinstance(key, AliasEvent):",
        (_BOMBS.format("a list as a key"),),
    ),
    # Of S5, texts stay texts.
    "scalars stay as written": Defence(
        "S5", "briefdesk.reading.sound",
        "            mapping[name] = event.value if event.value or event.style else None\n            continue\n",
        "            mapping[name] = yaml.safe_load(event.value)\n            continue\n",
        (_PROBLEMS.format("yaml-as-people-mean-it"),),
    ),
    "items stay as written": Defence(
        "S5", "briefdesk.reading.sound",
        "            items.append(event.value if event.value or event.style else None)\n",
        "            items.append(yaml.safe_load(event.value))\n",
        ("tests/reading/test_reading.py::test_text_fields_keep_what_was_written",),
    ),
    # Of S6, dates.
    "days are those of the calendar": Defence(
        "S6", "briefdesk.records.dates", "if month and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:", "if False:",
        (_PROBLEMS.format("invalid-dates"),),
    ),
    "dates are of one form": Defence(
        "S6", "briefdesk.records.dates", "_FORM.fullmatch(text)", "_FORM.match(text)",
        ("tests/safety/test_forms.py::test_other_forms_of_dates_are_refused",),
    ),
    # Of S7, S8, characters.
    "byte-order marks are refused": Defence(
        "S7", "briefdesk.reading.decoding", "if content.startswith(bom):", "if False:",
        (_PROBLEMS.format("byte-order-mark"), _PROBLEMS.format("utf-16")),
    ),
    "what is no UTF-8 is refused": Defence(
        "S7", "briefdesk.reading.decoding", "text = content.decode()", 'text = content.decode("latin-1")',
        (_PROBLEMS.format("not-utf-8"),),
    ),
    "ends of lines of two characters pass": Defence(
        "S7", "briefdesk.reading.decoding", r'text = text.replace("\r\n", "\n")', "pass",
        (_PROBLEMS.format("crlf-is-fine"),),
    ),
    "controls are refused": Defence(
        "S7", "briefdesk.reading.decoding", r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad", r"[\xad",
        (_PROBLEMS.format("nul"), "tests/safety/test_forms.py::test_hidden_characters_are_refused"),
    ),
    "what turns the direction of text is refused": Defence(
        "S8", "briefdesk.reading.decoding", r"\u2028-\u202e", "",
        (_PROBLEMS.format("bidirectional-override"), "tests/safety/test_forms.py::test_hidden_characters_are_refused"),
    ),
    "tag characters are refused": Defence(
        "S8", "briefdesk.reading.decoding", r"\U000e0000-\U000e007f", "",
        ("tests/safety/test_forms.py::test_hidden_characters_are_refused",),
    ),
    "letters that look like others resolve": Defence(
        "S8", "briefdesk.reading.names", " or index.get(fold(latin(text)))", "",
        ("tests/reading/test_names.py::test_system_resolves_however_it_is_spelled",),
    ),
    # Of S9, names of files.
    "briefs have names of one form": Defence(
        "S9", "briefdesk.reading.paths", "    if match is None:\n", "    if match is None and not path:\n",
        ("tests/safety/test_forms.py::test_odd_file_names_are_named",),
    ),
    "twins by case are found": Defence(
        "S9", "briefdesk.reading.paths", 'normalize("NFC", slug_of(path)).casefold()', 'normalize("NFC", slug_of(path))',
        (_PROBLEMS.format("slug-case"),),
    ),
    "twins by a form of Unicode are found": Defence(
        "S9", "briefdesk.reading.paths", 'normalize("NFC", slug_of(path)).casefold()', "slug_of(path).casefold()",
        ("tests/safety/test_twins.py::test_briefs_that_differ_by_a_form_of_unicode_are_named",),
    ),
    "two pages by hand have two addresses": Defence(
        "S9", "briefdesk.site.clashes", "elif folded in taken:", "elif not folded:",
        ("tests/safety/test_twins.py::test_pages_with_one_address_are_both_named",),
    ),
    "generated addresses are kept": Defence(
        "S9 S11", "briefdesk.site.clashes", "folded == addresses.HOME or folded.startswith(ours)", "False",
        ("tests/safety/test_twins.py::test_generated_addresses_are_nobody_elses",),
    ),
    # Of S10, what is no file.
    "links are not followed": Defence(
        "S10", "briefdesk.site.workspace", "os.O_RDONLY | os.O_NOFOLLOW |", "os.O_RDONLY |",
        ("tests/site/test_workspace.py::test_a_file_that_turns_into_something_else_is_not_opened[link_to_file]",),
    ),
    "pipes are not waited for": Defence(
        "S10", "briefdesk.site.workspace", "os.O_NOFOLLOW | os.O_NONBLOCK |", "os.O_NOFOLLOW |",
        ("tests/site/test_workspace.py::test_a_file_that_turns_into_something_else_is_not_opened[fifo]",),
    ),
    "names are looked at before": Defence(
        "S10", "briefdesk.site.workspace", "seen = entry.stat(follow_symlinks=False)", "seen = entry.stat()",
        ("tests/site/test_workspace.py::test_no_look_at_names_takes_it_for_a_file",),
    ),
    "folders of the project are no links": Defence(
        "S10", "briefdesk.site.workspace", "kind = os.lstat(place).st_mode", "kind = os.stat(place).st_mode",
        ("tests/site/test_workspace.py::test_folders_of_the_project_are_no_links",),
    ),
    # Of S11, media.
    "files of other kinds are refused": Defence(
        "S11", "briefdesk.site.media", "if kind not in _TEXTS and kind not in _PICTURES:", "if kind is None:",
        (_MEDIA.format("test_what_a_browser_runs_is_not_published"),),
    ),
    "pictures are what their names say": Defence(
        "S11", "briefdesk.site.rasters", r"""if content[:8] != b"\x89PNG\r\n\x1a\n":""", "if not content:",
        (_MEDIA.format("test_what_is_no_picture_is_refused"),),
    ),
    "metadata of a PNG is refused": Defence(
        "S11", "briefdesk.site.rasters", 'if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"):', "if not kind:",
        (_MEDIA.format("test_pictures_that_tell_where_they_were_taken_are_refused[PNG]"),),
    ),
    "metadata of a JPEG is refused": Defence(
        "S11", "briefdesk.site.rasters", "if marker == 0xFE or (", "if marker == 0x00 and (",
        (_MEDIA.format("test_pictures_that_tell_where_they_were_taken_are_refused[JPEG]"),),
    ),
    "dots are counted": Defence(
        "S11", "briefdesk.site.rasters", "if one * other > MAX_DOTS:", "if one * other < 0:",
        (_MEDIA.format("test_a_bomb_of_dots_is_refused"),),
    ),
    "drawings hold shapes alone": Defence(
        "S11", "briefdesk.site.media", "if name not in _ELEMENTS:", "if not name:",
        (_MEDIA.format("test_shapes_that_do_more_are_refused"),),
    ),
    "drawings have no handlers": Defence(
        "S11", "briefdesk.site.media", 'if key.lower().startswith("on") or (', "if (",
        (_MEDIA.format("test_shapes_that_do_more_are_refused"),),
    ),
    "drawings fetch nothing": Defence(
        "S11", "briefdesk.site.media", 'if "@import" in bare or ', "if False and ",
        (_MEDIA.format("test_shapes_that_do_more_are_refused"),),
    ),
    "drawings declare no entities": Defence(
        "S11", "briefdesk.site.media", "parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse", "pass",
        (_MEDIA.format("test_shapes_alone_are_published"),),
    ),
    # Of S12, S13, what is not public.
    "only what is cleared is public": Defence(
        "S12", "briefdesk.records.brief", "if self.tlp is not TLP.CLEAR or self.status", "if self.status",
        (_HIDDEN,),
    ),
    "drafts and withdrawn briefs are not public": Defence(
        "S12", "briefdesk.records.brief", " or self.status is not Status.PUBLISHED:", ":",
        (_HIDDEN,),
    ),
    "an embargo holds": Defence(
        "S12 S13", "briefdesk.records.brief",
        "            return False\n        return today is None or self.published is None or self.published.first <= today",
        "            return False\n        return True",
        (_HIDDEN, "tests/safety/test_canary.py::test_an_embargo_opens_at_its_second[UTC]"),
    ),
    "a day is that of Greenwich": Defence(
        "S13", "briefdesk.site.clock", "datetime.fromtimestamp(int(given), UTC)", "datetime.fromtimestamp(int(given))",
        ("tests/safety/test_canary.py::test_an_embargo_opens_at_its_second[Pacific/Kiritimati]",),
    ),
    # Of S14, data.
    "no block of JSON is ended by its words": Defence(
        "S1 S14", "briefdesk.pages.structured", "inert = text.translate(_INERT)", "inert = text",
        ("tests/pages/test_structured.py::test_no_words_end_the_block",),
    ),
    "formulas are made text": Defence(
        "S14", "briefdesk.exports.cells", "if isinstance(cell, str) and cell[:1] in FORMULA else", "if cell is FORMULA else",
        ("tests/opendata/test_cells.py::test_no_cell_of_any_table_is_a_formula",
         "tests/opendata/test_cells.py::test_formulas_are_made_inert"),
    ),
    "XML holds no controls": Defence(
        "S14", "briefdesk.exports.xml", r"""_IMPOSSIBLE.sub("\ufffd", text)""", "text",
        ("tests/exports/test_feeds.py::test_no_words_break_a_feed",),
    ),
    # Of S15, secrets.
    "secrets are looked for": Defence(
        "S15", "briefdesk.reading.decoding", "or _disclosing(path, text) ", "", (_PROBLEMS.format("secret"),),
    ),
    "secrets have their forms": Defence(
        "S15", "briefdesk.reading.secrets", "found = _FORM.search(text)", "found = _FORM.fullmatch(text)", (_KEYS,),
    ),
    # Of S16, nothing is left to the sanitiser.
    "renderers set no styles": Defence(
        "S16", "briefdesk.pages.rendering", 'element.attrib.pop("style", "")', 'element.attrib.get("style", "")', (_SOUND,),
    ),
    "links have no titles": Defence(
        "S16", "briefdesk.pages.rendering", "link.attrib.clear()", "pass", (_SOUND,),
    ),
    "no attribute stands on all elements": Defence(
        "S1 S16", "briefdesk.pages.prose", '{"*": set(), **ATTRIBUTES}', "ATTRIBUTES",
        ("tests/safety/test_sanitising.py::test_no_attribute_passes_but_those_of_the_list",),
    ),
    "the sanitiser knows what citations are": Defence(
        "S16", "briefdesk.pages.prose", '"p h2 h3 h4 h5 h6 ul ol li em strong code pre blockquote a sup br hr "',
        '"p h2 h3 h4 h5 h6 ul ol li em strong code pre blockquote a br hr "', (_SOUND,),
    ),
    # Of S17, wrong types.
    "objections become problems": Defence(
        "S17", "briefdesk.reading.validation", "except ValidationError as error:", "except KeyError as error:",
        ("tests/reading/test_reading.py::test_fields_of_any_type_are_refused_in_words",
         _PROBLEMS.format("wrong-types")),
    ),
    "what is no mapping is refused": Defence(
        "S17", "briefdesk.reading.frontmatter", "if not isinstance(parsed.data, dict):", "if False:",
        ("tests/reading/test_reading.py::test_random_front_matter_is_refused_in_words",
         _PROBLEMS.format("front-matter-is-a-list")),
    ),
}  # fmt: skip
