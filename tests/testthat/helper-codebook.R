# Every type of column that a codebook describes.
codebook_answers <- function() {
  data.frame(
    code = c("AB1", "CD2", "EF3", "AB1"),
    number = c(101, 102, 103, 104),
    sex = I(new_labelled_column(c(1, 2, 1, -99), label = "Sex",
                                labels = c(Female = 1, Male = 2, Refused = -99),
                                na_values = -99, measure = "nominal")),
    age = c(18, 18, 25, NA),
    day = as.Date(c("2019-03-01", "2019-03-01", NA, "2019-03-09")),
    group = factor(c("a", "b", "a", "a"), levels = c("a", "b", "c")),
    came = c(TRUE, TRUE, FALSE, NA)
  )
}
