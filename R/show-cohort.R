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
  local_style(x$study$style %||% style_shown())
  counts <- published_counts(x)
  c(
    one_line(c(paste0("<pairwave cohort>", title), cohort_lines(x, counts))),
    unlist(lapply(cohort_tables(x, counts), function(table) {
      c("", write_table(table, "console"))
    }))
  )
}

knit_print.pairwave_cohort <- function(x, ...) {
  local_style(x$study$style %||% style_shown())
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
  worded(paste(
    "the study has no code, so nobody is linked: each record counts as one person of one wave,",
    "and unpaired_change() compares the waves as groups"
  ))
}

count_people_line <- function(cohort, counts = published_counts(cohort)) {
  # Who answered in several waves is not known to be one person.
  if (is_unlinked(cohort$study)) return(worded("{n} records", n = counts$people))
  line <- counted_of(counts$people, "person", "people")
  if (is.null(counts$attended)) return(line)
  worded("{people}, of whom {n} attended at least {sessions}", people = line,
         n = counts$attended,
         sessions = said_of(cohort$study$attendance$at_least, "session", "sessions"))
}

# A number of something; of what is not shown, its mark and the word for many.
counted_of <- function(n, one, many) {
  number_of(if (is.numeric(n)) n else 5, one, many, as.character(n))
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
  if (!is.numeric(excluded$n)) return(worded("records set aside by rule: {rules}", rules = said))
  worded("{records} set aside by rule: {rules}", rules = said,
         records = said_of(sum(excluded$n), "record", "records"))
}

leading_zeros_line <- function(cohort) {
  if (!identical(cohort$study$id$leading_zeros, "drop")) return(NULL)
  worded("codes that are numbers are compared without leading zeros")
}

not_listed_line <- function(counts) {
  if (is.null(counts$not_listed) || counts$not_listed[["people"]] == 0) return(NULL)
  off <- counts$not_listed[["people"]]
  coded <- counts$not_listed[["coded"]]
  how <- c(
    if (coded) said_of(coded, "code is not there", "codes are not there"),
    if (off > coded) worded("{n} gave none", n = off - coded)
  )
  how <- paste(how, collapse = ", ")
  if (off == 1) worded(
    paste(
      "{people} nobody on the attendance list ({how}) and may be one of those who attended"
    ), people = said_of(1, "person fits", "people fit"), how = how
  ) else worded(
    paste(
      "{people} nobody on the attendance list ({how}) and may be some of those who attended"
    ), people = said_of(off, "person fits", "people fit"), how = how
  )
}

# Items that are scored by something else than their codes, by wave.
by_label_lines <- function(cohort) {
  c(
    items_line(cohort, "by_label", function(items) worded(
      "scored by their labels, since their codes run otherwise than `answers`: {items}",
      items = items
    )),
    items_line(cohort, "by_number", function(items) worded(
      "scored by the number that each text of an answer carries: {items}", items = items
    ))
  )
}

# Says of the items of each wave what a survey's fact tells.
items_line <- function(cohort, fact, say) {
  items <- lapply(cohort$surveys, function(survey) attr(survey, "survey")[[fact]])
  items <- items[lengths(items) > 0]
  if (length(items) == 0) {
    return(NULL)
  }
  said <- vapply(items, function(one) {
    if (length(one) == 1) one else
      worded("{item} and {n} more", item = one[1], n = length(one) - 1)
  }, "")
  say(paste0(said, " (", names(items), ")", collapse = ", "))
}

cohort_links_line <- function(counts) {
  if (is.null(counts$near)) return(worded("near links are not counted under a disclosure profile"))
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
    worded(
      paste(
        "{scale} needs {least} of its {items} for a score. Linked people with one in both waves:",
        "{people}."
      ),
      scale = scale$label, least = scale$min_items,
      items = said_of(length(scale$items), "item", "items"),
      people = paste0(worded("{some} of {n}", some = pairs$n[at], n = pairs$both[at]), " (",
                      contrast[at], ")", collapse = ", ")
    )
  }, "", USE.NAMES = FALSE)
}
