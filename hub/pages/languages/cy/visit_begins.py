"""Welsh of how a visit begins, and of its list of steps."""

TEXTS = {
    "The last visit was closed on {when} by {name}.": "Caewyd yr ymweliad diwethaf ar {when} gan {name}.",
    "Its certificate": "Ei dystysgrif",
    "A visit sets this home up, step by step, and leaves it with proof. You can stop at any time, and go on in any browser.": "Mae ymweliad yn gosod y cartref hwn, gam wrth gam, ac yn ei adael â phrawf. Gallwch stopio unrhyw bryd, a pharhau mewn unrhyw borwr.",
    "Begin a visit": "Dechrau ymweliad",
    "The steps": "Y camau",
    "Begun on {when} by {name}.": "Dechreuwyd ar {when} gan {name}.",
    "done": "wedi'i wneud",
    "left out": "wedi'i hepgor",
    "proof pending": "prawf i ddod",
    "to do": "i'w wneud",
    "Step {number} of {of}": "Cam {number} o {of}",
    "Leave this step out": "Hepgor y cam hwn",
    "Why?": "Pam?",
    "It stands on the certificate. Leave it empty to take the step up again.": "Mae'n sefyll ar y dystysgrif. Gadewch yn wag i ailafael yn y cam.",
    "Leave it out": "Ei hepgor",
    "Steps": "Camau",
    "Back": "Yn ôl",
    "All steps": "Pob cam",
    "Next": "Nesaf",
    "began a visit": "dechreuodd ymweliad",
}
