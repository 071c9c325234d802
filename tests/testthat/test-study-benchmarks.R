with_scale <- function(...) {
  study(waves = c(pre = "a.csv", post = "b.csv"), id = "code",
        scales = list(low = list(items = c("q1", "q2"), ...)))
}

test_that("cut-offs, norms and differences that can't hold are refused", {
  expect_snapshot(error = TRUE, {
    with_scale(cutoff = list(source = "a paper"))
    with_scale(cutoff = list(below = 4, above = 5))
    with_scale(cutoff = list(under = 4))
    with_scale(cutoff = list(below = 4), norm = list(mean = 3, sd = 1, source = "a paper"))
    with_scale(norm = list(mean = 3, sd = 0, source = "a paper"))
    with_scale(norm = list(mean = 3, sd = 1))
    with_scale(important = 0)
    with_scale(important = "half")
    with_scale(reliability = 1.2)
  })
})
