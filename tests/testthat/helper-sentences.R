# What sentences may say.

# Words that say what brought something about, in any form.
causal <- paste0(
  "caus|effect|because|\\bdue\\b|thanks|result|impact|influenc|\\bled\\b|\\blead|",
  "produc|improv|benefi|help|work(s|ed)\\b|achiev|owing|therefore|thus|hence|",
  "consequen|attribut|success|reduc|boost|\\bmade\\b|enabl|gave rise"
)

numbers_in <- function(text) {
  unlist(regmatches(text, gregexpr("(?<![A-Za-z_0-9.])-?[0-9]+(\\.[0-9]+)?", text,
                                   perl = TRUE)))
}

# Every number of a sentence is one of `known`, as it is printed, or a share.
expect_numbers_from <- function(sentence, known, shares = character()) {
  printed <- unique(unlist(lapply(known[!is.na(known)], function(value) {
    c(format(value), decimals(value), decimals(value, 3))
  })))
  expect_identical(setdiff(numbers_in(sentence), c(printed, shares)), character(),
                   info = sentence)
}

# A study as its answers come in: whole points, ties, gaps, any size.
random_answers <- function() {
  n <- sample(c(0:4, sample(5:60, 1)), 1)
  spread <- sample(c(0, 1, 6), 1)
  wave <- function() {
    answer <- round(20 + stats::rnorm(n, 0, spread) + sample(-2:2, 1))
    answer[stats::runif(n) < sample(c(0, 0.3, 0.9), 1)] <- NA
    answer
  }
  data.frame(A = wave(), B = wave(), C = wave(),
             of = sample(c("alpha", "beta"), n, replace = TRUE))
}
