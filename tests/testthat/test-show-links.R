test_that("the records of a wave are counted by what became of their codes", {
  withr::local_seed(82)
  for (i in 1:10) {
    codes <- c(sprintf("C%02d", 1:12), "")
    waves <- stats::setNames(lapply(1:3, function(w) {
      data.frame(code = sample(codes, sample(4:12, 1), TRUE))
    }), c("a", "b", "c"))
    linked <- link_waves(waves, id = "code")
    counts <- count_statuses(linked)
    expect_identical(counts$wave, names(waves))
    expect_identical(counts$respondents, unname(vapply(waves, nrow, 0L)))
    expect_identical(counts$respondents,
                     counts$linked + counts$unlinked + counts$duplicate + counts$no_id)
    # No code is one that is blank; a code that comes again is a duplicate.
    expect_identical(counts$no_id, unname(vapply(waves, function(w) sum(w$code == ""), 0L)))
    again <- function(w) sum(duplicated(w$code[w$code != ""]))
    expect_identical(counts$duplicate, unname(vapply(waves, again, 0L)))
  }
})

test_that("people and waves print, and no code", {
  linked <- link_waves(list(before = data.frame(code = c("AB1", "CD2", "CD2", "")),
                            after = data.frame(code = c("ab1", "EF3"))), id = "code")
  expect_snapshot(linked)
  expect_output(print(linked[linked$person %in% 1, ]), "^1 person\n")
  expect_output(print(linked["person"]), "person")
})

test_that("near links are counted: made, open, and how many may be false", {
  links <- data.frame(linked = c(TRUE, FALSE, FALSE), decision = c(NA, NA, "different"))
  expect_null(near_links_line(NULL, 0))
  expect_identical(
    near_links_line(links, 0.1234),
    paste("2 pairs of codes that differ by a slip: 1 linked (0.12 of them expected to be false),",
          "1 not linked until you decide with review_links()")
  )
  expect_identical(near_links_line(links[2, ], 0), paste(
    "1 pair of codes that differ by a slip: 1 not linked until you decide with review_links()"
  ))
  expect_identical(near_links_line(links[0, ], 0.001), "no two codes differ by a slip only")
  printed <- capture.output(print(link_waves(read_cohort(review_study()))))
  expect_match(printed, "2 not linked until you decide with review_links()", fixed = TRUE, all = FALSE)
})
