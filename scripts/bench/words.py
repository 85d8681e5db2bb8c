"""The vocabulary: some five thousand words, from ordinary ones and their forms, and from coined
names of places and parts, which make the long tail that real texts have."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

_NOUNS = """
ministry contract radar missile launcher battery system programme budget parliament committee
delivery negotiation supplier buyer order talks loan price clause government minister official
delegation visit statement report source deadline schedule phase option tender bid offer licence
transfer technology industry factory plant line workshop engineer crew regiment brigade squadron
unit base site depot port border coast island capital province region threat exercise test trial
range target aircraft drone helicopter fighter bomber ship frigate submarine tank vehicle truck
shelter interceptor warhead seeker engine booster sensor network link command post doctrine
requirement assessment study review audit inquiry court ruling protest appeal law decree decision
vote debate hearing opposition coalition cabinet president premier ambassador envoy ally partner
neighbour alliance treaty agreement memorandum annex protocol letter proposal request reply
approval refusal objection condition guarantee payment instalment credit bank fund currency tax
subsidy share offset investment company venture subsidiary consortium contractor subcontractor
worker union manager board director shareholder profit loss market export import customs sanction
embargo waiver penalty delay shortage surplus stock reserve spare repair upgrade overhaul
maintenance training school academy simulator manual document record archive figure estimate total
quantity share average rate rise fall change increase reduction cost value sum billion million
month week year decade summer winter spring autumn morning evening ceremony parade fair exhibition
conference summit meeting round session agenda draft text word language translation article
paper newspaper agency broadcaster journalist analyst expert institute university researcher
question answer doubt reason cause effect result outcome consequence risk chance plan strategy
policy priority need capability gap coverage altitude distance speed weight power frequency signal
code software hardware component module part cable antenna mast generator trailer crane road
railway bridge airfield runway hangar tower station centre office building room door
""".split()

_VERBS = """
announce confirm deny report deliver order sign discuss offer request approve reject delay cancel
suspend resume finance produce assemble train test deploy convey export import develop design
upgrade repair maintain inspect assess evaluate compare select shortlist exclude invite receive
accept question examine publish release describe explain mention repeat warn urge demand propose
promise guarantee consider prefer postpone expect extend reduce increase replace retire store
transport install integrate connect operate protect defend cover track engage destroy launch load
""".split()

_ADJECTIVES = """
new old first second third last next early late long short high low large small strong weak heavy
light fast slow public secret official formal informal national foreign domestic regional local
joint common separate single double full partial final initial urgent lasting brief recent
current former future likely possible probable certain doubtful open closed clear vague technical
financial political military civil legal commercial industrial strategic tactical mobile fixed
naval airborne ground medium advanced modern obsolete reliable costly cheap expensive available
ready complete incomplete independent similar different important serious modest ambitious quiet
cautious firm direct indirect eastern western northern southern central annual monthly weekly
""".split()

_ONSETS = "b br d dr f g gr h k kr l m n p pr r s st t tr v z sh".split()
_VOWELS = "a e i o u ai ea io".split()
_CODAS = "l m n r s t k nd rt sk lm v x".split()

#: So many names of places, and so many words of the trade, are coined.
PLACES, TERMS = 2_400, 1_300


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb[-1] == "y" and verb[-2] not in "aeiou" else f"{verb}s"


def past(verb: str) -> str:
    """The past tense of a regular verb."""
    if verb[-1] == "y" and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def _progressive(verb: str) -> str:
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"


def plural(noun: str) -> str:
    """The plural of a regular noun; what is plural already stays."""
    return noun if noun.endswith(("s", "x", "ware")) else _third(noun)


def coined(random: Random, number: int, syllables: int = 2) -> list[str]:
    """`number` different words that nobody uses, in a random order."""
    made: dict[str, None] = {}
    while len(made) < number:
        word = "".join(
            random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(syllables)
        ) + random.choice(_CODAS)
        made[word] = None
    return list(made)


def _shuffled(random: Random, words: Iterable[str]) -> list[str]:
    different = list(dict.fromkeys(words))
    random.shuffle(different)
    return different


class Vocabulary:
    """Words by what they are in a sentence, each list with its most frequent ones first."""

    def __init__(self, random: Random) -> None:
        nouns = _shuffled(random, _NOUNS)
        self.nouns = [*nouns, *coined(random, TERMS)]
        self.plurals = _shuffled(random, map(plural, nouns))
        self.adjectives = _shuffled(random, _ADJECTIVES)
        self.past = [past(verb) for verb in _VERBS]
        self.progressive = [_progressive(verb) for verb in _VERBS]
        self.infinitive = list(_VERBS)
        self.places = [name.title() for name in coined(random, PLACES, 3)]

    @property
    def words(self) -> set[str]:
        """All of them."""
        lists = (
            self.nouns, self.plurals, self.adjectives, self.past, self.progressive,
            self.infinitive, self.places,
        )  # fmt: skip
        return {word for words in lists for word in words}
