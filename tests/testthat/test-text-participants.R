test_that("stretches and parts overlap as trying all pairs says", {
  set.seed(4)
  for (round in 1:60) {
    start <- sample(0:30, 8, TRUE)
    end <- start + sample(0:6, 8, TRUE)
    start[8] <- end[8] <- NA
    from <- sample(0:30, 5, TRUE)
    to <- from + sample(0:12, 5, TRUE)
    from[5] <- to[5] <- if (round %% 2) NA else 3
    found <- overlaps(start, end, from, to)
    expected <- which(outer(seq_along(start), seq_along(from), Vectorize(function(i, j) {
      if (is.na(from[j])) return(TRUE)
      if (is.na(start[i]) || from[j] == to[j]) return(FALSE)
      start[i] < to[j] && max(end[i], start[i] + 1) > from[j]
    })), arr.ind = TRUE)
    expect_setequal(paste(found$stretch, found$part), paste(expected[, 1], expected[, 2]))
  }
})

test_that("turns go from one speaker's line to the next", {
  text <- "Intro\nP1: h\u00e9llo\r\nmore\nP2: yes\nP1: no"
  turns <- speaker_turns("FG", text, "^(P[0-9]):", "f")
  expect_identical(turns$participant, c("P1", "P2", "P1"))
  expect_identical(substring(text, turns$start + 1, turns$end),
                   c("P1: h\u00e9llo\r\nmore\n", "P2: yes\n", "P1: no"))
})

test_that("a speaker that no line has, and no expression, are errors", {
  expect_snapshot(error = TRUE, {
    speaker_turns("FG", "P1: a", "^(Q):", "x.qdpx", NULL)
    check_speaker("(", NULL)
    check_speaker(1, NULL)
  })
})

test_that("participants take their linking codes, and who has none is counted", {
  path <- codes_file(c("unit,participant,code", "1,P1,x", "2,P2,y"))
  codes <- read_codes(path, key = c(P1 = "AB12"))
  expect_identical(codes$participant, c("AB12", "P2"))
  expect_identical(attr(codes, "unlinked"), "P2")
  key <- codes_file(c("who,id", "P1,AB12", "P2,CD34"), "key.csv")
  expect_identical(read_codes(path, key = key)$participant, c("AB12", "CD34"))
  expect_snapshot(error = TRUE, {
    read_codes(path, key = 1)
    read_codes(path, key = c(P1 = "a", P1 = "b"))
  })
})
