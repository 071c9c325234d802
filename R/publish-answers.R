# What a disclosure profile leaves of the answers to items.

# A question of one wave and of no scale is a question as demographics() counts them, of
# the people of that wave. Of all other items nothing is shown: their answers beside
# the means and moves of the same people would tell more than either. An answer that
# no file lists is what somebody wrote, and has no line.
suppress.pairwave_answers <- function(result, profile, cohort, ..., call) {
  frame <- as.data.frame(result)
  frame <- frame[frame$statistic != "count" | frame$listed, ]
  frame$status <- rep("shown", nrow(frame))
  frame$mark <- frame$percent_mark <- rep(NA_character_, nrow(frame))
  in_scales <- unlist(lapply(cohort$study$scales, `[[`, "items"))
  asked <- tapply(frame$wave, frame$item, function(waves) length(unique(waves)))
  alone <- frame$item %in% setdiff(names(asked)[asked == 1], in_scales)
  frame <- suppress_answers(frame, !alone, profile)
  for (wave in unique(frame$wave[alone])) {
    at <- which(alone & frame$wave == wave)
    frame[at, ] <- publish_answers(frame[at, ], wave, profile, cohort, call)
  }
  with_rows(result, structure(frame, disclosure = profile))
}

suppress_answers <- function(rows, away, profile) {
  rows[away, c("estimate", "percent")] <- NA_real_
  rows$n[away] <- NA_integer_
  rows$method[away] <- rows$reason[away] <- "suppressed"
  rows$about[away] <- profile$title
  rows$status[away] <- "suppressed"
  rows$mark[away] <- profile$mark
  rows
}

# The rows of the questions of one wave as their demographic table may be published.
publish_answers <- function(rows, wave, profile, cohort, call) {
  items <- unique(rows$item)
  rule <- table_rule(cohort$study$undisclosed$label, cohort$study$undisclosed$codes,
                     "disclosed", "multinomial", 1L, "paper", NULL, call)
  columns <- lapply(stats::setNames(nm = items), function(item) {
    people_answers(cohort, item)[[wave]]
  })
  there <- !is.na(cohort$people[[wave]])
  found <- estimate_demographics(
    new_frame(columns), lapply(items, new_variable, label = "", possible = TRUE, asked = there),
    stats::setNames(list(there), wave), NULL, rule, list(), call
  )
  table <- publish(found, cohort, linked = every_population(cohort), call = call)$rows
  key <- function(item, level) paste(item, level, sep = "\r")
  level <- ifelse(rows$statistic %in% c("count", "no_answer"), rows$level, "\r")
  place <- match(key(rows$item, level), key(table$variable, table$level))
  known <- !is.na(place)
  from <- table[place[known], ]
  rows$estimate[known] <- from$n
  rows$percent[known] <- from$percent
  rows$n[known] <- from$denominator
  for (fact in c("status", "mark", "percent_mark", "method", "about", "setting")) {
    rows[[fact]][known] <- from[[fact]]
  }
  rows$reason[known] <- ifelse(from$status == "suppressed", "suppressed", NA)
  # Those who answered are shown where the table shows of how many its shares are.
  total <- which(rows$statistic == "n")
  rows$estimate[total] <- rows$n[total] <-
    table$denominator[match(rows$item[total], table$variable)]
  suppress_answers(rows, !known & !(rows$statistic == "n" & !is.na(rows$n)), profile)
}
