# Did people change between waves? Every contrast on its own complete pairs.

#' Change between waves, person by person
#'
#' Compares every pair of waves, each on the people who answered in both: with
#' three waves these are first to second, second to third and first to third.
#' A change is the later answer less the earlier one, so a gain is positive.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per
#'   person and one column per wave.
#' @param ... Not used; must be empty.
#' @param waves Names of the columns of `x` that hold the waves, in time order.
#'   Names of this vector, where given, label the waves.
#' @param id Name of a column of `x` that tells people apart, or `NULL`. A
#'   person who has two rows is an error.
#' @param label What the columns measure, for the printed table.
#' @param scales Names of the scales of the cohort's study; `NULL` for all.
#' @param conf_level Level of the confidence intervals, between 0 and 1.
#' @param zeros What the signed-rank test does with people who did not change:
#'   `"pratt"` ranks them and then drops their ranks (Pratt 1959),
#'   `"wilcoxon"` drops them before ranking.
#'
#' @return A data frame of class `pairwave_change`, one row per scale, contrast
#'   and statistic, with columns `scale`, `label`, `group`, `contrast`, `from`,
#'   `to`, `statistic`, `estimate`, `conf_low`, `conf_high`, `n` (complete
#'   pairs), `rule` (the method) and `note` (why an estimate is `NA`).
#'   Statistics are `n`, `n_before_only`, `n_after_only`, `mean_before`,
#'   `sd_before`, `mean_after`, `sd_after`, `r`, `change`, `sd_change`, `t`,
#'   `df`, `p`, `d_av`, `d_z`, `improved`, `same`, `worse` and
#'   `p_signed_rank`.
#'
#' @details
#' `d_z` is the mean change over the standard deviation of changes (Cohen 1988,
#' p. 48). `d_av` is the mean change over `sqrt((s1^2 + s2^2) / 2)` (Cumming
#' 2012). Their intervals come from the noncentral t distribution (Algina and
#' Keselman 2003, eq. 7-9). The signed-rank test is exact with ties and zeros
#' (Streitberg and Roehmel 1986) for up to 1,000 changes other than zero, and
#' the normal approximation with ties beyond; two-sided p is twice the smaller
#' tail. Differences within 1e-10 of the largest answer count as equal.
#'
#' Errors have class `pairwave_error_argument`: a column that does not exist,
#' is not numeric or holds an infinite answer, fewer than two waves, a person
#' with two rows, or an unknown scale.
#'
#' @examples
#' answers <- data.frame(
#'   pre = c(24, 28, 31, 22, 27, 30),
#'   post = c(27, 30, 31, 26, 29, NA),
#'   six_month = c(26, 31, 33, 25, NA, 30)
#' )
#' paired_change(answers, waves = c("pre", "post", "six_month"))
#' @export
paired_change <- function(x, ...) UseMethod("paired_change")

#' @rdname paired_change
#' @export
paired_change.data.frame <- function(x, ..., waves, id = NULL, label = NULL,
                                     conf_level = 0.95,
                                     zeros = c("pratt", "wilcoxon")) {
  rlang::check_dots_empty()
  zeros <- rlang::arg_match(zeros)
  check_conf_level(conf_level)
  if (missing(waves)) waves <- character()
  check_wave_columns(x, waves)
  check_person_column(x, id)
  here <- rlang::current_env()
  answers <- lapply(waves, function(column) wave_answers(x, column, here))
  names(answers) <- wave_labels(waves)
  out <- change_of_answers(answers, NA_character_,
                           if (is.null(label)) NA_character_ else label,
                           conf_level, zeros)
  new_paired_change(out, conf_level, zeros)
}

#' @rdname paired_change
#' @export
paired_change.pairwave_cohort <- function(x, ..., scales = NULL,
                                          conf_level = 0.95,
                                          zeros = c("pratt", "wilcoxon")) {
  rlang::check_dots_empty()
  zeros <- rlang::arg_match(zeros)
  check_conf_level(conf_level)
  known <- names(x$study$scales)
  scales <- if (is.null(scales)) known else scales
  for (scale in setdiff(scales, known)) {
    abort_pairwave(
      c("Every one of {.arg scales} must be a scale of the study.",
        x = "There is no scale {.val {scale}}.", did_you_mean(scale, known)),
      "argument"
    )
  }
  waves <- names(x$study$waves)
  check_two_waves(waves)
  parts <- lapply(scales, function(scale) {
    change_of_answers(
      scale_answers(x$scores, scale, waves), scale,
      scale_label(x$study$scales[[scale]], scale), conf_level, zeros
    )
  })
  new_paired_change(do.call(rbind, parts), conf_level, zeros,
                    wave_labels = study_wave_labels(x$study))
}

# What a table calls each wave of the study.
study_wave_labels <- function(study) {
  vapply(study$waves, `[[`, "", "label")
}

#' @export
paired_change.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be a cohort or a data frame.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "Read a cohort with {.code read_cohort()}."),
    "argument"
  )
}

# ---- what goes in ----------------------------------------------------------

check_conf_level <- function(conf_level, call = rlang::caller_env()) {
  fine <- is.numeric(conf_level) && length(conf_level) == 1 &&
    !is.na(conf_level) && conf_level > 0 && conf_level < 1
  if (!fine) {
    abort_pairwave(
      c("{.arg conf_level} must be one number between 0 and 1.",
        x = "It is {.val {conf_level}}."),
      "argument", call = call
    )
  }
}

check_two_waves <- function(waves, call = rlang::caller_env()) {
  if (!is.character(waves) || anyNA(waves) || length(waves) < 2) {
    abort_pairwave(
      c("{.arg waves} must name at least two columns, in time order.",
        x = "There {?is/are} {length(waves)}."),
      "argument", call = call
    )
  }
  if (anyDuplicated(waves)) {
    abort_pairwave(
      c("{.arg waves} must name each column once.",
        x = "Column {.val {waves[anyDuplicated(waves)]}} comes twice."),
      "argument", call = call
    )
  }
}

check_column <- function(x, column, arg, call) {
  if (column %in% names(x)) return(invisible())
  abort_pairwave(
    c("{.arg {arg}} must name columns of {.arg x}.",
      x = "There is no column {.val {column}}.",
      did_you_mean(column, names(x))),
    "argument", call = call
  )
}

check_wave_columns <- function(x, waves, call = rlang::caller_env()) {
  check_two_waves(waves, call)
  for (column in waves) check_column(x, column, "waves", call)
  labels <- wave_labels(waves)
  if (anyDuplicated(labels)) {
    abort_pairwave(
      c("{.arg waves} must have a different label for each wave.",
        x = "{.val {labels[anyDuplicated(labels)]}} comes twice."),
      "argument", call = call
    )
  }
}

check_person_column <- function(x, id, call = rlang::caller_env()) {
  if (is.null(id)) return(invisible())
  check_column(x, id, "id", call)
  people <- plain_values(x[[id]])
  again <- which(duplicated(people) & !is.na(people))
  if (length(again)) {
    first <- match(people[again[1]], people)
    twice <- length(unique(people[again]))
    abort_pairwave(
      c("{.arg x} must have one row per person.",
        x = "{twice} {?person has/people have} more than one row, the first \\
             in rows {first} and {again[1]}."),
      "argument", call = call
    )
  }
}

wave_labels <- function(waves) {
  labels <- names(waves)
  if (is.null(labels)) return(unname(waves))
  ifelse(nzchar(labels), labels, waves)
}

# The answers of one wave as doubles, user-missing codes as NA.
wave_answers <- function(x, column, call) {
  values <- x[[column]]
  plain <- if (is.factor(values)) NULL else plain_values(values)
  if (!is.numeric(plain)) {
    abort_pairwave(
      c("A wave must be a numeric column.",
        x = "Column {.val {column}} is {.cls {class(values)}}.",
        i = "Score the answers as numbers first."),
      "argument", call = call
    )
  }
  if (any(is.infinite(plain))) {
    abort_pairwave(
      c("Answers must be finite.",
        x = "Column {.val {column}} has an infinite answer in row \\
             {which(is.infinite(plain))[1]}."),
      "argument", call = call
    )
  }
  plain
}

# One vector per wave, a place for each person who has a score.
scale_answers <- function(scores, scale, waves) {
  scores <- scores[scores$scale == scale & !is.na(scores$person), ]
  people <- unique(scores$person)
  answers <- lapply(waves, function(wave) {
    here <- scores[as.character(scores$wave) == wave, ]
    as.double(here$score[match(people, here$person)])
  })
  stats::setNames(answers, waves)
}

scale_label <- function(scale, name) {
  if (is.null(scale$label) || is.na(scale$label)) name else scale$label
}

# ---- what comes out --------------------------------------------------------

# Neighbouring waves first, then those two apart, and so on.
wave_contrasts <- function(waves) {
  pairs <- expand.grid(from = seq_along(waves), to = seq_along(waves))
  pairs <- pairs[pairs$from < pairs$to, ]
  pairs[order(pairs$to - pairs$from, pairs$from), ]
}

contrast_name <- function(from, to) paste(from, "->", to)

change_of_answers <- function(answers, scale, label, conf_level, zeros) {
  pairs <- wave_contrasts(names(answers))
  parts <- Map(function(from, to) {
    part <- change_of_pair(answers[[from]], answers[[to]], conf_level, zeros)
    data.frame(
      scale = scale, label = label, group = NA_character_,
      contrast = contrast_name(names(answers)[from], names(answers)[to]),
      from = names(answers)[from], to = names(answers)[to],
      part, stringsAsFactors = FALSE
    )
  }, pairs$from, pairs$to)
  do.call(rbind, parts)
}

exact_most <- 1000

change_of_pair <- function(before, after, conf_level, zeros) {
  found <- as.list(check_kernel(
    .Call(pw_call_paired, before, after, zeros == "pratt", exact_most),
    "Can't compute the change."
  ))
  found$p <- 2 * stats::pt(-abs(found$t), found$df)
  ranks <- rank_test(found, zeros)
  found$p_signed_rank <- ranks$p
  limits <- change_limits(found, conf_level)
  statistics <- names(change_rules)
  estimate <- unlist(found[statistics], use.names = FALSE)
  rule <- unname(change_rules)
  rule[statistics == "p_signed_rank"] <- ranks$rule
  data.frame(
    statistic = statistics, estimate = estimate,
    conf_low = limits[1, statistics], conf_high = limits[2, statistics],
    n = as.integer(found$n), rule = rule,
    note = ifelse(is.na(estimate), why_absent(found)[statistics], NA_character_),
    row.names = NULL, stringsAsFactors = FALSE
  )
}

# Every statistic in the order of the result, with the method that gives it.
change_rules <- c(
  n = "complete pairs",
  n_before_only = "later answer missing",
  n_after_only = "earlier answer missing",
  mean_before = "complete pairs", sd_before = "complete pairs, n - 1",
  mean_after = "complete pairs", sd_after = "complete pairs, n - 1",
  r = "Pearson, complete pairs",
  change = "t test on complete pairs", sd_change = "complete pairs, n - 1",
  t = "t test on complete pairs", df = "t test on complete pairs",
  p = "t test on complete pairs, two-sided",
  d_av = "Algina-Keselman noncentral t", d_z = "noncentral t",
  improved = "later above earlier", same = "later equals earlier",
  worse = "later below earlier",
  p_signed_rank = NA
)

# The signed-rank p and how it was found.
rank_test <- function(found, zeros) {
  zero_rule <- paste(if (zeros == "pratt") "Pratt" else "Wilcoxon", "zeros")
  if (found$exact == 1) {
    return(list(p = found$p_signed_rank, rule = paste0("exact, ", zero_rule)))
  }
  z <- (found$positive - found$negative) / 2 / sqrt(found$rank_variance)
  list(p = 2 * stats::pnorm(-abs(z)),
       rule = paste0("normal approximation, ", zero_rule))
}

# Limits as a matrix: low and high, one column per statistic.
change_limits <- function(found, conf_level) {
  limits <- matrix(NA_real_, 2, length(change_rules),
                   dimnames = list(NULL, names(change_rules)))
  if (is.na(found$df)) return(limits)
  half <- stats::qt((1 + conf_level) / 2, found$df) *
    found$sd_change / sqrt(found$n)
  limits[, "change"] <- found$change + c(-half, half)
  if (is.na(found$t)) return(limits)
  ncp <- noncentral_t_limits(found$t, found$df, conf_level)
  limits[, "d_z"] <- ncp / sqrt(found$n)
  # Algina and Keselman 2003, eq. 7-9; s1^2 + s2^2 - 2 s12 is sd_change^2.
  limits[, "d_av"] <- ncp * found$sd_change * sqrt(
    2 / (found$n * (found$sd_before^2 + found$sd_after^2))
  )
  limits
}

# Why a statistic would be NA, for each.
why_absent <- function(found) {
  spread <- if (found$n < 1) "no complete pair" else "fewer than 2 complete pairs"
  why <- stats::setNames(rep(spread, length(change_rules)), names(change_rules))
  if (found$n >= 2) {
    why["r"] <- "no variance in one of the waves"
    why["d_av"] <- "no variance in either wave"
    why[c("t", "p", "d_z")] <- "every change is the same, so has no variance"
  }
  if (found$n >= 1) why["p_signed_rank"] <- "every change is zero"
  why
}

# `wave_labels`, named by wave, is what the printed table calls the waves.
new_paired_change <- function(frame, conf_level, zeros, wave_labels = NULL) {
  structure(
    frame, row.names = seq_len(nrow(frame)),
    class = c("pairwave_change", "pairwave_result", "data.frame"),
    conf_level = conf_level, zeros = zeros, wave_labels = wave_labels
  )
}

# ---- the printed table -----------------------------------------------------

#' @exportS3Method
as_print_table.pairwave_change <- function(x, ...) {
  keys <- paste(x$scale, x$contrast, sep = "\r")
  rows <- lapply(split(seq_len(nrow(x)), factor(keys, unique(keys))),
                 function(at) change_cells(as.data.frame(x)[at, ]))
  body <- do.call(rbind, rows)
  labels <- attr(x, "wave_labels")
  if (!is.null(labels)) {
    first <- !duplicated(keys)
    body$contrast <- contrast_name(labels[x$from[first]], labels[x$to[first]])
  }
  level <- paste0(format(100 * attr(x, "conf_level")), "% CI")
  head <- c(
    "Scale", "Contrast", "n", "Before M (SD)", "After M (SD)",
    paste0("Change [", level, "]"), "t (df)", "p",
    paste0("d_av [", level, "]"), "Better / same / worse"
  )
  align <- c("l", "l", rep("r", 8))
  keep <- c(any(nzchar(body$scale)), rep(TRUE, 9))
  new_print_table(
    body[keep], align = align[keep], notes = change_notes(x),
    head = head[keep], row_heads = sum(keep[1:2])
  )
}

change_cells <- function(part) {
  of <- function(statistic) part$estimate[part$statistic == statistic]
  interval <- function(statistic) {
    at <- part$statistic == statistic
    if (is.na(part$estimate[at])) return(dash())
    if (is.na(part$conf_low[at])) return(decimals(part$estimate[at]))
    paste0(decimals(part$estimate[at]), " [", decimals(part$conf_low[at]), ", ",
           decimals(part$conf_high[at]), "]")
  }
  mean_sd <- function(wave) {
    mean <- of(paste0("mean_", wave))
    if (is.na(mean)) return(dash())
    paste0(decimals(mean), " (", decimals(of(paste0("sd_", wave))), ")")
  }
  scale <- if (is.na(part$label[1])) part$scale[1] else part$label[1]
  data.frame(
    scale = if (is.na(scale)) "" else scale,
    contrast = part$contrast[1],
    n = format(of("n")),
    before = mean_sd("before"), after = mean_sd("after"),
    change = interval("change"),
    t = if (is.na(of("t"))) dash() else {
      paste0(decimals(of("t")), " (", format(of("df")), ")")
    },
    p = p_text(of("p")),
    d_av = interval("d_av"),
    better = paste(of("improved"), of("same"), of("worse"), sep = " / "),
    stringsAsFactors = FALSE
  )
}

change_notes <- function(x) {
  shown <- c("mean_before", "sd_before", "t", "d_av")
  absent <- unique(x$note[!is.na(x$note) & x$statistic %in% shown])
  c(
    paste(
      "Change is later less earlier, on the people who answered both waves;",
      "t test on complete pairs; d_av divides by sqrt((s1^2 + s2^2) / 2),",
      "interval by Algina and Keselman (noncentral t)."
    ),
    if (length(absent)) paste0(
      "A dash marks what does not exist: ", paste(absent, collapse = "; "), "."
    )
  )
}

dash <- function() "-"

decimals <- function(x, digits = 2) {
  if (is.na(x)) return(dash())
  # Half away from zero, as percentages are; the nudge undoes binary fractions.
  x <- sign(x) * floor(abs(x) * 10^digits + 0.5 + 1e-9) / 10^digits
  text <- formatC(x, format = "f", digits = digits)
  # No minus sign before a number that prints as zero.
  sub("^-(0\\.?0*)$", "\\1", text)
}

p_text <- function(p) {
  if (is.na(p)) return(dash())
  if (p < 0.001) "<0.001" else decimals(p, 3)
}
