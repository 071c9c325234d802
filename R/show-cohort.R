# Prints a cohort.

#' @export
print.pairwave_cohort <- function(x, ...) {
  if (is_knit_asis()) return(knit_asis(x))
  writeLines(format(x, ...))
  invisible(x)
}

#' @export
format.pairwave_cohort <- function(x, ...) {
  title <- if (is.null(x$study$title)) "" else paste0(": ", x$study$title)
  counts <- published_counts(x)
  c(
    one_line(c(paste0("<pairwave cohort>", title), cohort_lines(x, counts))),
    unlist(lapply(cohort_tables(x, counts), function(table) {
      c("", write_table(table, "console"))
    }))
  )
}

knit_print.pairwave_cohort <- function(x, ...) {
  counts <- published_counts(x)
  knit_tables(cohort_tables(x, counts), before = c(
    count_people_line(x, counts), "", unlinked_line(x), "", recall_note(x), "",
    excluded_line(x, counts), "",
    not_listed_line(counts), "", leading_zeros_line(x), "", cohort_links_line(counts), "",
    counts$no_wave, by_label_lines(x)
  ))
}

# Finds what is counted of a cohort, as it may be published.
published_counts <- function(cohort) publish(estimate_cohort(cohort), cohort)

cohort_lines <- function(cohort, counts) {
  c(count_people_line(cohort, counts), unlinked_line(cohort), recall_note(cohort),
    excluded_line(cohort, counts),
    not_listed_line(counts), leading_zeros_line(cohort), cohort_links_line(counts),
    counts$no_wave, by_label_lines(cohort))
}

# The printed tables of a cohort: its flow, and its complete pairs where there
# are scales and more than one wave.
cohort_tables <- function(cohort, counts) {
  tables <- list(flow_table(cohort, counts), pairs_table(cohort, counts))
  tables[lengths(tables) > 0]
}

flow_table <- function(cohort, counts = published_counts(cohort)) {
  flow <- counts$flow
  flow[] <- lapply(flow, as.character)
  head <- c("Wave", "Respondents", "Linked", "Unlinked", "Duplicate",
            "No id", "Attended")[seq_along(flow)]
  # Where there is no code, that nobody is linked is said once.
  keep <- if (is_unlinked(cohort$study)) 1:2 else TRUE
  flow <- flow[keep]
  new_print_table(
    flow,
    align = c("l", rep("r", length(flow) - 1)),
    head = head[keep],
    caption = "Respondents per wave"
  )
}

# Says that nobody is followed, where the files have no code.
unlinked_line <- function(cohort) {
  if (!is_unlinked(cohort$study)) return(NULL)
  paste(
    "the study has no code, so nobody is linked: each record counts as one person of one wave,",
    "and unpaired_change() compares the waves as groups"
  )
}

count_people_line <- function(cohort, counts = published_counts(cohort)) {
  # Who answered in several waves is not known to be one person.
  if (is_unlinked(cohort$study)) return(paste(counts$people, "records"))
  # Not by the number itself where that is not shown.
  line <- paste(counts$people, if (identical(counts$people, 1L)) "person" else "people")
  if (!is.null(counts$attended)) {
    least <- cohort$study$attendance$at_least
    line <- paste0(
      line, ", of whom ", counts$attended, " attended at least ", least,
      if (least == 1) " session" else " sessions"
    )
  }
  line
}

# Says which rules of the study set how many records of which wave aside.
excluded_line <- function(cohort, counts) {
  excluded <- counts$excluded
  if (is.null(excluded) || !nrow(excluded)) return(NULL)
  label <- study_wave_labels(cohort$study)
  said <- paste0(
    excluded_words(excluded$reason, excluded$label), " ", excluded$n, " (",
    label[excluded$wave], ")", collapse = ", "
  )
  records <- if (is.numeric(excluded$n)) said_of(sum(excluded$n), "record", "records")
  paste0(records %||% "records", " set aside by rule: ", said)
}

leading_zeros_line <- function(cohort) {
  if (!identical(cohort$study$id$leading_zeros, "drop")) return(NULL)
  "codes that are numbers are compared without leading zeros"
}

not_listed_line <- function(counts) {
  if (is.null(counts$not_listed) || counts$not_listed[["people"]] == 0) return(NULL)
  off <- counts$not_listed[["people"]]
  coded <- counts$not_listed[["coded"]]
  how <- c(
    if (coded) said_of(coded, "code is", "codes are"),
    if (off > coded) paste(off - coded, "gave none")
  )
  paste0(
    said_of(off, "person fits", "people fit"), " nobody on the attendance list (",
    if (coded) paste(how[1], "not there"),
    if (length(how) > 1) ", ", if (off > coded) how[length(how)],
    ") and may be ", if (off == 1) "one" else "some", " of those who attended"
  )
}

# Items that are scored by something else than their codes, by wave.
by_label_lines <- function(cohort) {
  c(
    items_line(cohort, "by_label",
               "scored by their labels, since their codes run otherwise than `answers`: "),
    items_line(cohort, "by_number", "scored by the number that each text of an answer carries: ")
  )
}

# The items of each wave of which a survey's fact tells, after `words`.
items_line <- function(cohort, fact, words) {
  items <- lapply(cohort$surveys, function(survey) attr(survey, "survey")[[fact]])
  items <- items[lengths(items) > 0]
  if (length(items) == 0) {
    return(NULL)
  }
  said <- vapply(items, function(one) paste0(one[1], if (length(one) > 1) paste0(
    " and ", length(one) - 1, " more"
  )), "")
  paste0(words, paste0(said, " (", names(items), ")", collapse = ", "))
}

cohort_links_line <- function(counts) {
  if (is.null(counts$near)) return("near links are not counted under a disclosure profile")
  near_links_line(counts$near$links, counts$near$expected_false)
}

pairs_table <- function(cohort, counts = published_counts(cohort)) {
  pairs <- counts$pairs
  if (is.null(pairs) || !nrow(pairs) || is_unlinked(cohort$study)) {
    return(NULL)
  }
  label <- study_wave_labels(cohort$study)
  contrast <- contrast_label(label[pairs$from], label[pairs$to])
  wide <- tapply(as.character(pairs$n),
                 list(factor(pairs$scale, unique(pairs$scale)),
                      factor(contrast, unique(contrast))), c)
  new_print_table(
    data.frame(Scale = pairs$label[match(rownames(wide), pairs$scale)],
               matrix(wide, nrow(wide))),
    align = c("l", rep("r", ncol(wide))),
    head = c("Scale", colnames(wide)),
    caption = "Complete pairs per contrast",
    notes = score_rule_notes(cohort, pairs, contrast)
  )
}

# For each scale of whose people some have no score although they answered both
# waves: how many have, and the rule.
score_rule_notes <- function(cohort, pairs, contrast) {
  lost <- which(pairs$n < pairs$both)
  vapply(unique(pairs$scale[lost]), function(name) {
    scale <- cohort$study$scales[[name]]
    at <- lost[pairs$scale[lost] == name]
    paste0(
      scale$label, " needs ", scale$min_items, " of its ",
      said_of(length(scale$items), "item", "items"),
      " for a score. Linked people with one in both waves: ",
      paste0(pairs$n[at], " of ", pairs$both[at], " (", contrast[at], ")", collapse = ", "),
      "."
    )
  }, "", USE.NAMES = FALSE)
}
