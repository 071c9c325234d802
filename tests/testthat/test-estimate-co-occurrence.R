test_that("pairs agree with counting one by one, and no code meets its parent", {
  set.seed(12)
  framework <- new_framework(c("a > a1", "a > a2", "b", "c"))
  for (round in seq_len(few_or_many(8, 20, again = 2))) {
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

test_that("codes on the same words agree with looking at every character", {
  set.seed(21)
  framework <- new_framework(c("a > a1", "a > a2", "b", "c"))
  column <- c(participants = "participant", units = "unit", sources = "source")
  for (round in 1:6) {
    n <- sample(2:40, 1)
    rows <- data.frame(
      source = sample(c("s", "t"), n, TRUE), coder = sample(c("A", "B"), n, TRUE),
      participant = sample(c("P", "Q", NA), n, TRUE), start = sample(0:40, n, TRUE),
      code = sample(c("a > a1", "a > a2", "b", "c"), n, TRUE)
    )
    rows$end <- rows$start + sample(-1:12, n, TRUE)
    rows$unit <- paste(rows$source, sample(2, n, TRUE))
    rows$start[sample(n, 1)] <- NA
    x <- new_codes(rows, framework = framework)
    # The characters of a code, as "source place" or with what is counted in front.
    on <- function(code, of = NULL) {
      take <- which((rows$code == code | startsWith(rows$code, paste0(code, " > "))) &
                      !is.na(rows$start) & rows$start < rows$end)
      if (!is.null(of)) take <- take[!is.na(rows[[of]][take])]
      unique(unlist(lapply(take, function(i) {
        paste0(if (!is.null(of)) rows[[of]][i], "|", rows$source[i], "|",
               seq(rows$start[i], rows$end[i] - 1))
      })))
    }
    runs <- function(on) sum(!next_to(on) %in% on)
    next_to <- function(on) paste0(sub("[0-9]+$", "", on), as.integer(sub(".*[|]", "", on)) + 1L)
    for (level in c("code", "top")) {
      for (count in names(column)) {
        found <- as.data.frame(co_occurrence(x, count = count, together = "overlap", level = level))
        anywhere <- as.data.frame(co_occurrence(x, count = count, level = level))
        expect_identical(found[c("first_n", "second_n", "n")], anywhere[c("first_n", "second_n", "n")])
        both <- Map(function(a, b) {
          at <- intersect(on(a, column[[count]]), on(b, column[[count]]))
          length(unique(sub("[|].*", "", at)))
        }, found$first, found$second)
        expect_identical(found$both, as.integer(unlist(both)))
        either <- anywhere$first_n + anywhere$second_n - anywhere$both
        expect_equal(found$jaccard, ifelse(either > 0, found$both / either, NA))
      }
      found <- as.data.frame(co_occurrence(x, count = "stretches", together = "overlap", level = level))
      for (i in seq_len(nrow(found))) {
        a <- on(found$first[i])
        b <- on(found$second[i])
        expect_identical(c(found$both[i], found$first_n[i], found$second_n[i]),
                         as.integer(c(runs(intersect(a, b)), runs(a), runs(b))))
        either <- length(union(a, b))
        expect_equal(found$jaccard[i], if (either) length(intersect(a, b)) / either else NA_real_)
      }
    }
  }
})
