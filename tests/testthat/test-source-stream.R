stream_of <- function(pre, post, id = "code") {
  folder <- withr::local_tempdir(.local_envir = parent.frame())
  utils::write.csv(pre, file.path(folder, "pre.csv"), row.names = FALSE, na = "")
  utils::write.csv(post, file.path(folder, "post.csv"), row.names = FALSE, na = "")
  plan <- study(waves = c(pre = "pre.csv", post = "post.csv"), id = id, dir = folder,
                scales = list(s = list(items = "q1:q2", range = c(1, 4), min_items = 1)))
  read_cohort(plan, rows = "stream")$sources[[1]]
}
pre <- data.frame(code = c("a", "B ", "b", NA), q1 = c(1, 2, 2, 4), q2 = c(NA, 3, NA, 4))
post <- data.frame(code = c("A", "c"), q1 = c(4, 4), q2 = 4:3)

test_that("patterns are those of people, each by the record that stands for them", {
  source <- stream_of(pre, post)
  found <- count_patterns(source, list(
    pre = presence_of("pre"), post = presence_of("post"), coded = coded_measure(),
    s = sum_of("pre", c("q1", "q2"), c(q2 = 5)), any = answered_any("post", "q1"),
    q1 = first_of(c("pre", "post"), "q1")
  ))
  found <- found[do.call(order, found), ]
  expect_identical(found$pre, c(0, 1, 1, 1))
  expect_identical(found$post, c(1, 0, 0, 1))
  expect_identical(found$coded, c(1, 0, 1, 1))
  expect_identical(found$s.sum, c(NA, 5, 4, 1))
  expect_identical(found$s.answered, c(NA, 2, 2, 1))
  expect_identical(found$q1, c(4, 4, 2, 1))
  expect_identical(found$n, rep(1, 4))
  counted <- count_records(source, "q2")
  expect_identical(counted$records$people, c(3, 2))
  expect_identical(counted$records$blank, c(1, 0))
  expect_identical(counted$filled, list(pre = c(q2 = 2), post = c(q2 = 2)))
  expect_identical(count_products(source, "pre", c("q1", "q2"), numeric())$products[1, 2], 22)
  expect_identical(source_name(source), "pre.csv, post.csv")
})

test_that("without codes each record is a person", {
  source <- stream_of(pre, post, id = NULL)
  found <- count_patterns(source, list(pre = presence_of("pre"), q1 = value_of("pre", "q1")))
  expect_identical(sum(found$n), 6)
  expect_identical(found$n[found$q1 %in% 2], 2)
})
