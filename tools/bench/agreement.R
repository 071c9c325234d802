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
  read <- data.frame(unit = rep(seq_len(units), 2), coder = rep(c("A", "B"), each = units), code = "")
  file <- tempfile(fileext = ".csv")
  utils::write.csv(rbind(rows, read), file, row.names = FALSE)
  read_codes(file, unit = "unit", coder = "coder", code = "code")
}

one <- codings(1e5, 1, 0.2)
ratings <- {
  given <- one[!is.na(one$code), ]
  vapply(c(A = "A", B = "B"), function(coder) {
    as.integer(as.character(1:1e5) %in% given$unit[given$coder == coder])
  }, integer(1e5))
}
compare(
  "one code, 100,000 units: kappa, AC1 and alpha",
  pairwave = function() {
    coder_agreement(one, statistics = c("kappa", "ac1", "alpha"), resamples = 0)
  },
  irrCAC = function() {
    irrCAC::conger.kappa.raw(ratings)
    irrCAC::gwet.ac1.raw(ratings)
    irrCAC::krippen.alpha.raw(ratings)
  },
  krippendorffsalpha = function() {
    krippendorffsalpha::krippendorffs.alpha(ratings, level = "nominal", method = "customary",
                                            confint = FALSE)
  },
  times = 5, peer_times = 2
)
compare(
  "one code, 100,000 units: alpha with 1,000 resamples of participants",
  pairwave = function() coder_agreement(one, statistics = "alpha"), times = 5
)

many <- codings(1e5, 100, 0.02)
compare(
  "100 codes, 100,000 units: percent, kappa, PABAK, AC1 and alpha of each",
  pairwave = function() coder_agreement(many, resamples = 0), times = 5
)
compare(
  "the same with 1,000 resamples of participants",
  pairwave = function() coder_agreement(many), times = 3
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
    sprintf("characters of 100 texts of 1,000,000, 50 codes, %s codings", format(n, big.mark = ",")),
    pairwave = function() {
      coder_agreement(x, unit = "character", statistics = c("percent", "kappa", "jaccard", "alpha"))
    }, times = 3
  )
}
