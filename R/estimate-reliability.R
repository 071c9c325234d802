# Estimates how reliably a scale measures, wave by wave.

# Every scale in every wave.
estimate_reliability <- function(x, scales, conf_level, call = rlang::caller_env()) {
  parts <- list()
  for (name in scales) {
    scale <- x$study$scales[[name]]
    for (wave in names(x$surveys)) {
      found <- wave_reliability(x, scale, wave, conf_level, call)
      parts[[length(parts) + 1]] <- frame_of(
        scale = name, label = scale_label(scale, name), wave = wave, found
      )
    }
  }
  stack_frames(parts)
}

# One scale in one wave.
wave_reliability <- function(cohort, scale, wave, conf_level, call) {
  UseMethod("wave_reliability")
}

wave_reliability.pairwave_cohort <- function(cohort, scale, wave, conf_level, call) {
  rows <- cohort$people[[wave]]
  rows <- rows[!is.na(rows)]
  theirs <- lapply(stats::setNames(nm = scale$items), function(item) {
    cohort$surveys[[wave]][[item]][rows]
  })
  reliability_of_items(theirs, scale$items, scale$reverse, scale$range, conf_level, call = call)
}

wave_reliability.pairwave_engine_cohort <- function(cohort, scale, wave, conf_level, call) {
  people <- scale_products(cohort, scale, wave, call)
  found <- check_kernel(
    .Call(pw_call_reliability_sums, people$n, people$sums, people$products),
    "Can't compute the reliability.", call
  )
  reliability_rows(found, scale$items, conf_level)
}

reliability_of_items <- function(data, items, reverse, range, conf_level,
                                 counts = NULL, call = rlang::caller_env()) {
  answers <- lapply(item_answers(data, items, range, call), as.double)
  turned <- items %in% reverse
  answers[turned] <- lapply(answers[turned], function(x) sum(range) - x)
  found <- check_kernel(.Call(pw_call_reliability, answers, counts),
                        "Can't compute the reliability.", call)
  reliability_rows(found, items, conf_level)
}

# What the kernel found of a scale in one wave, as rows.
reliability_rows <- function(found, items, conf_level) {
  n <- found$n
  k <- length(items)
  # Feldt, Woodruff and Salih 1987, eq. 6.
  tail <- (1 + c(1, -1) * conf_level) / 2
  limits <- if (is.na(found$alpha)) c(NA_real_, NA_real_) else {
    1 - (1 - found$alpha) * stats::qf(tail, n - 1, (n - 1) * (k - 1))
  }
  whole <- frame_of(
    statistic = c("n", "items", "alpha", "omega"), item = NA_character_,
    estimate = c(n, k, found$alpha, found$omega),
    conf_low = c(NA, NA, limits[1], NA), conf_high = c(NA, NA, limits[2], NA),
    n = as.integer(n),
    method = c("every_item", "items_of_scale", "cronbach", "mcdonald"),
    interval = c(NA, NA, "feldt", NA),
    reason = c(NA, NA, why_no_alpha(n, k), why_no_omega(found, k)),
    about = NA_character_
  )
  per_item <- names(reliability_item_methods)
  each <- frame_of(
    statistic = rep(per_item, each = k), item = rep(items, length(per_item)),
    estimate = unlist(found[per_item], use.names = FALSE),
    conf_low = NA_real_, conf_high = NA_real_, n = as.integer(n),
    method = rep(unname(reliability_item_methods), each = k),
    interval = NA_character_, reason = why_no_item(n, k), about = NA_character_
  )
  constant <- which(found$sd == 0)
  spread <- each$statistic %in% c("item_rest", "loading")
  each$reason[spread & each$item %in% items[constant]] <- "constant_item"
  each$reason[each$statistic == "loading" & is.na(each$reason)] <-
    why_no_omega(found, k)
  out <- stack_frames(list(whole, each))
  out$reason[!is.na(out$estimate)] <- NA
  out$reason[is.na(out$estimate) & is.na(out$reason)] <- "constant_rest"
  out
}

reliability_item_methods <- c(
  mean = "every_item", sd = "every_item_sd", item_rest = "item_rest",
  alpha_dropped = "cronbach_dropped", loading = "one_factor"
)

why_no_item <- function(n, k) {
  if (n < 1) return("nobody")
  if (n < 2) return("few")
  if (k < 2) return("one_item")
  if (k < 3) "few_left" else NA_character_
}

why_no_alpha <- function(n, k) {
  why <- if (n < 2 || k < 2) why_no_item(n, k)
  why %||% "constant_sum"
}

# The kernel's outcomes: fitted, too few, no unique variance, unsettled.
why_no_omega <- function(found, k) {
  if (found$factor == 2) return("no_unique_variance")
  if (found$factor == 3) return("factor_unsettled")
  if (found$n < 2) return(why_no_item(found$n, k))
  if (k < 3) return("few_items")
  "constant_an_item"
}
