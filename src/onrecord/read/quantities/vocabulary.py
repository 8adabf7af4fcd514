"""Words that bound a number, scale it, or say its unit."""

#: Words before a number -> bound. "Nearly" and "almost" say that the number was not reached.
BEFORE: dict[str, str] = {
    "at least": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "not less than": "at_least",
    "not fewer than": "at_least",
    "a minimum of": "at_least",
    "as few as": "at_least",
    "as little as": "at_least",
    "no nearer than": "at_least",
    "more than": "more_than",
    "greater than": "more_than",
    "higher than": "more_than",
    "longer than": "more_than",
    "better than": "more_than",
    "over": "more_than",
    "just over": "more_than",
    "well over": "more_than",
    "above": "more_than",
    "in excess of": "more_than",
    "exceeding": "more_than",
    "upward of": "more_than",
    "upwards of": "more_than",
    "north of": "more_than",
    "less than": "less_than",
    "fewer than": "less_than",
    "lower than": "less_than",
    "under": "less_than",
    "just under": "less_than",
    "well under": "less_than",
    "below": "less_than",
    "just below": "less_than",
    "nearly": "less_than",
    "almost": "less_than",
    "not quite": "less_than",
    "just short of": "less_than",
    "short of": "less_than",
    "at most": "at_most",
    "up to": "at_most",
    "no more than": "at_most",
    "not more than": "at_most",
    "as many as": "at_most",
    "as much as": "at_most",
    "a maximum of": "at_most",
    "within": "at_most",
    "about": "about",
    "around": "about",
    "roughly": "about",
    "approximately": "about",
    "approx.": "about",
    "some": "about",
    "an estimated": "about",
    "estimated": "about",
    "close to": "about",
    "circa": "about",
    "something like": "about",
    "in the region of": "about",
    "perhaps": "about",
    "maybe": "about",
    "~": "about",
    "≈": "about",
    ">": "more_than",
    "<": "less_than",
    "≥": "at_least",
    "≤": "at_most",
}
#: Words after a number -> bound.
AFTER: dict[str, str] = {
    "or more": "at_least",
    "or so": "about",
    "or thereabouts": "about",
    "or less": "at_most",
    "or fewer": "at_most",
    "at least": "at_least",
    "at most": "at_most",
    "-odd": "more_than",
    "-plus": "at_least",
    "+": "at_least",
}
#: "Within" bounds a distance or share, not a count of things.
ONLY_WITH_UNIT = frozenset({"within", "above", "below"})
SCALES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
}
#: Plural nouns of vague number -> the least they can mean: two of them.
PLURALS: dict[str, float] = {
    "tens": 20.0,
    "dozens": 24.0,
    "scores": 40.0,
    "hundreds": 200.0,
    "thousands": 2e3,
    "millions": 2e6,
    "billions": 2e9,
    "trillions": 2e12,
}
FRACTIONS: dict[str, float] = {
    "half": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fourth": 1 / 4,
    "fifth": 1 / 5,
    "sixth": 1 / 6,
    "eighth": 1 / 8,
    "tenth": 1 / 10,
}
SYMBOLS: dict[str, str] = {
    "$": "USD",
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₴": "UAH",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
}
CODES = frozenset(str.split("USD EUR GBP JPY CNY RUB UAH INR CHF CAD AUD NZD BRL ILS TRY KRW PLN"))
#: Unit as written -> canonical unit. Money is its ISO 4217 code where the word has one.
UNITS: dict[str, str] = {
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "pct": "%",
    "percentage point": "percentage points",
    "percentage points": "percentage points",
    "percent points": "percentage points",
    "basis point": "basis points",
    "basis points": "basis points",
    "canadian dollars": "CAD",
    "australian dollars": "AUD",
    "hong kong dollars": "HKD",
    "new zealand dollars": "NZD",
    "u.s. dollars": "USD",
    "us dollars": "USD",
    "american dollars": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "bucks": "USD",
    "cent": "cents",
    "cents": "cents",
    "pence": "pence",
    "euro": "EUR",
    "euros": "EUR",
    "pounds sterling": "GBP",
    "pound": "pounds",
    "pounds": "pounds",
    "quid": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "ruble": "RUB",
    "rubles": "RUB",
    "roubles": "RUB",
    "hryvnia": "UAH",
    "hryvnias": "UAH",
    "rupees": "INR",
    "swiss francs": "CHF",
    "francs": "francs",
    "marks": "marks",
    "crown": "crowns",
    "crowns": "crowns",
    "kronor": "SEK",
    "shekels": "ILS",
    "lira": "TRY",
    "won": "KRW",
    "zloty": "PLN",
    "pesos": "pesos",
    "dinars": "dinars",
    "riyals": "riyals",
    "reais": "BRL",
    "rand": "ZAR",
    "guilders": "guilders",
    "km": "km",
    "kms": "km",
    "kilometer": "km",
    "kilometers": "km",
    "kilometre": "km",
    "kilometres": "km",
    "mile": "miles",
    "miles": "miles",
    "nautical mile": "nautical miles",
    "nautical miles": "nautical miles",
    "meter": "m",
    "meters": "m",
    "metre": "m",
    "metres": "m",
    "centimeters": "cm",
    "centimetres": "cm",
    "cm": "cm",
    "millimeters": "mm",
    "millimetres": "mm",
    "mm": "mm",
    "foot": "feet",
    "feet": "feet",
    "ft": "feet",
    "inch": "inches",
    "inches": "inches",
    "yard": "yards",
    "yards": "yards",
    "square kilometers": "km²",
    "square kilometres": "km²",
    "sq km": "km²",
    "km²": "km²",
    "square miles": "square miles",
    "square feet": "square feet",
    "square foot": "square feet",
    "square meters": "m²",
    "square metres": "m²",
    "acre": "acres",
    "acres": "acres",
    "hectare": "hectares",
    "hectares": "hectares",
    "kg": "kg",
    "kilo": "kg",
    "kilos": "kg",
    "kilogram": "kg",
    "kilograms": "kg",
    "gram": "g",
    "grams": "g",
    "milligrams": "mg",
    "mg": "mg",
    "ton": "tons",
    "tons": "tons",
    "tonne": "tonnes",
    "tonnes": "tonnes",
    "metric ton": "tonnes",
    "metric tons": "tonnes",
    "ounce": "ounces",
    "ounces": "ounces",
    "barrel": "barrels",
    "barrels": "barrels",
    "barrels per day": "barrels per day",
    "barrels a day": "barrels per day",
    "bpd": "barrels per day",
    "gallon": "gallons",
    "gallons": "gallons",
    "liter": "L",
    "liters": "L",
    "litre": "L",
    "litres": "L",
    "bushels": "bushels",
    "mph": "mph",
    "miles per hour": "mph",
    "miles an hour": "mph",
    "kph": "km/h",
    "km/h": "km/h",
    "kmh": "km/h",
    "kilometers per hour": "km/h",
    "kilometres per hour": "km/h",
    "knot": "knots",
    "knots": "knots",
    "degrees celsius": "°C",
    "degrees fahrenheit": "°F",
    "°c": "°C",
    "°f": "°F",
    "degree": "degrees",
    "degrees": "degrees",
    "watts": "W",
    "kilowatts": "kW",
    "megawatt": "MW",
    "megawatts": "MW",
    "mw": "MW",
    "gigawatt": "GW",
    "gigawatts": "GW",
    "gw": "GW",
    "kilowatt-hours": "kWh",
    "kwh": "kWh",
    "kiloton": "kilotons",
    "kilotons": "kilotons",
    "megabytes": "MB",
    "gigabytes": "GB",
    "terabytes": "TB",
    "gb": "GB",
    "tb": "TB",
}
#: Units written small that are words or letters of their own unless joined to a figure.
JOINED_UNITS: dict[str, str] = {"m": "m", "g": "g", "t": "tonnes", "l": "L", "ft": "feet"}
#: Head nouns a number names one of, not so many: "Article 5", "flight 370".
NUMBERED = frozenset(
    str.split(
        "article flight boeing airbus room channel chapter section title route highway "
        "interstate no nos number resolution unit phase group apollo type model figure table "
        "page grade level stage formula windows iphone galaxy gate line platform division "
        "district ward area zone exit pier block building apt suite box class category tier "
        "part volume book season episode round game act rule proposition prop amendment psalm "
        "camp squadron brigade regiment mark mk convention bowl war cell row seat lot item step "
        "track version test paragraph clause protocol catch world lane bus train freeway mile"
    )
)
#: Words that may stand capitalised before a number without naming anything with it.
OPENERS = frozenset(
    str.split(
        "the a an in on at by of for to from with and but or as when while after before since "
        "than that this these those all only just some about around nearly almost over under "
        "more less another up no not his her its their our my your it he she they we i killed "
        "wounded injured police authorities officials fully exactly what if last first other "
        "both between within until through per among"
    )
)
STREETS = frozenset(
    str.split("street st avenue ave road rd boulevard blvd lane drive way square place downing")
)
#: Nouns for so many persons or things that do not end in -s.
PLURAL_NOUNS = frozenset(
    str.split(
        "people men women children police troops personnel staff aircraft sheep cattle fish "
        "media dead wounded injured missing killed hurt sick detained arrested infantry crew "
        "clergy wives countrymen policemen policewomen servicemen firemen gunmen fishermen "
        "businessmen lawmen spokesmen congressmen clansmen militiamen persons teeth mice geese "
        "oxen bacteria criteria phenomena vermin livestock poor homeless unemployed spacecraft "
        "helicopter-gunships offspring youth folk townspeople salespeople percent evacuees"
    )
)
#: Words that end in -s and are no plural noun.
NOT_PLURAL = frozenset(
    str.split(
        "is was has does his its this thus plus less across unless versus yes us as previous "
        "various serious always perhaps besides towards afterwards says goes comes gets makes "
        "takes"
    )
)
#: Where a noun phrase ends.
STOPS = frozenset(
    str.split(
        "of in on at by for to from with and but or as than that which who whom whose when "
        "where while after before since until the a an this these those his her its their our "
        "my your is are was were be been being has have had do does did will would can could "
        "may might must shall should not no he she it they we i you them him if because so then "
        "also into onto over under about around against between during through per via each "
        "every said says say told he's it's there here now later earlier ago still yet out up "
        "down off"
    )
)
#: Words between a number and its noun that are no part of what is counted.
SKIPPED = frozenset(str.split("more other additional further extra such odd or so full whole"))
