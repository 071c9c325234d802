# Do the items of a scale measure one thing? For each wave on its own.

#' Reliability of a scale, wave by wave
#'
#' Cronbach's alpha with Feldt's interval, McDonald's omega, and for each item
#' its correlation with the rest of the scale and the alpha without it. Only
#' respondents who answered every item of the scale count; how many they are
#' is in `n`.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per
#'   respondent and one column per item.
#' @param ... Must be empty.
#' @param counts Name of a column of `x` that says how many respondents each row
#'   stands for; `NULL` for one each.
#' @param items,reverse,range As for [score_scale()].
#' @param label What the items measure, for the printed table.
#' @param scales Names of the scales of the cohort's study; `NULL` for all.
#' @param conf_level Level of alpha's confidence interval, between 0 and 1.
#'
#' @return A data frame of class `pairwave_reliability`, one row per scale,
#'   wave, statistic and item, with columns `scale`, `label`, `wave`,
#'   `statistic`, `item` (`NA` for the whole scale), `estimate`, `conf_low`,
#'   `conf_high`, `n` (respondents with every item), `rule` (the method) and
#'   `note` (why an estimate is `NA`). Statistics of the scale are `n`,
#'   `items`, `alpha` and `omega`; of an item `mean`, `sd`, `item_rest`,
#'   `alpha_dropped` and `loading`. A reversed item is turned first.
#'
#' @details
#' Alpha is Cronbach's (1951); its interval is
#' `1 - (1 - alpha) F(n - 1, (n - 1)(k - 1))` for k items (Feldt, Woodruff and
#' Salih 1987). Omega is total omega of one factor, `(sum l)^2 / ((sum l)^2 +
#' sum psi)` (McDonald 1999), with loadings l and unique variances psi in the
#' items' own units, fitted by maximum likelihood (Rubin and Thayer 1982).
#' There is no omega below 3 items, nor where an item is constant or the fit
#' leaves an item no variance of its own.
#'
#' @section Errors: those of [score_scale()], and `pairwave_error_argument` for
#'   an unknown scale or a `conf_level` that is not between 0 and 1.
#' @export
#' @examples
#' answers <- data.frame(
#'   q1 = c(1, 2, 3, 4, 4, 2), q2 = c(2, 2, 3, 4, 3, 1), q3 = c(1, 3, 3, 4, 4, 2)
#' )
#' scale_reliability(answers, items = "q1:q3")
scale_reliability <- function(x, ...) UseMethod("scale_reliability")

#' @rdname scale_reliability
#' @export
scale_reliability.data.frame <- function(x, ..., items, reverse = character(),
                                         range = NULL, counts = NULL,
                                         label = NULL,
                                         conf_level = 0.95) {
  rlang::check_dots_empty()
  check_conf_level(conf_level)
  items <- expand_items(items, "items")
  reverse <- expand_items(reverse, "reverse")
  check_scale(x, items, range, reverse, min_items = 1)
  found <- reliability_of_items(x, items, reverse, range, conf_level,
                                row_counts(x, counts))
  new_reliability(data.frame(
    scale = NA_character_, label = label %||% NA_character_,
    wave = NA_character_, found
  ), conf_level)
}

#' @rdname scale_reliability
#' @export
scale_reliability.pairwave_cohort <- function(x, ..., scales = NULL,
                                              conf_level = 0.95) {
  rlang::check_dots_empty()
  check_conf_level(conf_level)
  scales <- check_scale_names(x$study, scales)
  need_scales(x$study, scales, "Reliability")
  new_reliability(protect_reliability(reliability_rows(x, scales, conf_level), x),
                  conf_level, study_wave_labels(x$study))
}

# Every scale in every wave.
reliability_rows <- function(x, scales, conf_level) {
  parts <- list()
  for (name in scales) {
    scale <- x$study$scales[[name]]
    for (wave in names(x$surveys)) {
      rows <- x$people[[wave]]
      theirs <- x$surveys[[wave]][rows[!is.na(rows)], ]
      found <- reliability_of_items(theirs, scale$items, scale$reverse,
                                    scale$range, conf_level)
      parts[[length(parts) + 1]] <- data.frame(
        scale = name, label = scale_label(scale, name), wave = wave, found
      )
    }
  }
  do.call(rbind, parts)
}

#' @export
scale_reliability.default <- function(x, ...) abort_not_answers(x)

# What every analysis says of an object that it can't analyse.
abort_not_answers <- function(x, call = rlang::caller_env()) {
  abort_pairwave(
    c("{.arg x} must be a cohort or a data frame.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "Read a cohort with {.code read_cohort()}."),
    "argument", call = call
  )
}

# The scales asked for, all by default; each must be one of the study's.
check_scale_names <- function(study, scales, call = rlang::caller_env()) {
  known <- names(study$scales)
  check_known(scales, known,
              "Every one of {.arg scales} must be a scale of the study.",
              "scale", call = call)
  scales %||% known
}

# Stops where a study has no scale to analyse; `what` begins the sentence, as in
# "Change".
need_scales <- function(study, scales, what, call = rlang::caller_env()) {
  if (length(scales)) return(invisible())
  abort_pairwave(
    c(paste(what, "needs a scale."),
      x = if (length(study$scales)) "{.arg scales} names none." else
        "The study has no scale.",
      i = "Add the items under {.field scales} in the study file, or use
           {.fn demographics} for single questions."),
    "argument", call = call
  )
}

reliability_of_items <- function(data, items, reverse, range, conf_level,
                                 counts = NULL, call = rlang::caller_env()) {
  answers <- lapply(item_answers(data, items, range, call), as.double)
  turned <- items %in% reverse
  answers[turned] <- lapply(answers[turned], function(x) sum(range) - x)
  found <- check_kernel(.Call(pw_call_reliability, answers, counts),
                        "Can't compute the reliability.", call)
  n <- found$n
  k <- length(items)
  # Feldt, Woodruff and Salih 1987, eq. 6.
  tail <- (1 + c(1, -1) * conf_level) / 2
  limits <- if (is.na(found$alpha)) c(NA_real_, NA_real_) else {
    1 - (1 - found$alpha) * stats::qf(tail, n - 1, (n - 1) * (k - 1))
  }
  whole <- data.frame(
    statistic = c("n", "items", "alpha", "omega"), item = NA_character_,
    estimate = c(n, k, found$alpha, found$omega),
    conf_low = c(NA, NA, limits[1], NA), conf_high = c(NA, NA, limits[2], NA),
    n = as.integer(n),
    rule = c("answered every item", "items of the scale",
             "Cronbach, Feldt interval", "McDonald, one factor by likelihood"),
    note = c(NA, NA, why_no_alpha(n, k), why_no_omega(found, k))
  )
  per_item <- names(reliability_item_rules)
  each <- data.frame(
    statistic = rep(per_item, each = k), item = rep(items, length(per_item)),
    estimate = unlist(found[per_item], use.names = FALSE),
    conf_low = NA_real_, conf_high = NA_real_, n = as.integer(n),
    rule = rep(unname(reliability_item_rules), each = k),
    note = why_no_item(n, k)
  )
  constant <- which(found$sd == 0)
  spread <- each$statistic %in% c("item_rest", "loading")
  each$note[spread & each$item %in% items[constant]] <-
    "every answer to the item is the same"
  each$note[each$statistic == "loading" & is.na(each$note)] <-
    why_no_omega(found, k)
  out <- rbind(whole, each)
  out$note[!is.na(out$estimate)] <- NA
  out$note[is.na(out$estimate) & is.na(out$note)] <-
    "the other items have no variance"
  out
}

reliability_item_rules <- c(
  mean = "answered every item", sd = "answered every item, n - 1",
  item_rest = "Pearson, with the sum of the other items",
  alpha_dropped = "Cronbach, without the item",
  loading = "one factor by likelihood, standardised"
)

why_no_item <- function(n, k) {
  if (n < 1) return("nobody answered every item")
  if (n < 2) return("fewer than 2 respondents answered every item")
  if (k < 2) return("a scale of one item")
  if (k < 3) "fewer than 2 items would be left" else NA_character_
}

why_no_alpha <- function(n, k) {
  why <- if (n < 2 || k < 2) why_no_item(n, k)
  why %||% "the sum of the items has no variance"
}

# The kernel's outcomes: fitted, too few, no unique variance, unsettled.
why_no_omega <- function(found, k) {
  if (found$factor == 2) return("the factor leaves an item no variance of its own")
  if (found$factor == 3) return("the factor did not settle")
  if (found$n < 2) return(why_no_item(found$n, k))
  if (k < 3) return("fewer than 3 items")
  "every answer to an item is the same"
}

# `wave_labels`, named by wave, is what the printed table calls the waves.
new_reliability <- function(frame, conf_level, wave_labels = NULL) {
  new_result(
    frame, "pairwave_reliability",
    conf_level = conf_level, wave_labels = wave_labels
  )
}

#' @exportS3Method
as_print_table.pairwave_reliability <- function(x, ...) {
  frame <- as.data.frame(x)
  keys <- factor(paste(frame$scale, frame$wave, sep = "\r"),
                 unique(paste(frame$scale, frame$wave, sep = "\r")))
  body <- do.call(rbind, lapply(split(frame, keys), reliability_cells,
                                mark = disclosure_mark(x)))
  labels <- attr(x, "wave_labels")
  if (!is.null(labels)) body$wave <- unname(labels[body$wave])
  keep <- c(any(nzchar(body$scale)), !anyNA(body$wave), rep(TRUE, 5))
  level <- paste0(format(100 * attr(x, "conf_level")), "% CI")
  new_print_table(
    body[keep], align = c("l", "l", "r", "r", "r", "r", "l")[keep],
    head = c("Scale", "Wave", "n", "Items", paste0("alpha [", level, "]"),
             "omega", "Lowest item-rest r")[keep],
    row_heads = max(1L, sum(keep[1:2])),
    notes = c(
      paste("n answered every item. alpha is Cronbach's with Feldt's interval;",
            "omega is McDonald's, from one factor."),
      absence_note(frame$note[frame$statistic %in% c("alpha", "omega")]),
      figure_notes(x)
    )
  )
}

reliability_cells <- function(part, mark) {
  at <- function(statistic) part[part$statistic == statistic, ]
  alpha <- at("alpha")
  rest <- at("item_rest")
  lowest <- which.min(rest$estimate)
  label <- if (is.na(part$label[1])) part$scale[1] else part$label[1]
  data.frame(
    scale = if (is.na(label)) "" else label, wave = part$wave[1],
    n = people_text(at("n")$estimate, mark),
    items = people_text(at("items")$estimate, mark),
    alpha = if (is.na(alpha$conf_low)) decimals(alpha$estimate) else paste0(
      decimals(alpha$estimate), " [", decimals(alpha$conf_low), ", ",
      decimals(alpha$conf_high), "]"),
    omega = decimals(at("omega")$estimate),
    lowest = if (!length(lowest)) dash() else paste0(
      decimals(rest$estimate[lowest]), " (", rest$item[lowest], ")")
  )
}
