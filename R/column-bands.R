# Numbers cut into bands, such as ages from 18 to 20.

# A factor of the bands that `starts` begin: below the first, between two, from the last
# on. Each band has its lower end in it. `codes` are the numbers that decline to say.
cut_bands <- function(x, starts, column, codes, call) {
  value <- number_answers(x, column, codes, call)
  band <- factor(findInterval(value, starts) + 1L, seq_len(length(starts) + 1L))
  levels(band) <- band_labels(starts, all(value == floor(value), na.rm = TRUE))
  band
}

# "18 to 20" of whole numbers, "18 to under 21" of others.
band_labels <- function(starts, whole) {
  n <- length(starts)
  text <- code_text(starts)
  lower <- starts[-n]
  upper <- starts[-1]
  between <- if (whole && all(starts == floor(starts))) {
    ifelse(upper - 1 == lower, text[-n],
           paste(text[-n], "to", code_text(upper - 1)))
  } else {
    paste(text[-n], "to under", text[-1])
  }
  c(paste("Under", text[1]), between, paste(text[n], "or over"))
}
