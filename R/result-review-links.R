# Links to review: the list of near links, and what is decided about them.

# The near links of `x` with where decisions are kept, or why there is nothing to review.
links_to_review <- function(x, call = rlang::caller_env()) {
  if (inherits(x, "pairwave_engine_cohort")) abort_engine_rows("A review of links", call)
  if (inherits(x, "pairwave_cohort")) {
    need_waves(x$study, "A review of links", call = call)
    need_code(x$study, "A review of links", call)
  }
  found <- reviewed_links(x)
  if (is.null(found)) {
    abort_pairwave(
      c("{.arg x} must be a cohort or the result of {.fn link_waves}.",
        x = "It is {.obj_type_friendly {x}}."),
      "link", call = call
    )
  }
  if (is.null(found$links)) {
    column <- found$cohort$study$id$column %||% "code"
    abort_pairwave(
      c("There are links to review only where codes that differ by a slip are looked for.",
        x = "Codes were linked only where they are the same.",
        i = "In the study file that is {.code id: {{column: {column}, max_edits: 1}}}; of
             {.fn link_waves} it is {.code max_edits = 1}."),
      "link", call = call
    )
  }
  found
}

# What a reviewer may see of the links.
review_of_links <- function(found, call = rlang::caller_env()) {
  publish(describe_links(found$links), found$cohort, call = call)
}

# Keeps decisions about links by their numbers. Gives the decision of each link as the file
# has it then, with what another session decided meanwhile.
keep_decisions <- function(found, same = integer(), different = integer(), open = integer(),
                           call = rlang::caller_env()) {
  check_can_decide(found$links, found$path, call)
  decided <- frame_rows(found$links, c(same, different, open))
  decided$decision <- rep(c("same", "different", NA),
                          c(length(same), length(different), length(open)))
  all <- write_decisions(found$path, decided)
  all$decision[decision_places(found$links, all)]
}
