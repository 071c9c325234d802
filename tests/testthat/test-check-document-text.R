written <- function(text) vapply(numbers_of_text(text), `[[`, "", "written")

test_that("each form of a number is seen once, by its most particular form", {
  kinds <- function(text) vapply(numbers_of_text(text), `[[`, "", "kind")
  forms <- c(interval = "0.52 [0.11, 0.93]", interval = "[0.11, 0.93]", interval = "0.52 (0.11 to 0.93)",
             interval = "0.52, 95% CI 0.11 to 0.93", interval = "0.52 (95% CI: 0.11, 0.93)",
             interval = "12.0% [1.5%, 20.1%]", test = "t(47) = 10.18", test = "F(1.81, 30.77) = 7.56",
             p = "p = .012", p = "p < .001", p = "p=0.012", n = "n = 43", n = "N = 1,204", named = "SD = 0.53",
             named = "alpha = .30", named = "d_av = 0.46", count = "12 (27.9%)", percent = "43%",
             percent = "43 per cent", decimal = "-0.27")
  for (i in seq_along(forms)) {
    expect_identical(written(paste("It was", forms[i], "here.")), forms[[i]])
    expect_identical(kinds(paste0("(", forms[i], ")")), names(forms)[i], info = forms[i])
  }
  expect_identical(written(c("It was 0.52", "[0.11,", "0.93], with n =", "43.")), c("0.52 [0.11, 0.93]", "n = 43"))
  none <- c("version 0.1.0", "2024-05-12", "12.05.2024", "10.1177/0123", "x1.25", "a 95% CI of it", "step=4.5",
            "(12, 13)", "table 3", "3.5 points", "up = 3")
  for (text in none) expect_identical(written(text), character(), info = text)
})

test_that("a number is on the line where it begins", {
  at <- vapply(numbers_of_text(c("1.25", "", "and 1.50", "1.75 2.25")), `[[`, 1L, "line")
  expect_identical(at, c(1L, 3L, 4L, 4L))
})

test_that("markup keeps its lines, and loses what is no text", {
  lines <- c("<p", "class='a'>one</p><script>", "1.25", "</script>", "<td>2</td><td>3 &lt; 4</td>", "<b>w</b>ord")
  text <- trimws(gsub("\\s+", " ", markup_lines(lines)))
  expect_identical(text, c("", "one", "", "", "2 3 < 4", "word"))
})
