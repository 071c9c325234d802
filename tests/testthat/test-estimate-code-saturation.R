in_order <- function(new) {
  codes <- split(paste0("c", seq_len(sum(new))), factor(rep(seq_along(new), new), seq_along(new)))
  rows <- do.call(rbind, lapply(seq_along(new), function(i) {
    # What was said before is said again.
    code <- c(codes[[i]], if (i > 1) "c1")
    data.frame(source = paste0("s", i), unit = paste0("s", i), coder = "A", code = code)
  }))
  new_codes(rows)
}

test_that("the example of Guest, Namey and Chen", {
  found <- code_saturation(in_order(c(4, 3, 2, 1, 1, 0, 0, 0)))
  at <- function(statistic) found$estimate[found$statistic == statistic]
  expect_identical(at("new_codes"), c(4, 3, 2, 1, 1, 0, 0, 0))
  expect_identical(at("base_codes"), 10)
  expect_equal(at("new_share"), c(.1, 0, 0))
  # "5+2": five sources, and a run of two that brings nothing.
  expect_identical(at("saturated_at"), 5)
})

test_that("what can't be told is a row with its reason", {
  three <- code_saturation(in_order(c(4, 3, 2)))
  row <- three[three$statistic == "saturated_at", ]
  expect_identical(row$estimate, NA_real_)
  expect_identical(row$note, "fewer sources than the base and a run")
  never <- code_saturation(in_order(c(1, 1, 1, 1, 1, 1)))
  expect_identical(never$reason[never$statistic == "saturated_at"], "not_reached")
  expect_identical(code_saturation(in_order(c(4, 3, 2)), base = 1, run = 1, threshold = 0.6)$
                     estimate[6:7], c(4, 2)[c(1, 2)])
})
