"""Welsh of how long proofs count."""

TEXTS = {
    "{clock} on {day} {month} {year}": "{clock} ar {day} {month} {year}",
    "tried by {by} at {time}: too long ago to count": "profwyd gan {by} am {time}: yn rhy bell yn ôl i gyfrif",
    "{says} (looked at {time}: too long ago to count)": "{says} (edrychwyd {time}: yn rhy bell yn ôl i gyfrif)",
    "The ways out were looked at too long ago. Look again.": "Edrychwyd ar y ffyrdd allan yn rhy bell yn ôl. Edrychwch "
    "eto.",
    "What was tried counts for {days} days, and until it is changed.": "Mae'r hyn a brofwyd yn cyfrif am {days} diwrnod, "
    "a hyd nes iddo gael ei newid.",
}
