# What a disclosure profile leaves of links to review: that there is a link between two
# records of these waves, and how much speaks for it, without their codes and what they said.

suppress.pairwave_link_review <- function(result, profile, cohort, ..., call) {
  result[c("code_one", "code_other", "agree_on", "differ_on")] <- NA_character_
  attr(result, "profile") <- profile$name
  result
}
