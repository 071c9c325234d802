# Prints a cohort.

#' @export
print.pairwave_cohort <- function(x, ...) {
  writeLines(format(x, ...))
  invisible(x)
}

#' @export
format.pairwave_cohort <- function(x, ...) {
  title <- if (is.null(x$study$title)) "" else paste0(": ", x$study$title)
  c(
    one_line(c(paste0("<pairwave cohort>", title), count_people_line(x),
               not_listed_line(x), cohort_links_line(x), no_wave_lines(x),
               by_label_lines(x))),
    unlist(lapply(cohort_tables(x), function(table) {
      c("", write_table(table, "console"))
    }))
  )
}

#' @exportS3Method knitr::knit_print
knit_print.pairwave_cohort <- function(x, ...) {
  knit_tables(cohort_tables(x), before = c(
    count_people_line(x), "", not_listed_line(x), "", cohort_links_line(x), "",
    no_wave_lines(x), by_label_lines(x)
  ))
}

# The printed tables of a cohort: its flow, and its complete pairs where there
# are scales and more than one wave.
cohort_tables <- function(cohort) {
  tables <- list(flow_table(cohort), pairs_table(cohort))
  tables[lengths(tables) > 0]
}

flow_table <- function(cohort) {
  flow <- cohort_flow(cohort)
  new_print_table(
    flow_as_text(flow, cohort),
    align = c("l", rep("r", length(flow) - 1)),
    head = c("Wave", "Respondents", "Linked", "Unlinked", "Duplicate",
             "No id", "Attended")[seq_along(flow)],
    caption = "Respondents per wave"
  )
}

# The counts as far as the study's disclosure profile shows them.
flow_as_text <- function(flow, cohort) {
  profile <- disclosure_profile(cohort$study$disclosure)
  waves <- names(cohort$surveys)
  called <- c(respondents = "received", attended = "attended", linked = "status linked",
              unlinked = "status unlinked", duplicate = "status duplicate",
              no_id = "status no_id")
  text <- flow
  for (column in setdiff(names(flow), "wave")) {
    held <- !is_published(paste(waves, called[[column]]), cohort)
    text[[column]] <- count_texts(flow[[column]], profile, held)
  }
  text
}

# A row per wave: how many came in and what became of them. The four statuses
# add up to the respondents.
cohort_flow <- function(cohort) {
  flow <- count_statuses(cohort$respondents)
  waves <- flow$wave
  flow$wave <- unname(study_wave_labels(cohort$study)[waves])
  if (!is.null(cohort$study$attendance)) {
    came <- attenders(cohort)
    flow$attended <- vapply(waves, function(wave) {
      sum(came & !is.na(cohort$people[[wave]]))
    }, 0L, USE.NAMES = FALSE)
  }
  flow
}

count_people_line <- function(cohort) {
  profile <- disclosure_profile(cohort$study$disclosure)
  n <- nrow(cohort$people)
  # Not by the number itself where that is not shown.
  one <- n == 1 && !is_protecting(profile)
  line <- paste(count_texts(n, profile, !is_published("everyone", cohort)),
                if (one) "person" else "people")
  if (!is.null(cohort$study$attendance)) {
    least <- cohort$study$attendance$at_least
    came <- sum(attenders(cohort))
    few <- !is_published("attended", cohort)
    line <- paste0(
      line, ", of whom ", count_texts(came, profile, few), " attended at least ", least,
      if (least == 1) " session" else " sessions"
    )
  }
  line
}

# How many of the people fit nobody on the attendance list, whom a reader would
# take for attenders too many. A small count, so not under a disclosure profile.
not_listed_line <- function(cohort) {
  if (is.null(cohort$study$attendance) ||
      is_protecting(disclosure_profile(cohort$study$disclosure))) return(NULL)
  off <- cohort$people$person[is.na(cohort$people$attended)]
  if (!length(off)) return(NULL)
  records <- cohort$respondents[cohort$respondents$person %in% off, ]
  coded <- length(unique(records$person[records$status != "no_id"]))
  how <- c(
    if (coded) said_of(coded, "code is", "codes are"),
    if (length(off) > coded) paste(length(off) - coded, "gave none")
  )
  paste0(
    said_of(length(off), "person fits", "people fit"), " nobody on the attendance list (",
    if (coded) paste(how[1], "not there"),
    if (length(how) > 1) ", ", if (length(off) > coded) how[length(how)],
    ") and may be ", if (length(off) == 1) "one" else "some", " of those who attended"
  )
}

# Rows of a file of several waves that belong to none of them.
no_wave_lines <- function(cohort) {
  if (is_protecting(disclosure_profile(cohort$study$disclosure))) return(NULL)
  unique(unlist(lapply(cohort$surveys, function(survey) {
    attr(survey, "survey")$no_wave
  })))
}

# Items whose codes run otherwise than the scale's answers, by wave.
by_label_lines <- function(cohort) {
  items <- lapply(cohort$surveys, function(survey) attr(survey, "survey")$by_label)
  items <- items[lengths(items) > 0]
  if (length(items) == 0) {
    return(NULL)
  }
  said <- vapply(items, function(one) paste0(one[1], if (length(one) > 1) paste0(
    " and ", length(one) - 1, " more"
  )), "")
  paste0("scored by their labels, since their codes run otherwise than `answers`: ",
         paste0(said, " (", names(items), ")", collapse = ", "))
}

cohort_links_line <- function(cohort) {
  if (!is.null(cohort$links) &&
      is_protecting(disclosure_profile(cohort$study$disclosure))) {
    return("near links are not counted under a disclosure profile")
  }
  near_links_line(cohort$links, cohort$expected_false)
}

# Complete pairs of scores per scale and contrast.
cohort_pairs <- function(cohort) {
  waves <- names(cohort$surveys)
  at <- wave_contrasts(waves)
  pairs <- data.frame(from = waves[at$from], to = waves[at$to])
  parts <- lapply(cohort$study$scales, function(scale) {
    wide <- scores_wide(cohort, scale$name)
    n <- mapply(function(from, to) {
      sum(!is.na(wide[[from]]) & !is.na(wide[[to]]))
    }, pairs$from, pairs$to)
    data.frame(scale = rep(scale$name, nrow(pairs)),
               label = rep(scale$label, nrow(pairs)), pairs,
               n = as.integer(n), row.names = NULL)
  })
  do.call(rbind, unname(parts))
}

pairs_table <- function(cohort) {
  pairs <- cohort_pairs(cohort)
  if (is.null(pairs) || !nrow(pairs)) {
    return(NULL)
  }
  label <- study_wave_labels(cohort$study)
  contrast <- contrast_name(label[pairs$from], label[pairs$to])
  profile <- disclosure_profile(cohort$study$disclosure)
  held <- rows_not_published(pairs, cohort, paste(pairs$from, pairs$to, sep = "+"))
  wide <- tapply(count_texts(pairs$n, profile, held),
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
# waves: how many have, and the rule. Small counts, so not under a profile.
score_rule_notes <- function(cohort, pairs, contrast) {
  if (is_protecting(disclosure_profile(cohort$study$disclosure))) return(character())
  waves <- names(cohort$surveys)
  usable <- lapply(stats::setNames(nm = waves), usable_records, cohort = cohort)
  both <- mapply(function(from, to) sum(usable[[from]] & usable[[to]]),
                 pairs$from, pairs$to)
  lost <- which(pairs$n < both)
  vapply(unique(pairs$scale[lost]), function(name) {
    scale <- cohort$study$scales[[name]]
    at <- lost[pairs$scale[lost] == name]
    paste0(
      scale$label, " needs ", scale$min_items, " of its ",
      said_of(length(scale$items), "item", "items"),
      " for a score. Linked people with one in both waves: ",
      paste0(pairs$n[at], " of ", both[at], " (", contrast[at], ")", collapse = ", "),
      "."
    )
  }, "", USE.NAMES = FALSE)
}
