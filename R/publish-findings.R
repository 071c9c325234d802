# What a disclosure profile leaves of findings: that something is wrong and
# where, without a count of people.

# Rules that count columns, codes or files.
rules_without_people <- c(
  "file_short", "wave_empty", "column_lost", "column_twice", "text_damaged",
  "answers_differ", "labels_differ", "wording_differs", "wave_twice", "scale_changed",
  "labels_changed", "codes_changed"
)

#' @exportS3Method
suppress.pairwave_findings <- function(result, profile, cohort, ..., call) {
  people <- !result$rule %in% rules_without_people
  result$count[people] <- NA_integer_
  result$message[people] <- gsub(
    "`", "", check_rules$found_when[match(result$rule[people], check_rules$rule)],
    fixed = TRUE
  )
  result
}
