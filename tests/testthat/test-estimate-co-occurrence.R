test_that("pairs agree with counting one by one, and no code meets its parent", {
  set.seed(12)
  framework <- new_framework(c("a > a1", "a > a2", "b", "c"))
  for (round in 1:20) {
    n <- sample(4:50, 1)
    rows <- data.frame(unit = as.character(sample(15, n, TRUE)), coder = "A",
                       code = sample(c("a > a1", "a > a2", "b", "c", NA), n, TRUE))
    rows$participant <- paste0("P", as.integer(rows$unit) %% 6)
    x <- new_codes(rows, framework = framework)
    for (count in c("participants", "units")) for (level in c("code", "top")) {
      column <- c(participants = "participant", units = "unit")[[count]]
      found <- as.data.frame(co_occurrence(x, count = count, level = level))
      expect_identical(nrow(found), if (level == "code") 6L else 3L)
      who <- function(code) {
        unique(x[[column]][!is.na(x$code) & (x$code == code | startsWith(x$code, paste0(code, " > ")))])
      }
      for (i in seq_len(nrow(found))) {
        a <- who(found$first[i])
        b <- who(found$second[i])
        expect_identical(c(found$both[i], found$first_n[i], found$second_n[i]),
                         c(length(intersect(a, b)), length(a), length(b)))
        either <- length(union(a, b))
        expect_equal(found$jaccard[i], if (either) length(intersect(a, b)) / either else NA_real_)
      }
    }
  }
})
