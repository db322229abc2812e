"""English, in which every text is written: there is nothing to translate."""

from hub.core.languages import ReplyWords

TEXTS: dict[str, str] = {}

_HER = "(her|him|them|mum|mom|dad|mother|father|nan|nana|gran|granny|grandma|grandad|auntie)"
_I = r"(?:(?:i|am|i'm|im|we|are|we're|now|just|already|ok|okay|yes|yep|yeah|hi|hello|still|and|right|so|also|thanks) )*"
"""What may stand before what the sender does: nobody but the sender."""

_OTHERS = "".join(rf"(?<!\b{word} )" for word in (
    "i", "im", "ive", "i'm", "i've", "we", "we're", "we've", "me", "is", "was", "has", "have", "had", "been", "being",
))  # fmt: skip
"""Who is in hospital themselves says nothing about the resident."""
_HOSPITAL = (
    rf"{_OTHERS}(?:(?:she|he|they)(?:'s)? )?(?:(?:is|was|has|have|had|been|being) )*(?:taken|gone|admitted) to"
    r" (?:the )?hospital"
    rf"|(?:the )?(?:ambulance|paramedics?) (?:has |have )?(?:took|taken) {_HER}(?: (?:in|away|to (?:the )?hospital))?"
)

REPLIES = ReplyWords(
    ends=(
        (_HOSPITAL, "taken to hospital"),
        ("no access", "no access"),
        ("false alarm", "false alarm"),
        (rf"(spoke|spoken|talked) (to|with) {_HER}", "spoke to them"),
        ("all (ok|okay|well|fine|good)|(she|he) is (fine|ok|okay|well)|(she's|he's) (fine|ok|okay|well)", "helped"),
    ),
    here=rf"{_I}(?:there now|here now|got here|(?:am|i'm|im|are|we're) (?:there|here)|with (?:her|him|them))(?: .*)?",
    on_the_way=rf"{_I}(?:on (?:my|our|the) way|omw)(?P<rest>(?: .*)?)",
    elsewhere=(r" (?:back )?home\b.*| to (?:work|bed|school|town|church|lunch|dinner|a|my|the (?!house|flat|door)).*"),
    going=rf"{_I}(?:going|coming|(?:i'll|ill|will|i will) (?:go|come))(?P<rest>(?: .*)?)",
    # Where somebody goes who answers an alarm. To bed, to work or to ring somebody later is no answer.
    going_where=(
        r"(?: (?:now|there|over|round|too|straight|away|asap|at|once|thanks|to (?:her|him|them|see|check|help|be there)"
        r"(?: (?:on )?(?:her|him|them))?|(?:in )?(?:about )?\d{1,3}(?: ?(?:m|min|mins|minutes|hours?))?))*"
    ),
    cannot=(
        r"(?P<who>.*?)\b(?:not (?:going|coming)(?! to)|(?:cannot|can't|cant|unable)"
        r"(?! (?:get|see|hear|find|reach|wake|talk|believe|open|stop|tell)))\b.*"
    ),
    myself=(
        r".*\b(?:i|i'm|im|i've|we|we're|am)\b.*|(?:(?:sorry|no|so|and|really|afraid|still|stuck|away|abroad|on|holiday|out"
        r"|in|at|work|bed|today|tonight|now|just|hi|ok)(?: |$))*"
    ),
    negated=r"\b(no|not|nobody|nothing|none|never|without|cannot|[a-z]+n't|cant|dont|isnt|wasnt|havent)\b",
    unsure=(
        r"\b(hope|hopefully|if|whether|think|thought|maybe|perhaps|might|may|would|could|should|unless|until|when|after"
        r"|later|tomorrow|check|checking|let|know|tell|ask|asking|please|seems|sounds|but|except|however|nearly|almost|yet"
        r"|will|i'll|someone|somebody|anyone|anybody|you|who|need|needs|was|want|get|make|sure)\b"
    ),
    asks=(
        r"(?:(?:is|are|was|were|do|does|did|has|could|should|would)(?:n't)?|am i|can|shall|who|what|why|how|when|where)"
        r"(?![a-z'])"
    ),
    polite=r"(?:(?:please|thanks|thank|you|ok|okay|yes|sorry|ta|cheers|hi|hello|x|xx|xxx)(?: |$))*",
    minutes=r"(?:^| )(\d{1,3}) ?(?:m|min|mins|minutes)\b|^(?: ?in| ?about| ?eta)* ?(\d{1,3})$",
    well=frozenset(
        {"ok", "okay", "fine"} | {f"{i} {w}" for i in ("i'm", "im", "i am") for w in ("ok", "okay", "fine")}
    ),
    # Sorted. What happened to somebody, where they lie and what hurts is not among them.
    beside_end=(
        "a accident accidentally again all am an and are as asleep back bed better button by "
        "chair cheerful cheers dad everything fine for good got gran had happy has have having he he's "
        "hello her here hi him his home i i'm i've im in is it it's ive just me mistake mom mum nan "
        "now of ok okay only pressed really right safe safely she she's sleeping so sorry sound ta "
        "tea test testing thank thanks that that's the them there they this to too tv up us very was watching "
        "we we're we've well with x xx xxx yeah yep yes you"
    ),
    ambulance=(
        r"999 (?:was |is |has been )?called"
        r"|(?P<act>(?:called|rang|rung|phoned|dialled) (?:for )?(?:999|(?:an |the )?ambulance))"
        r"|waiting (?:here )?(?:for|on) (?:an |the )?(?:ambulance|paramedics?)"
        r"|(?:an |the )?ambulance (?:was |is |has been )?(?:called|coming|on (?:its|the) way)"
        r"|(?P<crew>(?:the )?(?:ambulance|paramedics?) (?:is |are |has |have )?(?:here|arrived)(?: now)?)"
    ),
    # "Ben called 999" and "they have called 999" are what others did; "mum fell so I have called 999" is not.
    caller=r"(?:.*\b(?:i|we|i've|ive|we've|i'd))?(?:(?: |^)(?:have|had|just|already|also|now|then))*",
    beside_act=r"(?:(?: |^)(?:have|had|just|already|also|now|then|and|so))*",
    reported=r"(?:says?|said|saying|writes|wrote|texts|texted|replied|reports|reported|told (?:me|us)|tells (?:me|us))",
    myself_too=r"\b(?:i|i'm|im|i'll|ill|i've|ive|i'd|me|my|we|we're|we'll|we've|our)\b",
    key=(
        r"(?:please |where is |where's |need |i need )*(?:the |a )?keys?(?: ?safe)?(?: code| number)?(?: please| pls)?"
        r"|(?:please )?how do i get in|(?:the )?(?:door|access) code(?: please)?"
    ),
    hand_over=(
        r"(?:please )?(?:(?:can|could) you )?(?:hand|pass|give)(?: (?:it|this|that|her|him|over|on))* to (?P<to>.+?)"
        r"(?: (?:please|pls|thanks|instead|now))*"
    ),
)
