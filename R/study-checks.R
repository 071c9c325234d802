# Lists the rules of check_cohort() as data: what a study file may turn off,
# and what a finding says.

check_rules <- local({
  error <- c(
    "file_short", "wave_empty", "column_lost", "row_ragged", "not_numeric", "out_of_range",
    "answers_differ", "labels_differ", "missing_differs", "item_empty", "linked_share",
    "total_row", "few_records", "wave_twice", "waves_out_of_order", "scale_changed",
    "labels_changed", "transcript_changed", "material_broken"
  )
  warning <- c(
    "column_twice", "text_damaged", "between_codes", "item_against", "item_constant",
    "item_missing", "same_answer", "not_scored", "record_twice", "code_twice", "no_code",
    "code_inadmissible", "no_id", "near_link", "new_later", "dates_out_of_order",
    "attendance_twice", "attendance_unknown", "answers_disagree", "not_labelled",
    "wording_differs", "against_words", "reworded", "fewer_records", "codes_changed", "small_cells",
    "code_unknown", "coder_alone", "participant_unlinked", "quote_not_approved", "many_worse"
  )
  note <- "not_checked"
  data.frame(
    rule = c(error, warning, note),
    severity = rep(c("error", "warning", "note"), lengths(list(error, warning, note)))
  )
})

# Rules that count records or people of a wave, of whom a share can be asked for.
rules_with_share <- c(
  "not_numeric", "out_of_range", "missing_differs", "total_row", "between_codes", "item_missing",
  "same_answer", "not_scored", "record_twice", "code_twice", "no_code", "code_inadmissible",
  "new_later", "dates_out_of_order", "answers_disagree", "not_labelled"
)

# The table of the rules for the documentation.
rules_table <- function() {
  c("@section Rules:", "",
    "| rule | severity | found when |", "|---|---|---|",
    paste0("| `", check_rules$rule, "` | ", check_rules$severity, " | ",
           vapply(findings_en[check_rules$rule], `[[`, "", "found"), " |"))
}
