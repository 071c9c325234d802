# The wall between what is known of people and what a user sees: every function
# that makes a result, a plot, a text or a file of a cohort ends here.

# The result as the disclosure profile of the cohort's study lets it be published.
# `cohort` is what it was made from: a cohort, several of them, or a study; NULL
# for data that have no study. `...` is what a kind of result has to know besides.
publish <- function(result, cohort, ..., disclosure = disclosure_of(cohort),
                    call = rlang::caller_env()) {
  profile <- disclosure_profile(disclosure, call)
  if (is_suppressing(profile)) {
    if (inherits(cohort, "pairwave_engine_cohort")) abort_profile_needs_rows(profile, call)
    result <- suppress(result, profile, cohort, ..., call = call)
  }
  with_style_of(result, cohort)
}

# Which counts give others away is decided for all tables of a cohort at once, from who is
# in which of them.
abort_profile_needs_rows <- function(profile, call) {
  abort_pairwave(
    c("A disclosure profile needs the people's rows.",
      x = "The study's profile is {.val {profile$name}}, and its sources give counts alone.",
      i = "Export the tables and read the cohort from the files; or, where counts may be seen
           as they are, declare {.code disclosure: none}."),
    c("engine_rows", "disclosure"), call = call
  )
}

# A result knows the style of its study, in which it is shown.
with_style_of <- function(result, cohort) {
  style <- study_of(cohort)$style
  if (!is.null(style) && inherits(result, "pairwave_result")) attr(result, "written") <- style
  result
}

# Suppresses what a profile forbids, by kind of result; of a kind that is not known
# nothing is given.
suppress <- function(result, profile, cohort, ..., call) UseMethod("suppress")

suppress.default <- function(result, profile, cohort, ..., call) {
  kind <- class(result)[1]
  abort_pairwave(
    c("What is published must be of a kind whose disclosure rules are known.",
      x = "There are none for {.cls {kind}}."),
    "disclosure", call = call
  )
}

# The profile that decides which sets of a cohort's people may be counted.
profile_of <- function(cohort) disclosure_profile(disclosure_of(cohort))

# Several cohorts have one profile.
disclosure_of <- function(cohort) study_of(cohort)$disclosure

study_of <- function(cohort) {
  if (inherits(cohort, "pairwave_cohorts")) cohort <- cohort[[1]]
  if (inherits(cohort, c("pairwave_cohort", "pairwave_engine_cohort"))) cohort <- cohort$study
  cohort
}

# What is pooled is what was published of each cohort by itself, so that nothing is told that
# did not stand there. Rounded, nothing that stands there can be pooled.
suppress.pairwave_pooled <- function(result, profile, cohort, ..., call) {
  if (is.null(profile$base)) return(structure(result, disclosure = profile))
  abort_pairwave(
    c("Pooled change needs the disclosure profile {.val none}, or a threshold.",
      x = "The study's profile is {.val {profile$name}}.",
      i = "{.fn paired_change} suppresses what the profile forbids."),
    "disclosure", call = call
  )
}

# What is refused under every profile.

suppress.pairwave_patterns <- function(result, profile, cohort, ..., call) {
  abort_needs_no_profile("A pattern of missing answers", profile, call)
}

suppress.pairwave_shift <- function(result, profile, cohort, ..., call) {
  abort_needs_no_profile("Change from a remembered baseline", profile, call)
}

abort_needs_no_profile <- function(what, profile, call) {
  abort_pairwave(
    c("{what} needs the disclosure profile {.val none}.",
      x = "The study's profile is {.val {profile$name}}.",
      i = "{.fn paired_change} suppresses what the profile forbids."),
    "disclosure", call = call
  )
}

# A picture of `what`, single people or their answers, that is about to be drawn:
# published before it is made, so that no error on the way tells of them.
new_picture <- function(what) structure(list(what = what), class = "pairwave_picture")

suppress.pairwave_picture <- function(result, profile, cohort, ..., call) {
  abort_pairwave(
    c("{result$what} can be drawn only where the disclosure profile is {.val none}.",
      x = "The study's profile is {.val {profile$name}}.",
      i = "{.code plot(paired_change(cohort))} shows groups, not people."),
    "disclosure", call = call
  )
}

# Names of files and their checksums, which let a reader try out answers.
suppress.pairwave_sources <- function(result, profile, cohort, ..., call) {
  result[is.na(result$path), ]
}
