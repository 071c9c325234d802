# Writes numbers as text: decimals, p, people, counts with their percentages.

share_text <- function(share) {
  if (is.na(share)) dash() else with_percent(decimals(100 * share, share_digits()))
}

# Decimals of a percentage: as the study's style has them.
share_digits <- function() style_shown()$decimals$share %||% 1

# A difference of shares, in percentage points.
points_text <- function(difference) {
  if (is.na(difference)) return(dash())
  decimals(100 * difference, 1)
}

dash <- function() "-"

# The decimals that give the smallest of some standard deviations two significant
# digits; two at least.
spread_digits <- function(spread) {
  asked <- style_shown()$decimals$mean
  if (!is.null(asked)) return(asked)
  spread <- spread[is.finite(spread) & spread > 0]
  if (!length(spread)) return(2)
  min(15, max(2, 1 - floor(log10(min(spread)))))
}

decimals <- function(x, digits = 2) {
  if (is.na(x)) return(dash())
  # No minus sign before a number that prints as zero: 0 is added, so that -0 is none.
  with_decimal_mark(sprintf("%.*f", as.integer(digits), half_away(x, digits) + 0))
}

# Rounds half away from zero, as percentages are; the nudge undoes binary fractions.
half_away <- function(x, digits) sign(x) * floor(abs(x) * 10^digits + 0.5 + 1e-9) / 10^digits

# A number without the zeros at its end: halves, quarters and whole numbers.
short_decimals <- function(x) sub("[.,]?0+$", "", decimals(x))


# Percentages to some decimals, half away from zero, on integers (without
# weights). NA where nobody is in the total.
percent_of <- function(n, total, decimals = 1L, weighted = FALSE,
                       call = rlang::caller_env()) {
  units <- check_kernel(
    .Call(pw_call_percent, as.double(n), rep_len(as.double(total), length(n)),
          as.integer(decimals), weighted),
    "Can't round a percentage.",
    call = call
  )
  share <- units / 10^decimals
  dim(share) <- dim(n)
  share
}

# People as a cell: the number, or the mark of what is suppressed.
people_text <- function(n, mark) {
  if (is.na(n)) mark else format(n, scientific = FALSE)
}

# 11 (73.3), and in the paper's style 12 (80) without a trailing .0.
format_n_percent <- function(n, percent, decimals = 1L, style = "paper") {
  units <- as.integer(round(percent * 10^decimals))
  scale <- as.integer(10^decimals)
  part <- units %% scale
  digits <- formatC(part, width = decimals, flag = "0", format = "d")
  keep <- decimals > 0 & (style == "fixed" | part != 0L)
  paste0(n, " (", units %/% scale, ifelse(keep, paste0(decimal_mark(), digits), ""), ")")
}
