# NIST's Statistical Reference Datasets for univariate summary statistics, with
# their certified means and standard deviations to 15 digits. NumAcc1 to NumAcc4
# follow their rule; Michelso is Michelson's speed of light, R's datasets::morley;
# Lew, Lottery and Mavro are NIST's own. PiDigits is left out.
measured <- local({
  lines <- strsplit(readLines(test_path("fixtures", "nist-univariate.txt")), " ")
  lines <- Filter(function(words) words[1] != "#", lines)
  stats::setNames(lapply(lines, function(words) as.numeric(words[-1])),
                  vapply(lines, `[[`, "", 1))
})
strd <- list(
  Lew = list(y = measured$Lew, mean = -177.435, sd = 277.332168044316),
  Lottery = list(y = measured$Lottery, mean = 518.958715596330, sd = 291.699727470969),
  Mavro = list(y = measured$Mavro, mean = 2.001856, sd = 0.000429123454003053),
  NumAcc1 = list(y = c(10000001, 10000003, 10000002), mean = 10000002, sd = 1),
  NumAcc2 = list(y = c(1.2, rep(c(1.1, 1.3), 500)), mean = 1.2, sd = 0.1),
  NumAcc3 = list(y = c(1000000.2, rep(c(1000000.1, 1000000.3), 500)),
                 mean = 1000000.2, sd = 0.1),
  NumAcc4 = list(y = c(10000000.2, rep(c(10000000.1, 10000000.3), 500)),
                 mean = 10000000.2, sd = 0.1),
  Michelso = list(y = datasets::morley$Speed / 1000 + 299, mean = 299.8524,
                  sd = 0.0790105478190518)
)
# Digits in which two numbers agree, 15 at most: NIST's log relative error.
digits_right <- function(found, certified) {
  if (found == certified) return(15)
  min(15, -log10(abs(found - certified) / abs(certified)))
}
moments_of <- function(y, counts = NULL) {
  found <- .Call(pw_call_paired, pair_contrast(y, rev(y), counts), TRUE, 0)
  c(mean = found[["mean_before"]], sd = found[["sd_before"]])
}

test_that("means have all of NIST's digits, and standard deviations those that data allow", {
  # 10000000.1 is no binary fraction: the data that a program gets are rounded,
  # and NumAcc3 and NumAcc4 have left only so many digits of the certified value.
  allowed <- c(Lew = 14.9, Lottery = 14.9, Mavro = 13, NumAcc1 = 15, NumAcc2 = 14.9, NumAcc3 = 9.4, NumAcc4 = 8.2,
               Michelso = 13.8)
  for (name in names(strd)) {
    set <- strd[[name]]
    found <- moments_of(set$y)
    expect_gte(digits_right(found[["mean"]], set$mean), 14.9)
    expect_gte(digits_right(found[["sd"]], set$sd), allowed[[name]])
    # The rounded data less a near constant are exact, and so is what is left.
    exact <- stats::sd(set$y - floor(set$mean))
    expect_gte(digits_right(found[["sd"]], exact), 14.9)
  }
})

test_that("counts give the digits that rows give", {
  for (name in names(strd)) {
    y <- sort(strd[[name]]$y)
    distinct <- unique(y)
    counts <- as.double(table(match(y, distinct)))
    found <- .Call(pw_call_paired, pair_contrast(distinct, distinct, counts), TRUE, 0)
    expect_equal(found[["mean_before"]], moments_of(y)[["mean"]], tolerance = 1e-15)
    expect_equal(found[["sd_before"]], moments_of(y)[["sd"]], tolerance = 1e-14)
  }
})
