# House styles for numbers: what APA and JAMA ask of p and of what can't go beyond 1.

# The styles that are known. "plain" writes a 0 before every decimal point, and p with
# three decimals, "<0.001" below them.
#
# "apa" is the American Psychological Association's (2020, Publication manual, 7th ed.):
# no 0 before the decimal point of what can't be greater than 1, such as p, r and alpha;
# exact p to two or three decimals, and p < .001 below (section 6.36).
#
# "jama" is the AMA Manual of Style's (2020, 11th ed., chapter 19): P in capitals; no 0
# before the point of P and alpha; P to two decimals from .01, unless that would round
# it up to .05, to three below, P < .001 below them and P > .99 at the other end;
# intervals as "(95% CI, 0.11 to 0.93)".
house_styles <- c("apa", "jama", "plain")

house_shown <- function() style_shown()$house %||% "plain"

# p as a cell: the number, or beyond which it is.
p_text <- function(p, house = house_shown()) {
  if (is.na(p)) return(dash())
  digits <- style_shown()$decimals$p %||% if (house == "jama") jama_digits(p) else 3
  least <- 10^-digits
  if (house == "jama" && p > 0.99) return(paste0(">", without_zero(decimals(0.99, 2), house)))
  # What would be rounded to the limit itself is not below it.
  if (p < least) return(paste0("<", without_zero(decimals(least, digits), house)))
  without_zero(decimals(p, digits), house)
}

jama_digits <- function(p) {
  if (p < 0.01 || (p < 0.05 && half_away(p, 2) >= 0.05)) 3 else 2
}

# "p = 0.012", "p < 0.001"; what stands for p is a capital in JAMA's.
p_words <- function(p, house = house_shown()) {
  if (is.na(p)) return(NULL)
  text <- p_text(p, house)
  beyond <- substr(text, 1, 1) %in% c("<", ">")
  paste(if (house == "jama") "P" else "p", if (beyond) substr(text, 1, 1) else "=",
        if (beyond) substring(text, 2) else text)
}

# What can't go beyond 1, such as r and alpha.
bounded_text <- function(x, digits = 2, house = house_shown()) {
  without_zero(decimals(x, digits), house)
}

without_zero <- function(text, house) {
  if (house == "plain") text else sub("^(-?)0([.,])", "\\1\\2", text)
}

# "0.52 [0.11, 0.93]", in JAMA's "0.52 (95% CI, 0.11 to 0.93)". A decimal comma is kept
# apart from the one between the limits by a semicolon.
bracketed_limits <- function(low, high, level = 0.95, house = house_shown()) {
  if (house == "jama") {
    return(paste0(" (", level_head(level), ", ", worded("{low} to {high}", low = low, high = high),
                  ")"))
  }
  paste0(" [", low, limits_separator(), high, "]")
}

limits_separator <- function() if (decimal_mark() == ",") "; " else ", "

# "95% CI", "95-%-KI".
level_head <- function(level) worded("{level}% CI", level = format(100 * level))
