test_that("a study prints what it declares, and leaves out what it does not", {
  bare <- study(waves = c(pre = "a.csv", post = "b.csv"), id = c("code", "born"))
  expect_snapshot(bare)
  whole <- study(
    title = "Two\nlines", waves = list(pre = list(file = "a.csv", label = "Before"),
                                       post = list(file = "b.csv", label = "After")),
    id = "code",
    scales = list(s = list(label = "Trust", items = c("q1", "q2"), range = c(1, 4),
                           min_items = 1, score = "sum")),
    demographics = list(list(column = "sex", label = "Sex"), list(column = "year")),
    attendance = list(file = "came.csv", sessions = "s1"),
    retrospective = list(then = list(of = "pre", asked_in = "post", suffix = "_then",
                                     label = "Looking back"))
  )
  expect_snapshot(whole)
})

test_that("no text of a study breaks a line or the terminal", {
  for (text in c("a\nb", "a\tb", "\u001b[31mred", "a\u202eb")) {
    one <- study(title = text, waves = list(pre = list(file = "a.csv", label = text)), id = "code",
                 demographics = list(list(column = "sex", label = text)))
    plain <- study(title = "t", waves = list(pre = list(file = "a.csv", label = "t")), id = "code",
                   demographics = list(list(column = "sex", label = "t")))
    lines <- capture.output(print(one))
    expect_length(lines, length(capture.output(print(plain))))
    expect_no_match(lines, "[\u0001-\u001f\u202e]")
  }
})
