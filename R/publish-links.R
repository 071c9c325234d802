# What a disclosure profile leaves of links to review: that there is a link between two
# records of these waves, and what speaks for it, without their codes.

suppress.pairwave_link_review <- function(result, profile, cohort, ..., call) {
  result[c("code_one", "code_other")] <- NA_character_
  attr(result, "profile") <- profile$name
  result
}
