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
#' The result has the codes of single people, and in a document it would be
#' published with the rest, so a cohort whose study has a profile refuses it. Who
#' reviews has the files at hand and needs no profile: `plan <-
#' read_study("study.yml"); plan$disclosure <- "none"; review_links(read_cohort(plan))`.
#' The decisions file is the same, so that `read_cohort("study.yml")` applies what
#' was decided.
#' @section Errors: `pairwave_error_disclosure` for a cohort whose study has a
#'   disclosure profile: a link is about one person; `pairwave_error_link` when the study seeks
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
  check_dots_empty()
  found <- reviewed_links(x)
  if (is.null(found$links)) {
    abort_pairwave(
      c("{.arg x} must be a cohort whose study seeks near links, or the result of
         {.fn link_waves}.",
        i = "Put {.code max_edits: 1} under {.field id} in the study file and
             read the cohort again."),
      "link"
    )
  }
  review <- describe_links(found$links)
  check_decided(review, same, different)
  decided <- c(same, different)
  if (length(decided)) {
    check_can_decide(review, found$path)
    decision <- rep(c("same", "different"), c(length(same), length(different)))
    review$decision[decided] <- decision
    write_decisions(found$path, review[decided, ])
  }
  review
}

# The near links of a cohort or of linked waves, and where decisions are kept.
reviewed_links <- function(x) {
  if (inherits(x, "pairwave_cohort")) {
    check_microdata_allowed(x$study$disclosure, "Links of single people",
                            call = rlang::caller_env())
    return(list(links = x$links, path = decisions_path(x$study)))
  }
  if (inherits(x, "pairwave_links")) {
    return(list(links = attr(x, "links"), path = attr(x, "decisions")))
  }
  NULL
}

describe_links <- function(links) {
  columns <- c("code_one", "code_other", "cost", "second", "fits_best",
               "constants_agree", "constants_differ", "state", "confirmed",
               "decision", "linked")
  review <- data.frame(link = seq_len(nrow(links)),
                       waves_one = links$waves_one,
                       waves_other = links$waves_other, links[columns])
  structure(review, class = c("pairwave_link_review", "data.frame"))
}

check_can_decide <- function(review, path, call = rlang::caller_env()) {
  if (anyNA(review$code_one)) {
    abort_pairwave(
      c("Links can't be decided once the codes are dropped.",
        i = "Read the cohort with {.code pseudonymise: none} to review it."),
      "link", call = call
    )
  }
  if (is.null(path)) {
    abort_pairwave(
      c("Decisions must have a file to be kept in.",
        i = "Link again with {.code decisions = \"link-decisions.csv\"}."),
      "link", call = call
    )
  }
}

check_decided <- function(review, same, different,
                          call = rlang::caller_env()) {
  decided <- c(same, different)
  unknown <- setdiff(decided, review$link)
  if (length(unknown)) {
    abort_pairwave(
      c("{.arg same} and {.arg different} must be numbers of links.",
        x = "There is no link {unknown[1]}; there {?is/are} {nrow(review)}."),
      "link", call = call
    )
  }
  if (anyDuplicated(decided)) {
    abort_pairwave(
      c("A link must be decided once.",
        x = "Link {decided[duplicated(decided)][1]} is named twice."),
      "link", call = call
    )
  }
}

decisions_path <- function(study) study_path(study$dir, study$id$decisions)

# The decisions that a file holds, or NULL.
read_decisions <- function(path) {
  if (!file.exists(path)) {
    return(NULL)
  }
  columns <- c("code_one", "code_other", "decision")
  text <- read_utf8(
    path, cli::format_inline("Can't read the decisions about links {.file {basename(path)}}."),
    "link"
  )
  # A line that is cut short is a warning, a missing field an error.
  data <- tryCatch(
    utils::read.csv(text = text, colClasses = "character",
                    na.strings = character(), fill = FALSE,
                    encoding = "UTF-8"),
    error = function(e) NULL, warning = function(w) NULL
  )
  if (!all(columns %in% names(data)) ||
      !all(data$decision %in% c("same", "different"))) {
    abort_pairwave(
      c("Each line of the decisions about links must have {.field {columns}}.",
        x = "{.file {basename(path)}} has a line without, or one that says
             something else than {.val same} or {.val different}.",
        i = "Mend the line in a text editor, or take an earlier copy of the file.
             {.fn review_links} writes a new one where there is none."),
      "link", call = NULL
    )
  }
  data[columns]
}

# Reads what is decided again under the lock, since another session may have
# decided something meanwhile. The codes are people's, so the file is private.
write_decisions <- function(path, decided) {
  decided <- as.data.frame(decided)[c("code_one", "code_other", "decision")]
  with_file_lock(path, {
    all <- rbind(decided, read_decisions(path))
    pair <- paste(pmin(all$code_one, all$code_other),
                  pmax(all$code_one, all$code_other), sep = "\x1f")
    all <- all[!duplicated(pair), ]
    all <- all[order(all$code_one, all$code_other, method = "radix"), ]
    write_file(quoted_csv_lines(all), path, private = TRUE)
  })
}

review_columns <- c("link", "waves_one", "waves_other", "code_one", "code_other",
                    "cost", "fits_best", "constants_agree", "constants_differ",
                    "state", "decision", "linked")

# A frame that lacks columns of its class, as the frame that it is.
print_plain <- function(x) {
  plain <- x
  class(plain) <- "data.frame"
  print(plain)
  invisible(x)
}
