"""Welsh of days, months and hours."""

from hub.core.languages.cy import TEXTS as OF_TEXTS

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

TEXTS = {
    **{month: OF_TEXTS[month] for month in MONTHS},
    "Mon": "Llun",
    "Tue": "Maw",
    "Wed": "Mer",
    "Thu": "Iau",
    "Fri": "Gwe",
    "Sat": "Sad",
    "Sun": "Sul",
    "at any hour": "ar unrhyw awr",
    "and": "a",
    "to": "i",
}
