"""Welsh of signals as they were measured, and of what has become of them."""

TEXTS = {
    "{word}: {value} at worst, {spare} to spare, measured at {time}": "{word}: {value} ar ei waethaf, {spare} wrth gefn, "
    "mesurwyd am {time}",
    "{word}: {value} at worst, {spare} to spare, measured at {time}, of {count} messages only": (
        "{word}: {value} ar ei waethaf, {spare} wrth gefn, mesurwyd am {time}, o {count} neges yn unig"
    ),
    "weaker by {much}: {before} then, {now} now": "yn wannach o {much}: {before} bryd hynny, {now} nawr",
    "stronger by {much}: {before} then, {now} now": "yn gryfach o {much}: {before} bryd hynny, {now} nawr",
    "The signal of {subject} is {change}.": "Mae signal {subject} {change}.",
    "On the certificate of {time}: {worst} at worst.": "Ar dystysgrif {time}: {worst} ar ei waethaf.",
    "It is {change}.": "Erbyn hyn: {change}.",
}
