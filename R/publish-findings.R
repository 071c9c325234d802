# What a disclosure profile leaves of findings: that something is wrong and
# where, without a count of people.

# Rules that count columns, codes or files.
rules_without_people <- c(
  "file_short", "wave_empty", "column_lost", "column_twice", "text_damaged",
  "answers_differ", "labels_differ", "wording_differs", "against_words", "reworded", "wave_twice",
  "scale_changed", "labels_changed", "codes_changed", "transcript_changed", "code_unknown",
  "material_broken", "not_checked"
)

# What tells of small counts, as a table without a profile would, is no finding.
suppress.pairwave_findings <- function(result, profile, cohort, ..., call) {
  found <- as.data.frame(result)
  found <- found[found$rule != "small_cells", ]
  people <- !found$rule %in% rules_without_people
  found[people, c("count", "of", "setting")] <- NA
  with_rows(result, found)
}
