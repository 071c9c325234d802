# The review of links, by their numbers or in a window.

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
#' @param same,different,open Numbers of links (column `link`) that are decided to
#'   be one person, or two, or whose decision is taken back. They are kept in the decisions
#'   file, which the study's `id: decisions` (`link-decisions.csv`) or the argument `decisions`
#'   of [link_waves()] names; an earlier decision about the same codes is
#'   replaced. Read or link again to apply them. The file has people's codes, so
#'   nobody but its owner may read it; what two sessions decide at once is kept.
#' @param window `TRUE` shows the links one by one in a window, which RStudio's viewer or a
#'   browser opens; see below.
#' @return A data frame of class `pairwave_link_review`, a row per pair of
#'   people: `link`, `waves_one`, `waves_other` (where each answered), `code_one`,
#'   `code_other` (normalised), `cost` (0 the same code, 1 a slip or a missing element, 2
#'   two of these or another element), `second` (the cost of the best rival, `NA` without
#'   one), `fits_best` (whether the link belongs to the one cheapest way of pairing
#'   everybody, each with one person at most; Kuhn 1955), `constants_agree`,
#'   `constants_differ` (how many), `agree_on`, `differ_on` (their columns, as one text),
#'   `state` and `confirmed` (see [link_waves()]), `decision` and `linked`. Printed, only
#'   the characters in which two codes differ are shown; `print(x, codes = TRUE)` shows
#'   the codes.
#' @section Under a disclosure profile:
#' In a document the result would be published with the rest, so for a cohort whose study
#' has a profile it has no codes: `code_one` and `code_other` are `NA`, as are `agree_on`
#' and `differ_on`, and the print says what to do to see them. Links can be decided all
#' the same, by their numbers. Who reviews has the files at hand and may read them without
#' the profile: `plan <- read_study("study.yml"); plan$disclosure <- "none";
#' review_links(read_cohort(plan))`. The decisions file is the same, so that
#' `read_cohort("study.yml")` applies what was decided. Don't publish the list: each row
#' is about two records.
#' @section The window:
#' Each near link is a card: both codes beside each other with the characters that differ
#' marked, the waves, and what speaks for the link and against it: which constants agree
#' and differ, the cost, the best rival and what fits best with everybody else's links.
#' The other characters are masked until they are asked for; no answer is ever shown. Keys
#' decide: `s` same, `d` different, `n` not sure (the link stays open), `u` undo, the
#' arrows go on and back. Each decision is written at once, as `same =`, `different =` and
#' `open =` write it, so closing the window or a crash loses none, and what was decided
#' can be read in the file. What the cohort gains, read again, is shown once all is
#' decided, and before by `g`. R waits until the window is closed.
#'
#' A window is a page that this R session serves to this machine alone (127.0.0.1), at a path
#' that nobody can guess; it fetches nothing from elsewhere and ends with its page. It needs
#' the packages shiny, httpuv and later. In RStudio Server the window is shown below the
#' server's own address to whoever is signed in there, by way of rstudioapi. Of R on another
#' machine without RStudio Server, bring the port here under the same number
#' (`ssh -L 4321:127.0.0.1:4321`, with `options(shiny.port = 4321)`).
#' @section Errors: `pairwave_error_link` when the study seeks
#'   no near links, or there is no such link, or one is said to be both;
#'   `pairwave_error_missing_package` and `pairwave_error_argument` where there can be no
#'   window.
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
review_links <- function(x, ..., same = integer(), different = integer(), open = integer(),
                         window = FALSE) {
  check_dots_empty()
  found <- links_to_review(x)
  review <- review_of_links(found)
  decided <- c(same, different, open)
  check_decided(review, decided)
  if (length(decided)) {
    kept <- keep_decisions(found, same, different, open)
    review$decision[decided] <- kept[decided]
  }
  if (is_window_wanted(window)) review <- review_links_in_window(found, review)
  review
}
