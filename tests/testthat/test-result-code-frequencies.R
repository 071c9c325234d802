test_that("bad arguments are named", {
  x <- codings_of(A = c("x", ""), B = c("x", "y"))
  expect_snapshot(error = TRUE, {
    code_frequencies(3)
    code_frequencies(x, coder = "C")
    code_frequencies(x, by = "sex")
    code_frequencies(x, by = "sex", people = data.frame(id = 1))
    code_frequencies(x, by = "sex", people = data.frame(participant = 1:2))
    code_frequencies(x, by = "sex", people = data.frame(participant = c(1, 1), sex = "f"))
    code_frequencies(x, count = "people")
    code_frequencies(x, disclosure = "hessa")
    co_occurrence(3)
  })
})

test_that("codes of several coders are any's, all's or one's", {
  x <- codings_of(A = c("x", ""), B = c("x", "x"))
  n <- function(coder) code_frequencies(x, coder = coder, count = "participants")$n
  expect_identical(c(n(NULL), n("any"), n("all"), n("A"), n("B")), c(2L, 2L, 1L, 1L, 2L))
})
