# What the codes of a finding are called: the only place where a finding, its remedy
# and its rule are worded. Findings carry codes and numbers as columns; from them and
# this table the columns `message` and `remedy` follow. Another language is another
# table.

# By rule: when it is `found`; what a finding says of `one` and of `many`, of which
# `by` is the column that counts (`count` where it is left out); and its `remedy`,
# or the one of `remedy_else` where a name that the remedy has is not known. A rule
# whose findings are of several kinds says this of each in `kinds`. "{count}" stands
# for the column of that name, as in words_en; "{rest}" for `of` less `count`.
findings_en <- list(
  file_short = list(
    found = "the export of a wave ends within its data",
    many = "the file ends within its data", remedy = "export or copy the file again"
  ),
  wave_empty = list(
    found = "the export of a wave has no rows, or `exclude` sets all of them aside",
    kinds = list(
      no_rows = list(many = "the export has no rows",
                     remedy = "see whether the survey was open, and export it again"),
      excluded = list(many = "every record is set aside by the study's rules",
                      remedy = "see whether exclude names the right columns and values")
    )
  ),
  column_lost = list(
    found = paste("a wave lacks the code or an item, no wave has a demographic, or the",
                  "attendance list lacks a column"),
    remedy = "see whether {about} is meant",
    remedy_else = "see whether the export is complete, or correct the study file",
    kinds = list(
      in_wave = list(many = "the wave has no such column"),
      in_all_waves = list(many = "no wave has no such column"),
      in_list = list(many = "the attendance list has no such column")
    )
  ),
  row_ragged = list(
    found = "lines of a text export have more or fewer fields than its header",
    one = "{count} line has more or fewer fields than the header, the first line {setting}",
    many = "{count} lines have more or fewer fields than the header, the first line {setting}",
    remedy = "quote answers that hold the delimiter, and export again"
  ),
  not_numeric = list(
    found = "an item has answers that are not numbers",
    one = "{count} answer is not a number", many = "{count} answers are not numbers",
    remedy = "export answer codes in place of texts, or name the key file"
  ),
  out_of_range = list(
    found = "an item has answers outside the scale's range",
    one = "{count} answer lies outside {low} to {high}",
    many = "{count} answers lie outside {low} to {high}",
    remedy = "declare codes that mean no answer as missing, or correct the range"
  ),
  answers_differ = list(
    found = "an item's value labels are not the `answers` of its scale",
    many = "the value labels are not the answers of the scale, or run against them",
    remedy = "write answers as the labels stand, or leave it out to score the codes"
  ),
  against_words = list(
    found = "an item's codes run against their labels' words, and the scale does not say so",
    many = "the numbers of its answers run against their words, so that a low score says more",
    remedy = "write answers from the lowest to the highest, or name the item in reverse"
  ),
  labels_differ = list(
    found = "an answer code of a variable has another label in another wave",
    one = "{count} code has another label than in {about}",
    many = "{count} codes have another label than in {about}",
    remedy = "see which wave's labels are right before the answers are compared"
  ),
  missing_differs = list(
    found = "answers have a code that another wave declares as user-missing and theirs does not",
    one = "{count} answer has a code that is declared as missing in {about}",
    many = "{count} answers have a code that is declared as missing in {about}",
    remedy = "declare the code as missing in both waves' files, or in neither"
  ),
  item_empty = list(
    found = "nobody answered an item of a scale", many = "nobody answered the item",
    remedy = "see whether the export has it under another name"
  ),
  linked_share = list(
    found = paste("fewer records of a wave are linked than `checks: min_linked` of the study",
                  "asks, or under 5% where it asks for nothing"),
    by = "of", remedy = "look at the codes with review_links(), and at the study's id section",
    kinds = list(
      asked = list(
        one = "{rest} of {of} record is linked; the study asks for {setting}%",
        many = "{rest} of {of} records are linked; the study asks for {setting}%"
      ),
      usual = list(
        one = "{rest} of {of} record is linked; it should be {setting}% or more",
        many = "{rest} of {of} records are linked; it should be {setting}% or more"
      )
    )
  ),
  total_row = list(
    found = "a record's code is a word such as Total or Mean: a row of figures, not of a person",
    one = "{count} record has a word such as Total for a code",
    many = "{count} records have a word such as Total for a code",
    remedy = "take the rows of sums and means out of the export"
  ),
  few_records = list(
    found = "a wave has fewer records than `checks: min_records` of the study asks",
    one = "{count} record; the study asks for {setting}",
    many = "{count} records; the study asks for {setting}",
    remedy = "see whether the export is complete"
  ),
  many_worse = list(
    found = "more people became worse on a scale than `checks: max_worse` of the study allows",
    one = "{count} of {of} people became worse since {about}; the study allows {setting}%",
    many = "{count} of {of} people became worse since {about}; the study allows {setting}%",
    remedy = "see paired_change(), and whether the study names the better end of the scale"
  ),
  not_checked = list(
    found = "a rule can't be tried on a cohort of counts",
    kinds = list(
      rows = list(
        one = "{count} rule needs rows, which counts do not give: {codes}",
        many = "{count} rules need rows, which counts do not give: {codes}",
        remedy = "read the cohort from files to try them"
      ),
      values = list(many = "the answers are too many, or of another type, to be counted",
                    remedy = "let a view give classes, or read the cohort from files"),
      scores = list(
        many = paste("{count} rules need scores or answers to items, of which the source gives",
                     "sums: {codes}"),
        remedy = "whoever may see them leaves `moments` under `sources` out and checks again"
      ),
      item = list(
        many = "the source gives no answers to items",
        remedy = "whoever may see them leaves `moments` under `sources` out and checks again"
      )
    )
  ),
  wave_twice = list(
    found = "two waves have the same records", many = "the records are those of {about}",
    remedy = "name the right file for each wave"
  ),
  waves_out_of_order = list(
    found = "a wave was answered before the one that should come before it",
    many = "half of its records were completed before half of those of {about}",
    remedy = "see whether the files of the two waves were exchanged"
  ),
  scale_changed = list(
    found = paste("a scale has other items, range, reversed items, scoring or direction than",
                  "in the previous cohort, or is gone"),
    remedy = "scores of the two cohorts are not comparable until this is settled",
    kinds = list(
      gone = list(many = "the scale is gone"),
      other = list(many = "not as in the previous cohort: {parts}")
    ),
    parts = c(items = "its items", range = "its range", reverse = "its reversed items",
              score = "its score", min_items = "how many items must be answered",
              better = "which scores are better")
  ),
  labels_changed = list(
    found = "an answer code has another label than in the previous cohort",
    one = "{count} code has another label than in the previous cohort",
    many = "{count} codes have another label than in the previous cohort",
    remedy = "see which labels are right before the cohorts are compared"
  ),
  column_twice = list(
    found = "an export has two columns of one name", many = "two columns have the same name",
    remedy = "give each column a name of its own in the export"
  ),
  text_damaged = list(
    found = "labels, or bytes of the export, are not text in its encoding",
    kinds = list(
      bytes = list(many = "bytes are not text in the file's encoding",
                   remedy = "say the wave's encoding in the study file"),
      labels = list(
        one = "{count} column has labels that were read in a wrong encoding",
        many = "{count} columns have labels that were read in a wrong encoding",
        remedy = "say the wave's encoding in the study file, or export again as UTF-8"
      )
    )
  ),
  between_codes = list(
    found = "an item whose other answers are whole numbers has answers between them",
    one = "{count} answer lies between two whole numbers",
    many = "{count} answers lie between two whole numbers",
    remedy = "see whether a row of means stands under the data"
  ),
  item_against = list(
    found = paste("an item goes against the rest of its scale (item-rest correlation below",
                  "-0.1, 10 or more respondents)"),
    many = "the item goes against the rest of the scale, r = {setting:2}",
    remedy = "see whether reverse names the right items, and how the export codes it"
  ),
  item_constant = list(
    found = "10 or more respondents gave an item the same answer",
    many = "all {count} respondents gave the same answer",
    remedy = "see whether the export is complete"
  ),
  item_missing = list(
    found = "over a fifth of those who answered a scale left out the item, and at least 3",
    many = "{count} of {of} respondents left out the item",
    remedy = "see whether everyone was asked"
  ),
  same_answer = list(
    found = "respondents gave one answer to all of 5 or more items",
    one = "{count} respondent gave one answer to every item",
    many = "{count} respondents gave one answer to every item",
    remedy = "see whether they read the items; compare the results without them"
  ),
  not_scored = list(
    found = "people answered too few items of a scale for a score",
    one = "{count} person answered too few items for a score",
    many = "{count} people answered too few items for a score",
    remedy = "they are left out of change in this scale; min_items sets the rule"
  ),
  record_twice = list(
    found = "records have the same answers to 10 or more items under different codes",
    one = "{count} record has the answers of another to every item",
    many = "{count} records have the answers of others to every item",
    remedy = "see whether rows were copied, or somebody answered twice under two codes"
  ),
  code_twice = list(
    found = "records share one person's code within a wave",
    one = "{count} record repeats a person's code",
    many = "{count} records repeat a person's code",
    remedy = "say under id: duplicates which record to keep, or correct the export"
  ),
  no_code = list(
    found = "records have no code",
    one = "{count} record has no code", many = "{count} records have no code",
    remedy = "they are counted but can't be linked; ask for the code in the survey"
  ),
  no_id = list(
    found = "the study has waves and no `id`: nobody is linked",
    many = "no code links the waves: each record counts as one person of one wave",
    remedy = "compare the waves as groups with unpaired_change(); to follow people, ask for a code"
  ),
  code_inadmissible = list(
    found = "elements of codes have values that `id: admissible` does not have",
    one = "{count} code has an element with a value that it can't have",
    many = "{count} codes have an element with a value that it can't have",
    remedy = "see how the code was asked for; the element counts as missing for near links"
  ),
  near_link = list(
    found = "codes that nearly match are not decided",
    one = "{count} pair of codes nearly matches and is not decided",
    many = "{count} pairs of codes nearly match and are not decided",
    remedy = "decide with review_links(), and name its file under id: decisions"
  ),
  new_later = list(
    found = "over half of the people of a later wave are in no earlier one",
    many = "{count} of {of} people are in no earlier wave",
    remedy = "see whether the file is this cohort's, and how its codes are written"
  ),
  dates_out_of_order = list(
    found = "people answered a later wave before an earlier one",
    one = "{count} person answered before they answered {about}",
    many = "{count} people answered before they answered {about}",
    remedy = "see whether two people share a code, or a record is in the wrong file"
  ),
  attendance_twice = list(
    found = "people stand on the attendance list twice",
    one = "{count} row of the attendance list repeats a person",
    many = "{count} rows of the attendance list repeat a person",
    remedy = "keep one row for each person; they count as having come where either says so"
  ),
  transcript_changed = list(
    found = "a transcript is no longer, or not for every coder, the text that was coded",
    kinds = list(
      file = list(
        one = "{count} transcript is not the text that was coded",
        many = "{count} transcripts are not the text that was coded",
        remedy = "positions and quotations are of the old text: code the new one, or restore it"
      ),
      coders = list(
        one = "{count} source is another text in another coder's file",
        many = "{count} sources are another text in another coder's file",
        remedy = "agreement by characters compares positions: give the coders one text"
      )
    )
  ),
  material_broken = list(
    found = "coded material, or the `framework`, can't be read",
    kinds = list(
      file = list(many = "{about} is no file of codings, or a broken one",
                  remedy = "export it again; read_codes() says what is wrong with it"),
      table = list(many = "{about} has not the columns that the study names",
                   remedy = "see codes in the study file; read_codes() says what is wrong"),
      study = list(many = "{about} is not what the study says of it",
                   remedy = "see codes in the study file; read_cohort() says what is wrong"),
      framework = list(many = "{about} can't be read as a framework of codes",
                       remedy = "see framework in the study file; framework() says what is wrong")
    )
  ),
  quote_not_approved = list(
    found = "quotes are not decided, or decisions are about words that have changed",
    kinds = list(
      undecided = list(
        one = "{count} of {of} quotes has neither a yes nor a no, and is not shown",
        many = "{count} of {of} quotes have neither a yes nor a no, and are not shown",
        remedy = "decide with review_quotes()"
      ),
      void = list(
        one = "{count} decision is about words that are no longer what was said there",
        many = "{count} decisions are about words that are no longer what was said there",
        remedy = "see whether the texts or codings changed, and decide anew with review_quotes()"
      ),
      broken = list(
        many = "the file of decisions about quotes can't be read",
        remedy = "mend it, or take an earlier copy; review_quotes() says what is wrong"
      )
    )
  ),
  code_unknown = list(
    found = "codings have a code that the study's `framework` has not",
    one = "{count} code is not in the framework: {about}",
    many = "{count} codes are not in the framework, first {about}",
    remedy = "add it to the framework, or see whether it is a slip of the pen"
  ),
  coder_alone = list(
    found = "a coder read nothing that another coder read",
    many = "{about} read nothing that another coder read",
    remedy = "no agreement can be computed: see whether units are called alike for each coder"
  ),
  participant_unlinked = list(
    found = "participants of coded material are nobody in the waves or on the attendance list",
    one = "{count} participant of {of} is nobody in the waves or on the attendance list",
    many = "{count} participants of {of} are nobody in the waves or on the attendance list",
    remedy = "see whether `key` and the codes in the file are written as the surveys' are"
  ),
  attendance_unknown = list(
    found = "over half of the people on the attendance list answered no wave",
    many = "{count} of {of} people on the list answered no wave",
    remedy = "see whether the list writes codes as the surveys do"
  ),
  answers_disagree = list(
    found = "people gave a demographic differently in two waves",
    one = "{count} person answered differently in two waves",
    many = "{count} people answered differently in two waves",
    remedy = "the first wave's answer is used; see whether they are one person"
  ),
  not_labelled = list(
    found = "a demographic with labels has answers without one",
    one = "{count} answer has a code without a label",
    many = "{count} answers have a code without a label",
    remedy = "label the code, or declare it as missing"
  ),
  wording_differs = list(
    found = "the question of an item differs between waves",
    many = "the question is not worded as in {about}",
    remedy = "see whether the same thing was asked"
  ),
  reworded = list(
    found = "an item is not worded as its instrument has it",
    many = "the question is not in the words of {about}",
    remedy = "use a validated scale unaltered, or name no instrument"
  ),
  fewer_records = list(
    found = "a wave has fewer records than in the previous cohort",
    one = "{count} record, {setting} in the previous cohort",
    many = "{count} records, {setting} in the previous cohort",
    remedy = "see whether the export is complete"
  ),
  codes_changed = list(
    found = "a demographic has other answer codes than in the previous cohort",
    one = "{count} answer code is in one of the two cohorts only",
    many = "{count} answer codes are in one of the two cohorts only",
    remedy = "see whether the question still offers the same answers"
  ),
  small_cells = list(
    found = paste("a demographic has answers of fewer than 5 people, and the study's",
                  "disclosure profile is none"),
    one = "{count} answer was given by fewer than 5 people",
    many = "{count} answers were given by fewer than 5 people",
    remedy = "set a disclosure profile before the table is published"
  )
)

# What a rule of the study's own finds.
own_rule_en <- list(
  found = "records meet a rule of the study's own",
  remedy = "look at these records, or at the rule under checks: rules",
  kinds = list(
    is = list(one = "{count} of {of} records has a value that the rule names",
              many = "{count} of {of} records have a value that the rule names"),
    is_not = list(one = "{count} of {of} records has another value than the rule asks for",
                  many = "{count} of {of} records have another value than the rule asks for"),
    below = list(one = "{count} of {of} records is below {setting}",
                 many = "{count} of {of} records are below {setting}"),
    above = list(one = "{count} of {of} records is above {setting}",
                 many = "{count} of {of} records are above {setting}"),
    labelled = list(many = "{about}: {count} of {of} records")
  )
)

# A frame of findings with its columns `message` and `remedy`, which stand before the
# codes. What a profile leaves no count of is worded as its rule.
with_finding_words <- function(frame, words = findings_en) {
  rows <- new_frame(unclass(frame)[seq_along(frame)])
  said <- lapply(seq_len(nrow(rows)), function(i) finding_words(rows[i, ], words))
  columns <- list(message = vapply(said, `[[`, "", "message"),
                  remedy = vapply(said, `[[`, "", "remedy"))
  # A result stays one: its columns say the same in another language.
  if (all(names(columns) %in% names(frame))) {
    rest <- attributes(frame)
    frame <- unclass(frame)
    frame[names(columns)] <- columns
    attributes(frame) <- rest
    return(frame)
  }
  before <- seq_len(match("count", names(frame)))
  cbind(frame[before], columns, frame[-before])
}

finding_words <- function(row, words = findings_en) {
  of_rule <- words[[row$rule]] %||% own_rule_en
  of_kind <- utils::modifyList(of_rule, as.list(of_rule$kinds[[row$kind]]))
  row$rest <- row$of - row$count
  row$codes <- paste(split_codes(row$about), collapse = ", ")
  row$parts <- paste(in_language(unname(of_rule$parts[split_codes(row$about)])),
                     collapse = ", ")
  by <- row[[of_rule$by %||% "count"]]
  remedy <- fill_words(in_language(of_kind$remedy), row)
  list(
    message = if (is.na(row$count)) rule_words(row$rule, words) else
      fill_words(finding_form(of_kind, by), row),
    remedy = if (is.na(remedy)) in_language(of_kind$remedy_else) else remedy
  )
}

# The words for so many, in the form that the number asks for in the reader's language.
finding_form <- function(of_kind, n) {
  if (!is.null(of_kind$one)) return(form_of(n, of_kind$one, of_kind$many))
  in_language(of_kind$many)
}

# Several codes in one cell, and the cell's codes.
join_codes <- function(codes) {
  if (length(codes)) paste(codes, collapse = " ") else NA_character_
}

split_codes <- function(cell) {
  if (is.na(cell)) character() else strsplit(cell, " ", fixed = TRUE)[[1]]
}

# When a finding of each rule is made, as a sentence without marks for code.
rule_words <- function(rule, words = findings_en) {
  found <- vapply(rule, function(one) (words[[one]] %||% own_rule_en)$found, "",
                  USE.NAMES = FALSE)
  gsub("`", "", in_language(found), fixed = TRUE)
}
