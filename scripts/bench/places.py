"""The countries of the corpus. The order is the weight: the first are written about most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """A country: `code` stands in front matter, `name` in the text."""

    code: str
    name: str


_TABLE = """
IND India; UKR Ukraine; SAU Saudi Arabia; POL Poland; EGY Egypt; AUS Australia; JPN Japan;
PAK Pakistan; QAT Qatar; KOR South Korea; TUR Türkiye; ARE United Arab Emirates; GRC Greece;
IDN Indonesia; TWN Taiwan; MAR Morocco; DZA Algeria; VNM Vietnam; ROU Romania; BRA Brazil;
KWT Kuwait; IRQ Iraq; NOR Norway; NLD Netherlands; SGP Singapore; PHL Philippines; CZE Czechia;
ESP Spain; ITA Italy; DEU Germany; ISR Israel; GBR United Kingdom; SWE Sweden; CHE Switzerland;
FIN Finland; BEL Belgium; CAN Canada; FRA France; RUS Russia; CHN China; USA United States;
ZAF South Africa; THA Thailand; MYS Malaysia; HUN Hungary; SVK Slovakia; BGR Bulgaria; SRB Serbia;
HRV Croatia; LTU Lithuania; LVA Latvia; EST Estonia; DNK Denmark; PRT Portugal; AUT Austria;
KAZ Kazakhstan; AZE Azerbaijan; ARM Armenia; BLR Belarus; IRN Iran; OMN Oman; BHR Bahrain;
JOR Jordan; LBN Lebanon; SYR Syria; YEM Yemen; LBY Libya; TUN Tunisia; SDN Sudan; ETH Ethiopia;
KEN Kenya; UGA Uganda; TZA Tanzania; RWA Rwanda; AGO Angola; MOZ Mozambique; ZMB Zambia;
ZWE Zimbabwe; BWA Botswana; NAM Namibia; NGA Nigeria; GHA Ghana; SEN Senegal; MLI Mali; NER Niger;
TCD Chad; CMR Cameroon; GAB Gabon; MEX Mexico; COL Colombia; PER Peru; CHL Chile; ARG Argentina;
BOL Bolivia; ECU Ecuador; VEN Venezuela; URY Uruguay; PRY Paraguay; CUB Cuba; GTM Guatemala;
HND Honduras; BGD Bangladesh; MMR Myanmar; LKA Sri Lanka; NPL Nepal; KHM Cambodia; LAO Laos;
BRN Brunei; MNG Mongolia; NZL New Zealand; FJI Fiji; UZB Uzbekistan; TKM Turkmenistan;
TJK Tajikistan; KGZ Kyrgyzstan; SVN Slovenia; IRL Ireland; CYP Cyprus; ALB Albania; MDA Moldova
"""

COUNTRIES = tuple(
    Country(*entry.strip().split(" ", 1)) for entry in _TABLE.replace("\n", " ").split(";")
)

BY_CODE = {country.code: country for country in COUNTRIES}

#: Where systems come from, the busiest first.
MAKING = tuple(
    BY_CODE[code]
    for code in "USA RUS FRA CHN DEU ITA GBR ISR KOR TUR ESP NLD SWE UKR POL CHE ZAF BRA IND JPN NOR IRN CAN AUS".split()
)
