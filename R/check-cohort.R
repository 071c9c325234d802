# What may be wrong with a cohort, found before anything is computed from it.

#' Check a cohort
#'
#' Looks for what goes wrong when a new export arrives: people who were not
#' linked, codes that came twice, items nobody answered, an item that was turned
#' round, labels that moved between waves. It counts, and never shows what a
#' respondent answered.
#'
#' @param x A cohort from [read_cohort()], or the path of a study file.
#' @param ... Not used; must be empty.
#'
#' @return A data frame of class `pairwave_findings`, a row for each finding,
#'   errors first: `rule`, `severity` (`"error"` or `"warning"`), `wave` and
#'   `variable` (`NA` where the finding has none), `count` (records, people or
#'   answers, as `message` says), `message` and `remedy`. No row means that
#'   nothing was found. The rules:
#'
#' | rule | severity | found when |
#' |---|---|---|
#' | `linked_share` | error | fewer records of a wave are linked than `checks: min_linked` of the study asks |
#' | `labels_differ` | error | an answer code of a variable has another label in another wave |
#' | `item_empty` | error | nobody answered an item of a scale |
#' | `item_against` | warning | an item goes against the rest of its scale (item-rest correlation below -0.1, 10 or more respondents) |
#' | `item_constant` | warning | 10 or more respondents gave an item the same answer |
#' | `item_missing` | warning | over a fifth of those who answered a scale left out the item, and at least 3 |
#' | `same_answer` | warning | respondents gave one answer to all of 5 or more items |
#' | `not_scored` | warning | people answered too few items of a scale for a score |
#' | `code_twice` | warning | records share one person's code within a wave |
#' | `no_code` | warning | records have no code |
#' | `near_link` | warning | codes that nearly match are not decided |
#' | `not_labelled` | warning | a demographic with labels has answers without one |
#' | `wording_differs` | warning | the question of an item differs between waves |
#' @section Errors: those of [read_cohort()] for a path, and
#'   `pairwave_error_argument` for anything that is no cohort.
#' @seealso [check_fails()] for whether findings should stop a build, and the
#'   command `pairwave check` in the package's folder `bin`.
#' @export
#' @examples
#' check_cohort(system.file("extdata", "demo", "study.yml", package = "pairwave"))
check_cohort <- function(x, ...) {
  rlang::check_dots_empty()
  if (rlang::is_string(x)) x <- read_cohort(x)
  if (!inherits(x, "pairwave_cohort")) {
    abort_pairwave(
      c("{.arg x} must be a cohort or the path of a study file.",
        x = "It is {.obj_type_friendly {x}}.",
        i = "Read a cohort with {.code read_cohort()}."),
      "argument"
    )
  }
  found <- rbind(
    findings_of_links(x), findings_of_records(x), findings_of_items(x),
    findings_of_labels(x), findings_of_demographics(x)
  )
  if (is.null(found)) found <- finding("", "error", NA, NA, 0, "", "")[0, ]
  found <- found[order(found$severity != "error"), ]
  structure(found, row.names = seq_len(nrow(found)),
            class = c("pairwave_findings", "pairwave_result", "data.frame"),
            fail_on = x$study$checks$fail_on %||% "error")
}

#' Do findings fail a check?
#'
#' @param findings A result of [check_cohort()].
#' @param ... Not used; must be empty.
#' @param fail_on `"error"` for errors only, `"warning"` for warnings too,
#'   `"never"`; `NULL` takes `checks: fail_on` of the study file.
#' @return `TRUE` or `FALSE`.
#' @export
#' @examples
#' found <- check_cohort(
#'   system.file("extdata", "demo", "study.yml", package = "pairwave")
#' )
#' check_fails(found)
check_fails <- function(findings, ..., fail_on = NULL) {
  rlang::check_dots_empty()
  fail_on <- fail_on %||% attr(findings, "fail_on")
  fail_on <- rlang::arg_match0(fail_on, c("error", "warning", "never"))
  switch(fail_on, never = FALSE, warning = nrow(findings) > 0,
         error = any(findings$severity == "error"))
}

finding <- function(rule, severity, wave, variable, count, message, remedy) {
  data.frame(rule = rule, severity = severity, wave = as.character(wave),
             variable = as.character(variable), count = as.integer(count),
             message = message, remedy = remedy)
}

# "1 record has" or "3 records have".
said_of <- function(n, one, many) paste(n, if (n == 1) one else many)

findings_of_links <- function(cohort) {
  found <- NULL
  least <- cohort$study$checks$min_linked
  for (wave in names(cohort$surveys)) {
    status <- cohort$respondents$status[cohort$respondents$wave == wave]
    linked <- sum(status == "linked")
    if (is.numeric(least) && !is.na(least) && linked < least * length(status)) {
      found <- rbind(found, finding(
        "linked_share", "error", wave, NA, length(status) - linked,
        paste0(linked, " of ", length(status), " records are linked; the study asks for ",
               format(100 * least), "%"),
        "look at the codes with review_links(), and at the study's id section"
      ))
    }
    twice <- sum(status == "duplicate")
    if (twice) found <- rbind(found, finding(
      "code_twice", "warning", wave, NA, twice,
      said_of(twice, "record repeats a person's code", "records repeat a person's code"),
      "say under id: duplicates which record to keep, or correct the export"
    ))
    without <- sum(status == "no_id")
    if (without) found <- rbind(found, finding(
      "no_code", "warning", wave, NA, without,
      said_of(without, "record has no code", "records have no code"),
      "they are counted but can't be linked; ask for the code in the survey"
    ))
  }
  open <- sum(cohort$links$linked %in% FALSE & is.na(cohort$links$decision))
  if (open) found <- rbind(found, finding(
    "near_link", "warning", NA, NA, open,
    said_of(open, "pair of codes nearly matches and is not decided",
            "pairs of codes nearly match and are not decided"),
    "decide with review_links(), and name its file under id: decisions"
  ))
  found
}

findings_of_records <- function(cohort) {
  found <- NULL
  for (scale in cohort$study$scales) for (wave in names(cohort$surveys)) {
    scores <- cohort$scores[cohort$scores$scale == scale$name &
                              cohort$scores$wave == wave, ]
    few <- sum(is.na(scores$score) & scores$n_answered > 0)
    if (few) found <- rbind(found, finding(
      "not_scored", "warning", wave, scale$name, few,
      said_of(few, "person answered too few items for a score",
              "people answered too few items for a score"),
      "they are left out of change in this scale; min_items sets the rule"
    ))
    answers <- scale_item_answers(cohort, scale, wave)
    same <- sum(apply(answers, 1, function(row) {
      length(row) >= 5 && !anyNA(row) && all(row == row[1])
    }))
    if (same) found <- rbind(found, finding(
      "same_answer", "warning", wave, scale$name, same,
      said_of(same, "respondent gave one answer to every item",
              "respondents gave one answer to every item"),
      "see whether they read the items; compare the results without them"
    ))
  }
  found
}

# A matrix: the records of people in a wave, a column for each item.
scale_item_answers <- function(cohort, scale, wave) {
  rows <- cohort$people[[wave]]
  survey <- cohort$surveys[[wave]][rows[!is.na(rows)], , drop = FALSE]
  answers <- lapply(survey[scale$items], function(x) as.double(numeric_answers(x)))
  matrix(unlist(answers), nrow(survey), dimnames = list(NULL, scale$items))
}

findings_of_items <- function(cohort) {
  found <- NULL
  for (scale in cohort$study$scales) for (wave in names(cohort$surveys)) {
    answers <- scale_item_answers(cohort, scale, wave)
    answers <- answers[rowSums(!is.na(answers)) > 0, , drop = FALSE]
    for (item in scale$items) {
      found <- rbind(found, findings_of_item(answers, item, scale, wave))
    }
  }
  found
}

findings_of_item <- function(answers, item, scale, wave) {
  x <- answers[, item]
  n <- sum(!is.na(x))
  absent <- sum(is.na(x))
  if (n == 0) {
    return(finding("item_empty", "error", wave, item, absent,
                   "nobody answered the item",
                   "see whether the export has it under another name"))
  }
  found <- NULL
  if (absent > length(x) / 5 && absent >= 3) found <- finding(
    "item_missing", "warning", wave, item, absent,
    paste0(absent, " of ", length(x), " respondents left out the item"),
    "see whether everyone was asked"
  )
  if (n >= 10 && all(x == x[!is.na(x)][1], na.rm = TRUE)) {
    return(rbind(found, finding(
      "item_constant", "warning", wave, item, n,
      paste("all", n, "respondents gave the same answer"),
      "see whether the export is complete"
    )))
  }
  turned <- scale$items %in% scale$reverse
  answers[, turned] <- -answers[, turned]
  whole <- stats::complete.cases(answers)
  others <- rowSums(answers[, scale$items != item, drop = FALSE])
  if (sum(whole) < 10 || length(scale$items) < 3) return(found)
  r <- suppressWarnings(stats::cor(answers[whole, item], others[whole]))
  if (!is.na(r) && r < -0.1) found <- rbind(found, finding(
    "item_against", "warning", wave, item, sum(whole),
    paste0("the item goes against the rest of the scale, r = ", decimals(r)),
    "see whether reverse names the right items, and how the export codes it"
  ))
  found
}

# The same variable in two waves: what the codes mean, and what was asked.
findings_of_labels <- function(cohort) {
  found <- NULL
  waves <- names(cohort$surveys)
  items <- unlist(lapply(cohort$study$scales, `[[`, "items"), use.names = FALSE)
  columns <- c(items, vapply(cohort$study$demographics, `[[`, "", "column"))
  for (column in unique(columns)) {
    with <- waves[vapply(waves, function(w) column %in% names(cohort$surveys[[w]]), NA)]
    for (wave in with[-1]) {
      first <- cohort$surveys[[with[1]]][[column]]
      here <- cohort$surveys[[wave]][[column]]
      moved <- moved_labels(first, here)
      if (moved) found <- rbind(found, finding(
        "labels_differ", "error", wave, column, moved,
        paste0(said_of(moved, "code has another label than in ",
                       "codes have another label than in "), with[1]),
        "see which wave's labels are right before the answers are compared"
      ))
      asked <- c(wording(first), wording(here))
      if (column %in% items && !anyNA(asked) && asked[1] != asked[2]) {
        found <- rbind(found, finding(
          "wording_differs", "warning", wave, column, 1,
          paste("the question is not worded as in", with[1]),
          "see whether the same thing was asked"
        ))
      }
    }
  }
  found
}

# How many codes that both columns label have labels that differ in more than
# case and space.
moved_labels <- function(first, here) {
  one <- attr(first, "labels", exact = TRUE)
  other <- attr(here, "labels", exact = TRUE)
  at <- match(as.vector(one), as.vector(other))
  sum(plain_wording(names(one)) != plain_wording(names(other)[at]), na.rm = TRUE)
}

wording <- function(column) {
  label <- attr(column, "label", exact = TRUE)
  if (is.null(label) || !nzchar(label)) NA_character_ else plain_wording(label)
}

plain_wording <- function(text) tolower(gsub("[[:space:]]+", " ", trimws(text)))

findings_of_demographics <- function(cohort) {
  found <- NULL
  for (one in cohort$study$demographics) for (wave in names(cohort$surveys)) {
    column <- cohort$surveys[[wave]][[one$column]]
    labels <- as.vector(attr(column, "labels", exact = TRUE))
    if (!length(labels)) next
    plain <- plain_values(column)
    without <- sum(!is.na(plain) & !plain %in% labels)
    if (without) found <- rbind(found, finding(
      "not_labelled", "warning", wave, one$column, without,
      said_of(without, "answer has a code without a label",
              "answers have a code without a label"),
      "label the code, or declare it as missing"
    ))
  }
  found
}

#' @exportS3Method
as_print_table.pairwave_findings <- function(x, ...) {
  blank <- function(text) ifelse(is.na(text), "", text)
  body <- if (nrow(x)) {
    data.frame(x$severity, blank(x$wave), blank(x$variable), x$message, x$rule,
               x$remedy)
  } else {
    data.frame("none", "", "", "nothing was found", "", "")
  }
  errors <- sum(x$severity == "error")
  new_print_table(
    body, head = c("Severity", "Wave", "Variable", "Finding", "Rule", "Remedy"),
    align = rep("l", 6), row_heads = 3,
    notes = paste0(said_of(errors, "error", "errors"), ", ",
                   said_of(nrow(x) - errors, "warning", "warnings"), ".")
  )
}
