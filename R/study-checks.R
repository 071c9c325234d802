# Lists the rules of check_cohort() as data: what a study file may turn off,
# and what a finding says.

check_rules <- do.call(rbind, lapply(list(
  c("file_short", "error", "the export of a wave ends within its data"),
  c("wave_empty", "error", "the export of a wave has no rows"),
  c("column_lost", "error", "a wave lacks the code or an item, no wave has a demographic, or the attendance list lacks a column"),
  c("row_ragged", "error", "lines of a text export have more or fewer fields than its header"),
  c("not_numeric", "error", "an item has answers that are not numbers"),
  c("out_of_range", "error", "an item has answers outside the scale's range"),
  c("answers_differ", "error", "an item's value labels are not the `answers` of its scale"),
  c("labels_differ", "error", "an answer code of a variable has another label in another wave"),
  c("missing_differs", "error", "answers have a code that another wave declares as user-missing and theirs does not"),
  c("item_empty", "error", "nobody answered an item of a scale"),
  c("linked_share", "error", "fewer records of a wave are linked than `checks: min_linked` of the study asks, or under 5% where it asks for nothing"),
  c("total_row", "error", "a record's code is a word such as Total or Mean: a row of figures, not of a person"),
  c("few_records", "error", "a wave has fewer records than `checks: min_records` of the study asks"),
  c("wave_twice", "error", "two waves have the same records"),
  c("waves_out_of_order", "error", "a wave was answered before the one that should come before it"),
  c("scale_changed", "error", "a scale has other items, range, reversed items or scoring than in the previous cohort, or is gone"),
  c("labels_changed", "error", "an answer code has another label than in the previous cohort"),
  c("column_twice", "warning", "an export has two columns of one name"),
  c("text_damaged", "warning", "labels, or bytes of the export, are not text in its encoding"),
  c("between_codes", "warning", "an item whose other answers are whole numbers has answers between them"),
  c("item_against", "warning", "an item goes against the rest of its scale (item-rest correlation below -0.1, 10 or more respondents)"),
  c("item_constant", "warning", "10 or more respondents gave an item the same answer"),
  c("item_missing", "warning", "over a fifth of those who answered a scale left out the item, and at least 3"),
  c("same_answer", "warning", "respondents gave one answer to all of 5 or more items"),
  c("not_scored", "warning", "people answered too few items of a scale for a score"),
  c("record_twice", "warning", "records have the same answers to 10 or more items under different codes"),
  c("code_twice", "warning", "records share one person's code within a wave"),
  c("no_code", "warning", "records have no code"),
  c("near_link", "warning", "codes that nearly match are not decided"),
  c("new_later", "warning", "over half of the people of a later wave are in no earlier one"),
  c("dates_out_of_order", "warning", "people answered a later wave before an earlier one"),
  c("attendance_twice", "warning", "people stand on the attendance list twice"),
  c("attendance_unknown", "warning", "over half of the people on the attendance list answered no wave"),
  c("answers_disagree", "warning", "people gave a demographic differently in two waves"),
  c("not_labelled", "warning", "a demographic with labels has answers without one"),
  c("wording_differs", "warning", "the question of an item differs between waves"),
  c("fewer_records", "warning", "a wave has fewer records than in the previous cohort"),
  c("codes_changed", "warning", "a demographic has other answer codes than in the previous cohort"),
  c("small_cells", "warning", "a demographic has answers of fewer than 5 people, and the study's disclosure profile is none")
), function(rule) {
  data.frame(rule = rule[1], severity = rule[2], found_when = rule[3])
}))

# The table of the rules for the documentation.
rules_table <- function() {
  c("@section Rules:", "",
    "| rule | severity | found when |", "|---|---|---|",
    paste0("| `", check_rules$rule, "` | ", check_rules$severity, " | ",
           check_rules$found_when, " |"))
}
