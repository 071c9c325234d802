# How long agreement of two coders takes, code by code on 100,000 units and over the
# characters of texts.
# peers: irrCAC krippendorffsalpha

source("tools/bench/harness.R")
library(pairwave)

# Codings of `units` by two coders who agree in nine of ten, each code in a share of
# the units.
codings <- function(units, codes, share, seed = 1) {
  set.seed(seed)
  rows <- lapply(seq_len(codes), function(i) {
    a <- which(stats::runif(units) < share)
    b <- c(a[stats::runif(length(a)) < 0.9], sample(units, length(a) %/% 10))
    data.frame(unit = c(a, b), coder = rep(c("A", "B"), c(length(a), length(b))),
               code = sprintf("code %04d", i))
  })
  rows <- do.call(rbind, rows)
  read <- data.frame(unit = rep(seq_len(units), 2), coder = rep(c("A", "B"), each = units),
                     code = "")
  file <- tempfile(fileext = ".csv")
  utils::write.csv(rbind(rows, read), file, row.names = FALSE)
  read_codes(file, unit = "unit", coder = "coder", code = "code")
}

# What the peers take: units x coders of 0 and 1, for each code.
ratings_of <- function(codes, units) {
  given <- codes[!is.na(codes$code), ]
  lapply(split(given, given$code), function(one) {
    vapply(c(A = "A", B = "B"), function(coder) {
      out <- integer(units)
      out[as.integer(one$unit[one$coder == coder])] <- 1L
      out
    }, integer(units))
  })
}

many <- codings(1e5, 100, 0.02)
ratings <- ratings_of(many, 1e5)
compare(
  "100 codes, 100,000 units: kappa, AC1 and alpha of each",
  pairwave = function() {
    coder_agreement(many, statistics = c("kappa", "ac1", "alpha"), resamples = 0)
  },
  irrCAC = function() for (one in ratings) {
    irrCAC::conger.kappa.raw(one)
    irrCAC::gwet.ac1.raw(one)
    irrCAC::krippen.alpha.raw(one)
  },
  times = 5, peer_times = 1
)
compare(
  "100 codes, 100,000 units: all five, alpha with 1,000 resamples of participants",
  pairwave = function() coder_agreement(many), times = 5
)

# Its time grows with the square of the units.
few <- codings(1000, 2, 0.2)
small <- ratings_of(few, 1000)
compare(
  "2 codes, 1,000 units: alpha of each",
  pairwave = function() coder_agreement(few, statistics = "alpha", resamples = 0),
  krippendorffsalpha = function() for (one in small) {
    krippendorffsalpha::krippendorffs.alpha(one, level = "nominal", method = "customary",
                                            confint = FALSE)
  },
  times = 5, peer_times = 1
)

# Stretches of 100 texts of a million characters each.
stretches <- function(n, seed = 1) {
  set.seed(seed)
  start <- floor(stats::runif(n, 0, 1e6 - 200))
  rows <- data.frame(
    source = sprintf("text %03d", sample(100, n, TRUE)), coder = sample(c("A", "B"), n, TRUE),
    code = sprintf("code %02d", sample(50, n, TRUE)), start = start,
    end = start + sample(10:200, n, TRUE)
  )
  rows$unit <- rows$source
  pairwave:::new_codes(rows, sources = data.frame(
    source = sprintf("text %03d", 1:100), length = 1000000L, hash = NA
  ))
}
for (n in c(1e4, 1e5, 1e6)) {
  x <- stretches(n)
  compare(
    sprintf("characters of 100 texts of 1,000,000, 50 codes, %s codings",
            format(n, big.mark = ",")),
    pairwave = function() {
      coder_agreement(x, unit = "character",
                      statistics = c("percent", "kappa", "jaccard", "alpha"))
    }, times = 3
  )
}
