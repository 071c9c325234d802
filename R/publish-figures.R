# What may be published of statistics: means, tests, and the counts of people
# beside them.

# The rows of a result as they may be published, with a `status` each. Rows that
# share the columns `by` rest on the same people, `n` of them. `kinds` says of
# the statistics which are counts of people who make up n together (`parts`, a
# list), counts of some of the n (`of_n`), other counts (`people`), the n of all
# waves (`whole`), and figures that n people have in common (`averages`), and of the
# same kind, but n follows from them, or from rounded n and them together
# (`moments`). Any other statistic is shown only where every
# count of its rows is shown as it is: from a t and a d, or a share of people,
# the n follows. `suppressed` marks rows of which nothing may be shown.
suppress_figures <- function(frame, profile, by, kinds,
                             suppressed = rep(FALSE, nrow(frame))) {
  frame$status <- rep("shown", nrow(frame))
  blocks <- table_blocks(frame, by)
  if (is.null(profile$base)) {
    alone <- few_beside_others(frame, kinds, profile)
    for (block in blocks) {
      frame[block, ] <- suppress_small_figures(
        frame[block, ], kinds, profile, suppressed[block], alone[block]
      )
    }
  } else {
    for (block in blocks) {
      frame[block, ] <- round_figures(frame[block, ], kinds, profile,
                                      suppressed[block])
    }
  }
  # What a method was applied to may tell how many people there were.
  telling <- intersect(c("detail", "df1", "df2"), names(frame))
  frame[telling] <- lapply(frame[telling], function(x) rep(NA_real_, length(x)))
  # Skewness and ties are facts about single people.
  if ("caution" %in% names(frame)) frame$caution <- rep(NA_character_, nrow(frame))
  # Over how many tests p is adjusted tells of which there was none.
  over <- frame$method %in% names(adjusted_of_number)
  frame$method[over] <- adjusted_of_number[frame$method[over]]
  frame$setting[over] <- NA_real_
  # Why there is no estimate tells how few answered two of the waves.
  frame <- suppress_rows(frame, is.na(frame$estimate) & frame$reason %in% "likelihood_few",
                         profile, with_n = FALSE)
  structure(frame, disclosure = profile)
}

# By method that names the number of its tests, the method without it.
adjusted_of_number <- c(
  holm_tests = "holm", holm_items = "holm", holm_scales = "holm", bh_tests = "bh", bh_items = "bh"
)

# Nothing of some rows; not even why a figure does not exist, which could say
# how few there are.
suppress_rows <- function(frame, rows, profile, with_n = TRUE) {
  frame[rows, c("estimate", "conf_low", "conf_high")] <- NA_real_
  if (with_n) frame$n[rows] <- NA_integer_
  frame$method[rows] <- frame$reason[rows] <- "suppressed"
  frame$interval[rows] <- NA_character_
  facts <- intersect(c("weighted", "against", "setting"), names(frame))
  frame[rows, facts] <- NA
  frame$about[rows] <- profile$title
  frame$status[rows] <- "suppressed"
  frame
}

# ---- a threshold -------------------------------------------------------------

# Counts that do not make up a total: where one is small, those of the other
# contrasts of its scale are suppressed with it, as they are about the same people.
few_beside_others <- function(frame, kinds, profile) {
  small <- frame$statistic %in% c(kinds$people, kinds$of_n) &
    is_small(frame$estimate, profile$threshold)
  rest <- frame$statistic %in% kinds$of_n &
    is_small(frame$n - frame$estimate, profile$threshold)
  few <- (small | rest) %in% TRUE
  together <- ifelse(frame$statistic %in% kinds$people, "people", frame$statistic)
  key <- paste(frame$scale, together, sep = "\r")
  frame$statistic %in% c(kinds$people, kinds$of_n) & key %in% key[few]
}

suppress_small_figures <- function(part, kinds, profile, suppressed, alone) {
  k <- profile$threshold
  if (all(suppressed)) return(suppress_rows(part, TRUE, profile))
  small <- alone
  for (names in kinds$parts) {
    at <- match(names, part$statistic)
    if (anyNA(at) || anyNA(part$estimate[at])) next
    small[at] <- suppress_small(part$estimate[at], k)
  }
  counts <- c(unlist(kinds$parts), kinds$of_n, kinds$people, kinds$whole)
  telling <- !part$statistic %in% c("n", counts, kinds$averages, kinds$moments)
  all <- small | suppressed | (telling & any(small[!part$statistic %in% kinds$people]))
  part <- suppress_rows(part, all, profile, with_n = FALSE)
  few <- is_small(part$n, k) & !all
  few <- few %in% TRUE | suppressed
  suppress_rows(part, few, profile)
}

# ---- rounding ----------------------------------------------------------------

# Counts beside n are rounded where they make it up or are some of it. Others are
# suppressed: with n they would make up totals that are rounded elsewhere.
round_figures <- function(part, kinds, profile, suppressed) {
  n <- part$n
  for (names in kinds$parts) {
    at <- match(names, part$statistic)
    if (anyNA(at) || anyNA(part$estimate[at])) next
    all <- sum(part$estimate[at])
    shown <- round_counts(part$estimate[at], all, profile)
    if (gives_a_count_away(shown, all, profile)) shown$n[] <- NA
    part$estimate[at] <- shown$n
  }
  whole <- part$statistic %in% c("n", kinds$whole)
  part$estimate[whole] <- round_total(part$estimate[whole], profile)
  for (i in which(part$statistic %in% kinds$of_n & !is.na(part$estimate))) {
    part$estimate[i] <- round_counts(part$estimate[i], n[i], profile)$n
  }
  counts <- whole | part$statistic %in% c(unlist(kinds$parts), kinds$of_n, kinds$people)
  averages <- part$statistic %in% kinds$averages
  part$n <- round_total(n, profile)
  part$status[counts] <- "rounded"
  held <- suppressed | part$statistic %in% kinds$people |
    (counts & is.na(part$estimate)) | (!counts & !averages) |
    (averages & n < profile$mean_from)
  exact <- part$estimate
  part <- coarse_figures(part, n, counts, profile)
  held <- held | (part$statistic %in% c("p", "p_adjusted") & p_tells_n(part, exact, n, profile))
  part <- suppress_rows(part, held, profile, with_n = FALSE)
  # Of people whose number may not be shown, it is not shown beside a figure either.
  suppress_rows(part, suppressed, profile)
}
