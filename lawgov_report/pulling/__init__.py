"""A Word file that somebody corrected → edits of the year's YAML; what cannot be taken over is listed.

The paragraphs of the Word file come in, with the year as it was when the file was built and as it is now;
out go the new bytes of the year file, what changed, what conflicts and what is left. `printed` says what the
file said when it was built, `cutting` cuts what it says now, `pairing` finds which text is which, `rewording`
gives each text its new words with its references, `resettling` those of words that moved into another text,
`planning` makes changes of them, `placing` holds these
against the year as it is now and makes edits of `lines`, with `adding` for new texts, `sectioning` for new
sections and `yaml_places`; `pull` is the way there, `rewriting` the file with what was chosen, held against
Word, `results` how it is shown.
"""
