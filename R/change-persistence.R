# Did a gain last? The last of three waves against the first two.

#' Did the gain last?
#'
#' Compares a later wave with the one that ended the programme, against the
#' wave before it: whether the later answers are lower by less than a margin
#' that mattered before the data were seen, what part of the gain remains, who
#' kept theirs, and how much lower the people who were lost would have to be
#' for the gain to vanish.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per
#'   person and one column per wave.
#' @param ... Must be empty.
#' @param waves Three names, in time order: before, after, later. Columns of a
#'   data frame, or waves of the study (by default its first three).
#' @param margin The largest loss that does not matter, in points of the
#'   scale: one number, or one for each scale of a cohort with their names.
#'   `NULL` takes the `margin` of the cohort's study, and none for a data frame.
#' @param counts Name of a column of `x` that says how many people each row
#'   stands for; `NULL` for one each.
#' @param label What the columns measure, for the printed table.
#' @param scales Names of the scales of the cohort's study; `NULL` for all.
#' @param test `"non_inferiority"` asks whether the loss is below the margin;
#'   `"equivalence"` whether loss and further gain both are, by two one-sided
#'   tests.
#' @param conf_level Level of the intervals of the retained share and of the
#'   people who kept their gain. The change since has the interval of level
#'   `2 * conf_level - 1` (90% by default), which agrees with the one-sided
#'   tests.
#'
#' @return A data frame of class `pairwave_persistence`, one row per scale and
#'   statistic, with columns `scale`, `label`, `statistic`, `estimate`,
#'   `conf_low`, `conf_high`, `n`, `rule` and `note` (why an estimate is `NA`):
#'   * `change_since`: later less after, on people who answered both;
#'   * `margin`: the margin;
#'   * `p_persistence`: the p of the test, the larger of two for equivalence;
#'   * `gain`: after less before, on people who answered all three;
#'   * `retention`: (later - before) / (after - before) on the same people,
#'     with Fieller's (1954) interval; none where the gain's own interval
#'     reaches zero;
#'   * `kept`: of people who rose from before to after, the share whose later
#'     answer is no more than the margin (0 where there is none) below after;
#'     Wilson's (1927) interval;
#'   * `n_lost`: people who answered before or after but not later, those whose
#'     code did not link among them;
#'   * `gain_likelihood`: later less before for everyone who answered at least
#'     one of the three waves, by the likelihood of [paired_change()], with its
#'     interval;
#'   * `gain_if_unchanged`: later less before of all who answered before, the
#'     lost among them taken to stand where they stood: a cautious bound;
#'   * `tipping_point`: how many points lower than the likelihood predicts the
#'     lost must be, on average, for that gain to vanish: n times the gain over
#'     `n_lost`.
#'
#' @section Errors: `pairwave_error_argument` for columns, waves, scales, a
#'   margin or a level that can't be used.
#' @export
#' @examples
#' answers <- data.frame(
#'   pre = c(24, 28, 31, 22, 27, 30, 25), post = c(27, 30, 31, 26, 29, 33, 27),
#'   six_month = c(26, 31, 33, 25, 29, 30, NA)
#' )
#' persistence(answers, waves = c("pre", "post", "six_month"), margin = 2)
persistence <- function(x, ...) UseMethod("persistence")

#' @rdname persistence
#' @export
persistence.data.frame <- function(x, ..., waves, counts = NULL, margin = NULL,
                                   label = NULL,
                                   test = c("non_inferiority", "equivalence"),
                                   conf_level = 0.95) {
  rlang::check_dots_empty()
  test <- rlang::arg_match(test)
  check_conf_level(conf_level)
  check_margin(margin)
  if (missing(waves)) waves <- character()
  check_three_waves(waves)
  check_wave_columns(x, waves)
  here <- rlang::current_env()
  answers <- lapply(waves, function(column) wave_answers(x, column, here))
  new_persistence(
    data.frame(scale = NA_character_, label = label %||% NA_character_,
               persistence_of(answers, row_counts(x, counts), margin, test,
                              conf_level)),
    conf_level, wave_labels(waves)
  )
}

#' @rdname persistence
#' @export
persistence.pairwave_cohort <- function(x, ..., scales = NULL, waves = NULL,
                                        margin = NULL,
                                        test = c("non_inferiority", "equivalence"),
                                        conf_level = 0.95) {
  rlang::check_dots_empty()
  test <- rlang::arg_match(test)
  check_conf_level(conf_level)
  scales <- check_scale_names(x$study, scales)
  margins <- scale_margins(x$study, scales, margin)
  need_waves(x$study, "Persistence", 3)
  need_scales(x$study, scales, "Persistence")
  known <- names(x$study$waves)
  waves <- waves %||% utils::head(known, 3)
  check_three_waves(waves)
  check_known(waves, known,
              "Every one of {.arg waves} must be a wave of the study.", "wave")
  parts <- lapply(scales, function(name) {
    scale <- x$study$scales[[name]]
    answers <- unname(scale_answers(x$scores, name, waves))
    data.frame(scale = name, label = scale_label(scale, name),
               persistence_of(answers, NULL, margins[[name]], test, conf_level))
  })
  new_persistence(protect_persistence(do.call(rbind, parts), x, waves), conf_level,
                  unname(study_wave_labels(x$study)[waves]))
}

#' @export
persistence.default <- function(x, ...) abort_not_answers(x)

check_margin <- function(margin, call = rlang::caller_env()) {
  fine <- is.null(margin) || (is.numeric(margin) && length(margin) == 1 &&
                                is.finite(margin) && margin > 0)
  if (!fine) {
    abort_pairwave(
      c("{.arg margin} must be one number above 0, or {.code NULL}.",
        x = "It is {.val {margin}}."),
      "argument", call = call
    )
  }
}

# The margin of each scale: the study's, unless another is given for all or, by
# their names, for some.
scale_margins <- function(study, scales, margin, call = rlang::caller_env()) {
  margins <- stats::setNames(lapply(scales, function(name) {
    own <- study$scales[[name]]$margin
    if (is.null(own) || is.na(own)) NULL else own
  }), scales)
  if (is.null(names(margin))) {
    check_margin(margin, call)
    if (!is.null(margin)) margins[] <- list(margin)
    return(margins)
  }
  check_known(names(margin), scales, "{.arg margin} must name scales.", "scale",
              call = call)
  for (name in names(margin)) {
    check_margin(margin[[name]], call)
    margins[[name]] <- margin[[name]]
  }
  margins
}

check_three_waves <- function(waves, call = rlang::caller_env()) {
  if (!is.character(waves) || length(unique(waves)) != 3 || length(waves) != 3) {
    abort_pairwave(
      c("{.arg waves} must name three waves: before, after and later.",
        x = "There {?is/are} {length(waves)}."),
      "argument", call = call
    )
  }
}

persistence_of <- function(answers, counts, margin, test, conf_level,
                           call = rlang::caller_env()) {
  tally <- new_tally(answers, counts = counts, call = call)
  people <- tally_patterns(tally)
  answers <- unname(people$answers)
  counts <- people$counts
  rbind(
    since_rows(tally_contrast(tally, 2L, 3L, call = call), margin, test,
               conf_level, call),
    retention_rows(answers, counts, conf_level),
    kept_row(answers, counts, margin %||% 0, conf_level),
    lost_rows(tally, answers, counts, conf_level, call)
  )
}

persistence_row <- function(statistic, estimate, n, rule, note = NULL,
                            limits = c(NA_real_, NA_real_)) {
  absent <- is.na(estimate)
  data.frame(
    statistic = statistic, estimate = estimate,
    conf_low = limits[1], conf_high = limits[2], n = as.integer(n),
    rule = rule, note = if (absent) note else NA_character_
  )
}

# One-sided tests of the change since, at the margin.
since_rows <- function(contrast, margin, test, conf_level, call) {
  found <- as.list(check_kernel(
    .Call(pw_call_paired, contrast, FALSE, 0),
    "Can't compute the change.", call = call
  ))
  n <- found$n
  mean <- found$change
  error <- found$error
  limits <- mean + c(-1, 1) * stats::qt(conf_level, max(n - 1, 1)) * error
  p <- if (is.null(margin) || is.na(error) || error == 0) NA_real_ else {
    below <- stats::pt((mean + margin) / error, n - 1, lower.tail = FALSE)
    above <- stats::pt((mean - margin) / error, n - 1)
    if (test == "equivalence") max(below, above) else below
  }
  why <- if (n < 2) "fewer than 2 complete pairs" else if (is.null(margin)) {
    "there is no margin"
  } else {
    "every change is the same, so has no variance"
  }
  rule <- if (test == "equivalence") {
    "two one-sided t tests"
  } else {
    "one-sided t test of non-inferiority"
  }
  level <- format(100 * (2 * conf_level - 1))
  rbind(
    persistence_row("change_since", mean, n,
                    paste0("t, ", level, "% interval, pairs of after and later"),
                    "no complete pair", limits),
    persistence_row("margin", margin %||% NA_real_, n, "as declared",
                    "there is no margin"),
    persistence_row("p_persistence", p, n, rule, why)
  )
}

# Fieller 1954: the ratios that the data do not reject.
retention_rows <- function(answers, counts, conf_level) {
  all <- stats::complete.cases(as.data.frame(answers, col.names = 1:3))
  counts <- counts[all]
  gain <- (answers[[2]] - answers[[1]])[all]
  whole <- (answers[[3]] - answers[[1]])[all]
  n <- sum(counts)
  mean_of <- function(x) sum(counts * x) / n
  mean_gain <- if (n) mean_of(gain) else NA_real_
  t <- stats::qt((1 + conf_level) / 2, max(n - 1, 1))
  limits <- c(NA_real_, NA_real_)
  span <- limits
  ratio <- NA_real_
  if (n > 1) {
    mean_whole <- mean_of(whole)
    # The covariance of two means.
    v <- function(x, y) sum(counts * x * y) / (n - 1) / n
    vary <- gain - mean_gain
    vary_whole <- whole - mean_whole
    span <- mean_gain + c(-1, 1) * t * sqrt(v(vary, vary))
    a <- mean_gain^2 - t^2 * v(vary, vary)
    if (a > 1e-10 * mean_gain^2) {
      b <- mean_gain * mean_whole - t^2 * v(vary, vary_whole)
      c <- mean_whole^2 - t^2 * v(vary_whole, vary_whole)
      ratio <- mean_whole / mean_gain
      limits <- (b + c(-1, 1) * sqrt(max(0, b^2 - a * c))) / a
    }
  }
  rbind(
    persistence_row("gain", mean_gain, n, "t, answered all three waves",
                    "nobody answered all three waves", span),
    persistence_row(
      "retention", ratio, n, "ratio of mean changes, Fieller interval",
      if (n < 2) "fewer than 2 people answered all three waves" else
        "the gain is too near zero to divide by", limits
    )
  )
}

kept_row <- function(answers, counts, margin, conf_level) {
  loss <- answers[[2]] - answers[[3]]
  rose <- which(answers[[2]] > answers[[1]] & !is.na(loss))
  n <- sum(counts[rose])
  kept <- sum(counts[rose][loss[rose] <= margin + 1e-10])
  persistence_row(
    "kept", if (n) kept / n else NA_real_, n,
    paste0("of those who rose, at most ", format(margin), " below after; Wilson"),
    "nobody who rose answered the later wave",
    wilson_limits(kept, n, conf_level)
  )
}

# Wilson 1927, solved for the share.
wilson_limits <- function(count, n, conf_level) {
  if (n == 0) return(c(NA_real_, NA_real_))
  z <- stats::qnorm((1 + conf_level) / 2)
  share <- count / n
  half <- z * sqrt(share * (1 - share) / n + z^2 / (4 * n^2))
  (share + z^2 / (2 * n) + c(-1, 1) * half) / (1 + z^2 / n)
}

# The likelihood's means are those of everyone, each missing answer taken as
# predicted; so a fall of the lost by some points lowers the later mean by their
# share of them.
lost_rows <- function(tally, answers, counts, conf_level, call) {
  gain <- likelihood_contrast(wave_tests(tally, 1L, call), 1, 3)
  n <- gain$n
  lost <- sum(counts[is.na(answers[[3]])])
  none <- is.na(gain$estimate)
  tipping <- if (lost == 0 || none || gain$estimate <= 0) NA_real_ else {
    n * gain$estimate / lost
  }
  rbind(
    persistence_row("n_lost", lost, n, "answered before or after, not later"),
    persistence_row("gain_likelihood", gain$estimate, n, gain$rule, gain$why,
                    likelihood_limits(gain, conf_level)),
    unchanged_row(answers, counts),
    persistence_row(
      "tipping_point", tipping, n, "points below their prediction",
      if (lost == 0) "nobody was lost" else if (none) gain$why else
        "there is no gain to lose"
    )
  )
}

# The lost count as nobody's gain.
unchanged_row <- function(answers, counts) {
  began <- !is.na(answers[[1]])
  gain <- (answers[[3]] - answers[[1]])[began]
  gain[is.na(gain)] <- 0
  n <- sum(counts[began])
  persistence_row(
    "gain_if_unchanged", if (n) sum(counts[began] * gain) / n else NA_real_, n,
    "the lost taken as they were before", "nobody answered before"
  )
}

# `waves` has what to call before, after and later.
new_persistence <- function(frame, conf_level, waves) {
  new_result(
    frame, "pairwave_persistence",
    conf_level = conf_level, waves = waves
  )
}

#' @exportS3Method
as_print_table.pairwave_persistence <- function(x, ...) {
  frame <- as.data.frame(x)
  key <- factor(paste0(frame$scale), unique(paste0(frame$scale)))
  body <- do.call(rbind, lapply(split(frame, key), persistence_cells,
                                mark = disclosure_mark(x)))
  keep <- c(any(nzchar(body$scale)), rep(TRUE, 8))
  level <- attr(x, "conf_level")
  percent <- function(level) paste0(" [", format(100 * level), "% CI]")
  new_print_table(
    body[keep], align = c("l", rep("r", 8))[keep],
    head = c("Scale", "n", paste0("Change since", percent(2 * level - 1)),
             "Margin", "p", paste0("Retained", percent(level)),
             paste0("Kept gain", percent(level)), "Lost",
             "Tipping point")[keep],
    notes = c(
      paste0("n answered after and later. p: ",
             frame$rule[frame$statistic == "p_persistence"][1],
             ". Retained: later less before over after less before, on those ",
             "who answered all three waves. Lost: answered before or after, not ",
             "later."),
      absence_note(frame$note), figure_notes(x)
    )
  )
}

persistence_cells <- function(part, mark) {
  at <- function(statistic) part[part$statistic == statistic, ]
  with_limits <- function(statistic) {
    row <- at(statistic)
    if (is.na(row$estimate)) return(dash())
    text <- decimals(row$estimate)
    if (is.na(row$conf_low)) return(text)
    paste0(text, " [", decimals(row$conf_low), ", ", decimals(row$conf_high), "]")
  }
  label <- if (is.na(part$label[1])) part$scale[1] else part$label[1]
  data.frame(
    scale = if (is.na(label)) "" else label,
    n = people_text(at("change_since")$n, mark), since = with_limits("change_since"),
    margin = decimals(at("margin")$estimate),
    p = p_text(at("p_persistence")$estimate),
    retained = with_limits("retention"), kept = with_limits("kept"),
    lost = people_text(at("n_lost")$estimate, mark),
    tipping = decimals(at("tipping_point")$estimate)
  )
}
