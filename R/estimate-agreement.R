# Estimates how far coders agree on each code, unit by unit or character by
# character.

# The statistics of a code, in the order of print, and how each is made of two coders
# and of more.
agreement_statistics <- list(
  percent = c("share_agreeing", "share_of_pairs_agreeing"),
  positive = c("cicchetti_positive", NA), negative = c("cicchetti_negative", NA),
  jaccard = c("jaccard_coded", NA), f1 = c("f1_coded", NA),
  kappa = c("cohen", "conger"), p_kappa = c("fce_null", NA),
  fleiss = c("scott", "fleiss"), pabak = c("byrt", "brennan_prediger"),
  ac1 = c("gwet_ac1", "gwet_ac1"), alpha = c("alpha_nominal", "alpha_nominal"),
  u_alpha = c("unitizing", "unitizing")
)

# What is compared: `coders` by name, the `units` that any of them read, who read
# which (a logical matrix), whose each unit is, and the codings of `codes`. A unit
# without a participant is one of its own.
agreement_data <- function(x, codes, coders) {
  universe <- unclass(attr(x, "universe"))
  reader <- match(universe$coder, coders)
  read <- universe$unit
  if (anyNA(reader)) {
    read <- read[!is.na(reader)]
    reader <- reader[!is.na(reader)]
  }
  units <- unique(read)
  readers <- matrix(FALSE, length(units), length(coders), dimnames = list(NULL, coders))
  readers[match(read, units) + (reader - 1) * length(units)] <- TRUE
  rows <- unclass(x)[c("unit", "coder", "code", "participant")]
  unit <- match(rows$unit, units)
  people <- rows$participant[match(seq_along(units), unit)]
  own <- which(is.na(people))
  people[own] <- paste0("\r", own, recycle0 = TRUE)
  known <- unique(people)
  coder <- match(rows$coder, coders)
  code <- match(rows$code, codes)
  take <- which(!is.na(coder) & !is.na(code) & !is.na(rows$unit))
  list(
    coders = coders, codes = codes, units = units, readers = readers,
    participant = match(people, known), n_participants = length(known),
    unit = unit[take], code = code[take], coder = coder[take]
  )
}

# Every pair of coders who read a unit in common, and all of them where they are
# more than two.
coder_groups <- function(coders) {
  pairs <- utils::combn(length(coders), 2, simplify = FALSE)
  if (length(coders) > 2) c(pairs, list(seq_along(coders))) else pairs
}

group_name <- function(coders, group) {
  if (length(group) == 2) paste(coders[group], collapse = " and ") else "all"
}

# The data of some of the coders: of two only what both read.
of_group <- function(data, group) {
  readers <- data$readers[, group, drop = FALSE]
  shared <- rowSums(readers) >= 2
  readers[!shared, ] <- FALSE
  take <- data$coder %in% group
  data$readers <- readers
  data$unit <- data$unit[take]
  data$code <- data$code[take]
  data$coder <- match(data$coder[take], group)
  data$participants <- length(unique(data$participant[shared]))
  data
}

# ---- a code, unit by unit ----------------------------------------------------

estimate_agreement_codes <- function(data, options, call) {
  rows <- lapply(coder_groups(data$coders), function(group) {
    here <- of_group(data, group)
    times <- if ("alpha" %in% options$statistics) options$resamples else 0L
    found <- check_kernel(
      .Call(pw_call_code_votes, here$unit, here$code, here$coder, here$readers,
            here$participant,
            c(length(here$codes), here$n_participants, as.integer(times))),
      "Can't count how coders used the codes.", call
    )
    found$participants <- here$participants
    code_rows(found, here$codes, group_name(data$coders, group), length(group),
              colSums(here$readers), options, call)
  })
  order_agreement(stack_frames(rows), data$codes)
}

# Rows of each code from the kernel's counts of who used it; `read` says how many
# units each coder read.
code_rows <- function(found, codes, name, n_coders, read, options, call) {
  table <- two_way(found, n_coders)
  statistics <- intersect(options$statistics, names(agreement_statistics))
  numbers <- code_numbers(found, table, n_coders, read, options, call)
  parts <- lapply(statistics, function(statistic) {
    one <- agreement_figure(statistic, numbers, table, found, n_coders, options)
    new_frame(list(
      code = codes, coders = rep(name, length(codes)),
      statistic = rep(statistic, length(codes)),
      estimate = one$estimate, conf_low = one$low, conf_high = one$high, se = one$se,
      n = table$n, both = table$both, first_only = table$first_only,
      second_only = table$second_only, neither = table$neither,
      method = rep(agreement_statistics[[statistic]][1 + (n_coders > 2)], length(codes)),
      interval = one$interval, reason = one$reason,
      setting = ifelse(one$interval %in% "participants_bootstrap",
                       as.double(options$resamples), NA_real_)
    ))
  })
  stack_frames(parts)
}

# How many units both coders gave the code, one or none; of more than two coders
# only the units.
two_way <- function(found, n_coders) {
  wide <- n_coders + 1
  at <- function(m, y) found$units[m * wide + y + 1, ]
  several <- seq_len(n_coders)[-1]
  n <- Reduce(`+`, lapply(several, function(m) {
    colSums(found$units[m * wide + 1 + 0:m, , drop = FALSE])
  }))
  if (n_coders > 2) {
    none <- rep(NA_real_, length(n))
    unused <- Reduce(`+`, lapply(several, function(m) at(m, 0))) == n
    return(list(n = n, both = none, first_only = none, second_only = none, neither = none,
                unused = unused))
  }
  both <- at(2, 2)
  list(n = n, both = both, first_only = found$used[1, ] - both,
       second_only = found$used[2, ] - both, neither = at(2, 0), unused = at(2, 0) == n)
}

# What the kernel makes of the counts: kappa of two coders, and the coefficients of
# any number.
code_numbers <- function(found, table, n_coders, read, options, call) {
  wide <- n_coders + 1
  m <- rep(0:n_coders, each = wide)
  y <- rep(0:n_coders, wide)
  possible <- y <= m & m >= 2
  margins <- if (n_coders > 2) {
    as.double(rbind(c(read) - found$used[seq_len(n_coders), , drop = FALSE], found$used)[
      rbind(seq_len(n_coders), n_coders + seq_len(n_coders)), ])
  }
  many <- .Call(
    pw_call_many_coders, rbind(as.double(m - y), as.double(y))[, possible, drop = FALSE],
    found$units[possible, , drop = FALSE], NULL, margins, n_coders
  )
  two <- if (n_coders == 2) {
    .Call(pw_call_two_coders,
          rbind(table$neither, table$second_only, table$first_only, table$both), 2L, NULL)
  }
  list(many = many, two = two)
}

# One statistic of every code: estimate, interval, and why there is none.
agreement_figure <- function(statistic, numbers, table, found, n_coders, options) {
  n <- table$n
  none <- rep(NA_real_, length(n))
  out <- list(estimate = none, low = none, high = none, se = none,
              interval = rep(NA_character_, length(n)), reason = rep(NA_character_, length(n)))
  many <- function(name) numbers$many[name, ]
  coded <- table$both + table$first_only + table$second_only
  normal <- function(estimate, se, interval) normal_figure(out, estimate, se, interval, options)
  out <- switch(statistic,
    percent = if (n_coders == 2) wilson_figure(out, table$both + table$neither, n, options)
      else normal(many("percent"), many("percent_se"), "linearised"),
    positive = ratio_figure(out, 2 * table$both, coded + table$both),
    negative = ratio_figure(out, 2 * table$neither, n - coded + n - table$both),
    jaccard = ratio_figure(out, table$both, coded),
    f1 = ratio_figure(out, 2 * table$both, coded + table$both),
    kappa = if (n_coders == 2) normal(numbers$two["kappa", ], numbers$two["se", ], "fce")
      else normal(many("conger"), none, NA),
    p_kappa = if (n_coders == 2) null_figure(out, numbers$two) else out,
    fleiss = normal(many("fleiss"), many("fleiss_se"), "linearised"),
    pabak = if (n_coders == 2) pabak_figure(out, table, n, options)
      else normal(many("bp"), many("bp_se"), "linearised"),
    ac1 = normal(many("ac"), many("ac_se"), "linearised"),
    alpha = alpha_figure(out, found, options),
    out
  )
  without_figure(out, statistic, table, n_coders)
}

normal_figure <- function(out, estimate, se, interval, options) {
  z <- stats::qnorm((1 + options$conf_level) / 2)
  out$estimate <- unname(estimate)
  out$se <- unname(se)
  # No coefficient is beyond 1.
  out$low <- pmax(-1, out$estimate - z * out$se)
  out$high <- pmin(1, out$estimate + z * out$se)
  out$interval[!is.na(out$low)] <- interval
  without_error(out, out$se %in% 0)
}

# Coders who never differ leave no error to estimate, and no interval of no width.
without_error <- function(out, none) {
  out$low[none] <- out$high[none] <- NA
  out$interval[none] <- "no_error"
  out
}

wilson_figure <- function(out, agreed, n, options) {
  limits <- mapply(wilson_limits, agreed, n, options$conf_level)
  out$estimate <- ifelse(n > 0, agreed / n, NA)
  out$low <- limits[1, ]
  out$high <- limits[2, ]
  out$interval[n > 0] <- "wilson"
  out
}

# 2 p - 1 (Byrt, Bishop and Carlin 1993, eq. 6), and so are its limits.
pabak_figure <- function(out, table, n, options) {
  out <- wilson_figure(out, table$both + table$neither, n, options)
  out[c("estimate", "low", "high")] <-
    lapply(out[c("estimate", "low", "high")], function(x) 2 * x - 1)
  out
}

ratio_figure <- function(out, over, under) {
  out$estimate <- ifelse(under > 0, over / under, NA)
  out
}

null_figure <- function(out, two) {
  z <- two["kappa", ] / two["se_null", ]
  out$estimate <- unname(ifelse(is.finite(z), 2 * stats::pnorm(-abs(z)), NA))
  out
}

# Percentiles of the resamples that have an alpha, while nearly all have.
alpha_figure <- function(out, found, options) {
  out$estimate <- found$alpha
  if (options$resamples == 0 || nrow(found$draws) == 0) return(out)
  if (found$participants < 2) {
    out$interval[] <- "one_participant"
    return(out)
  }
  for (i in which(!is.na(found$alpha))) {
    limits <- percentile_limits(found$draws[, i], options$conf_level)
    out$low[i] <- limits[1]
    out$high[i] <- limits[2]
    out$interval[i] <- if (is.na(limits[1])) "draws_no_value" else "participants_bootstrap"
  }
  without_error(out, (out$low == out$high) %in% TRUE)
}

percentile_limits <- function(draws, conf_level) {
  known <- draws[!is.na(draws)]
  if (length(known) < 0.95 * length(draws)) return(c(NA_real_, NA_real_))
  unname(stats::quantile(known, (1 + c(-1, 1) * conf_level) / 2, type = 6))
}

# Corrected for chance, nothing is known of a code that nobody used, or that everybody
# used everywhere; and agreement of one kind may be of nothing.
without_figure <- function(out, statistic, table, n_coders) {
  corrected <- statistic %in% c("kappa", "p_kappa", "fleiss", "pabak", "ac1", "alpha", "u_alpha")
  of_two <- is.na(agreement_statistics[[statistic]][1 + (n_coders > 2)])
  empty <- table$n == 0
  unused <- table$unused & !empty & (corrected | statistic %in% c("positive", "jaccard", "f1"))
  out[c("estimate", "low", "high", "se")] <- lapply(
    out[c("estimate", "low", "high", "se")], function(x) replace(x, empty | unused, NA))
  out$interval[empty | unused] <- NA
  absent <- is.na(out$estimate)
  out$reason[absent] <- if (of_two) "two_coders_only" else
    if (statistic == "negative") "code_everywhere" else "chance_certain"
  out$reason[absent & statistic == "u_alpha"] <- "overlapping_segments"
  out$reason[unused] <- if (n_coders > 2) "code_used_by_none" else "code_not_used"
  out$reason[empty] <- "no_shared_unit"
  out
}

# ---- rows --------------------------------------------------------------------

# Code by code, pairs before all.
order_agreement <- function(rows, codes) {
  by <- order(match(rows$code, codes), match(rows$coders, unique(rows$coders)))
  new_frame(lapply(rows, `[`, by))
}
