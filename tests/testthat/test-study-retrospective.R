test_that("slips in a study with a retrospective wave are errors that say where", {
  expect_snapshot(error = TRUE, {
    with_then(then_entry(of = "per"))
    with_then(then_entry(of = "post", asked_in = "pre"))
    with_then(list(then = list(of = "pre", asked_in = "post")))
    with_then(list(pre = then_entry()$then))
  })
})

test_that("a retrospective wave may be asked in any later wave, and in no other", {
  waves <- c("one", "two", "three", "four")
  plan <- function(of, asked_in) list(
    waves = stats::setNames(vector("list", 4), waves),
    retrospective = list(then = list(of = of, asked_in = asked_in, prefix = "", suffix = "_then"))
  )
  for (of in waves) for (asked_in in waves) {
    if (match(of, waves) < match(asked_in, waves)) {
      expect_identical(complete_retrospective(plan(of, asked_in))$then$label, "then")
    } else {
      expect_error(complete_retrospective(plan(of, asked_in)), class = "pairwave_error_study")
    }
  }
  expect_null(complete_retrospective(list(waves = list(one = list()))))
})

test_that("the label of a retrospective wave is its own, or its name", {
  expect_identical(with_then(then_entry(label = "Looking back"))$retrospective$then$label,
                   "Looking back")
  expect_identical(with_then(then_entry())$retrospective$then$label, "then")
})

test_that("the columns that ask again have prefix and suffix, in their wave only", {
  plan <- list(retrospective = list(
    then = list(asked_in = "post", prefix = "", suffix = "_then"),
    first = list(asked_in = "later", prefix = "a_", suffix = "_b"),
    again = list(asked_in = "later", prefix = "c_", suffix = "")
  ))
  scale <- list(items = c("q1", "q2"))
  expect_null(retrospective_columns(plan, "pre", scale))
  expect_identical(retrospective_columns(plan, "post", scale), c("q1_then", "q2_then"))
  expect_identical(retrospective_columns(plan, "later", scale),
                   c("a_q1_b", "a_q2_b", "c_q1", "c_q2"))
  expect_null(retrospective_columns(list(), "post", scale))
})
