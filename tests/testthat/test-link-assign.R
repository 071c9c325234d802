# The cheapest pairings by trying all: rows of `cost` to columns or nobody.
pairings <- function(cost, alone) {
  extend <- function(row, taken) {
    if (row > nrow(cost)) return(list(list(total = 0, pairs = integer())))
    choices <- c(NA, setdiff(which(cost[row, ] >= 0), taken))
    unlist(lapply(choices, function(column) {
      rest <- extend(row + 1, c(taken, column))
      lapply(rest, function(one) {
        list(total = one$total + if (is.na(column)) alone else cost[row, column],
             pairs = c(if (is.na(column)) 0L else as.integer(column), one$pairs))
      })
    }), recursive = FALSE)
  }
  extend(1, integer())
}

test_that("a link fits best when every cheapest pairing of its waves has it", {
  set.seed(20211)
  for (round in 1:60) {
    n <- sample(2:4, 1)
    m <- sample(2:4, 1)
    cost <- matrix(sample(c(-1L, 1L, 2L), n * m, TRUE), n)
    at <- which(cost >= 0, arr.ind = TRUE)
    if (nrow(at) < 2) next
    links <- data.frame(one = at[, 1], other = n + at[, 2], cost = cost[at],
                        state = factor("ambiguous", link_states))
    present <- cbind(rep(c(TRUE, FALSE), c(n, m)), rep(c(FALSE, TRUE), c(n, m)))
    alone <- max(links$cost) + 1L
    ways <- pairings(cost, alone)
    least <- min(vapply(ways, `[[`, 0, "total"))
    best <- Filter(function(way) way$total == least, ways)
    expected <- vapply(seq_len(nrow(at)), function(i) {
      all(vapply(best, function(way) way$pairs[at[i, 1]] == at[i, 2], NA))
    }, NA)
    expect_identical(fits_best(links, present), expected)
  }
})

test_that("three waves are paired two by two, and vetoed links never fit", {
  links <- data.frame(
    one = c(1L, 1L, 2L), other = c(3L, 4L, 4L), cost = 1L,
    state = factor(c("ambiguous", "ambiguous", "proposed"), link_states)
  )
  present <- rbind(c(TRUE, FALSE, FALSE), c(TRUE, FALSE, FALSE),
                   c(FALSE, TRUE, FALSE), c(FALSE, TRUE, FALSE))
  expect_identical(fits_best(links, present), c(TRUE, FALSE, TRUE))
  # The fourth answered another wave: the pairs no longer compete.
  present[4, ] <- c(FALSE, FALSE, TRUE)
  expect_identical(fits_best(links[1:2, ], present), c(TRUE, TRUE))
  links$state <- factor("vetoed", link_states)
  expect_identical(fits_best(links, present), c(FALSE, FALSE, FALSE))
})
