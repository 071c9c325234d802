test_that("any text is one line of characters", {
  expect_identical(one_line(c("a\tb\n c\u2028d\u0085e", NA, "")), c("a b c d e", "", ""))
  expect_identical(one_line("a\u001b[31mb\u0007\u009bc\u202ed\u2066e\ufffff"),
                   "a\ufffd[31mb\ufffd\ufffdc\ufffdd\ufffde\ufffdf")
  # Spelling of Arabic and Hebrew, emoji and blanks that hold together stay.
  kept <- c("\u05d0\u200f1", "\U1F469\u200d\U1F4BB", "5\u00a0kg")
  expect_identical(one_line(kept), kept)
  broken <- "a\xffb"
  Encoding(broken) <- "UTF-8"
  expect_identical(one_line(broken), "a\ufffdb")
  expect_identical(one_line(factor("x")), "x")
})

test_that("it is the same in every locale", {
  texts <- c("plain", "\u00fc\u202e\n\u0001")
  latin <- iconv("\u00fc", "UTF-8", "latin1")
  withr::local_locale(LC_CTYPE = "C")
  expect_identical(one_line(texts), c("plain", "\u00fc\ufffd \ufffd"))
  expect_identical(one_line("plain"), "plain")
  expect_identical(one_line(latin), "\u00fc")
})

test_that("what is squashed has single blanks between words, and stays as it is then", {
  withr::local_seed(9)
  blanks <- c(" ", "\t", "\n", "\r\n", "\u00a0", "\u2003", "\u202f", "\u3000")
  unseen <- c("", "\u200b", "\u2060", "\ufeff")
  for (i in 1:50) {
    words <- sample(c("how", "often", "\u00e9t\u00e9", "?"), sample(4, 1), TRUE)
    between <- function() paste0(sample(unseen, 1), paste(sample(blanks, 2, TRUE), collapse = ""))
    text <- paste0(between(), paste0(words, vapply(words, function(w) between(), ""), collapse = ""))
    expect_identical(squash(text), paste(words, collapse = " "))
  }
  expect_identical(squash(c("", " \n", NA)), c("", "", NA))
})
