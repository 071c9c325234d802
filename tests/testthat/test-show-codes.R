test_that("codings print what they are, and not what anyone said", {
  codes <- read_codes(project_file_of(
    c(FG1 = "P1: a secret\nP2: yes"), c("peers", "advice"), c("Ann", "Ben"),
    data.frame(source = 1, code = 1:2, user = 1:2, start = c(4, 17), end = c(12, 20),
               name = c("a secret", "yes"))
  ), speaker = "^(P[0-9]):")
  expect_snapshot(codes)
  expect_false(any(grepl("secret", utils::capture.output(print(codes)))))
  expect_snapshot(read_codes(codes_file(c("unit,code", "1,a", "1,a", "2,")), key = c("1" = "AB")))
})
