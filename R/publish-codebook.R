# Takes from a codebook what a disclosure profile holds back.

# Without the ends of a variable, which are somebody's answers, and without any
# count of people: beside the tables of the same cohort they would tell what those
# hold back.
protect_codebook <- function(rows, study) {
  profile <- disclosure_profile(study$disclosure)
  if (!is_protecting(profile)) return(rows)
  rows[c("lowest", "highest")] <- NA_character_
  rows[c("n", "n_missing", "distinct")] <- NA_integer_
  rows
}
