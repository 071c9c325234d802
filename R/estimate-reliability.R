# Estimates how reliably a scale measures, wave by wave.

# Every scale in every wave.
estimate_reliability <- function(x, scales, conf_level) {
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
