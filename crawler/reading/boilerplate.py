"""Lines of a site that belong to no response, removed as a set wherever they stand.

Templates change the order of these lines and drop some (observed: "Quickly exit this site…" became "Leave this site"), so they
are matched one by one, never by position. Welsh site furniture wraps English responses on `/cy-GB/` pages.
"""

from collections.abc import Iterable

from crawler.reading.rules import Table, rule

RULES = Table(
    rule("exit/en", (r"^(?:quickly exit this site\b.*|leave this site|quick exit|escape)$", "Leave this site")),
    rule("exit/cy", (r"^(?:allanfa gyflym\b.*|gadael y (?:wefan|safle)(?: hon| hwn| yma)?\b.*|gadewch y wefan hon)$", "Allanfa Gyflym")),
    rule(
        "cookies/en",
        (
            r"^(?:we use (?:some )?(?:essential )?cookies\b.*|you can manage your preferences and cookie settings\b.*|your cookie preferences have been saved\b.*|(?:accept|reject|customise)(?: all)?(?: optional)? cookies|cookie (?:preferences|settings|banner))$",
            "We use some essential cookies to make our website work.",
        ),
    ),
    rule(
        "cookies/cy",
        (
            r"^(?:rydym yn defnyddio (?:rhai )?cwcis\b.*|rydyn ni'n defnyddio (?:rhai )?cwcis\b.*|gallwch reoli eich dewisiadau\b.*|mae eich dewisiadau (?:cwcis|o ran cwcis)\b.*|(?:derbyn|gwrthod|addasu)(?: pob| holl)? cwcis?)$",
            "Rydym yn defnyddio rhai cwcis hanfodol i wneud i'n gwefan weithio.",
        ),
    ),
    rule("problem/en", (r"^sorry, there was a technical problem\b.*$", "Sorry, there was a technical problem. Please try again.")),
    rule(
        "problem/cy",
        (r"^(?:mae'n ddrwg gennym|ymddiheuriadau)[,.]? (?:roedd|bu) problem dechnegol\b.*$", "Mae'n ddrwg gennym, bu problem dechnegol."),
    ),
    rule("beta/en", (r"^this (?:site|page|service) is (?:a |in )?beta\b.*$", "This site is a beta, which means it's a work in progress.")),
    rule("beta/cy", (r"^mae'r (?:wefan|safle) hon? yn (?:fersiwn )?beta\b.*$", "Mae'r wefan hon yn fersiwn beta.")),
    rule(
        "attachment/html",
        (
            r"^(?:this is an )?html version of an? (?:attachment|file attached) to the freedom of information request\b.*$",
            "This is an HTML version of an attachment to the Freedom of Information request 'Cormorants'.",
            "HTML version of a file attached to the Freedom of Information request 'Cormorants'.",
        ),
    ),
    rule("marking", (r"^official(?:[ -]sensitive)?(?:: none)?$", "OFFICIAL")),
    rule(
        "skip",
        (
            r"^(?:skip to (?:main )?content|neidio i'r (?:prif )?gynnwys|back to top|print this page|share this page|read details on this page)$",
            "Skip to main content",
        ),
    ),
)


def without_boilerplate(lines: Iterable[str]) -> list[str]:
    """The lines that are not site furniture, in order."""
    return [line for line in lines if not is_boilerplate(line)]


def is_boilerplate(line: str) -> bool:
    """Whether the whole line is known site furniture."""
    plain = line.replace("’", "'").strip(" •|").lower()
    return RULES.first(plain) is not None
