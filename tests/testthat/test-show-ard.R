people <- function() {
  data.frame(sex = rep(c("f", "m"), c(11, 4)), year = rep(c("3", "4", "5"), 5),
             age = 20:34, score = seq(1, 8, 0.5))
}

test_that("cards takes the frame for one of its own", {
  skip_if_not_installed("cards")
  for (found in list(
    demographics(people(), columns = c("sex", "year")),
    demographics(people(), columns = "sex", by = "year"),
    demographics(people(), columns = c("sex", "age"), summary = c(age = "median"),
                 outcomes = "score"),
    demographics(people(), columns = "sex",
                 population = list(sex = c(f = 25, m = 14)))
  )) {
    ard <- as_ard(found)
    expect_silent(cards::check_ard_structure(ard, error_on_fail = TRUE))
    expect_identical(names(cards::tidy_ard_column_order(ard)), names(ard))
  }
  theirs <- cards::ard_tabulate(people(), variables = "sex")
  ours <- as_ard(demographics(people(), columns = "sex"))
  ours <- ours[ours$context == "tabulate", ]
  expect_identical(ours$stat_name, theirs$stat_name)
  expect_identical(ours$stat_label, theirs$stat_label)
  expect_equal(unlist(ours$stat), unlist(theirs$stat), tolerance = 1e-3)
})

test_that("every count has n, N, p and its rule", {
  found <- demographics(people(), columns = "sex")
  ard <- as_ard(found)
  of <- function(name) unlist(ard$stat[ard$stat_name == name])
  expect_equal(of("n"), c(11, 4))
  expect_equal(of("N"), c(15, 15))
  expect_equal(of("p"), c(0.733, 0.267))
  expect_identical(of("method"), "share of everyone, half away from zero")
  expect_identical(ard_percent(of("p")[1]), "73.3")
})
