# What may be published of a table. Every count passes protect_counts() on its
# way into a result, so that nothing behind it holds more than it may.

check_disclosure <- function(disclosure, call = rlang::caller_env()) {
  if (identical(disclosure, "none")) return(invisible())
  named <- if (rlang::is_string(disclosure)) disclosure
           else names(disclosure)[1]
  abort_pairwave(
    c("The disclosure profile must be {.val none}.",
      x = if (length(named)) "The profile {.val {named}} is not available yet."
          else "The profile is {.obj_type_friendly {disclosure}}.",
      i = "No table is made, so that none is taken for a protected one."),
    topic = "disclosure",
    call = call
  )
}

# The rows of a table as they may be published: the same rows in the same
# order, each with its `status`. What a profile holds back is NA in `n`,
# `percent` and `estimate`; what it rounds is there rounded. Rows that share
# `who`, `group` and `variable` are the levels of one question and add up to
# `denominator`; rows that differ only in `who` or `group` are about people who
# may be the same.
protect_counts <- function(rows, disclosure, call = rlang::caller_env()) {
  check_disclosure(disclosure, call)
  rows$status <- rep("shown", nrow(rows))
  rows
}
