# Medians and quartiles of a contrast: of both waves and of the change, on the same
# pairs as its means.

# Where the quartiles of n sorted answers lie, by type of Hyndman and Fan (1996): 6, which
# SPSS and SAS's PCTLDEF=4 take, and 7, which R, Excel and NumPy take.
quartile_position <- function(p, n, type) {
  at <- if (type == 6) (n + 1) * p else (n - 1) * p + 1
  pmin(pmax(at, 1), n)
}

# The quartiles of `values`, of which each stands for `counts` people.
quartiles_of <- function(values, counts, type) {
  here <- counts > 0
  values <- values[here]
  counts <- counts[here]
  n <- sum(counts)
  if (n == 0) return(rep(NA_real_, 3))
  by <- order(values)
  values <- values[by]
  up_to <- cumsum(counts[by])
  ranked <- function(k) values[findInterval(k - 0.5, up_to) + 1]
  at <- quartile_position(c(0.25, 0.5, 0.75), n, type)
  # (n + 1) / 4 and the like are exact, so what is between is no rounding.
  low <- floor(at)
  part <- at - low
  below <- ranked(low)
  above <- ranked(pmin(low + 1, n))
  ifelse(part == 0, below, below + part * (above - below))
}

# By statistic; the names of the three are those of demographics().
medians_of_pairs <- function(pairs, type) {
  of <- list(before = pairs$before, after = pairs$after,
             change = pairs$after - pairs$before)
  found <- lapply(of, quartiles_of, counts = pairs$count, type = type)
  names <- outer(c("lower_quartile", "median", "upper_quartile"), names(of), paste, sep = "_")
  as.list(stats::setNames(unlist(found, use.names = FALSE), names))
}

median_statistics <- c(
  "median_before", "lower_quartile_before", "upper_quartile_before",
  "median_after", "lower_quartile_after", "upper_quartile_after",
  "median_change", "lower_quartile_change", "upper_quartile_change"
)

quartile_types <- c(7, 6)

# What the quartiles of changes, and of answers to an item, are made by.
quartile_methods <- c("6" = "quartile_6", "7" = "quartile_7")
answer_quartile_methods <- c("6" = "quartile_of_answers_6", "7" = "quartile_of_answers_7")

check_quartile_type <- function(type, call = rlang::caller_env()) {
  if (is_whole_number(type) && type %in% quartile_types) return(as.integer(type))
  abort_pairwave(
    c("{.arg quartile_type} must be 7 or 6.",
      x = "It is {.val {type}}.",
      i = "Type 7 is that of R and Excel, type 6 that of SPSS (Hyndman and Fan 1996)."),
    "argument", call = call
  )
}
