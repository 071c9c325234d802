# Takes from a codebook what a disclosure profile suppresses.

# Without the ends of a variable, which are somebody's answers, and without any
# count of people: beside the tables of the same cohort they would tell what those
# suppress.
suppress.pairwave_codebook <- function(result, profile, cohort, ..., call) {
  result[c("lowest", "highest")] <- NA_character_
  result[c("n", "n_missing", "distinct")] <- NA_integer_
  result
}
