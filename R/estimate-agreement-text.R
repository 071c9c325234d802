# Estimates how far coders agree on which characters of a text have a code.

# The sources whose length is known and that two coders read, who read which, and
# the stretches that were coded. A coder read a source of which a unit is theirs.
text_data <- function(x, codes, coders) {
  sources <- attr(x, "sources")
  rows <- unclass(x)[c("source", "unit", "coder", "code", "start", "end")]
  length <- text_lengths(sources, rows)
  known <- names(length)
  universe <- attr(x, "universe")
  of_unit <- rows$source[match(universe$unit, rows$unit)]
  readers <- matrix(FALSE, length(known), length(coders), dimnames = list(NULL, coders))
  read <- cbind(c(match(of_unit, known), match(rows$source, known)),
                c(match(universe$coder, coders), match(rows$coder, coders)))
  readers[read[stats::complete.cases(read), , drop = FALSE]] <- TRUE
  take <- which(rows$coder %in% coders & rows$code %in% codes & !is.na(rows$start) &
                  !is.na(rows$end) & rows$source %in% known)
  list(
    coders = coders, codes = codes, length = length, readers = readers,
    source = match(rows$source[take], known), code = match(rows$code[take], codes),
    coder = match(rows$coder[take], coders),
    start = as.double(rows$start[take]), end = as.double(rows$end[take])
  )
}

# Of a source whose length is not known, the end of the last stretch.
text_lengths <- function(sources, rows) {
  placed <- !is.na(rows$end) & !is.na(rows$source)
  last <- tapply(rows$end[placed], rows$source[placed], max)
  known <- unique(c(sources$source, names(last)))
  length <- stats::setNames(as.double(sources$length[match(known, sources$source)]), known)
  length[is.na(length)] <- as.double(last[names(length)[is.na(length)]])
  length[!is.na(length)]
}

estimate_agreement_text <- function(data, options, call) {
  rows <- lapply(coder_groups(data$coders), function(group) {
    here <- text_of_group(data, group)
    found <- check_kernel(
      .Call(pw_call_span_votes,
            list(here$source, here$code, here$coder, here$start, here$end),
            as.double(here$length), here$readers, length(here$codes)),
      "Can't count the characters of each code.", call
    )
    found$alpha <- character_alpha(found$units, length(group))
    found$draws <- matrix(0, 0, length(here$codes))
    found$participants <- 0L
    out <- code_rows(found, here$codes, group_name(data$coders, group), length(group),
                     colSums(here$readers * here$length), options, call)
    with_unitizing(without_limits(out), here, options, call)
  })
  order_agreement(stack_frames(rows), data$codes)
}

text_of_group <- function(data, group) {
  readers <- data$readers[, group, drop = FALSE]
  readers[rowSums(readers) < 2, ] <- FALSE
  take <- data$coder %in% group & readers[cbind(data$source, match(data$coder, group))] %in% TRUE
  data$readers <- readers
  for (column in c("source", "code", "coder", "start", "end")) {
    data[[column]] <- data[[column]][take]
  }
  data$coder <- match(data$coder, group)
  data
}

# Krippendorff's alpha of two values from the numbers of characters by how many
# of their readers gave the code.
character_alpha <- function(units, n_coders) {
  wide <- n_coders + 1
  m <- rep(0:n_coders, each = wide)
  y <- rep(0:n_coders, wide)
  use <- m >= 2 & y <= m
  m <- m[use]
  y <- y[use]
  units <- units[use, , drop = FALSE]
  apart <- colSums(units * y * (m - y) / (m - 1))
  with <- colSums(units * y)
  n <- colSums(units * m)
  expected <- with * (n - with) / (n - 1)
  ifelse(expected > 0, 1 - apart / expected, NA)
}

# Neighbouring characters are coded together, so that no interval of independent ones
# holds.
without_limits <- function(rows) {
  rows$conf_low <- rows$conf_high <- rows$se <- rep(NA_real_, length(rows$code))
  rows$interval <- ifelse(is.na(rows$estimate), NA, "dependent_characters")
  p <- rows$statistic == "p_kappa"
  rows$estimate[p] <- NA
  rows$interval[p] <- NA
  rows$reason[p] <- "dependent_characters"
  rows
}

# Each code by itself: of one coder its stretches joined where they touch or overlap.
with_unitizing <- function(rows, data, options, call) {
  none <- c("code_not_used", "code_used_by_none", "no_shared_unit")
  for (i in which(rows$statistic == "u_alpha" & !rows$reason %in% none)) {
    found <- unitize(data, data$code == match(rows$code[i], data$codes), joined = TRUE, call)
    rows$estimate[i] <- found$all
    rows$reason[i] <- if (is.na(found$all)) "chance_certain" else NA
    rows$interval[i] <- if (is.na(found$all)) NA else "dependent_characters"
  }
  rows
}

# The sources one after the other, and the stretches of `which` in them.
unitize <- function(data, which, joined, call) {
  shared <- rowSums(data$readers) >= 2
  begins <- cumsum(c(0, data$length * shared))[seq_along(data$length)]
  take <- which & shared[data$source] & data$start < data$end
  segments <- new_frame(list(
    coder = data$coder[take], value = if (joined) rep(1L, sum(take)) else data$code[take],
    start = pmax(0, data$start[take]) + begins[data$source[take]],
    end = pmin(data$end[take], data$length[data$source[take]]) + begins[data$source[take]]
  ))
  segments <- segments[segments$start < segments$end, , drop = FALSE]
  if (joined) segments <- joined_segments(segments)
  found <- .Call(
    pw_call_unitize, as.integer(segments$coder), as.integer(segments$value), segments$start,
    segments$end, c(ncol(data$readers), if (joined) 1L else length(data$codes)),
    sum(data$length[shared])
  )
  # Overlap is the one thing that a caller can't rule out.
  if (inherits(found, "pairwave_kernel_error") && identical(found$code, "argument")) {
    return(list(all = NA_real_, binary = NA_real_, coded = NA_real_, overlap = TRUE))
  }
  check_kernel(found, "Can't compute the alpha of unitizing.", call)
}

joined_segments <- function(segments) {
  segments <- segments[order(segments$coder, segments$start), , drop = FALSE]
  n <- nrow(segments)
  if (n < 2) return(segments)
  reach <- stats::ave(segments$end, segments$coder, FUN = cummax)
  new <- c(TRUE, segments$start[-1] > reach[-n] | segments$coder[-1] != segments$coder[-n])
  group <- cumsum(new)
  new_frame(list(
    coder = segments$coder[new], value = segments$value[new], start = segments$start[new],
    end = unname(vapply(split(segments$end, group), max, 0))
  ))
}

unitizing_statistics <- c(u_alpha = "all", u_alpha_binary = "binary", cu_alpha = "coded")

# All codes at once as values of one continuum, where no coder gave a character two.
estimate_unitizing <- function(data, options, call) {
  rows <- lapply(coder_groups(data$coders), function(group) {
    here <- text_of_group(data, group)
    found <- unitize(here, rep(TRUE, length(here$code)), joined = FALSE, call)
    statistics <- intersect(options$statistics, names(unitizing_statistics))
    estimate <- vapply(statistics, function(one) found[[unitizing_statistics[[one]]]], 0,
                       USE.NAMES = FALSE)
    n <- sum(here$length[rowSums(here$readers) >= 2])
    k <- length(statistics)
    new_frame(list(
      code = rep(NA_character_, k), coders = rep(group_name(data$coders, group), k),
      statistic = statistics, estimate = estimate, conf_low = rep(NA_real_, k),
      conf_high = rep(NA_real_, k), se = rep(NA_real_, k), n = rep(n, k),
      both = rep(NA_real_, k), first_only = rep(NA_real_, k), second_only = rep(NA_real_, k),
      neither = rep(NA_real_, k),
      method = unname(c(u_alpha = "unitizing", u_alpha_binary = "unitizing_binary",
                        cu_alpha = "unitizing_coded")[statistics]),
      interval = ifelse(is.na(estimate), NA, "dependent_characters"),
      reason = ifelse(!is.na(estimate), NA, if (isTRUE(found$overlap)) "overlapping_segments"
                      else if (n == 0) "no_shared_unit" else "chance_certain"),
      setting = rep(NA_real_, k)
    ))
  })
  stack_frames(rows)
}
