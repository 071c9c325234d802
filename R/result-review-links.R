# Links to review: the list of near links, and what is decided about them.

#' Review links that are not exact
#'
#' Shows every near link of a cohort with the reasons for and against, the best
#' first, and keeps the reviewer's decisions in a small file beside the study,
#' which [read_cohort()] reads again. No answer to a scale's item is shown.
#'
#' @param x A cohort from [read_cohort()] whose study has `max_edits`,
#'   `elements` or `agree` under `id`, or the result of [link_waves()] with one
#'   of them.
#' @param ... Must be empty.
#' @param same,different Numbers of links (column `link`) that are decided to
#'   be one person, or two. They are added to the decisions file, which the
#'   study's `id: decisions` (`link-decisions.csv`) or the argument `decisions`
#'   of [link_waves()] names; an earlier decision about the same codes is
#'   replaced. Read or link again to apply them. The file has people's codes, so
#'   nobody but its owner may read it; what two sessions decide at once is kept.
#' @return A data frame of class `pairwave_link_review`, a row per pair of
#'   people: `link`, `waves_one`, `waves_other` (where each answered),
#'   `code_one`, `code_other` (normalised), `cost` (0 the same code, 1 a slip
#'   or a missing element, 2 two of these or another element), `second` (the
#'   cost of the best rival, `NA` without one), `fits_best` (whether the link
#'   belongs to the one cheapest way of pairing everybody, each with one person
#'   at most; Kuhn 1955), `constants_agree`, `constants_differ`, `state` and
#'   `confirmed` (see [link_waves()]), `decision` and `linked`. Printed, only the characters in
#'   which two codes differ are shown; `print(x, codes = TRUE)` shows the codes.
#' @section Under a disclosure profile:
#' In a document the result would be published with the rest, so for a cohort whose
#' study has a profile it has no codes: `code_one` and `code_other` are `NA`, and the
#' print says what to do to see them. Links can be decided all the same, by their
#' numbers. Who reviews has the files at hand and may read them without the profile:
#' `plan <- read_study("study.yml"); plan$disclosure <- "none";
#' review_links(read_cohort(plan))`. The decisions file is the same, so that
#' `read_cohort("study.yml")` applies what was decided. Don't publish the list: each
#' row is about two records.
#' @section Errors: `pairwave_error_link` when the study seeks
#'   no near links, or there is no such link, or one is said to be both.
#' @export
#' @examples
#' folder <- tempfile()
#' dir.create(folder)
#' write.csv(data.frame(code = c("KT14M", "BA02J"), q1 = 1:2),
#'           file.path(folder, "pre.csv"), row.names = FALSE)
#' write.csv(data.frame(code = c("KT15M", "BA02J"), q1 = 3:4),
#'           file.path(folder, "post.csv"), row.names = FALSE)
#' plan <- study(waves = c(pre = "pre.csv", post = "post.csv"),
#'               id = list(column = "code", max_edits = 1), dir = folder)
#' review_links(read_cohort(plan))
#' review_links(read_cohort(plan), same = 1)
#' read_cohort(plan)
review_links <- function(x, ..., same = integer(), different = integer()) {
  if (inherits(x, "pairwave_engine_cohort")) abort_engine_rows("A review of links")
  check_dots_empty()
  if (inherits(x, "pairwave_cohort")) {
    need_waves(x$study, "A review of links")
    need_code(x$study, "A review of links")
  }
  found <- reviewed_links(x)
  if (is.null(found)) {
    abort_pairwave(
      c("{.arg x} must be a cohort or the result of {.fn link_waves}.",
        x = "It is {.obj_type_friendly {x}}."),
      "link"
    )
  }
  if (is.null(found$links)) {
    column <- found$cohort$study$id$column %||% "code"
    abort_pairwave(
      c("There are links to review only where codes that differ by a slip are looked for.",
        x = "Codes were linked only where they are the same.",
        i = "In the study file that is {.code id: {{column: {column}, max_edits: 1}}}; of
             {.fn link_waves} it is {.code max_edits = 1}."),
      "link"
    )
  }
  review <- publish(describe_links(found$links), found$cohort)
  check_decided(review, same, different)
  decided <- c(same, different)
  if (length(decided)) {
    check_can_decide(found$links, found$path)
    review$decision[decided] <- rep(c("same", "different"), c(length(same), length(different)))
    write_decisions(found$path, data.frame(
      found$links[decided, c("code_one", "code_other")], decision = review$decision[decided]
    ))
  }
  review
}
